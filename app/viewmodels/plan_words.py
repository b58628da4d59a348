"""The words of the floor plan, in the language in force; pure formatting."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from app.domain.reservation import Status
from app.domain.table import TableKind, TableShape
from app.viewmodels.plan import PlanRoom, TableFace, TableState
from app.viewmodels.plan_editor import Furniture
from app.viewmodels.rows import OVERDUE_MINUTES_MIN, Row, status_word
from app.viewmodels.timeline_words import seats_text


def room_title(room: PlanRoom) -> str:
    """Name a room."""
    return room.name or QCoreApplication.translate("Timeline", "Elsewhere")


def free_text(room: PlanRoom) -> str:
    """Say how many tables of a room nobody sits at or is about to."""
    if any(face.state is TableState.DRAWN for face in room.faces):
        return ""
    free = sum(face.state is TableState.FREE for face in room.faces)
    words = QCoreApplication.translate("Plan", "{free} of {all} free")
    return words.format(free=free, all=len(room.faces))


def state_texts(face: TableFace) -> tuple[str, ...]:
    """Say how a table stands, the fullest words first, then what is left on a small table."""
    row = face.shown
    if face.state is TableState.SEATED and row is not None:
        minutes = QCoreApplication.translate("Plan", "{minutes} min").format(minutes=face.minutes)
        return (f"{row.status_word} {minutes}", minutes, str(face.minutes))
    if face.state is TableState.DRAWN:
        return (seats_text(face.table),)
    if face.state is TableState.CLOSED:
        return (QCoreApplication.translate("Timeline", "Out of use"),)
    if face.is_late and row is not None:
        return (late_text(row), status_word(Status.LATE))
    if row is not None:
        return (row.status_word,)
    return (QCoreApplication.translate("Timeline", "Free"),)


def alarm_texts(face: TableFace) -> tuple[str, ...]:
    """Say what needs a person at this table, besides who is late; empty as a rule."""
    if face.double:
        long = QCoreApplication.translate("Rows", "Double-booked")
        return (long, QCoreApplication.translate("Plan", "Double"))
    if face.over >= OVERDUE_MINUTES_MIN:
        long = QCoreApplication.translate("Rows", "{minutes} min over time")
        short = QCoreApplication.translate("Plan", "+{minutes} min")
        return (long.format(minutes=face.over), short.format(minutes=face.over))
    return ()


def party_texts(row: Row) -> tuple[str, ...]:
    """Say who is there: name and number, or as much of it as there is room for."""
    name = row.name + row.honorific
    return (f"{name} {row.party}", name, row.party)


def next_texts(face: TableFace) -> tuple[str, ...]:
    """Say who comes next, or comes first: time, name, number."""
    row = face.next
    if row is None:
        return ()
    when = QCoreApplication.translate("Plan", "Next {time}").format(time=row.time)
    if face.shown is row:
        when = row.time
    name = row.name + row.honorific
    return (f"{when} {name} {row.party}", f"{when} {row.party}", when, row.time)


def late_text(row: Row) -> str:
    """Say how late the next party is."""
    if not row.late:
        return status_word(Status.LATE)
    words = QCoreApplication.translate("Rows", "{minutes} min late")
    return words.format(minutes=row.late)


def table_text(face: TableFace) -> str:
    """Say a whole table aloud."""
    return QCoreApplication.translate("Rows", ", ").join(_spoken(face))


def _spoken(face: TableFace) -> Iterator[str]:
    yield face.table.name
    yield seats_text(face.table)
    yield state_texts(face)[0]
    yield from alarm_texts(face)[:1]
    if face.party is not None:
        yield face.party.spoken
    if face.next is not None:
        yield QCoreApplication.translate("Plan", "next {party}").format(party=face.next.spoken)


def furniture_text(furniture: Furniture) -> str:
    """Name a sort of table by whom it is for."""
    if furniture.kind is TableKind.COUNTER:
        return QCoreApplication.translate("Plan", "Counter seat")
    words = (
        QCoreApplication.translate("Plan", "Round, {seats}")
        if furniture.shape is TableShape.ROUND
        else QCoreApplication.translate("Plan", "Table for {seats}")
    )
    return words.format(seats=furniture.seats_max)
