"""The whole book as one document: every replicated entity, nothing that is local to a device.

Two devices in sync write the same bytes, and so does the hub's own log through the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson

from app.store import history
from app.store.history import HIDDEN
from app.store.ledger import Ledger
from app.store.policies import POLICIES
from app.store.schema import KINDS, from_moment
from sync import clock
from sync.change import DELETED
from sync.merge import Entity

MOMENTS: Final[Mapping[str, frozenset[str]]] = {
    kind.name: frozenset(field.name for field in kind.fields if field.from_cell is from_moment)
    for kind in KINDS.values()
}
"""The fields that hold an instant, by entity type."""

_ONE_A_LINE: Final = b",\n"


def document(
    venue: str, environment: str, entities: Iterable[tuple[str, str, Entity]]
) -> dict[str, Any]:
    """Write the export of any source of states; deleted entities are left out."""
    states = sorted(entities, key=lambda each: each[:2])
    zone = _zone_of(venue, states)
    shown = [
        entry
        for type_, id, entity in states
        if (entry := entry_of(type_, id, entity, zone)) is not None
    ]
    return {"venue": venue, "environment": environment, "entities": shown}


def of_day(whole: Mapping[str, Any], business_day: date) -> dict[str, Any]:
    """Cut an export down to one day's reservations and the guests and tables they name."""
    day = business_day.isoformat()
    parties = [
        each
        for each in whole["entities"]
        if each["type"] == "reservation" and each.get("business_day") == day
    ]
    named = {each.get("guest_id") for each in parties}
    named |= {table for each in parties for table in each.get("table_ids", ())}
    kept = [
        each
        for each in whole["entities"]
        if (each["type"] in ("guest", "table") and each["id"] in named)
        or (each["type"] == "reservation" and each.get("business_day") == day)
    ]
    return {**whole, "entities": kept}


def text_of(whole: Mapping[str, Any]) -> str:
    """Write an export as JSON, keys sorted, one entity a line so that two exports can be compared.

    The one spelling of an export: devices and hub compare theirs byte for byte.
    """
    lines = _ONE_A_LINE.join(
        orjson.dumps(each, option=orjson.OPT_SORT_KEYS) for each in whole["entities"]
    )
    head = orjson.dumps(whole["environment"]), orjson.dumps(whole["venue"])
    return (
        b'{"entities":[\n' + lines + b'\n],"environment":' + head[0] + b',"venue":' + head[1] + b"}"
    ).decode()


def entry_of(type_: str, id: str, entity: Entity, zone: ZoneInfo) -> dict[str, Any] | None:
    """Write one entity as it is shown, with every side of its open clashes; None if deleted."""
    shown, clashes = POLICIES.show(type_, entity)
    if shown.pop(DELETED):
        return None
    entry: dict[str, Any] = {"type": type_, "id": id, **_fields(type_, shown, zone)}
    if clashes:
        entry["conflicts"] = [
            {
                "field": name,
                "values": [
                    {
                        "value": in_zone(type_, name, live.value, zone),
                        "change_id": live.id,
                        "at": at_text(clock.wall_ms(live.stamp), zone),
                    }
                    for live in history.sides(entity, name)
                ],
            }
            for name in clashes
        ]
    return entry


def entities_of(ledger: Ledger) -> Iterator[tuple[str, str, Entity]]:
    """Read every state of a ledger."""
    for key in ledger.journal.all_keys():
        yield (*key, ledger.journal.load(key).entity)


def in_zone(type_: str, name: str, value: Any, zone: ZoneInfo) -> Any:  # noqa: ANN401  # any JSON
    """Write a field's stored JSON for reading: an instant with the house's own offset."""
    if name not in MOMENTS.get(type_, ()) or not isinstance(value, str):
        return value
    try:
        at = from_moment(value)
    except ValueError:
        return value  # a newer version writes it in another way
    return at.astimezone(zone).isoformat() if at else None


def at_text(at_ms: int, zone: ZoneInfo) -> str:
    """Write when a change was made, with the house's own offset."""
    at = datetime.fromtimestamp(at_ms / 1000, zone)
    return at.isoformat(timespec="milliseconds")


def utc() -> ZoneInfo:
    """Name the zone of a house that has not told its own yet."""
    return ZoneInfo("UTC")


def _zone_of(venue: str, states: Iterable[tuple[str, str, Entity]]) -> ZoneInfo:
    """Find the house's time zone; UTC until the house's own entity, which tells it, is here."""
    for type_, id, entity in states:
        if (type_, id) == ("venue", venue):
            shown, _ = POLICIES.show(type_, entity)
            name = shown.get("timezone", KINDS["venue"].by_name("timezone").default)
            with suppress(ZoneInfoNotFoundError, ValueError, TypeError, OSError):
                return ZoneInfo(str(name))
    return utc()


def _fields(type_: str, shown: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    kind = KINDS.get(type_)
    if kind is None:
        return shown
    fields: dict[str, Any] = {}
    for field in kind.fields:
        if field.name in HIDDEN:
            continue
        value = shown.get(field.name, {} if field.is_set else field.default)
        if value is ...:
            continue
        if field.is_set:
            value = [key if payload is True else payload for key, payload in (value or {}).items()]
        fields[field.name] = in_zone(type_, field.name, value, zone)
    return fields
