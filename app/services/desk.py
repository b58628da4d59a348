"""Everything staff can do with one book, in one place: what a window or a command is given."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.venue import Environment
from app.services.author import Author, Means
from app.services.bookings import Bookings
from app.services.calls import Calls
from app.services.clashes import Clashes
from app.services.day_sheets import DaySheets
from app.services.figures import Figures
from app.services.floor import Floor
from app.services.guests import Guests
from app.services.handovers import Handovers
from app.services.history import History
from app.services.house import House
from app.services.imports import Imports
from app.services.notices import Notices
from app.services.rewinds import Rewinds
from app.services.team import Team
from app.store.ledger import Ledger

__all__ = ["Author", "Desk"]


class Desk:
    """All use cases over one ledger, on one thread."""

    def __init__(
        self, ledger: Ledger, now_ms: Callable[[], int], new_id: Callable[[], str]
    ) -> None:
        means = Means(ledger, now_ms, new_id)
        device = ledger.device()
        self.device_name = device.name
        self.environment = Environment(device.environment)
        self.bookings = Bookings(means)
        self.guests = Guests(means)
        self.floor = Floor(means)
        self.team = Team(means)
        self.house = House(means)
        self.calls = Calls(means)
        self.notices = Notices(means)
        self.history = History(means)
        self.imports = Imports(means, self.bookings, self.guests)
        self.rewinds = Rewinds(means, self.bookings)
        self.handovers = Handovers(means)
        self.day_sheets = DaySheets(means, self.bookings)
        self.clashes = Clashes(means, self.bookings)
        self.figures = Figures(means)
