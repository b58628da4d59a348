"""Who signs what is saved on this device, and the PIN that lets them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain import rights
from app.domain.staff import Staff
from app.services.author import Author
from app.services.team import Team
from app.viewmodels.day import DayModel

MINUTE_MS: Final = 60_000


class StaffModel(QObject):
    """The people of the house, and which of them holds the pen.

    Signals:
        pin_refused: it was not that person's PIN; nobody else signs now.
        lock_after_chosen: after so many idle minutes a PIN is asked for again; 0 for never.
    """

    pin_refused = Signal()
    lock_after_chosen = Signal(int)

    def __init__(self, team: Team, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._day = day
        self._lock_after_minutes = 0
        self._stirred_ms = day.now_ms()
        for stirring in (day.saved, day.opened, day.selection_changed, day.author_changed):
            stirring.connect(self.stir)

    @property
    def lock_after_minutes(self) -> int:
        """After how many idle minutes whoever has a PIN signs no more; 0 for never."""
        return self._lock_after_minutes

    def choose_lock_after(self, minutes: int) -> None:
        """Take after how long a tablet that was left lying signs for nobody."""
        self._lock_after_minutes = minutes
        self.lock_after_chosen.emit(minutes)

    @Slot()
    def stir(self) -> None:
        """Take that somebody is at the tablet."""
        self._stirred_ms = self._day.now_ms()

    @Slot()
    def tick(self) -> None:
        """Let the clock go on: after the idle time the pen is put down."""
        minutes = self._lock_after_minutes
        if not minutes or self._day.now_ms() - self._stirred_ms < minutes * MINUTE_MS:
            return
        signs = rights.signer(self._team.staff(), self._day.author.name)
        if signs is not None and self.needs_pin(signs):
            self.sign_off()

    def wait_seconds(self, staff: Staff) -> int:
        """Tell how long nobody may try that person's PIN; 0 when they may."""
        return self._day.rights.door.wait_seconds(staff)

    @property
    def author_name(self) -> str:
        """Name of who signs, or an empty text."""
        signs = self._day.author.name
        return next((each.name for each in self._team.staff() if each.id == signs), signs)

    def people(self) -> tuple[Staff, ...]:
        """List who works here now, by name."""
        here = (each for each in self._team.staff() if each.active)
        return tuple(sorted(here, key=lambda each: (each.name, each.id)))

    def needs_pin(self, staff: Staff) -> bool:
        """Whether somebody proves who they are before they sign."""
        return bool(staff.pin_hash)

    def sign_as(self, staff: Staff, pin: str = "") -> bool:
        """Hand the pen over; refuse a wrong PIN."""
        if self.needs_pin(staff) and not self._day.rights.door.opens(staff, pin):
            self.pin_refused.emit()
            return False
        self._day.set_author(Author(staff.id))
        return True

    def sign_off(self) -> None:
        """Put the pen down."""
        self._day.set_author(Author())
