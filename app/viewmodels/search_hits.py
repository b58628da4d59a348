"""What a search finds, each in a line: bookings, guests, tables, calls, commands; pure wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.business_day import clock_text
from app.domain.day import DayBook
from app.domain.guest import Guest
from app.domain.kana import fold
from app.domain.reservation import PRESENT, Reservation, Status
from app.domain.table import Table
from app.viewmodels.caller_face import CallRow
from app.viewmodels.rows import EXPECTED, GONE, name_text, status_word
from app.viewmodels.wording import booking_text, listed, person_text, phone_text, translate

COMING: Final = EXPECTED | {Status.WAITING}


class HitKind(StrEnum):
    """What was found, in the order of the groups."""

    BOOKING = "booking"
    GUEST = "guest"
    TABLE = "table"
    COMMAND = "command"
    CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something the window can do, as its table of keys names it.

    Attributes:
        action: by which it is done.
        words: what it does, in the language in force.
        caps: its keys, the one to show first.
        icon: its sign, or empty.
    """

    action: str
    words: str
    caps: tuple[str, ...] = ()
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the results.

    Attributes:
        heading: what the group is called that begins with this line; else empty.
        alarm: an allergy, a caution or a call that is owed; shown in vermilion.
        status: where a booking stands.
        icon: a sign of its own instead of its kind's.
        reading: the name's kana; what is typed is compared with it too.
    """

    kind: HitKind
    id: str
    title: str
    detail: str
    note: str = ""
    alarm: str = ""
    status: Status | None = None
    icon: str = ""
    heading: str = ""
    reading: str = ""


def ordered(bookings: Iterable[Reservation], now: datetime) -> tuple[Reservation, ...]:
    """Order bookings as they are asked for: the next to come, who is here, then the newest past."""
    return tuple(sorted(bookings, key=lambda each: _place(each, now)))


def tables_found(book: DayBook, typed: str) -> tuple[Table, ...]:
    """Find tables by part of their name or area; one of exactly that name comes first."""
    wanted = fold(typed)
    areas = {each.id: fold(each.name) for each in book.areas}
    return tuple(
        sorted(
            (
                each
                for each in book.tables
                if wanted in fold(each.name)
                or (each.area_id is not None and wanted in areas.get(each.area_id, ""))
            ),
            key=lambda each: (-_likeness(wanted, each.name), each.order, each.name),
        )
    )


def commands_found(commands: Iterable[Command], typed: str) -> tuple[Command, ...]:
    """Find commands by part of their words, or by their key."""
    wanted = fold(typed)
    # One Latin letter is a key; as part of words it would find nearly all of them.
    in_words = len(wanted) > 1 or not wanted.isascii()
    return tuple(
        each
        for each in commands
        if (in_words and wanted in fold(each.words)) or typed.strip().upper() in each.caps
    )


def calls_found(calls: Iterable[CallRow], typed: str) -> tuple[CallRow, ...]:
    """Find calls by who rang, or by part of the number."""
    wanted = fold(typed)
    return tuple(each for each in calls if wanted and wanted in fold(each.who))


def booking_hit(reservation: Reservation, book: DayBook) -> Hit:
    """Write a booking as a line."""
    return Hit(
        kind=HitKind.BOOKING,
        id=str(reservation.id),
        title=name_text(reservation),
        detail=booking_text(reservation, book.venue, book.tables),
        note=status_word(reservation.status),
        alarm=listed(reservation.allergies),
        status=reservation.status,
        reading=reservation.guest_kana,
    )


def guest_hit(guest: Guest) -> Hit:
    """Write a guest as a line."""
    alarms = (translate("Search", "Caution") if guest.caution else "", listed(guest.allergies))
    return Hit(
        kind=HitKind.GUEST,
        id=str(guest.id),
        title=person_text(guest.name or guest.kana),
        detail=listed(filter(None, (guest.kana, guest.company))),
        note=phone_text(guest.phones[0]) if guest.phones else "",
        alarm=listed(filter(None, alarms)),
        reading=guest.kana,
    )


def table_hit(table: Table, book: DayBook) -> Hit:
    """Write a table as a line: how large, where, and who sits there or comes next."""
    area = next((each.name for each in book.areas if each.id == table.area_id), "")
    seats = translate("Search", "{least}–{most} seats").format(
        least=table.seats_min, most=table.seats_max
    )
    party = party_at(table, book)
    note, status = translate("Search", "nobody booked"), None
    if party is not None:
        time = clock_text(party.starts_at, book.venue, book.business_day)
        note, status = f"{time} {name_text(party)}", party.status
    return Hit(
        kind=HitKind.TABLE,
        id=str(table.id),
        title=table.name,
        detail=listed(filter(None, (area, seats))),
        note=note,
        status=status,
    )


def command_hit(command: Command) -> Hit:
    """Write a command as a line."""
    return Hit(
        kind=HitKind.COMMAND,
        id=command.action,
        title=command.words,
        detail=translate("Search", "Enter does it"),
        note=" ".join(command.caps[:1]),
        icon=command.icon,
    )


def call_hit(row: CallRow) -> Hit:
    """Write a call as a line."""
    return Hit(
        kind=HitKind.CALL,
        id=row.reservation_id,
        title=row.who or translate("Search", "No number"),
        detail=f"{row.time} {row.outcome}",
        note=row.note,
        alarm=translate("Search", "to call back") if row.owes_call else "",
    )


def party_at(table: Table, book: DayBook) -> Reservation | None:
    """Find who sits at a table, else who comes to it next."""
    parties = [
        each
        for each in book.reservations
        if table.id in each.table_ids and (each.status in PRESENT or each.status in COMING)
    ]
    return min(parties, key=lambda each: (each.status not in PRESENT, each.starts_at), default=None)


def grouped(groups: Iterable[Sequence[Hit]]) -> tuple[Hit, ...]:
    """Set groups one below the other, each headed by its name."""
    return tuple(
        replace(hit, heading=_heading(hit.kind)) if not place else hit
        for group in groups
        for place, hit in enumerate(group)
    )


def best_of(hits: Sequence[Hit], typed: str) -> int:
    """Choose the line that Enter opens: the first of those most like what was typed.

    Of bookings only one that is still to be dealt with: nobody looks for who has left first.
    """
    wanted = fold(typed)

    def worth(place: int) -> tuple[bool, int, int]:
        hit = hits[place]
        is_over = hit.kind is HitKind.BOOKING and hit.status in GONE
        return (not is_over, _likeness(wanted, hit.title, hit.reading), -place)

    return max(range(len(hits)), key=worth, default=-1)


def _place(reservation: Reservation, now: datetime) -> tuple[int, float]:
    at = reservation.starts_at.timestamp()
    if reservation.status in COMING and at > now.timestamp() - 12 * 3600:
        return 0, at
    if reservation.status in PRESENT:
        return 1, at
    return 2, abs(at - now.timestamp())


def _likeness(wanted: str, *texts: str) -> int:
    """Tell how much a text is like what was typed: 2 the same, 1 begins with it, 0 neither."""
    folded = [fold(each) for each in texts]
    if wanted in folded:
        return 2
    return int(bool(wanted) and any(each.startswith(wanted) for each in folded))


def _heading(kind: HitKind) -> str:
    words = {
        HitKind.BOOKING: translate("Search", "Bookings"),
        HitKind.GUEST: translate("Search", "Guests"),
        HitKind.TABLE: translate("Search", "Tables"),
        HitKind.COMMAND: translate("Search", "Commands"),
        HitKind.CALL: translate("Search", "Calls"),
    }
    return words[kind]
