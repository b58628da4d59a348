"""The house itself: its hours, its pace and what it takes for granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.ids import VenueId


class Environment(StrEnum):
    """Which world a book belongs to; the two never mix."""

    PRODUCTION = "production"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A stretch of service on some weekdays.

    Attributes:
        weekdays: 0 Monday to 6 Sunday.
        opens_minute, closes_minute: minutes after the business day's midnight; 26:00 is 1560.
    """

    name: str
    weekdays: frozenset[int] = frozenset(range(7))
    opens_minute: int
    closes_minute: int

    def __post_init__(self) -> None:
        assert 0 <= self.opens_minute < self.closes_minute <= 29 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRule:
    """How long a party of up to `covers_max` holds its table."""

    covers_max: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pacing:
    """How many covers may start within one slot before a warning.

    Attributes:
        slot_minutes: length of a slot from the business day's midnight; 15 as a rule.
        covers_max: covers starting in one slot; 0 is no limit.
    """

    slot_minutes: int = 15
    covers_max: int = 0


USUAL_TURNS = (
    TurnRule(covers_max=2, minutes=90),
    TurnRule(covers_max=4, minutes=120),
    TurnRule(covers_max=999, minutes=150),
)
NO_PACING = Pacing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """The house.

    Attributes:
        timezone: IANA name.
        day_starts_minute: when the business day changes, minutes after midnight; 300 is 05:00.
        closing_weekdays: 定休日, 0 Monday to 6 Sunday.
        closing_days: single days closed; `open_days`: exceptions to closing_weekdays.
        turn_rules: ascending by covers_max; larger parties take the last.
        home_area_code: tried before short local numbers, such as `03`.
        infants_take_seat: whether 幼児 count when a table is chosen.
    """

    id: VenueId
    name: str
    timezone: str = "Asia/Tokyo"
    day_starts_minute: int = 300
    shifts: tuple[Shift, ...] = ()
    closing_weekdays: frozenset[int] = frozenset()
    closing_days: tuple[date, ...] = ()
    open_days: tuple[date, ...] = ()
    turn_rules: tuple[TurnRule, ...] = USUAL_TURNS
    pacing: Pacing = NO_PACING
    home_area_code: str = ""
    infants_take_seat: bool = False
    revision: int = 0
    conflicts: tuple[str, ...] = ()
