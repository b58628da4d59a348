"""What staff do, what befalls lines and disks, and what must be true at the end of every story."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace

import httpx
import orjson

from app.domain.reservation import Reservation
from app.services.bookings import BookingDraft
from app.store import ledger_file, rows
from app.store.check import examine
from sync.change import ChangeId, content_hash
from tests.builders import FRIDAY, at
from tests.devices import Device, House
from tests.ledgers import SATO, book_of, digests_of

CABLE = "the cable was pulled"


def book(device: Device, **over) -> Reservation:
    """Take a booking for two under the name of 山田 on that Friday at 19:00."""
    draft = {"business_day": FRIDAY, "starts_at": at(), "adults": 2, "guest_name": "山田", **over}
    return device.desk.bookings.add(BookingDraft(**draft), SATO).reservation


def change(device: Device, before: Reservation, **over) -> Reservation:
    """Save an edit of a booking that was on the screen as `before`."""
    return device.desk.bookings.change(before, replace(before, **over), SATO).reservation


def get(device: Device, reservation: Reservation) -> Reservation:
    """Read a booking anew."""
    return device.desk.bookings.get(reservation.id)


def names(device: Device) -> list[str]:
    """The names in that Friday's book, sorted."""
    return sorted(each.guest_name for each in device.ledger.reservations(FRIDAY))


def poison(device: Device, reservation: Reservation) -> ChangeId:
    """Change a booking in a way the hub must refuse; the id of the change."""
    change(device, get(device, reservation), note="毒")
    sql = device.ledger.sql
    id, body = sql.execute("select id, body from change order by pos desc limit 1").fetchone()
    body = body.replace(b'"env":"production"', b'"env":"mars"')
    sql.execute("update change set body = ?, hash = ? where id = ?", (body, content_hash(body), id))
    return ChangeId(id)


def drop(device: Device, id: str) -> None:
    """Give a parked change up."""
    with ledger_file.writing(device.ledger.sql):
        rows.project(device.ledger.sql, device.ledger.outbox.drop(ChangeId(id)))


def cut(request: httpx.Request, answer: httpx.Response | None = None) -> httpx.Response:
    """Break the line, before the hub hears of it or after."""
    raise httpx.ReadError(CABLE, request=request)


def cut_at(*paths: str) -> Callable[..., httpx.Response | None]:
    """Break the line at some kinds of requests."""

    def act(request: httpx.Request, answer: httpx.Response | None = None) -> httpx.Response | None:
        return cut(request) if request.url.path in paths else answer

    return act


def altered(path: str, alter) -> Callable[..., httpx.Response]:
    """Let somebody change the hub's answers to one kind of request."""

    def act(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if request.url.path != path:
            return answer
        document = orjson.loads(answer.content)
        alter(document)
        return httpx.Response(answer.status_code, json=document, request=request)

    return act


def refuses_over(limit: int) -> Callable[[httpx.Request], httpx.Response | None]:
    """Let a proxy in between take only so many bytes at a time."""

    def act(request: httpx.Request) -> httpx.Response | None:
        if request.url.path == "/v1/push" and len(request.content) > limit:
            return httpx.Response(413, text="Request Entity Too Large", request=request)
        return None

    return act


def copied(house: House, device: Device, name: str) -> Device:
    """A second device that began as a copy of another one's file, under that one's name."""
    device.ledger.sql.execute("pragma wal_checkpoint(truncate)").fetchone()
    path = house.folder / name / "ledger.db"
    path.parent.mkdir()
    shutil.copy2(device.path, path)
    return house.over(path)


def alter_body(device: Device, id: str, old: str, new: str) -> None:
    """Let the disk write other words into a change."""
    device.ledger.sql.execute(
        "update change set body = cast(replace(body, ?, ?) as blob) where id = ?", (old, new, id)
    )


def assert_all_agree(house: House, devices: Iterable[Device] = ()) -> None:
    """All books are the hub's book byte for byte, nothing waits, every sum balances, all say so."""
    devices = tuple(devices) or tuple(house.devices)
    assert {book_of(device.ledger) for device in devices} == {house.book()}
    for device in devices:
        assert digests_of(device.ledger) == house.log.digest("v1").buckets
        assert device.ledger.outbox.queue_length() == (0, 0)
        assert device.ledger.sum().balances
        assert examine(device.ledger).findings == ()
        assert device.sync().in_sync
