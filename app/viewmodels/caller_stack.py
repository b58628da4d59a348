"""The stack of calls on the screen, as a value: what one card knows and how it ages. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.domain.call import Call, CallerCard, CallerGuest, Outcome
from app.domain.ids import GuestId
from app.domain.reservation import Reservation

MISSED_SHOWN_MS: Final = 10_000
"""A caller who gave up stays this long as 不在着信, then stands in the call list only."""

UNKNOWN_AFTER_MS: Final = 60_000
"""Many feeds never tell the end of a call; after this it is not called missed, but unknown."""

REPEAT_MS_MAX: Final = 5 * 60_000
"""The same number again within this time is the same card, ×2."""

BACKLOG_AGE_MS: Final = 90_000
"""An older call was held back by a lost feed: it belongs in the call list, not on the screen."""

ARMED_AFTER_MS: Final = 400
"""A card that has just slid in takes no tap: the finger was on its way to something else."""


class Stage(StrEnum):
    """How a call on the screen stands."""

    RINGING = "ringing"
    ANSWERED = "answered"
    MISSED = "missed"
    UNKNOWN = "unknown"


STAGES: Final = {
    Outcome.RINGING: Stage.RINGING,
    Outcome.ANSWERED: Stage.ANSWERED,
    Outcome.MISSED: Stage.MISSED,
    Outcome.REJECTED: Stage.MISSED,
    Outcome.UNKNOWN: Stage.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """One card of the stack.

    Attributes:
        times: how often this number rang within REPEAT_MS_MAX.
        shown_ms: when the card came onto the screen.
        stage_ms: when it came to the stage it is in.
        chosen: whom of several guests staff picked; the only one is picked by itself.
        calls_back: the number is to be dialled from the house's own telephone.
        memo: what is being typed on the card, not yet kept; None while nobody types.
    """

    call: Call
    card: CallerCard
    times: int = 1
    shown_ms: int
    stage: Stage
    stage_ms: int
    chosen: GuestId | None = None
    calls_back: bool = False
    memo: str | None = None

    @property
    def who(self) -> CallerGuest | None:
        """Whose card it is; None while several guests share the number."""
        if self.chosen is None:
            return self.card.guests[0] if len(self.card.guests) == 1 else None
        everybody = (*self.card.guests, *self.card.candidates)
        return next((each for each in everybody if each.guest.id == self.chosen), None)


def next_booking(ringing: Ringing) -> Reservation | None:
    """Find what "the existing booking" means on a card; None while that is not clear."""
    if who := ringing.who:
        return who.next_reservation
    if not ringing.card.guests and ringing.card.bookings:
        return ringing.card.bookings[0]
    return None


def aged(ringing: Ringing, now_ms: int) -> Ringing | None:
    """Let time pass on one card; None once it leaves the screen."""
    since_ms = now_ms - ringing.stage_ms
    in_use = ringing.calls_back or ringing.memo is not None
    if ringing.stage is Stage.MISSED and since_ms >= MISSED_SHOWN_MS and not in_use:
        return None
    if ringing.stage is Stage.RINGING and since_ms >= UNKNOWN_AFTER_MS:
        return replace(ringing, stage=Stage.UNKNOWN, stage_ms=now_ms)
    return ringing


def rang_ms(call: Call) -> int:
    """Tell when it began to ring, ms since 1970."""
    return int(call.rang_at.timestamp() * 1000)


def number_key(call: Call) -> str:
    """Tell what makes two calls come from the same number; empty without one."""
    return call.phone.key if call.phone else ""
