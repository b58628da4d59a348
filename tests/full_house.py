"""A full Saturday: 120 parties, 45 tables in six areas, 19:12; with an empty Tuesday after it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.domain.business_day import at_minute
from app.domain.guest import Guest
from app.domain.ids import AreaId, GuestId, ReservationId, StaffId, TableId
from app.domain.numbers import read_phone
from app.domain.reservation import Reservation, Source, Status
from app.domain.staff import Role, Staff
from app.domain.table import Area, Table, TableKind
from app.domain.venue import Pacing, Shift
from app.domain.waiting import DoorParty
from app.services.author import Author
from app.services.desk import Desk
from app.store.ledger import Ledger, Write
from tests.app.ui.sample import VENUE as SMALL
from tests.app.ui.sample import Clock, empty_desk

SATURDAY = date(2026, 12, 26)
TUESDAY = SATURDAY + timedelta(days=3)
PARTIES = 120
NOW_MINUTE = 19 * 60 + 12
VENUE = replace(
    SMALL,
    name="銀座 暖簾 本店",
    shifts=(
        Shift(name="ランチ", opens_minute=11 * 60 + 30, closes_minute=14 * 60 + 30),
        Shift(name="ディナー", opens_minute=17 * 60, closes_minute=26 * 60),
    ),
    pacing=Pacing(slot_minutes=15, covers_max=20),
    home_area_code="03",
    closing_weekdays=frozenset({0}),
)
AREAS = (
    # name, tables, letter, kind, seats
    ("ホール", 12, "T", TableKind.TABLE, (2, 4)),
    ("窓側", 8, "W", TableKind.TABLE, (1, 2)),
    ("カウンター", 10, "C", TableKind.COUNTER, (1, 1)),
    ("個室", 5, "個", TableKind.PRIVATE_ROOM, (4, 8)),
    ("座敷", 4, "座", TableKind.TATAMI, (6, 12)),
    ("テラス", 6, "テ", TableKind.TERRACE, (2, 4)),
)
WAITING = (
    DoorParty(adults=2, name="高橋", phone="090-1234-5678", quoted_minutes=20),
    DoorParty(adults=4, children=1, name="1", quoted_minutes=45),
    DoorParty(adults=2, name="Müller-Lüdenscheidt", note="ベビーカー"),
)
NAMES = (
    ("田中", "たなか"),
    ("佐々木", "ささき"),
    ("山田", "やまだ"),
    ("高橋", "たかはし"),
    ("﨑山", "さきやま"),
    ("渡邉", "わたなべ"),
    ("Müller-Lüdenscheidt", ""),
    ("伊藤", "いとう"),
    ("小林", "こばやし"),
    ("長谷川", "はせがわ"),
    ("五十嵐", "いがらし"),
    ("Lee", ""),
    ("勅使河原 健太郎", "てしがわら けんたろう"),
    ("林", "はやし"),
)
TAGS = ("記念日", "VIP", "接待", "誕生日", "常連")
COMING = (Status.BOOKED, Status.CONFIRMED)
AT_THE_DOOR = (Status.ARRIVED, Status.LATE, Status.SEATED, Status.PARTLY_ARRIVED)
AT_TABLE = (Status.SEATED, Status.SEATED, Status.BILL)


def full_desk(folder: Path) -> tuple[Desk, Clock]:
    """Set the full Saturday up in a new ledger, and its clock."""
    clock = Clock(at_minute(SATURDAY, NOW_MINUTE, VENUE))
    desk = empty_desk(folder, clock)
    ledger: Ledger = desk.bookings._ledger
    house = ledger.venue()
    plant(ledger, clock, house)
    _tell_and_wait(desk, clock)
    return desk, clock


def _tell_and_wait(desk: Desk, clock: Clock) -> None:
    """Let three parties wait at the door, one past what it was told, and leave two notices."""
    host = Author("sato")
    clock.advance(-25)
    for party in WAITING:
        desk.bookings.wait(party, host)
        clock.advance(10)
    clock.advance(25 - 10 * len(WAITING))
    desk.notices.add("19時30分 団体40名様、裏口からご案内", SATURDAY, SATURDAY, host)
    desk.notices.add("冷蔵庫2番 修理中（業者は月曜 9時）", SATURDAY, None, host)


def plant(ledger: Ledger, now_ms: Callable[[], int], house: object) -> None:
    """Write the Saturday into a book that holds a house and nothing else."""
    ledger.commit([Write(house, VENUE, "setup")], actor="", now_ms=now_ms())
    tables = tuple(_tables())
    values = (*_areas(), *tables, *_people(), *_guests())
    ledger.commit([Write(None, each, "setup") for each in values], actor="", now_ms=now_ms())
    parties = tuple(_parties(tables))
    ledger.commit([Write(None, each, "add") for each in parties], actor="sato", now_ms=now_ms())


def _areas() -> Iterator[Area]:
    for order, (name, *_) in enumerate(AREAS):
        yield Area(id=AreaId(f"a{order}"), name=name, order=order)


def _tables() -> Iterator[Table]:
    order = 0
    for area, (_, count, letter, kind, (least, most)) in enumerate(AREAS):
        for number in range(1, count + 1):
            order += 1
            yield Table(
                id=TableId(f"t{order}"),
                name=f"{letter}{number}",
                seats_min=least,
                seats_max=most,
                area_id=AreaId(f"a{area}"),
                kind=kind,
                order=order,
            )


def _people() -> Iterator[Staff]:
    for id, name, role in (
        ("sato", "佐藤", Role.HOST),
        ("suzuki", "鈴木", Role.HOST),
        ("takahashi", "高橋", Role.MANAGER),
    ):
        yield Staff(id=StaffId(id), name=name, role=role)


def _guests() -> Iterator[Guest]:
    for number, (name, kana) in enumerate(NAMES):
        yield Guest(
            id=GuestId(f"g{number}"),
            name=name,
            kana=kana,
            phones=(read_phone(f"090-{1000 + number}-5678").phone,),
            allergies=("えび", "かに", "そば") if number % 6 == 0 else (),
            caution="大声" if number == 5 else "",
        )


def _parties(tables: Sequence[Table]) -> Iterator[Reservation]:
    chance = random.Random(7)
    number = 0
    seatings: list[tuple[Table, int, int]] = []
    for table in tables:
        minute = 17 * 60 + chance.choice((0, 15, 30))
        turn = 90 if table.seats_max <= 2 else 120
        while minute < 24 * 60:
            seatings.append((table, minute, turn))
            minute += turn + chance.choice((0, 15, 15, 30))
    chance.shuffle(seatings)
    for number, (table, minute, turn) in enumerate(seatings[: PARTIES - 7], start=1):
        yield _party(number, table, minute, turn, chance)
    for late in range(5):
        yield _without_table(number + 1 + late, NOW_MINUTE // 15 * 15 + 15 * late, 2 + late)
    twice = next(table for table, minute, _ in seatings if minute <= 20 * 60 < minute + 90)
    yield replace(_without_table(number + 6, 20 * 60, 3), table_ids=(twice.id,))
    yield replace(_without_table(number + 7, 22 * 60, 7), table_ids=(tables[4].id, tables[6].id))


def _party(number: int, table: Table, minute: int, turn: int, chance: random.Random) -> Reservation:
    status = _status(minute, minute + turn, chance)
    has_come = status not in (*COMING, Status.LATE)
    starts_at = at_minute(SATURDAY, minute, VENUE)
    guest = chance.randrange(len(NAMES))
    name, kana = NAMES[guest]
    return Reservation(
        id=ReservationId(f"r{number}"),
        business_day=SATURDAY,
        starts_at=starts_at,
        turn_minutes=turn,
        adults=max(1, chance.randint(table.seats_min, table.seats_max)),
        children=1 if number % 9 == 0 else 0,
        guest_name=name,
        guest_kana=kana,
        guest_id=GuestId(f"g{guest}") if number % 2 else None,
        table_ids=(table.id,),
        table_pinned=number % 11 == 0,
        status=status,
        course="おまかせ 12,000" if number % 4 == 0 else "",
        tags=(chance.choice(TAGS),) if number % 5 == 0 else (),
        allergies=("えび", "かに", "乳製品") if number % 7 == 0 else (),
        note="窓側希望、車椅子あり、入口から近い席" if number % 8 == 0 else "",
        source=Source(channel="phone"),
        arrived_at=starts_at if has_come else None,
        seated_at=starts_at if status in (*AT_TABLE, Status.LEFT) else None,
        left_at=at_minute(SATURDAY, minute + turn, VENUE) if status is Status.LEFT else None,
    )


def _status(begins: int, ends: int, chance: random.Random) -> Status:
    if ends < NOW_MINUTE - 10:
        return Status.LEFT
    if begins < NOW_MINUTE - 20:
        return chance.choice(AT_TABLE)
    return chance.choice(AT_THE_DOOR if begins < NOW_MINUTE else COMING)


def _without_table(number: int, minute: int, adults: int) -> Reservation:
    return Reservation(
        id=ReservationId(f"r{number}"),
        business_day=SATURDAY,
        starts_at=at_minute(SATURDAY, minute, VENUE),
        turn_minutes=120,
        adults=adults,
        guest_name=NAMES[number % len(NAMES)][0],
        status=Status.BOOKED,
        source=Source(channel="phone"),
    )
