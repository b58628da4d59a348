"""Put a reservation into the words and marks that list and timeline show; pure formatting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.business_day import clock_text
from app.domain.day import DayBook
from app.domain.guest import Guest, Visits
from app.domain.reservation import PRESENT, Reservation, Status
from app.domain.waiting import is_number
from app.viewmodels.counted import Counted
from app.viewmodels.discretion import is_discreet

OVERDUE_MINUTES_MIN = 5
"""A party this long after its time is said to be late, whoever has noticed."""

VIP_TAGS = frozenset({"vip", "ＶＩＰ"})
BIRTHDAY_TAGS = frozenset({"誕生日", "birthday"})

EXPECTED = frozenset({Status.REQUESTED, Status.BOOKED, Status.CONFIRMED, Status.LATE})
"""Not here yet, but promised."""

GONE = frozenset({Status.LEFT, Status.NO_SHOW, Status.CANCELLED, Status.DUPLICATE})
"""Needs nothing more from the house tonight."""

NEXT: Mapping[Status, Status] = {
    Status.WAITING: Status.SEATED,
    Status.REQUESTED: Status.CONFIRMED,
    Status.BOOKED: Status.ARRIVED,
    Status.CONFIRMED: Status.ARRIVED,
    Status.LATE: Status.ARRIVED,
    Status.PARTLY_ARRIVED: Status.ARRIVED,
    Status.ARRIVED: Status.SEATED,
    Status.SEATED: Status.BILL,
    Status.BILL: Status.LEFT,
}
"""What one tap on a status does: the step nearly every party takes next."""


STATUS_WORDS: Mapping[Status, object] = {
    Status.WAITING: QT_TRANSLATE_NOOP("Rows", "Waiting"),
    Status.REQUESTED: QT_TRANSLATE_NOOP("Rows", "Requested"),
    Status.BOOKED: QT_TRANSLATE_NOOP("Rows", "Booked"),
    Status.CONFIRMED: QT_TRANSLATE_NOOP("Rows", "Confirmed"),
    Status.LATE: QT_TRANSLATE_NOOP("Rows", "Late"),
    Status.PARTLY_ARRIVED: QT_TRANSLATE_NOOP("Rows", "Partly in"),
    Status.ARRIVED: QT_TRANSLATE_NOOP("Rows", "Arrived"),
    Status.SEATED: QT_TRANSLATE_NOOP("Rows", "Seated"),
    Status.BILL: QT_TRANSLATE_NOOP("Rows", "Bill"),
    Status.LEFT: QT_TRANSLATE_NOOP("Rows", "Left"),
    Status.NO_SHOW: QT_TRANSLATE_NOOP("Rows", "No-show"),
    Status.CANCELLED: QT_TRANSLATE_NOOP("Rows", "Cancelled"),
    Status.DUPLICATE: QT_TRANSLATE_NOOP("Rows", "Duplicate"),
}
"""English sources, translated when shown."""


class MarkKind(StrEnum):
    """What a mark warns of or tells; each has its own icon."""

    CLASH = "clash"
    ALLERGY = "allergy"
    OVERDUE = "overdue"
    OVER_TIME = "over_time"
    CAUTION = "caution"
    NO_TABLE = "no_table"
    CHILDREN = "children"
    VIP = "vip"
    FIRST = "first"
    BIRTHDAY = "birthday"
    TAG = "tag"
    COURSE = "course"
    MEMO = "memo"


ALARMS = frozenset({MarkKind.CLASH, MarkKind.ALLERGY, MarkKind.OVERDUE, MarkKind.OVER_TIME})
"""Marks that need a person; they alone are vermilion."""


NOT_PRIVATE = frozenset(
    {
        MarkKind.CLASH,
        MarkKind.OVERDUE,
        MarkKind.OVER_TIME,
        MarkKind.NO_TABLE,
        MarkKind.CHILDREN,
    }
)
"""Marks that say nothing of a person; they alone stay where guests can read them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One word beside a party, in the order a host wants to know it."""

    kind: MarkKind
    word: str

    @property
    def alarms(self) -> bool:
        """Whether it needs a person."""
        return self.kind in ALARMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the day knows of a reservation besides its own fields.

    Attributes:
        now: aware; decides what is late or over time.
        double_booked: its table is promised to somebody else as well.
        disagreed: two people set one of its fields differently.
        tentative: the hub has not confirmed its table yet.
    """

    now: datetime
    double_booked: bool = False
    disagreed: bool = False
    tentative: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """A reservation as it is shown; its words are written when somebody first looks at them.

    Of three hundred parties a dozen are on the screen, so rows are made of facts, by which they are
    compared too.

    Attributes:
        visits: how often the guest came, or None for somebody unknown.
        time: when it begins, as the house counts its hours.
        table: names of the tables held, or empty for 席未定.
        late, over: minutes past the promised start, and past the turn; 0 as a rule.
        language: in which its words are, told by the word for a booking.
        discreet: guests can see the screen.
    """

    reservation: Reservation
    guest: Guest | None
    visits: Visits | None
    time: str
    table: str
    late: int = 0
    over: int = 0
    double_booked: bool = False
    disagreed: bool = False
    tentative: bool = False
    language: str = ""
    discreet: bool = False

    @property
    def reservation_id(self) -> str:
        """The reservation's id."""
        return self.reservation.id

    @property
    def status(self) -> Status:
        """How far the party has come."""
        return self.reservation.status

    @property
    def next_status(self) -> Status | None:
        """What one tap does; None once nothing more is usual."""
        return NEXT.get(self.reservation.status)

    @property
    def clashing(self) -> bool:
        """Whether its table is promised twice, or people disagree about it."""
        return self.double_booked or self.disagreed

    @property
    def pinned(self) -> bool:
        """Whether the table may not be changed for another."""
        return self.reservation.table_pinned

    @property
    def covers(self) -> int:
        """How many they are."""
        return self.reservation.covers

    @property
    def name(self) -> str:
        """The name as it is shown; walk-ins without one say so."""
        return self._names[0]

    @property
    def honorific(self) -> str:
        """`様` in Japanese, after the name; empty in English."""
        return self._names[1]

    @property
    def kana(self) -> str:
        """How the name is read."""
        if self.discreet:
            return ""
        return self.reservation.guest_kana or (self.guest.kana if self.guest else "")

    @cached_property
    def party(self) -> str:
        """Covers in short, such as `4名`, the number first."""
        return covers_text(self.reservation.covers)

    @cached_property
    def party_full(self) -> str:
        """Who they are, for cards and readers."""
        return party_text(self.reservation)

    @cached_property
    def status_word(self) -> str:
        """The status in the house's words."""
        return status_word(self.reservation.status)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The words that stand beside a party: what needs a person comes first."""
        if self.discreet:
            told = (*_alarms(self), *_about_guest(self))
            return tuple(mark for mark in told if mark.kind in NOT_PRIVATE)
        memo = (self.reservation.requests or self.reservation.note).strip()
        return (
            *_alarms(self),
            *_about_guest(self),
            *([Mark(MarkKind.COURSE, self.reservation.course)] if self.reservation.course else ()),
            *([Mark(MarkKind.MEMO, memo.splitlines()[0])] if memo else ()),
        )

    @cached_property
    def spoken(self) -> str:
        """The whole row as one sentence, for screen readers."""
        parts = (
            self.time,
            self.name + self.honorific,
            self.party_full,
            self.table,
            self.status_word,
            *(mark.word for mark in self.marks if mark.kind is not MarkKind.CHILDREN),
        )
        return QCoreApplication.translate("Rows", ", ").join(part for part in parts if part)

    @cached_property
    def _names(self) -> tuple[str, str]:
        return name_and_honorific(self.reservation)


def row_of(book: DayBook, reservation: Reservation, standing: Standing) -> Row:
    """Gather what one reservation of the day is shown by."""
    guest_id = reservation.guest_id
    return Row(
        reservation=reservation,
        guest=book.guests.get(guest_id) if guest_id else None,
        visits=book.visits.get(guest_id) if guest_id else None,
        time=clock_text(reservation.starts_at, book.venue, reservation.business_day),
        table=table_names(book, reservation),
        late=minutes_late(reservation, standing.now),
        over=minutes_over(reservation, standing.now),
        double_booked=standing.double_booked,
        disagreed=standing.disagreed,
        tentative=standing.tentative,
        language=status_word(Status.BOOKED),
        discreet=is_discreet(),
    )


def name_text(reservation: Reservation) -> str:
    """Write the name as it is shown: `田中様` in Japanese, the name alone in English."""
    name, honorific = name_and_honorific(reservation)
    return name + honorific


def name_and_honorific(reservation: Reservation) -> tuple[str, str]:
    """Split the shown name, so that 様 can be drawn smaller; walk-ins without a name say so."""
    name = reservation.guest_name.strip()
    if not name:
        return _nameless(reservation), ""
    if is_discreet() and not is_number(reservation):
        return somebody(), ""
    if is_number(reservation):
        return QCoreApplication.translate("Rows", "No. {number}").format(number=name), ""
    shown = QCoreApplication.translate("Rows", "{name}").format(name=name)
    return name, shown.removeprefix(name)


def somebody() -> str:
    """Say that there is a name, on a screen that names nobody."""
    return QCoreApplication.translate("Rows", "A guest")


def saved_name(name: str) -> str:
    """Write the name under which something was saved: with 様, or not at all."""
    if not name or is_discreet():
        return name and somebody()
    return QCoreApplication.translate("Rows", "{name}").format(name=name)


def _nameless(reservation: Reservation) -> str:
    if reservation.status is Status.WAITING:
        return QCoreApplication.translate("Rows", "Waiting party")
    if reservation.source.channel == "walk_in":
        return QCoreApplication.translate("Rows", "Walk-in")
    return QCoreApplication.translate("Rows", "No name")


def covers_text(covers: int) -> str:
    """Write a party's size in short: `4名`, `4`."""
    return QCoreApplication.translate("Rows", "{covers}").format(covers=covers)


def party_text(reservation: Reservation) -> str:
    """Write who the party is: `4名様（大人3・子供1）`; adults alone are not spelt out."""
    words = Counted()
    covers = words.guests_text(reservation.covers)
    if reservation.covers == reservation.adults:
        return covers
    return QCoreApplication.translate("Rows", "{covers} ({sorts})").format(
        covers=covers, sorts=sorts_text(reservation)
    )


def sorts_text(reservation: Reservation) -> str:
    """Write who the party is made of: `大人3・子供1`."""
    words = Counted()
    sorts = [words.adults_text(reservation.adults)]
    if reservation.children:
        sorts.append(words.children_text(reservation.children))
    if reservation.infants:
        sorts.append(words.infants_text(reservation.infants))
    return QCoreApplication.translate("Wording", ", ").join(sorts)


def table_names(book: DayBook, reservation: Reservation) -> str:
    """Name the tables held, in the order chosen: `T5+T6`."""
    return "+".join(book.table_names(reservation.table_ids))


def status_word(status: Status) -> str:
    """Name a status in the house's words."""
    return QCoreApplication.translate("Rows", str(STATUS_WORDS[status]))


def minutes_late(reservation: Reservation, now: datetime) -> int:
    """Count the minutes past a promised start; 0 while early, or once somebody came."""
    if reservation.status not in EXPECTED or now < reservation.starts_at:
        return 0
    return int((now - reservation.starts_at).total_seconds() // 60)


def minutes_over(reservation: Reservation, now: datetime) -> int:
    """Count the minutes a seated party has stayed past its turn; 0 while within it."""
    if reservation.status not in {Status.SEATED, Status.BILL} or now < reservation.ends_at:
        return 0
    return int((now - reservation.ends_at).total_seconds() // 60)


def _alarms(row: Row) -> Iterator[Mark]:
    if row.double_booked:
        yield Mark(MarkKind.CLASH, QCoreApplication.translate("Rows", "Double-booked"))
    if row.disagreed:
        yield Mark(MarkKind.CLASH, QCoreApplication.translate("Rows", "To settle"))
    if row.status not in GONE:
        guests = row.guest.allergies if row.guest else ()
        allergies = dict.fromkeys((*row.reservation.allergies, *guests))
        if allergies:
            words = QCoreApplication.translate("Rows", "Allergy: {what}").format(
                what=QCoreApplication.translate("Rows", ", ").join(allergies)
            )
            yield Mark(MarkKind.ALLERGY, words)
    if row.late >= OVERDUE_MINUTES_MIN:
        word = QCoreApplication.translate("Rows", "{minutes} min late")
        yield Mark(MarkKind.OVERDUE, word.format(minutes=row.late))
    if row.over >= OVERDUE_MINUTES_MIN:
        word = QCoreApplication.translate("Rows", "{minutes} min over time")
        yield Mark(MarkKind.OVER_TIME, word.format(minutes=row.over))


def _about_guest(row: Row) -> Iterator[Mark]:
    reservation, guest = row.reservation, row.guest
    if guest and guest.caution:
        yield Mark(MarkKind.CAUTION, QCoreApplication.translate("Rows", "Caution"))
    if reservation.covers != reservation.adults:
        yield Mark(MarkKind.CHILDREN, sorts_text(reservation))
    if not reservation.table_ids and reservation.status not in GONE:
        yield Mark(MarkKind.NO_TABLE, QCoreApplication.translate("Rows", "No table yet"))
    tags = dict.fromkeys((*reservation.tags, *(guest.tags if guest else ())))
    if any(tag.casefold() in VIP_TAGS for tag in tags):
        yield Mark(MarkKind.VIP, QCoreApplication.translate("Rows", "VIP"))
    never_came = row.visits is not None and row.visits.visits == 0
    if guest and never_came and reservation.status not in GONE | PRESENT:
        yield Mark(MarkKind.FIRST, QCoreApplication.translate("Rows", "First visit"))
    if _birthday_falls_on(reservation, guest) or any(
        tag.casefold() in BIRTHDAY_TAGS for tag in tags
    ):
        yield Mark(MarkKind.BIRTHDAY, QCoreApplication.translate("Rows", "Birthday"))
    for tag in tags:
        if tag.casefold() not in VIP_TAGS | BIRTHDAY_TAGS:
            yield Mark(MarkKind.TAG, tag)


def _birthday_falls_on(reservation: Reservation, guest: Guest | None) -> bool:
    if guest is None or guest.birthday is None:
        return False
    day = reservation.business_day
    return (guest.birthday.month, guest.birthday.day) == (day.month, day.day)
