"""Put a reservation into the words and marks that list and timeline show; pure formatting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.business_day import clock_text
from app.domain.day import DayBook
from app.domain.guest import Guest
from app.domain.reservation import PRESENT, Reservation, Status
from app.viewmodels.counted import Counted

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
    VIP = "vip"
    FIRST = "first"
    BIRTHDAY = "birthday"
    TAG = "tag"
    COURSE = "course"
    MEMO = "memo"


ALARMS = frozenset({MarkKind.CLASH, MarkKind.ALLERGY, MarkKind.OVERDUE, MarkKind.OVER_TIME})
"""Marks that need a person; they alone are vermilion."""


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
class Row:
    """A reservation as it is shown.

    Attributes:
        honorific: `様` in Japanese, after the name; empty in English.
        party: covers in short, such as `4名`, the number first.
        party_full: who they are, for cards and readers.
        table: names of the tables held, or empty for 席未定.
        next_status: what one tap does; None once nothing more is usual.
        spoken: the whole row as one sentence, for screen readers.
    """

    reservation_id: str
    time: str
    name: str
    honorific: str
    kana: str
    covers: int
    party: str
    party_full: str
    table: str
    status: Status
    status_word: str
    next_status: Status | None
    marks: tuple[Mark, ...]
    clashing: bool = False
    tentative: bool = False
    pinned: bool = False
    spoken: str = ""


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


def row_of(book: DayBook, reservation: Reservation, standing: Standing) -> Row:
    """Put one reservation of the day into words."""
    guest = book.guests.get(reservation.guest_id) if reservation.guest_id else None
    marks = marks_of(book, reservation, standing)
    name, honorific = name_and_honorific(reservation)
    word = status_word(reservation.status)
    time = clock_text(reservation.starts_at, book.venue, reservation.business_day)
    table = table_names(book, reservation)
    parts = (
        time,
        name + honorific,
        party_text(reservation),
        table,
        word,
        *(mark.word for mark in marks),
    )
    return Row(
        reservation_id=reservation.id,
        time=time,
        name=name,
        honorific=honorific,
        kana=reservation.guest_kana or (guest.kana if guest else ""),
        covers=reservation.covers,
        party=covers_text(reservation.covers),
        party_full=party_text(reservation),
        table=table,
        status=reservation.status,
        status_word=word,
        next_status=NEXT.get(reservation.status),
        marks=marks,
        clashing=standing.double_booked or standing.disagreed,
        tentative=standing.tentative,
        pinned=reservation.table_pinned,
        spoken=QCoreApplication.translate("Rows", ", ").join(part for part in parts if part),
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
    shown = QCoreApplication.translate("Rows", "{name}").format(name=name)
    return name, shown.removeprefix(name)


def _nameless(reservation: Reservation) -> str:
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
    sorts = [words.adults_text(reservation.adults)]
    if reservation.children:
        sorts.append(words.children_text(reservation.children))
    if reservation.infants:
        sorts.append(words.infants_text(reservation.infants))
    return QCoreApplication.translate("Rows", "{covers} ({sorts})").format(
        covers=covers, sorts=QCoreApplication.translate("Rows", ", ").join(sorts)
    )


def table_names(book: DayBook, reservation: Reservation) -> str:
    """Name the tables held, in the order chosen: `T5+T6`."""
    return "+".join(book.table_names(reservation.table_ids))


def status_word(status: Status) -> str:
    """Name a status in the house's words."""
    return QCoreApplication.translate("Rows", str(STATUS_WORDS[status]))


def marks_of(book: DayBook, reservation: Reservation, standing: Standing) -> tuple[Mark, ...]:
    """Choose the words that stand beside a party: what needs a person comes first."""
    guest = book.guests.get(reservation.guest_id) if reservation.guest_id else None
    marks = [
        *_alarms(reservation, guest, standing),
        *_about_guest(book, reservation, guest),
    ]
    if reservation.course:
        marks.append(Mark(MarkKind.COURSE, reservation.course))
    memo = (reservation.requests or reservation.note).strip()
    if memo:
        marks.append(Mark(MarkKind.MEMO, memo.splitlines()[0]))
    return tuple(marks)


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


def _alarms(reservation: Reservation, guest: Guest | None, standing: Standing) -> list[Mark]:
    marks = []
    if standing.double_booked:
        marks.append(Mark(MarkKind.CLASH, QCoreApplication.translate("Rows", "Double-booked")))
    if standing.disagreed:
        marks.append(Mark(MarkKind.CLASH, QCoreApplication.translate("Rows", "To settle")))
    if reservation.status not in GONE:
        allergies = dict.fromkeys((*reservation.allergies, *(guest.allergies if guest else ())))
        if allergies:
            words = QCoreApplication.translate("Rows", "Allergy: {what}").format(
                what=QCoreApplication.translate("Rows", ", ").join(allergies)
            )
            marks.append(Mark(MarkKind.ALLERGY, words))
    late = minutes_late(reservation, standing.now)
    if late >= OVERDUE_MINUTES_MIN:
        word = QCoreApplication.translate("Rows", "{minutes} min late")
        marks.append(Mark(MarkKind.OVERDUE, word.format(minutes=late)))
    over = minutes_over(reservation, standing.now)
    if over >= OVERDUE_MINUTES_MIN:
        word = QCoreApplication.translate("Rows", "{minutes} min over time")
        marks.append(Mark(MarkKind.OVER_TIME, word.format(minutes=over)))
    return marks


def _about_guest(book: DayBook, reservation: Reservation, guest: Guest | None) -> list[Mark]:
    marks = []
    if guest and guest.caution:
        marks.append(Mark(MarkKind.CAUTION, QCoreApplication.translate("Rows", "Caution")))
    if not reservation.table_ids and reservation.status not in GONE:
        marks.append(Mark(MarkKind.NO_TABLE, QCoreApplication.translate("Rows", "No table yet")))
    tags = dict.fromkeys((*reservation.tags, *(guest.tags if guest else ())))
    if any(tag.casefold() in VIP_TAGS for tag in tags):
        marks.append(Mark(MarkKind.VIP, QCoreApplication.translate("Rows", "VIP")))
    if guest and reservation.status not in GONE | PRESENT and _never_came(book, guest):
        marks.append(Mark(MarkKind.FIRST, QCoreApplication.translate("Rows", "First visit")))
    if _birthday_falls_on(reservation, guest) or any(
        tag.casefold() in BIRTHDAY_TAGS for tag in tags
    ):
        marks.append(Mark(MarkKind.BIRTHDAY, QCoreApplication.translate("Rows", "Birthday")))
    marks.extend(
        Mark(MarkKind.TAG, tag) for tag in tags if tag.casefold() not in VIP_TAGS | BIRTHDAY_TAGS
    )
    return marks


def _never_came(book: DayBook, guest: Guest) -> bool:
    visits = book.visits.get(guest.id)
    return visits is not None and visits.visits == 0


def _birthday_falls_on(reservation: Reservation, guest: Guest | None) -> bool:
    if guest is None or guest.birthday is None:
        return False
    day = reservation.business_day
    return (guest.birthday.month, guest.birthday.day) == (day.month, day.day)
