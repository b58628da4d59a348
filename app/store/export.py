"""The whole book as one document: every replicated entity, nothing that is local to a device.

Two devices in sync write the same bytes, and so does the hub's own log through the same function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.store.history import HIDDEN
from app.store.ledger import Ledger
from app.store.policies import POLICIES
from app.store.schema import KINDS
from sync.change import DELETED
from sync.merge import Entity


def document(
    venue: str, environment: str, entities: Iterable[tuple[str, str, Entity]]
) -> dict[str, Any]:
    """Write the export of any source of states; deleted entities are left out."""
    shown = [
        entry
        for type_, id, entity in sorted(entities, key=lambda each: each[:2])
        if (entry := entry_of(type_, id, entity)) is not None
    ]
    return {"venue": venue, "environment": environment, "entities": shown}


def entry_of(type_: str, id: str, entity: Entity) -> dict[str, Any] | None:
    """Write one entity as it is shown, with every side of its open clashes; None if deleted."""
    shown, clashes = POLICIES.show(type_, entity)
    if shown.pop(DELETED):
        return None
    entry: dict[str, Any] = {"type": type_, "id": id, **_fields(type_, shown)}
    if clashes:
        entry["conflicts"] = {
            name: [
                {"value": live.value, "change_id": live.id, "at": live.stamp}
                for live in entity.live[name]
            ]
            for name in clashes
        }
    return entry


def entities_of(ledger: Ledger) -> Iterator[tuple[str, str, Entity]]:
    """Read every state of a ledger."""
    for key in ledger.journal.all_keys():
        yield (*key, ledger.journal.load(key).entity)


def _fields(type_: str, shown: dict[str, Any]) -> dict[str, Any]:
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
        fields[field.name] = value
    return fields
