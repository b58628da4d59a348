"""What is shown while several values are live, and whether a person is asked. Pure.

A `PolicyTable` has one row per field; who the fields belong to is the caller's business (ours stand
in app/store/policies.py). No rule drops a value: all stay live until a write that saw them.

    resolve is a function of the *set* of live values, never of their order
    equal values are no conflict
    one live value is shown as it is, and asks nobody
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from sync.change import DELETED, ChangeId, Json, Stamp, canonical
from sync.merge import Entity, Live

SET_MARK: Final = "/"
"""`tags/VIP` is element VIP of the set field `tags`; other names hold no slash."""


class Resolved(NamedTuple):
    """What to show for one field, and whether a person must settle it."""

    value: Json
    asks: bool


Rule: TypeAlias = Callable[[Sequence[Live]], Resolved]
"""Takes at least one live value."""


def latest(lives: Sequence[Live]) -> Live:
    """Pick the later stamp; equal stamps fall to the higher change id, the same on every device."""
    return max(lives, key=lambda each: (each.stamp, each.id))


def distinct(lives: Sequence[Live]) -> bool:
    """Tell whether at least two of the values differ."""
    return len({canonical(each.value) for each in lives}) > 1


def later_asks(lives: Sequence[Live]) -> Resolved:
    """Show the later one and ask: facts that two people must not both be right about."""
    return Resolved(latest(lives).value, distinct(lives))


def later(lives: Sequence[Live]) -> Resolved:
    """Show the later one and ask nobody: nothing a guest would notice depends on it."""
    return Resolved(latest(lives).value, asks=False)


def earliest(lives: Sequence[Live]) -> Resolved:
    """Show the smallest value: the moment something was first seen to happen."""
    known = [each.value for each in lives if each.value is not None]
    return Resolved(min(known, key=_order, default=None), asks=False)


def lines(lives: Sequence[Live]) -> Resolved:
    """Join texts line by line in stamp order, keeping each line once: nobody's note is lost."""
    kept: dict[str, None] = {}
    for each in sorted(lives, key=lambda live: (live.stamp, live.id)):
        for line in str(each.value or "").split("\n"):
            kept.setdefault(line)
    texts = [line for line in kept if line.strip()] if len(lives) > 1 else list(kept)
    return Resolved("\n".join(texts), asks=False)


def element(lives: Sequence[Live]) -> Resolved:
    """Keep a set's element while anybody's live write holds it: adding beats removing."""
    present = [each for each in lives if each.value is not None]
    return Resolved(latest(present).value if present else None, asks=False)


def ranked(order: Sequence[str], *, asks_between: frozenset[str]) -> Rule:
    """Show the value furthest along `order`.

    Asks when one of `asks_between` stands against a value outside it.
    """
    rank = {value: number for number, value in enumerate(order)}

    def place(live: Live) -> tuple[int, Stamp, ChangeId]:
        known = rank.get(live.value, -1) if isinstance(live.value, str) else -1
        return known, live.stamp, live.id

    def resolve(lives: Sequence[Live]) -> Resolved:
        inside = {isinstance(each.value, str) and each.value in asks_between for each in lives}
        return Resolved(max(lives, key=place).value, asks=len(inside) > 1)

    return resolve


def deletion(entity: Entity) -> Resolved:
    """Tell whether the entity is shown as deleted, and whether somebody edited it unseen.

    A deletion names every write its author saw, and saw its own. It holds only while no other
    write is live; otherwise the entity stays in the book and a person is asked.
    """
    values = {id: held[DELETED] for id, held in entity.held.items() if DELETED in held}
    deletions = {id: value for id, value in values.items() if value is not None}
    if not deletions:
        return _NOT_DELETED
    witnessed = set(deletions)
    for value in deletions.values():
        # What is no list is from a version or a hand we do not know: it witnessed nothing.
        witnessed.update(ChangeId(id) for id in _list(value) if isinstance(id, str))
    written = {id for id, held in entity.held.items() if held.keys() - {DELETED}}
    unseen = bool(written - witnessed) or len(deletions) < len(values)
    return Resolved(value=not unseen, asks=unseen)


def _order(value: Json) -> tuple[str, Json]:
    """Put any two values in one order on every device, also when a newer version mixed types."""
    kind = type(value).__name__
    return kind, value if isinstance(value, int | str) else canonical(value)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


@dataclass(frozen=True)
class PolicyTable:
    """One rule per entity type and field; a set field's rule covers its elements.

    Attributes:
        rules: by type, then field.
        sets: by type, the fields that are sets.
    """

    rules: Mapping[str, Mapping[str, Rule]]
    sets: Mapping[str, frozenset[str]]

    def show(self, entity_type: str, entity: Entity) -> tuple[dict[str, Json], list[str]]:
        """Resolve an entity: shown value per field (a set as {key: value}), and fields in clash.

        Fields without a rule belong to a newer version: they are kept, not shown. So is an
        element of what is no set here, and a plain value for what is one.
        """
        table = self._of_type.get(entity_type, _NO_FIELDS)
        shown: dict[str, Json] = {name: {} for name in table.sets}
        alone, several = _parted(entity, table.plain, shown)
        clashes: list[str] = []
        elements: dict[str, list[tuple[str, str, Json]]] = {}
        for name, id, value in alone:
            if SET_MARK in name and value is not None:
                head, _, key = name.partition(SET_MARK)
                elements.setdefault(head, []).append((entity.applied[id], key, value))
        for name, lives in several.items():
            if name in table.plain:
                shown[name], asks = table.rules[name](lives)
                if asks:
                    clashes.append(name)
            elif SET_MARK in name and (value := element(lives).value) is not None:
                head, _, key = name.partition(SET_MARK)
                elements.setdefault(head, []).append((latest(lives).stamp, key, value))
        for head in table.sets & elements.keys():
            items = sorted(elements[head], key=lambda item: item[:2])
            shown[head] = {key: value for _, key, value in items}
        is_asked = DELETED in several or DELETED in [name for name, _, _ in alone]
        deleted = deletion(entity) if is_asked else _NOT_DELETED
        shown[DELETED] = deleted.value
        if deleted.asks:
            clashes.append(DELETED)
        return shown, sorted(clashes)

    @cached_property
    def _of_type(self) -> Mapping[str, _Fields]:
        return {
            name: _Fields(rules, sets := self.sets.get(name, frozenset()), rules.keys() - sets)
            for name, rules in self.rules.items()
        }


class _Fields(NamedTuple):
    """The fields of one entity type: their rules, which are sets, and which hold one value."""

    rules: Mapping[str, Rule]
    sets: frozenset[str]
    plain: Set[str]


_NO_FIELDS: Final = _Fields({}, frozenset(), frozenset())
_NOT_DELETED: Final = Resolved(value=False, asks=False)


def _parted(
    entity: Entity, plain: Set[str], shown: dict[str, Json]
) -> tuple[list[tuple[str, ChangeId, Json]], dict[str, tuple[Live, ...]]]:
    """Show the plain fields of one live value, which are nearly all; part the rest.

    Returns:
        What else has one live value, and the fields of several.
    """
    names: set[str] = set()
    alone: list[tuple[str, ChangeId, Json]] = []
    several: set[str] = set()
    for id, held in entity.held.items():
        if not names.isdisjoint(held):
            several |= names & held.keys()
        names.update(held)
        if held.keys() <= plain:
            shown.update(held)
        else:
            shown.update({name: held[name] for name in held.keys() & plain})
            alone += [(name, id, held[name]) for name in held if name not in plain]
    if not several:
        return alone, {}
    lives = entity.live
    return [each for each in alone if each[0] not in several], {n: lives[n] for n in several}
