"""What the journal remembers, in the book's words: history, inverse changes, open clashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from app.domain.errors import NotAllowed
from app.domain.history import Act, ChangeState, ClashValue, FieldClash, HistoryEntry
from app.store.ledger import Ledger
from app.store.policies import POLICIES
from app.store.schema import KINDS
from sync import clock, policy
from sync import journal as log
from sync.change import DELETED, Change, ChangeId, Json, split_id
from sync.journal import Draft, Key, Moved
from sync.merge import Entity, Live

SETTLE: Final = "settle"
UNDO: Final = "undo"
"""The intent of a change that takes another back."""

HIDDEN: Final = frozenset({"pin_hash"})
"""Fields whose values are never shown, only that they changed."""

NAMED_BY: Final = ("guest_name", "name")
"""Fields that say whom or what an entity is about."""

STATUS: Final = "status"
"""Its stamps (arrived, seated, left) follow it: a move is taken back whole or not at all."""

_STATES: Final = {
    log.ChangeState.WAITING: ChangeState.WAITING,
    log.ChangeState.PARKED: ChangeState.PARKED,
    log.ChangeState.DROPPED: ChangeState.SUPERSEDED,
}


def of(ledger: Ledger, entity_id: str) -> tuple[HistoryEntry, ...]:
    """Read everything that happened to an entity, oldest first by the authors' clocks.

    Raises:
        Unknown: nothing in this book ever had that id.
    """
    ledger.kind_of(entity_id)
    changes = ledger.journal.changes_of(entity_id)
    by_id = {change.id: change for change, _, _ in changes}
    ordered = sorted(changes, key=lambda each: (each[0].stamp, each[0].id))
    return tuple(_entry(change, state, by_id, shows=shows) for change, state, shows in ordered)


def entry(ledger: Ledger, change_id: str) -> HistoryEntry:
    """Read one line of history.

    Raises:
        Unknown: no change has that id.
    """
    change = ledger.change(change_id)
    changes = ledger.journal.changes_of(change.entity_id)
    by_id = {each.id: each for each, _, _ in changes}
    state, shows = next((state, shows) for each, state, shows in changes if each.id == change.id)
    return _entry(change, state, by_id, shows=shows)


def _entry(
    change: Change, state: log.ChangeState, by_id: Mapping[ChangeId, Change], *, shows: bool
) -> HistoryEntry:
    return HistoryEntry(
        change_id=change.id,
        entity_type=change.entity_type,
        entity_id=change.entity_id,
        at_ms=clock.wall_ms(change.stamp),
        actor=change.actor,
        device=change.device,
        intent=change.intent,
        fields={
            name: ("…", "…") if name in HIDDEN else (_seen_value(change, name, by_id), value)
            for name, value in sorted(change.sets.items())
        },
        state=_state(state, shows=shows),
    )


def undoable(ledger: Ledger, entity_id: str) -> frozenset[str]:
    """Say which changes of an entity could be taken back as the book stands.

    Raises:
        Unknown: nothing in this book ever had that id.
    """
    ledger.kind_of(entity_id)
    return _undoable([change for change, _, _ in ledger.journal.changes_of(entity_id)], ledger)


def acts(ledger: Ledger, limit: int) -> tuple[Act, ...]:
    """Read what was done on this device last, newest first."""
    # The index holds our own changes alone; the log may have a million others.
    found = ledger.sql.execute(
        "select id, entity_id from change indexed by change_sum where own = 1"
        " order by pos desc limit ?",
        (limit,),
    ).fetchall()
    past = {
        entity_id: ledger.journal.changes_of(entity_id)
        for entity_id in dict.fromkeys(entity_id for _, entity_id in found)
    }
    allowed = {
        id
        for changes in past.values()
        for id in _undoable([change for change, _, _ in changes], ledger)
    }
    entries = {
        change.id: Act(
            entry=_entry(change, state, {each.id: each for each, _, _ in changes}, shows=shows),
            about=_name(change for change, _, _ in changes),
            can_undo=change.id in allowed,
        )
        for changes in past.values()
        for change, state, shows in changes
    }
    return tuple(entries[id] for id, _ in found if id in entries)


def _undoable(changes: Sequence[Change], ledger: Ledger) -> frozenset[str]:
    by_id = {change.id: change for change in changes}
    states: dict[Key, Moved] = {}
    found = set()
    for change in changes:
        key = (change.entity_type, change.entity_id)
        if key not in states:
            states[key] = ledger.journal.load(key)
        try:
            _inverse(change, states[key], by_id, actor="")
        except NotAllowed:
            continue
        found.add(str(change.id))
    return frozenset(found)


def _name(changes: Iterable[Change]) -> str:
    """Name whom an entity is about, by what was written last."""
    names = [
        str(change.sets[name])
        for change in sorted(changes, key=lambda each: (each.stamp, each.id))
        for name in NAMED_BY
        if change.sets.get(name)
    ]
    return names[-1] if names else ""


def inverses(ledger: Ledger, change_ids: Sequence[str], actor: str) -> Iterator[Draft]:
    """Spell out what takes changes back, the last first; each is drawn when those before it stand.

    Raises:
        Unknown: no change has that id.
        NotAllowed: as for `inverse`.
    """
    taken_back: set[tuple[str, str, tuple[ChangeId, ...]]] = set()
    for change_id in reversed(change_ids):
        change = ledger.change(change_id)
        replaced = {(change.entity_id, name, ids) for name, ids in change.seen.items()}
        # Two changes open a clash again; what takes one of them back settles it.
        if change.intent == UNDO and replaced & taken_back:
            continue
        taken_back |= replaced
        yield from inverse(ledger, change_id, actor)


def inverse(ledger: Ledger, change_id: str, actor: str) -> tuple[Draft, ...]:
    """Spell out what takes a change back: every value of it that still shows, as it was before.

    Where it settled a clash, one draft a side: they do not see each other, so it is open again.

    Raises:
        Unknown: no change has that id.
        NotAllowed: nothing of it shows any more, others have built on what it made, or what was
            there before is not known here.
    """
    change = ledger.change(change_id)
    by_id = {each.id: each for each, _, _ in ledger.journal.changes_of(change.entity_id)}
    moved = ledger.journal.load((change.entity_type, change.entity_id))
    return _inverse(change, moved, by_id, actor=actor)


def _inverse(
    change: Change, moved: Moved, by_id: Mapping[ChangeId, Change], *, actor: str
) -> tuple[Draft, ...]:
    key = (change.entity_type, change.entity_id)
    entity, newest = moved.entity, moved.pos
    showing = [name for name in change.sets if _shows(change, name, entity, by_id)]
    if policy.deletion(entity).value and DELETED not in showing:
        raise NotAllowed(
            "it has been deleted since; undo that first", field="change_id", code="deleted"
        )
    half = STATUS in change.sets and STATUS not in showing
    if half or not showing:
        raise NotAllowed(
            "what this change set has been changed again since; undo the later one first",
            field="change_id",
            code="already_superseded",
        )
    if _creates(change):
        _refuse_if_built_on(change, by_id)
        return (Draft(*key, UNDO, actor, {DELETED: True}, newest),)
    _refuse_if_forgotten(change, showing, by_id)
    before = _sides_before(change, showing, by_id) or [
        {name: _before(change, name, by_id) for name in showing}
    ]
    return tuple(Draft(*key, UNDO, actor, sets, newest) for sets in before)


def clashes(ledger: Ledger) -> tuple[FieldClash, ...]:
    """List every field on which people disagree, the same on all devices that are in sync."""
    return tuple(clash for key in ledger.clashing() for clash in clashes_of(ledger, key))


def clashes_of(ledger: Ledger, key: Key) -> tuple[FieldClash, ...]:
    """List the fields of one entity on which people disagree."""
    entity = ledger.journal.load(key).entity
    # Only what is part of the state: what was given up is known to its maker alone.
    changes = {
        each.id: each
        for each, _, _ in ledger.journal.changes_of(key[1])
        if each.id in entity.applied
    }
    _, names = POLICIES.show(key[0], entity)
    return tuple(_clash(key, name, entity, changes) for name in names)


def settlement(ledger: Ledger, clash: FieldClash, value: Json, actor: str) -> Draft:
    """Spell out the change that settles a clash: one value that has seen all sides."""
    newest = ledger.journal.load((clash.entity_type, clash.entity_id)).pos
    chosen = (value or None) if clash.field == DELETED else value
    return Draft(clash.entity_type, clash.entity_id, SETTLE, actor, {clash.field: chosen}, newest)


def _clash(key: Key, name: str, entity: Entity, changes: Mapping[ChangeId, Change]) -> FieldClash:
    lives = sides(entity, name)
    shown = False if name == DELETED else POLICIES.rules[key[0]][name](lives).value
    seen = [
        _origin(changes[live.id], name, changes).seen.get(name, ())
        for live in lives
        if live.id in changes
    ]
    common = set(seen[0]).intersection(*seen[1:]) if seen and name != DELETED else set()
    base = [changes[id].sets.get(name) for id in sorted(common) if id in changes]
    return FieldClash(
        id=f"{key[1]}:{name}",
        entity_type=key[0],
        entity_id=key[1],
        field=name,
        shown=shown,
        # By when each was first said: taking a settlement back must not turn the sides round.
        values=tuple(
            sorted(
                (_side(live, name, changes) for live in lives),
                key=lambda side: (side.at_ms, side.change_id),
            )
        ),
        base=base[0] if base else None,
    )


def sides(entity: Entity, name: str) -> list[Live]:
    """List every side of a disagreement, oldest first; of a deletion, true against false."""
    lives = _deletion_sides(entity) if name == DELETED else list(entity.live[name])
    return sorted(lives, key=lambda live: (live.stamp, live.id))


def _deletion_sides(entity: Entity) -> list[Live]:
    """Set the deletions against the newest edit their authors had not seen."""
    fields = entity.live
    lives = fields[DELETED]
    deletions = [live for live in lives if live.value is not None]
    witnessed = {id for live in deletions for id in live.value}
    unseen = [
        live
        for name, group in fields.items()
        for live in group
        if name != DELETED and live.id not in witnessed
    ]
    kept = [live for live in lives if live.value is None]
    against = [policy.latest([*unseen, *kept])] if unseen or kept else []
    return [
        *(live._replace(value=True) for live in deletions),
        *(live._replace(value=False) for live in against),
    ]


def _side(live: Live, name: str, changes: Mapping[ChangeId, Change]) -> ClashValue:
    change = changes.get(live.id)
    author = _origin(change, name, changes) if change else None
    return ClashValue(
        value=live.value,
        actor=author.actor if author else "",
        device=author.device if author else "",
        at_ms=clock.wall_ms(author.stamp if author else live.stamp),
        change_id=live.id,
    )


def _origin(change: Change, name: str, changes: Mapping[ChangeId, Change]) -> Change:
    """Find who first said what an undo put back; it is their side, not that of who undid."""
    while change.intent == UNDO:
        before = [
            changes[id]
            for undone in change.seen.get(name, ())
            if undone in changes
            for id in changes[undone].seen.get(name, ())
            if id in changes and changes[id].sets.get(name) == change.sets.get(name)
        ]
        if not before:
            break
        change = max(before, key=lambda each: (each.stamp, each.id))
    return change


def _state(state: log.ChangeState, *, shows: bool) -> ChangeState:
    if state in _STATES:
        return _STATES[state]
    return ChangeState.APPLIED if shows else ChangeState.SUPERSEDED


def _seen_value(change: Change, name: str, by_id: Mapping[ChangeId, Change]) -> Json:
    """Say what the author had on the screen for one field."""
    lives = [
        Live(id, by_id[id].stamp, by_id[id].sets[name])
        for id in change.seen.get(name, ())
        if id in by_id and name in by_id[id].sets
    ]
    return _resolve(change.entity_type, name, lives)


def _resolve(entity_type: str, name: str, lives: Sequence[Live]) -> Json:
    if not lives:
        return None
    rule = POLICIES.rules.get(entity_type, {}).get(name.partition(policy.SET_MARK)[0])
    return rule(lives).value if rule is not None else policy.latest(lives).value


def _before(change: Change, name: str, by_id: Mapping[ChangeId, Change]) -> Json:
    if change.seen.get(name):
        return _seen_value(change, name, by_id)
    kind = KINDS.get(change.entity_type)
    defaults = {field.name: field.default for field in kind.fields} if kind else {}
    # Deletions, elements of sets and what a newer version writes were not there before.
    return defaults.get(name)


def _sides_before(
    change: Change, names: Sequence[str], by_id: Mapping[ChangeId, Change]
) -> list[dict[str, Json]]:
    """Read what each side of the clash had set that a change settled; none if it settled none."""
    settled = [name for name in names if _was_settled(change, name, by_id)]
    ids = {id for name in settled for id in change.seen[name] if id in by_id}
    sides = sorted((by_id[id] for id in ids), key=lambda each: (each.stamp, each.id))
    found = [{name: side.sets[name] for name in names if name in side.sets} for side in sides]
    if found:
        # What nobody disagreed on goes back once.
        told = {name for sets in found for name in sets}
        found[-1] |= {name: _before(change, name, by_id) for name in names if name not in told}
    return found


def _was_settled(change: Change, name: str, by_id: Mapping[ChangeId, Change]) -> bool:
    lives = [
        Live(id, by_id[id].stamp, by_id[id].sets[name])
        for id in change.seen.get(name, ())
        if id in by_id and name in by_id[id].sets
    ]
    rule = POLICIES.rules.get(change.entity_type, {}).get(name)
    return len(lives) > 1 and rule is not None and rule(lives).asks


def _shows(change: Change, name: str, entity: Entity, by_id: Mapping[ChangeId, Change]) -> bool:
    """Tell whether what a change set is what shows now, be it that an undo put it back."""
    standing = _standing(name, by_id)
    return any(change.id in standing.get(live.id, {live.id}) for live in entity.live.get(name, ()))


def _standing(name: str, by_id: Mapping[ChangeId, Change]) -> dict[ChangeId, frozenset[ChangeId]]:
    """Say for each write of a field which changes it stands for: itself, and what it put back.

    Without the second, staff could take back only the newest of several steps.
    """
    standing: dict[ChangeId, frozenset[ChangeId]] = {}
    for change in sorted(by_id.values(), key=lambda each: (each.stamp, each.id)):
        found = {change.id}
        undone = _only(change.seen.get(name)) if change.intent == UNDO else None
        for each in standing.get(undone, ()) if undone else ():
            before = _only(by_id[each].seen.get(name))
            # An undo of an undo puts back the one, the next undo in a row what lay before both.
            if before in standing and by_id[before].sets.get(name) == change.sets.get(name):
                found |= standing[before]
        standing[change.id] = frozenset(found)
    return standing


def _only(ids: tuple[ChangeId, ...] | None) -> ChangeId | None:
    return ids[0] if ids is not None and len(ids) == 1 else None


def _creates(change: Change) -> bool:
    kind = KINDS.get(change.entity_type)
    # Sets are stored by element, so the name of one is never itself among what a change sets.
    fields = kind.fields if kind else ()
    required = {field.name for field in fields if field.default is ... and not field.is_set}
    # Where nothing is required, a name that was never there before marks the beginning.
    marks = required or {"name"}
    return any(name in change.sets and not change.seen.get(name) for name in marks)


def _refuse_if_forgotten(
    change: Change, names: Sequence[str], by_id: Mapping[ChangeId, Change]
) -> None:
    for name in names:
        seen = change.seen.get(name)
        if seen and not by_id.keys() & set(seen):
            raise NotAllowed(
                "what was there before was given up on another device; change it instead",
                field="change_id",
                code="before_unknown",
            )


def _refuse_if_built_on(change: Change, by_id: Mapping[ChangeId, Change]) -> None:
    author = split_id(change.id)[0]
    others = sorted({each.device for each in by_id.values() if split_id(each.id)[0] != author})
    if others:
        raise NotAllowed(
            f"{', '.join(others)} has changed it since; cancel it instead of undoing it",
            field="change_id",
            code="built_on",
        )
