"""`noren call …`: calls as if a feed had brought them, and the call list."""

from __future__ import annotations

import time
from collections.abc import Mapping

from app.calls.caller import read_caller
from app.cli import lookup, output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.station import Station
from app.domain.booking import typed_phone
from app.domain.call import Call, Outcome, Withheld
from app.domain.errors import Invalid
from app.domain.ids import CallId, ReservationId
from app.services.calls import CallDraft

FEED = "manual"
"""The feed that calls entered by hand belong to."""


def _ring(station: Station, inputs: Inputs) -> Answer:
    desk = station.desk
    venue = desk.house.venue()
    number, withheld = _caller(inputs, venue.home_area_code)
    draft = CallDraft(
        feed=inputs.text("feed") or FEED,
        number=number,
        withheld=withheld,
        line=inputs.text("line"),
        did=inputs.text("did"),
        feed_call_id=inputs.text("id"),
    )
    scribe = station.scribe()
    started = time.perf_counter()
    phone = typed_phone(number, venue) if withheld is None else None
    desk.calls.card(phone, withheld)
    lookup_ms = (time.perf_counter() - started) * 1000
    rung = desk.calls.ring(draft, station.author)
    document = {
        "call": scribe.entity("call", rung.call),
        "card": scribe.card(rung.card),
        "lookup_ms": round(lookup_ms, 3),
        "is_repeat": rung.is_repeat,
        "change_ids": list(rung.change_ids),
    }
    return Answer(document=document, text=lambda: card_text(document))


def _list(station: Station, inputs: Inputs) -> Answer:
    scribe = station.scribe()
    calls = station.desk.calls.list(lookup.limit_of(inputs, 100))
    document = [scribe.entity("call", each) for each in calls]
    return Answer(document=document, text=lambda: _text(document))


def _answered(station: Station, inputs: Inputs) -> Answer:
    id = CallId(inputs.needed("id"))
    return _answer(station, station.desk.calls.answered(id, station.author, inputs.text("by")))


def _ended(station: Station, inputs: Inputs) -> Answer:
    outcome = lookup.choice(Outcome, inputs.needed("outcome"), "outcome")
    id = CallId(inputs.needed("id"))
    return _answer(station, station.desk.calls.ended(id, outcome, station.author))


def _note(station: Station, inputs: Inputs) -> Answer:
    id = CallId(inputs.needed("id"))
    return _answer(station, station.desk.calls.note(id, inputs.text("text"), station.author))


def _link(station: Station, inputs: Inputs) -> Answer:
    reservation = ReservationId(inputs.needed("reservation"))
    with inputs.blaming("reservation"):
        station.desk.bookings.get(reservation)
    id = CallId(inputs.needed("id"))
    return _answer(station, station.desk.calls.link(id, reservation, station.author))


def card_text(rung: Mapping[str, Json]) -> str:
    """Write a ringing call for people: who it may be, and what they have booked."""
    card = rung["card"]
    who = [
        f"{each['name']}様 {each['kana']}  {each['visits']} visits  {' '.join(each['allergies'])}"
        for each in card["guests"]
    ]
    who += [f"候補 {each['name']}様 {each['kana']}" for each in card["candidates"]]
    coming = card["next_reservation"]
    if coming:
        who.append(f"next: {coming['starts_at'][:16].replace('T', ' ')} {coming['guest_name']}")
    number = card["phone"]["raw"] if card["phone"] else f"withheld ({card['withheld']})"
    return "\n".join([f"{number}  {rung['lookup_ms']} ms", *(who or ["該当者なし"])])


def _caller(inputs: Inputs, home_area_code: str) -> tuple[str, Withheld | None]:
    """Read who rings as a feed does: a withheld number is dropped, even where it is told."""
    state = inputs.text("state")
    if state:
        return "", lookup.choice(Withheld, state, "state")
    number = inputs.needed("number")
    caller = read_caller(number, home_area_code)
    if caller.withheld is Withheld.ERROR:
        raise Invalid(f"'{number[:80]}' is no number", field="number")
    return caller.number_raw, caller.withheld


def _text(calls: list[dict[str, Json]]) -> str:
    return output.table(
        (
            each["rang_at"][:16].replace("T", " "),
            each["phone"]["raw"] if each["phone"] else f"({each['withheld']})",
            each["line"],
            each["outcome"],
            each["note"].partition("\n")[0],
            each["id"],
        )
        for each in calls
    )


def _answer(station: Station, call: Call) -> Answer:
    document = station.scribe().entity("call", call)
    return Answer(document=document, text=lambda: _text([document]))


_ID = positional("id", "The call's id.")

COMMANDS = (
    Command(
        words="call ring",
        summary="Let a call ring as if a feed had brought it, and show the caller's card.",
        example="call ring --number 090-1234-5678 --line 1",
        act=_ring,
        inputs=(
            Input("number", "Who rings, in any spelling.", aliases=("phone",)),
            Input("line", "The line that rings."),
            Input(
                "state",
                "Why there is no number: P 非通知, C 公衆, O 圏外, S, E or N.",
                aliases=("withheld",),
            ),
            Input("id", "The feed's own id; the same again is the same call."),
            Input("did", "The number that was called."),
            Input("feed", f"As which feed; {FEED} if not said."),
        ),
        takes_data=True,
    ),
    Command(
        words="call list",
        summary="List the newest calls first.",
        example="call list --limit 20",
        act=_list,
        inputs=(Input("limit", "At most so many.", Kind.WHOLE),),
    ),
    Command(
        words="call answer",
        summary="Note that somebody took a call; this device, if not said otherwise.",
        example="call answer ID",
        act=_answered,
        inputs=(_ID, Input("by", "On which device.")),
    ),
    Command(
        words="call end",
        summary="Note how a call ended: answered, missed, rejected or unknown.",
        example="call end ID missed",
        act=_ended,
        inputs=(_ID, positional("outcome", "answered, missed, rejected, unknown.")),
    ),
    Command(
        words="call note",
        summary="Keep what the caller wanted (用件メモ).",
        example="call note ID 折り返し希望",
        act=_note,
        inputs=(_ID, positional("text", "In a few words.", aliases=("note",))),
    ),
    Command(
        words="call link",
        summary="Note which booking came of a call.",
        example="call link ID RESERVATION",
        act=_link,
        inputs=(_ID, positional("reservation", "The booking's id.", aliases=("reservation_id",))),
    ),
)
