from dataclasses import replace

import pytest

from app.services.desk import Author
from app.viewmodels.clashes import ClashesModel
from app.viewmodels.day import Saved

SATO, SUZUKI = Author("sato"), Author("suzuki")


@pytest.fixture
def clashes(desk, day):
    model = ClashesModel(desk, day)
    day.wrote.connect(model.refresh)
    return model


def disagree(desk):
    before = desk.bookings.get("suzuki")
    desk.bookings.change(before, replace(before, guest_name="鈴木 一"), SATO)
    desk.bookings.change(before, replace(before, guest_name="鈴木 一郎"), SUZUKI)


def test_the_table_promised_twice_is_on_the_card(clashes):
    assert clashes.current.title == "18:00 T5 is promised twice"
    assert clashes.position == (1, 1)


def test_one_tap_settles_and_one_undo_takes_it_back(clashes, desk, day, qtbot):
    clash = clashes.current
    with qtbot.waitSignal(clashes.count_changed) as counted:
        clashes.settle(clash.id, 0)
    assert counted.args == [0]
    assert clashes.clashes == ()
    assert clashes.settled_text == "Settled: 山田 to T2"
    assert desk.bookings.get("yamada").table_ids == ("T2",)
    clashes.undo()
    assert clashes.current.id == clash.id
    assert desk.bookings.get("yamada").table_ids == ("T5",)
    assert clashes.settled_text == ""


def test_after_another_save_the_cards_undo_is_gone(clashes, desk, day):
    clashes.settle(clashes.current.id, 0)
    day.set_status("ito", desk.bookings.get("ito").status.CONFIRMED)
    assert clashes.settled_text == ""


def test_two_answers_for_a_field_stand_after_the_tables(clashes, desk):
    disagree(desk)
    clashes.reload()
    assert [each.is_about_a_field for each in clashes.clashes] == [False, True]
    clash = clashes.clashes[1]
    assert "鈴木" in clash.title
    assert clash.base == "鈴木"
    assert [each.text for each in clash.sides] == ["鈴木 一", "鈴木 一郎"]


def test_a_field_is_settled_by_keeping_one_side(clashes, desk):
    disagree(desk)
    clashes.reload()
    clashes.settle("suzuki:guest_name", 0)
    assert desk.bookings.get("suzuki").guest_name == "鈴木 一"
    assert desk.bookings.get("suzuki").conflicts == ()


def test_news_of_a_clash_is_read_without_holding_up_the_tap(clashes, desk, qtbot):
    disagree(desk)
    with qtbot.waitSignal(clashes.count_changed):
        clashes.refresh(frozenset({("reservation", "suzuki")}))
    assert len(clashes.clashes) == 2


def test_news_of_nothing_reads_nothing(clashes):
    clashes.refresh(frozenset())
    assert not clashes._pace.is_asked


def test_the_card_can_be_turned_and_keeps_its_place_when_news_comes(clashes, desk):
    disagree(desk)
    clashes.reload()
    clashes.step(1)
    shown = clashes.current.id
    clashes.reload()
    assert clashes.current.id == shown
    clashes.step(1)
    assert clashes.current.id != shown


def test_the_clash_of_a_booking_is_put_on_the_card(clashes, desk):
    disagree(desk)
    clashes.reload()
    assert clashes.show_about("suzuki")
    assert clashes.current.id == "suzuki:guest_name"
    assert not clashes.show_about("ito")


def test_what_was_settled_elsewhere_meanwhile_is_refused_in_words(clashes, desk, qtbot):
    clash = clashes.current
    desk.clashes.settle(clash.id, 0, SUZUKI)
    with qtbot.waitSignal(clashes.refused):
        clashes.settle(clash.id, 0)
    assert clashes.current is None


def test_every_sort_of_thing_people_disagree_about_is_named(clashes, desk, day):
    guest, staff = desk.guests.get("ito"), desk.team.get("sato")
    table, house = desk.floor.table("T1"), desk.house.venue()
    for author, word in ((SATO, "一"), (SUZUKI, "二")):
        desk.guests.change(guest, replace(guest, name=word), author)
        desk.team.change(staff, replace(staff, name=word), author)
        desk.floor.change_table(table, replace(table, name=f"卓{word}"), author)
        desk.house.change(house, replace(house, name=word), author)
    clashes.reload()
    titles = [each.title for each in clashes.clashes if each.is_about_a_field]
    assert len(titles) == 4
    assert not any("{" in each for each in titles)


def test_settling_counts_as_one_thing_done_here(clashes, day):
    clashes.settle(clashes.current.id, 0)
    assert isinstance(day.last_saved, Saved)
    assert day.last_saved.code == "settle"
    assert ("reservation", "yamada") in day.last_saved.touched


def test_who_wants_to_be_seen_first_reads_the_clashes_later(desk, day, qtbot):
    model = ClashesModel(desk, day, is_read_later=True)
    assert model.clashes == ()
    with qtbot.waitSignal(model.count_changed) as counted:
        model.reload()
    assert counted.args == [len(model.clashes)]
