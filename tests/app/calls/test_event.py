import pytest

from app.calls.event import CallEvent, EventKind, FeedState
from app.domain.call import Outcome, Withheld


def test_a_ring_is_written_with_number_reason_and_line():
    ring = CallEvent(kind=EventKind.RING, number_raw="09012345678", e164="+819012345678", line="1")
    assert ring.to_document() == {
        "kind": "ring",
        "e164": "+819012345678",
        "withheld": None,
        "line": "1",
    }


def test_a_withheld_ring_is_written_with_its_letter():
    ring = CallEvent(kind=EventKind.RING, withheld=Withheld.OUT_OF_AREA, line="02")
    assert ring.to_document() == {"kind": "ring", "e164": None, "withheld": "O", "line": "02"}


def test_an_internal_call_is_written_with_its_extension():
    ring = CallEvent(kind=EventKind.RING, number_raw="1", internal="1")
    assert ring.to_document() == {"kind": "ring", "e164": None, "internal": "1"}


def test_a_called_number_and_a_waiting_call_are_written_where_the_feed_tells():
    ring = CallEvent(kind=EventKind.RING, e164="+819012345678", did="0359999999", call_waiting=True)
    assert ring.to_document() == {
        "kind": "ring",
        "e164": "+819012345678",
        "withheld": None,
        "did": "0359999999",
        "call_waiting": True,
    }


@pytest.mark.parametrize(
    ("event", "document"),
    [
        (CallEvent(kind=EventKind.ANSWERED, by="other"), {"kind": "answered", "by": "other"}),
        (
            CallEvent(kind=EventKind.ENDED, outcome=Outcome.MISSED, e164="+819012345678"),
            {"kind": "ended", "outcome": "missed"},
        ),
        (
            CallEvent(kind=EventKind.HISTORY, e164="+81312345678", at_text="11222026 1700"),
            {"kind": "history", "e164": "+81312345678"},
        ),
        (
            CallEvent(kind=EventKind.HISTORY, withheld=Withheld.PRIVATE),
            {"kind": "history", "e164": None, "withheld": "P"},
        ),
        (
            CallEvent(kind=EventKind.FEED, state=FeedState.DEGRADED),
            {"kind": "feed", "state": "degraded"},
        ),
        (
            CallEvent(
                kind=EventKind.FEED,
                state=FeedState.LOST,
                since_ms=1_795_341_720_000,
                reason="unreachable",
            ),
            {
                "kind": "feed",
                "state": "lost",
                "since": "2026-11-22T10:02:00Z",
                "reason": "unreachable",
            },
        ),
    ],
)
def test_each_kind_of_event_has_its_own_shape(event, document):
    assert event.to_document() == document


def test_a_withheld_call_cannot_carry_a_number():
    with pytest.raises(AssertionError):
        CallEvent(kind=EventKind.RING, withheld=Withheld.PRIVATE, e164="+819012345678")
    with pytest.raises(AssertionError):
        CallEvent(kind=EventKind.RING, withheld=Withheld.PRIVATE, number_raw="09012345678")
