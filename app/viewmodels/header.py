"""Put the day's headline into words: which day, which shift, how full, how far."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from app.domain.business_day import business_day_of, clock_minute, clock_text, minute_text
from app.domain.day import DayBook
from app.domain.hours import Closing, closing_of, open_shifts
from app.domain.venue import Shift, Venue
from app.viewmodels.counted import Counted
from app.viewmodels.rows import EXPECTED


def weekday_text(day: date) -> str:
    """Name a weekday in short."""
    words = (
        QCoreApplication.translate("Header", "Mon"),
        QCoreApplication.translate("Header", "Tue"),
        QCoreApplication.translate("Header", "Wed"),
        QCoreApplication.translate("Header", "Thu"),
        QCoreApplication.translate("Header", "Fri"),
        QCoreApplication.translate("Header", "Sat"),
        QCoreApplication.translate("Header", "Sun"),
    )
    return words[day.weekday()]


def month_text(day: date) -> str:
    """Name a month in short."""
    words = (
        QCoreApplication.translate("Header", "Jan"),
        QCoreApplication.translate("Header", "Feb"),
        QCoreApplication.translate("Header", "Mar"),
        QCoreApplication.translate("Header", "Apr"),
        QCoreApplication.translate("Header", "May"),
        QCoreApplication.translate("Header", "Jun"),
        QCoreApplication.translate("Header", "Jul"),
        QCoreApplication.translate("Header", "Aug"),
        QCoreApplication.translate("Header", "Sep"),
        QCoreApplication.translate("Header", "Oct"),
        QCoreApplication.translate("Header", "Nov"),
        QCoreApplication.translate("Header", "Dec"),
    )
    return words[day.month - 1]


def day_text(day: date) -> str:
    """Write a business day: `12月24日(木)`, `Thu 24 Dec`."""
    return QCoreApplication.translate("Header", "{weekday} {day} {month_name}").format(
        weekday=weekday_text(day), day=day.day, month=day.month, month_name=month_text(day)
    )


def shift_of(venue: Venue, business_day: date, now: datetime) -> Shift | None:
    """Find the shift that matters: the one running, else the next, else the day's last."""
    shifts = open_shifts(venue, business_day)
    if not shifts:
        return None
    minute = clock_minute(now, venue, business_day)
    return next((shift for shift in shifts if minute < shift.closes_minute), shifts[-1])


def shift_text(book: DayBook, now: datetime) -> str:
    """Write the shift that matters, `ディナー 17:00–26:00`; on a closing day, `定休日`."""
    closing = closing_of(book.venue, book.business_day)
    if closing is not None:
        return closing_text(closing)
    shift = shift_of(book.venue, book.business_day, now)
    if shift is None:
        return ""
    return f"{shift.name} {minute_text(shift.opens_minute)}–{minute_text(shift.closes_minute)}"


def closing_text(closing: Closing) -> str:
    """Say why the house is closed: `定休日`, `臨時休業`."""
    words = {
        Closing.WEEKLY: QCoreApplication.translate("Header", "Closed weekly"),
        Closing.SINGLE: QCoreApplication.translate("Header", "Closed"),
    }
    return words[closing]


def now_text(book: DayBook, now: datetime) -> str:
    """Write the time as its business day counts it, so that 1:30 at night is 25:30."""
    return clock_text(now, book.venue, business_day_of(now, book.venue))


def next_hour_text(book: DayBook, now: datetime) -> str:
    """Write whom the door expects within the hour, who is late included: `20:12まで 12組・38名`."""
    until = now + timedelta(hours=1)
    if business_day_of(now, book.venue) != book.business_day:
        return ""
    due = [
        each for each in book.reservations if each.status in EXPECTED and each.starts_at <= until
    ]
    if not due:
        return ""
    return QCoreApplication.translate("Header", "due by {time}: {parties}, {covers}").format(
        time=clock_text(until, book.venue, book.business_day),
        parties=Counted().parties_text(len(due)),
        covers=Counted().covers_text(sum(each.covers for each in due)),
    )


def counts_text(book: DayBook) -> str:
    """Write how far the day has come: `来店 11／予定 44名・12組`."""
    return QCoreApplication.translate("Header", "{seen} in / {expected} guests, {parties}").format(
        seen=book.covers_arrived,
        expected=book.covers_expected,
        parties=Counted().parties_text(book.parties),
    )
