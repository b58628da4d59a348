from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.business_day import at_minute
from app.domain.ids import ReservationId
from app.domain.reservation import Status
from app.services.author import Author
from app.services.bookings import BookingDraft
from app.services.guests import GuestDraft
from app.store.errors import DiskFull
from app.viewmodels.day import FEW, Saved
from tests.app.ui.sample import EVE, VENUE


def add(desk, **over):
    draft = {
        "business_day": EVE,
        "starts_at": at_minute(EVE, 21 * 60, VENUE),
        "adults": 2,
        "guest_name": "新井",
    }
    return desk.bookings.add(BookingDraft(**{**draft, **over}), Author("hub"))


def news(booked):
    return frozenset({("reservation", str(booked.reservation.id))})


def heard(signal):
    """Everything a signal said, as a list that grows."""
    said = []
    signal.connect(lambda *args: said.append(args))
    return said


def test_it_opens_on_the_business_day_of_now(day):
    assert day.business_day == EVE


def test_half_past_one_at_night_still_belongs_to_the_evening(day, clock):
    clock.advance(7 * 60)
    assert day.today() == EVE


def test_another_day_is_opened_and_nobody_is_selected_in_it(day, qtbot):
    day.select("tanaka")
    with qtbot.waitSignal(day.opened):
        day.step(1)
    assert day.business_day == date(2026, 12, 25)
    assert day.selected == ""


def test_who_looks_at_today_sees_the_new_day_begin(day, clock, qtbot):
    clock.advance(11 * 60)
    with qtbot.waitSignal(day.opened):
        day.tick()
    assert day.business_day == date(2026, 12, 25)


def test_who_looks_at_another_day_is_left_there(day, clock):
    day.step(7)
    clock.advance(11 * 60)
    day.tick()
    assert day.business_day == date(2026, 12, 31)


def test_remote_news_changes_exactly_what_it_is_about(day, desk):
    changes = heard(day.changed)
    booked = add(desk)
    day.refresh(news(booked))
    assert changes == [(day.book, frozenset({booked.reservation.id}))]


def test_news_that_is_not_about_this_day_does_not_read_it(day, desk, monkeypatch):
    tomorrow = EVE + timedelta(days=1)
    booked = add(desk, business_day=tomorrow, starts_at=at_minute(tomorrow, 19 * 60, VENUE))
    monkeypatch.setattr(desk.bookings, "day", lambda _: pytest.fail("the day was read"))
    day.refresh(news(booked))


def test_how_often_a_guest_came_is_caught_up_with_when_the_news_is_over(day, desk, qtbot):
    party = next(each for each in day.book.reservations if each.guest_id)
    before = day.book.visits[party.guest_id].visits
    last_year = date(2025, 12, 24)
    booked = add(
        desk,
        business_day=last_year,
        starts_at=at_minute(last_year, 19 * 60, VENUE),
        guest_id=party.guest_id,
    )
    for status in (Status.ARRIVED, Status.SEATED, Status.LEFT):
        booked = desk.bookings.set_status(booked.reservation, status, Author("hub"))
    day._later.setInterval(1)
    with qtbot.waitSignal(day.changed):
        day.refresh(news(booked))
    assert day.book.visits[party.guest_id].visits == before + 1


def test_a_party_that_moves_in_from_another_day_is_seen_at_once(day, desk):
    tomorrow = EVE + timedelta(days=1)
    booked = add(desk, business_day=tomorrow, starts_at=at_minute(tomorrow, 19 * 60, VENUE))
    day.refresh(news(booked))
    moved = replace(booked.reservation, business_day=EVE, starts_at=at_minute(EVE, 19 * 60, VENUE))
    day.refresh(news(desk.bookings.change(booked.reservation, moved, Author("hub"))))
    assert day.find(booked.reservation.id) is not None


def test_news_about_another_day_changes_nothing(day, desk):
    changes = heard(day.changed)
    tomorrow = EVE + timedelta(days=1)
    booked = add(desk, business_day=tomorrow, starts_at=at_minute(tomorrow, 19 * 60, VENUE))
    day.refresh(news(booked))
    assert changes == []


def test_news_about_a_call_does_not_read_the_day_again(day):
    book = day.book
    day.refresh(frozenset({("call", "c1")}))
    assert day.book is book


def test_news_that_puts_somebody_on_a_taken_table_names_both(day, desk):
    changes = heard(day.changed)
    booked = add(desk, table_ids=("C2",), starts_at=at_minute(EVE, 20 * 60, VENUE))
    day.refresh(news(booked))
    assert changes[0][1] == {booked.reservation.id, "lee"}
    assert day.in_clash("lee")


def test_news_about_a_guest_changes_their_reservations(day, desk):
    changes = heard(day.changed)
    guest = desk.guests.get("lee")
    desk.guests.change(guest, replace(guest, caution="大声"), Author())
    day.refresh(frozenset({("guest", "lee")}))
    assert changes[0][1] == {"lee"}


def test_news_about_the_floor_changes_every_row(day, desk):
    changes = heard(day.changed)
    table = next(each for each in day.book.tables if each.name == "T1")
    desk.floor.change_table(table, replace(table, name="窓1"), Author())
    day.refresh(frozenset({("table", "T1")}))
    assert len(changes[0][1]) == len(day.book.reservations)


def test_a_table_more_is_told_of_though_nobody_has_booked(day, desk):
    day.step(7)
    assert day.book.reservations == ()
    changes = heard(day.changed)
    table = next(each for each in day.book.tables if each.name == "T1")
    desk.floor.change_table(table, replace(table, name="窓1"), Author())
    day.refresh(frozenset({("table", "T1")}))
    assert changes == [(day.book, frozenset())]


@pytest.fixture
def many(day, desk):
    """News about more parties than are followed one by one; and nobody has shown it yet."""
    return frozenset().union(*(news(add(desk)) for _ in range(FEW + 1)))


@pytest.fixture
def elsewhere(day):
    """Somebody else who reads the day when asked: how often they were."""
    asked = []
    day.read_by(lambda: asked.append(day.business_day))
    return asked


def test_much_news_is_read_elsewhere_and_shown_when_it_comes(day, desk, many, elsewhere):
    before, changes, caught_up = day.book, heard(day.changed), heard(day.caught_up)
    assert not day.hear(many)
    assert (elsewhere, day.book, caught_up) == ([EVE], before, [])
    day.take(day.read_on(desk))
    assert changes == [(day.book, frozenset(id for _, id in many))]
    assert day.book == desk.bookings.day(EVE)
    assert caught_up == [(many,)]
    day.take(day.read_on(desk))
    assert len(caught_up) == 1


def test_little_news_and_news_of_other_days_need_no_reading(day, desk, elsewhere):
    assert day.hear(news(add(desk)))
    assert day.hear(frozenset(("reservation", f"r{number}") for number in range(FEW + 1)))
    assert elsewhere == []


def test_what_staff_do_here_is_shown_at_once_however_much_it_is(day, desk, many, elsewhere):
    day.refresh(many)
    assert day.book == desk.bookings.day(EVE)
    assert elsewhere == []


def test_a_reading_older_than_what_is_shown_is_asked_for_again(day, desk, many, elsewhere):
    day.hear(many)
    stale = day.read_on(desk)
    day.set_status("tanaka", Status.ARRIVED)
    shown = day.book
    day.take(stale)
    assert day.book is shown
    assert elsewhere == [EVE, EVE]
    day.take(day.read_on(desk))
    assert day.find("tanaka").status is Status.ARRIVED
    assert day.book == desk.bookings.day(EVE)


def test_a_reading_of_a_day_that_was_left_meanwhile_is_asked_for_again(day, desk, many, elsewhere):
    caught_up = heard(day.caught_up)
    day.hear(many)
    found = day.read_on(desk)
    day.step(1)
    shown = day.book
    day.take(found)
    assert (day.book, caught_up) == (shown, [])
    assert elsewhere == [EVE, EVE + timedelta(days=1)]
    day.take(day.read_on(desk))
    assert caught_up == [(many,)], "a sheet may stand open on the day that was left"


def test_a_status_is_saved_shown_and_announced_in_that_order(day):
    order = []
    day.changed.connect(lambda book, _ids: order.append(book.reservation("yamada").status))
    day.saved.connect(lambda code, _ids: order.append(code))
    day.set_status("yamada", Status.ARRIVED)
    assert order == [Status.ARRIVED, "status"]


def test_our_own_writes_are_told_to_the_other_models(day):
    wrote = heard(day.wrote)
    day.set_status("yamada", Status.ARRIVED)
    assert wrote == [(frozenset({("reservation", "yamada")}),)]


def test_an_illegal_move_is_refused_and_nothing_is_saved(day):
    saved, refused = heard(day.saved), heard(day.refused)
    day.set_status("hayashi", Status.LEFT)
    assert saved == []
    assert len(refused) == 1
    assert day.find("hayashi").status is Status.BOOKED


def test_a_full_disk_is_said_and_the_window_lives_on(day, desk, monkeypatch):
    def full(*_args, **_kwargs):
        raise DiskFull("no room")

    refused = heard(day.refused)
    monkeypatch.setattr(desk.bookings, "set_status", full)
    day.set_status("yamada", Status.ARRIVED)
    assert "disk" in refused[0][0].lower()


def test_who_signs_is_written_into_the_history(day, desk):
    day.set_author(Author("sato"))
    day.set_status("yamada", Status.ARRIVED)
    assert desk.history.of("yamada")[-1].actor == "sato"


def test_moving_keeps_the_time_unless_another_is_given(day):
    before = day.find("ito")
    day.move("ito", ("T2",))
    assert day.find("ito").table_ids == ("T2",)
    assert day.find("ito").starts_at == before.starts_at


def test_moving_in_time_keeps_the_business_day(day):
    later = at_minute(EVE, 26 * 60, VENUE)
    day.move("ito", ("T1",), later)
    assert day.find("ito").starts_at == later
    assert day.find("ito").business_day == EVE


def test_a_turn_is_lengthened(day):
    day.set_turn("ito", 180)
    assert day.find("ito").turn_minutes == 180


def free_now(day):
    return {table for each in day.free(day.now(), 1) for table in each.table_ids}


def test_a_walk_in_sits_at_once_and_only_where_it_is_free(day):
    assert "T5" not in free_now(day)
    day.walk_in("T6", 2)
    assert [each.status for each in day.book.reservations if each.table_ids == ("T6",)][-1:] != []
    assert "T6" not in free_now(day)


def test_a_party_that_sits_too_long_still_has_its_table(day):
    day.walk_in("T6", 2)
    (party,) = (
        each
        for each in day.book.reservations
        if each.table_ids == ("T6",) and each.status is Status.SEATED
    )
    day.move(party.id, ("T6",), day.now() - timedelta(minutes=party.turn_minutes + 1))
    assert day.find(party.id).ends_at < day.now()
    assert "T6" not in free_now(day)
    assert not any("T6" in each.table_ids for each in day.free(day.now(), 2))


def test_undo_takes_the_newest_thing_back_and_redo_does_it_again(day):
    day.set_status("yamada", Status.ARRIVED)
    day.undo()
    assert day.find("yamada").status is Status.CONFIRMED
    day.redo()
    assert day.find("yamada").status is Status.ARRIVED


def _full(*_):
    raise DiskFull("the disk is full")


def test_undo_goes_back_step_by_step(day):
    day.set_status("yamada", Status.ARRIVED)
    day.set_status("yamada", Status.SEATED)
    day.undo()
    day.undo()
    assert day.find("yamada").status is Status.CONFIRMED
    assert not day.can_undo
    day.redo()
    day.redo()
    assert day.find("yamada").status is Status.SEATED
    day.undo()
    assert day.find("yamada").status is Status.ARRIVED


def test_undo_of_an_added_party_takes_it_out_and_deselects_it(day, desk):
    booked = add(desk)
    day.record("add", booked)
    day.select(str(booked.reservation.id))
    day.undo()
    assert day.find(booked.reservation.id) is None
    assert day.selected == ""


def test_a_new_save_forgets_what_was_undone(day):
    day.set_status("yamada", Status.ARRIVED)
    day.undo()
    day.set_status("ito", Status.ARRIVED)
    day.redo()
    assert day.find("yamada").status is Status.CONFIRMED


def test_nothing_to_undo_is_no_error(day):
    saved = heard(day.saved)
    day.undo()
    assert saved == []


def test_what_another_device_has_built_upon_is_not_taken_back(day, desk):
    refused = heard(day.refused)
    day.move("yamada", ("T6",))
    before = desk.bookings.get("yamada")
    desk.bookings.change(before, replace(before, table_ids=("T2",)), Author("other"), "move")
    day.refresh(frozenset({("reservation", "yamada")}))
    day.undo()
    assert refused == [("That cannot be undone: it was changed again since.",)]
    assert day.find("yamada").table_ids == ("T2",)


def test_what_can_be_taken_back_no_more_does_not_stand_in_the_way_of_what_lies_beneath(day, desk):
    day.set_status("ito", Status.ARRIVED)
    day.move("yamada", ("T6",))
    before = desk.bookings.get("yamada")
    desk.bookings.change(before, replace(before, table_ids=("T2",)), Author("other"), "move")
    day.refresh(frozenset({("reservation", "yamada")}))
    day.undo()
    day.undo()
    assert day.find("ito").status is not Status.ARRIVED


def test_a_disk_that_refuses_keeps_what_can_be_undone(day, desk, monkeypatch):
    day.set_status("ito", Status.ARRIVED)
    with monkeypatch.context() as broken:
        broken.setattr(desk.history, "undo", _full)
        day.undo()
    assert day.can_undo


def test_a_save_that_changed_nothing_offers_no_undo(day):
    day.record_changes(Saved("change", (), frozenset()))
    assert not day.can_undo


def test_without_a_hub_no_table_is_tentative(day):
    assert not day.tentative("ito")


def test_with_a_hub_a_promise_it_has_not_confirmed_is_tentative(day, qtbot):
    with qtbot.waitSignal(day.changed):
        day.set_has_hub(True)
    assert day.tentative("ito")
    assert not day.tentative("suzuki")


def test_cautions_speak_of_the_double_booking(day):
    assert "double_booked" in [caution.code for caution in day.cautions("yamada")]


def test_a_reservation_that_is_gone_has_no_cautions(day):
    assert day.cautions("nobody") == ()


def test_selecting_twice_is_said_once(day):
    said = heard(day.selection_changed)
    day.select("ito")
    day.select("ito")
    assert said == [("ito",)]


def test_a_reservation_deleted_elsewhere_is_deselected(day, desk):
    day.select("ito")
    desk.bookings.delete(desk.bookings.get(ReservationId("ito")), Author("other"))
    day.refresh(frozenset({("reservation", "ito")}))
    assert day.selected == ""


def test_an_edit_of_something_deleted_elsewhere_does_nothing(day):
    saved = heard(day.saved)
    day.set_status("nobody", Status.ARRIVED)
    assert saved == []


def test_a_guest_written_here_reaches_undo_as_well(day, desk):
    guest = desk.guests.add(GuestDraft(name="新井"), Author())
    entry = desk.history.of(guest.id)[-1]
    day.record_changes(Saved("guest", (entry.change_id,), frozenset({("guest", guest.id)})))
    day.undo()
    with pytest.raises(Exception, match="guest"):
        desk.guests.get(guest.id)
