"""The rewind: a slider over the day's past under the book, which shows it, to look at alone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from app.ui import icons
from app.ui.card import Card
from app.ui.history_panel import HistoryPanel
from app.ui.sheet_parts import FingerScroll, words
from app.ui.theme import Theme
from app.viewmodels.rewind import RewindModel
from resources.tokens import SPACE, TOUCH_MIN

WIDTH = 760
SINCE_HEIGHT = 150
HOUR = 60


class RewindCard(Card):
    """The minute that is shown, and what was done since."""

    def __init__(self, model: RewindModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.looking_only = words(self, "soft")
        self.first = QLabel(self)
        self.last = QLabel(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setMinimumHeight(TOUCH_MIN)
        self.slider.setPageStep(HOUR)
        self.earlier = QPushButton(self)
        self.later = QPushButton(self)
        for button in (self.earlier, self.later):
            button.setFixedWidth(TOUCH_MIN)
            button.setIconSize(QSize(20, 20))
        self.now = QPushButton(self)
        self.now.setProperty("kind", "primary")
        self.more = QPushButton(self)
        self.more.setProperty("kind", "quiet")
        self.more.setCheckable(True)
        self.since = HistoryPanel(theme, shows_all=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def bring_up(self) -> None:
        """Show the book as it was a little while ago."""
        self._model.open()
        super().bring_up()
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_away(self) -> None:
        """Show the book as it is now."""
        super().put_away()
        self._model.close()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.looking_only.setText(self.tr("To look at only: nothing can be changed in the past."))
        self.now.setText(self.tr("Back to now"))
        self.earlier.setAccessibleName(self.tr("A minute earlier"))
        self.later.setAccessibleName(self.tr("A minute later"))
        self.slider.setAccessibleName(self.tr("Moment of the day"))
        self._model.reword()
        self._name()

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(SPACE[1])
        for widget in (self.earlier, self.first):
            across.addWidget(widget)
        across.addWidget(self.slider, 1)
        for widget in (self.last, self.later, self.now):
            across.addWidget(widget)
        above = QHBoxLayout()
        above.addWidget(self.looking_only, 1)
        above.addWidget(self.more)
        self._done = FingerScroll(self.since, self)
        self._done.setFixedHeight(SINCE_HEIGHT)
        self._done.hide()
        self.body.addLayout(above)
        self.body.addLayout(across)
        self.body.addWidget(self._done)
        self.setFixedWidth(WIDTH)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._model.go_to)
        self.earlier.clicked.connect(lambda: self.slider.setValue(self.slider.value() - 1))
        self.later.clicked.connect(lambda: self.slider.setValue(self.slider.value() + 1))
        self.now.clicked.connect(self.put_away)
        self.more.toggled.connect(self._unfold)
        self._model.changed.connect(self._show)
        self._model.closed.connect(self.put_away)
        self._theme.changed.connect(self._paint_icons)
        self._paint_icons()

    @Slot()
    def _show(self) -> None:
        slider = self.slider
        slider.blockSignals(True)  # Qt's own
        slider.setRange(0, self._model.minutes)
        slider.setValue(self._model.minute)
        slider.blockSignals(False)  # Qt's own
        first, last = self._model.ends
        self.first.setText(first)
        self.last.setText(last)
        self.earlier.setEnabled(slider.value() > 0)
        self.later.setEnabled(slider.value() < slider.maximum())
        self.since.show_lines(self._model.since)
        self._name()

    @Slot(bool)
    def _unfold(self, is_open: bool) -> None:  # as Qt tells it
        self._done.setVisible(is_open)
        self.adjustSize()

    def _name(self) -> None:
        count = len(self._model.since)
        self.more.setText(self.tr("{count} changes since").format(count=count))
        self.more.setEnabled(bool(count))
        if self._model.is_open:
            self.set_title(self._model.title)
        else:
            self.set_title(self.tr("Rewind"))

    @Slot()
    def _paint_icons(self) -> None:
        self.earlier.setIcon(icons.icon("minus", self._theme, "ink_soft"))
        self.later.setIcon(icons.icon("plus", self._theme, "ink_soft"))
