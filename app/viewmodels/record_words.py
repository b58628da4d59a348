"""Put recorded values and changes into words: histories, clashes, the queue. Pure formatting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from app.domain.business_day import business_day_of, clock_text
from app.domain.history import ChangeState, HistoryEntry
from app.domain.reservation import Status
from app.domain.staff import Staff
from app.domain.table import Table
from app.domain.venue import Venue
from app.viewmodels.header import day_text, weekday_text
from app.viewmodels.rows import status_word
from app.viewmodels.wording import (
    date_text,
    field_word,
    group_digits,
    listed,
    moment_text,
    short_day_text,
    signed,
    tables_text,
    translate,
)

Json: TypeAlias = Any
"""A recorded value: what JSON can hold."""

NOTHING = "—"
ELEMENT_MARK = "/"
BEGINNINGS = frozenset({"book", "add", "walk_in", "wait", "notice", "import", "ring"})
"""Intents that write a thing for the first time: naming every field would say nothing."""

NEEDED = frozenset({"name", "starts_at", "rang_at"})
"""What nothing exists without: who sets one that was not there began the thing."""

QUIET_FIELDS = frozenset({"business_day", "arrived_at", "seated_at", "left_at"})
"""Fields that move with another one, which says it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What ids in recorded values stand for."""

    venue: Venue
    today: date
    tables: tuple[Table, ...] = ()
    staff: tuple[Staff, ...] = ()
    guests: Mapping[str, str] = field(default_factory=dict)

    def actor(self, actor: str) -> str:
        """Name who signed: staff are recorded by id, or by whatever they called themselves."""
        return next((each.name for each in self.staff if each.id == actor), actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that was done.

    Attributes:
        state: waiting, set aside or written over since; empty where it simply holds.
        can_undo: whether it could be taken back now.
        about: whom it was about, where the lines are about several.
    """

    change_id: str
    when: str
    who: str
    what: str
    state: str = ""
    can_undo: bool = False
    about: str = ""

    @property
    def text(self) -> str:
        """All of it, for readers of screens."""
        parts = (self.about, self.what, self.when, self.who, self.state)
        return "  ".join(each for each in parts if each)


def history_lines(
    entries: Iterable[HistoryEntry], names: Names, undoable: frozenset[str] = frozenset()
) -> tuple[HistoryLine, ...]:
    """List what was done to one thing, newest first."""
    lines = [history_line(each, names, can_undo=each.change_id in undoable) for each in entries]
    return tuple(reversed(lines))


def history_line(
    entry: HistoryEntry, names: Names, *, can_undo: bool = False, about: str = ""
) -> HistoryLine:
    """Put one thing that was done into words."""
    return HistoryLine(
        change_id=entry.change_id,
        when=moment_text(entry.at_ms, names.venue, names.today),
        who=signed(names.actor(entry.actor), entry.device),
        what=what_text(entry, names),
        state=state_word(entry.state),
        can_undo=can_undo,
        about=about,
    )


def state_word(state: ChangeState) -> str:
    """Say how far a change has come; empty where there is nothing to say."""
    words = {
        ChangeState.APPLIED: "",
        ChangeState.SUPERSEDED: translate("Records", "changed again since"),
        ChangeState.WAITING: translate("Records", "not sent yet"),
        ChangeState.PARKED: translate("Records", "set aside"),
    }
    return words[state]


def what_text(entry: HistoryEntry, names: Names) -> str:
    """Say what a change did: the intent, then each field from what to what."""
    head = intent_word(entry.intent)
    if _begins(entry) or "deleted" in entry.fields:
        return head
    steps = steps_text(entry.fields, names)
    return translate("Records", "{what}: {steps}").format(what=head, steps=steps) if steps else head


def steps_text(fields: Mapping[str, tuple[Json, Json]], names: Names) -> str:
    """Say of each field from what to what it went; empty where others say it already."""
    return translate("Records", "; ").join(
        _step(name, before, after, names)
        for name, (before, after) in fields.items()
        if name not in QUIET_FIELDS
    )


def intent_word(intent: str) -> str:
    """Name a use case in the house's words."""
    if intent in {each.value for each in Status}:
        return status_word(Status(intent))
    words = {
        "book": translate("Records", "Booked"),
        "add": translate("Records", "Added"),
        "walk_in": translate("Records", "Walk-in"),
        "import": translate("Records", "Imported"),
        "ring": translate("Records", "Call"),
        "change": translate("Records", "Changed"),
        "wait": translate("Records", "On the waitlist"),
        "quote": translate("Records", "Told the wait"),
        "call_in": translate("Records", "Called in"),
        "seat": translate("Records", "Seated from the waitlist"),
        "gave_up": translate("Records", "Gave up waiting"),
        "notice": translate("Records", "Notice"),
        "read": translate("Records", "Read"),
        "done": translate("Records", "Done"),
        "move": translate("Records", "Moved"),
        "turn": translate("Records", "Turn changed"),
        "delete": translate("Records", "Deleted"),
        "undo": translate("Records", "Undone"),
        "settle": translate("Records", "Settled"),
        "merge": translate("Records", "Joined with another card"),
        "unmerge": translate("Records", "Taken apart again"),
        "link": translate("Records", "Linked to a call"),
        "note": translate("Records", "Memo"),
    }
    return words.get(intent, intent)


def value_text(name: str, value: Json, names: Names) -> str:
    """Write a recorded value of a field as people say it."""
    if value in (None, "", [], {}):
        return translate("Records", "No table yet") if name == "table_ids" else NOTHING
    write = _WRITERS.get(name)
    try:
        return write(value, names) if write else _plain(value)
    except (KeyError, TypeError, ValueError, AttributeError):
        return _plain(value)  # as a newer version writes it


def instant_text(moment: str, venue: Venue) -> str:
    """Write a recorded instant by its business day: `12/24(木) 25:30`."""
    at = datetime.fromisoformat(moment)
    day = business_day_of(at, venue)
    return f"{short_day_text(day)} {clock_text(at, venue, day)}"


def channel_word(channel: str) -> str:
    """Name how a booking reached the house."""
    words = {
        "phone": translate("Records", "Phone"),
        "walk_in": translate("Records", "Walk-in"),
        "in_person": translate("Records", "In person"),
        "web": translate("Records", "Web"),
        "mail": translate("Records", "Booking mail"),
    }
    return words.get(channel, channel)


def _begins(entry: HistoryEntry) -> bool:
    is_new = all(before is None for before, _ in entry.fields.values())
    return entry.intent in BEGINNINGS or (is_new and bool(NEEDED & entry.fields.keys()))


def _step(name: str, before: Json, after: Json, names: Names) -> str:
    field_name, mark, element = name.partition(ELEMENT_MARK)
    word = field_word(field_name)
    if mark:
        what = _phone(after or before) if field_name == "phones" else element
        return f"{word} {'−' if after is None else '+'}{what}"
    steps = (value_text(field_name, each, names) for each in (before, after))
    return f"{word} {' → '.join(steps)}"


def _plain(value: Json) -> str:
    if isinstance(value, bool):
        return translate("Records", "yes") if value else translate("Records", "no")
    return str(value)


def _phone(value: Json) -> str:
    if not isinstance(value, dict):
        return NOTHING
    return str(value.get("raw") or group_digits(str(value.get("digits", ""))))


def _source(value: Json) -> str:
    if not isinstance(value, dict):
        return NOTHING
    words = (channel_word(str(value.get("channel", ""))), value.get("site"), value.get("referrer"))
    return " ".join(str(each) for each in words if each) or NOTHING


def _guest(value: Json, names: Names) -> str:
    return names.guests.get(value, translate("Records", "a guest card"))


def _minutes(value: Json) -> str:
    return translate("Records", "{minutes} min").format(minutes=value)


def _instant(value: Json, names: Names) -> str:
    return instant_text(str(value), names.venue)


def _day(value: Json, _names: Names) -> str:
    return day_text(date.fromisoformat(value))


def _date(value: Json) -> str:
    return date_text(date.fromisoformat(value))


def _hours(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _shifts(value: Json) -> str:
    return listed(
        f"{each['name']} {_hours(each['opens_minute'])}–{_hours(each['closes_minute'])}".strip()
        for each in value
    )


def _weekdays(value: Json) -> str:
    # 5 January 2026 was a Monday.
    return listed(weekday_text(date(2026, 1, 5 + weekday)) for weekday in sorted(value))


def _turns(value: Json) -> str:
    words = translate("Records", "up to {covers}: {minutes} min")
    return listed(
        words.format(covers=each["covers_max"], minutes=each["minutes"]) for each in value
    )


def _pacing(value: Json) -> str:
    return translate("Records", "{covers} guests in {minutes} min").format(
        covers=value["covers_max"], minutes=value["slot_minutes"]
    )


def _role(value: Json) -> str:
    words = {
        "manager": translate("Records", "manager"),
        "host": translate("Records", "host"),
    }
    return words.get(value, str(value))


_WRITERS: Mapping[str, Callable[[Json, Names], str]] = {
    **dict.fromkeys(("starts_at", "answer_by", "quoted_at", "called_at"), _instant),
    **dict.fromkeys(("arrived_at", "seated_at", "left_at"), _instant),
    **dict.fromkeys(("birthday", "anniversary"), lambda value, _: _date(value)),
    **dict.fromkeys(("business_day", "day_from", "day_to"), _day),
    **dict.fromkeys(("guest_id", "merged_into"), _guest),
    **dict.fromkeys(("phone", "phones"), lambda value, _: _phone(value)),
    "table_ids": lambda value, names: tables_text(value, names.tables),
    "status": lambda value, _: status_word(Status(value)),
    **dict.fromkeys(("taken_by", "written_by", "read_by"), lambda value, names: names.actor(value)),
    **dict.fromkeys(("turn_minutes", "quoted_minutes"), lambda value, _: _minutes(value)),
    "day_starts_minute": lambda value, _: _hours(value),
    "shifts": lambda value, _: _shifts(value),
    "closing_weekdays": lambda value, _: _weekdays(value),
    "turn_rules": lambda value, _: _turns(value),
    "pacing": lambda value, _: _pacing(value),
    "role": lambda value, _: _role(value),
    "source": lambda value, _: _source(value),
}
