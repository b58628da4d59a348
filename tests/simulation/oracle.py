"""What was tapped, as plain facts beside the program, and what must therefore be true in the end.

Nothing here asks the code under test: changes are read as JSON from the files, hashed and merged
anew in a few lines, and compared with what the simulated staff saw and did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final, NamedTuple, TypeAlias
from zlib import crc32

import orjson

Key: TypeAlias = tuple[str, str]
ANYTHING: Final = "…"
"""A value the simulation does not predict."""

SAVED: Final = "saved"
REFUSED: Final = "refused"
UNKNOWN: Final = "unknown"
"""The process died in the act: all of it was saved, or nothing."""

BEGINS: Final = ("book", "walk_in", "add_guest", "add_table")
REOPENS: Final = "undo"
"""Taking a settlement back says anew what each side had said: a change for each of them."""

SIDES_MAX: Final = 4
ASKS: Final = {
    "reservation": {"starts_at", "turn_minutes", "adults", "children", "guest_name", "table_ids"},
    "guest": {"name", "email", "merged_into"},
    "table": {"name", "seats_min", "seats_max", "closed"},
}
"""Fields on which two people who disagree must be asked."""


class Wrong(AssertionError):
    """A promise was broken."""


class Intent(NamedTuple):
    """What one tap does to one thing: what it sets, and which taps its author could see."""

    sets: Mapping[str, Any]
    basis: frozenset[int]


@dataclass
class Tap:
    """One tap of staff."""

    number: int
    device: str
    act: str = ""
    outcome: str = UNKNOWN
    intents: dict[Key, Intent] = field(default_factory=dict)

    def writes(self, kind: str, id: str, basis: frozenset[int], sets: Mapping[str, Any]) -> None:
        """Say what it is about to write; an empty id is one that the program gives."""
        self.intents[kind, id] = Intent(sets, basis)

    def writes_nothing(self) -> None:
        """Say that there turned out to be nothing to write."""
        self.intents.clear()

    def basis_of(self, key: Key) -> frozenset[int]:
        """Tell what its author could see of a thing."""
        found = self.intents.get(key) or self.intents.get((key[0], ""))
        return found.basis if found else frozenset()


@dataclass(frozen=True, eq=False)
class Written:
    """A change as it was read from a file."""

    id: str
    tap: int | None
    key: Key
    sets: dict[str, Any]


def tap_of(actor: str) -> int | None:
    """Read the number of a tap from who signed it."""
    return int(actor[4:]) if actor.startswith("tap-") else None


def read(body: bytes) -> Written:
    """Read a change's bytes."""
    document = orjson.loads(body)
    return Written(
        id=document["id"],
        tap=tap_of(document["by"]),
        key=(document["type"], document["entity"]),
        sets=document["set"],
    )


def tap_in(body: bytes) -> int | None:
    """Read whose tap a change is, if its bytes can still be read."""
    try:
        return read(body).tap
    except (orjson.JSONDecodeError, KeyError):
        return None


def name(body: bytes) -> tuple[str, bytes]:
    """Tell a change from all others, by its id and a hash of its contents."""
    return read(body).id, blake2b(body, digest_size=16).digest()


class Oracle:
    """Everything that was tapped, and what the run itself destroyed.

    Attributes:
        has_cause: whether something happened after which contents may differ and be repaired.
        excused: taps whose only copy was on a disk that was lost.
        spoiled: taps whose bytes the run altered.
        has_twins: whether one ledger went on as two.
        may_double: whether a tap may stand in the log twice. Of twins with a relay, what one wrote
            may reach the hub by its own hand and by another device's, which renames it otherwise.
    """

    def __init__(self) -> None:
        self.taps: dict[int, Tap] = {}
        self.excused: set[int] = set()
        self.spoiled: set[int] = set()
        self.has_cause = False
        self.has_twins = False
        self.may_double = False

    def begin(self, device: str) -> Tap:
        """Note that somebody is about to tap."""
        tap = Tap(len(self.taps) + 1, device)
        self.taps[tap.number] = tap
        return tap

    def lose(self, here: Iterable[bytes], elsewhere: Iterable[bytes]) -> None:
        """Note that a disk goes: what it alone held is gone, and nobody's fault."""
        kept = {each.tap for each in map(read, elsewhere)}
        self.excused |= {
            each.tap for each in map(read, here) if each.tap is not None and each.tap not in kept
        }

    def check_taps(self, log: list[Written], given_up: set[int]) -> None:
        """See that every acknowledged tap is in the log, once, as it was meant, and nothing else.

        Args:
            log: every change of the house.
            given_up: taps that the hub refused and staff gave up; they are in a device's history.
        """
        by_tap: dict[int, list[Written]] = defaultdict(list)
        for change in log:
            if change.tap is not None:
                by_tap[change.tap].append(change)
        self._check_beginnings()
        for number, changes in by_tap.items():
            if number not in self.taps:
                raise Wrong(f"nobody ever tapped {number}")
            self._check_tap(self.taps[number], changes)
        for number, tap in self.taps.items():
            if (
                tap.outcome == SAVED
                and tap.intents
                and number not in by_tap
                and number not in self.excused | given_up
            ):
                raise Wrong(f"tap {number} ({tap.act} on {tap.device}) was saved and is lost")

    def _check_beginnings(self) -> None:
        """See that what two people entered is two things; a call has a name from outside."""
        begun: dict[Key, int] = {}
        for number, tap in self.taps.items():
            for key in tap.intents:
                if tap.act in BEGINS and begun.setdefault(key, number) != number:
                    raise Wrong(f"taps {begun[key]} and {number} entered two things, and made one")

    def _check_tap(self, tap: Tap, changes: list[Written]) -> None:
        words = f"tap {tap.number} ({tap.act} on {tap.device})"
        if tap.outcome == REFUSED:
            raise Wrong(f"{words} was refused, and yet it is in the book")
        often = [key for key, count in Counter(each.key for each in changes).items() if count > 1]
        if often and tap.act != REOPENS and not self.may_double:
            raise Wrong(f"{words} is in the log more than once: {often}")
        if tap.number in self.spoiled:
            return
        wanted = dict(tap.intents)
        for change in changes:
            intent = wanted.pop(change.key, None) or wanted.pop((change.key[0], ""), None)
            if tap.act == REOPENS or self.may_double:
                intent = intent or tap.intents.get(change.key)
            if intent is None:
                raise Wrong(f"{words} wrote {change.key}, which nobody meant to")
            for name, value in intent.sets.items():
                if name not in change.sets or value not in (ANYTHING, change.sets[name]):
                    raise Wrong(f"{words} set {name} to {value!r}, the log says {change.sets}")
        if wanted:
            raise Wrong(f"{words} is in the log only in part: {list(wanted)} are not")

    def live(self, log: list[Written]) -> dict[Key, dict[str, set[str]]]:
        """Compute which writes stand: those that no other's author could see.

        Where a write was spoiled, what its author saw is not what the log says: left out.
        """
        found: dict[Key, dict[str, set[str]]] = defaultdict(dict)
        for key, changes in _by_key(log).items():
            if any(each.tap in self.spoiled for each in changes):
                continue
            seen_by = {each.id: self._basis(each) for each in changes}
            for name in {name for each in changes for name in each.sets}:
                writers = [each for each in changes if name in each.sets]
                replaced = {tap for each in writers for tap in seen_by[each.id]}
                # The house's first change is nobody's tap; whoever writes after it has seen it.
                found[key][name] = {
                    each.id
                    for each in writers
                    if each.tap not in replaced and (each.tap is not None or len(writers) == 1)
                }
        return found

    def deleted(
        self, log: list[Written], live: Mapping[Key, Mapping[str, set[str]]]
    ) -> dict[Key, bool]:
        """List the deletions that stand, and whether one of them was of something edited unseen."""
        by_id = {each.id: each for each in log}
        found: dict[Key, bool] = {}
        for key, registers in live.items():
            lives = {by_id[id] for id in registers.get("deleted", ())}
            deletions = {each for each in lives if each.sets["deleted"] is not None}
            seen: set[int | None] = {tap for each in deletions for tap in self._basis(each)}
            seen |= {each.tap for each in deletions}
            edits = {
                by_id[id].tap for name, ids in registers.items() if name != "deleted" for id in ids
            }
            # Who takes a settlement back puts the question back that was there before.
            is_undone = any(self.taps[each.tap].act == "undo" for each in deletions if each.tap)
            if deletions and not is_undone:
                found[key] = bool(edits - seen) or deletions != lives
        return found

    def _basis(self, change: Written) -> frozenset[int]:
        return self.taps[change.tap].basis_of(change.key) if change.tap else frozenset()


def _by_key(log: Iterable[Written]) -> dict[Key, list[Written]]:
    groups: dict[Key, list[Written]] = defaultdict(list)
    for each in log:
        groups[each.key].append(each)
    return groups


def live_in(state: bytes) -> dict[str, set[str]]:
    """Read from a stored state which writes stand in it."""
    live: dict[str, set[str]] = defaultdict(set)
    for id, values in orjson.loads(state)["l"].items():
        for name in values:
            live[name].add(id)
    return dict(live)


def buckets_of(states: Iterable[tuple[str, str, bytes]]) -> dict[int, bytes]:
    """Compute the digest of states anew."""
    totals: dict[int, int] = {}
    for type_, id, state in states:
        packed = b"\0".join((type_.encode(), id.encode(), state))
        hash = int.from_bytes(blake2b(packed, digest_size=16).digest(), "big")
        bucket = crc32(id.encode()) & 0xFF
        totals[bucket] = totals.get(bucket, 0) ^ hash
    return {bucket: total.to_bytes(16, "big") for bucket, total in totals.items() if total}


def unsound_in(
    states: Iterable[tuple[str, str, bytes, bytes]], bodies: Iterable[tuple[str, bytes, bytes]]
) -> set[str]:
    """Name the things of which a state, or a change, is not what its hash was made of."""
    return {
        id
        for type_, id, state, hash in states
        if blake2b(b"\0".join((type_.encode(), id.encode(), state)), digest_size=16).digest()
        != hash
    } | {id for id, body, hash in bodies if blake2b(body, digest_size=16).digest() != hash}


def open_questions(log: list[Written], live: Mapping[Key, Mapping[str, set[str]]]) -> set[str]:
    """Name the questions that two people's disagreement must put, as `<id>:<field>`."""
    by_id = {each.id: each for each in log}
    return {
        f"{key[1]}:{name}"
        for key, registers in live.items()
        for name, ids in registers.items()
        if name in ASKS.get(key[0], ())
        and len({orjson.dumps(by_id[id].sets[name]) for id in ids}) > 1
    }
