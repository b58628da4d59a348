"""The NCID grammar, bytes in and events out; knows no socket and no clock.

For every stream of bytes and every way of cutting it into pieces:
    the events are those of the stream in one piece
    nothing is raised, and a bad line loses only itself
    what is remembered is bounded: one line, and one call for each of LINES_MAX telephone lines

Source: the NCID API, versions 1.5 to 1.12, and captures of a real server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from app.calls.caller import read_caller
from app.calls.event import CallEvent, EventKind, FeedState
from app.calls.framing import LineFramer
from app.domain.call import Outcome

HELLO: Final = b"HELLO: IDENT: client noren 1\r\n"
PORT: Final = 3333

LINE_BYTES_MAX: Final = 4096
LINES_MAX: Final = 64
LABEL_CHARS_MAX: Final = 40

_CALLS: Final = frozenset({"CID", "WID", "PID"})
_NO_POPUPS: Final = frozenset({"OUT", "PUT", "BLK", "HUP"})
_OUTCOMES: Final[Mapping[str, Outcome]] = {
    # A modem only notices that the ringing stopped; a gateway tells whether someone picked up.
    "0": Outcome.UNKNOWN,
    "-1": Outcome.MISSED,
    "-2": Outcome.ANSWERED,
}
_LAST_WORDS: Final = ("TERMINATED", "HUNG UP")
_NO_LINE: Final = frozenset({"-", "NO-LINE"})


class Greeting(Enum):
    """Whether the peer has introduced itself as an NCID server."""

    AWAITED = auto()
    RIGHT = auto()
    WRONG = auto()


class NcidParser:
    """Reads what an NCID server sends to its clients.

    Attributes:
        greeting: judged by the first line; a wrong one is the driver's business, lines are read on.
        answers_requests: the server has promised to answer `REQ: YO` (Feature Set 4).
        has_answered: it has really done so.
    """

    def __init__(self, home_area_code: str = "") -> None:
        self.greeting = Greeting.AWAITED
        self.answers_requests = False
        self.has_answered = False
        self._home_area_code = home_area_code
        self._framer = LineFramer(LINE_BYTES_MAX)
        self._ringing: dict[str, CallEvent] = {}

    @property
    def pending_bytes(self) -> int:
        """How much is kept of a line whose end has not come yet."""
        return self._framer.pending_bytes

    def feed(self, data: bytes) -> list[CallEvent]:
        """Take the next piece of the stream; return what it brought."""
        lines = self._framer.push(data)
        events = (self._read(line.decode("utf-8", "replace")) for line in lines)
        return [event for event in events if event is not None]

    def _read(self, line: str) -> CallEvent | None:
        if self.greeting is Greeting.AWAITED and line.strip():
            self.greeting = Greeting.RIGHT if line.startswith("200 ") else Greeting.WRONG
        if line.startswith("210 "):
            self.answers_requests = "4" in line.partition("Feature Set")[2].split()
        kind, colon, rest = line.partition(":")
        # A plus says that the line was handed on by another server.
        kind = kind.strip().removeprefix("+")
        if not colon:
            return None
        if kind in _CALLS:
            return self._ring(_pairs(rest), is_waiting=kind == "WID")
        if kind in _NO_POPUPS:
            # What CIDINFO says next on this line is of that call, not of the one that rang before.
            self._ringing.pop(_line_label(_pairs(rest)), None)
        elif kind == "CIDINFO":
            return self._ringing_stopped(_pairs(rest))
        elif kind == "ACK":
            self.has_answered = True
        elif kind == "MSG" and _is_last_word(rest):
            return CallEvent(kind=EventKind.FEED, state=FeedState.DEGRADED)
        return None

    def _ring(self, pairs: Mapping[str, str], *, is_waiting: bool) -> CallEvent | None:
        if "NMBR" not in pairs:
            return None
        caller = read_caller(pairs["NMBR"], self._home_area_code)
        ring = CallEvent(
            kind=EventKind.RING,
            number_raw=caller.number_raw,
            e164=caller.e164,
            internal=caller.internal,
            withheld=caller.withheld,
            line=_line_label(pairs),
            call_waiting=is_waiting,
            at_text=_shown(f"{pairs.get('DATE', '')} {pairs.get('TIME', '')}"),
        )
        # A waiting call does not ring the line: what CIDINFO tells is of the call it waits for.
        if not (is_waiting and ring.line in self._ringing):
            self._remember(ring)
        return ring

    def _remember(self, ring: CallEvent) -> None:
        self._ringing.pop(ring.line, None)
        self._ringing[ring.line] = ring
        while len(self._ringing) > LINES_MAX:
            del self._ringing[next(iter(self._ringing))]

    def _ringing_stopped(self, pairs: Mapping[str, str]) -> CallEvent | None:
        outcome = _OUTCOMES.get(pairs.get("RING", "").strip())
        ring = self._ringing.get(_line_label(pairs))
        if ring is None or ring.outcome is outcome:
            return None
        if outcome is None:
            if ring.outcome is not None:
                # The line rings anew: whatever comes is no longer about the call before.
                del self._ringing[ring.line]
            return None
        ended = replace(ring, kind=EventKind.ENDED, outcome=outcome)
        if outcome is Outcome.UNKNOWN:
            # Kept: a gateway still tells after the stop whether the call had been answered.
            self._ringing[ring.line] = ended
        else:
            del self._ringing[ring.line]
        return ended


def decode(capture: bytes, home_area_code: str = "") -> tuple[CallEvent, ...]:
    """Read a whole capture, whose last line may lack its ending."""
    return tuple(NcidParser(home_area_code).feed(capture + b"\n"))


def _pairs(text: str) -> dict[str, str]:
    """Read `*LABEL*value*…` in any order; of a label that comes twice the first value counts.

    A value is closed by its star: what a cut line left open is no value, since half a telephone
    number is somebody else's.
    """
    words = text.strip().lstrip("*").split("*")[:-1]
    pairs: dict[str, str] = {}
    for label, value in zip(words[::2], words[1::2], strict=False):
        pairs.setdefault(label, value)
    return pairs


def _line_label(pairs: Mapping[str, str]) -> str:
    label = _shown(pairs.get("LINE", ""))
    return "" if label in _NO_LINE else label


def _shown(text: str) -> str:
    return "".join(char for char in text if char.isprintable()).strip()[:LABEL_CHARS_MAX]


def _is_last_word(message: str) -> bool:
    """Whether the server itself says that it stops; what people send each other has fields."""
    is_from_a_person = "***" in message or "###" in message
    return not is_from_a_person and any(word in message.upper() for word in _LAST_WORDS)
