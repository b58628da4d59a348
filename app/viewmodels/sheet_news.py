"""Say in plain words what others did to the booking on an open sheet. Pure formatting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.business_day import minute_text
from app.domain.day import DayBook
from app.domain.history import HistoryEntry
from app.domain.venue import Venue
from app.viewmodels.header import day_text
from app.viewmodels.sheet_form import Rebased, SheetForm
from app.viewmodels.wording import (
    clock_of,
    field_word,
    listed,
    signed,
    tables_text,
    translate,
)

BOOK_FIELDS = {
    "minute": "starts_at",
    "name": "guest_name",
    "kana": "guest_kana",
    "channel": "source",
}
"""Fields that the book calls by another name than the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing somebody else changed on the booking.

    Attributes:
        field: the sheet's field, or `deleted`.
        mine: what stands on the sheet; `theirs`: what the book says now; `base`: what both saw.
        is_contested: both changed it; mine stands on the sheet until staff choose.
        text: all of it as one sentence.
    """

    field: str
    base: str = ""
    mine: str = ""
    theirs: str = ""
    is_contested: bool = False
    text: str = ""

    @staticmethod
    def deleted() -> News:
        """Say that the booking was deleted meanwhile."""
        return News(
            field="deleted",
            text=translate(
                "Sheet", "This booking was deleted on another device. Saving brings it back."
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The versions of a booking that met on the sheet.

    Attributes:
        people: names of staff by the ids they sign with.
    """

    base: SheetForm
    mine: SheetForm
    theirs: SheetForm
    met: Rebased
    people: Mapping[str, str] = field(default_factory=dict)


def news_of(meeting: Meeting, history: Iterable[HistoryEntry], book: DayBook) -> tuple[News, ...]:
    """List what came in: contested fields first, they need a choice."""
    entries = tuple(history)
    return tuple(
        _news(name, contested, meeting, entries, book)
        for contested, names in ((True, meeting.met.contested), (False, meeting.met.taken))
        for name in names
    )


def value_text(form: SheetForm, field: str, book: DayBook) -> str:
    """Write what a form says in one field."""
    value = getattr(form, field)
    match field:
        case "minute":
            return minute_text(value) if value is not None else "—"
        case "business_day":
            return day_text(value)
        case "table_ids":
            return tables_text(value, book.tables)
        case "table_pinned":
            return translate("Sheet", "yes") if value else translate("Sheet", "no")
        case "tags" | "allergies":
            return listed(value) or "—"
        case "guest_id":
            guest = book.guests.get(value)
            return guest.name if guest else "—"
        case "turn_minutes":
            return translate("Sheet", "{minutes} min").format(minutes=value)
        case _:
            return str(value or "—") if not isinstance(value, int) else str(value)


def _news(
    name: str, contested: bool, meeting: Meeting, entries: tuple[HistoryEntry, ...], book: DayBook
) -> News:
    base = value_text(meeting.base, name, book)
    mine = value_text(meeting.mine, name, book)
    theirs = value_text(meeting.theirs, name, book)
    who = who_changed(BOOK_FIELDS.get(name, name), entries, meeting.people, book.venue)
    sentence = (
        translate("Sheet", "{who} changed {field} too: was {base}, yours {mine}, theirs {theirs}")
        if contested
        else translate("Sheet", "{who} changed {field}: {base} → {theirs}")
    )
    return News(
        field=name,
        base=base,
        mine=mine,
        theirs=theirs,
        is_contested=contested,
        text=sentence.format(who=who, field=field_word(name), base=base, mine=mine, theirs=theirs),
    )


def who_changed(
    name: str, entries: Iterable[HistoryEntry], people: Mapping[str, str], venue: Venue
) -> str:
    """Say who set a field last, on which device, and when; entries are oldest first."""
    for entry in reversed(tuple(entries)):
        if any(each == name or each.startswith(f"{name}/") for each in entry.fields):
            author = signed(people.get(entry.actor, entry.actor), entry.device)
            return f"{author} {clock_of(entry.at_ms, venue)}"
    return translate("Sheet", "Somebody")
