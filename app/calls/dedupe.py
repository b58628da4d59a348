"""Tell which call an event belongs to, so that one call is one row however often it is told. Pure.

For one device, whatever its feed repeats:
    rings of one number on one line, each within REPEAT_MS_MAX of the last, are one call
    a call that has ended, and one by the same number later than that, are two calls
    a ring from the feed's backlog gets the same identity every time it is handed over

Across devices that listen to the same server the identity is equal, since it is built from what the
server sent: line, number and the server's own minute. Its limits:
    a feed that sends no time falls back on the minute of arrival: two devices may then see a call
    on either side of the minute's end, or with clocks apart, as two
    a device that missed (or, restarted, forgot) the first of two calls by one number within one
    minute takes the second for the first
    withheld callers on one line within REPEAT_MS_MAX are one call
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.calls.event import CallEvent, EventKind, FeedState

REPEAT_MS_MAX: Final = 3_000
BACKLOG_MS_MIN: Final = 90_000
CATCH_UP_MS_MAX: Final = 10_000
CALLS_MAX: Final = 256

_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An event with its place among the others.

    Attributes:
        event: as it came, save that a ring out of the backlog has become history.
        identity: which call it belongs to, together with the feed's name; empty for feed events.
        is_repeat: this ring was told before.
        at_ms: when it happened: its arrival, or of history the feed's own time.
    """

    event: CallEvent
    identity: str
    is_repeat: bool
    at_ms: int


@dataclass(slots=True)
class _Known:
    identity: str
    rang_ms: int = 0
    has_ended: bool = False

    def is_ringing(self, at_ms: int) -> bool:
        return not self.has_ended and abs(at_ms - self.rang_ms) <= REPEAT_MS_MAX


class Arrivals:
    """What one feed of one device has told lately, CALLS_MAX calls of it.

    A ring is taken for backlog only just after the feed came up, when a box hands over what it
    held. Later rings are live whatever the feed's clock says: one that runs on another zone's time,
    or has none since the last power cut, must not keep the card from showing.
    """

    def __init__(self, zone: ZoneInfo, *, replays: bool) -> None:
        """Prepare to place one feed's events.

        Args:
            zone: the feed's dates and times are read as those of this zone.
            replays: whether this sort of feed hands over, as if ringing, what it held while
                nobody listened. An NCID server does not: its old calls come as log lines.
        """
        self._zone = zone
        self._replays = replays
        self._known: dict[str, _Known] = {}
        self._counts: dict[str, int] = {}
        self._up_since_ms: int | None = None

    def place(self, event: CallEvent, at_ms: int) -> Arrival:
        """Say which call `event`, arriving at `at_ms`, belongs to."""
        match event.kind:
            case EventKind.FEED:
                if event.state is FeedState.CONNECTED:
                    self._up_since_ms = at_ms
                return Arrival(event=event, identity="", is_repeat=False, at_ms=at_ms)
            case EventKind.RING if not self._is_backlog(event, at_ms):
                return self._ring(event, at_ms)
            case EventKind.RING | EventKind.HISTORY:
                return self._history(replace(event, kind=EventKind.HISTORY), at_ms)
            case EventKind.ANSWERED | EventKind.ENDED:
                return self._follow_up(event, at_ms)

    def _is_backlog(self, event: CallEvent, at_ms: int) -> bool:
        if not self._replays or self._up_since_ms is None:
            return False
        if at_ms - self._up_since_ms > CATCH_UP_MS_MAX:
            return False
        rang_ms = own_ms(event, at_ms, self._zone)
        # The text names a minute; the call may have rung at its very end.
        return rang_ms is not None and at_ms - rang_ms - _MINUTE_MS > BACKLOG_MS_MIN

    def _ring(self, event: CallEvent, at_ms: int) -> Arrival:
        caller = _caller_key(event)
        known = self._known.pop(caller, None)
        is_repeat = known is not None and (bool(event.feed_call_id) or known.is_ringing(at_ms))
        if known is None or not is_repeat:
            known = _Known(self._told_apart(call_identity(event, at_ms)))
        known.rang_ms = at_ms
        self._known[caller] = known
        _forget_oldest(self._known)
        return Arrival(event=event, identity=known.identity, is_repeat=is_repeat, at_ms=at_ms)

    def _history(self, event: CallEvent, at_ms: int) -> Arrival:
        rang_ms = own_ms(event, at_ms, self._zone)
        rang_ms = at_ms if rang_ms is None else rang_ms
        identity = call_identity(event, rang_ms)
        is_repeat = identity in self._counts
        if not is_repeat:
            self._told_apart(identity)
        return Arrival(event=event, identity=identity, is_repeat=is_repeat, at_ms=rang_ms)

    def _follow_up(self, event: CallEvent, at_ms: int) -> Arrival:
        known = self._known.get(_caller_key(event)) or _Known(call_identity(event, at_ms))
        known.has_ended = known.has_ended or event.kind is EventKind.ENDED
        return Arrival(event=event, identity=known.identity, is_repeat=False, at_ms=at_ms)

    def _told_apart(self, identity: str) -> str:
        """Count one more call; the second by one caller in one minute gets a name of its own."""
        count = self._counts.pop(identity, 0) + 1
        self._counts[identity] = count
        _forget_oldest(self._counts)
        return identity if count == 1 else f"{identity} #{count}"


def call_identity(event: CallEvent, at_ms: int) -> str:
    """Name the call by the adapter's id, else by line, caller and the minute it started in."""
    if event.feed_call_id:
        return event.feed_call_id
    return f"{_caller_key(event)} {event.at_text or f'~{at_ms // _MINUTE_MS}'}"


def _caller_key(event: CallEvent) -> str:
    if event.feed_call_id:
        return event.feed_call_id
    caller = event.e164 or event.internal or event.number_raw or event.withheld or ""
    return f"{event.line}/{caller}"


def own_ms(event: CallEvent, at_ms: int, zone: ZoneInfo) -> int | None:
    """Read when the call rang by the feed's clock; None where it does not tell.

    The order of day and month is nowhere said: of several readings the one nearest to `at_ms`
    counts.
    """
    readings = list(_readings(event.at_text, zone))
    return min(readings, key=lambda reading: abs(reading - at_ms)) if readings else None


def _readings(at_text: str, zone: ZoneInfo) -> Iterator[int]:
    """Every moment that `MMDDYYYY HHMM` or `DDMMYYYY HHMM` may mean, the hour set back included."""
    for order in ("%m%d%Y %H%M", "%d%m%Y %H%M"):
        for fold in (0, 1):
            try:
                reading = datetime.strptime(at_text, order).replace(tzinfo=zone, fold=fold)
                yield int(reading.timestamp() * 1000)
            except ValueError:
                continue


def _forget_oldest(remembered: dict[str, _Known] | dict[str, int]) -> None:
    while len(remembered) > CALLS_MAX:
        del remembered[next(iter(remembered))]
