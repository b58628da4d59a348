"""What the house says to a sheet as it stands: times, tables, cautions, read-back. Pure."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.availability import SeatingRequest, Suggestion, rank_tables, turn_minutes_for
from app.domain.business_day import at_minute, minute_text
from app.domain.day import DayBook
from app.domain.ids import ReservationId, TableId
from app.domain.readback import readback
from app.domain.reservation import Reservation
from app.domain.warnings import cautions
from app.viewmodels.caution_words import caution_texts
from app.viewmodels.sheet_form import SheetForm, placeholder
from app.viewmodels.sheet_slots import PAGE_MINUTES, PartyAsk, TimeChip, offered_minutes, time_chips
from app.viewmodels.wording import language_code, tables_text, translate

SUGGESTIONS_MAX: Final = 5
"""With 席未定 they fill two lines of three."""

COURSES_MAX: Final = 4
LIMITS: Final = frozenset({"over_pacing", "closed_day"})
"""Cautions about limits the house set itself; to go beyond them is a manager's to answer for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """One way to seat the party.

    Attributes:
        seats: how many it takes, such as `2–4`.
        why: in few words what speaks for or against it; may be empty.
        is_chosen: it stands on the sheet now.
        is_best: the house would take this one.
    """

    table_ids: tuple[TableId, ...]
    name: str
    seats: str
    why: str = ""
    is_chosen: bool = False
    is_best: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """Everything about a sheet that follows from what is typed on it.

    Attributes:
        is_beyond_limits: whether it asks more than the house's pace or closing days allow.
        missing: what has to be filled in before it can be saved; empty when nothing.
        earlier, later: whether there are times before and after those shown.
        key: what times and tables follow from; while it stays, they need no new ranking.
    """

    chips: tuple[TimeChip, ...] = ()
    earlier: bool = False
    later: bool = False
    tables: tuple[TableChoice, ...] = ()
    turn_minutes: int = 0
    ends_text: str = ""
    cautions: tuple[str, ...] = ()
    is_beyond_limits: bool = False
    readback: str = ""
    missing: str = ""
    courses: tuple[str, ...] = ()
    key: Hashable = ()


def turn_of(book: DayBook, form: SheetForm) -> int:
    """Tell how long the table is held: as typed, else by the house's rule."""
    return form.turn_minutes or turn_minutes_for(book.venue, max(1, form.covers))


def best_tables(
    book: DayBook,
    form: SheetForm,
    editing: ReservationId | None,
    now: datetime | None = None,
) -> tuple[TableId, ...]:
    """Choose what the house would give the party; none while no table is free for it."""
    ranked = _ranked(book, form, editing, now)
    return ranked[0].table_ids if ranked else ()


def facts_of(
    book: DayBook,
    form: SheetForm,
    page: int,
    editing: ReservationId | None = None,
    before: SheetFacts | None = None,
    now: datetime | None = None,
) -> SheetFacts:
    """Work out everything that follows from a form on that day's book.

    `before`, the facts of the same sheet a moment ago, lends its times and tables while they hold:
    a letter typed in a memo must not rank the floor again. At `now`, parties that outstay their
    turn keep their tables.
    """
    minute = now.replace(second=0, microsecond=0) if now else None
    key = (*_seating_key(book, form, page, editing), minute)
    if before and before.key == key:
        seating = before
    else:
        seating = _seating(book, form, page, editing, minute)
    stand_in = _stand_in(book, form, seating.turn_minutes, editing)
    found = cautions(book, stand_in) if stand_in else ()
    return replace(
        seating,
        key=key,
        cautions=caution_texts(book, found),
        is_beyond_limits=any(each.code in LIMITS for each in found),
        readback=_sentence(book, stand_in) if stand_in else "",
        missing=missing_text(form),
    )


def _seating_key(
    book: DayBook, form: SheetForm, page: int, editing: ReservationId | None
) -> tuple[Hashable, ...]:
    party = (form.adults, form.children, form.infants, form.turn_minutes)
    # Books are values that are read anew with every change, so identity tells them apart.
    return (id(book), page, editing, form.minute, party, form.table_ids)


def _seating(
    book: DayBook,
    form: SheetForm,
    page: int,
    editing: ReservationId | None,
    now: datetime | None,
) -> SheetFacts:
    minutes = offered_minutes(book)
    turn = turn_of(book, form)
    ask = PartyAsk(
        adults=form.adults,
        children=form.children,
        infants=form.infants,
        turn_minutes=turn,
        ignoring=editing,
        now=now,
    )
    shown = (m for m in minutes if page <= m < page + PAGE_MINUTES)
    return SheetFacts(
        chips=time_chips(book, shown, ask),
        earlier=bool(minutes) and minutes[0] < page,
        later=bool(minutes) and minutes[-1] >= page + PAGE_MINUTES,
        tables=table_choices(book, form, editing, now),
        turn_minutes=turn,
        ends_text=minute_text(form.minute + turn) if form.minute is not None else "",
        courses=courses_known(book),
    )


def missing_text(form: SheetForm) -> str:
    """Say what must still be filled in; empty when the sheet can be saved."""
    if form.minute is None:
        return translate("Sheet", "Choose a time")
    if not (form.name.strip() or form.phone.strip()):
        return translate("Sheet", "Enter a name or a phone number")
    return ""


def table_choices(
    book: DayBook,
    form: SheetForm,
    editing: ReservationId | None,
    now: datetime | None = None,
) -> tuple[TableChoice, ...]:
    """Rank the ways to seat the party; what is chosen is shown even if it is not among them."""
    ranked = _ranked(book, form, editing, now)
    choices = [
        TableChoice(
            table_ids=each.table_ids,
            name=tables_text(each.table_ids, book.tables),
            seats=_seats(each.seats_min, each.seats_max),
            why=_why(each),
            is_chosen=each.table_ids == form.table_ids,
            is_best=place == 0,
        )
        for place, each in enumerate(ranked)
    ]
    chosen = next((each for each in choices if each.is_chosen), None)
    shown = choices[:SUGGESTIONS_MAX]
    if chosen is None and form.table_ids:
        shown = [_taken(book, form), *shown[: SUGGESTIONS_MAX - 1]]
    elif chosen is not None and chosen not in shown:
        shown = [*shown[: SUGGESTIONS_MAX - 1], chosen]
    return tuple(shown)


def courses_known(book: DayBook) -> tuple[str, ...]:
    """List the courses already booked that day, the most frequent first."""
    counts: dict[str, int] = {}
    for each in book.reservations:
        if each.course:
            counts[each.course] = counts.get(each.course, 0) + 1
    return tuple(sorted(counts, key=lambda course: (-counts[course], course)))[:COURSES_MAX]


def _ranked(
    book: DayBook, form: SheetForm, editing: ReservationId | None, now: datetime | None
) -> tuple[Suggestion, ...]:
    if form.minute is None:
        return ()
    request = SeatingRequest(
        starts_at=at_minute(book.business_day, form.minute, book.venue),
        turn_minutes=turn_of(book, form),
        adults=form.adults,
        children=form.children,
        infants=form.infants,
        ignoring=editing,
        now=now,
    )
    return rank_tables(book, request)


def _taken(book: DayBook, form: SheetForm) -> TableChoice:
    tables = [book.table(each) for each in form.table_ids]
    known = [each for each in tables if each is not None]
    return TableChoice(
        table_ids=form.table_ids,
        name=tables_text(form.table_ids, book.tables),
        seats=_seats(
            min((each.seats_min for each in known), default=0),
            sum(each.seats_max for each in known),
        ),
        why=translate("Sheet", "not free") if form.minute is not None else "",
        is_chosen=True,
    )


def _seats(least: int, most: int) -> str:
    return str(most) if least == most else f"{least}–{most}"


def _why(suggestion: Suggestion) -> str:
    if "tight" in suggestion.reasons:
        return translate("Sheet", "tight")
    return ""


def _stand_in(
    book: DayBook, form: SheetForm, turn: int, editing: ReservationId | None
) -> Reservation | None:
    if form.minute is None:
        return None
    at = at_minute(form.business_day, form.minute, book.venue)
    return placeholder(form, book.venue, turn, at, editing)


def _sentence(book: DayBook, reservation: Reservation) -> str:
    tables = book.table_names(reservation.table_ids)
    return readback(reservation, book.venue, tables, language_code())
