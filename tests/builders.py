"""Small valid values of the domain; a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from app.domain.availability import SeatingRequest
from app.domain.business_day import parse_time
from app.domain.call import Call
from app.domain.day import DayBook
from app.domain.guest import Guest
from app.domain.ids import (
    AreaId,
    CallId,
    GuestId,
    ReservationId,
    StaffId,
    TableId,
    VenueId,
)
from app.domain.numbers import read_phone
from app.domain.phone import Phone
from app.domain.reservation import Reservation
from app.domain.staff import Staff
from app.domain.table import Area, Table
from app.domain.venue import Shift, Venue

FRIDAY = date(2026, 11, 13)
"""The business day everything happens on unless a test says otherwise."""

DINNER = Shift(name="ディナー", opens_minute=17 * 60, closes_minute=26 * 60)


def a_venue(**over: Any) -> Venue:
    """The house in Tokyo, without shifts, closing days or pace."""
    return Venue(**{"id": VenueId("v1"), "name": "暖簾", **over})


VENUE = a_venue()


def at(text: str = "19:00", business_day: date = FRIDAY, venue: Venue = VENUE) -> datetime:
    """That time of the business day, UTC: `at("25:30")`."""
    return parse_time(text, business_day, venue)


def a_phone(raw: str = "090-1234-5678") -> Phone:
    """A mobile number as read by the house."""
    return read_phone(raw).phone


def an_area(id: str = "a1", **over: Any) -> Area:
    """An area called ホール."""
    return Area(**{"id": AreaId(id), "name": "ホール", **over})


def a_table(id: str = "t1", **over: Any) -> Table:
    """A table for two to four named as its id: `T1`."""
    return Table(**{"id": TableId(id), "name": id.upper(), "seats_min": 2, "seats_max": 4, **over})


def a_guest(id: str = "g1", **over: Any) -> Guest:
    """山田, who has no number and no wishes."""
    return Guest(**{"id": GuestId(id), "name": "山田", "kana": "やまだ", **over})


def a_staff(id: str = "s1", **over: Any) -> Staff:
    """佐藤, a host without a PIN."""
    return Staff(**{"id": StaffId(id), "name": "佐藤", **over})


def a_call(id: str = "c1", **over: Any) -> Call:
    """A ringing call by NCID from 090-1234-5678 at 19:00."""
    return Call(
        **{
            "id": CallId(id),
            "feed": "ncid",
            "rang_at": datetime(2026, 11, 13, 10, 0, tzinfo=UTC),
            "phone": a_phone(),
            **over,
        }
    )


def a_reservation(id: str = "r1", **over: Any) -> Reservation:
    """Two adults, booked on that Friday at 19:00 for two hours, no name, no table.

    `time` and `tables` are short for `starts_at` and `table_ids`: `a_reservation(time="25:30",
    tables="t1 t2")`.
    """
    day = over.setdefault("business_day", FRIDAY)
    over.setdefault("starts_at", at(over.pop("time", "19:00"), day))
    over.setdefault("table_ids", tuple(TableId(name) for name in over.pop("tables", "").split()))
    return Reservation(**{"id": ReservationId(id), "turn_minutes": 120, "adults": 2, **over})


def a_day(*reservations: Reservation, **over: Any) -> DayBook:
    """That Friday with three tables for four, t1 to t3, and the given parties."""
    tables = (a_table("t1", order=1), a_table("t2", order=2), a_table("t3", order=3))
    return DayBook(
        **{
            "venue": VENUE,
            "business_day": FRIDAY,
            "tables": tables,
            "reservations": reservations,
            **over,
        }
    )


def a_request(**over: Any) -> SeatingRequest:
    """Two adults who would like to come at 19:00 for two hours; `time` as for a reservation."""
    over.setdefault("starts_at", at(over.pop("time", "19:00")))
    return SeatingRequest(**{"turn_minutes": 120, "adults": 2, **over})
