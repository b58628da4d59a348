"""Guest-proof mode (覗き見防止): guests can see this screen, so it names nobody.

It is a fact about the whole program, like the language in force, and is kept where Qt keeps that:
with the application. Whoever puts a person into words asks `is_discreet` first.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.services.desk import Desk

_PROPERTY: Final = "discreet"


def is_discreet() -> bool:
    """Tell whether names, numbers and notes are to be left out."""
    app = QCoreApplication.instance()
    return app is not None and bool(app.property(_PROPERTY))


class Discretion(QObject):
    """Turns the mode on and off.

    Signals:
        changed: it is on, or off.
    """

    changed = Signal(bool)

    def __init__(self, desk: Desk, day: QObject) -> None:
        super().__init__(day)
        self._team = desk.team

    @property
    def needs_pin(self) -> bool:
        """Whether somebody must prove that they work here to leave the mode."""
        return any(each.active and each.pin_hash for each in self._team.staff())

    def enter(self) -> None:
        """Name nobody from now on."""
        self._turn(on=True)

    def leave(self, pin: str = "") -> bool:
        """Name people again; False for a PIN that is nobody's."""
        staff = [each for each in self._team.staff() if each.active and each.pin_hash]
        if staff and not any(self._team.check_pin(each, pin) for each in staff):
            return False
        self._turn(on=False)
        return True

    def _turn(self, *, on: bool) -> None:
        app = QCoreApplication.instance()
        if app is None or on == is_discreet():
            return
        app.setProperty(_PROPERTY, on)
        self.changed.emit(on)
