"""Say what others set on the house while its settings are open. Pure formatting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.business_day import clock_text, minute_text
from app.domain.history import HistoryEntry
from app.domain.house_effects import FullSlot, HouseEffects, ShortTurn
from app.domain.reservation import Reservation
from app.domain.table import Table
from app.domain.venue import Venue
from app.viewmodels.header import weekday_text
from app.viewmodels.house_edit import HouseEdit
from app.viewmodels.rows import name_text
from app.viewmodels.settings_form import HouseForm, ShiftForm, form_of
from app.viewmodels.sheet_news import News, who_changed
from app.viewmodels.wording import booking_text, field_word, listed, short_day_text, translate

FIRST_MONDAY: Final = date(2026, 1, 5)
LINES_MAX: Final = 10
NAMES_MAX: Final = 4


def contested_news(
    edit: HouseEdit, entries: Iterable[HistoryEntry], people: Mapping[str, str]
) -> tuple[News, ...]:
    """List the fields that both changed, each with all three versions."""
    history = tuple(entries)
    base, theirs = form_of(edit.base), form_of(edit.theirs)
    return tuple(
        News(
            field=name,
            base=part_text(base, name),
            mine=part_text(edit.form, name),
            theirs=part_text(theirs, name),
            is_contested=True,
            text=translate(
                "House", "{who} changed {field} too. What you typed stands here."
            ).format(who=who_changed(name, history, people, edit.theirs), field=field_word(name)),
        )
        for name in edit.contested
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """One booking that a change would touch; a tap opens it."""

    reservation_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectGroup:
    """Bookings touched in one way.

    Attributes:
        more: how many there are besides those listed.
    """

    title: str
    lines: tuple[EffectLine, ...]
    more: int = 0


def effect_groups(
    effects: HouseEffects, venue: Venue, tables: tuple[Table, ...]
) -> tuple[EffectGroup, ...]:
    """List whom a change would touch, by the way in which."""
    titles = (
        translate("House", "Outside the hours, {count}"),
        translate("House", "More guests at once than the pace, {count}"),
        translate("House", "Still at the table when the next party comes, {count}"),
    )
    found = (
        [_line(each, _party_text(each, venue, tables)) for each in effects.outside],
        [_slot_line(each, venue) for each in effects.slots],
        [_turn_line(each, venue, tables) for each in effects.turns],
    )
    return tuple(
        EffectGroup(
            title=title.format(count=len(lines)),
            lines=tuple(lines[:LINES_MAX]),
            more=max(0, len(lines) - LINES_MAX),
        )
        for title, lines in zip(titles, found, strict=True)
        if lines
    )


def _line(reservation: Reservation, text: str) -> EffectLine:
    return EffectLine(reservation_id=str(reservation.id), text=text)


def _party_text(reservation: Reservation, venue: Venue, tables: tuple[Table, ...]) -> str:
    return f"{name_text(reservation)}  {booking_text(reservation, venue, tables)}"


def _slot_line(slot: FullSlot, venue: Venue) -> EffectLine:
    words = translate("House", "{day} {time}: {covers} of {most} guests, {names}")
    text = words.format(
        day=short_day_text(slot.day),
        time=minute_text(slot.minute),
        covers=slot.covers,
        most=venue.pacing.covers_max,
        names=listed(name_text(each) for each in slot.parties[:NAMES_MAX]),
    )
    return _line(slot.parties[-1], text)


def _turn_line(turn: ShortTurn, venue: Venue, tables: tuple[Table, ...]) -> EffectLine:
    words = translate("House", "{party}: {minutes} min by the rule, then {next} at {time}")
    following = turn.following
    text = words.format(
        party=_party_text(turn.party, venue, tables),
        minutes=turn.turn_minutes,
        next=name_text(following),
        time=clock_text(following.starts_at, venue, following.business_day),
    )
    return _line(turn.party, text)


def part_text(form: HouseForm, name: str) -> str:
    """Write what a form says in one field of the house."""
    text = str(getattr(form, name, ""))
    match name:
        case "shifts":
            text = listed(map(_shift_text, form.shifts))
        case "closing_weekdays":
            text = _weekdays_text(form.closing_weekdays)
        case "closing_days" | "open_days":
            text = listed(map(short_day_text, getattr(form, name)))
        case "turn_rules":
            words = translate("Records", "up to {covers}: {minutes} min")
            text = listed(words.format(covers=t.covers_max, minutes=t.minutes) for t in form.turns)
        case "pacing":
            text = translate("Records", "{covers} guests in {minutes} min").format(
                covers=form.pacing_covers, minutes=form.pacing_minutes
            )
        case "infants_take_seat":
            yes = form.infants_take_seat
            text = translate("Records", "yes") if yes else translate("Records", "no")
        case "day_starts_minute":
            text = form.day_starts
        case "home_area_code":
            text = form.area_code
    return text or "—"


def _shift_text(shift: ShiftForm) -> str:
    text = f"{shift.name} {shift.opens}–{shift.closes}".strip()
    if len(shift.weekdays) == len(range(7)):
        return text
    return f"{text} ({_weekdays_text(shift.weekdays)})"


def _weekdays_text(weekdays: Iterable[int]) -> str:
    return listed(
        weekday_text(date.fromordinal(FIRST_MONDAY.toordinal() + each)) for each in sorted(weekdays)
    )
