"""`noren reservation …`: taking bookings, changing them, moving parties on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.cli import lookup
from app.cli.booking_fields import ADULTS, CHILDREN, DAY, FIELDS, TABLE, draft_of, edited
from app.cli.booking_text import reservation_text, reservations_text
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Kind, positional
from app.cli.station import Station
from app.domain.errors import Invalid, NotAllowed
from app.domain.ids import ReservationId
from app.domain.reservation import Reservation, Status
from app.domain.status import may_move, move
from app.services.bookings import Booked

FRESH: Final = (Status.WAITING, Status.REQUESTED, Status.BOOKED, Status.CONFIRMED)
"""Where a new booking may stand at once; further on it is moved, so that its times are stamped."""


def _add(station: Station, inputs: Inputs) -> Answer:
    desk, author = station.desk, station.author
    status = lookup.choice(Status, inputs.text("status") or Status.BOOKED, "status")
    is_fresh = status in FRESH
    if not (is_fresh or may_move(Status.BOOKED, status)):
        raise NotAllowed(f"a new booking cannot be {status}", field="status", code="illegal_move")
    draft = draft_of(desk, inputs, status if is_fresh else Status.BOOKED)
    if draft.taken_by is None:
        draft = replace(draft, taken_by=lookup.author_id(desk, author))
    booked = desk.bookings.add(draft, author)
    if not is_fresh:
        moved = desk.bookings.set_status(booked.reservation, status, author)
        booked = replace(moved, change_ids=booked.change_ids + moved.change_ids)
    return _answer(station, booked)


def _change(station: Station, inputs: Inputs) -> Answer:
    desk = station.desk
    before = _seen(station, inputs)
    if not inputs.values.keys() - _NO_CHANGE:
        raise Invalid("name at least one field to change", code="nothing_to_change")
    after = edited(desk, inputs, before)
    if inputs.has("status"):
        status = lookup.choice(Status, inputs.text("status"), "status")
        after = move(after, status, station.now(), inputs.text("reason"))
    elif inputs.has("reason"):
        after = replace(after, cancel_reason=inputs.text("reason"))
    return _answer(station, desk.bookings.change(before, after, station.author))


def _status(station: Station, inputs: Inputs) -> Answer:
    before = _seen(station, inputs)
    status = lookup.choice(Status, inputs.needed("status"), "status")
    booked = station.desk.bookings.set_status(before, status, station.author, inputs.text("reason"))
    return _answer(station, booked)


def _walk_in(station: Station, inputs: Inputs) -> Answer:
    desk = station.desk
    tables = lookup.table_ids(desk, inputs)
    if not tables:
        inputs.miss("table")
    children = inputs.whole("children") or 0
    adults = inputs.needed_whole("adults")
    return _answer(station, desk.bookings.walk_in(tables, adults, station.author, children))


def _show(station: Station, inputs: Inputs) -> Answer:
    reservation = station.desk.bookings.get(ReservationId(inputs.needed("id")))
    document = station.scribe().reservation(reservation)
    return Answer(document=document, text=lambda: reservation_text(document))


def _list(station: Station, inputs: Inputs) -> Answer:
    scribe = station.scribe()
    first = lookup.day_of(inputs, "day") or scribe.today()
    last = lookup.day_of(inputs, "until") or first
    wanted = {lookup.choice(Status, text, "status") for text in inputs.texts("status")}
    days = {each.business_day for each in station.desk.bookings.days(first, last)}
    document = [
        scribe.reservation(each)
        for day in sorted(days)
        for each in scribe.day(day).reservations
        if not wanted or each.status in wanted
    ]
    return Answer(document=document, text=lambda: reservations_text(document))


def _find(station: Station, inputs: Inputs) -> Answer:
    scribe = station.scribe()
    first = lookup.day_of(inputs, "day") or scribe.today()
    found = station.desk.bookings.search(inputs.needed("text"), first, lookup.limit_of(inputs))
    document = [scribe.reservation(each) for each in found]
    return Answer(document=document, text=lambda: reservations_text(document))


def _delete(station: Station, inputs: Inputs) -> Answer:
    before = _seen(station, inputs)
    made = station.desk.bookings.delete(before, station.author)
    document = {"id": before.id, "deleted": True, "change_ids": list(made)}
    return Answer(document=document, text=lambda: f"Taken out of the book ({', '.join(made)}).")


def _answer(station: Station, booked: Booked) -> Answer:
    document = station.scribe().reservation(booked.reservation)
    document["change_ids"] = list(booked.change_ids)
    return Answer(document=document, text=lambda: reservation_text(document))


def _seen(station: Station, inputs: Inputs) -> Reservation:
    """Read a booking as the caller knew it: at --revision N, or as it stands now."""
    before = station.desk.bookings.get(ReservationId(inputs.needed("id")))
    revision = inputs.whole("revision")
    if revision is None:
        return before
    if not 1 <= revision <= before.revision:
        raise Invalid(
            f"the booking was never read at revision {revision}; it stands at {before.revision}",
            field="revision",
        )
    return replace(before, revision=revision)


_NO_CHANGE: Final = frozenset({"id", "revision"})

_ID = positional("id", "The booking's id.")
_REVISION = Input("revision", "What you had read, if not the newest.", Kind.WHOLE)
_REASON = Input("reason", "Why, of a cancellation.", aliases=("cancel_reason",))

COMMANDS = (
    Command(
        words="reservation add",
        summary="Take a booking; warnings are told and never refuse it.",
        example="reservation add --day 2026-12-24 --time 19:00 --adults 4 --name 山田 --table T5",
        act=_add,
        inputs=FIELDS,
        takes_data=True,
    ),
    Command(
        words="reservation change",
        summary="Change only what is named; an empty value clears.",
        example="reservation change ID --time 20:00 --table T6",
        act=_change,
        inputs=(
            _ID,
            *FIELDS,
            Input("no_table", "Take its tables away.", Kind.SWITCH),
            _REASON,
            _REVISION,
        ),
        takes_data=True,
    ),
    Command(
        words="reservation status",
        summary="Move a party on, if the house knows that move.",
        example="reservation status ID arrived",
        act=_status,
        inputs=(_ID, positional("status", "arrived, seated, left …"), _REASON, _REVISION),
    ),
    Command(
        words="reservation walk-in",
        summary="Seat a party that stands at the door, now.",
        example="reservation walk-in --table C3 --adults 2",
        act=_walk_in,
        inputs=(TABLE, ADULTS, CHILDREN),
        takes_data=True,
    ),
    Command(
        words="reservation show",
        summary="Show one booking with its warnings and conflicts.",
        example="reservation show ID",
        act=_show,
        inputs=(_ID,),
    ),
    Command(
        words="reservation list",
        summary="List a day, or several, in order of time.",
        example="reservation list --day 2026-12-24 --status booked",
        act=_list,
        inputs=(
            DAY,
            Input("until", "Last day, if there are several.", metavar="DAY"),
            Input("status", "Only these; may be repeated.", Kind.TEXTS, metavar="STATUS"),
        ),
    ),
    Command(
        words="reservation find",
        summary="Find coming bookings by part of a name, in any spelling, or of a phone.",
        example="reservation find わたなべ",
        act=_find,
        inputs=(
            positional("text", "Part of a name or phone."),
            Input("day", "From this day on.", metavar="DAY"),
            Input("limit", "At most so many.", Kind.WHOLE),
        ),
    ),
    Command(
        words="reservation delete",
        summary="Take a booking out of the book; its history stays, and it can be undone.",
        example="reservation delete ID",
        act=_delete,
        inputs=(_ID, _REVISION),
    ),
)
