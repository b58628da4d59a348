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
        ask = QVBoxLayout()
        for widget in (self._pin_words, self.pin, self._wrong):
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
        self._wrong.setText(self.tr("That is not the PIN. Try again."))

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
        for widget in (self._pin_words, self.pin):
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
        for widget in (self._pin_words, self.pin, self._wrong):
            widget.hide()
