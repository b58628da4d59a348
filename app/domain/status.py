"""The legal moves of a party through the house, and which of two concurrent moves came furthest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from app.domain.errors import NotAllowed
from app.domain.reservation import HOLDS_NO_TABLE, Reservation, Status

_S = Status
_COMING: Final = frozenset({_S.BOOKED, _S.CONFIRMED, _S.LATE})
_AT_THE_DOOR: Final = frozenset({_S.PARTLY_ARRIVED, _S.ARRIVED, _S.SEATED})
_CALLED_OFF: Final = frozenset({_S.NO_SHOW, _S.CANCELLED, _S.DUPLICATE})

MOVES: Final[Mapping[Status, frozenset[Status]]] = MappingProxyType(
    {
        # On the waitlist: seated in turn, gave up (left), never answered (no_show), or came back
        # for a fixed time (booked).
        _S.WAITING: _AT_THE_DOOR | _CALLED_OFF | {_S.BOOKED, _S.LEFT},
        # A request is answered before anything else can happen to it.
        _S.REQUESTED: frozenset(
            {_S.BOOKED, _S.CONFIRMED, _S.WAITING, _S.CANCELLED, _S.DUPLICATE},
        ),
        # Whoever is expected may come, be late, call off, or not come.
        _S.BOOKED: (_COMING | _AT_THE_DOOR | _CALLED_OFF) - {_S.BOOKED},
        _S.CONFIRMED: (_COMING | _AT_THE_DOOR | _CALLED_OFF) - {_S.CONFIRMED},
        _S.LATE: (_COMING | _AT_THE_DOOR | _CALLED_OFF) - {_S.LATE},
        # In the house: on to the table, away again before it (left, cancelled), or the wrong
        # line was tapped (booked).
        _S.PARTLY_ARRIVED: frozenset({_S.ARRIVED, _S.SEATED, _S.LEFT, _S.CANCELLED, _S.BOOKED}),
        _S.ARRIVED: frozenset({_S.PARTLY_ARRIVED, _S.SEATED, _S.LEFT, _S.CANCELLED, _S.BOOKED}),
        # At the table; `arrived` takes them back to the bar while it is made ready.
        _S.SEATED: frozenset({_S.BILL, _S.LEFT, _S.ARRIVED}),
        # One more round puts the bill aside.
        _S.BILL: frozenset({_S.LEFT, _S.SEATED}),
        # Back at the table, or it was tapped too early.
        _S.LEFT: frozenset({_S.SEATED, _S.BILL}),
        # They turned up after all, rang to say they are on the way, or rang to call off.
        _S.NO_SHOW: _AT_THE_DOOR | {_S.BOOKED, _S.LATE, _S.CANCELLED},
        # Reinstated; whoever stands at the door is reinstated first, so that the table is
        # looked for again. A late call-off may still be counted as a no-show.
        _S.CANCELLED: frozenset({_S.BOOKED, _S.CONFIRMED, _S.WAITING, _S.NO_SHOW}),
        # It was another party after all.
        _S.DUPLICATE: frozenset({_S.BOOKED, _S.CONFIRMED, _S.CANCELLED}),
    }
)

PROGRESS: Final = (
    _S.WAITING,
    _S.REQUESTED,
    _S.BOOKED,
    _S.CONFIRMED,
    _S.LATE,
    _S.DUPLICATE,
    _S.NO_SHOW,
    _S.CANCELLED,
    _S.PARTLY_ARRIVED,
    _S.ARRIVED,
    _S.SEATED,
    _S.BILL,
    _S.LEFT,
)
"""Of statuses set concurrently the furthest along is shown: a party seen in the house outranks any
word that it would not come, and being called off outranks being expected."""


def may_move(before: Status, after: Status) -> bool:
    """Tell whether the house allows the move; staying is always allowed."""
    return after is before or after in MOVES[before]


def move(reservation: Reservation, status: Status, at: datetime, reason: str = "") -> Reservation:
    """Move the party to `status`; moving to where it stands changes nothing.

    The first arrival, seating and leaving are stamped with `at`. A move back takes back the
    stamps it undoes: a party back at its table has not left.

    Raises:
        NotAllowed: the house has no such move; the message lists those it has.
    """
    before = reservation.status
    if not may_move(before, status):
        ways = ", ".join(each for each in Status if each in MOVES[before])
        raise NotAllowed(
            f"A party that is {before} cannot become {status}; it can become {ways}.",
            field="status",
            code="illegal_move",
        )
    moved = replace(reservation, status=status) if status is not before else reservation
    if status in HOLDS_NO_TABLE:
        moved = replace(moved, cancel_reason=reason or moved.cancel_reason)
    elif before in HOLDS_NO_TABLE:
        moved = replace(moved, cancel_reason="")
    return moved if status is before else _stamp(moved, at.astimezone(UTC))


def _stamp(moved: Reservation, at: datetime) -> Reservation:
    status = moved.status
    arrived_at, seated_at, left_at = moved.arrived_at, moved.seated_at, moved.left_at
    if status in (_S.BOOKED, _S.CONFIRMED, _S.LATE, _S.WAITING):
        arrived_at = seated_at = left_at = None
    elif status in (_S.PARTLY_ARRIVED, _S.ARRIVED):
        arrived_at, seated_at, left_at = arrived_at or at, None, None
    elif status in (_S.SEATED, _S.BILL):
        arrived_at, seated_at, left_at = arrived_at or at, seated_at or at, None
    elif status is _S.LEFT:
        # A party that gave up waiting leaves without ever having been a guest.
        left_at = at
    return replace(moved, arrived_at=arrived_at, seated_at=seated_at, left_at=left_at)
