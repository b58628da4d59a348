"""The words of the timeline, in the language in force; pure formatting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.business_day import minute_text
from app.domain.table import Table
from app.viewmodels.counted import Counted
from app.viewmodels.rows import name_text
from app.viewmodels.timeline_drag import Ghost, Grip, Verdict
from app.viewmodels.timeline_rows import UNASSIGNED, Block, Layout, Row, RowKind


def row_title(row: Row) -> str:
    """Name a row: its table, its area, or 席未定."""
    if row.kind is RowKind.UNASSIGNED:
        return QCoreApplication.translate("Timeline", "No table yet")
    if row.kind is RowKind.AREA and not row.title:
        return QCoreApplication.translate("Timeline", "Elsewhere")
    return row.title


def row_detail(row: Row) -> str:
    """Write what stands beside a row's name: a table's seats, or how many wait for one."""
    if row.kind is RowKind.UNASSIGNED:
        return Counted().parties_text(len(row.blocks))
    if row.table is None:
        return ""
    if row.table.closed:
        return QCoreApplication.translate("Timeline", "Out of use")
    return seats_text(row.table)


def seats_text(table: Table) -> str:
    """Write whom a table seats: `2–4名`."""
    if table.seats_min in {table.seats_max, 1}:
        return QCoreApplication.translate("Timeline", "{seats} p").format(seats=table.seats_max)
    return QCoreApplication.translate("Timeline", "{least}–{most} p").format(
        least=table.seats_min, most=table.seats_max
    )


def verdict_word(verdict: Verdict) -> str:
    """Say how a table would take a party."""
    words = {
        Verdict.FREE: QCoreApplication.translate("Timeline", "Free"),
        Verdict.TIGHT: QCoreApplication.translate("Timeline", "Tight"),
        Verdict.TAKEN: QCoreApplication.translate("Timeline", "Taken"),
        Verdict.WRONG_SIZE: QCoreApplication.translate("Timeline", "Wrong size"),
    }
    return words[verdict]


def ghost_text(ghost: Ghost, grip: Grip, layout: Layout) -> str:
    """Say where a held party would land: `鈴木様  19:15–21:15  T5  空き`."""
    times = f"{minute_text(ghost.start)}–{minute_text(ghost.start + ghost.turn_minutes)}"
    times = f"{name_text(ghost.reservation)}  {times}"
    if grip is Grip.END:
        length = QCoreApplication.translate("Timeline", "{minutes} min")
        return f"{times}  {length.format(minutes=ghost.turn_minutes)}"
    rows = layout.rows_by_key
    names = [rows[id].title for id in ghost.table_ids if id in rows]
    if not ghost.table_ids:
        return f"{times}  {row_title(rows[UNASSIGNED])}"
    return f"{times}  {'+'.join(names)}  {verdict_word(ghost.verdict)}"


def block_text(block: Block, layout: Layout) -> str:
    """Say a block aloud: all that the list says of it, until when, and on which table it stands."""
    row = layout.rows_by_key[block.row]
    sentence = QCoreApplication.translate("Timeline", "{row}: {party}, until {end}").format(
        row=row_title(row), party=block.face.spoken, end=minute_text(block.end)
    )
    if not block.face.pinned:
        return sentence
    return QCoreApplication.translate("Timeline", "{party}, table promised").format(party=sentence)
