"""Which tables are free for a party, the best first.

Intervals of time are half-open: a party that leaves at 21:00 and one that comes at 21:00 do not
meet. What stands in `rank_tables`' answer is open, free for the whole turn and large enough; all
else is a matter of rank. A table is never freed by moving another party: that is a person's call.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from app.domain.business_day import clock_minute
from app.domain.combinations import combinations
from app.domain.day import DayBook
from app.domain.hours import is_closed, is_outside_hours, shift_at
from app.domain.ids import ReservationId, TableId
from app.domain.reservation import PRESENT, Reservation
from app.domain.table import Table, TableKind
from app.domain.venue import Venue

TURN_MINUTES_USUAL: Final = 120
"""For a house that has entered no rule."""

TIGHT_MINUTES: Final = 15
"""Less than this before or after another party, and the table must be turned in a hurry."""

OVERRUN_MINUTES: Final = 15
"""A party still sitting after its turn is taken to need this much longer."""

_Span: TypeAlias = tuple[datetime, datetime, ReservationId]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatingRequest:
    """A party looking for a place.

    Attributes:
        starts_at: aware.
        kind: the sort of place asked for; others are offered after it.
        ignoring: the party's own booking, whose present tables count as free.
        now: given where the moment matters: parties that outstay their turn keep their tables.
    """

    starts_at: datetime
    turn_minutes: int
    adults: int
    children: int = 0
    infants: int = 0
    kind: TableKind | None = None
    ignoring: ReservationId | None = None
    now: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When the table would be free again."""
        return self.starts_at + timedelta(minutes=self.turn_minutes)

    @property
    def own(self) -> tuple[ReservationId, ...]:
        """Whose tables count as free."""
        return () if self.ignoring is None else (self.ignoring,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One table, or several pushed together, free for the whole turn.

    Attributes:
        table_ids: in the order of the floor.
        seats_min, seats_max: of all its tables together.
        kind: what they all are; None for a mixture.
        score: 0 is a perfect fit; the larger, the worse.
        reasons: what is to be said about it, as machine words: `exact_fit`, `combined`,
            `other_kind`, `mixed_kinds`, `across_areas`, `below_minimum`, `tight`,
            `children_at_counter`, `closed_day`, `outside_hours`, `past_closing`.
    """

    table_ids: tuple[TableId, ...]
    seats_min: int
    seats_max: int
    kind: TableKind | None
    score: int
    reasons: tuple[str, ...]


_PENALTIES: Final = {
    "other_kind": 10_000,
    "below_minimum": 1_000,
    "across_areas": 150,
    "mixed_kinds": 80,
    "children_at_counter": 60,
    "tight": 10,
}
_PENALTY_PER_EXTRA_TABLE: Final = 300
_PENALTY_PER_SPARE_SEAT: Final = 20
"""A six for a couple costs less than pushing two tables together, but the house should not."""


def overlaps(a_start: datetime, a_end: datetime, b_start: datetime, b_end: datetime) -> bool:
    """Tell whether two half-open stretches of time share a moment."""
    return a_start < b_end and b_start < a_end


def seats_needed(venue: Venue, adults: int, children: int, infants: int) -> int:
    """Count the seats a party takes; whether infants take one is the house's setting."""
    return max(1, adults + children + (infants if venue.infants_take_seat else 0))


def turn_minutes_for(venue: Venue, covers: int) -> int:
    """Find how long a party of that size holds its table; the largest take the last rule."""
    rules = sorted(venue.turn_rules, key=lambda rule: rule.covers_max)
    fitting = (rule.minutes for rule in rules if covers <= rule.covers_max)
    return next(fitting, rules[-1].minutes if rules else TURN_MINUTES_USUAL)


class Occupancy:
    """Who needs which table when."""

    def __init__(self, holders: Iterable[Reservation], now: datetime | None = None) -> None:
        self._spans: dict[TableId, list[_Span]] = {}
        late = now + timedelta(minutes=OVERRUN_MINUTES) if now else None
        for each in holders:
            if not each.holds_tables:
                continue
            ends_at = each.ends_at
            if late and each.status in PRESENT:
                ends_at = max(ends_at, late)
            for table_id in each.table_ids:
                self._spans.setdefault(table_id, []).append((each.starts_at, ends_at, each.id))

    def is_free(
        self,
        table_id: TableId,
        starts_at: datetime,
        ends_at: datetime,
        *ignoring: ReservationId,
    ) -> bool:
        """Tell whether nobody but the parties ignored needs the table in that stretch of time."""
        for start, end, id in self._spans.get(table_id, ()):
            if starts_at < end and start < ends_at and id not in ignoring:
                return False
        return True


def rank_tables(
    day: DayBook, request: SeatingRequest, occupancy: Occupancy | None = None
) -> tuple[Suggestion, ...]:
    """Rank the tables and combinations free for a party.

    Fewest spare seats first; the kind asked for before others, one table before several, and a
    table meant for larger parties last. `occupancy` saves reading the day again for each question.
    """
    occupied = occupancy or Occupancy(day.holders, request.now)
    start, end, own = request.starts_at, request.ends_at, request.own
    free = [
        table
        for table in day.floor
        if not table.closed and occupied.is_free(table.id, start, end, *own)
    ]
    seats = seats_needed(day.venue, request.adults, request.children, request.infants)
    choices: list[tuple[Table, ...]] = [(table,) for table in free if table.seats_max >= seats]
    choices += combinations(free, seats)
    hours = _hours_reasons(day, request)
    suggestions = [_suggest(choice, seats, request, occupied, hours) for choice in choices]
    return tuple(sorted(suggestions, key=lambda each: each.score))


def _suggest(
    choice: tuple[Table, ...],
    seats: int,
    request: SeatingRequest,
    occupied: Occupancy,
    hours: tuple[str, ...],
) -> Suggestion:
    seats_max = sum(table.seats_max for table in choice)
    reasons = _fit_reasons(choice, seats, request)
    if _is_tight(choice, request, occupied):
        reasons.append("tight")
    score = (
        sum(_PENALTIES.get(reason, 0) for reason in reasons)
        + _PENALTY_PER_EXTRA_TABLE * (len(choice) - 1)
        + _PENALTY_PER_SPARE_SEAT * (seats_max - seats)
    )
    kinds = {table.kind for table in choice}
    return Suggestion(
        table_ids=tuple(table.id for table in choice),
        seats_min=sum(table.seats_min for table in choice),
        seats_max=seats_max,
        kind=choice[0].kind if len(kinds) == 1 else None,
        score=score,
        reasons=(*reasons, *hours),
    )


def _fit_reasons(choice: Sequence[Table], seats: int, request: SeatingRequest) -> list[str]:
    kinds = {table.kind for table in choice}
    claims = {
        "exact_fit": sum(table.seats_max for table in choice) == seats,
        "combined": len(choice) > 1,
        "other_kind": request.kind is not None and kinds != {request.kind},
        "mixed_kinds": len(kinds) > 1,
        "across_areas": len({table.area_id for table in choice}) > 1,
        "below_minimum": len(choice) == 1 and seats < choice[0].seats_min,
        "children_at_counter": TableKind.COUNTER in kinds
        and request.kind is not TableKind.COUNTER
        and request.children + request.infants > 0,
    }
    return [reason for reason, holds in claims.items() if holds]


def _is_tight(choice: Sequence[Table], request: SeatingRequest, occupied: Occupancy) -> bool:
    margin = timedelta(minutes=TIGHT_MINUTES)
    return not all(
        occupied.is_free(
            table.id, request.starts_at - margin, request.ends_at + margin, *request.own
        )
        for table in choice
    )


def _hours_reasons(day: DayBook, request: SeatingRequest) -> tuple[str, ...]:
    venue, business_day = day.venue, day.business_day
    if is_closed(venue, business_day):
        return ("closed_day",)
    minute = clock_minute(request.starts_at, venue, business_day)
    if is_outside_hours(venue, business_day, minute):
        return ("outside_hours",)
    shift = shift_at(venue, business_day, minute)
    if shift and minute + request.turn_minutes > shift.closes_minute:
        return ("past_closing",)
    return ()
