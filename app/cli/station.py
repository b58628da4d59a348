"""Where a command stands: one home, one open book, one author."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.limits import check_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from app.bootstrap.home import Home
    from app.cli.scribe import Scribe
    from app.services.desk import Author, Desk
    from app.store.ledger import Ledger


class Station:
    """Opens what a command asks for, when it asks for it, and closes it again.

    What costs time to import is imported here at that moment: `status` must not pay for the rest.

    Attributes:
        as_json: whether a script is reading.
        signed: who does it, as given; empty for nobody.
    """

    def __init__(self, home: Path | None, *, as_json: bool = False, signed: str = "") -> None:
        self._home_path = home
        self.as_json = as_json
        self.signed = signed

    @cached_property
    def path(self) -> Path:
        """The home directory."""
        if self._home_path is not None:
            return self._home_path
        from app.bootstrap.home import default_home

        return default_home()

    @cached_property
    def home(self) -> Home:
        """The home."""
        from app.bootstrap.home import Home

        return Home(self.path)

    @cached_property
    def ledger(self) -> Ledger:
        """The open book.

        Raises:
            StoreError: with the way out in its message.
        """
        return self.home.open_ledger()

    @cached_property
    def desk(self) -> Desk:
        """The use cases over the open book."""
        return self.home.desk_of(self.ledger)

    @property
    def zone(self) -> ZoneInfo:
        """The house's time zone; UTC on a device that joined it and has received nothing yet."""
        from app.domain.business_day import venue_zone
        from app.store.export import utc

        if not self.ledger.has_house():
            return utc()
        return venue_zone(self.ledger.venue())

    @property
    def author(self) -> Author:
        """Who does it.

        Raises:
            Invalid: that is no name.
        """
        from app.services.desk import Author

        return Author(check_text(self.signed, "as"))

    def now(self) -> datetime:
        """Read the clock, UTC, in whole seconds."""
        return datetime.fromtimestamp(self.home.clock() // 1000, UTC)

    def scribe(self) -> Scribe:
        """Ready somebody to write the book's values down, as the house stands now."""
        from app.cli.scribe import Scribe

        return Scribe(self.desk, self.ledger, self.now())

    def close(self) -> None:
        """Let go of the book."""
        if "ledger" in self.__dict__:
            self.ledger.close()
