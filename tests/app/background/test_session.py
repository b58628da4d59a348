import random
import threading
from itertools import islice

import httpx
import pytest

from app.background import session as session_module
from app.background.house_relay import Listed, RelayChoice
from app.background.session import POLL_SECONDS, UNTIDIED_MAX, Outcome, follow_stream
from app.bootstrap.hub_line import HubLine
from app.store import rounds
from sync.client import Hint
from sync.errors import Throttled, Unreachable
from sync.offering import ASK_AFTER
from tests.ledgers import book_of


@pytest.fixture
def line(paired):
    """A line to a hub behind a real port, and the ledger it speaks for."""
    ledger = paired.open_ledger()
    yield HubLine(paired), ledger
    ledger.close()


def session_of(device):
    return device.line.session(device.ledger, device.line.client(device.ledger))


def test_a_round_that_went_well_is_remembered_as_online(two):
    _, hall, _ = two
    assert session_of(hall).round().error is None
    assert hall.state().phase == "online"


def test_a_round_that_broke_off_is_remembered_with_its_words(two):
    house, hall, _ = two
    house.cut()
    outcome = session_of(hall).round()
    assert isinstance(outcome.error, Unreachable)
    assert (hall.state().phase, hall.state().message) == ("offline", str(outcome.error))


def test_a_hub_that_asks_for_patience_is_given_it(two):
    _, hall, _ = two
    hall.wire.faults = [lambda request, answer: httpx.Response(503, headers={"retry-after": "77"})]
    hall.book()
    session = session_of(hall)
    outcome = session.round()
    assert isinstance(outcome.error, Throttled)
    pauses = [session._pause_seconds(outcome) for _ in range(20)]
    assert 77 <= min(pauses) < max(pauses) <= 77 * 1.25, "not all devices at once"


def test_after_failures_the_pause_grows_and_after_success_it_is_the_poll(two):
    house, hall, _ = two
    session = session_of(hall)
    session._chance = random.Random(3)
    house.cut()
    pauses = [session._pause_seconds(session.round()) for _ in range(8)]
    assert max(pauses) <= 60
    assert max(pauses[4:]) > max(pauses[:1])
    house.mend()
    assert session._pause_seconds(session.round()) == POLL_SECONDS


def test_rounds_go_on_until_stopped_and_a_wake_begins_the_next(two):
    _, hall, _ = two
    session = session_of(hall)
    told = []

    def tell(outcome):
        told.append(outcome)
        session.wake()

    session.rounds(lambda: len(told) >= 3, tell)
    assert len(told) == 3


def test_hints_of_the_stream_wake_and_a_lost_stream_is_tried_again(line):
    hub_line, ledger = line
    client = hub_line.client(ledger)
    stop, woken = threading.Event(), threading.Event()
    thread = threading.Thread(target=follow_stream, args=(client, stop, lambda _: woken.set()))
    thread.start()
    assert woken.wait(20)
    stop.set()
    client.hang_up()
    thread.join()
    client.close()


def test_the_record_says_what_a_round_moved_and_the_next_one_goes_on_from_there(two):
    _, hall, _ = two
    hall.book()
    session_of(hall).round()
    (last, *_) = rounds.past(hall.ledger.sql, 5)
    assert (last.outcome, last.pushed > 0) == ("in_sync", True)
    told = rounds.metrics(hall.ledger.sql)
    assert told.sent_bytes > 0
    assert told.received_bytes > 0
    assert told.hub_url.startswith("http")
    assert told.next_try_ms is None


def test_the_record_says_how_often_it_was_tried_and_when_it_is_tried_again(two):
    house, hall, _ = two
    house.cut()
    session = session_of(hall)
    session.round()
    told = []

    def tell(outcome):
        told.append(outcome)
        session.wake()

    session.rounds(lambda: len(told) >= 1, tell)
    (last, *_) = rounds.past(hall.ledger.sql, 5)
    assert (last.outcome, last.times) == ("offline", 2)
    metrics = rounds.metrics(hall.ledger.sql)
    assert metrics.failures == 2
    assert metrics.next_try_ms is not None
    assert metrics.next_try_ms > last.ended_ms


def test_a_round_that_breaks_off_still_says_how_far_it_came(two):
    _, hall, door = two
    door.book()
    door.sync()
    hall.book()
    session = session_of(hall)
    hall.wire.faults = [
        lambda request, answer: answer(),
        lambda request, answer: httpx.Response(503),
    ]
    assert session.round().error is not None
    (last, *_) = rounds.past(hall.ledger.sql, 5)
    assert (last.outcome, last.pushed > 0) == ("offline", True)


@pytest.mark.parametrize(
    "fault", [httpx.Response(503), httpx.Response(403), httpx.ConnectError("no answer")]
)
def test_a_good_round_stays_one_when_nobody_says_which_relays_there_are(two, fault):
    _, hall, _ = two
    hall.book()
    session = session_of(hall)
    session.prefer(RelayChoice(Listed(tuple), _no_line, steady_seconds=lambda: 0.0))

    def only_members(request, answer):
        if not request.url.path.endswith("/members"):
            return answer()
        asked.append(request)
        if isinstance(fault, Exception):
            raise fault
        return fault

    asked: list[httpx.Request] = []
    hall.wire.faults = [only_members] * 9
    outcome = session.round()
    assert len(asked) == 1
    assert outcome.error is None
    assert outcome.round.in_sync
    assert (hall.state().phase, rounds.metrics(hall.ledger.sql).failures) == ("online", 0)


def _no_line(url):
    raise AssertionError(f"{url} was not to be asked")


def test_told_to_stop_a_round_ends_with_the_request_under_way_and_loses_nothing(two):
    _, hall, door = two
    door.book()
    door.sync()
    made = hall.book()
    stop = threading.Event()

    def end_meanwhile(request, answer):
        stop.set()
        return answer()

    hall.wire.faults = [end_meanwhile]
    hall.wire.requests.clear()
    told: list[object] = []
    session_of(hall).rounds(stop.is_set, told.append)
    assert hall.wire.requests == ["/v1/push"]
    assert told == []
    assert hall.ledger.outbox.queue_length() == (0, 0), "what the hub took is noted"
    assert hall.state().phase == "online", "that we left says nothing of the hub"
    assert not hall.state().in_sync
    for device in (hall, door):
        device.sync()
    assert book_of(door.ledger) == book_of(hall.ledger)
    assert door.desk.bookings.get(made.id).guest_name == made.guest_name
    assert hall.state().in_sync


def test_a_network_that_came_back_ends_the_pause_after_a_failure_only(two):
    house, hall, _ = two
    session = session_of(hall)
    session.network_came_back()
    assert not session._woken.is_set()
    house.cut()
    session.round()
    session.network_came_back()
    assert session._woken.is_set()


def test_a_hub_that_is_regained_makes_the_stream_try_at_once(two):
    house, hall, _ = two
    session = session_of(hall)
    house.cut()
    session.round()
    assert not session.regained.is_set()
    house.mend()
    session.round()
    assert session.regained.is_set()


def test_a_lost_stream_is_opened_again_as_soon_as_the_hub_is_regained(monkeypatch):
    monkeypatch.setattr(session_module, "retry_after_seconds", lambda *_: 600)
    stop, regained = threading.Event(), threading.Event()
    opened: list[None] = []

    class Line:
        def stream(self, stops):
            opened.append(None)
            if len(opened) == 2:
                stop.set()
            regained.set()
            raise Unreachable("cut")

    follow_stream(Line(), stop, lambda _: None, regained)  # type: ignore[arg-type]
    assert len(opened) == 2


def offering(session, *, steps=3, error=None):
    """Let a session have a copy to offer; gives the steps done so far."""
    done: list[int] = []

    def begin():
        for number in range(steps):
            done.append(number)
            yield
        if error is not None:
            raise error

    session.offering = begin
    session._offered_at = -ASK_AFTER
    return done


def test_a_copy_is_offered_after_a_round_in_sync_and_not_again_until_the_log_has_moved_far(two):
    _, hall, _ = two
    session = session_of(hall)
    done = offering(session)
    for _ in range(2):
        for _ in session.offer(session.round()):
            pass
    assert done == [0, 1, 2]


def test_an_offer_left_early_goes_on_after_the_next_round(two):
    _, hall, _ = two
    session = session_of(hall)
    done = offering(session)
    for _ in islice(session.offer(session.round()), 2):
        pass
    for _ in session.offer(session.round()):
        pass
    assert done == [0, 1, 2]


def test_after_a_round_that_broke_off_nothing_is_offered(two):
    house, hall, _ = two
    session = session_of(hall)
    done = offering(session)
    house.cut()
    assert list(session.offer(session.round())) == []
    assert done == []


def test_an_offer_that_fails_hurts_nobody(two):
    _, hall, _ = two
    session = session_of(hall)
    offering(session, error=Unreachable("cut"))
    assert len(list(session.offer(session.round()))) == 3
    assert session.round().error is None


def test_between_rounds_the_copy_goes_on_until_somebody_wakes_the_session(two):
    _, hall, _ = two
    session = session_of(hall)
    rounds_done: list[Outcome] = []
    offered: list[int] = []

    def begin():
        for _ in range(3):
            session.wake()
            yield
        offered.append(len(rounds_done))

    offering(session)
    session.offering = begin
    session.rounds(lambda: bool(offered), rounds_done.append)
    assert offered == [4]
    assert all(outcome.error is None for outcome in rounds_done)
    assert session._offer is None


def test_a_hint_of_what_a_round_has_read_already_begins_none(two):
    _, hall, _ = two
    hall.book()
    session = session_of(hall)
    done = session.round().round
    known = Hint(head=done.cursor, epoch=done.epoch)
    session.hear(known)
    assert not session._is_called(Outcome(done, None, frozenset()), 0)
    later = Hint(head=done.cursor + 1, epoch=done.epoch)
    for news in (later, Hint(head=done.cursor, epoch="another life")):
        session.hear(news)
        assert session._is_called(Outcome(done, None, frozenset()), 0)


def test_staff_who_want_a_round_get_it_whatever_the_hub_hints(two):
    _, hall, _ = two
    session = session_of(hall)
    done = session.round().round
    session.wake()
    session.hear(Hint(head=done.cursor, epoch=done.epoch))
    assert session._is_called(Outcome(done, None, frozenset()), 0)


def test_news_is_told_while_the_round_goes_on_and_once(two):
    _, hall, door = two
    booked = door.book()
    door.sync()
    session = session_of(hall)
    told: list[Outcome] = []
    session.rounds(lambda: any(each.round for each in told), told.append)
    assert told[0].round is None
    assert told[0].error is None
    assert ("reservation", booked.id) in told[0].touched
    assert not told[-1].touched & told[0].touched


def test_a_log_is_carried_into_the_file_once_nobody_wants_a_round_or_after_many(two, monkeypatch):
    _, hall, _ = two
    session = session_of(hall)
    told: list[Outcome] = []
    carried: list[int] = []
    monkeypatch.setattr(session._replica, "tidy", lambda: carried.append(len(told)))

    def tell(outcome):
        told.append(outcome)
        if len(told) <= UNTIDIED_MAX:
            session.wake()

    session.rounds(lambda: len(carried) == 2, tell)
    assert carried == [UNTIDIED_MAX, UNTIDIED_MAX + 1]
