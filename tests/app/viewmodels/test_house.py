from dataclasses import replace

import pytest

from app.domain.venue import Pacing
from app.services.desk import Author
from app.viewmodels.house import HouseModel
from app.viewmodels.settings_form import ShiftForm, TurnForm
from tests.app.ui.sample import EVE

OTHER = Author("suzuki")


@pytest.fixture
def house(desk, day):
    model = HouseModel(desk, day)
    day.wrote.connect(model.refresh)
    model.open()
    return model


@pytest.fixture
def elsewhere(desk, house):
    """A function that sets fields of the house as another device does."""

    def set_fields(**fields):
        before = desk.house.venue()
        desk.house.change(before, replace(before, **fields), OTHER)
        house.refresh(frozenset({("venue", str(before.id))}))

    return set_fields


def type_on(house, **fields):
    house.type(replace(house.form, **fields))


def test_the_house_is_saved_and_one_undo_takes_it_back(house, desk, day, qtbot):
    type_on(house, name="新暖簾", area_code="045")
    with qtbot.waitSignal(house.saved):
        assert house.save()
    assert desk.house.venue().name == "新暖簾"
    day.undo()
    assert desk.house.venue().name == "暖簾"
    assert house.form.name == "暖簾"


def test_saving_without_a_change_offers_no_undo(house, day, qtbot):
    with qtbot.assertNotEmitted(day.saved):
        assert house.save()


def test_a_save_leaves_what_another_device_set_meanwhile(house, desk, elsewhere):
    type_on(house, name="新暖簾")
    elsewhere(pacing=Pacing(covers_max=33))
    assert house.form.pacing_covers == 33
    assert house.save()
    venue = desk.house.venue()
    assert (venue.name, venue.pacing.covers_max) == ("新暖簾", 33)
    assert not venue.conflicts


def test_a_save_leaves_what_was_set_elsewhere_even_if_no_news_came(house, desk):
    type_on(house, name="新暖簾")
    before = desk.house.venue()
    desk.house.change(before, replace(before, home_area_code="045"), OTHER)
    assert house.save()
    assert desk.house.venue().home_area_code == "045"


def test_a_field_both_set_is_told_with_its_three_versions_and_never_overwritten_unseen(
    house, desk, elsewhere, qtbot
):
    type_on(house, name="こちら")
    with qtbot.waitSignal(house.news_changed):
        elsewhere(name="あちら")
    (news,) = house.news
    assert (news.base, news.mine, news.theirs) == ("暖簾", "こちら", "あちら")
    assert "鈴木" in news.text
    assert house.form.name == "こちら"
    assert house.save()
    # Nobody chose: a clash asks a person, and neither name is lost.
    assert desk.house.venue().conflicts == ("name",)


def test_keeping_mine_saves_it_without_a_clash(house, desk, elsewhere):
    type_on(house, name="こちら")
    elsewhere(name="あちら")
    house.keep_mine("name")
    assert house.news == ()
    house.save()
    venue = desk.house.venue()
    assert (venue.name, venue.conflicts) == ("こちら", ())


def test_taking_theirs_lays_it_out(house, desk, elsewhere, qtbot):
    type_on(house, name="こちら")
    elsewhere(name="あちら")
    with qtbot.waitSignal(house.laid_out):
        house.take_theirs("name")
    assert house.form.name == "あちら"
    assert not house.is_typed_on


def test_what_was_typed_outlives_closing_the_settings_until_it_is_dropped(house):
    type_on(house, name="こちら")
    house.open()
    assert house.form.name == "こちら"
    house.discard()
    assert house.form.name == "暖簾"


def test_any_number_of_turn_rules_survives_a_save(house, desk):
    rules = tuple(TurnForm(covers_max=size, minutes=60 + size) for size in range(1, 8))
    type_on(house, turns=rules)
    assert house.save()
    type_on(house, name="新暖簾")
    assert house.save()
    assert len(desk.house.venue().turn_rules) == len(rules)


def lines(house):
    return [line.text for group in house.effects for line in group.lines]


def test_shorter_hours_list_whom_they_touch_before_and_after_saving_and_change_none(
    house, desk, qtbot
):
    before = desk.bookings.get("hayashi")
    with qtbot.waitSignal(house.effects_changed):
        type_on(house, shifts=(ShiftForm(opens="17:00", closes="24:00"),))
    assert any("林" in each and "25:30" in each for each in lines(house))
    assert desk.house.venue().shifts[0].closes_minute == 26 * 60
    assert house.save()
    assert any("林" in each and "25:30" in each for each in lines(house))
    assert desk.bookings.get("hayashi") == before
    house.open()
    assert lines(house) == []


def test_a_pace_lists_the_slots_that_would_overflow(house):
    type_on(house, pacing_covers=1)
    house.weigh()
    (group,) = house.effects
    assert "pace" in group.title
    assert all(line.reservation_id for line in group.lines)


def test_typing_back_what_was_there_touches_nobody(house):
    form = house.form
    type_on(house, pacing_covers=1)
    house.weigh()
    house.type(form)
    assert house.effects == ()


def test_what_cannot_be_read_yet_is_said_while_it_is_typed(house):
    type_on(house, shifts=(ShiftForm(opens="17:00", closes="x"),))
    house.weigh()
    assert "x" in house.mistake
    house.discard()
    assert house.mistake == ""


def test_a_tap_on_a_day_closes_it_on_the_form_only(house, desk, qtbot):
    with qtbot.waitSignal(house.laid_out):
        house.toggle_day(EVE)
    assert house.form.closing_days == (EVE,)
    house.weigh()
    assert house.effects
    assert desk.house.venue().closing_days == ()


def test_hours_that_cannot_be_are_refused_and_nothing_is_written(house, desk, qtbot):
    type_on(house, name="別", shifts=(ShiftForm(opens="x", closes="23:00"),))
    with qtbot.waitSignal(house.refused):
        assert not house.save()
    assert desk.house.venue().name == "暖簾"
    assert house.form.name == "別"
