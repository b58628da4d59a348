"""Who signs from now on: one tap on a name, then that person's PIN where they have one."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.domain.staff import Staff
from app.ui.card import Card
from app.ui.pin_pad import PinPad
from app.ui.sheet_parts import ChipFace, Chips, discard, words
from app.ui.theme import Theme
from app.viewmodels.staff import StaffModel
from resources.tokens import SPACE

COLUMNS = 2
LOCK_CHOICES = (0, 5, 15, 30)
"""Idle minutes; on a tablet that lies at the door five are long enough."""

WIDTH = 380


class StaffPicker(Card):
    """The people of the house as large buttons; whose PIN is asked for stands out."""

    def __init__(self, model: StaffModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._asked: Staff | None = None
        self._buttons: list[QPushButton] = []
        self.people = QGridLayout()
        self.people.setSpacing(SPACE[1])
        self.body.addLayout(self.people)
        self.pad = PinPad(self)
        self.pad.entered.connect(self._try_pin)
        self.body.addWidget(self.pad)
        self.nobody = QPushButton(self)
        self.nobody.clicked.connect(self._sign_off)
        self.body.addWidget(self.nobody)
        self._lock_words = words(self, "soft")
        self.lock = Chips(self)
        self.lock.chosen.connect(self._choose_lock)
        self.body.addSpacing(SPACE[1])
        self.body.addWidget(self._lock_words)
        self.body.addWidget(self.lock)
        self.setFixedWidth(WIDTH)
        model.pin_refused.connect(self._say_wrong)
        self.retranslate()

    def bring_up(self) -> None:
        """List who works here now, and show the card."""
        self._asked = None
        self.pad.hide()
        for button in self._buttons:
            discard(self.people, button)
        self._buttons = []
        for at, staff in enumerate(self._model.people()):
            button = QPushButton(staff.name, self)
            button.setProperty("staff", staff.id)
            button.setCheckable(True)
            button.clicked.connect(self._choose)
            self.people.addWidget(button, at // COLUMNS, at % COLUMNS)
            self._buttons.append(button)
        super().bring_up()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Who signs?"))
        self.nobody.setText(self.tr("Nobody signs"))
        self._lock_words.setText(self.tr("Nobody signs any more once a PIN-holder is idle for"))
        self._show_lock()
        self.pad.retranslate()

    def _show_lock(self) -> None:
        chosen = self._model.lock_after_minutes
        self.lock.show_faces(
            [
                ChipFace(
                    minutes,
                    self.tr("{count} min").format(count=minutes) if minutes else self.tr("never"),
                    minutes == chosen,
                )
                for minutes in LOCK_CHOICES
            ]
        )

    @Slot(object)
    def _choose_lock(self, minutes: int) -> None:
        self._model.choose_lock_after(minutes)
        self._show_lock()

    @Slot()
    def _choose(self) -> None:
        tapped = self.sender()
        chosen = tapped.property("staff")
        for button in self._buttons:
            button.setChecked(button is tapped)
        staff = next((each for each in self._model.people() if each.id == chosen), None)
        if staff is None:
            return
        if not self._model.needs_pin(staff):
            self._model.sign_as(staff)
            self.put_away()
            return
        self._asked = staff
        self.pad.ask(self.tr("PIN of {name}").format(name=staff.name))
        self.adjustSize()

    @Slot(str)
    def _try_pin(self, typed: str) -> None:
        if self._asked is not None and self._model.sign_as(self._asked, typed):
            self.put_away()

    @Slot()
    def _say_wrong(self) -> None:
        if self._asked is not None:
            self.pad.refuse(self._model.wait_seconds(self._asked))
            self.adjustSize()

    @Slot()
    def _sign_off(self) -> None:
        self._model.sign_off()
        self.put_away()
