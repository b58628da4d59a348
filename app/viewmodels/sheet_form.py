"""What is typed on a reservation sheet, as a value, and how it meets what others typed. Pure.

Three versions of a booking meet on an open sheet: the one it was opened with (`base`), what stands
on the sheet (`mine`) and what the book says now (`theirs`). `rebase` loses none of them:

    a field only they changed takes their value            and is told
    a field only I changed keeps mine
    a field we both changed, differently, keeps mine       and shows theirs beside it
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from app.domain.business_day import at_minute, clock_minute
from app.domain.ids import GuestId, ReservationId, StaffId, TableId
from app.domain.numbers import read_phone
from app.domain.reservation import COVERS_MAX, Reservation
from app.domain.venue import Venue

SET_FIELDS: Final = frozenset({"tags", "allergies"})
"""Fields that two people may add to at once without disagreeing."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetForm:
    """Everything staff can type on a reservation sheet.

    Attributes:
        minute: start, minutes after the business day's midnight; None until somebody chose.
        turn_minutes: None follows the house's rule for the party's size.
        auto_table: the best free table is taken as time and party change, until staff choose.
        make_card: a new guest card is made with the name and the number.
    """

    business_day: date
    minute: int | None = None
    adults: int = 2
    children: int = 0
    infants: int = 0
    turn_minutes: int | None = None
    guest_id: GuestId | None = None
    name: str = ""
    kana: str = ""
    phone: str = ""
    table_ids: tuple[TableId, ...] = ()
    auto_table: bool = True
    table_pinned: bool = False
    course: str = ""
    requests: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    channel: str = ""
    taken_by: StaffId | None = None
    make_card: bool = True

    @property
    def covers(self) -> int:
        """Guests in the party."""
        return self.adults + self.children + self.infants

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that somebody would miss."""
        return not any((self.name, self.kana, self.phone, self.requests, self.note, self.course))


BOOKED_FIELDS: Final = tuple(
    each.name for each in fields(SheetForm) if each.name not in {"auto_table", "make_card"}
)
"""The fields that end up in the book; the others only steer the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """A form after news came in.

    Attributes:
        taken: fields that were taken over from the book.
        contested: fields both changed, which keep mine until staff choose.
    """

    form: SheetForm
    taken: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()


def form_of(reservation: Reservation, venue: Venue) -> SheetForm:
    """Lay a booking out on a sheet."""
    phone = reservation.phone
    return SheetForm(
        business_day=reservation.business_day,
        minute=clock_minute(reservation.starts_at, venue, reservation.business_day),
        adults=reservation.adults,
        children=reservation.children,
        infants=reservation.infants,
        turn_minutes=reservation.turn_minutes,
        guest_id=reservation.guest_id,
        name=reservation.guest_name,
        kana=reservation.guest_kana,
        phone=phone.raw if phone else "",
        table_ids=reservation.table_ids,
        auto_table=False,
        table_pinned=reservation.table_pinned,
        course=reservation.course,
        requests=reservation.requests,
        note=reservation.note,
        tags=reservation.tags,
        allergies=reservation.allergies,
        channel=reservation.source.channel,
        taken_by=reservation.taken_by,
        make_card=False,
    )


def write_on(
    before: Reservation, form: SheetForm, names: frozenset[str], venue: Venue
) -> Reservation:
    """Return the booking as it was, with the named fields as the form has them."""
    sets: dict[str, Any] = {
        name: getattr(form, name)
        for name in names
        if name not in {"minute", "name", "kana", "phone", "channel", "turn_minutes"}
    }
    if "minute" in names and form.minute is not None:
        sets["starts_at"] = at_minute(form.business_day, form.minute, venue)
    if "turn_minutes" in names and form.turn_minutes is not None:
        sets["turn_minutes"] = form.turn_minutes
    if "name" in names:
        sets["guest_name"] = form.name
    if "kana" in names:
        sets["guest_kana"] = form.kana
    if "phone" in names:
        typed = form.phone.strip()
        sets["phone"] = read_phone(typed, venue.home_area_code).phone if typed else None
    if "channel" in names:
        sets["source"] = replace(before.source, channel=form.channel)
    return replace(before, **sets)


def differing(a: SheetForm, b: SheetForm) -> frozenset[str]:
    """Name the booked fields in which two forms differ.

    A day and a minute are one instant: when the day moves, the start moves with it.
    """
    names = {name for name in BOOKED_FIELDS if getattr(a, name) != getattr(b, name)}
    if "business_day" in names:
        names.add("minute")
    return frozenset(names)


def rebase(base: SheetForm, mine: SheetForm, theirs: SheetForm) -> Rebased:
    """Bring what others wrote since `base` onto my sheet; see the module's rules."""
    sets: dict[str, Any] = {}
    taken: list[str] = []
    contested: list[str] = []
    for name in BOOKED_FIELDS:
        old, typed, new = (getattr(each, name) for each in (base, mine, theirs))
        if new in (old, typed):
            continue
        if typed == old:
            sets[name] = new
            taken.append(name)
        elif name in SET_FIELDS:
            sets[name] = _merge_sets(old, typed, new)
            taken.append(name)
        else:
            contested.append(name)
    return Rebased(form=replace(mine, **sets), taken=tuple(taken), contested=tuple(contested))


def step_party(form: SheetForm, part: str, by: int) -> SheetForm:
    """Add or take away guests of one sort, within 1 to COVERS_MAX together."""
    count = max(0, getattr(form, part) + by)
    changed = replace(form, **{part: count})
    return changed if 1 <= changed.covers <= COVERS_MAX else form


def with_covers(form: SheetForm, covers: int) -> SheetForm:
    """Make a party so many guests; children and infants stay while an adult is left with them."""
    if not 1 <= covers <= COVERS_MAX:
        return form
    adults = covers - form.children - form.infants
    if adults >= 1:
        return replace(form, adults=adults)
    return replace(form, adults=covers, children=0, infants=0)


def _merge_sets(
    base: tuple[_T, ...], mine: tuple[_T, ...], theirs: tuple[_T, ...]
) -> tuple[_T, ...]:
    removed = set(base) - set(theirs)
    kept = [each for each in mine if each not in removed]
    return (*kept, *(each for each in theirs if each not in base and each not in kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDraft:
    """One sheet that somebody began, with all it needs to be taken up again after a crash.

    Attributes:
        editing: the booking being changed, or None for a new one.
        base: the sheet as it was when that booking was read; `revision` is that reading's.
        call_id: the call it came from, linked when the sheet is saved.
    """

    form: SheetForm
    editing: ReservationId | None = None
    base: SheetForm | None = None
    revision: int = 0
    call_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPile:
    """The sheets somebody began and has not finished.

    Attributes:
        open: the one that is being written on.
        aside: the others, newest first.
    """

    open: SheetDraft | None = None
    aside: tuple[SheetDraft, ...] = ()


def pack_pile(pile: SheetPile) -> str:
    """Write begun sheets as text; `unpack_pile` is the inverse."""
    return json.dumps(asdict(pile), ensure_ascii=False, default=_plain)


def unpack_pile(text: str) -> SheetPile:
    """Read begun sheets again; what a power cut left half-written is no sheet."""
    try:
        document = json.loads(text)
        return SheetPile(
            open=_draft(document["open"]),
            aside=tuple(draft for each in document["aside"] if (draft := _draft(each))),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return SheetPile()


def _plain(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def _draft(document: Mapping[str, Any] | None) -> SheetDraft | None:
    form = _form(document["form"]) if document else None
    if document is None or form is None:
        return None
    return SheetDraft(
        form=form,
        editing=document["editing"],
        base=_form(document["base"]),
        revision=int(document["revision"]),
        call_id=str(document["call_id"]),
    )


def _form(document: Mapping[str, Any] | None) -> SheetForm | None:
    if document is None:
        return None
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in document.items()
    }
    values["business_day"] = date.fromisoformat(values["business_day"])
    return SheetForm(**values)


def placeholder(
    form: SheetForm,
    venue: Venue,
    turn_minutes: int,
    at: datetime,
    editing: ReservationId | None = None,
) -> Reservation:
    """Stand a booking in for a sheet, so that the house's rules can look at it unsaved."""
    blank = Reservation(
        id=editing or ReservationId(""),
        business_day=form.business_day,
        starts_at=at,
        turn_minutes=turn_minutes,
        adults=1,
    )
    return write_on(blank, form, frozenset(BOOKED_FIELDS), venue)
