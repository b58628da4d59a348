"""Copies of the book: consistent while it is in use, proven sound before they count, rolled by age.

Restoring never overwrites: the present file is kept beside, and whatever it still holds that the
copy lacks (above all what the hub has not seen) is carried over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from app.store import ledger_file, rows
from app.store.errors import LedgerDamaged, LedgerMissing, LedgerTooNew, StoreError, WrongHouse
from app.store.ledger import Ledger
from sync.change import Incarnation, content_hash
from sync.journal import ChangeState, Incoming

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
    if target.exists() and target.samefile(ledger.path):
        raise StoreError(f"{target} is the ledger itself; name another file for the copy")
    # Two programs on one home may begin the same rolling backup in the same second.
    partial = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    with ledger_file.translating(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        try:
            partial.touch(mode=ledger_file.PRIVATE)
            with contextlib.closing(sqlite3.connect(partial)) as copy:
                ledger.sql.backup(copy)
                copy.execute("pragma journal_mode = delete")
                with ledger_file.translating(ledger.path):
                    _prove(copy, ledger.path)
            ledger_file.make_durable(partial)
            partial.replace(target)
            ledger_file.make_durable(target.parent)
        finally:
            partial.unlink(missing_ok=True)
    return target


def roll(ledger: Ledger, now_ms: int) -> Path | None:
    """Make the rolling backup if one is due, and let the oldest go."""
    folder = ledger.path.parent / "backups"
    made_ms = [_made_ms(file) for file in folder.glob("ledger-*.db")]
    # What was made while the clock stood in the future must not stop backups until then.
    newest = max((ms for ms in made_ms if ms <= now_ms), default=0)
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
        LedgerBusy: a window or command has the ledger open; close it.
        WrongHouse: the copy belongs to another house or environment; nothing was touched.
    """
    fresh = path.with_name("ledger.restoring.db")
    _remove(fresh)
    try:
        with ledger_file.translating(path), contextlib.ExitStack() as open_books:
            restored = _sound_copy(copy, fresh)
            open_books.callback(restored.close)
            present = _present(path)
            carried = 0
            if present is not None:
                open_books.callback(present.close)
                _hold(present)
                carried = _carry_over(present, restored, now_ms)
            # From here on this is another life of the device: its numbers may be used already.
            with ledger_file.transaction(restored.sql, path):
                moved = restored.outbox.reincarnate(new_incarnation())
                rows.project(restored.sql, moved)
                # The copy agreed with the hub when it was made; this book has not asked it yet.
                restored.sql.execute("update round set in_sync = 0")
            restored.sql.execute("pragma wal_checkpoint(truncate)")
        with ledger_file.translating(path):
            ledger_file.make_durable(fresh)
            kept_aside = _set_aside(path, now_ms)
            fresh.replace(path)
            ledger_file.make_durable(path.parent)
    finally:
        _remove(fresh)
    return Restored(carried_over=carried, kept_aside=kept_aside)


def _sound_copy(copy: Path, fresh: Path) -> Ledger:
    """Copy a backup, with the log that may lie beside it, and prove it."""
    if not copy.exists():
        raise LedgerMissing(f"{copy} does not exist; nothing was restored")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        for source, target in zip(_files(copy), _files(fresh), strict=True):
            if source.exists():
                shutil.copyfile(source, target)
        fresh.chmod(ledger_file.PRIVATE)
        ledger = Ledger.open(fresh)
        try:
            _prove(ledger.sql, copy)
        except BaseException:
            ledger.close()
            raise
    except LedgerDamaged as error:
        raise LedgerDamaged(
            f"{copy} is damaged, or no ledger; nothing was restored. Choose another backup."
        ) from error
    except LedgerTooNew as error:
        raise LedgerTooNew(str(error).replace(str(fresh), str(copy))) from error
    return ledger


def _present(path: Path) -> Ledger | None:
    """Open the book as it is now; None if it is gone or damaged: that is why somebody restores."""
    try:
        ledger = Ledger.open(path)
    except (LedgerMissing, LedgerDamaged):
        return None
    try:
        ledger.device()
    except LedgerDamaged:
        ledger.close()
        return None
    return ledger


def _hold(present: Ledger) -> None:
    """Make sure that nobody else writes here, and that the file is whole without its log."""
    present.sql.execute("pragma locking_mode = exclusive")
    with contextlib.suppress(LedgerDamaged):
        present.sql.execute("pragma journal_mode = delete")


def _carry_over(present: Ledger, restored: Ledger, now_ms: int) -> int:
    """Carry over every readable change the copy lacks, in order, with how far each had come."""
    ours, theirs = present.device(), restored.device()
    if (ours.venue, ours.environment) != (theirs.venue, theirs.environment):
        raise WrongHouse(
            "that backup belongs to another house or environment"
            f" ({theirs.environment} {theirs.venue}); nothing was restored"
        )
    with ledger_file.transaction(restored.sql, restored.path):
        # What any earlier life of this device made counts as made here.
        restored.sql.executemany(
            "insert or ignore into past_incarnation values (?, 0)",
            [(life,) for life in _lives(present) if life != theirs.incarnation],
        )
    return sum(_take_over(page, restored, now_ms) for page in _readable_changes(present))


def _lives(present: Ledger) -> Iterator[str]:
    yield present.device().incarnation
    with contextlib.suppress(LedgerDamaged):
        for (life,) in present.sql.execute("select id from past_incarnation").fetchall():
            yield life


def _readable_changes(present: Ledger) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Read the changes page by page; where a page is damaged, one by one."""
    query = (
        "select id, state, cursor, parked_by, reason, since_ms, hash, body from change"
        " where pos between ? and ? order by pos"
    )
    try:
        last = present.sql.execute("select coalesce(max(pos), 0) from change").fetchone()[0]
    except LedgerDamaged:
        return
    for first in range(1, last + 1, _SALVAGE_PAGE):
        try:
            yield present.sql.execute(query, (first, first + _SALVAGE_PAGE - 1)).fetchall()
        except LedgerDamaged:
            for pos in range(first, min(first + _SALVAGE_PAGE, last + 1)):
                with contextlib.suppress(LedgerDamaged):
                    yield present.sql.execute(query, (pos, pos)).fetchall()


def _take_over(page: Sequence[tuple[Any, ...]], restored: Ledger, now_ms: int) -> int:
    sound = [row for row in page if content_hash(row[-1]) == row[-2]]
    with ledger_file.transaction(restored.sql, restored.path):
        absorbed = restored.journal.absorb([Incoming(row[-1], None) for row in sound], now_ms)
        restored.sql.executemany(
            "update change set state = ?, cursor = ?, parked_by = ?, reason = ?, since_ms = ?"
            " where id = ?",
            [(*row[1:6], row[0]) for row in sound],
        )
        dropped = [row[0] for row in sound if row[1] == ChangeState.DROPPED]
        given_up = restored.journal.refold(restored.journal.keys_of(dropped))
        rows.project(restored.sql, {**absorbed.moved, **given_up})
    return absorbed.fresh


def _prove(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LedgerDamaged(f"{path} is damaged: {found}. {ledger_file.way_out(path)}")


def _set_aside(path: Path, now_ms: int) -> Path | None:
    """Keep the book as it was under another name; at no moment is there none under its own."""
    moment = datetime.fromtimestamp(now_ms / 1000, UTC)
    stem, number = f"ledger.before-restore-{moment:%Y%m%dT%H%M%SZ}", 1
    aside = path.with_name(f"{stem}.db")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}.db")
    was_there = path.exists()
    for file, kept in zip(_files(path), _files(aside), strict=True):
        if file.exists():
            _keep(file, kept)
    # SQLite would write the log of the old book into the new one.
    for side in ledger_file.side_files(path):
        side.unlink(missing_ok=True)
    return aside if was_there else None


def _keep(file: Path, kept: Path) -> None:
    try:
        os.link(file, kept)
    except OSError:
        shutil.copyfile(file, kept)  # a file system without links


def _files(path: Path) -> tuple[Path, ...]:
    return (path, *ledger_file.side_files(path))


def _remove(path: Path) -> None:
    for file in (*_files(path), path.with_name(f"{path.name}-journal")):
        file.unlink(missing_ok=True)


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
