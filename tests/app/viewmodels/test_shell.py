from dataclasses import replace

import pytest

from app.domain.reservation import Status
from app.services.author import Author
from app.services.calls import CallDraft
from app.viewmodels.day import FEW
from app.viewmodels.shell import News, build_models
from tests.app.ui.sample import sample_doors
from tests.app.viewmodels.test_connection import facts


@pytest.fixture
def models(desk, clock, qapp):
    return build_models(desk, clock, sample_doors())


@pytest.fixture
def news(models):
    return News(models)


def test_all_models_look_at_the_same_day(models, desk):
    assert models.day.book.reservations
    assert models.device_name == desk.device_name
    assert models.environment is desk.environment


def test_open_clashes_are_counted_from_the_start(models, news):
    assert models.connection.to_settle == len(models.clashes.clashes) == 1


def test_news_from_elsewhere_reaches_the_day_and_every_other_model(models, news, desk, qtbot):
    before = desk.bookings.get("yamada")
    desk.bookings.change(before, replace(before, table_ids=("T6",)), Author("other"))
    news.take(frozenset({("reservation", "yamada")}))
    assert models.day.find("yamada").table_ids == ("T6",)
    qtbot.waitUntil(lambda: models.connection.to_settle == 0)


def test_our_own_writes_reach_the_other_models_as_well(models, news, qtbot):
    models.day.move("yamada", ("T6",))
    qtbot.waitUntil(lambda: models.connection.to_settle == 0)


def test_an_open_sheet_hears_what_another_device_wrote(models, news, desk):
    models.sheet.edit("ito")
    before = desk.bookings.get("ito")
    desk.bookings.set_status(before, Status.CONFIRMED, Author("other"))
    news.take(frozenset({("reservation", "ito")}))
    assert models.sheet.editing.status is Status.CONFIRMED


def test_of_much_news_an_open_sheet_hears_once_the_day_has_been_read(models, news, desk):
    models.sheet.edit("ito")
    models.day.read_by(lambda: None)
    before = desk.bookings.get("ito")
    desk.bookings.set_status(before, Status.CONFIRMED, Author("other"))
    news.take(frozenset(("reservation", id) for id in ("ito", *map(str, range(FEW)))))
    assert models.sheet.editing.status is before.status
    models.day.take(models.day.read_on(desk))
    assert models.day.find("ito").status is Status.CONFIRMED
    assert models.sheet.editing.status is Status.CONFIRMED


def test_the_state_of_the_line_reaches_the_line_and_the_sync_room(models, news):
    news.take_state(facts(phase="offline", waiting=3))
    assert "3 saved" in models.connection.text
    assert "no answer" in models.sync_room.hub


def test_promises_are_tentative_only_where_there_is_a_hub(models, news):
    assert not models.day.tentative("ito")
    news.take_state(facts())
    assert models.day.tentative("ito")


def test_a_ring_and_what_became_of_it_reach_the_caller_cards(models, news, desk):
    rung = desk.calls.ring(CallDraft(feed="ncid", number="090-1234-5678"), Author())
    news.take_ring(rung.call, rung.card)
    assert [each.call.id for each in models.caller.stack] == [rung.call.id]
    before = models.caller.stack
    news.take_call(desk.calls.answered(rung.call.id, Author()))
    assert models.caller.stack != before
