"""The evening of the sketch, in a real book: 24 December 2026, 18:05, a dozen parties, a clash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.business_day import at_minute, parse_time
from app.domain.guest import Guest
from app.domain.history import FastClock, HistoryEntry, PastRound, Repair
from app.domain.ids import AreaId, GuestId, ReservationId, StaffId, TableId, VenueId
from app.domain.numbers import read_phone
from app.domain.reservation import Reservation, Source, Status
from app.domain.staff import Staff
from app.domain.table import Area, Table, TableKind
from app.domain.venue import Shift, Venue
from app.services.desk import Desk
from app.store.ledger import Ledger, NewDevice, Write
from app.viewmodels.shell import Doors
from app.viewmodels.sync_room import ParkedFacts
from sync.change import Incarnation

EVE = date(2026, 12, 24)
VENUE = Venue(
    id=VenueId("venue"),
    name="暖簾",
    shifts=(Shift(name="ディナー", opens_minute=17 * 60, closes_minute=26 * 60),),
)
NOW = at_minute(EVE, 18 * 60 + 5, VENUE)
HALL, COUNTER, ROOMS = AreaId("hall"), AreaId("counter"), AreaId("rooms")


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.ms = int(now.timestamp() * 1000)

    def __call__(self) -> int:
        """Read it, ms since 1970."""
        return self.ms

    def advance(self, minutes: int) -> None:
        """Let minutes pass."""
        self.ms += minutes * 60_000


def sample_desk(folder: Path, now_ms: Callable[[], int]) -> Desk:
    """Set the sample evening up in a new ledger."""
    desk = empty_desk(folder, now_ms)
    ledger: Ledger = desk.bookings._ledger
    values = (*_floor(), *_people(), *_guests(), *_parties())
    ledger.commit([Write(None, each, "sample") for each in values], actor="", now_ms=now_ms())
    return desk


def empty_desk(folder: Path, now_ms: Callable[[], int]) -> Desk:
    """Set a house up that has opening hours and nothing else."""
    ledger = Ledger.create(
        folder / "ledger.db",
        NewDevice(
            venue="venue",
            environment="production",
            id="device",
            name="ホール端末",
            incarnation=Incarnation("00000000000000aa"),
        ),
    )
    ledger.commit([Write(None, VENUE, "setup")], actor="", now_ms=now_ms())
    ids = count(1)
    return Desk(ledger, now_ms, lambda: str(UUID(int=next(ids))))


def _floor() -> tuple[Area | Table, ...]:
    areas = (
        Area(id=HALL, name="ホール", order=1),
        Area(id=COUNTER, name="カウンター", order=2),
        Area(id=ROOMS, name="個室・座敷", order=3),
    )
    hall = (("T1", 2, 4), ("T2", 2, 4), ("T3", 2, 4), ("T5", 2, 4), ("T6", 2, 4), ("T7", 2, 4))
    tables = [
        *((HALL, TableKind.TABLE, *each) for each in (*hall, ("T8", 4, 6))),
        *((COUNTER, TableKind.COUNTER, name, 1, 2) for name in ("C1", "C2", "C3")),
        (ROOMS, TableKind.PRIVATE_ROOM, "個室1", 4, 8),
        (ROOMS, TableKind.TATAMI, "座敷", 6, 12),
    ]
    return areas + tuple(
        Table(
            id=TableId(name),
            name=name,
            seats_min=least,
            seats_max=most,
            area_id=area,
            kind=kind,
            order=order,
        )
        for order, (area, kind, name, least, most) in enumerate(tables, 1)
    )


def _people() -> tuple[Staff, ...]:
    return (
        Staff(id=StaffId("sato"), name="佐藤"),
        Staff(id=StaffId("suzuki"), name="鈴木"),
        Staff(id=StaffId("tanaka"), name="田中"),
    )


def _guests() -> tuple[Guest, ...]:
    return (
        Guest(id=GuestId("lee"), name="Lee", phones=(read_phone("090-1111-2222").phone,)),
        Guest(id=GuestId("ito"), name="伊藤", kana="いとう", birthday=date(1980, 12, 24)),
        Guest(
            id=GuestId("saito"),
            name="斎藤",
            kana="さいとう",
            phones=(read_phone("090-1234-5678").phone,),
            allergies=("そば", "えび"),
            preferences="窓側を希望",
        ),
    )


def _parties() -> tuple[Reservation, ...]:
    arrived, seated, booked = Status.ARRIVED, Status.SEATED, Status.BOOKED
    return (
        _party("nakamura", "中村 なかむら", "17:15", 3, "T2", Status.LEFT, turn=90),
        _party("tanaka", "田中 たなか", "17:30", 4, "T3", seated, allergies=("えび",)),
        _party("miller", "Miller", "17:30", 2, "C1", seated, turn=90),
        _party("sasaki", "佐々木 ささき", "18:00", 2, "T5", arrived, tags=("記念日",)),
        _party("yamada", "山田 やまだ", "18:00", 4, "T5", Status.CONFIRMED),
        _party("takahashi", "高橋 たかはし", "18:15", 6, "個室1", tags=("接待",)),
        _party("sakiyama", "﨑山 さきやま", "18:30", 3, "T7", Status.LATE),
        _party("suzuki", "鈴木 すずき", "18:30", 2, ""),
        _party(
            "watanabe",
            "渡邉 わたなべ",
            "19:00",
            8,
            "座敷",
            booked,
            course="コース 8,000",
            pinned=True,
        ),
        _party("lee", "Lee", "19:00", 2, "C2", Status.CONFIRMED, guest="lee"),
        _party("ito", "伊藤 いとう", "19:30", 4, "T1", guest="ito"),
        _party("kobayashi", "小林 こばやし", "20:00", 5, "T8"),
        _party("kato", "加藤 かとう", "20:30", 2, "T6", Status.CANCELLED),
        _party("hayashi", "林 はやし", "25:30", 2, "C3", tags=("VIP",)),
    )


def _party(
    id: str,
    who: str,
    time: str,
    adults: int,
    table: str,
    status: Status = Status.BOOKED,
    *,
    turn: int = 120,
    guest: str = "",
    pinned: bool = False,
    **facts: Any,
) -> Reservation:
    name, _, kana = who.partition(" ")
    starts_at = parse_time(time, EVE, VENUE)
    came = status in {Status.ARRIVED, Status.SEATED, Status.LEFT}
    return Reservation(
        id=ReservationId(id),
        business_day=EVE,
        starts_at=starts_at,
        turn_minutes=turn,
        adults=adults,
        guest_name=name,
        guest_kana=kana,
        guest_id=GuestId(guest) if guest else None,
        table_ids=(TableId(table),) if table else (),
        table_pinned=pinned,
        status=status,
        source=Source(channel="phone"),
        arrived_at=starts_at if came else None,
        **facts,
    )


class Drafts:
    """Keeps begun sheets as long as the test runs."""

    def __init__(self) -> None:
        self.text = ""

    def save(self, text: str) -> None:
        """Keep the text."""
        self.text = text

    def load(self) -> str:
        """Return the text kept last."""
        return self.text


class SilentHub(QObject):
    """A door to a hub that never answers."""

    paired = Signal(str)
    pair_failed = Signal(str)
    synced = Signal(bool)
    relay_wish = "auto"

    def choose_relay(self, wish: str) -> None:
        """Remember it."""
        self.relay_wish = wish

    def pair(self, url: str, code: str, device_name: str) -> None:
        """Ask, and hear nothing."""

    def sync_now(self) -> None:
        """Ask, and hear nothing."""


class EmptyQueue:
    """Nothing waits and nothing was set aside."""

    def waiting(self, limit: int) -> tuple[HistoryEntry, ...]:
        """List nothing."""
        del limit
        return ()

    def parked(self) -> tuple[ParkedFacts, ...]:
        """List nothing."""
        return ()

    def retry(self, change_id: str) -> int:
        """Retry nothing."""
        del change_id
        return 0

    def drop(self, change_id: str) -> tuple[tuple[str, str], ...]:
        """Drop nothing."""
        del change_id
        return ()

    def oldest_ms(self) -> int | None:
        """Tell of nothing."""
        return None

    def rounds(self, limit: int) -> tuple[PastRound, ...]:
        """List nothing."""
        del limit
        return ()

    def repairs(self, limit: int) -> tuple[Repair, ...]:
        """List nothing."""
        del limit
        return ()

    def fast_clocks(self, now_ms: int) -> tuple[FastClock, ...]:
        """List nothing."""
        del now_ms
        return ()


def sample_doors() -> Doors:
    """Doors to nowhere, for a window that is shown alone."""
    return Doors(
        drafts=Drafts(),
        guest_drafts=Drafts(),
        memo_drafts=Drafts(),
        hub=SilentHub(),
        queue=EmptyQueue(),
    )
