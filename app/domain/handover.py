"""What became of the book while somebody was away, booking by booking. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.domain.ids import ReservationId
from app.domain.notice import Notice
from app.domain.reservation import Reservation, Status


class Sort(StrEnum):
    """What sort of news it is; in this order they are told."""

    NOTICE = "notice"
    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    SETTLED = "settled"
    DELETED = "deleted"
    CAME = "came"


PASSING: Final = frozenset(
    {"status", "arrived_at", "seated_at", "left_at", "called_at", "business_day"}
)
"""What an evening changes by itself: parties come, sit and go."""

_OFF: Final = {
    Status.CANCELLED: Sort.CANCELLED,
    Status.DUPLICATE: Sort.CANCELLED,
    Status.NO_SHOW: Sort.NO_SHOW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One booking, or one notice, of which there is news.

    Attributes:
        fields: from what to what, as recorded; empty where the sort says it all.
        actors: who did it, ids or names; several may have.
        at_ms: when the last of it was done, milliseconds since 1970.
    """

    sort: Sort
    reservation: Reservation | None = None
    notice: Notice | None = None
    fields: Mapping[str, tuple[Any, Any]]
    actors: tuple[str, ...]
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Everything since somebody last looked.

    Attributes:
        since_ms: when that was; None for somebody who looks for the first time.
        told: by sort, and within it the newest last.
        left_out: how many more there are than anybody reads.
        pos: up to where the journal was read.
    """

    since_ms: int | None
    told: tuple[Told, ...]
    left_out: int
    pos: int


def sort_of(
    before: Reservation | None, after: Reservation | None, changed: Iterable[str]
) -> Sort | None:
    """Say what sort of news a booking is; None where nothing is different after all."""
    if after is None:
        return Sort.DELETED if before is not None else None
    if after.status in _OFF and (before is None or before.status not in _OFF):
        return _OFF[after.status]
    if before is None:
        return Sort.NEW
    names = frozenset(changed)
    if before.conflicts and not after.conflicts:
        return Sort.SETTLED
    if names - PASSING:
        return Sort.CHANGED
    return Sort.CAME if names else None


def ordered(told: Iterable[Told]) -> tuple[Told, ...]:
    """Put news in the order in which it is told."""
    places = {sort: place for place, sort in enumerate(Sort)}
    return tuple(sorted(told, key=lambda each: (places[each.sort], each.at_ms, _id(each))))


def _id(told: Told) -> ReservationId | str:
    return told.reservation.id if told.reservation else told.notice.id if told.notice else ""
