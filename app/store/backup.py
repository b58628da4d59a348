"""Copies of the book: consistent while it is in use, proven sound before they count, rolled by age.

Restoring never overwrites: the present file is kept beside, and whatever it still holds that the
copy lacks (above all what the hub has not seen) is carried over.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.store import ledger_file, rows
from app.store.errors import LedgerDamaged, LedgerMissing, StoreError, WrongHouse
from app.store.ledger import Ledger
from sync.change import Incarnation
from sync.journal import Incoming

KEEP_HOURLY: Final = 24
KEEP_DAILY: Final = 14
ROLL_MS: Final = 3_600_000
"""A rolling backup is due when the newest is an hour old."""

_SALVAGE_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did.

    Attributes:
        carried_over: changes of the present book that the copy did not have.
        kept_aside: where the book as it was lies now, or None if there was none.
    """

    carried_over: int
    kept_aside: Path | None


def back_up(ledger: Ledger, target: Path) -> Path:
    """Write a consistent copy, check it, and only then give it its name.

    Raises:
        StoreError: the copy could not be written, or did not prove sound; no half copy is left.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.part")
    with ledger_file.translating(ledger.path):
        partial.unlink(missing_ok=True)
        try:
            with contextlib.closing(sqlite3.connect(partial)) as copy:
                ledger.sql.backup(copy)
                copy.execute("pragma journal_mode = delete")
                _prove(copy, ledger.path)
            _flush(partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return target


def roll(ledger: Ledger, now_ms: int) -> Path | None:
    """Make the rolling backup if one is due, and let the oldest go."""
    folder = ledger.path.parent / "backups"
    newest = max((_made_ms(file) for file in folder.glob("ledger-*.db")), default=0)
    if now_ms - newest < ROLL_MS:
        return None
    moment = datetime.fromtimestamp(now_ms / 1000, UTC)
    made = back_up(ledger, folder / f"ledger-{moment:%Y%m%dT%H%M%SZ}.db")
    for file in _expired(sorted(folder.glob("ledger-*.db"), reverse=True)):
        file.unlink(missing_ok=True)
    return made


def restore(
    path: Path, copy: Path, *, new_incarnation: Callable[[], Incarnation], now_ms: int
) -> Restored:
    """Put a copy in the place of the ledger at `path`, keeping what only the present book has.

    Raises:
        LedgerMissing, LedgerDamaged: the copy is not there or not sound; nothing was touched.
        WrongHouse: the copy belongs to another house or environment; nothing was touched.
    """
    if not copy.exists():
        raise LedgerMissing(f"{copy} does not exist; nothing was restored")
    fresh = path.with_name("ledger.restoring.db")
    _remove(fresh)
    try:
        _copy_file(copy, fresh)
        restored = Ledger.open(fresh)
        try:
            with ledger_file.translating(fresh):
                _prove(restored.sql, copy)
            carried = _carry_over(path, restored, new_incarnation(), now_ms)
            restored.sql.execute("pragma wal_checkpoint(truncate)")
        finally:
            restored.close()
        kept_aside = _set_aside(path, now_ms)
        _flush(fresh)
        fresh.replace(path)
    finally:
        _remove(fresh)
    return Restored(carried_over=carried, kept_aside=kept_aside)


def _carry_over(path: Path, restored: Ledger, incarnation: Incarnation, now_ms: int) -> int:
    carried = 0
    present = _try_open(path)
    if present is not None:
        with contextlib.closing(present):
            ours, theirs = present.device(), restored.device()
            if (ours.venue, ours.environment) != (theirs.venue, theirs.environment):
                raise WrongHouse(
                    "that backup belongs to another house or environment"
                    f" ({theirs.environment} {theirs.venue}); nothing was restored"
                )
            carried = _salvage(present, restored, now_ms)
    # From here on this is another life of the device: its sequence numbers may be used already.
    with ledger_file.transaction(restored.sql, path):
        moved = restored.outbox.reincarnate(incarnation)
        rows.project(restored.sql, moved)
    return carried


def _salvage(present: Ledger, restored: Ledger, now_ms: int) -> int:
    """Carry over every readable change the copy lacks, in order, with how far each had come."""
    carried, after = 0, 0
    while True:
        try:
            page = present.sql.execute(
                "select pos, id, own, state, cursor, body from change where pos > ?"
                " order by pos limit ?",
                (after, _SALVAGE_PAGE),
            ).fetchall()
        except sqlite3.DatabaseError:
            return carried  # the rest cannot be read; what the hub has comes back by itself
        if not page:
            return carried
        after = page[-1][0]
        with ledger_file.transaction(restored.sql, restored.path):
            absorbed = restored.journal.absorb([Incoming(body, None) for *_, body in page], now_ms)
            rows.project(restored.sql, absorbed.moved)
            restored.sql.executemany(
                "update change set own = ?, state = ?, cursor = ? where id = ?",
                [(own, state, cursor, id) for _, id, own, state, cursor, _ in page],
            )
        carried += absorbed.fresh


def _try_open(path: Path) -> Ledger | None:
    try:
        return Ledger.open(path)
    except StoreError:
        return None  # damaged or gone: that is why somebody restores


def _prove(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LedgerDamaged(f"{path} is damaged: {found}. {ledger_file.way_out(path)}")


def _set_aside(path: Path, now_ms: int) -> Path | None:
    if not path.exists():
        return None
    moment = datetime.fromtimestamp(now_ms / 1000, UTC)
    aside = path.with_name(f"ledger.before-restore-{moment:%Y%m%dT%H%M%SZ}.db")
    for suffix in ("-wal", "-shm"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.replace(aside.with_name(aside.name + suffix))
    path.replace(aside)
    return aside


def _copy_file(source: Path, target: Path) -> None:
    with ledger_file.translating(source):
        target.write_bytes(source.read_bytes())


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _made_ms(file: Path) -> int:
    with contextlib.suppress(ValueError):
        moment = datetime.strptime(file.stem, "ledger-%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return int(moment.timestamp() * 1000)
    return 0


def _expired(newest_first: list[Path]) -> list[Path]:
    """Keep the last day hour by hour and two weeks day by day."""
    days: dict[str, Path] = {}
    for file in newest_first:
        days.setdefault(file.stem[:15], file)
    keep = {*newest_first[:KEEP_HOURLY], *list(days.values())[:KEEP_DAILY]}
    return [file for file in newest_first if file not in keep]
