"""The waitlist: who waits, called, seated, gone; and one more at the door."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.reservation import Status
from app.domain.waiting import DoorParty
from app.ui.waitlist import WaitlistCard
from app.viewmodels.door import DoorModel
from tests.app.ui.reach import nameless, too_small, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def door(desk, day):
    return DoorModel(desk, day)


@pytest.fixture
def card(door, theme, house):
    card = WaitlistCard(door, theme, house)
    house.add(card, lambda card, _room: card.rect())
    return card


@pytest.fixture
def full(card, door):
    """Two parties wait: 高橋 was told 20 minutes, the next has a number."""
    door.add(DoorParty(adults=2, name="高橋", quoted_minutes=20))
    door.add(DoorParty(adults=3))
    card.bring_up()
    return card


def first(card):
    return next(iter(card.rows.values()))


def test_with_nobody_waiting_it_asks_for_the_first(card):
    card.bring_up()
    assert card.form.isVisible()
    assert not card.form.take.isEnabled()


def test_a_number_and_one_tap_let_a_party_wait_by_the_next_number(card, door, qtbot):
    card.bring_up()
    qtbot.mouseClick(card.form.numbers.buttons[3], LEFT)
    qtbot.mouseClick(card.form.take, LEFT)
    (line,) = door.waiting()
    assert (line.name, line.covers) == ("No. 1", 4)
    assert card.form.isHidden()
    assert first(card).isVisible()


def test_name_children_phone_and_wait_are_kept_as_typed(card, day, door, qtbot):
    card.receive(2)
    write(card.form.name, "高橋")
    QTest.keyClicks(card.form.phone, "09012345678")
    qtbot.mouseClick(card.form.children_count.more, LEFT)
    (thirty,) = (each for each in card.form.quotes.buttons if each.text() == "30 min")
    qtbot.mouseClick(thirty, LEFT)
    QTest.keyClick(card.form.phone, Qt.Key.Key_Return)
    (party,) = (each for each in day.book.reservations if each.status is Status.WAITING)
    assert (party.guest_name, party.adults, party.children) == ("高橋", 2, 1)
    assert (party.phone.digits, party.quoted_minutes) == ("09012345678", 30)


def test_the_estimate_is_what_is_told_unless_staff_say_otherwise(card, day, door, clock, qtbot):
    for group in door.groups(0):
        for seat in group.seats:
            day.walk_in(*seat.table_ids, 1)
    card.receive(2)
    minutes = door.estimate(2)
    assert minutes
    chosen = [each.text() for each in card.form.quotes.buttons if each.isChecked()]
    assert chosen == [f"{minutes} min"]


def test_a_quote_counts_down_and_past_it_stands_in_red(full, clock):
    row = first(full)
    assert row.left.text() == "20 min left"
    clock.advance(27)
    full._clock.timeout.emit()
    assert row.left.text() == "7 min over"
    assert row.left.property("kind") == "alarm"


def test_a_party_is_called_in_told_more_and_sent_away_each_by_one_tap(full, door, clock, qtbot):
    row = first(full)
    qtbot.mouseClick(row.buttons["call_in"], LEFT)
    assert door.waiting()[0].called
    qtbot.mouseClick(row.buttons["longer"], LEFT)
    assert row.left.text() == "25 min left"
    qtbot.mouseClick(row.buttons["give_up"], LEFT)
    assert len(door.waiting()) == 1
    assert len(full.rows) == 1


def test_a_party_is_seated_by_two_taps(full, day, qtbot):
    (waiting, row), *_ = full.rows.items()
    qtbot.mouseClick(row.buttons["seat"], LEFT)
    qtbot.mouseClick(row.seats.buttons["T6",], LEFT)
    party = day.find(waiting)
    assert (party.status, party.table_ids) == (Status.SEATED, ("T6",))


def test_only_one_party_is_asked_where_at_a_time(full, qtbot):
    one, two = full.rows.values()
    qtbot.mouseClick(one.buttons["seat"], LEFT)
    qtbot.mouseClick(two.buttons["seat"], LEFT)
    assert (one.asks_where, two.asks_where) == (False, True)
    assert one.seats.isHidden()


def test_news_keeps_the_rows_and_the_focus_where_they_are(full, door, qtbot):
    row = first(full)
    row.buttons["call_in"].setFocus()
    door.add(DoorParty(adults=2))
    assert first(full) is row
    assert row.buttons["call_in"].hasFocus()
    assert len(full.rows) == 3


def test_staff_may_go_back_from_the_form_to_the_list(full, qtbot):
    qtbot.mouseClick(full.begin, LEFT)
    assert full.form.isVisible()
    assert not first(full).isVisible()
    qtbot.mouseClick(full.back, LEFT)
    assert first(full).isVisible()


def test_everything_is_in_reach_and_has_a_name(full, qtbot):
    qtbot.mouseClick(first(full).buttons["seat"], LEFT)
    assert too_small(full) == []
    assert nameless(full) == []
    qtbot.mouseClick(full.begin, LEFT)
    assert too_small(full) == []
    assert nameless(full) == []


def test_the_line_above_the_list_counts_who_waits_and_opens_the_card(window, qtbot):
    door = window.models.later.get(DoorModel)
    assert window.list.waiting.isHidden()
    door.add(DoorParty(adults=2, name="高橋", quoted_minutes=20))
    assert "順番待ち 1組" in window.list.waiting.text()
    assert "高橋様" in window.list.waiting.text()
    qtbot.mouseClick(window.list.waiting, LEFT)
    assert window.overlays.screen("waitlist", window).isVisible()


def test_a_wait_that_is_over_turns_the_line_red(window, clock):
    door = window.models.later.get(DoorModel)
    door.add(DoorParty(adults=2, name="高橋", quoted_minutes=20))
    clock.advance(21)
    window.tick()
    assert window.list.waiting.property("alarms") is True
    assert "超過" in window.list.waiting.text()


def test_from_the_walk_in_card_a_party_goes_on_to_the_waitlist(window, qtbot):
    QTest.keyClick(window.list.rows, Qt.Key.Key_W)
    qtbot.mouseClick(window.overlays.walk_in.numbers.buttons[4], LEFT)
    qtbot.mouseClick(window.overlays.walk_in.wait, LEFT)
    card = window.overlays.screen("waitlist", window)
    assert card.form.isVisible()
    assert card.form.numbers.buttons[4].isChecked()


def test_who_waits_stands_neither_in_the_list_nor_on_the_timeline(window):
    door = window.models.later.get(DoorModel)
    before = window.list.model.rowCount()
    door.add(DoorParty(adults=2, name="高橋"))
    assert window.list.model.rowCount() == before
    (line,) = door.waiting()
    unassigned, *_ = window.timeline.model.layout.rows
    assert line.id not in {block.id for block in unassigned.blocks}
