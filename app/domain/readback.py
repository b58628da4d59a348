"""The one sentence a host reads back to the guest on the phone (復唱).

Ears confuse よっか with ようか and いちじ with しちじ, so those are spelled out as they are to be
said; and nobody but the staff counts hours past midnight, so those are said both ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from app.domain.business_day import (
    DAY_HOURS,
    HOUR_MINUTES,
    NOON_HOUR,
    clock_minute,
    minute_text,
)
from app.domain.dates import day_text, weekday_name
from app.domain.party import party_text
from app.domain.reservation import Reservation, Status
from app.domain.venue import Venue

_DAYS: Final = {4: "よっか", 8: "ようか"}
_HOURS: Final = {1: "いちじ", 7: "ななじ"}


def readback(
    reservation: Reservation, venue: Venue, table_names: Sequence[str], language: str
) -> str:
    """Say a booking in full, in `ja` or `en`: when, who, where, what, and what must not be eaten.

    `table_names` are those of its tables, in order; without any, no table is promised.
    """
    minute = clock_minute(reservation.starts_at, venue, reservation.business_day)
    if language == "ja":
        return _japanese(reservation, _when_japanese(reservation, minute), table_names)
    return _english(reservation, _when_english(reservation, minute), table_names)


def _japanese(reservation: Reservation, when: str, table_names: Sequence[str]) -> str:
    party = party_text(reservation.adults, reservation.children, reservation.infants)
    name, phone = reservation.guest_name.strip(), reservation.phone
    parts = [
        when,
        party,
        f"{name.removesuffix('様')}様" if name else "",
        f"お席は{'・'.join(table_names)}" if table_names else "",
        reservation.course or "お席のみ",
        f"アレルギーは{'・'.join(reservation.allergies)}" if reservation.allergies else "",
        f"お電話番号は{phone.raw.strip()}" if phone else "",
    ]
    if reservation.status is Status.REQUESTED:
        closing = "のご希望を承りました。まだ確定ではございません。追ってご返事いたします。"
    else:
        closing = "で承りました。"
    return "、".join(part for part in parts if part) + closing


def _when_japanese(reservation: Reservation, minute: int) -> str:
    day = reservation.business_day
    hour, rest = divmod(minute, HOUR_MINUTES)
    past = f"{rest}分" if rest else ""
    date = f"{day.month}月{_day_japanese(day.day)}({weekday_name(day)})"
    if hour >= DAY_HOURS:
        after = day + timedelta(days=1)
        month = f"{after.month}月" if after.month != day.month else ""
        said = f"{month}{_day_japanese(after.day)}({weekday_name(after)})"
        return f"{date}の深夜{hour}時{past}、{said}午前{hour - DAY_HOURS}時{past}"
    if hour >= NOON_HOUR:
        return f"{date}の{hour}時{past}、午後{hour - NOON_HOUR}時{past}"
    spoken = f"〔{_HOURS[hour]}〕" if hour in _HOURS else ""
    return f"{date}の午前{hour}時{spoken}{past}"


def _day_japanese(day: int) -> str:
    return f"{day}日〔{_DAYS[day]}〕" if day in _DAYS else f"{day}日"


def _english(reservation: Reservation, when: str, table_names: Sequence[str]) -> str:
    party = party_text(reservation.adults, reservation.children, reservation.infants, language="en")
    name, phone = reservation.guest_name.strip(), reservation.phone
    parts = [
        when,
        party,
        f"under the name {name}" if name else "",
        f"at {' and '.join(table_names)}" if table_names else "",
        reservation.course or "seats only",
        f"allergies: {', '.join(reservation.allergies)}" if reservation.allergies else "",
        f"phone {phone.raw.strip()}" if phone else "",
    ]
    if reservation.status is Status.REQUESTED:
        closing = ". This is a request: we will come back to you with an answer."
    else:
        closing = "."
    return ", ".join(part for part in parts if part) + closing


def _when_english(reservation: Reservation, minute: int) -> str:
    day = reservation.business_day
    hour = minute // HOUR_MINUTES
    date = day_text(day, "en")
    if hour >= DAY_HOURS:
        after = day_text(day + timedelta(days=1), "en")
        spoken = _twelve_hours(minute - DAY_HOURS * HOUR_MINUTES)
        return f"{date} late at night, {minute_text(minute)}, which is {after} at {spoken}"
    if hour >= NOON_HOUR:
        return f"{date} at {_twelve_hours(minute)}, {minute_text(minute)}"
    return f"{date} at {_twelve_hours(minute)}"


def _twelve_hours(minute: int) -> str:
    hour, rest = divmod(minute, HOUR_MINUTES)
    half = "p.m." if hour >= NOON_HOUR else "a.m."
    return f"{hour % NOON_HOUR or NOON_HOUR}:{rest:02} {half}"
