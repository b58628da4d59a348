"""A believable dinner to look around in and to train with; everything in it is made up."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from app.domain.business_day import at_minute
from app.domain.ids import GuestId, StaffId, TableId
from app.domain.reservation import Reservation, Source, Status
from app.domain.staff import Role
from app.domain.status import move
from app.domain.table import Place, TableKind, TableShape
from app.domain.venue import Pacing, Shift, Venue
from app.services.author import Author
from app.services.bookings import BookingDraft
from app.services.desk import Desk
from app.services.floor import TableDraft
from app.services.guests import GuestDraft

SCENE_MINUTE: Final = 18 * 60 + 40
"""The moment of the evening in which the statuses stand: 18:40."""

PAST_DAYS: Final = 70
COMING_DAYS: Final = 10
COMING_PARTIES: Final = 18

_LUNCH: Final = Shift(name="ランチ", opens_minute=11 * 60 + 30, closes_minute=14 * 60 + 30)
_DINNER: Final = Shift(name="ディナー", opens_minute=17 * 60, closes_minute=26 * 60)
_DONE: Final = (Status.LEFT, Status.BILL, Status.SEATED, Status.ARRIVED, Status.PARTLY_ARRIVED)


def plant_sample(desk: Desk, business_day: date, *, random: random.Random) -> None:
    """Fill a new house: hours, floor, staff, guests, that day as it stands at 18:40, weeks around.

    The same `random` and a desk with the same clock and ids plant the same book.
    """
    before = desk.house.venue()
    after = replace(
        before,
        shifts=(_LUNCH, _DINNER),
        pacing=Pacing(slot_minutes=15, covers_max=20),
        home_area_code="03",
    )
    venue = desk.house.change(before, after, Author()).venue
    people = _hire(desk)
    planter = _Planter(desk, venue, _lay_tables(desk), people, random)
    planter.meet_guests(business_day)
    for party in _PARTIES:
        planter.book(party, business_day)
    planter.add_past(business_day)
    planter.add_coming(business_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """A guest of the sample; `visits` is how often they came in the past weeks."""

    name: str
    kana: str = ""
    visits: int = 0
    company: str = ""
    birth_year: int | None = None
    tags: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    preferences: str = ""
    caution: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Party:
    """A booking of the sample's evening; `at` as staff write it, `tables` by name."""

    at: str
    covers: tuple[int, int, int]
    tables: str = ""
    name: str = ""
    status: Status = Status.BOOKED
    turn: int | None = None
    channel: str = "phone"
    site: str = ""
    course: str = ""
    requests: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    pinned: bool = False


class _Planter:
    """Plants guests and their bookings through the services."""

    def __init__(
        self,
        desk: Desk,
        venue: Venue,
        tables: Mapping[str, TableId],
        staff: Mapping[str, StaffId],
        chance: random.Random,
    ) -> None:
        self._desk = desk
        self._venue = venue
        self._tables = tables
        self._staff = staff
        self._chance = chance
        self._guests: dict[str, GuestId] = {}
        self._phones: dict[str, str] = {}
        # No number given out in Japan goes on with 0000 after 090, 080 or 070.
        self._numbers = chance.sample(range(1000, 10_000), len(_PEOPLE))

    def meet_guests(self, business_day: date) -> None:
        """Write the guests' cards; one has a birthday on the day itself."""
        for person, number in zip(_PEOPLE, self._numbers, strict=True):
            head = self._chance.choice(("090", "090", "080", "070"))
            phone = _FIRST_PHONE if person is _PEOPLE[0] else f"{head}-0000-{number}"
            birthday = None
            if person.birth_year:
                days = 0 if person.name == "伊藤" else self._chance.randrange(20, 340)
                birthday = _in_year(business_day + timedelta(days=days), person.birth_year)
            guest = self._desk.guests.add(
                GuestDraft(
                    name=person.name,
                    kana=person.kana,
                    phones=(phone,),
                    company=person.company,
                    birthday=birthday,
                    tags=person.tags,
                    allergies=person.allergies,
                    preferences=person.preferences,
                    caution=person.caution,
                    note=person.note,
                ),
                self._author()[0],
            )
            self._guests[person.name] = guest.id
            self._phones[person.name] = phone

    def book(self, party: _Party, business_day: date) -> Reservation:
        """Book a party and bring it to where it stands."""
        hours, _, minutes = party.at.partition(":")
        author, taken_by = self._author()
        starts_at = at_minute(business_day, int(hours) * 60 + int(minutes), self._venue)
        person = _BY_NAME.get(party.name)
        expected = party.status if party.status not in _DONE else Status.BOOKED
        adults, children, infants = party.covers
        answer_by = starts_at - timedelta(hours=1) if expected is Status.REQUESTED else None
        draft = BookingDraft(
            business_day=business_day,
            starts_at=starts_at,
            adults=adults,
            children=children,
            infants=infants,
            turn_minutes=party.turn,
            guest_name=party.name,
            guest_kana=person.kana if person else "",
            phone=self._phones.get(party.name, ""),
            guest_id=self._guests.get(party.name),
            table_ids=tuple(self._tables[name] for name in party.tables.split()),
            table_pinned=party.pinned,
            status=expected,
            course=party.course,
            requests=party.requests,
            note=party.note,
            tags=(*party.tags, *(person.tags if person else ())),
            allergies=person.allergies if person else (),
            source=self._source(party),
            taken_by=taken_by,
            answer_by=answer_by,
        )
        booked = self._desk.bookings.add(draft, author).reservation
        return self._receive(booked, party.status) if party.status in _DONE else booked

    def add_past(self, business_day: date) -> None:
        """Give the guests a past: visits, and now and then somebody who did not come."""
        for person in _PEOPLE:
            for days in self._chance.sample(range(1, PAST_DAYS), person.visits):
                missed = self._chance.random() < _MISSED.get(person.name, 0.02)
                status = Status.NO_SHOW if missed else Status.LEFT
                self._plain(person.name, business_day - timedelta(days=days), status)

    def add_coming(self, business_day: date) -> None:
        """Book parties on the following days, some of them not yet at a table."""
        for person in self._chance.sample(_PEOPLE, COMING_PARTIES):
            days = self._chance.randrange(1, COMING_DAYS)
            status = self._chance.choice((Status.BOOKED, Status.BOOKED, Status.CONFIRMED))
            self._plain(person.name, business_day + timedelta(days=days), status)

    def _plain(self, name: str, business_day: date, status: Status) -> None:
        """Book an ordinary dinner at a table that is free, or at none."""
        minute = self._chance.randrange(17 * 60 + 30, 21 * 60, 15)
        covers = (self._chance.choice((2, 2, 2, 3, 4, 4, 5)), 0, 0)
        starts_at = at_minute(business_day, minute, self._venue)
        free = self._desk.bookings.free(business_day, starts_at, covers[0])
        names = {id: table for table, id in self._tables.items()}
        tables = " ".join(names[id] for id in free[0].table_ids) if free else ""
        at = f"{minute // 60}:{minute % 60:02}"
        self.book(
            _Party(at=at, covers=covers, tables=tables, name=name, status=status), business_day
        )

    def _receive(self, booked: Reservation, status: Status) -> Reservation:
        """Let a party arrive, sit and leave at the times it would have."""
        came = booked.starts_at + timedelta(minutes=self._chance.randrange(-6, 9))
        steps: list[tuple[Status, datetime]] = [(Status.ARRIVED, came)]
        if status in (Status.SEATED, Status.BILL, Status.LEFT):
            steps.append((Status.SEATED, came + timedelta(minutes=4)))
        if status is Status.LEFT:
            steps.append((Status.LEFT, booked.ends_at - timedelta(minutes=5)))
        after = booked
        for step, at in steps:
            after = move(after, step, at)
        if status in (Status.BILL, Status.PARTLY_ARRIVED):
            after = move(after, status, booked.ends_at)
        author, _ = self._author()
        return self._desk.bookings.change(booked, after, author, status.value).reservation

    def _author(self) -> tuple[Author, StaffId]:
        name = self._chance.choice(list(self._staff))
        return Author(name), self._staff[name]

    def _source(self, party: _Party) -> Source:
        reference = f"S{self._chance.randrange(100_000, 999_999)}" if party.site else ""
        return Source(channel=party.channel, site=party.site, reference=reference)


def _hire(desk: Desk) -> Mapping[str, StaffId]:
    roles = {"佐藤": Role.HOST, "鈴木": Role.HOST, "高橋": Role.MANAGER}
    return {name: desk.team.add(name, role, Author()).id for name, role in roles.items()}


def _lay_tables(desk: Desk) -> Mapping[str, TableId]:
    """Lay the floor; tables that stand side by side can be pushed together."""
    areas = {
        name: desk.floor.add_area(name, Author()).id
        for name in ("ホール", "カウンター", "個室・座敷")
    }
    laid: dict[str, TableId] = {}
    for area, kind, name, seats, place, beside in _TABLES:
        table = desk.floor.add_table(
            TableDraft(
                name=name,
                seats_min=seats[0],
                seats_max=seats[1],
                area_id=areas[area],
                kind=kind,
                place=place,
                combines_with=(laid[beside],) if beside else (),
            ),
            Author(),
        )
        laid[name] = table.id
    return laid


def _hall(name: str, seats: tuple[int, int], spot: tuple[int, int], beside: str = "") -> _Laid:
    place = Place(x=120 + spot[0] * 180, y=120 + spot[1] * 200, width=60 + 15 * seats[1])
    return ("ホール", TableKind.TABLE, name, seats, place, beside)


def _stool(number: int) -> _Laid:
    place = Place(x=60 + number * 90, y=60, width=50, depth=50, shape=TableShape.ROUND)
    beside = f"C{number - 1}" if number > 1 else ""
    return ("カウンター", TableKind.COUNTER, f"C{number}", (1, 2), place, beside)


def _in_year(day: date, year: int) -> date:
    # Nobody here is born on 29 February, which most years lack.
    return date(year, day.month, min(day.day, 28))


_Laid = tuple[str, TableKind, str, tuple[int, int], Place, str]
"""Area, kind, name, seats, place, and the table it can be pushed against."""

_TABLES: Final[tuple[_Laid, ...]] = (
    _hall("T1", (1, 2), (0, 0)),
    _hall("T2", (1, 2), (1, 0), beside="T1"),
    _hall("T3", (2, 4), (2, 0)),
    _hall("T4", (2, 4), (3, 0), beside="T3"),
    _hall("T5", (2, 4), (0, 1)),
    _hall("T6", (2, 4), (1, 1), beside="T5"),
    _hall("T7", (2, 4), (2, 1), beside="T6"),
    _hall("T8", (4, 6), (3, 1)),
    *(_stool(number) for number in range(1, 7)),
    ("個室・座敷", TableKind.PRIVATE_ROOM, "個室1", (4, 8), Place(x=80, y=80, width=220), ""),
    ("個室・座敷", TableKind.PRIVATE_ROOM, "個室2", (2, 6), Place(x=340, y=80, width=180), "個室1"),
    ("個室・座敷", TableKind.TATAMI, "座敷", (6, 12), Place(x=80, y=260, width=440, depth=140), ""),
)

_FIRST_PHONE: Final = "090-1234-5678"

_PEOPLE: Final = (
    _Person(
        name="斎藤",
        kana="さいとう",
        visits=6,
        allergies=("そば",),
        preferences="窓側を希望",
        note="日本酒は辛口",
    ),
    _Person(name="田中", kana="たなか", visits=9, allergies=("えび",), tags=("常連",)),
    _Person(name="佐々木", kana="ささき", visits=2),
    _Person(name="山田", kana="やまだ", visits=4),
    _Person(name="﨑山", kana="さきやま", visits=3, preferences="静かな席"),
    _Person(name="渡邉", kana="わたなべ", visits=5, company="渡邉商事", tags=("接待",)),
    _Person(name="渡辺", kana="わたなべ", visits=1),
    _Person(name="伊藤", kana="いとう", visits=3, birth_year=1984),
    _Person(name="小林", kana="こばやし", visits=2),
    _Person(name="Lee", kana="リー", visits=7, tags=("VIP",), note="English menu"),
    _Person(name="Miller", kana="ミラー", visits=1, allergies=("ピーナッツ",)),
    _Person(
        name="林", kana="はやし", visits=12, tags=("VIP", "常連"), note="いつものボトルを C6 に"
    ),
    _Person(name="高橋", kana="たかはし", visits=4, company="高橋建設", tags=("接待",)),
    _Person(name="中村", kana="なかむら", visits=2),
    _Person(name="加藤", kana="かとう", visits=1),
    _Person(name="岡田", kana="おかだ", visits=1),
    _Person(name="中島", kana="なかじま"),
    _Person(name="後藤", kana="ごとう", visits=2, birth_year=1972),
    _Person(
        name="黒田",
        kana="くろだ",
        visits=3,
        caution="無断キャンセルが2回。前日に必ず確認の電話を入れる",
    ),
    _Person(name="近藤", kana="こんどう", visits=1),
    _Person(name="長谷川", kana="はせがわ", visits=2, birth_year=1990),
    _Person(name="髙木", kana="たかぎ", visits=1, allergies=("乳製品",)),
    _Person(name="馬場", kana="ばば", visits=1),
    _Person(name="羽場", kana="はば"),
    _Person(name="前田", kana="まえだ", visits=3),
    _Person(name="石井", kana="いしい", visits=1),
)
_BY_NAME: Final = {person.name: person for person in _PEOPLE}
_MISSED: Final = {"黒田": 0.7, "佐々木": 0.3}

_PARTIES: Final = (
    _Party(at="11:30", covers=(2, 0, 0), tables="T1", name="木村", status=Status.LEFT),
    _Party(at="12:00", covers=(2, 2, 0), tables="T3", name="山本", status=Status.LEFT),
    _Party(
        at="12:00", covers=(1, 0, 0), tables="C1", status=Status.LEFT, channel="walk_in", turn=60
    ),
    _Party(at="12:15", covers=(6, 0, 0), tables="個室1", name="松本", status=Status.LEFT, turn=90),
    _Party(at="12:30", covers=(2, 0, 0), tables="T5", name="井上", status=Status.NO_SHOW),
    _Party(at="13:00", covers=(5, 0, 0), tables="T8", name="清水", status=Status.LEFT, turn=90),
    _Party(at="17:00", covers=(2, 0, 0), tables="T2", name="中村", status=Status.BILL),
    _Party(at="17:30", covers=(4, 0, 0), tables="T3", name="田中", status=Status.SEATED),
    _Party(
        at="17:30",
        covers=(2, 0, 0),
        tables="C1",
        name="Miller",
        status=Status.SEATED,
        channel="in_person",
    ),
    _Party(
        at="18:00",
        covers=(2, 0, 0),
        tables="T4",
        name="前田",
        status=Status.SEATED,
        tags=("記念日",),
    ),
    _Party(
        at="18:00",
        covers=(6, 0, 0),
        tables="個室1",
        name="高橋",
        status=Status.SEATED,
        course="会席 12,000",
        note="お車代を用意",
    ),
    _Party(
        at="18:00",
        covers=(2, 2, 1),
        tables="T8",
        name="渡辺",
        status=Status.SEATED,
        requests="子供用の椅子を2脚",
    ),
    _Party(
        at="18:20", covers=(2, 0, 0), tables="C5", status=Status.SEATED, channel="walk_in", turn=90
    ),
    _Party(at="18:15", covers=(3, 0, 0), tables="T7", name="﨑山", status=Status.LATE),
    _Party(at="18:30", covers=(1, 0, 0), tables="C3", name="山下", status=Status.ARRIVED),
    _Party(at="18:30", covers=(4, 0, 0), tables="T6", name="斎藤", status=Status.PARTLY_ARRIVED),
    _Party(at="18:30", covers=(2, 0, 0), name="鈴木", channel="web", site="食べ歩きネット"),
    _Party(
        at="18:45", covers=(2, 0, 0), name="佐野", status=Status.WAITING, channel="walk_in", turn=90
    ),
    _Party(at="19:00", covers=(4, 0, 0), tables="T5", name="山田", status=Status.CONFIRMED),
    _Party(at="19:00", covers=(2, 0, 0), tables="T5", name="佐々木"),
    _Party(
        at="19:00",
        covers=(4, 0, 0),
        name="山田",
        status=Status.DUPLICATE,
        channel="web",
        site="食べ歩きネット",
    ),
    _Party(
        at="19:00",
        covers=(8, 0, 0),
        tables="座敷",
        name="渡邉",
        status=Status.CONFIRMED,
        course="コース 8,000",
        requests="上座に会長のお席",
        pinned=True,
    ),
    _Party(at="19:00", covers=(2, 0, 0), tables="C4", name="Lee", status=Status.CONFIRMED),
    _Party(
        at="19:30",
        covers=(4, 0, 0),
        tables="個室2",
        name="伊藤",
        course="おまかせ 10,000",
        requests="誕生日のケーキ。プレートに「おめでとう」",
        tags=("誕生日",),
    ),
    _Party(at="19:30", covers=(2, 0, 0), tables="T1", name="石井", status=Status.CONFIRMED),
    _Party(at="20:00", covers=(6, 1, 0), tables="T3 T4", name="岡田", note="一卓につなげる"),
    _Party(
        at="20:00",
        covers=(2, 0, 0),
        tables="C2",
        name="黒田",
        status=Status.CONFIRMED,
        note="前日に確認済み",
    ),
    _Party(at="20:30", covers=(2, 0, 0), tables="T2", name="加藤", status=Status.CANCELLED),
    _Party(at="20:45", covers=(5, 0, 0), tables="T8", name="小林"),
    _Party(
        at="20:45",
        covers=(4, 0, 1),
        tables="個室1",
        name="中島",
        status=Status.REQUESTED,
        channel="web",
        site="食べ歩きネット",
    ),
    _Party(at="21:00", covers=(2, 0, 0), tables="T7", name="後藤"),
    _Party(
        at="21:15",
        covers=(2, 0, 0),
        tables="T1",
        name="長谷川",
        channel="web",
        site="おでかけ予約",
    ),
    _Party(at="22:00", covers=(2, 0, 0), tables="T2", name="近藤", course="飲み放題 5,000"),
    _Party(at="24:00", covers=(1, 0, 0), tables="C4", name="村上"),
    _Party(
        at="25:30", covers=(2, 0, 0), tables="C6", name="林", note="ボトルを出しておく", turn=90
    ),
)
