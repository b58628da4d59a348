"""Say what was just saved, in the past tense, for the toast that offers to take it back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.reservation import Status
from app.viewmodels.day import DayModel, Saved
from app.viewmodels.rows import name_text, saved_name, status_word

SETTINGS: Final = frozenset({"venue", "area", "table", "staff"})
"""What a house is set up with."""


def saved_text(day: DayModel) -> str:
    """Put the newest save into words: `田中様を「着席」にしました`."""
    saved = day.last_saved
    if saved is None:
        return ""
    reservation = next(
        (
            found
            for kind, entity_id in sorted(saved.touched)
            if kind == "reservation" and (found := day.find(entity_id)) is not None
        ),
        None,
    )
    name = name_text(reservation) if reservation is not None else _called(saved)
    facts = {"name": name or QCoreApplication.translate("Toast", "The reservation")}
    if reservation is not None:
        row = day.row(reservation)
        facts |= {"status": row.status_word, "time": row.time}
        facts["table"] = row.table or QCoreApplication.translate("Toast", "no table")
    else:
        facts |= {"status": status_word(Status.CANCELLED), "time": "", "table": ""}
    return _template(saved).format_map(facts)


def undo_text(day: DayModel) -> str:
    """Say what undo would take back: `田中様の移動`; empty where there is nothing."""
    saved = day.next_undo
    if saved is None:
        return ""
    name = _called(saved)
    what = _nouns().get(saved.code) or QCoreApplication.translate("Toast", "change")
    if not name:
        return what
    return QCoreApplication.translate("Toast", "{name}, {what}").format(name=name, what=what)


def _called(saved: Saved) -> str:
    """Name whom it was about as guests are named; tables, rooms and colleagues get no 様."""
    if not saved.name or {kind for kind, _ in saved.touched} & SETTINGS:
        return saved.name
    return saved_name(saved.name)


def _nouns() -> dict[str, str]:
    return {
        "add": QCoreApplication.translate("Toast", "booking"),
        "status": QCoreApplication.translate("Toast", "status"),
        "move": QCoreApplication.translate("Toast", "move"),
        "turn": QCoreApplication.translate("Toast", "length of stay"),
        "walk_in": QCoreApplication.translate("Toast", "walk-in"),
        "wait": QCoreApplication.translate("Toast", "place on the waitlist"),
        "quote": QCoreApplication.translate("Toast", "wait they were told"),
        "call_in": QCoreApplication.translate("Toast", "call from the waitlist"),
        "gave_up": QCoreApplication.translate("Toast", "leaving the waitlist"),
        "notice": QCoreApplication.translate("Toast", "notice"),
        "notice_change": QCoreApplication.translate("Toast", "notice"),
        "notice_done": QCoreApplication.translate("Toast", "notice done"),
        "notice_read": QCoreApplication.translate("Toast", "notice read"),
        "delete": QCoreApplication.translate("Toast", "deletion"),
        "memo": QCoreApplication.translate("Toast", "memo"),
        "settle": QCoreApplication.translate("Toast", "settled clash"),
        "typed_back": QCoreApplication.translate("Toast", "lines from paper"),
        "guest": QCoreApplication.translate("Toast", "guest card"),
        "import": QCoreApplication.translate("Toast", "import"),
        "merge": QCoreApplication.translate("Toast", "joined cards"),
        "unmerge": QCoreApplication.translate("Toast", "cards taken apart"),
    }


def _template(saved: Saved) -> str:
    # A clash is between parties: to name the one that was written to would be half the truth.
    if saved.original == "settle":
        return {
            "undone": QCoreApplication.translate("Toast", "Taken back: the clash is open again"),
            "redone": QCoreApplication.translate("Toast", "The clash is settled again"),
        }[saved.code]
    words = {
        "add": QCoreApplication.translate("Toast", "{name} booked for {time}"),
        "change": QCoreApplication.translate("Toast", "{name} changed"),
        "status": QCoreApplication.translate("Toast", "{name}: {status}"),
        "move": QCoreApplication.translate("Toast", "{name} moved to {table}, {time}"),
        "turn": QCoreApplication.translate("Toast", "{name}: length of stay changed"),
        "walk_in": QCoreApplication.translate("Toast", "{name} seated at {table}"),
        "wait": QCoreApplication.translate("Toast", "{name} waits for a table"),
        "quote": QCoreApplication.translate("Toast", "{name}: told the wait"),
        "call_in": QCoreApplication.translate("Toast", "{name} called in"),
        "gave_up": QCoreApplication.translate("Toast", "{name} gave up waiting"),
        "notice": QCoreApplication.translate("Toast", "Notice written"),
        "notice_change": QCoreApplication.translate("Toast", "Notice changed"),
        "notice_done": QCoreApplication.translate("Toast", "Notice done"),
        "notice_read": QCoreApplication.translate("Toast", "Notice marked as read"),
        "delete": QCoreApplication.translate("Toast", "{name} deleted"),
        "memo": QCoreApplication.translate("Toast", "Memo kept with the call"),
        "import": QCoreApplication.translate("Toast", "Taken over: {name}"),
        "settle": QCoreApplication.translate("Toast", "Settled"),
        "typed_back": QCoreApplication.translate("Toast", "Brought back from paper"),
        "undone": QCoreApplication.translate("Toast", "Taken back: {name}"),
        "redone": QCoreApplication.translate("Toast", "Done again: {name}"),
    }
    return words.get(saved.code) or QCoreApplication.translate("Toast", "Saved")
