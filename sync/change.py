"""One use case's effect on one entity, as written down, sent and kept. Pure; knows no restaurant.

A change names itself (device incarnation and sequence), says who wrote what and when, and carries
for every field *what its author had on the screen*: the ids of the writes that were shown. Merge
needs nothing else. Its canonical bytes (UTF-8 JSON, keys sorted, no spaces) are its identity:
they are stored, hashed and forwarded unaltered, also when they hold keys this version cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple, NewType, TypeAlias

import orjson

from sync.errors import Malformed

Json: TypeAlias = Any
"""A JSON value: None, bool, int, str, list or dict of them. Never a float: spellings differ."""

ChangeId = NewType("ChangeId", str)
"""`<incarnation>-<sequence>`: 16 hexadecimal digits, a hyphen, a decimal number from 1."""

Incarnation = NewType("Incarnation", str)
"""One life of one device's ledger: 16 random hexadecimal digits. A copy takes a new one."""

Stamp = NewType("Stamp", str)
"""Hybrid logical time: 12 hex digits of milliseconds, a dot, 4 of counter; sorts by time."""

_INCARNATION_CHARS: Final = 16

SCHEMA: Final = 1
"""Version of the change's own shape, sent as `v`; readers keep what a newer version adds."""

CHANGE_BYTES_MAX: Final = 262_144
FIELDS_MAX: Final = 512
SEEN_MAX: Final = 256
KEY_CHARS_MAX: Final = 400
TEXT_CHARS_MAX: Final = 200
DEPTH_MAX: Final = 32
INTEGER_MAX: Final = 2**53 - 1
"""Beyond this, JSON readers that keep numbers as doubles see another one."""

DELETED: Final = "deleted"
"""The register every entity has: the list of change ids its deleter had seen, or null."""

_ID = re.compile(r"[0-9a-f]{16}-[1-9][0-9]{0,17}\Z")
_STAMP = re.compile(r"[0-9a-f]{12}\.[0-9a-f]{4}\Z")
_MUST_SAY: Final = ("id", "at", "venue", "env", "type", "entity", "intent")
_MAY_BE_EMPTY: Final = ("by", "on")
_TEXTS: Final = (*_MUST_SAY, *_MAY_BE_EMPTY)
_texts_of: Final = itemgetter(*_TEXTS)
_KNOWN: Final = frozenset({*_TEXTS, "v", "set", "seen"})


def change_id(incarnation: str, sequence: int) -> ChangeId:
    """Name the `sequence`-th change (from 1) of one incarnation."""
    return ChangeId(f"{incarnation}-{sequence}")


def split_id(id: ChangeId) -> tuple[Incarnation, int]:
    """Take a change id apart again: incarnation, sequence."""
    incarnation, _, sequence = id.rpartition("-")
    return Incarnation(incarnation), int(sequence)


def life_of(id: str) -> Incarnation:
    """Tell which incarnation wrote a change."""
    return Incarnation(id[:_INCARNATION_CHARS])


class Change(NamedTuple):
    """What one use case did to one entity.

    Attributes:
        id: who wrote it (incarnation) and which of theirs it is (sequence).
        stamp: hybrid logical time; a hint for showing, never for deciding what is lost.
        actor: staff id, or what a person or program called itself; may be empty.
        device: name of the device as staff know it.
        venue: the house's id; a change never crosses houses.
        environment: `production` or `training`; never crosses either.
        intent: the use case, such as `seat` or `import`.
        sets: new value of each register; `tags/VIP` is the element VIP of the set `tags`.
        seen: for each register in `sets`, the writes its author had on the screen.
        schema: version of the shape it was written in.
        extra: keys of a newer version, forwarded untouched.
    """

    id: ChangeId
    stamp: Stamp
    actor: str
    device: str
    venue: str
    environment: str
    entity_type: str
    entity_id: str
    intent: str
    sets: Mapping[str, Json]
    seen: Mapping[str, tuple[ChangeId, ...]]
    schema: int = SCHEMA
    extra: Mapping[str, Json] = MappingProxyType({})


def pack(change: Change) -> bytes:
    """Write the canonical bytes; `unpack` is the inverse."""
    document: dict[str, Json] = {
        **change.extra,
        "id": change.id,
        "at": change.stamp,
        "by": change.actor,
        "on": change.device,
        "venue": change.venue,
        "env": change.environment,
        "v": change.schema,
        "type": change.entity_type,
        "entity": change.entity_id,
        "intent": change.intent,
        "set": change.sets,
        "seen": change.seen,
    }
    return canonical(document)


def canonical(document: Json) -> bytes:
    """Write any JSON value in the one spelling that is hashed: sorted keys, UTF-8, no spaces."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def content_hash(body: bytes) -> bytes:
    """Hash canonical bytes to 16; equal hashes are taken as equal contents."""
    return blake2b(body, digest_size=16).digest()


def unpack(body: bytes) -> Change:
    """Read canonical bytes.

    Raises:
        Malformed: not a change; park it with the words given.
    """
    _check_size(body)
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(f"not JSON: {error}") from error
    return from_document(document)


def read(body: bytes, document: Json) -> Change:
    """Read canonical bytes that were parsed already.

    Raises:
        Malformed: not a change; park it with the words given.
    """
    _check_size(body)
    return from_document(document)


def _check_size(body: bytes) -> None:
    if len(body) > CHANGE_BYTES_MAX:
        raise Malformed(f"a change of {len(body)} bytes is over {CHANGE_BYTES_MAX}")


def from_document(document: Json) -> Change:
    """Read a change from a JSON object that was already parsed.

    Raises:
        Malformed: a key is missing, of the wrong type, or out of bounds; names it.
    """
    if not isinstance(document, dict):
        raise Malformed("a change is a JSON object")
    sets = document.get("set")
    seen = document.get("seen")
    if not isinstance(sets, dict) or not 0 < len(sets) <= FIELDS_MAX:
        raise Malformed(f"'set' needs 1 to {FIELDS_MAX} fields", field="set")
    if not isinstance(seen, dict) or not seen.keys() <= sets.keys():
        raise Malformed("'seen' names a field that 'set' does not", field="seen")
    if not _are_texts(document):
        for key in _TEXTS:
            _check_text(key, document.get(key))
    id, stamp, version = document["id"], document["at"], document.get("v")
    if not _ID.match(id):
        raise Malformed(f"'{id[:40]}' is not a change id", field="id")
    if not _STAMP.match(stamp):
        raise Malformed(f"'{stamp[:40]}' is not a stamp", field="at")
    if type(version) is not int or not 0 < version <= INTEGER_MAX:
        raise Malformed("'v' is a whole number from 1", field="v")
    if "" in sets or max(map(len, sets)) > KEY_CHARS_MAX:
        raise Malformed(f"a field name is empty or over {KEY_CHARS_MAX} letters", field="set")
    new = document.keys() - _KNOWN if len(document) > len(_KNOWN) else ()
    extra = {name: document[name] for name in new}
    flaw = _flaw(list(sets.values()), DEPTH_MAX - 1) or _flaw(list(extra.values()), DEPTH_MAX)
    if flaw:
        raise Malformed(flaw)
    return Change(
        id,
        stamp,
        document["by"],
        document["on"],
        document["venue"],
        document["env"],
        document["type"],
        document["entity"],
        document["intent"],
        sets,
        {name: _seen(id, name, ids) for name, ids in seen.items()} if seen else {},
        version,
        extra,
    )


def _are_texts(document: Mapping[str, Json]) -> bool:
    """Look at all texts at once, as next to none has a flaw: `_check_text` says what it is."""
    try:
        texts = _texts_of(document)
        joined = "".join(texts)
    except (KeyError, TypeError):
        return False
    return (
        "\0" not in joined
        and "" not in texts[: len(_MUST_SAY)]
        and (len(joined) <= TEXT_CHARS_MAX or max(map(len, texts)) <= TEXT_CHARS_MAX)
    )


def _check_text(key: str, value: Json) -> None:
    empty = not value and key not in _MAY_BE_EMPTY
    if type(value) is not str or empty or len(value) > TEXT_CHARS_MAX:
        raise Malformed(f"'{key}' is a text of 1 to {TEXT_CHARS_MAX} letters", field=key)
    if "\0" in value:
        # It parts type, id and state where they are hashed, and no database keeps it in a text.
        raise Malformed(f"'{key}' holds a NUL", field=key)


def _seen(id: str, name: str, ids: Json) -> tuple[ChangeId, ...]:
    if not isinstance(ids, list) or len(ids) > SEEN_MAX:
        raise Malformed(f"'seen.{name}' is not a list of at most {SEEN_MAX}", field="seen")
    for each in ids:
        if not isinstance(each, str) or not _ID.match(each) or each == id:
            raise Malformed(f"'seen.{name}' holds what is no other change's id", field="seen")
    return tuple(ids)


_PLAIN: Final = frozenset({str, bool, type(None)})


def _flaw(values: list[Json], depth_max: int) -> str:
    """Say what about these values no two readers would spell alike; empty when nothing is."""
    for _ in range(depth_max):
        inner: list[Json] = []
        for value in values:
            kind = type(value)
            if kind in _PLAIN:
                continue
            if kind is dict:
                inner.extend(value.values())
            elif kind is list:
                inner.extend(value)
            elif kind is not int:
                return "numbers are whole; a float has more than one spelling"
            elif not -INTEGER_MAX <= value <= INTEGER_MAX:
                return f"a whole number is beyond {INTEGER_MAX}"
        if not inner:
            return ""
        values = inner
    return f"values nest deeper than {DEPTH_MAX}"
