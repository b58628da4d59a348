"""The house's own settings: hours, pace, turns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from app.domain.business_day import business_day_of
from app.domain.errors import Invalid
from app.domain.hours import affected_by
from app.domain.limits import check_text, check_turn
from app.domain.reservation import Reservation
from app.domain.rights import Right
from app.domain.venue import Venue
from app.services.author import Author, Means
from app.services.rights import require
from app.store.ledger import Write

LOOK_AHEAD_DAYS: Final = 400
DAY_STARTS_MAX: Final = 12 * 60


@dataclass(frozen=True, slots=True)
class HouseSaved:
    """The house as saved, and the coming bookings that now lie outside its hours.

    They stay as promised; the list is for a person to look through.
    """

    venue: Venue
    affected: tuple[Reservation, ...]


class House:
    """Use cases around the house itself."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms

    def venue(self) -> Venue:
        """Read the house.

        Raises:
            Unknown: this device joined a house and has not synced yet.
        """
        return self._ledger.venue()

    def change(self, before: Venue, after: Venue, author: Author) -> HouseSaved:
        """Save an edit of the settings; no booking is changed by it.

        Raises:
            Invalid: a field is out of bounds; names it.
            NotAllowed: only a manager may do it.
        """
        require(self._ledger, author, Right.SETTINGS)
        after = check_venue(after)
        known = self.venue()
        self._ledger.commit(
            [Write(before, after, "change")], actor=author.name, now_ms=self._now_ms()
        )
        # Another device may have set other fields since `before` was read: they stand as well.
        saved = self.venue()
        coming = self.coming()
        already = {each.id for each in affected_by(known, coming)}
        affected = tuple(each for each in affected_by(saved, coming) if each.id not in already)
        return HouseSaved(saved, affected)

    def coming(self) -> tuple[Reservation, ...]:
        """Read every party from today on that a change of the settings could touch."""
        at = datetime.fromtimestamp(self._now_ms() // 1000, UTC)
        today = business_day_of(at, self.venue())
        return self._ledger.reservations_between(today, today + timedelta(days=LOOK_AHEAD_DAYS))


def check_venue(venue: Venue) -> Venue:
    """Check the house's settings and return them as they are stored.

    Raises:
        Invalid: a field is out of bounds; names it.
    """
    name = check_text(venue.name, "name")
    if not name:
        raise Invalid("the house needs a name", field="name")
    if venue.timezone not in available_timezones():
        raise Invalid(
            f"'{venue.timezone[:40]}' is no time zone; write it like Asia/Tokyo", field="timezone"
        )
    ZoneInfo(venue.timezone)
    if not 0 <= venue.day_starts_minute <= DAY_STARTS_MAX:
        raise Invalid("the business day changes between 00:00 and 12:00", field="day_starts_minute")
    for rule in venue.turn_rules:
        check_turn(rule.minutes)
    if not 1 <= venue.pacing.slot_minutes <= DAY_STARTS_MAX or venue.pacing.covers_max < 0:
        raise Invalid("pacing needs a slot of at least a minute", field="pacing")
    code = check_text(venue.home_area_code, "home_area_code")
    if code and not (code.isdigit() and code.startswith("0") and len(code) <= 5):  # noqa: PLR2004
        raise Invalid(
            "an area code is 0 and up to four more digits, like 03", field="home_area_code"
        )
    turns = tuple(sorted(venue.turn_rules, key=lambda rule: rule.covers_max))
    return replace(venue, name=name, home_area_code=code, turn_rules=turns)
