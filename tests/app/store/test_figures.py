from contextlib import closing
from datetime import timedelta

import pytest

from app.domain.day import is_expected
from app.domain.reports import Outcome
from app.domain.reservation import Source, Status
from app.store import figures
from app.store.ledger import Write
from tests.builders import FRIDAY, a_reservation, at
from tests.ledgers import a_ledger


@pytest.fixture
def ledger(tmp_path):
    with closing(a_ledger(tmp_path / "ledger.db")) as ledger:
        yield ledger


def test_exactly_those_the_kitchen_counts_on_are_added_up(ledger):
    parties = [
        a_reservation(f"{status}-{came}", status=status, arrived_at=at("19:05") if came else None)
        for status in Status
        for came in (False, True)
    ]
    ledger.commit([Write(None, each, "add") for each in parties], actor="", now_ms=0)
    (load,) = figures.loads(ledger.sql, FRIDAY, FRIDAY)
    expected = [each for each in parties if is_expected(each)]
    assert load.parties == len(expected)
    assert load.covers == sum(each.covers for each in expected)
    assert (load.business_day, load.starts_at) == (FRIDAY, at("19:00"))


def test_loads_stand_in_order_and_within_their_days(ledger):
    parties = [
        a_reservation(f"{day}-{time}", business_day=FRIDAY + timedelta(days=day), time=time)
        for day in (2, 0, 1)
        for time in ("20:00", "18:00")
    ]
    ledger.commit([Write(None, each, "add") for each in parties], actor="", now_ms=0)
    found = figures.loads(ledger.sql, FRIDAY, FRIDAY + timedelta(days=1))
    assert [each.starts_at for each in found] == sorted(each.starts_at for each in found)
    assert len(found) == 4


def test_bookings_that_are_alike_are_one_tally_with_what_became_of_them(ledger):
    web = Source(channel="web")
    seated = {"arrived_at": at("19:00"), "seated_at": at("19:10"), "left_at": at("20:40")}
    parties = [
        a_reservation("a", source=web, status=Status.LEFT, **seated),
        a_reservation("b", source=web, status=Status.LEFT, arrived_at=at("19:05")),
        a_reservation("c", source=web, adults=3),
        a_reservation("d", status=Status.NO_SHOW),
        a_reservation("e", status=Status.CANCELLED),
        a_reservation("f", status=Status.DUPLICATE),
        a_reservation("g", status=Status.REQUESTED),
        a_reservation("h", status=Status.LEFT),
    ]
    ledger.commit([Write(None, each, "add") for each in parties], actor="", now_ms=0)
    found = {
        (each.outcome, each.covers): each for each in figures.tallies(ledger.sql, FRIDAY, FRIDAY)
    }
    assert found.keys() == {
        (Outcome.COUNTED, 2),
        (Outcome.COUNTED, 3),
        (Outcome.NO_SHOW, 2),
        (Outcome.CANCELLED, 2),
    }
    alike = found[Outcome.COUNTED, 2]
    assert (alike.parties, alike.channel, alike.planned_minutes) == (2, "web", 240)
    assert (alike.stays, alike.stay_minutes) == (1, 90)
    assert alike.starts_at == at("19:00")
