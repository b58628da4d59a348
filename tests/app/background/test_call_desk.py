import pytest

from app.background.call_desk import CallDesk
from app.calls.event import CallEvent, EventKind, FeedState
from app.domain.call import Outcome, Withheld
from app.services.guests import GuestDraft


@pytest.fixture
def feed(two):
    _, hall, _ = two
    hall.desk.guests.add(GuestDraft(name="斎藤", phones=("090-1234-5678",)), hall.author)
    return hall, CallDesk(hall.desk, "ncid", now_ms=hall.home.clock)


RING = CallEvent(
    kind=EventKind.RING,
    number_raw="09012345678",
    e164="+819012345678",
    line="POTS",
    at_text="11132026 1805",
)


def test_a_ring_becomes_a_call_in_the_book_and_a_card(feed):
    hall, desk = feed
    news = desk.take(RING)
    assert [each.guest.name for each in news.card.guests] == ["斎藤"]
    assert news.lookup_ms > 0
    assert [each.id for each in hall.desk.calls.list()] == [news.call.id]


def test_the_same_ring_told_again_is_a_repeat_of_one_call(feed):
    hall, desk = feed
    first, again = desk.take(RING), desk.take(RING)
    assert again.is_repeat
    assert again.call.id == first.call.id
    assert len(hall.desk.calls.list()) == 1


def test_how_a_call_ended_is_written_to_it(feed):
    hall, desk = feed
    ring = desk.take(RING)
    ended = CallEvent(
        kind=EventKind.ENDED,
        number_raw=RING.number_raw,
        e164=RING.e164,
        line=RING.line,
        at_text=RING.at_text,
        outcome=Outcome.MISSED,
    )
    news = desk.take(ended)
    assert news.call.id == ring.call.id
    assert hall.desk.calls.get(ring.call.id).outcome is Outcome.MISSED


def test_a_withheld_caller_is_matched_to_nobody(feed):
    _, desk = feed
    news = desk.take(CallEvent(kind=EventKind.RING, withheld=Withheld.PRIVATE, line="POTS"))
    assert news.card.guests == ()
    assert news.call.withheld is Withheld.PRIVATE


def test_news_of_the_feed_itself_makes_no_call(feed):
    hall, desk = feed
    news = desk.take(CallEvent(kind=EventKind.FEED, state=FeedState.LOST, since_ms=1))
    assert news.call is None
    assert hall.desk.calls.list() == ()
