"""The houses on this hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from sync import wire
from sync.hub import tables
from sync.hub.database import Database
from sync.hub.errors import NotAllowed, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A house on this hub; `head` is its last cursor, 0 while its log is empty."""

    id: str
    name: str
    environment: str
    head: int


class Venues:
    """Adds, lists and finds houses."""

    def __init__(
        self, database: Database, *, now_ms: Callable[[], int], new_id: Callable[[], str]
    ) -> None:
        self._database = database
        self._now_ms = now_ms
        self._new_id = new_id

    def add(self, name: str, environment: str) -> Venue:
        """Make room for a house; the first device to join brings what is in it.

        Raises:
            NotAllowed: the name is empty or too long, or `environment` is no plain word.
        """
        if not 0 < len(name.strip()) <= wire.NAME_CHARS_MAX:
            raise NotAllowed(f"a venue's name has 1 to {wire.NAME_CHARS_MAX} letters", code="name")
        if not environment.isascii() or not environment.isalpha() or not environment.islower():
            raise NotAllowed("an environment is one lower-case word", code="environment")
        venue = Venue(id=self._new_id(), name=name.strip(), environment=environment, head=0)
        with self._database.writing() as connection:
            connection.execute(
                tables.venue.insert().values(
                    id=venue.id,
                    name=venue.name,
                    environment=venue.environment,
                    head=0,
                    created_ms=self._now_ms(),
                )
            )
        return venue

    def all(self) -> tuple[Venue, ...]:
        """List the houses by name."""
        venue = tables.venue.c
        with self._database.reading() as connection:
            rows = connection.execute(
                select(venue.id, venue.name, venue.environment, venue.head).order_by(
                    venue.name, venue.id
                )
            )
            return tuple(Venue(id=a, name=b, environment=c, head=d) for a, b, c, d in rows)

    def find(self, text: str) -> Venue:
        """Find a house by its id or its name.

        Raises:
            Unknown: no house, or more than one, goes by that.
        """
        venues = self.all()
        found = [each for each in venues if each.id == text] or [
            each for each in venues if each.name == text.strip()
        ]
        if len(found) > 1:
            ids = ", ".join(each.id for each in found)
            raise Unknown(f"{len(found)} venues are called '{text}': say which by its id: {ids}")
        if not found:
            raise Unknown(f"no venue goes by '{text}'")
        return found[0]
