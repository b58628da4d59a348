from dataclasses import replace

import pytest

from app.domain.business_day import at_minute
from app.domain.call import Outcome
from app.domain.ids import GuestId
from app.domain.reservation import Status
from app.services.calls import CallDraft
from app.services.desk import Author
from app.services.floor import TableDraft
from app.store.ledger import Write
from app.viewmodels.caller_face import TO_CALL_BACK
from app.viewmodels.search import SearchModel
from app.viewmodels.search_hits import Command, HitKind
from tests.app.ui.sample import EVE, VENUE
from tests.builders import a_phone

HOST = Author("sato")


@pytest.fixture
def search(desk, day):
    return SearchModel(desk, day)


def found(search, text):
    search.look_for(text)
    return [(each.kind, each.id) for each in search.hits]


def test_a_name_finds_bookings_first_and_then_guests(search):
    assert found(search, "伊藤") == [(HitKind.BOOKING, "ito"), (HitKind.GUEST, "ito")]


@pytest.mark.parametrize("typed", ["さきやま", "崎山", "﨑山", "サキヤマ", "さき やま"])
def test_kana_and_every_spelling_of_a_name_find_the_booking(search, typed):
    assert (HitKind.BOOKING, "sakiyama") in found(search, typed)


@pytest.mark.parametrize("typed", ["090-1234", "5678", "０９０１２３４"])
def test_three_digits_and_more_of_a_number_find_the_guest(search, typed):
    assert (HitKind.GUEST, "saito") in found(search, typed)


def test_two_digits_find_nobody_and_say_why(search):
    assert found(search, "09") == []
    assert "three digits" in search.hint


def test_the_next_booking_stands_before_who_is_here_and_who_is_gone(search, desk, day):
    for name, hour, status in (
        ("gone", 17, Status.LEFT),
        ("here", 18, Status.SEATED),
        ("later", 22, Status.BOOKED),
        ("next", 21, Status.CONFIRMED),
    ):
        booked = replace(
            desk.bookings.get("ito"),
            id=name,
            guest_name="早乙女",
            starts_at=at_minute(EVE, hour * 60, VENUE),
            status=status,
            revision=0,
        )
        desk.bookings._ledger.commit([Write(None, booked, "add")], actor="", now_ms=day.now_ms())
    ids = [id for kind, id in found(search, "早乙女") if kind is HitKind.BOOKING]
    assert ids == ["next", "later", "here", "gone"]
    assert search.hits[search.marked].id == "next"


def test_a_name_typed_in_kana_marks_the_booking_and_not_the_guest_below(search):
    found(search, "いと")
    assert search.hits[search.marked].kind is HitKind.BOOKING


def test_each_group_is_headed_once(search):
    found(search, "伊藤")
    assert [each.heading for each in search.hits] == ["Bookings", "Guests"]


def test_a_table_is_found_by_its_name_and_says_who_sits_there(search):
    assert found(search, "T3") == [(HitKind.TABLE, "T3")]
    (hit,) = search.hits
    assert "田中" in hit.note
    assert (HitKind.TABLE, "座敷") in found(search, "座敷")


def test_the_table_of_exactly_that_name_is_marked(search, desk):
    desk.floor.add_table(TableDraft(name="T11", seats_min=1, seats_max=2), HOST)
    search._day.open(EVE)
    found(search, "t1")
    assert search.hits[search.marked].id == "T1"


def test_enter_goes_to_a_table(search, qtbot):
    found(search, "T3")
    with qtbot.waitSignal(search.table_chosen) as chosen:
        search.choose()
    assert chosen.args == ["T3"]


def test_a_command_is_found_by_its_words_and_done_by_enter(search, qtbot):
    search.offer_commands(
        lambda: (Command(action="theme", words="Light or evening", caps=("Ctrl+L",)),)
    )
    assert found(search, "even") == [(HitKind.COMMAND, "theme")]
    with qtbot.waitSignal(search.command_chosen) as chosen:
        search.choose()
    assert chosen.args == ["theme"]
    assert found(search, "n") != [(HitKind.COMMAND, "theme")]


def test_a_call_is_found_by_its_number(search, desk):
    desk.calls.ring(CallDraft(feed="ncid", number="080-1111-2222"), HOST)
    assert (HitKind.CALL, "") in found(search, "1111")


def test_a_call_without_a_number_says_so(search, desk):
    desk.calls.ring(CallDraft(feed="ncid", number=""), HOST)
    search.look_for("")
    assert search.hits[0].title


def test_two_digits_of_a_bookings_number_find_nobody_either(search, desk):
    before = desk.bookings.get("ito")
    desk.bookings.change(before, replace(before, phone=a_phone("080-7777-6666")), HOST)
    assert found(search, "76") == []
    assert found(search, "777") == [(HitKind.BOOKING, "ito")]


def test_nobody_found_is_said(search):
    assert found(search, "ゑゑゑ") == []
    assert search.hint == "Nobody found"
    assert search.marked == -1


def test_the_mark_goes_down_up_and_round(search):
    found(search, "伊藤")
    assert search.marked == 0
    search.step(1)
    assert search.marked == 1
    search.step(1)
    assert search.marked == 0
    search.step(-1)
    assert search.marked == 1


def test_enter_opens_the_marked_one(search, qtbot):
    found(search, "伊藤")
    with qtbot.waitSignal(search.booking_chosen) as chosen:
        search.choose()
    assert chosen.args == ["ito"]
    search.step(1)
    with qtbot.waitSignal(search.guest_chosen) as chosen:
        search.choose()
    assert chosen.args == ["ito"]


def test_choosing_beyond_the_results_does_nothing(search, qtbot):
    found(search, "伊藤")
    with qtbot.assertNotEmitted(search.booking_chosen):
        search.choose(9)


def test_other_words_begin_at_the_first_result_again(search):
    found(search, "伊藤")
    search.step(1)
    found(search, "伊")
    assert search.marked == 0


def test_an_empty_box_lists_the_last_calls_and_those_that_are_owed(search, desk):
    call = desk.calls.ring(
        CallDraft(feed="ncid", number="080-1111-2222", outcome=Outcome.MISSED), HOST
    ).call
    desk.calls.note(call.id, TO_CALL_BACK, HOST)
    search.look_for("")
    (hit,) = search.hits
    assert hit.kind is HitKind.CALL
    assert hit.title == "080-1111-2222"
    assert hit.alarm == "to call back"


def test_what_needs_care_is_marked(search, desk):
    guest = desk.guests.get(GuestId("ito"))
    desk.guests.change(guest, replace(guest, caution="会計で行き違い"), HOST)
    search.look_for("伊藤")
    assert search.hits[1].alarm == "Caution"
    search.look_for("田中")
    assert search.hits[0].alarm == "えび"


def test_tonight_stands_before_last_month(search, desk, day):
    before = desk.bookings.get("ito")
    earlier = replace(
        before,
        id="old",
        business_day=before.business_day.replace(month=11),
        starts_at=before.starts_at.replace(month=11),
        revision=0,
    )
    desk.bookings._ledger.commit([Write(None, earlier, "add")], actor="", now_ms=day.now_ms())
    ids = [id for kind, id in found(search, "伊藤") if kind is HitKind.BOOKING]
    assert ids == ["ito", "old"]
