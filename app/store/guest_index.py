"""Finding guests: by kana, kanji variant or part of a phone, through FTS5 and the phone table.

Japanese names have no spaces to split at and are often two letters long, so the index holds every
letter (`one`), every pair (`two`) and every three digits of phones (`tel`); a search is a phrase of
them, which finds any part of a name and any three digits, however the name was spelt.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from app.domain.guest import Guest
from app.domain.ids import GuestId
from app.domain.kana import fold
from app.domain.phone import Phone

PHONE_DIGITS_MIN: Final = 3
CANDIDATES_MAX: Final = 400
"""Matches read before they are ranked; a longer list helps nobody at the host stand."""

_BREAK: Final = " - "
"""Parts two texts: a hyphen is a token to the index, but no search ever holds one."""


def add(sql: sqlite3.Connection, number: int, guest: Guest) -> None:
    """Put a guest into the search and the phone table; `number` is the guest row's own."""
    sql.execute(
        "insert into guest_search (rowid, one, two, tel) values (?, ?, ?, ?)",
        (number, *_grams(guest)),
    )
    sql.executemany(
        "insert or ignore into guest_phone values (?, ?, ?)",
        [(phone.key, guest.id, last8(phone)) for phone in guest.phones],
    )


def remove(sql: sqlite3.Connection, number: int, guest: Guest) -> None:
    """Take a guest out; `guest` must be exactly as it was put in."""
    sql.execute(
        "insert into guest_search (guest_search, rowid, one, two, tel)"
        " values ('delete', ?, ?, ?, ?)",
        (number, *_grams(guest)),
    )
    sql.execute("delete from guest_phone where guest_id = ?", (guest.id,))


def find(sql: sqlite3.Connection, text: str) -> list[int]:
    """Find guests' row numbers by any part of a name or by three digits or more of a phone."""
    query = _query(text)
    if not query:
        return []
    return [
        row[0]
        for row in sql.execute(
            "select rowid from guest_search where guest_search match ? limit ?",
            (query, CANDIDATES_MAX),
        )
    ]


def by_phone(sql: sqlite3.Connection, key: str) -> list[GuestId]:
    """Find the guests who have exactly this number."""
    return [
        GuestId(row[0])
        for row in sql.execute("select guest_id from guest_phone where key = ?", (key,))
    ]


def by_last8(sql: sqlite3.Connection, phone: Phone) -> list[GuestId]:
    """Find guests sharing a number's last eight digits: candidates, never a match."""
    if len(phone.digits) < 8:  # noqa: PLR2004  # eight digits, as the name says
        return []
    return [
        GuestId(row[0])
        for row in sql.execute(
            "select guest_id from guest_phone where last8 = ? limit 20", (last8(phone),)
        )
    ]


def last8(phone: Phone) -> str:
    """Take the last eight digits of a number, fewer if it is shorter."""
    return (phone.e164 or phone.digits)[-8:]


def _grams(guest: Guest) -> tuple[str, str, str]:
    names = [fold(text) for text in (guest.name, guest.kana, guest.company) if text]
    names = [name for name in names if name]
    numbers = [
        digits
        for phone in guest.phones
        for digits in {phone.digits, phone.e164.removeprefix("+")}
        if digits
    ]
    return (
        _BREAK.join(" ".join(name) for name in names),
        _BREAK.join(" ".join(_pairs(name)) for name in names),
        _BREAK.join(" ".join(_triples(number)) for number in sorted(numbers)),
    )


def _query(text: str) -> str:
    parts = []
    folded = fold(text)
    if len(folded) == 1:
        parts.append(_phrase("one", [folded]))
    elif folded:
        parts.append(_phrase("two", _pairs(folded)))
    digits = "".join(letter for letter in folded if letter.isascii() and letter.isdigit())
    others = [letter for letter in folded if letter.isalpha()]
    if len(digits) >= PHONE_DIGITS_MIN and not others:
        parts.append(_phrase("tel", _triples(digits)))
    return " OR ".join(parts)


def _phrase(column: str, grams: Iterable[str]) -> str:
    quoted = " ".join(gram.replace('"', '""') for gram in grams)
    return f'{column} : "{quoted}"'


def _pairs(text: str) -> Sequence[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _triples(digits: str) -> Sequence[str]:
    return [digits[at : at + 3] for at in range(len(digits) - 2)]
