"""Who signs what is saved on this device, and the PIN that lets them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.staff import Staff
from app.services.author import Author
from app.services.team import Team
from app.viewmodels.day import DayModel


class StaffModel(QObject):
    """The people of the house, and which of them holds the pen.

    Signals:
        pin_refused: it was not that person's PIN; nobody else signs now.
    """

    pin_refused = Signal()

    def __init__(self, team: Team, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._day = day

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
        if self.needs_pin(staff) and not self._team.check_pin(staff, pin):
            self.pin_refused.emit()
            return False
        self._day.set_author(Author(staff.id))
        return True

    def sign_off(self) -> None:
        """Put the pen down."""
        self._day.set_author(Author())
