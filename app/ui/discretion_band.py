"""The band that says that this screen names nobody, and the way out of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.viewmodels.discretion import Discretion
from resources.tokens import SPACE, TOUCH_MIN

HEIGHT = TOUCH_MIN + 2 * SPACE[0]
PIN_WIDTH = 120
PIN_LENGTH_MAX = 12


class DiscretionBand(QFrame):
    """Under the top edge while the mode is on; leaving asks for a PIN where staff have one."""

    def __init__(self, model: Discretion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("discretionBand")
        self.setFixedHeight(HEIGHT)
        self.words = QLabel(self)
        self.pin = QLineEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.pin.setMaxLength(PIN_LENGTH_MAX)
        self.pin.setFixedWidth(PIN_WIDTH)
        self.digits = [QPushButton(str(digit), self) for digit in range(10)]
        self.leave = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], 0, SPACE[3], 0)
        row.setSpacing(SPACE[0])
        row.addWidget(self.words, 1)
        row.addWidget(self.pin)
        for digit in self.digits:
            digit.setProperty("kind", "icon")
            digit.setFixedWidth(TOUCH_MIN)
            digit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            digit.clicked.connect(self._type_digit)
            row.addWidget(digit)
        row.addWidget(self.leave)
        self.leave.clicked.connect(self._try_to_leave)
        self.pin.returnPressed.connect(self._try_to_leave)
        model.changed.connect(self._follow)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    @Slot()
    def remind(self) -> None:
        """Say that what was wanted stays hidden here."""
        self.words.setText(self.tr("Not while guests can see: leave this mode first"))

    @Slot(bool)
    def _follow(self, on: bool) -> None:  # a slot
        self._ask(asks=False)
        self._speak()
        self.setVisible(on)

    def _ask(self, *, asks: bool) -> None:
        self.pin.clear()
        for widget in (self.pin, *self.digits):
            widget.setVisible(asks)
        if asks:
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _speak(self) -> None:
        self.words.setText(self.tr("Guests can see: names, numbers and notes are hidden"))
        self.pin.setPlaceholderText(self.tr("PIN"))
        self.pin.setAccessibleName(self.tr("PIN"))
        self.leave.setText(self.tr("Show names"))

    @Slot()
    def _type_digit(self) -> None:
        digit = self.sender()
        assert isinstance(digit, QPushButton)
        self.pin.insert(digit.text())

    @Slot()
    def _try_to_leave(self) -> None:
        if self._model.needs_pin and self.pin.isHidden():
            self._ask(asks=True)
            return
        if not self._model.leave(self.pin.text()):
            self.pin.clear()
            self.words.setText(self.tr("That is nobody's PIN. Try again."))
