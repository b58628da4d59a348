"""What was done on this device last: every act with its own way back, also after a restart."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.ui.card import Card
from app.ui.history_panel import HistoryPanel
from app.ui.sheet_parts import FingerScroll, words
from app.ui.theme import Theme
from app.viewmodels.past import ActsModel

WIDTH = 520
HEIGHT = 560


class ActsCard(Card):
    """The last acts, newest first."""

    def __init__(self, model: ActsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.nothing = words(self, "soft")
        self.panel = HistoryPanel(theme, shows_all=True)
        self.panel.take_back_requested.connect(model.take_back)
        self.body.addWidget(self.nothing)
        self.body.addWidget(FingerScroll(self.panel, self), 1)
        self.setFixedSize(WIDTH, HEIGHT)
        model.changed.connect(self._show)
        self.retranslate()

    def bring_up(self) -> None:
        """Show what was done until now; it follows while it is open."""
        self._model.open()
        super().bring_up()

    @Slot()
    def put_away(self) -> None:
        """Hide the list."""
        self._model.close()
        super().put_away()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("What was done last"))
        self.nothing.setText(self.tr("Nothing was written on this device yet."))
        self._model.reword()

    @Slot()
    def _show(self) -> None:
        self.panel.show_lines(self._model.lines)
        self.nothing.setVisible(not self._model.lines)
