"""Who signs from now on: one tap on a name, then that person's PIN where they have one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.staff import Staff
from app.ui.card import Card
from app.ui.theme import Theme
from app.viewmodels.staff import StaffModel
from resources.tokens import SPACE

COLUMNS = 2
PAD_COLUMNS = 3
WIDTH = 380
PIN_LENGTH_MAX = 12


class StaffPicker(Card):
    """The people of the house as large buttons."""

    def __init__(self, model: StaffModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._asked: Staff | None = None
        self.people = QGridLayout()
        self.people.setSpacing(SPACE[1])
        self.body.addLayout(self.people)
        self._pin_words = QLabel(self)
        self.pin = QLineEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.pin.setMaxLength(PIN_LENGTH_MAX)
        self.pin.returnPressed.connect(self._try_pin)
        self._wrong = QLabel(self)
        self._wrong.setProperty("kind", "alarm")
        self.pad = QWidget(self)
        self.enter = QPushButton(self.pad)
        self.enter.setProperty("kind", "primary")
        self.enter.clicked.connect(self._try_pin)
        self._fill_pad()
        ask = QVBoxLayout()
        for widget in (self._pin_words, self.pin, self._wrong, self.pad):
            ask.addWidget(widget)
        self.body.addLayout(ask)
        self.nobody = QPushButton(self)
        self.nobody.setProperty("kind", "quiet")
        self.nobody.clicked.connect(self._sign_off)
        self.body.addWidget(self.nobody)
        self.setFixedWidth(WIDTH)
        model.pin_refused.connect(self._say_wrong)
        self.retranslate()

    def bring_up(self) -> None:
        """List who works here now, and show the card."""
        self._forget_asking()
        while (item := self.people.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        for at, staff in enumerate(self._model.people()):
            button = QPushButton(staff.name, self)
            button.setProperty("staff", staff.id)
            button.clicked.connect(self._choose)
            self.people.addWidget(button, at // COLUMNS, at % COLUMNS)
        super().bring_up()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Who signs?"))
        self.pin.setAccessibleName(self.tr("PIN"))
        self.pin.setPlaceholderText(self.tr("PIN"))
        self.nobody.setText(self.tr("Nobody signs"))
        self.enter.setText(self.tr("OK"))
        self.rub_out.setText(self.tr("Clear"))
        self._wrong.setText(self.tr("That is not the PIN. Try again."))

    def _fill_pad(self) -> None:
        """Lay out a pad of digits: a tablet by the register has no other keys."""
        grid = QGridLayout(self.pad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE[1])
        self.digits = [QPushButton(str(digit), self.pad) for digit in range(10)]
        self.rub_out = QPushButton(self.pad)
        self.rub_out.clicked.connect(self.pin.clear)
        below = (self.rub_out, self.digits[0], self.enter)
        for place, button in enumerate((*self.digits[1:], *below)):
            # What is typed with real keys goes on into the box.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            grid.addWidget(button, place // PAD_COLUMNS, place % PAD_COLUMNS)
        for button in self.digits:
            button.clicked.connect(self._type_digit)

    @Slot()
    def _type_digit(self) -> None:
        digit = self.sender()
        assert isinstance(digit, QPushButton)
        self.pin.insert(digit.text())

    @Slot()
    def _choose(self) -> None:
        chosen = self.sender().property("staff")
        staff = next((each for each in self._model.people() if each.id == chosen), None)
        if staff is None:
            return
        if not self._model.needs_pin(staff):
            self._model.sign_as(staff)
            self.put_away()
            return
        self._asked = staff
        self._pin_words.setText(self.tr("PIN of {name}").format(name=staff.name))
        for widget in (self._pin_words, self.pin, self.pad):
            widget.show()
        self._wrong.hide()
        self.pin.clear()
        self.adjustSize()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _try_pin(self) -> None:
        if self._asked is not None and self._model.sign_as(self._asked, self.pin.text()):
            self.put_away()

    @Slot()
    def _say_wrong(self) -> None:
        self.pin.clear()
        self._wrong.show()
        self.adjustSize()

    @Slot()
    def _sign_off(self) -> None:
        self._model.sign_off()
        self.put_away()

    def _forget_asking(self) -> None:
        self._asked = None
        for widget in (self._pin_words, self.pin, self._wrong, self.pad):
            widget.hide()
