"""How far each of the staff has read on this device, and what the book was then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from app.domain.ids import StaffId
from app.store import ledger_file, rows
from app.store.ledger import Ledger
from app.store.schema import KINDS
from sync import clock
from sync.change import ChangeId
from sync.journal import Key


class Moved(NamedTuple):
    """One entity that changed: what it was, what it is, who did it and when the last of it."""

    key: Key
    before: Any
    after: Any
    fields: dict[str, tuple[Any, Any]]
    actors: tuple[str, ...]
    at_ms: int


def read_to(ledger: Ledger, staff: StaffId) -> tuple[int, int] | None:
    """Read up to which position, and when, somebody has looked; None for never."""
    row: tuple[int, int] | None = ledger.sql.execute(
        "select pos, seen_ms from handed_over where staff_id = ?", (staff,)
    ).fetchone()
    return row


def mark(ledger: Ledger, staff: StaffId, pos: int, now_ms: int) -> None:
    """Remember that somebody has looked."""
    with ledger_file.transaction(ledger.sql, ledger.path):
        ledger.sql.execute(
            "insert into handed_over values (?, ?, ?) on conflict (staff_id)"
            " do update set pos = excluded.pos, seen_ms = excluded.seen_ms",
            (staff, pos, now_ms),
        )


def moved_since(
    ledger: Ledger, pos: int, kinds: Iterable[str], limit: int, but: frozenset[str]
) -> tuple[list[Moved], int]:
    """Compare what changed since a position, the newest first, up to a limit.

    Args:
        ledger: the book.
        pos: a position of the journal.
        kinds: of entities to compare.
        limit: how many are compared at most; the others are counted.
        but: whose changes alone are no news.
    """
    keys = ledger.sql.execute(
        "select entity.type, entity.id from change join entity on entity.id = change.entity_id"
        f" where change.pos > ? and entity.type in ({', '.join('?' * len(tuple(kinds)))})"
        " group by entity.type, entity.id order by max(change.pos) desc",
        (pos, *kinds),
    ).fetchall()
    found = [each for key in keys[:limit] if (each := _moved(ledger, key, pos, but))]
    return found, max(0, len(keys) - limit)


def _moved(ledger: Ledger, key: Key, pos: int, but: frozenset[str]) -> Moved | None:
    changes = [
        found[0]
        for (id,) in ledger.sql.execute(
            "select id from change where entity_id = ? and pos > ? order by pos", (key[1], pos)
        ).fetchall()
        if (found := ledger.journal.change(ChangeId(id)))
    ]
    actors = tuple(dict.fromkeys(each.actor for each in changes))
    if not changes or set(actors) <= but:
        return None
    before = rows.value_of(key, ledger.journal.as_of(key, pos), pos)
    after = ledger.find(*key)
    return Moved(
        key=key,
        before=before,
        after=after,
        fields=_fields(key[0], before, after),
        actors=actors,
        at_ms=max(clock.wall_ms(each.stamp) for each in changes),
    )


def _fields(type_: str, before: Any, after: Any) -> dict[str, tuple[Any, Any]]:  # noqa: ANN401
    if before is None or after is None:
        return {}
    kind = KINDS[type_]
    back = kind.differences(after, before)
    return {
        name: (back.get(name), value) for name, value in kind.differences(before, after).items()
    }
