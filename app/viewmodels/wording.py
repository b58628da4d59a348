"""Words that several cards share: persons, moments, fields, differences; pure formatting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.business_day import clock_text, venue_zone
from app.domain.guest import Visits
from app.domain.phone import Phone
from app.domain.reservation import Reservation
from app.domain.table import Table
from app.domain.venue import Venue
from app.viewmodels.discretion import is_discreet
from app.viewmodels.header import month_text, weekday_text
from app.viewmodels.rows import party_text, somebody

translate = QCoreApplication.translate

_TOKEN: Final = re.compile(r"\d+|[A-Za-z]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether it differs from what it is compared with."""

    text: str
    differs: bool


def language_code() -> str:
    """Tell the language the window speaks now, for sentences the house's rules write: ja or en."""
    return translate("Wording", "en")


def person_text(name: str) -> str:
    """Write a person's name on a card, with 様 set apart in Japanese."""
    if is_discreet():
        return somebody()
    return translate("Wording", "{name}").format(name=name)


def short_day_text(day: date) -> str:
    """Write a day in short: `12/26(土)`, `Sat 26 Dec`."""
    return translate("Wording", "{weekday} {day} {month_name}").format(
        weekday=weekday_text(day), day=day.day, month=day.month, month_name=month_text(day)
    )


def date_text(day: date) -> str:
    """Write a day of a person's life, with its year."""
    return translate("Wording", "{day} {month_name} {year}").format(
        day=day.day, month=day.month, month_name=month_text(day), year=day.year
    )


def clock_of(at_ms: int, venue: Venue) -> str:
    """Write a moment's wall-clock time in the house: `18:05`."""
    return f"{_local(at_ms, venue):%H:%M}"


def moment_text(at_ms: int, venue: Venue, today: date) -> str:
    """Write when something was done: the time alone today, with its day before."""
    local = _local(at_ms, venue)
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{short_day_text(local.date())} {local:%H:%M}"


def phone_text(phone: Phone | None) -> str:
    """Write a number as people read it out: grouped as typed, else by its digits."""
    return "" if phone is None or is_discreet() else number_text(phone)


def number_text(phone: Phone) -> str:
    """Write a number also where the screen names nobody: for paper."""
    if "-" in phone.raw:
        return phone.raw
    return group_digits(phone.digits) or phone.raw


def group_digits(digits: str) -> str:
    """Group a Japanese number for the eye: `090-1234-5678`, `03-1234-5678`."""
    if len(digits) == len("09012345678"):
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    if len(digits) == len("0312345678"):
        head = 2 if digits.startswith(("03", "06")) else 4 if digits.startswith("01") else 3
        return f"{digits[:head]}-{digits[head:6]}-{digits[6:]}"
    return digits


def tables_text(table_ids: Iterable[str], tables: Iterable[Table]) -> str:
    """Name tables in the order given, `T5+T6`; none is 席未定."""
    names = {str(table.id): table.name for table in tables}
    chosen = [names.get(str(each), "?") for each in table_ids]
    return "+".join(chosen) if chosen else translate("Wording", "No table yet")


def booking_text(reservation: Reservation, venue: Venue, tables: Iterable[Table]) -> str:
    """Write a booking in one line: `12/26(土) 19:00 4名 T2`."""
    return translate("Wording", "{day} {time}  {party}  {table}").format(
        day=short_day_text(reservation.business_day),
        time=clock_text(reservation.starts_at, venue, reservation.business_day),
        party=party_text(reservation),
        table=tables_text(reservation.table_ids, tables),
    )


def past_text(visits: Visits) -> str:
    """Write what the book says of a guest's past: visits, the last one, no-shows."""
    if not visits.visits and not visits.no_shows:
        return translate("Wording", "First visit")
    parts = [translate("Wording", "Visits {count}").format(count=visits.visits)]
    if visits.last_visit:
        parts.append(
            translate("Wording", "last {day}").format(day=short_day_text(visits.last_visit))
        )
    parts.append(translate("Wording", "no-shows {count}").format(count=visits.no_shows))
    return "   ".join(parts)


def listed(words: Iterable[str]) -> str:
    """Join words as a list is read: `そば・えび`, `buckwheat, shrimp`."""
    return translate("Wording", ", ").join(words)


def signed(actor: str, device: str) -> str:
    """Write who did something and where: `佐藤（ホール端末）`."""
    if actor and device:
        return translate("Wording", "{actor} ({device})").format(actor=actor, device=device)
    return actor or device or translate("Wording", "somebody")


def field_word(field: str) -> str:
    """Name a field of the book in the house's words."""
    return _field_words().get(field, field)


def _field_words() -> dict[str, str]:
    return {
        "business_day": translate("Wording", "Day"),
        "minute": translate("Wording", "Time"),
        "starts_at": translate("Wording", "Time"),
        "turn_minutes": translate("Wording", "Turn"),
        "adults": translate("Wording", "Adults"),
        "children": translate("Wording", "Children"),
        "infants": translate("Wording", "Infants"),
        "name": translate("Wording", "Name"),
        "guest_name": translate("Wording", "Name"),
        "kana": translate("Wording", "Kana"),
        "guest_kana": translate("Wording", "Kana"),
        "phone": translate("Wording", "Phone"),
        "phones": translate("Wording", "Phones"),
        "email": translate("Wording", "E-mail"),
        "company": translate("Wording", "Company"),
        "birthday": translate("Wording", "Birthday"),
        "anniversary": translate("Wording", "Anniversary"),
        "guest_id": translate("Wording", "Guest card"),
        "table_ids": translate("Wording", "Table"),
        "table_pinned": translate("Wording", "Table promised"),
        "status": translate("Wording", "Status"),
        "course": translate("Wording", "Course"),
        "requests": translate("Wording", "Requests"),
        "preferences": translate("Wording", "Preferences"),
        "note": translate("Wording", "Memo"),
        "tags": translate("Wording", "Tags"),
        "allergies": translate("Wording", "Allergies"),
        "caution": translate("Wording", "Caution"),
        "source": translate("Wording", "Source"),
        "channel": translate("Wording", "Source"),
        "taken_by": translate("Wording", "Taken by"),
        "answer_by": translate("Wording", "Answer by"),
        "quoted_at": translate("Wording", "Told the wait at"),
        "quoted_minutes": translate("Wording", "Wait they were told"),
        "called_at": translate("Wording", "Called in at"),
        "arrived_at": translate("Wording", "Arrived at"),
        "seated_at": translate("Wording", "Seated at"),
        "left_at": translate("Wording", "Left at"),
        "cancel_reason": translate("Wording", "Reason"),
        "merged_into": translate("Wording", "Joined with"),
        "area": translate("Wording", "Area"),
        "seats": translate("Wording", "Seats"),
        "seats_min": translate("Wording", "Fewest seats"),
        "seats_max": translate("Wording", "Most seats"),
        "closed": translate("Wording", "Out of use"),
        "kind": translate("Wording", "Kind of table"),
        "combines_with": translate("Wording", "Can be pushed together with"),
        "order": translate("Wording", "Order"),
        "place": translate("Wording", "Place on the floor"),
        "role": translate("Wording", "Role"),
        "active": translate("Wording", "Works here"),
        "pin_hash": translate("Wording", "PIN"),
        "shifts": translate("Wording", "Opening hours"),
        "closing_weekdays": translate("Wording", "Closed on"),
        "open_days": translate("Wording", "Open all the same"),
        "turn_rules": translate("Wording", "Length of stay by party"),
        "infants_take_seat": translate("Wording", "Infants take a seat"),
        "pin": translate("Wording", "PIN (4 to 8 digits)"),
        "timezone": translate("Wording", "Time zone"),
        "day_starts_minute": translate("Wording", "Change of the business day"),
        "pacing": translate("Wording", "Pace"),
        "home_area_code": translate("Wording", "Area code"),
        "closing_days": translate("Wording", "Closing days"),
        "text": translate("Wording", "Notice"),
        "day_from": translate("Wording", "From"),
        "day_to": translate("Wording", "Until"),
        "written_by": translate("Wording", "Written by"),
        "read_by": translate("Wording", "Read by"),
        "done": translate("Wording", "Done"),
        "deleted": translate("Wording", "Deleted"),
    }


def differences(base: str, text: str) -> tuple[Piece, ...]:
    """Cut a text where it differs from `base`, by words and whole numbers."""
    old, new = _TOKEN.findall(base), _TOKEN.findall(text)
    pieces: list[Piece] = []
    for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if end > start:
            pieces.append(Piece("".join(new[start:end]), tag != "equal"))
    return tuple(pieces)


def _local(at_ms: int, venue: Venue) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(venue_zone(venue))
