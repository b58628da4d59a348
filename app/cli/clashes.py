"""`noren conflict …`: what two people decided differently, and settling it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.cli import lookup, output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.station import Station
from app.domain.booking import typed_phone
from app.domain.business_day import parse_time
from app.domain.errors import Invalid, Unknown
from app.domain.history import FieldClash
from app.domain.ids import ReservationId
from app.services.clashes import DOUBLE_MARK
from app.services.desk import Desk
from app.store.export import MOMENTS
from app.store.schema import KINDS, to_moment


def _list(station: Station, _: Inputs) -> Answer:
    document = station.scribe().conflicts()
    return Answer(
        document=document,
        text=lambda: "\n\n".join(map(conflict_text, document)) or "Nothing to settle.",
    )


def _show(station: Station, inputs: Inputs) -> Answer:
    id = inputs.needed("id")
    document = next((each for each in station.scribe().conflicts() if each["id"] == id), None)
    if document is None:
        raise Unknown(f"no open conflict has the id '{id[:120]}'", field="id")
    return Answer(document=document, text=lambda: conflict_text(document))


def _settle(station: Station, inputs: Inputs) -> Answer:
    clashes, author = station.desk.clashes, station.author
    id = inputs.needed("id")
    if inputs.has("keep") == inputs.has("value"):
        raise Invalid("settle with either --keep N or --value JSON", field="keep")
    if inputs.has("keep"):
        made = clashes.settle(id, inputs.needed_whole("keep"), author)
    else:
        value = inputs.value("value")
        if DOUBLE_MARK not in id:
            clash = clashes.field(id)
            with inputs.blaming("value"):
                value = _stored(station.desk, clash, value)
        made = clashes.settle_value(id, value, author)
    document = {"settled": id, "change_ids": list(made), "open": clashes.count()}
    return Answer(document=document, text=lambda: f"Settled; {document['open']} left to settle.")


def _stored(desk: Desk, clash: FieldClash, value: Json) -> Json:
    """Write a value as the book stores it: times in UTC, tables by id, phones read."""
    if not isinstance(value, str) and clash.field != "table_ids":
        return value
    if clash.field in MOMENTS.get(clash.entity_type, ()):
        return _stored_moment(desk, clash, value)
    if clash.field == "table_ids":
        texts = lookup.texts_of(value, "value")
        return [lookup.table_of(desk, text).id for text in texts]
    if clash.field == "phone":
        return (
            KINDS[clash.entity_type]
            .by_name("phone")
            .to_json(typed_phone(value, desk.house.venue()))
        )
    return value


def _stored_moment(desk: Desk, clash: FieldClash, text: str) -> str | None:
    at = lookup.iso_moment(text)
    if at is None and clash.entity_type == "reservation":
        day = desk.bookings.get(ReservationId(clash.entity_id)).business_day
        at = parse_time(text, day, desk.house.venue())
    if at is None:
        raise Invalid(f"'{text[:80]}' is no ISO time with offset", field="value")
    return to_moment(at)


def conflict_text(conflict: Mapping[str, Json]) -> str:
    """Write a conflict for people: both sides, who, when, and what can be chosen."""
    if conflict["kind"] == "double_booking":
        lines = [f"{'+'.join(conflict['tables'])} was promised twice  {conflict['id']}"]
        pairs = zip(conflict["parties"], conflict["values"], strict=True)
        lines += [
            f"  {each['guest_name'] or '–'} {each['covers']}  {each['starts_at'][:16]}"
            f"  {'holds it' if each['holds'] else 'needs another'}  {_who(claim)}"
            for each, claim in pairs
        ]
        ways = enumerate(conflict["remedies"])
        lines += [f"  --keep {number}: {each['message']}" for number, each in ways]
        return "\n".join(lines)
    lines = [f"{conflict['entity']} {conflict['field']} was set twice  {conflict['id']}"]
    lines += [
        f"  --keep {number}: {output.plain(each['value'])}  {_who(each)}"
        for number, each in enumerate(conflict["values"])
    ]
    return "\n".join(lines)


def _who(side: Mapping[str, Any]) -> str:
    at = side["at"][:16].replace("T", " ")
    return " ".join(part for part in (side["device"], at, side["actor"]) if part)


_ID = positional("id", "As 'conflict list' names it.")

COMMANDS = (
    Command(
        words="conflict list",
        summary="List fields two people set, and tables promised twice.",
        example="conflict list",
        act=_list,
    ),
    Command(
        words="conflict show",
        summary="Show one conflict with both sides and the ways out.",
        example="conflict show ID",
        act=_show,
        inputs=(_ID,),
    ),
    Command(
        words="conflict settle",
        summary="Settle a conflict: keep one side or remedy by its number, or set a value.",
        example="conflict settle ID --keep 0",
        act=_settle,
        inputs=(
            _ID,
            Input("keep", "Which side, or which remedy, from 0.", Kind.WHOLE),
            Input("value", "A value that neither side had.", Kind.JSON, metavar="JSON"),
        ),
    ),
)
