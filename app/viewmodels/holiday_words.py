"""Name public holidays, where the house stands in a country whose holidays are known."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.domain.holidays import Holiday, holiday_of
from app.domain.venue import Venue
from app.viewmodels.wording import translate

JAPAN: Final = "Asia/Tokyo"


def holiday_text(venue: Venue, day: date) -> str:
    """Name the public holiday a day is where the house stands; empty on any other day."""
    holiday = holiday_of(day) if venue.timezone == JAPAN else None
    return _words()[holiday] if holiday is not None else ""


def _words() -> dict[Holiday, str]:
    return {
        Holiday.NEW_YEAR: translate("Holidays", "New Year's Day"),
        Holiday.COMING_OF_AGE: translate("Holidays", "Coming of Age Day"),
        Holiday.FOUNDATION: translate("Holidays", "Foundation Day"),
        Holiday.EMPEROR: translate("Holidays", "Emperor's Birthday"),
        Holiday.SPRING_EQUINOX: translate("Holidays", "Spring Equinox"),
        Holiday.SHOWA: translate("Holidays", "Showa Day"),
        Holiday.CONSTITUTION: translate("Holidays", "Constitution Day"),
        Holiday.GREENERY: translate("Holidays", "Greenery Day"),
        Holiday.CHILDREN: translate("Holidays", "Children's Day"),
        Holiday.MARINE: translate("Holidays", "Marine Day"),
        Holiday.MOUNTAIN: translate("Holidays", "Mountain Day"),
        Holiday.AGED: translate("Holidays", "Respect for the Aged Day"),
        Holiday.AUTUMN_EQUINOX: translate("Holidays", "Autumn Equinox"),
        Holiday.SPORTS: translate("Holidays", "Sports Day"),
        Holiday.CULTURE: translate("Holidays", "Culture Day"),
        Holiday.LABOUR: translate("Holidays", "Labour Thanksgiving"),
        Holiday.SUBSTITUTE: translate("Holidays", "Substitute holiday"),
        Holiday.BETWEEN: translate("Holidays", "National holiday"),
    }
