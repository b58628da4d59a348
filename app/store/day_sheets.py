"""Which number a party has on the sheets this device prints; local, like the paper itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.ids import ReservationId
from app.store import ledger_file
from app.store.ledger import Ledger


def numbered(ledger: Ledger, day: date, ids: Sequence[ReservationId]) -> dict[ReservationId, int]:
    """Give each party of a day its number: the one it has, or the next that is free."""
    known = _known(ledger, day)
    fresh = [id for id in ids if id not in known]
    if not fresh:
        return known
    with ledger_file.transaction(ledger.sql, ledger.path):
        known = _known(ledger, day)  # another program may have numbered some meanwhile
        first = max(known.values(), default=0) + 1
        rows = [
            (day.isoformat(), number, id)
            for number, id in enumerate((id for id in fresh if id not in known), first)
        ]
        ledger.sql.executemany("insert into sheet_line values (?, ?, ?)", rows)
    return _known(ledger, day)


def party_of(ledger: Ledger, day: date, number: int) -> ReservationId | None:
    """Tell whose number it is."""
    row = ledger.sql.execute(
        "select reservation_id from sheet_line where business_day = ? and number = ?",
        (day.isoformat(), number),
    ).fetchone()
    return ReservationId(row[0]) if row else None


def _known(ledger: Ledger, day: date) -> dict[ReservationId, int]:
    return {
        ReservationId(id): number
        for id, number in ledger.sql.execute(
            "select reservation_id, number from sheet_line where business_day = ?",
            (day.isoformat(),),
        ).fetchall()
    }
