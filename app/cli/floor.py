"""`noren table …`, `noren area …` and `noren free`: where guests sit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, Final

from app.cli import lookup, output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.station import Station
from app.domain.errors import Invalid, Unknown
from app.domain.ids import AreaId, ReservationId, TableId
from app.domain.table import NOWHERE, Place, Table, TableKind, TableShape
from app.services.desk import Desk
from app.services.floor import TableDraft

_SEATS: Final = re.compile(r"([0-9]{1,3})(?:[-~〜–—ー−]([0-9]{1,3}))?")
CENTIMETRES_MAX: Final = 100_000


def _add(station: Station, inputs: Inputs) -> Answer:
    desk, author = station.desk, station.author
    seats_min, seats_max = _seats(inputs)
    area, new_area = _area(desk, inputs)
    draft = TableDraft(
        name=inputs.needed("name"),
        seats_min=seats_min,
        seats_max=seats_max,
        area_id=area,
        kind=_kind(inputs) or TableKind.TABLE,
        combines_with=_combines(desk, inputs),
        place=_place(inputs, NOWHERE),
        order=inputs.whole("order"),
    )
    table = desk.floor.add_table(draft, author)
    changes: dict[str, Any] = {}
    if new_area:
        changes["area_id"] = desk.floor.add_area(new_area, author).id
    if inputs.flag("closed"):
        changes["closed"] = True
    if changes:
        table = desk.floor.change_table(table, replace(table, **changes), author)
    return _answer(station, table)


def _change(station: Station, inputs: Inputs) -> Answer:
    desk, author = station.desk, station.author
    before = _table(desk, inputs)
    area, new_area = _area(desk, inputs)
    readers: dict[str, tuple[str, Callable[[], Any]]] = {
        "new_name": ("name", lambda: inputs.needed("new_name")),
        "area": ("area_id", lambda: area),
        "kind": ("kind", lambda: _kind(inputs) or before.kind),
        "combine": ("combines_with", lambda: _combines(desk, inputs)),
        "place": ("place", lambda: _place(inputs, before.place)),
        "order": ("order", lambda: inputs.needed_whole("order")),
        "closed": ("closed", lambda: inputs.flag("closed")),
    }
    changes = {field: read() for name, (field, read) in readers.items() if inputs.has(name)}
    if any(inputs.has(name) for name in ("seats", "seats_min", "seats_max")):
        changes["seats_min"], changes["seats_max"] = _seats(inputs, before)
    if not changes:
        raise Invalid("name at least one field to change", code="nothing_to_change")
    table = desk.floor.change_table(before, replace(before, **changes), author)
    if new_area:
        area = desk.floor.add_area(new_area, author).id
        table = desk.floor.change_table(table, replace(table, area_id=area), author)
    return _answer(station, table)


def _list(station: Station, _: Inputs) -> Answer:
    scribe = station.scribe()
    document = [scribe.table(each) for each in station.desk.floor.tables()]
    return Answer(document=document, text=lambda: _tables_text(document))


def _delete(station: Station, inputs: Inputs) -> Answer:
    before = _table(station.desk, inputs)
    made = station.desk.floor.delete_table(before, station.author)
    document = {"id": before.id, "deleted": True, "change_ids": list(made)}
    return Answer(document=document, text=lambda: f"{before.name} was taken off the floor.")


def _add_area(station: Station, inputs: Inputs) -> Answer:
    area = station.desk.floor.add_area(inputs.needed("name"), station.author)
    document = station.scribe().entity("area", area)
    return Answer(document=document, text=lambda: f"{area.name}  {area.id}")


def _change_area(station: Station, inputs: Inputs) -> Answer:
    floor = station.desk.floor
    with inputs.blaming("id"):
        before = lookup.area_of(station.desk, inputs.needed("id"))
    name = inputs.needed("new_name") if inputs.has("new_name") else before.name
    order = inputs.needed_whole("order") if inputs.has("order") else before.order
    area = floor.change_area(before, replace(before, name=name, order=order), station.author)
    document = station.scribe().entity("area", area)
    return Answer(document=document, text=lambda: f"{area.name}  {area.id}")


def _list_areas(station: Station, _: Inputs) -> Answer:
    scribe = station.scribe()
    document = [scribe.entity("area", each) for each in station.desk.floor.areas()]
    rows = [(each["name"], each["id"]) for each in document]
    return Answer(document=document, text=lambda: output.table(rows))


def _delete_area(station: Station, inputs: Inputs) -> Answer:
    with inputs.blaming("id"):
        before = lookup.area_of(station.desk, inputs.needed("id"))
    made = station.desk.floor.delete_area(before, station.author)
    document = {"id": before.id, "deleted": True, "change_ids": list(made)}
    return Answer(document=document, text=lambda: f"{before.name} was taken away.")


def _free(station: Station, inputs: Inputs) -> Answer:
    desk = station.desk
    day, starts_at = lookup.day_and_time(inputs, desk.house.venue())
    ignoring = inputs.text("ignoring")
    if ignoring:
        with inputs.blaming("ignoring"):
            desk.bookings.get(ReservationId(ignoring))
    found = desk.bookings.free(
        day,
        starts_at,
        inputs.needed_whole("adults"),
        children=inputs.whole("children") or 0,
        infants=inputs.whole("infants") or 0,
        kind=_kind(inputs),
        ignoring=ReservationId(ignoring) if ignoring else None,
    )
    scribe = station.scribe()
    document = [scribe.suggestion(each) for each in found]
    return Answer(document=document, text=lambda: _free_text(document))


def _seats(inputs: Inputs, before: Table | None = None) -> tuple[int, int]:
    """Read `2-4`, `4`, or the two numbers one by one."""
    if not inputs.has("seats"):
        least = inputs.whole("seats_min") or (before.seats_min if before else None)
        most = inputs.whole("seats_max") or (before.seats_max if before else None)
        if least is None or most is None:
            inputs.miss("seats")
        return least, most
    text = unicodedata.normalize("NFKC", inputs.needed("seats")).replace(" ", "")
    match = _SEATS.fullmatch(text)
    if match is None:
        raise Invalid(f"'{text[:80]}' is no number of seats: write 2-4 or 4", field="seats")
    return int(match[1]), int(match[2] or match[1])


def _kind(inputs: Inputs) -> TableKind | None:
    text = inputs.text("kind")
    return lookup.choice(TableKind, text, "kind") if text else None


def _table(desk: Desk, inputs: Inputs) -> Table:
    with inputs.blaming("id"):
        return lookup.table_of(desk, inputs.needed("id"))


def _area(desk: Desk, inputs: Inputs) -> tuple[AreaId | None, str]:
    """Find the area named; a name that is no area's yet is made one once the table stands."""
    text = inputs.text("area")
    try:
        with inputs.blaming("area"):
            return lookup.area_id(desk, text), ""
    except Unknown:
        if "-" in text and len(text) == len("00000000-0000-0000-0000-000000000000"):
            raise  # an id, mistyped
        return None, text


def _combines(desk: Desk, inputs: Inputs) -> tuple[TableId, ...]:
    with inputs.blaming("combine"):
        return tuple(lookup.table_of(desk, text).id for text in inputs.texts("combine"))


def _place(inputs: Inputs, before: Place) -> Place:
    """Read where it stands: any of x, y, width, depth, turn_degrees and shape, as one object."""
    if not inputs.has("place"):
        return before
    value = inputs.value("place")
    given = lookup.object_of(value, "place")
    unknown = given.keys() - asdict(before).keys()
    numbers = {name: each for name, each in given.items() if name != "shape"}
    if unknown or not all(
        isinstance(each, int) and not isinstance(each, bool) and abs(each) <= CENTIMETRES_MAX
        for each in numbers.values()
    ):
        raise Invalid(
            "place has the whole numbers x, y, width, depth and turn_degrees, and a shape",
            field="place",
        )
    shape = before.shape
    if "shape" in given:
        shape = lookup.choice(TableShape, str(given["shape"]), "place")
    return replace(before, **numbers, shape=shape)


def _tables_text(tables: list[dict[str, Json]]) -> str:
    return output.table(
        (
            each["name"],
            each["seats"],
            each["kind"],
            each["area"] or "–",
            "closed" if each["closed"] else "",
            each["id"],
        )
        for each in tables
    )


def _free_text(found: list[dict[str, Json]]) -> str:
    return output.table(
        (
            "+".join(each["tables"]),
            f"{each['seats_min']}-{each['seats_max']}",
            each["kind"] or "–",
            " ".join(each["reasons"]),
        )
        for each in found
    )


def _answer(station: Station, table: Table) -> Answer:
    document = station.scribe().table(table)
    return Answer(document=document, text=lambda: _tables_text([document]))


_NAME = positional("name", "Such as T5.")
_ID = positional("id", "Name or id.")
_NEW_NAME = Input("new_name", "Another name.", aliases=("name",))
_FIELDS = (
    Input("seats", "From-to, such as 2-4."),
    Input("seats_min", "Smallest party.", Kind.WHOLE),
    Input("seats_max", "Largest party.", Kind.WHOLE),
    Input("area", "By name or id; a new name makes a new area.", aliases=("area_id",)),
    Input("kind", "テーブル, カウンター, 個室, 半個室, 座敷, 掘りごたつ, テラス."),
    Input(
        "combine",
        "A table it can be pushed against; may be repeated.",
        Kind.TEXTS,
        aliases=("combines_with",),
    ),
    Input("place", 'Where it stands: {"x": 120, "y": 80, "shape": "round"}.', Kind.ANY),
    Input("order", "Where it stands in lists.", Kind.WHOLE),
    Input("closed", "Out of use.", Kind.FLAG),
)

COMMANDS = (
    Command(
        words="table add",
        summary="Put a table on the floor.",
        example="table add T5 --seats 2-4 --area ホール",
        act=_add,
        inputs=(_NAME, *_FIELDS),
        takes_data=True,
    ),
    Command(
        words="table change",
        summary="Change only what is named; bookings on it stay.",
        example="table change T5 --seats 2-6",
        act=_change,
        inputs=(_ID, _NEW_NAME, *_FIELDS),
        takes_data=True,
    ),
    Command(
        words="table list",
        summary="List the tables in their order.",
        example="table list",
        act=_list,
    ),
    Command(
        words="table delete",
        summary="Take a table off the floor; bookings keep naming it until somebody moves them.",
        example="table delete T5",
        act=_delete,
        inputs=(_ID,),
    ),
    Command(
        words="area add",
        summary="Name a part of the floor.",
        example="area add ホール",
        act=_add_area,
        inputs=(_NAME,),
        takes_data=True,
    ),
    Command(
        words="area change",
        summary="Rename an area, or place it elsewhere in lists.",
        example="area change ホール --new-name 一階",
        act=_change_area,
        inputs=(_ID, _NEW_NAME, Input("order", "Where it stands in lists.", Kind.WHOLE)),
        takes_data=True,
    ),
    Command(
        words="area list",
        summary="List the areas in their order.",
        example="area list",
        act=_list_areas,
    ),
    Command(
        words="area delete",
        summary="Take an area away; its tables stay, in no area.",
        example="area delete テラス",
        act=_delete_area,
        inputs=(_ID,),
    ),
    Command(
        words="free",
        summary="Rank the tables and combinations that are free for a party.",
        example="free --day 2026-12-24 --time 19:00 --adults 4",
        act=_free,
        inputs=(
            Input("day", "Business day.", aliases=("business_day",), metavar="DAY"),
            Input("time", "When they come.", aliases=("starts_at",), metavar="TIME"),
            Input("adults", "大人.", Kind.WHOLE),
            Input("children", "子供.", Kind.WHOLE),
            Input("infants", "幼児.", Kind.WHOLE),
            Input("kind", "The sort of place asked for; others follow."),
            Input("ignoring", "The party's own booking, whose tables count as free.", metavar="ID"),
        ),
    ),
)
