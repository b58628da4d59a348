"""Phone calls: the caller's card from local data, and the call list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from app.domain.booking import typed_phone
from app.domain.business_day import business_day_of
from app.domain.call import Call, CallerCard, CallerGuest, Outcome, Withheld
from app.domain.errors import NotAllowed
from app.domain.ids import CallId, GuestId, ReservationId
from app.domain.limits import check_note, check_text
from app.domain.phone import Phone
from app.services.author import Author, Means
from app.services.guests import add_up
from app.store.ledger import Write

REPEAT_MS_MAX: Final = 3_000
"""A call without an id of its own, from the same number on the same line, is one within this."""

_CALLS: Final = UUID("8b0b33b4-59d6-5b59-9d0c-1f4f0d8c2a31")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDraft:
    """A ring as a feed, or a person, reports it.

    Attributes:
        number: as received; ignored when the number is withheld.
        feed_call_id: the adapter's own id; empty lets line, number and time decide.
        rang_at: aware; None is now.
    """

    feed: str
    number: str = ""
    withheld: Withheld | None = None
    line: str = ""
    did: str = ""
    feed_call_id: str = ""
    rang_at: datetime | None = None
    outcome: Outcome = Outcome.RINGING


@dataclass(frozen=True, slots=True)
class Rung:
    """A call, its card, and whether it had been reported before."""

    call: Call
    card: CallerCard
    is_repeat: bool
    change_ids: tuple[str, ...]


class Calls:
    """Use cases around calls."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms

    def ring(self, draft: CallDraft, author: Author) -> Rung:
        """Note a call and find out who it is. Reporting the same call again changes nothing."""
        venue = self._ledger.venue()
        phone = None if draft.withheld else typed_phone(draft.number, venue)
        rang_at = (draft.rang_at or self._now()).astimezone(UTC).replace(microsecond=0)
        card = self.card(phone, draft.withheld)
        known = self._known(draft, phone, rang_at)
        if known is not None:
            return Rung(known, card, is_repeat=True, change_ids=())
        call = Call(
            id=_call_id(venue.id, draft, phone, rang_at),
            feed=check_text(draft.feed, "feed"),
            rang_at=rang_at,
            feed_call_id=check_text(draft.feed_call_id, "id"),
            phone=phone,
            withheld=draft.withheld,
            line=check_text(draft.line, "line"),
            did=check_text(draft.did, "did"),
            outcome=draft.outcome,
            guest_id=card.guests[0].guest.id if len(card.guests) == 1 else None,
        )
        committed = self._ledger.commit(
            [Write(None, call, "ring")], actor=author.name, now_ms=self._now_ms()
        )
        return Rung(self.get(call.id), card, is_repeat=False, change_ids=committed.change_ids)

    def card(self, phone: Phone | None, withheld: Withheld | None) -> CallerCard:
        """Look a caller up; a withheld number is never matched to anybody."""
        if phone is None or withheld is not None:
            return CallerCard(phone=None, withheld=withheld)
        today = self._today()
        exact = self._callers(self._ledger.guests_by_phone(phone), today) if _matches(phone) else ()
        near = () if phone.e164 else self._callers(self._ledger.guests_by_last8(phone), today)
        known = {each.guest.id for each in exact}
        return CallerCard(
            phone=phone,
            withheld=None,
            guests=exact,
            candidates=tuple(each for each in near if each.guest.id not in known),
            bookings=self._ledger.bookings_by_phone(phone.key, today) if _matches(phone) else (),
        )

    def answered(self, id: CallId, author: Author, by: str = "") -> Call:
        """Note that somebody took the call; the device is this one unless said otherwise."""
        call = self.get(id)
        taken_on = check_text(by, "by") or self._ledger.device().name
        after = replace(
            call,
            outcome=Outcome.ANSWERED,
            answered_at=call.answered_at or self._now(),
            taken_on=call.taken_on or taken_on,
        )
        return self._save(call, after, author, "answer")

    def ended(self, id: CallId, outcome: Outcome, author: Author) -> Call:
        """Note how a call ended; a call that was answered stays answered."""
        call = self.get(id)
        told = Outcome.ANSWERED if call.outcome is Outcome.ANSWERED else outcome
        after = replace(call, outcome=told, ended_at=call.ended_at or self._now())
        return self._save(call, after, author, "end")

    def note(self, id: CallId, text: str, author: Author) -> Call:
        """Keep what the caller wanted (用件メモ)."""
        call = self.get(id)
        return self._save(call, replace(call, note=check_note(text, "note")), author, "note")

    def link(self, id: CallId, reservation: ReservationId, author: Author) -> Call:
        """Note which booking came of a call.

        Raises:
            Unknown: no call or no reservation has that id.
        """
        call = self.get(id)
        booking = self._ledger.get("reservation", reservation)
        after = replace(call, reservation_id=booking.id, guest_id=booking.guest_id or call.guest_id)
        return self._save(call, after, author, "link")

    def list(self, limit: int = 100) -> tuple[Call, ...]:
        """Read the newest calls first."""
        if limit < 1:
            raise NotAllowed("at least one call is listed", field="limit")
        return self._ledger.calls(limit)

    def get(self, id: CallId) -> Call:
        """Read one call.

        Raises:
            Unknown: no call has that id.
        """
        found: Call = self._ledger.get("call", id)
        return found

    def _known(self, draft: CallDraft, phone: Phone | None, rang_at: datetime) -> Call | None:
        if draft.feed_call_id:
            found: Call | None = self._ledger.find(
                "call", _call_id(self._ledger.venue().id, draft, phone, rang_at)
            )
            return found
        # A feed that tells of calls missed meanwhile tells them late: only the same moment counts.
        near = timedelta(milliseconds=REPEAT_MS_MAX)
        return self._ledger.call_between(draft.line, phone, rang_at - near, rang_at + near)

    def _callers(self, ids: tuple[GuestId, ...], today: date) -> tuple[CallerGuest, ...]:
        people = self._ledger.guests({self._ledger.person_of(id) for id in ids})
        callers = []
        for guest in people.values():
            cards = self._ledger.cards_of(guest.id)
            callers.append(
                CallerGuest(
                    guest=guest,
                    visits=add_up(self._ledger.visits(cards).values()),
                    next_reservation=self._ledger.next_reservation(cards, today),
                )
            )
        callers.sort(key=_order)
        return tuple(callers)

    def _save(self, before: Call, after: Call, author: Author, intent: str) -> Call:
        self._ledger.commit(
            [Write(before, after, intent)], actor=author.name, now_ms=self._now_ms()
        )
        return self.get(before.id)

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._now_ms() // 1000, UTC)

    def _today(self) -> date:
        return business_day_of(self._now(), self._ledger.venue())


def _matches(phone: Phone) -> bool:
    """Tell an outside number from an extension of the house's own, which is nobody's card."""
    return bool(phone.e164) or len(phone.digits) >= 6  # noqa: PLR2004  # fewer is an extension


def _order(caller: CallerGuest) -> tuple[str, int, str]:
    """Next booking first, then the latest visit."""
    coming, last = caller.next_reservation, caller.visits.last_visit
    return (
        coming.starts_at.isoformat() if coming else "9999",
        -(last.toordinal() if last else 0),
        caller.guest.id,
    )


def _call_id(venue: str, draft: CallDraft, phone: Phone | None, rang_at: datetime) -> CallId:
    """Name a call by its outside identity, so that two devices hearing it make one record."""
    who = phone.key if phone else (draft.withheld.value if draft.withheld else "")
    own = draft.feed_call_id or f"{draft.line}|{who}|{rang_at.isoformat()}"
    return CallId(str(uuid5(_CALLS, f"{venue}|{draft.feed}|{own}")))
