"""A manager's hand for one act: who may do what in this window, and the PIN that gets over it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.domain import pin, rights
from app.domain.rights import Right
from app.domain.staff import Staff
from app.services.author import Author
from app.services.team import Team


class Pen(Protocol):
    """Whoever signs in a window, and somebody else for a moment."""

    @property
    def author(self) -> Author:
        """Who signs."""
        ...

    def now_ms(self) -> int:
        """Read the clock."""
        ...

    def lent_to(self, author: Author) -> AbstractContextManager[None]:
        """Let somebody else sign what is written meanwhile."""
        ...


class PinDoor:
    """Checks PINs, and makes whoever guesses wait; one for all places that ask for one."""

    def __init__(self, team: Team, now_ms: Callable[[], int]) -> None:
        self._team = team
        self._now_ms = now_ms
        self._tries: dict[str, pin.Tries] = {}

    def wait_seconds(self, staff: Staff) -> int:
        """Tell how long nobody may try to be somebody; 0 when they may."""
        tries = self._tries.get(staff.id, pin.Tries())
        return -(-pin.wait_ms(tries, self._now_ms()) // 1000)

    def opens(self, staff: Staff, typed: str) -> bool:
        """Tell whether it is their PIN; while one has to wait, none is."""
        if self.wait_seconds(staff):
            return False
        if self._team.check_pin(staff, typed):
            self._tries.pop(staff.id, None)
            return True
        self._tries[staff.id] = pin.missed(self._tries.get(staff.id, pin.Tries()), self._now_ms())
        return False


class Rights(QObject):
    """What whoever signs may do here.

    Signals:
        hand_wanted: a manager's PIN would let what was just asked for go on.
        settled: it went on, or nobody waits for it any more.
    """

    hand_wanted = Signal()
    settled = Signal()

    def __init__(self, team: Team, pen: Pen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._pen = pen
        self._again: Callable[[], object] | None = None
        self._right = Right.SETTINGS
        self.door = PinDoor(team, pen.now_ms)

    @property
    def wanted(self) -> Right:
        """What a manager is asked for."""
        return self._right

    def managers(self) -> tuple[Staff, ...]:
        """List who can lend a hand."""
        return rights.managers(self._team.staff())

    def allows(self, right: Right) -> bool:
        """Tell whether whoever signs may do it; where nobody signs, it is somebody of the house."""
        staff = self._team.staff()
        return rights.may(staff, rights.signer(staff, self._pen.author.name), right)

    def grants(self, right: Right, again: Callable[[], object]) -> bool:
        """Tell whether it may go on now; else ask for a manager, and do it once one has signed."""
        if self.allows(right):
            return True
        self._right, self._again = right, again
        self.hand_wanted.emit()
        return False

    def lend(self, manager: Staff, typed: str) -> bool:
        """Let a manager sign the one act that waits; refuse a wrong PIN."""
        if self._again is None or not self.door.opens(manager, typed):
            return False
        again, self._again = self._again, None
        with self._pen.lent_to(Author(manager.id)):
            again()
        self.settled.emit()
        return True

    def forget(self) -> None:
        """Let the act that waits go undone."""
        self._again = None
        self.settled.emit()
