"""Every key of the window in one table: what it does, and what the shortcut sheet says of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does.

    Attributes:
        action: what the window calls it; empty for keys that a view handles itself.
        sequences: in Qt's portable notation, the one to show first.
        source: what it does, in English, translated when shown.
        also: the same keys as some keyboards report them; not worth a cap on the sheet.
        icon: its sign on the menu; what has a button of its own in the window is not there.
    """

    action: str
    sequences: tuple[str, ...]
    source: object
    also: tuple[str, ...] = ()
    icon: str = ""

    @property
    def words(self) -> str:
        """Say what it does, in the language in force."""
        return QCoreApplication.translate("Keys", str(self.source))

    @property
    def caps(self) -> tuple[str, ...]:
        """Write its key caps as this machine's keyboard has them."""
        form = QKeySequence.SequenceFormat.NativeText
        return tuple(QKeySequence(each).toString(form) for each in self.sequences)


KEYS: tuple[Key, ...] = (
    Key("new", ("N",), QT_TRANSLATE_NOOP("Keys", "New reservation")),
    Key("walk_in", ("W",), QT_TRANSLATE_NOOP("Keys", "Walk-in: seat a party now")),
    Key("waitlist", ("Q",), QT_TRANSLATE_NOOP("Keys", "Waitlist"), icon="clock"),
    Key("notices", ("B",), QT_TRANSLATE_NOOP("Keys", "Notices of the day"), icon="memo"),
    Key("search", ("/", "Ctrl+F"), QT_TRANSLATE_NOOP("Keys", "Search guests and bookings")),
    Key("today", ("T",), QT_TRANSLATE_NOOP("Keys", "Today")),
    Key("previous_day", ("[",), QT_TRANSLATE_NOOP("Keys", "The day before")),
    Key("next_day", ("]",), QT_TRANSLATE_NOOP("Keys", "The day after")),
    Key("overview", ("V",), QT_TRANSLATE_NOOP("Keys", "Week and month"), icon="calendar"),
    Key("reports", ("R",), QT_TRANSLATE_NOOP("Keys", "Reports"), icon="memo"),
    Key("undo", ("Ctrl+Z",), QT_TRANSLATE_NOOP("Keys", "Undo")),
    Key("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), QT_TRANSLATE_NOOP("Keys", "Do it again")),
    Key("acts", ("H",), QT_TRANSLATE_NOOP("Keys", "What was done last"), icon="undo"),
    Key("handover", (), QT_TRANSLATE_NOOP("Keys", "Handover: what is new"), icon="people"),
    Key("rewind", ("Ctrl+H",), QT_TRANSLATE_NOOP("Keys", "Rewind the day"), icon="history"),
    Key("day_sheet", ("Ctrl+P",), QT_TRANSLATE_NOOP("Keys", "The day on paper"), icon="print"),
    Key("list", ("1",), QT_TRANSLATE_NOOP("Keys", "To the list")),
    Key("timeline", ("2",), QT_TRANSLATE_NOOP("Keys", "To the timeline")),
    Key("plan", ("3",), QT_TRANSLATE_NOOP("Keys", "To the floor plan")),
    Key("plan_editor", (), QT_TRANSLATE_NOOP("Keys", "Draw the floor plan"), icon="pencil"),
    Key("clashes", ("C",), QT_TRANSLATE_NOOP("Keys", "Clashes to settle")),
    Key("sync_room", ("S",), QT_TRANSLATE_NOOP("Keys", "Connection and queue"), icon="sync"),
    Key("staff", ("P",), QT_TRANSLATE_NOOP("Keys", "Who signs"), icon="person"),
    Key("guests", ("G",), QT_TRANSLATE_NOOP("Keys", "Guests by kana"), icon="people"),
    Key("import", (), QT_TRANSLATE_NOOP("Keys", "Take over bookings or guests"), icon="down"),
    Key(
        "discretion",
        ("K",),
        QT_TRANSLATE_NOOP("Keys", "Guests can see: hide names"),
        icon="lock",
    ),
    Key("settings", ("Ctrl+,",), QT_TRANSLATE_NOOP("Keys", "Settings"), icon="settings"),
    Key("theme", ("Ctrl+L",), QT_TRANSLATE_NOOP("Keys", "Light or evening"), icon="moon"),
    Key("language", ("Ctrl+J",), QT_TRANSLATE_NOOP("Keys", "Japanese or English"), icon="language"),
    Key("shortcuts", ("?", "F1"), QT_TRANSLATE_NOOP("Keys", "Every key"), ("Shift+?",), "keyboard"),
    Key("menu", ("M",), QT_TRANSLATE_NOOP("Keys", "More: everything else")),
    Key("close", ("Esc",), QT_TRANSLATE_NOOP("Keys", "Close what is open")),
    Key("", ("Up", "Down"), QT_TRANSLATE_NOOP("Keys", "Move the selection")),
    Key("", ("Return",), QT_TRANSLATE_NOOP("Keys", "Open the selected reservation")),
    Key(
        "", ("Space",), QT_TRANSLATE_NOOP("Keys", "Move the party on: arrived, seated, bill, left")
    ),
    Key("", ("Menu", "Shift+F10"), QT_TRANSLATE_NOOP("Keys", "Every move of the party")),
    Key("", ("Alt+Left", "Alt+Right"), QT_TRANSLATE_NOOP("Keys", "Timeline: 15 minutes")),
    Key("", ("Alt+Up", "Alt+Down"), QT_TRANSLATE_NOOP("Keys", "Timeline: another table")),
    Key(
        "",
        ("Alt+Shift+Left", "Alt+Shift+Right"),
        QT_TRANSLATE_NOOP("Keys", "Timeline: shorter or longer"),
    ),
    Key("", ("+", "-"), QT_TRANSLATE_NOOP("Keys", "Timeline: closer or wider")),
)


def key(action: str) -> Key:
    """Find what an action's keys are.

    Raises:
        KeyError: the table has no such action.
    """
    for each in KEYS:
        if each.action == action:
            return each
    raise KeyError(action)
