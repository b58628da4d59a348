import random
from collections import Counter
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest

from app.domain.business_day import clock_text
from app.domain.reservation import PRESENT, Status
from app.domain.warnings import cautions
from app.services.desk import Desk
from app.services.sample import SCENE_MINUTE, plant_sample
from app.store.export import document, entities_of
from tests.app.ui.sample import EVE, Clock, empty_desk


def planted(folder, seed=7):
    desk = empty_desk(folder, Clock())
    ids = count(1_000)
    desk = Desk(desk.bookings._ledger, Clock(), lambda: str(UUID(int=next(ids))))
    plant_sample(desk, EVE, random=random.Random(seed))
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return planted(tmp_path_factory.mktemp("sample"))


def test_the_day_has_parties_in_every_status(desk):
    statuses = Counter(each.status for each in desk.bookings.day(EVE).reservations)
    assert set(statuses) == set(Status)
    assert sum(statuses.values()) >= 30


def test_one_table_is_promised_twice_and_nothing_else_is_wrong_with_the_day(desk):
    day = desk.bookings.day(EVE)
    codes = Counter(each.code for party in day.reservations for each in cautions(day, party))
    assert codes == {"double_booked": 2}
    (double,) = desk.clashes.doubles()
    assert {double.holder.guest_name, double.other.guest_name} == {"山田", "佐々木"}


def test_the_day_shows_what_a_dinner_has(desk):
    day = desk.bookings.day(EVE)
    assert len(day.unassigned) == 1
    assert any(len(each.table_ids) > 1 for each in day.reservations)
    assert any(each.table_pinned for each in day.reservations)
    assert "25:30" in {clock_text(e.starts_at, day.venue, EVE) for e in day.reservations}
    assert any(each.source.channel == "walk_in" for each in day.reservations)
    assert any(guest.caution for guest in desk.guests.find("くろだ"))
    assert any(guest.birthday and guest.birthday.day == 24 for guest in day.guests.values())


def test_whoever_is_in_the_house_came_before_the_scene(desk):
    day = desk.bookings.day(EVE)
    for each in day.reservations:
        if each.status in PRESENT:
            assert clock_text(each.arrived_at, day.venue, EVE) <= f"{SCENE_MINUTE // 60}:40"


def test_regulars_have_a_past_and_others_are_booked_for_the_days_to_come(desk):
    (hayashi,) = desk.guests.find("はやし")
    assert desk.guests.card(hayashi.id).visits.visits == 12
    coming = desk.bookings.days(EVE + timedelta(days=1), EVE + timedelta(days=10))
    assert len(coming) == 18


def test_the_same_chance_and_clock_plant_the_same_book(tmp_path):
    books = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        ledger = planted(tmp_path / name).bookings._ledger
        books.append(document("venue", "production", entities_of(ledger)))
        ledger.close()
    assert books[0] == books[1]
