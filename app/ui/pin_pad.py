"""A box for a PIN and a pad of digits: a tablet by the register has no other keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.sheet_parts import words
from resources.tokens import SPACE

COLUMNS = 3
LENGTH_MAX = 12


class PinPad(QWidget):
    """Asks one person for their PIN.

    Signals:
        entered: carries what was typed.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks = QLabel(self)
        self.box = QLineEdit(self)
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.box.setMaxLength(LENGTH_MAX)
        self.box.returnPressed.connect(self._enter)
        self.wrong = words(self, "alarm")
        self.digits = [QPushButton(str(digit), self) for digit in range(10)]
        self.rub_out = QPushButton(self)
        self.rub_out.clicked.connect(self.box.clear)
        self.enter = QPushButton(self)
        self.enter.setProperty("kind", "primary")
        self.enter.clicked.connect(self._enter)
        self._lay_out()
        self.retranslate()

    def ask(self, sentence: str) -> None:
        """Ask anew, in a sentence that names the person."""
        self._asks.setText(sentence)
        self.box.clear()
        self.wrong.hide()
        self.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, wait_seconds: int) -> None:
        """Say that it was not the PIN, and how long nobody may try again."""
        self.box.clear()
        self.wrong.setText(
            self.tr("Too many wrong PINs. Wait {count} s.").format(count=wait_seconds)
            if wait_seconds
            else self.tr("That is not the PIN. Try again.")
        )
        self.wrong.show()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.box.setAccessibleName(self.tr("PIN"))
        self.box.setPlaceholderText(self.tr("PIN"))
        self.enter.setText(self.tr("OK"))
        self.rub_out.setText(self.tr("Clear"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        below = (self.rub_out, self.digits[0], self.enter)
        for place, button in enumerate((*self.digits[1:], *below)):
            # What is typed with real keys goes on into the box.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        for button in self.digits:
            button.clicked.connect(self._type_digit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        for widget in (self._asks, self.box, self.wrong):
            column.addWidget(widget)
        column.addLayout(grid)

    @Slot()
    def _type_digit(self) -> None:
        digit = self.sender()
        assert isinstance(digit, QPushButton)
        self.box.insert(digit.text())

    @Slot()
    def _enter(self) -> None:
        self.entered.emit(self.box.text())
