"""One line of another system's table as a booking or a guest, or what is wrong with it. Pure.

A line loses only itself: a field that cannot be read is told, and what a booking cannot be without
(who, when) keeps the line out; anything else is left empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from app.domain.booking import BookingDraft
from app.domain.business_day import (
    DAY_MINUTES,
    at_minute,
    business_day_of,
    day_span,
    parse_day,
    parse_time,
)
from app.domain.dates import parse_date
from app.domain.errors import DomainError, Invalid
from app.domain.ids import TableId
from app.domain.import_fields import Field
from app.domain.kana import fold
from app.domain.reservation import COVERS_MAX, Source, Status
from app.domain.table import Table
from app.domain.venue import Venue

_F = Field
_PARTS: Final = re.compile(r"[、，,;；/／\n]+")
_TABLES: Final = re.compile(r"[、，,;；/／+＋・\s]+")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_SECONDS: Final = re.compile(r"([0-9]{1,2}:[0-9]{2}):[0-9]{2}(?:\.[0-9]+)?")
_CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_MOMENT: Final = re.compile(
    r"(?P<day>.+?(?:日|[0-9])(?:\s*\(.\))?)(?:[ T]\s*|(?<=[日)])\s*)(?P<time>\S.*)"
)
_WITH_OFFSET: Final = re.compile(r"[0-9-]{10}[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})")
_STATUSES: Final[Mapping[str, Status]] = {
    fold(word): status
    for status, words in {
        Status.BOOKED: "予約|予約済|予約中|受付|booked|reserved|pending",
        Status.CONFIRMED: "確定|確認済|予約確定|confirmed",
        Status.LEFT: (
            "来店|来店済|来店済み|退店|会計済|会計済み|完了|利用済"
            "|completed|complete|visited|left|finished|done|departed"
        ),
        Status.NO_SHOW: "ノーショー|無断キャンセル|未来店|no show|noshow|no-show",
        Status.CANCELLED: "キャンセル|取消|取り消し|取消済|cancel|cancelled|canceled",
        Status.REQUESTED: "リクエスト|仮予約|未確定|request|requested",
        Status.DUPLICATE: "重複|duplicate",
    }.items()
    for word in words.split("|")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something on a line that could not be taken.

    Attributes:
        value: what stood there.
        code: why, as a stable word: that of the rule it breaks, or `missing`, `unknown`.
        is_fatal: the line is left out; else it is taken without this field.
    """

    field: Field
    value: str
    code: str
    is_fatal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What a line is read by.

    Attributes:
        today: bookings of days before it are visits, unless the line says otherwise.
    """

    venue: Venue
    tables: tuple[Table, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRow:
    """A line of bookings; `draft` is None where it is left out."""

    draft: BookingDraft | None
    reference: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestRow:
    """A line of guests; without `name` and `kana` it is left out."""

    name: str = ""
    kana: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    company: str = ""
    birthday: date | None = None
    anniversary: date | None = None
    tags: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    preferences: str = ""
    caution: str = ""
    note: str = ""
    reference: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def is_left_out(self) -> bool:
        """Whether there is nobody on the line."""
        return any(each.is_fatal for each in self.problems)


def read_booking(cells: Mapping[Field, str], house: House) -> BookingRow:
    """Read one line of bookings."""
    problems: list[Problem] = []
    when = _when(cells, house.venue, problems)
    phone = _text(cells, _F.PHONE)
    name, kana = _name(cells), _kana(cells)
    if not (name or kana or phone):
        problems.append(Problem(field=_F.NAME, value="", code="missing", is_fatal=True))
    adults = _count(cells, _F.ADULTS, problems, 0 if _F.ADULTS in cells else 2)
    children = _count(cells, _F.CHILDREN, problems)
    infants = _count(cells, _F.INFANTS, problems)
    if not 1 <= adults + children + infants <= COVERS_MAX:
        value = _text(cells, _F.ADULTS)
        problems.append(Problem(field=_F.ADULTS, value=value, code="adults", is_fatal=True))
    tables = _tables(cells, house.tables, problems)
    status = _status(cells, problems)
    reference = _text(cells, _F.REFERENCE)
    if when is None or any(each.is_fatal for each in problems):
        return BookingRow(draft=None, reference=reference, problems=tuple(problems))
    day, starts_at = when
    draft = BookingDraft(
        business_day=day,
        starts_at=starts_at,
        adults=adults,
        children=children,
        infants=infants,
        guest_name=name,
        guest_kana=kana,
        phone=phone,
        table_ids=tables,
        status=_as_of(status, day, house.today),
        course=_text(cells, _F.COURSE),
        requests=_text(cells, _F.REQUESTS),
        note=_text(cells, _F.NOTE),
        tags=_parts(cells, _F.TAGS),
        allergies=_parts(cells, _F.ALLERGIES),
        source=Source(channel=_text(cells, _F.CHANNEL), reference=reference),
    )
    return BookingRow(draft=draft, reference=reference, problems=tuple(problems))


def read_guest(cells: Mapping[Field, str]) -> GuestRow:
    """Read one line of guests."""
    problems: list[Problem] = []
    name, kana = _name(cells), _kana(cells)
    if not (name or kana):
        problems.append(Problem(field=_F.NAME, value="", code="missing", is_fatal=True))
    phones = (_text(cells, _F.PHONE), _text(cells, _F.OTHER_PHONE))
    return GuestRow(
        name=name,
        kana=kana,
        phones=tuple(dict.fromkeys(each for each in phones if each)),
        email=_text(cells, _F.EMAIL),
        company=_text(cells, _F.COMPANY),
        birthday=_day_of_life(cells, _F.BIRTHDAY, problems),
        anniversary=_day_of_life(cells, _F.ANNIVERSARY, problems),
        tags=_parts(cells, _F.TAGS),
        allergies=_parts(cells, _F.ALLERGIES),
        preferences=_text(cells, _F.PREFERENCES),
        caution=_text(cells, _F.CAUTION),
        note=_text(cells, _F.NOTE),
        reference=_text(cells, _F.REFERENCE),
        problems=tuple(problems),
    )


def booking_key(draft: BookingDraft) -> str:
    """Name a booking that came without a number of its own, by who comes when."""
    who = fold(draft.guest_name or draft.guest_kana)
    digits = "".join(_NUMBER.findall(unicodedata.normalize("NFKC", draft.phone)))
    return f"{draft.starts_at.isoformat()}|{who}|{digits}"


def guest_key(row: GuestRow) -> str:
    """Name a guest that came without a number of its own, by name and first phone."""
    phone = row.phones[0] if row.phones else ""
    digits = "".join(_NUMBER.findall(unicodedata.normalize("NFKC", phone)))
    return f"{fold(row.name or row.kana)}|{digits}"


def _when(
    cells: Mapping[Field, str], venue: Venue, problems: list[Problem]
) -> tuple[date, datetime] | None:
    """Read day and time, apart or as one; the day is that of the calendar or of the house."""
    day_text, time_text = _text(cells, _F.DAY), _text(cells, _F.TIME)
    day_field, time_field = _F.DAY, _F.TIME
    if starts := unicodedata.normalize("NFKC", _text(cells, _F.STARTS)):
        if _WITH_OFFSET.fullmatch(starts) and (at := _instant(starts)) is not None:
            return business_day_of(at, venue), at
        match = _MOMENT.fullmatch(starts)
        if match is None:
            problems.append(
                Problem(field=_F.STARTS, value=starts, code="invalid_day", is_fatal=True)
            )
            return None
        day_text, time_text = match["day"], match["time"]
        day_field = time_field = _F.STARTS
    wanting = [each for each, text in ((day_field, day_text), (time_field, time_text)) if not text]
    if wanting:
        problems += [
            Problem(field=each, value="", code="missing", is_fatal=True) for each in wanting
        ]
        return None
    try:
        day = parse_day(day_text)
    except DomainError as error:
        problems.append(Problem(field=day_field, value=day_text, code=error.code, is_fatal=True))
        return None
    try:
        return _moment(day, _SECONDS.sub(r"\1", unicodedata.normalize("NFKC", time_text)), venue)
    except DomainError as error:
        problems.append(Problem(field=time_field, value=time_text, code=error.code, is_fatal=True))
        return None


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(second=0, microsecond=0)
    except ValueError:
        return None


def _moment(day: date, text: str, venue: Venue) -> tuple[date, datetime]:
    """Find the instant; another system's 1:30 is the night of the day before, as calendars count.

    Raises:
        Invalid: it is no time of that day.
    """
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        minute = int(clock[1]) * 60 + int(clock[2])
        if minute < venue.day_starts_minute and int(clock[2]) < 60:  # noqa: PLR2004
            eve = day - timedelta(days=1)
            return eve, at_minute(eve, minute + DAY_MINUTES, venue)
    at = parse_time(text, day, venue)
    first, end = day_span(day, venue)
    if not first <= at < end:
        raise Invalid(f"{text!r} lies outside {day}", field="time", code="invalid_time")
    return day, at


def _as_of(status: Status | None, day: date, today: date) -> Status:
    """Let what was booked for a day gone by be a visit, as the other system no longer says so."""
    expected = status in (None, Status.BOOKED, Status.CONFIRMED)
    if day < today and expected:
        return Status.LEFT
    return status or Status.BOOKED


def _status(cells: Mapping[Field, str], problems: list[Problem]) -> Status | None:
    text = _text(cells, _F.STATUS)
    if not text:
        return None
    found = _STATUSES.get(fold(text))
    if found is None:
        problems.append(Problem(field=_F.STATUS, value=text, code="unknown"))
    return found


def _tables(
    cells: Mapping[Field, str], tables: tuple[Table, ...], problems: list[Problem]
) -> tuple[TableId, ...]:
    text = _text(cells, _F.TABLE)
    if not text:
        return ()
    known = {fold(each.name): each.id for each in tables}
    if (whole := known.get(fold(text))) is not None:
        return (whole,)
    found = []
    for name in filter(None, _TABLES.split(text)):
        if (table := known.get(fold(name))) is None:
            problems.append(Problem(field=_F.TABLE, value=name, code="unknown"))
        else:
            found.append(table)
    return tuple(dict.fromkeys(found))


def _count(
    cells: Mapping[Field, str], field: Field, problems: list[Problem], otherwise: int = 0
) -> int:
    text = unicodedata.normalize("NFKC", _text(cells, field))
    if not text:
        return otherwise
    match = _NUMBER.search(text)
    if match is None:
        problems.append(Problem(field=field, value=text, code="invalid_number"))
        return otherwise
    return int(match[0])


def _day_of_life(cells: Mapping[Field, str], field: Field, problems: list[Problem]) -> date | None:
    text = _text(cells, field)
    if not text:
        return None
    try:
        return parse_date(text, field=field.value)
    except DomainError as error:
        problems.append(Problem(field=field, value=text, code=error.code))
        return None


def _name(cells: Mapping[Field, str]) -> str:
    return _text(cells, _F.NAME) or _joined(cells, _F.FAMILY_NAME, _F.GIVEN_NAME)


def _kana(cells: Mapping[Field, str]) -> str:
    return _text(cells, _F.KANA) or _joined(cells, _F.FAMILY_KANA, _F.GIVEN_KANA)


def _joined(cells: Mapping[Field, str], *fields: Field) -> str:
    return " ".join(filter(None, (_text(cells, each) for each in fields)))


def _parts(cells: Mapping[Field, str], field: Field) -> tuple[str, ...]:
    found = (each.strip() for each in _PARTS.split(_text(cells, field)))
    return tuple(dict.fromkeys(each for each in found if each))


def _text(cells: Mapping[Field, str], field: Field) -> str:
    return cells.get(field, "").strip()
