"""Say what a head waiter would mention about a booking; pure formatting."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.day import DayBook
from app.domain.ids import ReservationId
from app.domain.warnings import Caution
from app.viewmodels.header import day_text
from app.viewmodels.rows import name_text
from app.viewmodels.wording import translate


def caution_texts(book: DayBook, found: Iterable[Caution]) -> tuple[str, ...]:
    """Say several cautions, each once."""
    return tuple(dict.fromkeys(caution_text(book, each) for each in found))


def caution_text(book: DayBook, caution: Caution) -> str:
    """Say one caution in a sentence."""
    words = {str(key): str(value) for key, value in caution.facts.items()}
    words["day"] = day_text(book.business_day)
    if caution.with_ids:
        other = book.reservation(ReservationId(caution.with_ids[0]))
        if other is not None:
            words["party"] = name_text(other)
    return _sentence(caution.code).format(**words)


def _sentence(code: str) -> str:
    return {
        "double_booked": translate("Cautions", "{tables} is taken by {party} from {time}"),
        "unknown_table": translate("Cautions", "The table was removed from the floor"),
        "table_closed": translate("Cautions", "{table} is out of use"),
        "unknown_area": translate("Cautions", "{table} stands in an area that was removed"),
        "no_guests": translate("Cautions", "Nobody is left in the party; set the number"),
        "too_small": translate("Cautions", "{tables} seats {seats}; the party needs {needed}"),
        "below_minimum": translate("Cautions", "{tables} is kept for {seats} guests or more"),
        "over_pacing": translate(
            "Cautions", "{covers} guests start at {slot}; the house takes {covers_max}"
        ),
        "closed_day": translate("Cautions", "The house is closed on {day}"),
        "outside_hours": translate("Cautions", "{time} is outside opening hours"),
        "possible_duplicate": translate("Cautions", "{party} is already booked at {time}"),
        "odd_phone": translate("Cautions", "{phone} is not a whole phone number"),
    }[code]
