"""The day on paper for when the power is out: its lines, and what was written on them. Pure.

A line keeps its number all day, whatever is booked later: whoever types a sheet back may have any
print of the day in their hands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from app.domain.business_day import clock_text, parse_time
from app.domain.day import DayBook
from app.domain.errors import DomainError, Invalid
from app.domain.ids import ReservationId
from app.domain.phone import Phone
from app.domain.reservation import HOLDS_NO_TABLE, Reservation, Status
from app.domain.status import move
from app.domain.venue import Venue

LINE_LETTERS_MAX: Final = 80
LINES_MAX: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One party on the sheet.

    Attributes:
        number: by which it is typed back; the same all day.
        phone: of the booking, else of the guest's card.
        tables: names of the tables held; empty is 席未定.
        allergies: of the booking and of the guest's card, each once.
    """

    number: int
    reservation: Reservation
    phone: Phone | None
    tables: tuple[str, ...]
    allergies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """A business day on paper.

    Attributes:
        made_at: when it was made, UTC; older prints of a day are thrown away by it.
        device: whose numbers it carries.
    """

    venue: Venue
    business_day: date
    made_at: datetime
    device: str
    lines: tuple[SheetLine, ...]

    @property
    def covers(self) -> int:
        """How many guests are on it."""
        return sum(line.reservation.covers for line in self.lines)


def on_paper(book: DayBook) -> tuple[Reservation, ...]:
    """List the parties that a host without a screen has to know of, by time."""
    gone = HOLDS_NO_TABLE | {Status.LEFT}
    return tuple(each for each in book.reservations if each.status not in gone)


def lines_of(book: DayBook, numbers: Mapping[ReservationId, int]) -> tuple[SheetLine, ...]:
    """Write the parties down that have a number."""
    return tuple(
        SheetLine(
            number=numbers[each.id],
            reservation=each,
            phone=_phone(book, each),
            tables=tuple(book.table_names(each.table_ids)),
            allergies=_allergies(book, each),
        )
        for each in on_paper(book)
        if each.id in numbers
    )


def _phone(book: DayBook, reservation: Reservation) -> Phone | None:
    guest = book.guests.get(reservation.guest_id) if reservation.guest_id else None
    return reservation.phone or next(iter(guest.phones if guest else ()), None)


def _allergies(book: DayBook, reservation: Reservation) -> tuple[str, ...]:
    guest = book.guests.get(reservation.guest_id) if reservation.guest_id else None
    return tuple(dict.fromkeys((*reservation.allergies, *(guest.allergies if guest else ()))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One line as it was typed: whose, what became of them, and when."""

    number: int
    status: Status
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a typed line means in the book.

    Attributes:
        line: its place in what was typed, from 0.
        before: the party as it stood when the first line about it was read; what undo leads to.
        after: the party once this line is done.
    """

    line: int
    typed: Typed
    before: Reservation
    after: Reservation


@dataclass(frozen=True, slots=True)
class Slip:
    """A line that cannot be done; `error` says why."""

    line: int
    error: DomainError


WORDS: Final[Mapping[str, Status]] = MappingProxyType(
    {
        "来店": Status.ARRIVED,
        "来": Status.ARRIVED,
        "arrived": Status.ARRIVED,
        "着席": Status.SEATED,
        "着": Status.SEATED,
        "案内": Status.SEATED,
        "seated": Status.SEATED,
        "会計": Status.BILL,
        "bill": Status.BILL,
        "退店": Status.LEFT,
        "退": Status.LEFT,
        "left": Status.LEFT,
        "遅れ": Status.LATE,
        "late": Status.LATE,
        "不来店": Status.NO_SHOW,
        "不来": Status.NO_SHOW,
        "ノーショー": Status.NO_SHOW,
        "no-show": Status.NO_SHOW,
        "キャンセル": Status.CANCELLED,
        "取消": Status.CANCELLED,
        "cancelled": Status.CANCELLED,
    }
)
"""What hosts write on paper, in either language."""

TIMELESS: Final = frozenset({Status.NO_SHOW, Status.CANCELLED, Status.LATE})
"""What needs no time: nothing in the book is stamped with it."""

_WORD: Final = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))
_LINE: Final = re.compile(
    rf"(?:no\.?|#)?\s*(?P<number>\d{{1,4}})(?!\d|:)[\s.,、)]*"
    rf"(?P<first>[\d:時分半翌]*)\s*(?P<word>{_WORD})\s*(?P<last>\S*)"
)


def read_line(text: str, business_day: date, venue: Venue, now: datetime) -> Typed:
    """Read `7 着席 19:05`; number, word and time in any width, the time also before the word.

    A time before the day begins is one of the night: nobody writes 25:10 on paper.

    Raises:
        Invalid: with one of the codes `no_number`, `no_word`, `no_time`, `invalid_time`, `future`.
    """
    plain = unicodedata.normalize("NFKC", text[:LINE_LETTERS_MAX]).strip().lower()
    match = _LINE.fullmatch(plain)
    if match is None:
        has_number = plain[:1].isdigit() or plain.startswith(("#", "no"))
        code = "no_word" if has_number else "no_number"
        raise Invalid(f"{text[:LINE_LETTERS_MAX]!r}: write it like 7 着席 19:05", code=code)
    status = WORDS[match["word"]]
    typed_time = match["last"] or match["first"]
    if not typed_time:
        if status not in TIMELESS:
            raise Invalid(f"{text!r} lacks the time: write it like 7 着席 19:05", code="no_time")
        return Typed(number=int(match["number"]), status=status, at=now)
    at = _time(typed_time, business_day, venue)
    if at > now:
        raise Invalid(f"{text!r} is still to come", code="future")
    return Typed(number=int(match["number"]), status=status, at=at)


def _time(text: str, business_day: date, venue: Venue) -> datetime:
    try:
        return parse_time(text, business_day, venue)
    except Invalid:
        if text.startswith("翌"):
            raise
    return parse_time(f"翌{text}", business_day, venue)


def write_line(typed: Typed, business_day: date, venue: Venue) -> str:
    """Write a line as it is read: `7 着席 19:05`."""
    word = next(word for word, status in WORDS.items() if status is typed.status)
    return f"{typed.number} {word} {clock_text(typed.at, venue, business_day)}"


def follow(
    text: str,
    find: Callable[[int], Reservation | None],
    day: tuple[date, Venue],
    now: datetime,
) -> tuple[Step | Slip, ...]:
    """Read everything that was typed, line by line; several lines of one party build on another.

    Args:
        text: the lines; empty ones mean nothing.
        find: the party of a number.
        day: the sheet's business day, and the house.
        now: nothing typed back can be later.
    """
    standing: dict[ReservationId, tuple[Reservation, Reservation]] = {}
    found: list[Step | Slip] = []
    for place, line in enumerate(text.splitlines()[:LINES_MAX]):
        if not line.strip():
            continue
        try:
            typed = read_line(line, *day, now)
            party = find(typed.number)
            if party is None:
                raise Invalid(f"no line has the number {typed.number}", code="no_such_line")
            before, stands = standing.get(party.id, (party, party))
            after = move(stands, typed.status, typed.at)
        except DomainError as error:
            found.append(Slip(place, error))
            continue
        standing[party.id] = (before, after)
        found.append(Step(line=place, typed=typed, before=before, after=after))
    return tuple(found)


def outcomes(steps: Iterable[Step | Slip]) -> tuple[Step, ...]:
    """Keep what is to be written: of each party its last step."""
    last = {each.before.id: each for each in steps if isinstance(each, Step)}
    return tuple(last.values())
