"""What a caller-ID feed tells: one normalised event, whatever device and grammar it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from app.domain.call import Outcome, Withheld


class EventKind(StrEnum):
    """What happened.

    `HISTORY` is a ring that came too late to answer: it goes to the call list, without a card.
    """

    RING = "ring"
    ANSWERED = "answered"
    ENDED = "ended"
    HISTORY = "history"
    FEED = "feed"


class FeedState(StrEnum):
    """How the feed itself is.

    `DEGRADED` is connected to something that has said it will bring no calls; `REFUSED` wants a
    person, since trying again will not help.
    """

    CONNECTED = "connected"
    DEGRADED = "degraded"
    LOST = "lost"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent:
    """One thing a feed said.

    Of a withheld call the number is dropped even where the feed let it slip: nothing further up
    can show it or look it up. An ended call repeats who rang, so that it finds its ring.

    Attributes:
        number_raw: the number as it came; empty when there is none or it is withheld.
        e164: the number understood, or None.
        internal: the extension of a call from inside the house; never looked up.
        withheld: why there is no number, or None.
        line: the label of the line that rings; empty where the feed has none.
        did: the number that was called, where the feed tells.
        outcome: of an ended call.
        by: who answered, where the feed tells.
        call_waiting: it rings into a conversation that is going on.
        feed_call_id: the adapter's own id of the call; empty where it has none.
        at_text: date and time of the ring as the feed wrote them, by the feed's own clock.
        state, since_ms, reason: of a feed event: how it is, since when, and a word for why.
    """

    kind: EventKind
    number_raw: str = ""
    e164: str | None = None
    internal: str = ""
    withheld: Withheld | None = None
    line: str = ""
    did: str = ""
    outcome: Outcome | None = None
    by: str = ""
    call_waiting: bool = False
    feed_call_id: str = ""
    at_text: str = ""
    state: FeedState | None = None
    since_ms: int | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        assert self.withheld is None or not (self.number_raw or self.e164 or self.internal)
        assert (self.kind is EventKind.FEED) == (self.state is not None)
        assert (self.kind is EventKind.ENDED) == (self.outcome is not None)

    def to_document(self) -> dict[str, str | bool | None]:
        """Write the event in the shape that scripts and captures rely on."""
        match self.kind:
            case EventKind.RING:
                return {"kind": self.kind.value, **self._caller(), **self._place()}
            case EventKind.HISTORY:
                withheld = {"withheld": self.withheld.value} if self.withheld else {}
                return {"kind": self.kind.value, "e164": self.e164, **withheld}
            case EventKind.ANSWERED:
                return {"kind": self.kind.value, "by": self.by}
            case EventKind.ENDED:
                return {"kind": self.kind.value, "outcome": str(self.outcome)}
            case EventKind.FEED:
                return {"kind": self.kind.value, "state": str(self.state), **self._trouble()}

    def _caller(self) -> dict[str, str | bool | None]:
        if self.internal:
            return {"e164": None, "internal": self.internal}
        return {"e164": self.e164, "withheld": self.withheld.value if self.withheld else None}

    def _place(self) -> dict[str, str | bool | None]:
        place: dict[str, str | bool | None] = {}
        if self.line:
            place["line"] = self.line
        if self.did:
            place["did"] = self.did
        if self.call_waiting:
            place["call_waiting"] = True
        return place

    def _trouble(self) -> dict[str, str]:
        trouble = {}
        if self.since_ms is not None:
            since = datetime.fromtimestamp(self.since_ms / 1000, UTC)
            trouble["since"] = since.strftime("%Y-%m-%dT%H:%M:%SZ")
        if self.reason:
            trouble["reason"] = self.reason
        return trouble
