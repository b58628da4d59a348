"""From a feed's events to calls in the book and cards on the screen, on the feed's own thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from app.calls.dedupe import Arrival, Arrivals
from app.calls.event import CallEvent, EventKind
from app.domain.call import Call, CallerCard, Outcome
from app.domain.ids import CallId
from app.services.calls import CallDraft
from app.services.desk import Author, Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNews:
    """What a feed's event means to staff.

    Attributes:
        event: as the feed told it.
        call: the call in the book; None for news about the feed itself.
        card: for a live ring: the caller's card.
        is_repeat: the same ring was told before.
        lookup_ms: how long finding the card took.
    """

    event: CallEvent
    call: Call | None = None
    card: CallerCard | None = None
    is_repeat: bool = False
    lookup_ms: float = 0.0


class CallDesk:
    """Takes one feed's events; remembers them across the feed's reconnects."""

    def __init__(self, desk: Desk, feed: str, *, now_ms: Callable[[], int]) -> None:
        self._desk = desk
        self._feed = feed
        self._now_ms = now_ms
        self._arrivals = Arrivals(ZoneInfo(desk.house.venue().timezone), replays=False)
        self._ids: dict[str, CallId] = {}

    def take(self, event: CallEvent) -> CallNews:
        """Keep what an event says and find the card if it is a ring."""
        arrival = self._arrivals.place(event, self._now_ms())
        match event.kind:
            case EventKind.FEED:
                return CallNews(event=event)
            case EventKind.RING | EventKind.HISTORY:
                return self._ring(arrival)
            case EventKind.ANSWERED | EventKind.ENDED:
                return self._follow_up(arrival)

    def _ring(self, arrival: Arrival) -> CallNews:
        event = arrival.event
        live = event.kind is EventKind.RING
        started = time.perf_counter()
        rung = self._desk.calls.ring(
            CallDraft(
                feed=self._feed,
                number=event.number_raw or event.internal,
                withheld=event.withheld,
                line=event.line,
                did=event.did,
                feed_call_id=arrival.identity,
                rang_at=datetime.fromtimestamp(arrival.at_ms / 1000, UTC),
                outcome=Outcome.RINGING if live else Outcome.MISSED,
            ),
            Author(self._feed),
        )
        self._ids[arrival.identity] = rung.call.id
        return CallNews(
            event=event,
            call=rung.call,
            card=rung.card if live else None,
            is_repeat=arrival.is_repeat or rung.is_repeat,
            lookup_ms=(time.perf_counter() - started) * 1000,
        )

    def _follow_up(self, arrival: Arrival) -> CallNews:
        id = self._ids.get(arrival.identity)
        if id is None:
            return CallNews(event=arrival.event)
        event = arrival.event
        if event.kind is EventKind.ANSWERED:
            call = self._desk.calls.answered(id, Author(self._feed), event.by)
        else:
            assert event.outcome is not None
            call = self._desk.calls.ended(id, event.outcome, Author(self._feed))
        return CallNews(event=event, call=call)
