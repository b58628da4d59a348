"""A manager lends a hand: their PIN lets one act go on, and signs it; whoever signed goes on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.rights import Right
from app.domain.staff import Staff
from app.ui.card import Card
from app.ui.pin_pad import PinPad
from app.ui.sheet_parts import ChipFace, Chips, words
from app.ui.theme import Theme
from app.viewmodels.rights import Rights

WIDTH = 380


class ManagerPin(Card):
    """Asks for a manager's PIN, and says what for."""

    def __init__(self, rights: Rights, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rights = rights
        self._asked: Staff | None = None
        self.why = words(self, "body")
        self.people = Chips(self)
        self.people.chosen.connect(self._ask)
        self.pad = PinPad(self)
        self.pad.entered.connect(self._try)
        for widget in (self.why, self.people, self.pad):
            self.body.addWidget(widget)
        self.setFixedWidth(WIDTH)
        rights.hand_wanted.connect(self.bring_up)
        rights.settled.connect(self.put_away)
        self.retranslate()

    def bring_up(self) -> None:
        """Ask; where there is one manager, for that one's PIN at once."""
        self.retranslate()
        managers = self._rights.managers()
        super().bring_up()
        if managers:
            self._ask(managers[0])

    @Slot()
    def put_away(self) -> None:
        """Leave it undone, unless it went on."""
        was_open = not self.isHidden()
        super().put_away()
        if was_open:
            self._rights.forget()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("A manager's PIN"))
        words_of = {
            Right.OVERRIDE: self.tr("to book beyond the house's limits"),
            Right.EXPORT: self.tr("to take guests and bookings out of the house"),
            Right.MERGE: self.tr("to join cards or take them apart"),
            Right.DELETE: self.tr("to delete"),
            Right.SETTINGS: self.tr("to change the house's settings"),
            Right.TEAM: self.tr("to change who works here"),
        }
        self.why.setText(words_of[self._rights.wanted])
        self.pad.retranslate()

    @Slot(object)
    def _ask(self, manager: Staff) -> None:
        self._asked = manager
        managers = self._rights.managers()
        self.people.show_faces([ChipFace(each, each.name, each == manager) for each in managers])
        self.people.setVisible(len(managers) > 1)
        self.pad.ask(self.tr("PIN of {name}").format(name=manager.name))
        self.adjustSize()

    @Slot(str)
    def _try(self, typed: str) -> None:
        if self._asked is not None and not self._rights.lend(self._asked, typed):
            self.pad.refuse(self._rights.door.wait_seconds(self._asked))
            self.adjustSize()
