"""What two tablets do while the hub is dead: an evening's work, with the quarrels written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from app.cli.drill.cast import Document, Tablet

TABLES: Final = tuple(f"T{number}" for number in range(1, 17))
HALL_TABLES: Final = TABLES[:6]
ENTRANCE_TABLES: Final = TABLES[6:12]
SHARED_TABLE: Final = "T15"
CALLER: Final = {
    "name": "斎藤",
    "kana": "さいとう",
    "phone": ["090-1234-5678"],
    "allergy": ["そば"],
    "note": "窓側を希望",
}
CALLER_NUMBER: Final = "09012345678"
SETTLED: Final = ("田中", "高橋", "渡辺", "伊藤", "中村", "小林", "加藤", "吉田", "山本", "佐藤")
"""Ten parties that both tablets know before the outage, one on each of the first ten tables."""


class Till(Protocol):
    """Takes one command after another, each durable when it is answered."""

    def do(self, what: str, **args: Document) -> Document:
        """Do one command and wait for its answer."""
        ...


@dataclass
class Evening:
    """What the drill must find again in the end.

    Attributes:
        day: the business day all of it happens on.
        known: id of each party known to both, by name.
        entered: how many acts each tablet was told are durable.
        booked: ids of reservations a tablet was told are durable.
        quarrels: ids of the clashes that must be there, and no others.
    """

    day: str
    known: dict[str, str] = field(default_factory=dict)
    entered: dict[str, int] = field(default_factory=dict)
    booked: set[str] = field(default_factory=set)
    quarrels: set[str] = field(default_factory=set)

    def count(self, tablet: Tablet, acts: int = 1) -> None:
        """Note acts that a tablet was told are durable."""
        self.entered[tablet.name] = self.entered.get(tablet.name, 0) + acts


def lay_the_tables(batch: Till, evening: Evening) -> None:
    """Enter what both tablets know before the hub dies."""
    for name in TABLES:
        batch.do("table add", name=name, seats="1-4")
    guest = batch.do("guest add", **CALLER)
    for name, table in zip(SETTLED, TABLES, strict=False):
        made = batch.do("reservation add", **_party(evening, name, table, "18:00"))
        evening.known[name] = made["id"]
    coming = batch.do(
        "reservation add",
        **{**_party(evening, CALLER["name"], "T16", "19:00"), "guest": guest["id"]},
    )
    evening.known[str(CALLER["name"])] = coming["id"]


def work_the_hall(tablet: Tablet, batch: Till, evening: Evening) -> None:
    """Let ホール端末 work through the outage."""
    at_work = _Worker(tablet, batch, evening)
    made = [at_work.book(f"ホール{n}", HALL_TABLES[n % 6], _late(n)) for n in range(12)]
    for id in made[:8]:
        at_work.change(id, note="電話で確認", turn=90)
    for id in made[8:10]:
        at_work.status(id, "cancelled")
    at_work.status(evening.known["加藤"], "cancelled")
    for name in ("田中", "高橋", "渡辺"):
        at_work.status(evening.known[name], "arrived")
        at_work.status(evening.known[name], "seated")
    # Both write a note and a mark on the same bookings: these join, nobody is asked.
    at_work.change(evening.known["高橋"], note="誕生日のお皿")
    at_work.change(evening.known["渡辺"], allergy=["えび"])
    # Three quarrels: one time set twice, one table promised twice, one deletion against an edit.
    at_work.change(evening.known["山本"], time="17:30")
    evening.booked.add(at_work.book("山田", SHARED_TABLE, "19:00"))
    at_work.delete(evening.known["佐藤"])


def work_the_entrance(tablet: Tablet, batch: Till, evening: Evening) -> None:
    """Let 入口端末 work through the outage, up to where it is killed."""
    at_work = _Worker(tablet, batch, evening)
    for name in ("伊藤", "中村", "小林"):
        at_work.status(evening.known[name], "arrived")
        at_work.status(evening.known[name], "seated")
    at_work.status(evening.known["吉田"], "cancelled")
    at_work.change(evening.known["高橋"], note="ベビーカーあり")
    at_work.change(evening.known["渡辺"], tag=["VIP"])
    at_work.change(evening.known["山本"], time="17:45")
    at_work.book("佐々木", SHARED_TABLE, "19:15", adults=2)
    at_work.change(evening.known["佐藤"], adults=3)


def entrance_rush(evening: Evening) -> list[tuple[str, dict[str, Any]]]:
    """Write the bookings that come in a row, in the middle of which the entrance is killed."""
    return [
        ("reservation add", _party(evening, f"入口{n}", ENTRANCE_TABLES[n % 6], _late(n)))
        for n in range(12)
    ]


def after_the_kill(tablet: Tablet, batch: Till, evening: Evening, made: list[str]) -> None:
    """Let 入口端末 go on after it was started again."""
    at_work = _Worker(tablet, batch, evening)
    for id in made[:8]:
        at_work.change(id, note="店頭で受付", turn=90)
    for id in made[8:10]:
        at_work.status(id, "cancelled")


class _Worker:
    """Somebody entering things on one tablet, counting what was answered as durable."""

    def __init__(self, tablet: Tablet, batch: Till, evening: Evening) -> None:
        self._tablet = tablet
        self._batch = batch
        self._evening = evening

    def book(self, name: str, table: str, time: str, adults: int = 4) -> str:
        made = self._do("reservation add", **_party(self._evening, name, table, time, adults))
        self._evening.booked.add(made["id"])
        return str(made["id"])

    def change(self, id: str, **fields: Document) -> None:
        self._do("reservation change", id=id, **fields)

    def status(self, id: str, status: str) -> None:
        self._do("reservation status", id=id, status=status)

    def delete(self, id: str) -> None:
        self._do("reservation delete", id=id)

    def _do(self, what: str, **args: Document) -> Document:
        answer = self._batch.do(what, **args)
        self._evening.count(self._tablet)
        return answer


def _party(
    evening: Evening, name: object, table: str, time: str, adults: int = 4
) -> dict[str, Document]:
    return {
        "day": evening.day,
        "time": time,
        "adults": adults,
        "name": name,
        "table": [table],
        "turn": 90 if time >= "20:00" else 120,
    }


def _late(number: int) -> str:
    """Seat six parties at 20:30 and six at 22:30, so that no two of one tablet meet."""
    return "20:30" if number < 6 else "22:30"  # noqa: PLR2004  # six tables
