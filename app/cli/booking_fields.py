"""What a booking is made of on the command line: the inputs, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from app.cli import lookup
from app.cli.inputs import Input, Inputs, Kind
from app.domain.booking import typed_phone
from app.domain.errors import Invalid
from app.domain.ids import GuestId, StaffId, TableId
from app.domain.limits import check_party, check_turn
from app.domain.phone import Phone
from app.domain.reservation import Reservation, Source, Status
from app.domain.venue import Venue
from app.services.bookings import BookingDraft
from app.services.desk import Desk

DAY = Input("day", "Business day: 2026-12-24.", aliases=("business_day",), metavar="DAY")
TIME = Input("time", "18:30, 25:30, 26時, 翌1:30, or ISO.", aliases=("starts_at",), metavar="TIME")
ADULTS = Input("adults", "大人.", Kind.WHOLE)
CHILDREN = Input("children", "子供.", Kind.WHOLE)
TABLE = Input(
    "table", "A table, by name or id; may be repeated.", Kind.TEXTS, aliases=("tables", "table_ids")
)
FIELDS = (
    DAY,
    TIME,
    ADULTS,
    CHILDREN,
    Input("infants", "幼児.", Kind.WHOLE),
    Input("name", "Guest's name, without 様.", aliases=("guest_name",)),
    Input("kana", "Its reading.", aliases=("guest_kana",)),
    Input("phone", "In any spelling.", Kind.ANY),
    TABLE,
    Input("guest", "Id of the guest's card.", aliases=("guest_id",), metavar="ID"),
    Input("turn", "Minutes the table is held.", Kind.WHOLE, aliases=("turn_minutes",)),
    Input("course", "Empty is seats only."),
    Input("requests", "What the guest asked for."),
    Input("note", "What staff noted."),
    Input("tag", "A mark such as VIP; may be repeated.", Kind.TEXTS, aliases=("tags",)),
    Input("allergy", "Such as えび; may be repeated.", Kind.TEXTS, aliases=("allergies",)),
    Input("source", "phone, web, mail, in_person …", Kind.ANY, aliases=("channel",)),
    Input("site", "Booking site."),
    Input("reference", "The site's booking number."),
    Input("referrer", "Who sent them."),
    Input("taken_by", "Staff, by name or id.", metavar="STAFF"),
    Input("answer_by", "Until when a request must be answered.", metavar="TIME"),
    Input(
        "quote",
        "Minutes of waiting that a party on the waitlist was told.",
        Kind.WHOLE,
        aliases=("quoted_minutes",),
    ),
    Input("pinned", "This very table was promised.", Kind.FLAG, aliases=("table_pinned",)),
    Input("status", "Where it stands.", metavar="STATUS"),
)


_WHOLES: Final = {
    "adults": "adults",
    "children": "children",
    "infants": "infants",
    "turn": "turn_minutes",
    "quote": "quoted_minutes",
}
_PARTY: Final = ("adults", "children", "infants")
_TEXTS: Final = {
    "name": "guest_name",
    "kana": "guest_kana",
    "course": "course",
    "requests": "requests",
    "note": "note",
}
_LISTS: Final = {"tag": "tags", "allergy": "allergies"}
_SOURCE: Final = {
    "source": "channel",
    "site": "site",
    "reference": "reference",
    "referrer": "referrer",
}


def draft_of(desk: Desk, inputs: Inputs, status: Status) -> BookingDraft:
    """Read a new booking.

    Raises:
        DomainError: names the field.
    """
    venue = desk.house.venue()
    day, starts_at = lookup.day_and_time(inputs, venue)
    return BookingDraft(
        business_day=day,
        starts_at=starts_at,
        adults=inputs.needed_whole("adults"),
        children=inputs.whole("children") or 0,
        infants=inputs.whole("infants") or 0,
        turn_minutes=inputs.whole("turn"),
        guest_name=inputs.text("name"),
        guest_kana=inputs.text("kana"),
        phone=_phone_text(inputs),
        guest_id=_guest(desk, inputs),
        table_ids=lookup.table_ids(desk, inputs),
        table_pinned=inputs.flag("pinned"),
        status=status,
        course=inputs.text("course"),
        requests=inputs.text("requests"),
        note=inputs.text("note"),
        tags=inputs.texts("tag"),
        allergies=inputs.texts("allergy"),
        source=_source(inputs, Source()),
        taken_by=_taken_by(desk, inputs),
        answer_by=_answer_by(inputs, day, venue),
        quoted_minutes=inputs.whole("quote") or 0,
    )


def edited(desk: Desk, inputs: Inputs, before: Reservation) -> Reservation:
    """Change only what is named; what is named and empty is cleared.

    Raises:
        DomainError: names the field.
    """
    venue = desk.house.venue()
    day, starts_at = lookup.moved_day_and_time(inputs, venue, before.business_day, before.starts_at)
    readers: dict[str, tuple[str, Callable[[], Any]]] = {
        **{name: (field, partial(inputs.needed_whole, name)) for name, field in _WHOLES.items()},
        **{name: (field, partial(inputs.text, name)) for name, field in _TEXTS.items()},
        **{name: (field, partial(inputs.texts, name)) for name, field in _LISTS.items()},
        "phone": ("phone", lambda: _phone(inputs, before.phone, venue)),
        "guest": ("guest_id", lambda: _guest(desk, inputs)),
        "table": ("table_ids", lambda: lookup.table_ids(desk, inputs, before.table_ids)),
        "no_table": ("table_ids", lambda: _no_tables(inputs)),
        "pinned": ("table_pinned", lambda: inputs.flag("pinned")),
        "taken_by": ("taken_by", lambda: _taken_by(desk, inputs)),
        "answer_by": ("answer_by", lambda: _answer_by(inputs, day, venue)),
    }
    changes = {field: read() for name, (field, read) in readers.items() if inputs.has(name)}
    # A reservation of nobody, or of no time at all, cannot even be made to be refused.
    check_party(*(changes.get(name, getattr(before, name)) for name in _PARTY))
    check_turn(changes.get("turn_minutes", before.turn_minutes))
    return replace(
        before,
        business_day=day,
        starts_at=starts_at,
        source=_source(inputs, before.source),
        **changes,
    )


def _no_tables(inputs: Inputs) -> tuple[TableId, ...]:
    if inputs.flag("no_table") and inputs.texts("table"):
        raise Invalid("either tables or no table", field="no_table")
    return ()


def _phone_text(inputs: Inputs) -> str:
    """Read a phone as typed, or as printed with its raw, digits and e164."""
    value = inputs.value("phone")
    if isinstance(value, dict):
        value = value.get("raw")
    if value is not None and not isinstance(value, str):
        raise Invalid("phone is a text", field="phone", code="wrong_type")
    return value or ""


def _phone(inputs: Inputs, before: Phone | None, venue: Venue) -> Phone | None:
    text = _phone_text(inputs)
    return before if before is not None and before.raw == text else typed_phone(text, venue)


def _guest(desk: Desk, inputs: Inputs) -> GuestId | None:
    text = inputs.text("guest")
    if not text:
        return None
    with inputs.blaming("guest"):
        return desk.guests.get(GuestId(text)).id


def _taken_by(desk: Desk, inputs: Inputs) -> StaffId | None:
    text = inputs.text("taken_by")
    if not text:
        return None
    with inputs.blaming("taken_by"):
        return lookup.staff_of(desk, text).id


def _answer_by(inputs: Inputs, day: date, venue: Venue) -> datetime | None:
    with inputs.blaming("answer_by"):
        return lookup.moment_of(inputs.text("answer_by"), day, venue)


def _source(inputs: Inputs, before: Source) -> Source:
    """Read how the booking came: word by word, or all of it as it is printed."""
    parts: dict[str, str] = {}
    for name, part in _SOURCE.items():
        if not inputs.has(name):
            continue
        value = inputs.value(name)
        if name == "source" and isinstance(value, dict):
            unknown = set(value) - set(_SOURCE.values())
            if unknown or not all(isinstance(each, str) for each in value.values()):
                raise Invalid(
                    "source has the texts channel, site, reference and referrer", field="source"
                )
            parts.update(value)
        elif value is None or isinstance(value, str):
            parts[part] = value or ""
        else:
            raise Invalid(f"{name} is a text", field=name, code="wrong_type")
    return replace(before, **parts)
