"""Tell a tap, a pan and a drag apart, for a mouse and a wet finger; knows no widget, no clock.

A mouse that moves while it holds a party drags it. A finger that moves scrolls the page: only one
that rests on a party for a moment takes it up. Times come with the events, in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

HOLD_MS = 350
"""How long a finger rests before it takes a party up; longer feels dead, shorter spoils scrolls."""
MOUSE_SLACK_PX = 6
TOUCH_SLACK_PX = 12


class Act(Enum):
    """What the hand just did."""

    NOTHING = auto()
    TAP = auto()
    DRAG_BEGINS = auto()
    DRAG_MOVES = auto()
    DROP = auto()
    PAN_BEGINS = auto()
    PAN_MOVES = auto()
    PAN_ENDS = auto()


class _Phase(Enum):
    IDLE = auto()
    PRESSED = auto()
    DRAGGING = auto()
    PANNING = auto()


@dataclass(frozen=True, slots=True)
class Press:
    """Where and when the hand came down, and on what.

    Attributes:
        on_party: whether something that can be taken up lies under it.
    """

    x: float
    y: float
    at_ms: int
    touch: bool
    on_party: bool


class Gesture:
    """The hand on the timeline, from press to release."""

    def __init__(self) -> None:
        self._phase = _Phase.IDLE
        self._press: Press | None = None

    @property
    def origin(self) -> Press | None:
        """Where the hand came down, while it is down."""
        return self._press

    @property
    def is_dragging(self) -> bool:
        """Whether a party is in the hand."""
        return self._phase is _Phase.DRAGGING

    @property
    def waits_for_hold(self) -> bool:
        """Whether a finger rests on a party and time alone may take it up."""
        press = self._press
        if press is None or self._phase is not _Phase.PRESSED:
            return False
        return press.touch and press.on_party

    def press(self, press: Press) -> Act:
        """The hand comes down."""
        self._press, self._phase = press, _Phase.PRESSED
        return Act.NOTHING

    def move(self, x: float, y: float, at_ms: int) -> Act:
        """The hand moves while it is down."""
        press = self._press
        if press is None or self._phase is _Phase.IDLE:
            return Act.NOTHING
        if self._phase is _Phase.DRAGGING:
            return Act.DRAG_MOVES
        if self._phase is _Phase.PANNING:
            return Act.PAN_MOVES
        slack = TOUCH_SLACK_PX if press.touch else MOUSE_SLACK_PX
        if max(abs(x - press.x), abs(y - press.y)) <= slack:
            return self.elapse(at_ms)
        # A busy machine may deliver a move before the timer: the finger had rested long enough.
        rested = press.touch and at_ms - press.at_ms >= HOLD_MS
        if press.on_party and (not press.touch or rested):
            self._phase = _Phase.DRAGGING
            return Act.DRAG_BEGINS
        self._phase = _Phase.PANNING
        return Act.PAN_BEGINS

    def elapse(self, at_ms: int) -> Act:
        """Time passes with the hand at rest."""
        press = self._press
        if press is None or not self.waits_for_hold or at_ms - press.at_ms < HOLD_MS:
            return Act.NOTHING
        self._phase = _Phase.DRAGGING
        return Act.DRAG_BEGINS

    def release(self) -> Act:
        """The hand goes up."""
        phase = self._phase
        self.cancel()
        return {
            _Phase.PRESSED: Act.TAP,
            _Phase.DRAGGING: Act.DROP,
            _Phase.PANNING: Act.PAN_ENDS,
        }.get(phase, Act.NOTHING)

    def cancel(self) -> None:
        """Forget the hand: Esc, a second finger, or a party that is gone."""
        self._phase, self._press = _Phase.IDLE, None
