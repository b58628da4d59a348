"""Put a call into the words its card shows, in the order a host wants them. Pure formatting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.domain.business_day import business_day_of
from app.domain.call import Call, CallerGuest, Outcome, Withheld
from app.domain.day import DayBook
from app.domain.ids import CallId, GuestId
from app.domain.reservation import Reservation
from app.viewmodels.caller_stack import Ringing, Stage, next_booking, rang_ms
from app.viewmodels.wording import (
    booking_text,
    clock_of,
    listed,
    moment_text,
    past_text,
    person_text,
    phone_text,
    translate,
)

TO_CALL_BACK = "折り返し"
"""How the book marks a call that the house owes; one word for every device's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestChoice:
    """One of several guests a number may belong to."""

    guest_id: GuestId
    name: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerFace:
    """What one caller card shows, from top to bottom.

    Attributes:
        state: 着信, 不在着信, who is on it; `alarms`: it needs somebody.
        headline: the guest's name; else the reason there is none.
        next_text: the next booking; `next_is_today`: shown large.
        line: which line was called and since when.
        choices: several guests of one number; candidates are said to be such.
    """

    call_id: CallId
    state: str
    alarms: bool = False
    times: str = ""
    headline: str
    kana: str = ""
    number: str = ""
    caution: str = ""
    allergies: str = ""
    next_text: str = ""
    next_is_today: bool = False
    past: str = ""
    memo: str = ""
    line: str = ""
    choices_title: str = ""
    choices: tuple[GuestChoice, ...] = ()
    can_open: bool = False
    can_call_back: bool = False
    calls_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One line of the call list."""

    call_id: CallId
    time: str
    who: str
    outcome: str
    note: str
    reservation_id: str = ""
    owes_call: bool = False


def face_of(ringing: Ringing, book: DayBook, now: datetime, device_name: str) -> CallerFace:
    """Put a card into words; only an exact number ever names a guest."""
    call, who, venue = ringing.call, ringing.who, book.venue
    next_one = next_booking(ringing)
    today = business_day_of(now, venue)
    title, choices = _choices(ringing, book)
    guest = who.guest if who else None
    return CallerFace(
        call_id=call.id,
        state=state_text(ringing, device_name),
        alarms=ringing.stage is Stage.MISSED,
        times=f"×{ringing.times}" if ringing.times > 1 else "",
        headline=_headline(ringing),
        kana=guest.kana if guest else "",
        number=phone_text(call.phone),
        caution=guest.caution if guest else "",
        allergies=listed(guest.allergies) if guest else "",
        next_text=_next_text(next_one, book, today),
        next_is_today=next_one is not None and next_one.business_day == today,
        past=past_text(who.visits) if who else "",
        memo=_memo(who),
        line=_line(call, book, now),
        choices_title=title,
        choices=choices,
        can_open=next_one is not None,
        can_call_back=call.phone is not None,
        calls_back=ringing.calls_back,
    )


def state_text(ringing: Ringing, device_name: str) -> str:
    """Say how the call stands; a call taken elsewhere names the device."""
    taken_on = ringing.call.taken_on
    match ringing.stage:
        case Stage.ANSWERED if taken_on and taken_on != device_name:
            return translate("Caller", "{device} is on it").format(device=taken_on)
        case Stage.ANSWERED:
            return translate("Caller", "Answered")
        case Stage.MISSED:
            return translate("Caller", "Missed call")
        case Stage.UNKNOWN:
            return translate("Caller", "Rang; outcome unknown")
        case _:
            return translate("Caller", "Incoming call")


def withheld_text(withheld: Withheld) -> str:
    """Name the reason a line gives for sending no number."""
    words = {
        Withheld.PRIVATE: translate("Caller", "Number withheld"),
        Withheld.PAY_PHONE: translate("Caller", "Pay phone"),
        Withheld.OUT_OF_AREA: translate("Caller", "Out of area"),
        Withheld.SERVICE: translate("Caller", "Out of area"),
        Withheld.ERROR: translate("Caller", "Number not received"),
        Withheld.NONE_DELIVERED: translate("Caller", "No number delivered"),
    }
    return words[withheld]


def call_row(call: Call, book: DayBook, today: date) -> CallRow:
    """Put a call into a line of the call list."""
    guest = book.guests.get(call.guest_id) if call.guest_id else None
    number = withheld_text(call.withheld) if call.withheld else phone_text(call.phone)
    return CallRow(
        call_id=call.id,
        time=moment_text(rang_ms(call), book.venue, today),
        who=person_text(guest.name) if guest else number,
        outcome=_outcome_text(call.outcome),
        note=call.note,
        reservation_id=str(call.reservation_id or ""),
        owes_call=TO_CALL_BACK in call.note.splitlines(),
    )


def _outcome_text(outcome: Outcome) -> str:
    words = {
        Outcome.RINGING: translate("Caller", "ringing"),
        Outcome.ANSWERED: translate("Caller", "answered"),
        Outcome.MISSED: translate("Caller", "missed"),
        Outcome.REJECTED: translate("Caller", "rejected"),
        Outcome.UNKNOWN: translate("Caller", "unknown"),
    }
    return words[outcome]


def _headline(ringing: Ringing) -> str:
    call, card = ringing.call, ringing.card
    if call.withheld is not None:
        return withheld_text(call.withheld)
    if ringing.who is not None:
        return person_text(ringing.who.guest.name)
    if card.guests:
        return translate("Caller", "{count} guests").format(count=len(card.guests))
    if card.bookings and card.bookings[0].guest_name:
        return person_text(card.bookings[0].guest_name)
    return translate("Caller", "Nobody found")


def _choices(ringing: Ringing, book: DayBook) -> tuple[str, tuple[GuestChoice, ...]]:
    card = ringing.card
    if ringing.who is not None or ringing.call.withheld is not None:
        return "", ()
    if len(card.guests) > 1:
        title = translate("Caller", "Who is calling?")
        return title, tuple(_choice(each, book) for each in card.guests)
    if card.candidates and not card.guests:
        title = translate("Caller", "Perhaps (last 8 digits)")
        return title, tuple(_choice(each, book) for each in card.candidates)
    return "", ()


def _choice(who: CallerGuest, book: DayBook) -> GuestChoice:
    detail = past_text(who.visits)
    if who.next_reservation:
        detail = booking_text(who.next_reservation, book.venue, book.tables)
    return GuestChoice(guest_id=who.guest.id, name=person_text(who.guest.name), detail=detail)


def _next_text(reservation: Reservation | None, book: DayBook, today: date) -> str:
    if reservation is None:
        return ""
    words = booking_text(reservation, book.venue, book.tables)
    if reservation.business_day == today:
        return translate("Caller", "Today {booking}").format(booking=words)
    return translate("Caller", "Next {booking}").format(booking=words)


def _memo(who: CallerGuest | None) -> str:
    if who is None:
        return ""
    return "\n".join(each for each in (who.guest.preferences, who.guest.note) if each)


def _line(call: Call, book: DayBook, now: datetime) -> str:
    since = datetime.fromtimestamp(rang_ms(call) / 1000, UTC)
    seconds = max(0, int((now - since).total_seconds()))
    words = translate("Caller", "since {time}, {seconds} s").format(
        time=clock_of(rang_ms(call), book.venue), seconds=seconds
    )
    return "   ".join(each for each in (call.line, call.did, words) if each)
