"""New names for changes whose names stand for something else elsewhere; knows no log. Pure.

A copied ledger gives names a second time. What is sent under one of them then clashes, and goes on
under a name made of its own bytes: so whoever holds it, its maker, a twin, another device or the
house's relay, renames it alike without knowing of the others, and nothing is lost or doubled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import orjson

from sync.change import (
    DELETED,
    ChangeId,
    Incarnation,
    Json,
    canonical,
    change_id,
    content_hash,
    split_id,
)


def new_names(
    queue: Iterable[tuple[str, bytes]], clashing: Collection[ChangeId]
) -> dict[str, ChangeId]:
    """Give another name to what clashes, what follows it in its life, and what mentions it.

    A life's new name is made of the first such change's bytes.

    Args:
        queue: id and bytes of what is not confirmed, in its order.
        clashing: the ids that stand for something else.
    """
    begins: dict[Incarnation, int] = {}
    for life, sequence in map(split_id, clashing):
        begins[life] = min(sequence, begins.get(life, sequence))
    lives: dict[Incarnation, Incarnation] = {}
    names: dict[str, ChangeId] = {}
    for id, body in queue:
        life, sequence = split_id(ChangeId(id))
        if _mentions(body, names):
            begins.setdefault(life, sequence)
        if sequence >= begins.get(life, sequence + 1):
            lives.setdefault(life, Incarnation(content_hash(body).hex()[:16]))
            names[id] = change_id(lives[life], sequence)
    return names


def renamed(body: bytes, names: Mapping[str, ChangeId]) -> bytes:
    """Write a change anew with the new names, its own and those it mentions."""
    document = orjson.loads(body)
    document["id"] = names.get(document["id"], document["id"])
    document["seen"] = {
        name: [names.get(each, each) for each in ids] for name, ids in document["seen"].items()
    }
    if document["set"].get(DELETED):
        document["set"][DELETED] = _witness(document["set"][DELETED], names)
    return canonical(document)


def _mentions(body: bytes, names: Collection[str]) -> bool:
    if not names:
        return False
    document = orjson.loads(body)
    seen = [each for ids in document["seen"].values() for each in ids]
    witnessed = document["set"].get(DELETED)
    told = witnessed if isinstance(witnessed, list) else []
    return any(isinstance(each, str) and each in names for each in (*seen, *told))


def _witness(ids: Json, names: Mapping[str, ChangeId]) -> Json:
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        return ids  # from a version or a hand we do not know; it names nothing
    return sorted(names.get(each, each) for each in ids)
