from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.call import Outcome, Withheld
from app.domain.ids import GuestId
from app.services.calls import CallDraft
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.viewmodels.caller import CallerModel
from app.viewmodels.caller_face import TO_CALL_BACK
from app.viewmodels.caller_stack import (
    ARMED_AFTER_MS,
    BACKLOG_AGE_MS,
    MISSED_SHOWN_MS,
    REPEAT_MS_MAX,
    UNKNOWN_AFTER_MS,
    Stage,
)
from app.viewmodels.sheet import Beginning, SheetModel
from app.viewmodels.toast import saved_text
from tests.app.ui.sample import Drafts

HOST = Author("sato")


@pytest.fixture
def sheet(desk, day):
    return SheetModel(desk, day, Drafts())


@pytest.fixture
def memos():
    return Drafts()


@pytest.fixture
def caller(desk, day, sheet, memos):
    return CallerModel(desk, day, sheet, memos)


@pytest.fixture
def ring(desk, caller):
    def ring(number="090-1234-5678", **over):
        rung = desk.calls.ring(CallDraft(feed="ncid", number=number, **over), HOST)
        caller.ring(rung.call, rung.card)
        return rung.call

    return ring


def test_a_ring_puts_a_card_on_the_screen(caller, ring, qtbot):
    with qtbot.waitSignal(caller.changed):
        call = ring()
    assert [each.call.id for each in caller.stack] == [call.id]
    assert caller.face(caller.stack[0]).headline == "斎藤"


def test_several_calls_stack_the_newest_on_top(caller, ring):
    first, second = ring(), ring("03-1111-2222")
    assert [each.call.id for each in caller.stack] == [second.id, first.id]


def test_the_same_call_reported_again_is_one_card(caller, ring):
    ring(feed_call_id="x")
    ring(feed_call_id="x")
    assert len(caller.stack) == 1
    assert caller.stack[0].times == 1


def test_the_same_caller_within_five_minutes_is_the_same_card_times_two(caller, ring, clock):
    ring(feed_call_id="x")
    clock.ms += REPEAT_MS_MAX
    ring(feed_call_id="y")
    assert [each.times for each in caller.stack] == [2]


def test_after_more_than_five_minutes_it_is_counted_anew(caller, ring, clock):
    ring(feed_call_id="x")
    clock.ms += REPEAT_MS_MAX + 1
    ring(feed_call_id="y")
    assert caller.stack[0].times == 1


def test_a_missed_caller_who_tries_again_is_still_counted(caller, ring, clock, desk):
    call = ring(feed_call_id="x")
    caller.follow(desk.calls.ended(call.id, Outcome.MISSED, HOST))
    clock.ms += MISSED_SHOWN_MS
    caller.tick(clock.ms)
    assert caller.stack == ()
    ring(feed_call_id="y")
    assert caller.stack[0].times == 2


def test_two_withheld_callers_are_never_taken_for_one(caller, ring):
    ring(withheld=Withheld.PRIVATE, line="1")
    ring(withheld=Withheld.PRIVATE, line="2")
    assert [each.times for each in caller.stack] == [1, 1]


def test_what_a_lost_feed_held_back_goes_to_the_list_and_not_on_the_screen(
    caller, ring, clock, day, qtbot
):
    with qtbot.waitSignal(caller.log_changed):
        ring(rang_at=day.now() - timedelta(milliseconds=BACKLOG_AGE_MS + 1000))
    assert caller.stack == ()
    assert len(caller.log()) == 1


def test_a_caller_who_gave_up_stays_ten_seconds_as_missed(caller, ring, clock, desk):
    call = ring()
    clock.ms += 2_000
    caller.follow(desk.calls.ended(call.id, Outcome.MISSED, HOST))
    assert caller.stack[0].stage is Stage.MISSED
    clock.ms += MISSED_SHOWN_MS - 1
    caller.tick(clock.ms)
    assert len(caller.stack) == 1
    clock.ms += 1
    caller.tick(clock.ms)
    assert caller.stack == ()
    assert caller.log()[0].outcome == "missed"


def test_a_ring_without_any_end_is_unknown_after_a_minute(caller, ring, clock):
    ring()
    clock.ms += UNKNOWN_AFTER_MS
    caller.tick(clock.ms)
    assert caller.stack[0].stage is Stage.UNKNOWN


def test_the_seconds_of_ringing_are_told_anew_with_every_tick(caller, ring, clock, qtbot):
    ring()
    clock.ms += 3_000
    with qtbot.waitSignal(caller.changed):
        caller.tick(clock.ms)
    assert "3 s" in caller.face(caller.stack[0]).line


def test_a_card_that_has_just_slid_in_takes_no_tap(caller, ring, clock):
    call = ring()
    assert not caller.is_armed(call.id)
    clock.ms += ARMED_AFTER_MS
    assert caller.is_armed(call.id)


def test_a_booking_begins_with_the_caller_filled_in(caller, ring, sheet):
    call = ring()
    caller.book(call.id)
    assert sheet.is_open
    assert (sheet.form.name, sheet.form.guest_id) == ("斎藤", "saito")
    assert sheet.form.phone == "090-1234-5678"
    assert caller.stack == ()


def test_an_unknown_caller_begins_a_booking_with_the_number_alone(caller, ring, sheet):
    caller.book(ring("080-9999-8888").id)
    assert (sheet.form.name, sheet.form.phone) == ("", "080-9999-8888")


def test_a_withheld_caller_begins_a_booking_without_anything(caller, ring, sheet):
    caller.book(ring("090-1234-5678", withheld=Withheld.PRIVATE).id)
    assert (sheet.form.name, sheet.form.phone, sheet.form.guest_id) == ("", "", None)


def test_half_a_booking_is_put_aside_by_the_next_and_not_lost(caller, ring, sheet):
    sheet.begin(Beginning())
    sheet.change(replace(sheet.form, name="加藤"))
    caller.book(ring().id)
    assert len(sheet.aside) == 1


def test_the_next_booking_opens_and_is_linked_to_the_call(caller, ring, sheet, desk):
    call = ring("090-1111-2222")
    caller.open_booking(call.id)
    assert sheet.editing.id == "lee"
    assert desk.calls.get(call.id).reservation_id == "lee"


def test_a_memo_is_kept_with_the_call(caller, ring, desk):
    call = ring()
    caller.type_memo(call.id, "忘れ物の傘")
    caller.keep_memo(call.id)
    assert desk.calls.get(call.id).note == "忘れ物の傘"
    assert caller.stack == ()


def test_a_memo_that_was_kept_is_said_and_can_be_taken_back(caller, ring, desk, day):
    call = ring()
    caller.type_memo(call.id, "忘れ物の傘")
    caller.keep_memo(call.id)
    assert saved_text(day) == "Memo kept with the call"
    day.undo()
    assert desk.calls.get(call.id).note == ""


def test_an_empty_memo_keeps_nothing_and_the_card(caller, ring, desk):
    call = ring()
    caller.type_memo(call.id, "  ")
    caller.keep_memo(call.id)
    assert len(caller.stack) == 1
    assert desk.calls.get(call.id).note == ""


def test_a_memo_half_typed_survives_the_next_ring_of_the_same_number(caller, ring, clock):
    call = ring(feed_call_id="x")
    caller.type_memo(call.id, "忘れ物")
    clock.ms += 10_000
    ring(feed_call_id="y")
    assert caller.stack[0].memo == "忘れ物"


def test_a_call_that_is_owed_is_marked_once_and_found_in_the_list(caller, ring, desk):
    call = ring()
    caller.call_back(call.id)
    caller.call_back(call.id)
    assert desk.calls.get(call.id).note == TO_CALL_BACK
    assert caller.log()[0].owes_call
    assert caller.stack[0].calls_back


def test_a_memo_on_a_call_that_is_owed_keeps_it_owed(caller, ring, desk):
    call = ring()
    caller.call_back(call.id)
    caller.type_memo(call.id, "忘れ物の傘")
    caller.keep_memo(call.id)
    assert desk.calls.get(call.id).note.splitlines() == [TO_CALL_BACK, "忘れ物の傘"]
    assert caller.log()[0].owes_call


def test_a_dismissed_card_stays_in_the_list(caller, ring):
    call = ring()
    caller.dismiss(call.id)
    assert caller.stack == ()
    assert [each.call_id for each in caller.log()] == [call.id]


def test_a_call_taken_on_another_device_is_shown_as_taken(caller, ring, desk):
    call = ring()
    desk.calls.answered(call.id, HOST, by="入口端末")
    caller.refresh(frozenset({("call", str(call.id))}))
    assert caller.face(caller.stack[0]).state == "入口端末 is on it"


def test_a_call_that_rings_on_another_device_rings_here_too(caller, desk):
    rung = desk.calls.ring(CallDraft(feed="ncid", number="090-1234-5678"), HOST)
    caller.refresh(frozenset({("call", str(rung.call.id))}))
    assert len(caller.stack) == 1


def test_a_card_follows_what_is_learned_of_its_guest(caller, ring, desk):
    ring()
    guest = desk.guests.get(GuestId("saito"))
    desk.guests.change(guest, replace(guest, caution="会計で行き違い"), HOST)
    caller.refresh(frozenset({("guest", "saito")}))
    assert caller.face(caller.stack[0]).caution == "会計で行き違い"


def test_staff_pick_one_of_several_guests(caller, ring, desk, sheet):
    other = desk.guests.add(GuestDraft(name="斎藤 花子", phones=("090-1234-5678",)), HOST)
    call = ring()
    assert caller.stack[0].who is None
    caller.choose(call.id, other.id)
    caller.book(call.id)
    assert sheet.form.name == "斎藤 花子"


def test_a_card_put_away_stays_away_when_a_round_brings_its_call_again(caller, ring):
    call = ring()
    caller.dismiss(call.id)
    caller.refresh(frozenset({("call", call.id)}))
    assert caller.stack == ()


def test_a_memo_half_typed_stands_on_its_card_again_after_a_crash(
    caller, ring, desk, day, sheet, memos
):
    call = ring()
    caller.type_memo(call.id, "傘をお忘れ")
    again = CallerModel(desk, day, sheet, memos)
    (card,) = again.stack
    assert (card.call.id, card.memo) == (call.id, "傘をお忘れ")
    again.keep_memo(card.call.id)
    assert "傘をお忘れ" in desk.calls.get(card.call.id).note
    assert CallerModel(desk, day, sheet, memos).stack == ()


def test_a_memo_given_up_does_not_come_back(caller, ring, desk, day, sheet, memos):
    call = ring()
    caller.type_memo(call.id, "傘")
    caller.type_memo(call.id, None)
    assert CallerModel(desk, day, sheet, memos).stack == ()
