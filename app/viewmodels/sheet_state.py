"""Where the booking on a sheet stands, where it may go next, and by when it wants an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.business_day import business_day_of
from app.domain.reservation import Reservation, Status
from app.domain.status import MOVES, PROGRESS
from app.domain.venue import Venue
from app.viewmodels.rows import NEXT, status_word
from app.viewmodels.wording import moment_text, person_text, phone_text, translate

CALLED_OFF: Final = frozenset({Status.DUPLICATE, Status.NO_SHOW, Status.CANCELLED})
HOUR: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetState:
    """Where a booking stands.

    Attributes:
        next: what nearly every party does next, or None.
        others: every other move, calling off last.
        answer: by when the guest wants to hear, counted down; empty where nobody waits for it.
        is_overdue: that moment has gone by.
    """

    status: Status
    next: Status | None
    others: tuple[Status, ...]
    answer: str = ""
    is_overdue: bool = False


def state_of(reservation: Reservation, venue: Venue, now: datetime) -> SheetState:
    """Tell where a booking stands at a moment."""
    status = reservation.status
    following = NEXT.get(status)
    minutes = _minutes_left(reservation, now)
    return SheetState(
        status=status,
        next=following,
        others=tuple(each for each in moves_of(status) if each is not following),
        answer="" if minutes is None else _answer(reservation, venue, now, minutes),
        is_overdue=minutes is not None and minutes < 0,
    )


def moves_of(status: Status) -> tuple[Status, ...]:
    """List the legal moves, calling off last: it is the rarest, and nothing to tap in a hurry."""
    return tuple(sorted(MOVES[status], key=lambda each: (each in CALLED_OFF, PROGRESS.index(each))))


def title_of(reservation: Reservation) -> str:
    """Head the sheet of a booking: whose it is, and where it stands."""
    who = reservation.guest_name or reservation.guest_kana
    return translate("Sheet", "{who}: {state}").format(
        who=person_text(who) if who else phone_text(reservation.phone) or _nobody(),
        state=status_word(reservation.status),
    )


def length_text(minutes: int) -> str:
    """Write a length of time: `40分`, `2時間5分`."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return translate("Sheet", "{minutes} min").format(minutes=rest)
    return translate("Sheet", "{hours} h {minutes} min").format(hours=hours, minutes=rest)


def _minutes_left(reservation: Reservation, now: datetime) -> int | None:
    """Count whole minutes until the answer is due; below 0 once the moment has gone by."""
    if reservation.status is not Status.REQUESTED or reservation.answer_by is None:
        return None
    return int((reservation.answer_by - now).total_seconds() // 60)


def _answer(reservation: Reservation, venue: Venue, now: datetime, minutes: int) -> str:
    assert reservation.answer_by is not None
    at_ms = int(reservation.answer_by.timestamp() * 1000)
    when = moment_text(at_ms, venue, business_day_of(now, venue))
    if minutes < 0:
        words = translate("Sheet", "A request; the answer was due at {time}, {length} ago")
        return words.format(time=when, length=length_text(-minutes))
    words = translate("Sheet", "A request; answer by {time}, {length} left")
    return words.format(time=when, length=length_text(minutes))


def _nobody() -> str:
    return translate("Sheet", "Reservation")
