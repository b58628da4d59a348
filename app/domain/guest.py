"""A person the house knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.ids import GuestId
from app.domain.phone import Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A person the house knows; visits and no-shows are computed from the book, never stored.

    Attributes:
        name, kana: as typed, without 様.
        phones: in the order they were added; those added at once by number.
        email: one address, or empty.
        birthday, anniversary: civil dates.
        company: shown after the name.
        allergies: sensitive; shown with care.
        preferences, note: free text, line by line.
        caution: 要注意, why; empty for nearly everybody.
        merged_into: another card this one was found to be the same person as; undone by None.
        revision: ledger position this value was read at; 0 for a new one.
        conflicts: fields on which two people disagree and nobody has settled yet.
    """

    id: GuestId
    name: str
    kana: str = ""
    phones: tuple[Phone, ...] = ()
    email: str = ""
    company: str = ""
    birthday: date | None = None
    anniversary: date | None = None
    tags: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    preferences: str = ""
    caution: str = ""
    note: str = ""
    merged_into: GuestId | None = None
    revision: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """What the book says about a guest's past.

    Attributes:
        visits: times seated.
        no_shows: times they did not come.
        cancellations: times they cancelled.
        last_visit: business day of the newest visit.
    """

    visits: int = 0
    no_shows: int = 0
    cancellations: int = 0
    last_visit: date | None = None
