"""What went wrong at services like ours: in sync, at the telephone, in what staff were told."""

import random
import subprocess
import threading
from contextlib import closing
from dataclasses import replace

import httpx
import orjson
import pytest

from app.background.call_desk import CallDesk
from app.bootstrap.home import Home
from app.bootstrap.hub_line import HubLine
from app.calls.event import CallEvent, EventKind, FeedState
from app.calls.ncid_driver import NcidFeed
from app.calls.ncid_server import NcidServer
from app.domain.business_day import venue_zone
from app.domain.call import Outcome
from app.domain.staff import Role
from app.services.bookings import BookingDraft
from app.services.desk import Author
from app.store import rounds
from app.viewmodels.connection import ConnectionModel
from sync.errors import SyncError
from tests.app.cli.noren import PROGRAM, environment, process
from tests.builders import FRIDAY, at
from tests.journeys.house import House

WAIT_SECONDS = 30


def line_of(device) -> ConnectionModel:
    """The connection line of a device, as it stands now."""
    line = ConnectionModel(lambda: venue_zone(device.desk.house.venue()))
    line.set_state(device.state())
    return line


def test_staff_learn_of_an_outage_from_the_book_itself(two):
    """Staff of a ledger service once learned by mail that they could only read."""
    house, hall, _ = two
    hall.sync()
    assert line_of(hall).text == "In sync 18:05"
    house.cut()
    house.clock.pass_minutes(10)
    hall.try_sync()
    assert line_of(hall).text == "Offline since 18:15, the book is open"
    hall.book()
    house.clock.pass_minutes(20)
    hall.try_sync()
    assert line_of(hall).text == "Offline since 18:15, 1 saved, sent when back"
    house.mend()
    hall.sync()
    assert line_of(hall).text == "In sync 18:35"


def test_a_sign_in_that_ran_out_leaves_staff_their_pin_and_the_book(two):
    """A reservation service once logged its houses out in mid-service."""
    house, hall, _ = two
    member = hall.desk.team.add("佐藤", Role.HOST, hall.author)
    hall.desk.team.set_pin(member, "4711", hall.author)
    hall.sync()
    house.pairing.revoke(hall.ledger.device().id)
    assert hall.try_sync().error is not None
    known = hall.desk.team.get(member.id)
    assert hall.desk.team.check_pin(known, "4711")
    assert not hall.desk.team.check_pin(known, "0000")
    hall.author = Author(known.id)
    booking = hall.book()
    assert hall.change(booking, replace(booking, adults=5)).adults == 5
    assert "2 saved here" in line_of(hall).text


def test_a_dead_feed_says_since_when_and_what_it_missed_is_filled_in(two):
    """A caller popup once died with its API, and nobody saw that the telephone was silent."""
    house, hall, _ = two
    line, told = line_of(hall), []
    stop, news = threading.Event(), threading.Condition()

    def emit(event):
        with news:
            told.append(event)
            news.notify()

    def wait_for(state):
        with news:
            assert news.wait_for(lambda: told and told[-1].state is state, WAIT_SECONDS)
        return told[-1]

    with NcidServer() as server:
        feed = NcidFeed(
            server.address,
            now_ms=house.clock,
            chance=random.Random(1),
            wait=lambda seconds: stop.wait(0.01),
        )
        listening = threading.Thread(target=feed.run, args=(stop, emit))
        listening.start()
        wait_for(FeedState.CONNECTED)
        house.clock.pass_minutes(55)
    lost = wait_for(FeedState.LOST)
    line.lose_feed(feed.name, lost.since_ms)
    assert "Caller ID stopped since 19:00" in line.text
    stop.set()
    listening.join()
    line.regain_feed(feed.name)
    assert "stopped" not in line.text
    missed = CallEvent(kind=EventKind.HISTORY, e164="+819012345678", line="1", feed_call_id="77")
    desk = CallDesk(hall.desk, feed.name, now_ms=house.clock)
    for _ in range(2):
        assert desk.take(missed).card is None, "what is over does not ring"
    (call,) = hall.ledger.calls(10)
    assert call.outcome is Outcome.MISSED


class Cache:
    """A proxy that keeps every answer and gives it to whoever asks for the same page."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.given = 0

    def between(self, request, answer):
        page = request.url.path
        if page not in self.kept:
            self.kept[page] = answer().content
        else:
            self.given += 1
        return httpx.Response(
            200,
            content=self.kept[page],
            headers={"content-type": "application/json"},
            request=request,
        )


def test_two_houses_behind_a_proxy_that_caches_everything_cross_no_row(two, tmp_path, stack):
    """A CDN once served one user's page to everybody, and credited the wrong referrer."""
    house, hall, _ = two
    neighbour = House(tmp_path / "neighbour", stack).found("隣の端末")
    neighbour.book("隣の客")
    hall.book("うちの客")
    cache = Cache()
    for device in (neighbour, hall, neighbour, hall):
        device.wire.faults = [cache.between] * 9
        books, given = (hall.export(), neighbour.export()), cache.given
        outcome = device.try_sync()
        assert (outcome.error is None) == (cache.given == given)
        assert (hall.export(), neighbour.export()) == books
    assert cache.given > 0
    assert isinstance(outcome.error, SyncError)
    assert "not for" in hall.state().message
    assert hall.state().waiting == 1
    for device in (neighbour, hall):
        device.wire.faults = []
        assert device.sync().in_sync
    names = [each.guest_name for each in hall.ledger.reservations(FRIDAY)]
    assert names == ["うちの客"]
    house.sync_all()
    house.assert_same_everywhere()


@pytest.mark.parametrize("side", ["the device", "the hub"])
def test_what_one_side_misses_is_found_repaired_listed_and_not_found_again(two, side):
    """Eleven completions were once lost in transit and missing from the history for good."""
    house, hall, entrance = two
    bookings = [hall.book(f"客{number}") for number in range(11)]
    house.sync_all()
    for booking in bookings:
        lose(house, entrance, booking.id, side)
    if side == "the device":
        entrance.ledger.journal.repair_digest()
    house.clock.pass_minutes(1)
    done = entrance.sync()
    assert done.repaired == 11
    assert done.in_sync
    if side == "the device":
        listed = {each.entity_id for each in rounds.repairs(entrance.ledger.sql, 100)}
    else:
        listed = {id for problem in done.problems for id in problem.split()}
    assert {booking.id for booking in bookings} <= listed
    house.clock.pass_minutes(1)
    again = entrance.sync()
    assert (again.repaired, again.problems) == (0, ())
    house.sync_all()
    house.assert_same_everywhere()
    for booking in bookings:
        assert len(entrance.desk.history.of(booking.id)) == 1


def lose(house, device, id, side):
    """Let one side lose all it has of a booking, without a trace."""
    if side == "the device":
        for sql in (
            "delete from change where entity_id = ?",
            "delete from entity where id = ?",
            "delete from reservation where id = ?",
        ):
            device.ledger.sql.execute(sql, (id,))
        return
    with house.database.writing() as connection:
        connection.exec_driver_sql("delete from change where entity_id = ?", (id,))


@pytest.mark.parametrize("step", ["push", "pull", "digest"])
def test_killed_at_any_step_of_a_round_the_next_one_finishes_it(
    paired, hub, tmp_path, monkeypatch, step
):
    """A payment app once left runs "in progress", and locked those users out for 35 hours."""
    other = Home(tmp_path / "other")
    HubLine(paired).round()
    HubLine(other).pair(hub.url, hub.code(), "入口端末")
    HubLine(other).round()
    for home, name in ((paired, "途中"), (other, "別の端末")):
        with home.desk() as desk:
            book(desk, name)
    HubLine(other).round()
    if step == "digest":
        HubLine(paired).round()  # only where there is nothing to send or read is it asked for
    reached, killed = threading.Event(), threading.Event()
    work = getattr(hub.log, step)

    def held(*asked, **more):
        reached.set()
        killed.wait(WAIT_SECONDS)
        return work(*asked, **more)

    monkeypatch.setattr(hub.log, step, held)
    with subprocess.Popen(
        [*PROGRAM, "sync"],
        env=environment(paired.path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as syncing:
        assert reached.wait(WAIT_SECONDS)
        syncing.kill()
    killed.set()
    monkeypatch.undo()
    with paired.desk() as desk:
        book(desk, "その後")  # nothing of the round that died is in the way
    ended = process(paired.path, "--json", "sync")
    assert ended.returncode == 0, ended.stderr
    assert orjson.loads(ended.stdout)["in_sync"]
    (venue,) = hub.venues.all()
    assert venue.head == 4, "the house, and three bookings, once each"
    with closing(paired.open_ledger()) as ledger:
        names = {each.guest_name for each in ledger.reservations(FRIDAY)}
    assert names == {"途中", "その後", "別の端末"}


def book(desk, name):
    draft = BookingDraft(business_day=FRIDAY, starts_at=at(), adults=2, guest_name=name)
    return desk.bookings.add(draft, Author("佐藤")).reservation
