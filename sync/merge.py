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
from dataclasses import dataclass, field
from typing import NamedTuple

import orjson

from sync.change import Change, ChangeId, Json, Stamp, canonical


class Live(NamedTuple):
    """A value that no one has replaced knowingly: who wrote it, when, what."""

    id: ChangeId
    stamp: Stamp
    value: Json


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything known of one entity.

    Attributes:
        applied: every change merged in, with its stamp.
        live: per field, the values nobody has replaced, ordered by change id.
        gone: per field, writes replaced although they have not arrived.
    """

    applied: Mapping[ChangeId, Stamp] = field(default_factory=dict)
    live: Mapping[str, tuple[Live, ...]] = field(default_factory=dict)
    gone: Mapping[str, frozenset[ChangeId]] = field(default_factory=dict)


EMPTY = Entity()


def of(change: Change) -> Entity:
    """See one change as the state it makes of nothing."""
    return Entity(
        applied={change.id: change.stamp},
        live={name: (Live(change.id, change.stamp, value),) for name, value in change.sets.items()},
        gone={name: frozenset(ids) for name, ids in change.seen.items() if ids},
    )


def fold(changes: Iterable[Change]) -> Entity:
    """Compute the state of one entity from all its changes, in any order, repeats allowed."""
    entity = EMPTY
    for change in changes:
        entity = apply(entity, change)
    return entity


def apply(entity: Entity, change: Change) -> Entity:
    """Merge one change in; the same as `merge(entity, of(change))`, without the detour."""
    if change.id in entity.applied:
        return entity
    if not entity.applied:
        return of(change)
    live = dict(entity.live)
    gone = dict(entity.gone)
    for name, value in change.sets.items():
        seen = change.seen.get(name, ())
        stay = [each for each in live.get(name, ()) if each.id not in seen]
        early = gone.get(name, frozenset())
        if change.id not in early:
            stay.append(Live(change.id, change.stamp, value))
            stay.sort(key=lambda each: each.id)
        _put(live, name, tuple(stay))
        unseen = {id for id in seen if id not in entity.applied}
        _put(gone, name, frozenset((early | unseen) - {change.id}))
    for name in [name for name, ids in gone.items() if change.id in ids]:
        _put(gone, name, gone[name] - {change.id})
    return Entity({**entity.applied, change.id: change.stamp}, live, gone)


def merge(a: Entity, b: Entity) -> Entity:
    """Join two states of one entity; the laws stand at the top of this module."""
    applied = {**a.applied, **b.applied}
    live: dict[str, tuple[Live, ...]] = {}
    gone: dict[str, frozenset[ChangeId]] = {}
    for name in a.live.keys() | b.live.keys() | a.gone.keys() | b.gone.keys():
        _put(live, name, _stay(a, b, name))
        _put(
            gone,
            name,
            frozenset(
                id
                for id in a.gone.get(name, frozenset()) | b.gone.get(name, frozenset())
                if id not in applied
            ),
        )
    return Entity(applied, live, gone)


def _stay(a: Entity, b: Entity, name: str) -> tuple[Live, ...]:
    ours, theirs = a.live.get(name, ()), b.live.get(name, ())
    both = {each.id: each for each in (*ours, *theirs)}
    in_a = {each.id for each in ours}
    in_b = {each.id for each in theirs}
    early_a = a.gone.get(name, frozenset())
    early_b = b.gone.get(name, frozenset())
    return tuple(
        each
        for id, each in sorted(both.items())
        if (id in in_a or (id not in a.applied and id not in early_a))
        and (id in in_b or (id not in b.applied and id not in early_b))
    )


def _put(mapping: dict[str, Json], name: str, value: Json) -> None:
    if value:
        mapping[name] = value
    else:
        mapping.pop(name, None)


def pack_entity(entity: Entity) -> bytes:
    """Write a state in its one canonical spelling; equal states have equal bytes.

    `a` lists changes with stamps in id order; `l` per field alternates the index of a change in `a`
    and its value; `g` holds what was replaced before it came.
    """
    ids = sorted(entity.applied)
    index = {id: number for number, id in enumerate(ids)}
    document: dict[str, Json] = {
        "a": [[id, entity.applied[id]] for id in ids],
        "l": {
            name: [part for id, _, value in lives for part in (index[id], value)]
            for name, lives in entity.live.items()
        },
    }
    if entity.gone:
        document["g"] = {name: sorted(ids) for name, ids in entity.gone.items()}
    return canonical(document)


def unpack_entity(packed: bytes) -> Entity:
    """Read a packed state back; the inverse of `pack_entity`."""
    document = orjson.loads(packed)
    ids: list[list[str]] = document["a"]
    live = {
        name: tuple(
            Live(ChangeId(ids[flat[at]][0]), Stamp(ids[flat[at]][1]), flat[at + 1])
            for at in range(0, len(flat), 2)
        )
        for name, flat in document["l"].items()
    }
    gone = {
        name: frozenset(ChangeId(id) for id in waiting)
        for name, waiting in document.get("g", {}).items()
    }
    return Entity({ChangeId(id): Stamp(at) for id, at in ids}, live, gone)
