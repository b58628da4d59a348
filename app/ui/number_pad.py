"""How many they are, by one tap; the few that are more by one tap and a stepper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.sheet_parts import Stepper
from app.ui.theme import Theme
from resources.tokens import SPACE, TOUCH_MIN

COLUMNS = 6
NUMBER_MAX = 10
"""The largest party that has a button of its own."""

COVERS_MAX = 99


class NumberPad(QWidget):
    """Buttons 1 to 10, and one for more.

    Signals:
        chosen: carries how many.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._many = NUMBER_MAX + 1
        self.buttons = [QPushButton(str(number), self) for number in range(1, NUMBER_MAX + 1)]
        self.more = QPushButton(self)
        self.stepper = Stepper(theme, self)
        self.take = QPushButton(self)
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        for at, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setMinimumWidth(TOUCH_MIN)
            button.setProperty("covers", at + 1)
            button.clicked.connect(self._choose)
            grid.addWidget(button, at // COLUMNS, at % COLUMNS)
        self.more.setCheckable(True)
        self.more.clicked.connect(self._ask_more)
        grid.addWidget(self.more, NUMBER_MAX // COLUMNS, NUMBER_MAX % COLUMNS, 1, 2)
        self.stepper.stepped.connect(self._step)
        self.take.clicked.connect(self._take_many)
        self._large = QWidget(self)
        large = QGridLayout(self._large)
        large.setContentsMargins(0, 0, 0, 0)
        large.setSpacing(SPACE[1])
        large.addWidget(self.stepper, 0, 0)
        large.addWidget(self.take, 0, 1, Qt.AlignmentFlag.AlignBottom)
        large.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(grid)
        column.addWidget(self._large)
        self._large.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.more.setText(self.tr("{number} or more").format(number=NUMBER_MAX + 1))
        self.stepper.set_words("", self.tr("One fewer"), self.tr("One more"))
        for button in self.buttons:
            words = self.tr("{number} guests").format(number=button.text())
            button.setAccessibleName(words)
        self._show_many()

    def show_chosen(self, covers: int) -> None:
        """Mark a number; 0 is none yet."""
        for button in self.buttons:
            button.setChecked(button.property("covers") == covers)
        self.more.setChecked(covers > NUMBER_MAX)
        self._many = max(self._many, covers) if covers > NUMBER_MAX else NUMBER_MAX + 1
        self._large.setVisible(covers > NUMBER_MAX)
        self._show_many()

    @Slot()
    def _choose(self) -> None:
        covers: int = self.sender().property("covers")
        self.chosen.emit(covers)

    @Slot()
    def _ask_more(self) -> None:
        self.more.setChecked(True)
        for button in self.buttons:
            button.setChecked(False)
        self._large.show()
        self.take.setFocus()

    @Slot(int)
    def _step(self, by: int) -> None:
        self._many = min(max(NUMBER_MAX + 1, self._many + by), COVERS_MAX)
        self._show_many()

    @Slot()
    def _take_many(self) -> None:
        self.chosen.emit(self._many)

    def _show_many(self) -> None:
        self.stepper.show_number(str(self._many))
        self.take.setText(self.tr("{number} guests").format(number=self._many))
