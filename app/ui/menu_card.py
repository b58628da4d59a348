"""Everything that has no button of its own, behind one: the menu at the end of the line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import icons
from app.ui.card import Card
from app.ui.keys import KEYS, Key
from app.ui.theme import Theme
from resources.tokens import SPACE

COLUMNS = 2


class MenuCard(Card):
    """A grid of commands, each with its sign, its words and its key.

    Signals:
        chosen: carries the name of an action.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keys: tuple[Key, ...] = tuple(each for each in KEYS if each.icon)
        self.buttons: list[QPushButton] = []
        self._caps: list[QLabel] = []
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        for at, each in enumerate(self._keys):
            button = QPushButton(self)
            button.setProperty("kind", "line")
            button.setProperty("action", each.action)
            button.setIconSize(QSize(20, 20))
            button.clicked.connect(self._choose)
            cap = QLabel(button)
            cap.setProperty("kind", "cap")
            cap.setVisible(bool(each.sequences))
            row = QHBoxLayout(button)
            row.setContentsMargins(0, 0, SPACE[1], 0)
            row.addStretch(1)
            row.addWidget(cap, alignment=Qt.AlignmentFlag.AlignVCenter)
            # Down the columns, as a list is read.
            lines = -(-len(self._keys) // COLUMNS)
            grid.addWidget(button, at % lines, at // lines)
            self.buttons.append(button)
            self._caps.append(cap)
        self.body.addLayout(grid)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.retranslate()

    def bring_up(self) -> None:
        """Show the menu, the first command ready to be chosen by key."""
        super().bring_up()
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("More"))
        for each, button, cap in zip(self._keys, self.buttons, self._caps, strict=True):
            button.setText(each.words)
            button.setAccessibleName(each.words)
            cap.setText(each.caps[0] if each.caps else "")
        # A cap stands on its button, whose own words know nothing of it.
        wanted = [
            button.sizeHint().width() + cap.sizeHint().width() + SPACE[2]
            for button, cap in zip(self.buttons, self._caps, strict=True)
        ]
        for button in self.buttons:
            button.setMinimumWidth(max(wanted, default=0))
        self.adjustSize()

    @Slot()
    def _choose(self) -> None:
        action: str = self.sender().property("action")
        self.put_away()
        self.chosen.emit(action)

    @Slot()
    def _paint_icons(self) -> None:
        for each, button in zip(self._keys, self.buttons, strict=True):
            button.setIcon(icons.icon(each.icon, self._theme, "ink_soft"))
