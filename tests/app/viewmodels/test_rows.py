from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.guest import Visits
from app.domain.ids import GuestId
from app.domain.reservation import Source, Status
from app.domain.status import MOVES
from app.viewmodels.rows import (
    NEXT,
    MarkKind,
    Standing,
    minutes_late,
    minutes_over,
    name_and_honorific,
    name_text,
    party_text,
    row_of,
    status_word,
)
from tests.builders import a_day, a_guest, a_reservation, a_table, at


def kinds(reservation, day=None, **standing):
    known = Standing(**{"now": at("17:00"), **standing})
    return [mark.kind for mark in row_of(day or a_day(reservation), reservation, known).marks]


def seated(**over):
    return a_reservation(status=Status.SEATED, tables="t1", **over)


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_word(status):
    assert status_word(status)


@pytest.mark.parametrize(("status", "after"), NEXT.items())
def test_one_tap_is_always_a_legal_move(status, after):
    assert after in MOVES[status]


def test_a_name_is_shown_as_typed_and_nothing_is_added_in_english():
    assert name_text(a_reservation(guest_name=" Miller ")) == "Miller"


def test_a_party_without_a_name_says_so():
    assert name_text(a_reservation()) == "No name"


def test_a_walk_in_without_a_name_is_called_one():
    assert name_text(a_reservation(source=Source(channel="walk_in"))) == "Walk-in"


def test_nobody_is_honoured_who_has_no_name():
    assert name_and_honorific(a_reservation())[1] == ""


def test_adults_alone_are_not_spelt_out():
    assert "adult" not in party_text(a_reservation(adults=4))


def test_children_and_infants_are_told_apart():
    words = party_text(a_reservation(adults=2, children=1, infants=1))
    assert "1 child" in words
    assert "1 infant" in words


def test_an_allergy_of_the_booking_and_of_the_guest_are_said_once_together():
    guest = a_guest(allergies=("えび", "そば"))
    reservation = a_reservation(guest_id=guest.id, allergies=("えび",), tables="t1")
    day = a_day(reservation, guests={guest.id: guest})
    words = [mark.word for mark in row_of(day, reservation, Standing(now=at("17:00"))).marks]
    assert words == ["Allergy: えび, そば"]


def test_a_table_taken_twice_comes_before_everything_else():
    reservation = a_reservation(allergies=("えび",), tables="t1", tags=("VIP",))
    assert kinds(reservation, double_booked=True)[0] is MarkKind.CLASH


def test_a_field_people_disagree_on_is_marked_to_settle():
    assert MarkKind.CLASH in kinds(a_reservation(tables="t1"), disagreed=True)


def test_a_party_without_a_table_is_marked():
    assert kinds(a_reservation()) == [MarkKind.NO_TABLE]


def test_a_cancelled_party_needs_no_table_and_warns_of_nothing():
    assert kinds(a_reservation(status=Status.CANCELLED, allergies=("えび",))) == []


def test_a_party_is_late_five_minutes_after_its_time():
    reservation = a_reservation(tables="t1", time="19:00")
    assert MarkKind.OVERDUE not in kinds(reservation, now=at("19:04"))
    assert MarkKind.OVERDUE in kinds(reservation, now=at("19:05"))


@pytest.mark.parametrize("status", [Status.ARRIVED, Status.SEATED, Status.CANCELLED, Status.LEFT])
def test_who_came_or_will_not_come_is_never_late(status):
    assert minutes_late(a_reservation(status=status), at("20:00")) == 0


def test_minutes_late_are_counted_from_the_promised_time():
    assert minutes_late(a_reservation(time="19:00"), at("19:12")) == 12


def test_a_party_that_stays_past_its_turn_is_over_time():
    assert MarkKind.OVER_TIME in kinds(seated(time="17:00"), now=at("19:05"))


def test_a_party_within_its_turn_is_not_over_time():
    assert minutes_over(seated(time="17:00"), at("18:59")) == 0


def test_vip_and_birthday_are_marks_of_their_own_and_other_tags_stay_words():
    reservation = a_reservation(tables="t1", tags=("vip", "誕生日", "接待"))
    assert kinds(reservation) == [MarkKind.VIP, MarkKind.BIRTHDAY, MarkKind.TAG]


def test_a_birthday_on_the_very_day_is_noticed():
    guest = a_guest(birthday=date(1980, 11, 13))
    reservation = a_reservation(guest_id=guest.id, tables="t1")
    assert kinds(reservation, a_day(reservation, guests={guest.id: guest})) == [MarkKind.BIRTHDAY]


def test_a_guest_who_never_came_is_a_first_visit():
    reservation = a_reservation(guest_id=GuestId("g1"), tables="t1")
    guests = {GuestId("g1"): a_guest()}
    first = a_day(reservation, guests=guests, visits={GuestId("g1"): Visits()})
    again = a_day(reservation, guests=guests, visits={GuestId("g1"): Visits(visits=3)})
    assert kinds(reservation, first) == [MarkKind.FIRST]
    assert kinds(reservation, again) == []


def test_a_caution_says_only_that_there_is_one():
    guest = a_guest(caution="支払いで揉めた")
    reservation = a_reservation(guest_id=guest.id, tables="t1")
    day = a_day(reservation, guests={guest.id: guest})
    words = [mark.word for mark in row_of(day, reservation, Standing(now=at("17:00"))).marks]
    assert words == ["Caution"]


def test_a_memo_shows_its_first_line():
    reservation = a_reservation(tables="t1", requests="窓側\n静かな席")
    marks = row_of(a_day(reservation), reservation, Standing(now=at("17:00"))).marks
    assert [mark.word for mark in marks] == ["窓側"]


def test_a_row_names_a_combination_in_the_order_chosen():
    reservation = a_reservation(tables="t2 t1")
    day = a_day(reservation, tables=(a_table("t1"), a_table("t2")))
    assert row_of(day, reservation, Standing(now=at("17:00"))).table == "T2+T1"


def test_a_row_reads_on_past_midnight():
    reservation = a_reservation(time="25:30")
    assert row_of(a_day(reservation), reservation, Standing(now=at("17:00"))).time == "25:30"


def test_a_row_is_spoken_as_one_sentence():
    reservation = a_reservation(guest_name="Miller", tables="t1", allergies=("えび",))
    spoken = row_of(a_day(reservation), reservation, Standing(now=at("17:00"))).spoken
    assert spoken == "19:00, Miller, %n guest(s), T1, Booked, Allergy: えび".replace("%n", "2")


def test_the_reading_falls_back_to_the_guests_card():
    guest = a_guest(kana="やまだ")
    reservation = a_reservation(guest_id=guest.id)
    day = a_day(reservation, guests={guest.id: guest})
    assert row_of(day, reservation, Standing(now=at("17:00"))).kana == "やまだ"


def test_the_honorific_is_added_when_shown_and_never_stored(translated):
    translated("{name}", "{name}様")
    reservation = a_reservation(guest_name="田中")
    assert name_and_honorific(reservation) == ("田中", "様")
    assert reservation.guest_name == "田中"


def test_a_row_without_news_equals_itself_a_moment_later():
    reservation = a_reservation(tables="t1")
    standing = Standing(now=at("17:00"))
    later = replace(standing, now=at("17:00") + timedelta(minutes=1))
    day = a_day(reservation)
    assert row_of(day, reservation, standing) == row_of(day, reservation, later)
