"""Plants a book of years: a million bookings and guests, written row by row as the journal would.

Going through the services would take an hour, through `Journal.absorb` ten minutes; so changes,
states and rows are spelt out here and written in bulk. `tests/bench/test_big_book.py` holds every
byte of them against what the real journal and projection make of the same changes. What is small
(the house, its tables, what waits and what clashes) goes through the real code.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from app.domain.booking import BookingDraft
from app.domain.business_day import at_minute
from app.domain.guest import Guest
from app.domain.ids import UUID7_TAIL_BYTES, GuestId, TableId, VenueId, uuid7
from app.domain.kana import fold
from app.domain.phone import Phone
from app.domain.staff import Role
from app.domain.table import TableKind
from app.domain.venue import Pacing, Shift, Venue
from app.services.desk import Author, Desk
from app.services.floor import TableDraft
from app.store import guest_index, ledger_file, rows
from app.store.ledger import Ledger, NewDevice, Write
from app.store.schema import KINDS, to_moment
from sync import clock, digest
from sync.change import Change, Incarnation, canonical, change_id, content_hash, pack
from sync.journal import Incoming

TABLES: Final = 45
PER_DAY: Final = 300
AHEAD_DAYS: Final = 60
NOW_MINUTE: Final = 18 * 60 + 40
"""The book is planted as it stands at 18:40 of `Plan.today`."""

SEATINGS: Final = tuple(h * 60 + m for h, m in ((11, 30), (13, 0), (14, 30), (17, 0)))
EVENING: Final = tuple(h * 60 + m for h, m in ((18, 30), (20, 0), (21, 30)))
TURN_MINUTES: Final = 90
CHUNK_DAYS: Final = 20
OURS: Final = Incarnation("a" * 16)
DEVICES: Final = {OURS: "レジ", Incarnation("b" * 16): "ホール", Incarnation("c" * 16): "事務所"}
STAFF: Final = ("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村")
CLASHES: Final = 5
DOUBLES: Final = 3
WAITING: Final = 20

SHARED_EVERY: Final = 40
"""Every so many guests one shares its number with the guest before: families, companies."""

_SURNAME_LIST: Final = """
    佐藤さとう 鈴木すずき 高橋たかはし 田中たなか 伊藤いとう 渡邉わたなべ 山本やまもと
    中村なかむら 小林こばやし 加藤かとう 吉田よしだ 山田やまだ 佐々木ささき 山口やまぐち
    松本まつもと 井上いのうえ 木村きむら 斎藤さいとう 清水しみず 山崎やまざき 森もり
    池田いけだ 橋本はしもと 阿部あべ 石川いしかわ 髙木たかぎ 前田まえだ 藤田ふじた
    後藤ごとう 小川おがわ 岡田おかだ 村上むらかみ 長谷川はせがわ 近藤こんどう 石井いしい
    坂本さかもと 遠藤えんどう 青木あおき 藤井ふじい 西村にしむら 福田ふくだ 太田おおた
"""
_GIVEN_LIST: Final = """
    健一けんいち 花子はなこ 太郎たろう 美咲みさき 大輔だいすけ 陽子ようこ 直樹なおき 結衣ゆい
    翔太しょうた 恵子けいこ 拓也たくや 由美ゆみ 和也かずや 真由美まゆみ 達也たつや 裕子ゆうこ
    亮りょう 愛あい 誠まこと 久美子くみこ 学まなぶ 智子ともこ 隆たかし 純子じゅんこ 浩ひろし
    明美あけみ 剛つよし 葵あおい 蓮れん 凛りん
"""
_SURNAMES: Final = tuple(_SURNAME_LIST.split())
_GIVEN: Final = tuple(_GIVEN_LIST.split())
_NOTES: Final = ("", "", "", "", "窓側を希望", "静かな席", "ベビーカー\n入口の近く", "お誕生日")
_COURSES: Final = ("", "", "", "おまかせ 10,000", "会席 12,000", "コース 8,000")
_PAST: Final = ("left",) * 18 + ("cancelled", "no_show")
_COMING: Final = ("booked", "booked", "booked", "confirmed", "requested")
_SOURCES: Final = (
    {"channel": "phone", "site": "", "reference": "", "referrer": ""},
    {"channel": "web", "site": "食べ歩きネット", "reference": "", "referrer": ""},
    {"channel": "walk_in", "site": "", "reference": "", "referrer": ""},
)


@dataclass(frozen=True)
class Plan:
    """How large a book to plant, and on which business day it is opened."""

    reservations: int
    guests: int
    today: date

    @property
    def first_day(self) -> date:
        """The oldest day in the book."""
        return self.today - timedelta(days=self.days - 1 - self.ahead_days)

    @property
    def days(self) -> int:
        """How many days it holds."""
        return -(-self.reservations // PER_DAY)

    @property
    def ahead_days(self) -> int:
        """How far ahead guests have booked."""
        return min(AHEAD_DAYS, self.days // 4)

    @property
    def now_ms(self) -> int:
        """The moment at which the book is opened, milliseconds since 1970."""
        return int(at_minute(self.today, NOW_MINUTE, VENUE).timestamp() * 1000)


VENUE: Final = Venue(
    id=VenueId("01930000-0000-7000-8000-000000000001"),
    name="暖簾 本店",
    shifts=(
        Shift(name="ランチ", opens_minute=11 * 60 + 30, closes_minute=16 * 60),
        Shift(name="ディナー", opens_minute=17 * 60, closes_minute=23 * 60),
    ),
    pacing=Pacing(slot_minutes=30, covers_max=200),
    home_area_code="03",
)


def plant(path: Path, plan: Plan) -> None:
    """Write a new book at `path`.

    Raises:
        StoreError: there is one already.
    """
    ledger = found(path)
    planter = _Planter(ledger, plan)
    _hurry(ledger.sql)
    planter.furnish()
    with ledger_file.writing(ledger.sql):
        for page in planter.pages():
            _write(ledger.sql, page)
        planter.settle()
    _take_care(ledger.sql)
    planter.stir()
    ledger.sql.execute("pragma wal_checkpoint(truncate)")
    ledger.close()


def found(path: Path) -> Ledger:
    """Make the empty ledger that is planted into."""
    device = NewDevice(
        venue=VENUE.id,
        environment="training",
        id="01930000-0000-7000-8000-0000000000d1",
        name=DEVICES[OURS],
        incarnation=OURS,
    )
    return Ledger.create(path, device)


def _hurry(sql: sqlite3.Connection) -> None:
    """Spare every safety while planting: a crash costs a file that nobody keeps."""
    sql.execute("pragma journal_mode = off")
    sql.execute("pragma synchronous = off")
    sql.execute("pragma cache_size = -1000000")


def _take_care(sql: sqlite3.Connection) -> None:
    sql.execute("pragma journal_mode = wal")
    sql.execute("pragma synchronous = full")


class _Planted(NamedTuple):
    """One entity made by one change: the change's row, the state's, and the entity's own."""

    change: tuple[Any, ...]
    state: tuple[Any, ...]
    row: tuple[Any, ...]


@dataclass
class _Page:
    """What is written at once."""

    guests: list[_Planted] = field(default_factory=list)
    grams: list[tuple[Any, ...]] = field(default_factory=list)
    phones: list[tuple[str, str, str]] = field(default_factory=list)
    reservations: list[_Planted] = field(default_factory=list)


class _Caller(NamedTuple):
    """What a booking copies from its guest's card."""

    id: str
    name: str
    kana: str
    phone: Mapping[str, str]


class _Planter:
    """Spells a book out, day by day, in the order in which it would have come about."""

    def __init__(self, ledger: Ledger, plan: Plan) -> None:
        self._ledger = ledger
        self._plan = plan
        self._chance = random.Random(20_261_122)
        self._desk = Desk(ledger, lambda: plan.now_ms, self._new_id)
        self._made = dict.fromkeys(DEVICES, 0)
        self._buckets = dict.fromkeys(range(digest.BUCKETS), 0)
        self._callers: list[_Caller] = []
        self._tables: tuple[TableId, ...] = ()
        self._pos = 0
        self._guest_row, self._reservation_row = _base_row("guest"), _base_row("reservation")

    def furnish(self) -> None:
        """Found the house: hours, floor, staff."""
        nobody = Author()
        self._ledger.commit([Write(None, VENUE, "setup")], actor="", now_ms=self._plan.now_ms)
        area = self._desk.floor.add_area("ホール", nobody).id
        self._tables = tuple(
            self._desk.floor.add_table(
                TableDraft(
                    name=f"T{number}",
                    seats_min=1 + number % 2,
                    seats_max=2 + number % 5,
                    area_id=area,
                    kind=TableKind.COUNTER if number <= 10 else TableKind.TABLE,
                ),
                nobody,
            ).id
            for number in range(1, TABLES + 1)
        )
        for name in STAFF:
            self._desk.team.add(name, Role.HOST, nobody)
        sql = self._ledger.sql
        self._pos = sql.execute("select max(pos) from change").fetchone()[0]
        self._made[OURS] = self._pos
        for bucket, hash in self._ledger.journal.buckets().items():
            self._buckets[bucket] = int.from_bytes(hash, "big")

    def pages(self) -> Iterator[_Page]:
        """Spell guests and bookings out, some days at a time."""
        plan = self._plan
        for start in range(0, plan.days, CHUNK_DAYS):
            page = _Page()
            for number in range(start, min(start + CHUNK_DAYS, plan.days)):
                day = plan.first_day + timedelta(days=number)
                for _ in range(_share(plan, number), _share(plan, number + 1)):
                    self._meet_guest(page, day)
                count = min(PER_DAY, plan.reservations - number * PER_DAY)
                self._book_day(page, day, count)
            yield page

    def settle(self) -> None:
        """Bring clock, sequence, cursor and digest to where so many changes leave them."""
        sql = self._ledger.sql
        sql.execute("update change set state = 0, cursor = pos where state <> 0")
        sql.execute(
            "update device set sequence = ?, stamp = ?, cursor = ?, epoch = 'e1'",
            (self._made[OURS], clock.stamp(self._plan.now_ms, 0), self._pos),
        )
        sql.executemany(
            "insert or replace into digest values (?, ?)",
            [(n, total.to_bytes(digest.HASH_BYTES, "big")) for n, total in self._buckets.items()],
        )
        sql.execute(
            "update round set tried_ms = ?1, synced_ms = ?1, in_sync = 1, skew_ms = 12,"
            " hub = 'online', hub_since_ms = ?1",
            (self._plan.now_ms,),
        )

    def stir(self) -> None:
        """Leave what every house has: a queue, a table promised twice, people who disagree."""
        day, author = self._plan.today + timedelta(days=1), Author(STAFF[0])
        bookings, chance = self._desk.bookings, self._chance
        taken = chance.sample(self._ledger.reservations(day), DOUBLES)
        for number in range(WAITING):
            draft = BookingDraft(
                business_day=day,
                starts_at=at_minute(day, chance.choice(EVENING), VENUE),
                adults=2,
                guest_name=f"待{number}",
            )
            if number < DOUBLES:
                draft = replace(
                    draft, starts_at=taken[number].starts_at, table_ids=taken[number].table_ids
                )
            bookings.add(draft, author)
        foreign = next(each for each in DEVICES if each != OURS)
        disputed = chance.sample(self._ledger.reservations(self._plan.today), CLASHES)
        changes = [
            self._change(foreign, "reservation", each.id, "change", {"adults": each.adults + 1})
            for each in disputed
        ]
        with ledger_file.writing(self._ledger.sql):
            news = [
                Incoming(pack(change), self._pos + number)
                for number, change in enumerate(changes, start=1)
            ]
            absorbed = self._ledger.journal.absorb(news, self._plan.now_ms)
            rows.project(self._ledger.sql, absorbed.moved)
            self._ledger.journal.advance(self._pos + len(news), "e1")

    def _meet_guest(self, page: _Page, day: date) -> None:
        chance, number = self._chance, len(self._callers)
        name, kana = a_name(chance)
        at_ms = _noon_ms(day)
        shares = number % SHARED_EVERY == SHARED_EVERY - 1
        phone = self._callers[-1].phone if shares else _phone_json(number)
        caller = _Caller(self._new_id(at_ms), name, kana, phone)
        key = phone["e164"]
        sets: dict[str, Any] = {"name": name, "kana": kana, f"phones/{key}": phone}
        cells = {"id": caller.id, "name": name, "kana": kana, "phones": _json([phone])}
        if chance.random() < 0.1:
            sets["allergies/えび"], cells["allergies"] = True, _json(["えび"])
        if chance.random() < 0.05:
            sets["tags/VIP"], cells["tags"] = True, _json(["VIP"])
        change, state = self._record("guest", caller.id, "add", sets, at_ms)
        row = (number + 1, *(self._guest_row | cells | {"revision": self._pos}).values())
        page.guests.append(_Planted(change, state, row))
        page.grams.append((number + 1, *_name_grams(name, kana), _phone_grams(phone["digits"])))
        page.phones.append((key, caller.id, key[-8:]))
        self._callers.append(caller)

    def _book_day(self, page: _Page, day: date, count: int) -> None:
        spots = [(minute, table) for minute in (*SEATINGS, *EVENING) for table in self._tables]
        times = {minute: at_minute(day, minute, VENUE) for minute in (*SEATINGS, *EVENING)}
        for minute, table in self._chance.sample(spots, count):
            self._book(page, day, times[minute], table)

    def _book(self, page: _Page, day: date, starts_at: datetime, table: str) -> None:
        chance = self._chance
        at_ms = _noon_ms(day) - chance.randrange(30) * 86_400_000
        status = self._status(starts_at)
        sets: dict[str, Any] = {
            "business_day": day.isoformat(),
            "starts_at": to_moment(starts_at),
            "turn_minutes": TURN_MINUTES,
            "adults": chance.choice((1, 2, 2, 2, 3, 4, 4, 6)),
            "table_ids": [table],
            "status": status,
            "source": _SOURCES[2],
        }
        if self._callers and chance.random() < 0.8:
            # A few come again and again: of a million guests the first comes a hundred times.
            caller = self._callers[int(len(self._callers) * chance.random() ** 1.5)]
            sets["guest_name"], sets["guest_kana"] = caller.name, caller.kana
            sets["phone"], sets["guest_id"] = caller.phone, caller.id
            sets["source"] = _SOURCES[chance.randrange(2)]
            sets["note"], sets["course"] = chance.choice(_NOTES), chance.choice(_COURSES)
            sets = {name: value for name, value in sets.items() if value != ""}
        if status == "left":
            sets["arrived_at"] = sets["seated_at"] = to_moment(starts_at)
            sets["left_at"] = to_moment(starts_at + timedelta(minutes=80))
        id = self._new_id(at_ms)
        change, state = self._record("reservation", id, "book", sets, at_ms)
        phone = sets.get("phone")
        row = (
            *(self._reservation_row | _cells(sets) | {"id": id, "revision": self._pos}).values(),
            phone and phone["e164"],
            _search_text(sets.get("guest_name", ""), sets.get("guest_kana", ""), phone),
            _json([change[1]]),
        )
        page.reservations.append(_Planted(change, state, row))

    def _status(self, starts_at: datetime) -> str:
        minutes = (starts_at.timestamp() * 1000 - self._plan.now_ms) / 60_000
        if minutes < -TURN_MINUTES:
            return self._chance.choice(_PAST)
        return "seated" if minutes < 0 else self._chance.choice(_COMING)

    def _record(
        self, kind: str, id: str, intent: str, sets: dict[str, Any], at_ms: int
    ) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        author = self._chance.choice(_INCARNATIONS)
        change = self._change(author, kind, id, intent, sets, at_ms)
        body = pack(change)
        self._pos += 1
        packed = canonical({"a": {change.id: change.stamp}, "l": {change.id: sets}})
        hash = digest.entity_hash(kind, id, packed)
        self._buckets[digest.bucket_of(id)] ^= int.from_bytes(hash, "big")
        own = int(author == OURS)
        return (
            (self._pos, change.id, id, own, len(sets), self._pos, content_hash(body), body),
            (id, kind, self._pos, hash, packed),
        )

    def _change(
        self,
        author: Incarnation,
        kind: str,
        id: str,
        intent: str,
        sets: dict[str, Any],
        at_ms: int | None = None,
    ) -> Change:
        self._made[author] += 1
        return Change(
            id=change_id(author, self._made[author]),
            stamp=clock.stamp(self._plan.now_ms if at_ms is None else at_ms, 0),
            actor=STAFF[self._made[author] % len(STAFF)],
            device=DEVICES[author],
            venue=VENUE.id,
            environment="training",
            entity_type=kind,
            entity_id=id,
            intent=intent,
            sets=sets,
            seen={},
        )

    def _new_id(self, at_ms: int | None = None) -> str:
        tail = self._chance.randbytes(UUID7_TAIL_BYTES)
        return uuid7(self._plan.now_ms if at_ms is None else at_ms, tail)


_INCARNATIONS: Final = tuple(DEVICES)


def _write(sql: sqlite3.Connection, page: _Page) -> None:
    planted = [*page.guests, *page.reservations]
    sql.executemany(
        "insert into change (pos, id, entity_id, own, state, live, cursor, hash, body)"
        " values (?, ?, ?, ?, 0, ?, ?, ?, ?)",
        [each.change for each in planted],
    )
    sql.executemany("insert into entity values (?, ?, ?, ?, ?)", [each.state for each in planted])
    guest = ", ".join(rows.quoted(("n", *KINDS["guest"].columns)))
    sql.executemany(_insert("guest", guest), [each.row for each in page.guests])
    sql.executemany(
        "insert into guest_search (rowid, one, two, tel) values (?, ?, ?, ?)", page.grams
    )
    sql.executemany("insert into guest_phone values (?, ?, ?)", page.phones)
    columns = (*KINDS["reservation"].columns, "phone_key", "search", "promise")
    sql.executemany(
        _insert("reservation", ", ".join(rows.quoted(columns))),
        [each.row for each in page.reservations],
    )


def _share(plan: Plan, number: int) -> int:
    """Tell how many guests the house has met before its so-manyeth day."""
    return plan.guests * number // plan.days


def _insert(table: str, columns: str) -> str:
    return f"insert into {table} ({columns}) values ({', '.join('?' * len(columns.split(',')))})"


def _base_row(kind: str) -> dict[str, Any]:
    """Make a row in which every field stands at its default, by column."""
    required = {
        each.name: "" if each.cell is str else 1
        for each in KINDS[kind].fields
        if each.default is ... and not each.is_set
    }
    sets: dict[str, Any] = {each.name: {} for each in KINDS[kind].fields if each.is_set}
    shown = sets | required
    return dict(zip(KINDS[kind].columns, KINDS[kind].to_row("", shown, [], 0), strict=True))


def _cells(sets: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _json(value) if isinstance(value, dict | list) else value
        for name, value in sets.items()
    }


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _phone_json(number: int) -> Mapping[str, str]:
    """Give every guest a mobile number of their own, scattered as real ones are."""
    head = ("090", "080", "070")[number % 3]
    tail = f"{number * 48_271 % 100_000_000:08d}"
    return {
        "raw": f"{head}-{tail[:4]}-{tail[4:]}",
        "digits": head + tail,
        "e164": f"+81{head[1:]}{tail}",
    }


def a_name(chance: random.Random) -> tuple[str, str]:
    """Draw a full name and how it is read."""
    surname, given = _name(chance.choice(_SURNAMES)), _name(chance.choice(_GIVEN))
    return f"{surname[0]} {given[0]}", f"{surname[1]} {given[1]}"


@cache
def _name(text: str) -> tuple[str, str]:
    split = next(at for at, letter in enumerate(text) if "ぁ" <= letter <= "ん")
    return text[:split], text[split:]


@cache
def _name_grams(name: str, kana: str) -> tuple[str, str]:
    return guest_index._grams(Guest(id=GuestId(""), name=name, kana=kana))[:2]


def _phone_grams(digits: str) -> str:
    phone = Phone(raw=digits, digits=digits, e164=f"+81{digits[1:]}")
    return guest_index._grams(Guest(id=GuestId(""), name="", phones=(phone,)))[2]


def _search_text(name: str, kana: str, phone: Mapping[str, str] | None) -> str:
    return f"{_folded(name)}|{_folded(kana)}|{phone['digits'] if phone else ''}"


_folded = cache(fold)


@cache
def _noon_ms(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 3, tzinfo=UTC).timestamp() * 1000)
