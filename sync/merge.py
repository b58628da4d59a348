"""Merge changes from several devices into one state. Pure; device and hub use this same code.

Each field is a multi-value register: a write replaces exactly the writes its author had seen, and
writes that had not seen each other stay live together. The state is a function of the *set* of
changes alone:

    merge(a, a) == a                                 replaying a batch is safe
    merge(a, b) == merge(b, a)                       arrival order is irrelevant
    merge(merge(a, b), c) == merge(a, merge(b, c))   batching is irrelevant
    apply(a, change) == merge(a, of(change))         one by one is as good as all at once
    a live value vanishes only by a write whose author had seen it

`gone` remembers writes that were replaced before they arrived, so that a late original does not
come back to life; it is empty once every change is here.

Sources: Shapiro et al., A comprehensive study of CRDTs (2011), multi-value register; Almeida et
al., Scalable and accurate causality tracking (2014), dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import orjson

from sync.change import Change, ChangeId, Json, Stamp, canonical


class Live(NamedTuple):
    """A value that no one has replaced knowingly: who wrote it, when, what."""

    id: ChangeId
    stamp: Stamp
    value: Json


class Entity(NamedTuple):
    """Everything known of one entity.

    Attributes:
        applied: every change merged in, with its stamp.
        held: per change, the values of it that nobody has replaced, by field; a change of which
            none is left is not here.
        gone: per field, writes replaced although they have not arrived.
    """

    applied: Mapping[ChangeId, Stamp]
    held: Mapping[ChangeId, Mapping[str, Json]]
    gone: Mapping[str, frozenset[ChangeId]]

    @property
    def live(self) -> dict[str, tuple[Live, ...]]:
        """The same values by field, each field's in the order of their changes' ids."""
        fields: dict[str, tuple[Live, ...]] = {}
        for id in sorted(self.held):
            stamp = self.applied[id]
            for name, value in self.held[id].items():
                fields[name] = (*fields.get(name, ()), Live(id, stamp, value))
        return fields


EMPTY: Final = Entity({}, {}, {})
_MAPPINGS: Final = frozenset({dict})
_NOTHING: Final[Mapping[str, Json]] = {}


def of(change: Change) -> Entity:
    """See one change as the state it makes of nothing."""
    gone = {name: frozenset(ids) for name, ids in change.seen.items() if ids}
    return Entity({change.id: change.stamp}, {change.id: change.sets}, gone)


def fold(changes: Iterable[Change]) -> Entity:
    """Compute the state of one entity from all its changes, in any order, repeats allowed."""
    entity = EMPTY
    for change in changes:
        entity = apply(entity, change)
    return entity


def apply(entity: Entity, change: Change) -> Entity:
    """Merge one change in; the same as `merge(entity, of(change))`, without the detour."""
    id = change.id
    if id in entity.applied:
        return entity
    if not entity.applied:
        return of(change)
    applied, held, gone = entity.applied, dict(entity.held), entity.gone
    early: dict[str, frozenset[ChangeId]] = {}
    for name, seen in change.seen.items():
        for other in seen:
            if other not in applied:
                early[name] = early.get(name, frozenset()) | {other}
            elif name in (holds := held.get(other, _NOTHING)):
                _put(held, other, {key: holds[key] for key in holds if key != name})
    sets = change.sets
    if gone or early:
        sets, gone = dict(sets), {**gone, **{n: gone.get(n, frozenset()) | early[n] for n in early}}
        for name in [name for name, ids in gone.items() if id in ids]:
            _put(gone, name, gone[name] - {id})
            sets.pop(name, None)
    _put(held, id, sets)
    return Entity({**applied, id: change.stamp}, held, gone)


def merge(a: Entity, b: Entity) -> Entity:
    """Join two states of one entity; the laws stand at the top of this module."""
    applied = {**a.applied, **b.applied}
    held: dict[ChangeId, Mapping[str, Json]] = {}
    for id in a.held.keys() | b.held.keys():
        both = {**a.held.get(id, {}), **b.held.get(id, {})}
        _put(
            held,
            id,
            {
                name: value
                for name, value in both.items()
                if _allows(a, id, name) and _allows(b, id, name)
            },
        )
    gone: dict[str, frozenset[ChangeId]] = {}
    for name in a.gone.keys() | b.gone.keys():
        early = a.gone.get(name, frozenset()) | b.gone.get(name, frozenset())
        _put(gone, name, frozenset(id for id in early if id not in applied))
    return Entity(applied, held, gone)


def _allows(entity: Entity, id: ChangeId, name: str) -> bool:
    """Tell whether, as far as this state knows, nobody has replaced a write."""
    if id in entity.applied:
        return name in entity.held.get(id, ())
    return id not in entity.gone.get(name, ())


def _put(mapping: dict[Json, Json], name: str, value: Json) -> None:
    if value:
        mapping[name] = value
    else:
        mapping.pop(name, None)


def pack_entity(entity: Entity) -> bytes:
    """Write a state in its one canonical spelling; equal states have equal bytes.

    `a` holds the stamp of every change, `l` what is live of each, `g` what was replaced before it
    came.
    """
    document: dict[str, Json] = {"a": entity.applied, "l": entity.held}
    if entity.gone:
        document["g"] = {name: sorted(ids) for name, ids in entity.gone.items()}
    return canonical(document)


def unpack_entity(packed: bytes) -> Entity:
    """Read a packed state back; the inverse of `pack_entity`.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: these are no state's bytes.
    """
    document = orjson.loads(packed)
    applied, held = document["a"], document["l"]
    if not held.keys() <= applied.keys() or not _MAPPINGS.issuperset(map(type, held.values())):
        raise ValueError("a state names values of changes it does not hold")
    gone = document.get("g", {})
    return Entity(applied, held, {name: frozenset(gone[name]) for name in gone} if gone else {})
