from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import GuestId, ReservationId, StaffId, TableId
from app.domain.reservation import COVERS_MAX, Source
from app.viewmodels.sheet_form import (
    BOOKED_FIELDS,
    SheetDraft,
    SheetForm,
    SheetPile,
    differing,
    form_of,
    pack_pile,
    placeholder,
    rebase,
    step_party,
    unpack_pile,
    with_covers,
    write_on,
)
from tests.builders import FRIDAY, VENUE, a_phone, a_reservation, at

FULL = a_reservation(
    time="25:30",
    tables="t1 t2",
    adults=3,
    children=1,
    guest_name="山田",
    guest_kana="やまだ",
    phone=a_phone(),
    guest_id=GuestId("g1"),
    course="おまかせ",
    requests="窓側",
    note="傘の忘れ物",
    tags=("VIP",),
    allergies=("えび",),
    source=Source(channel="phone", site="x"),
    taken_by=StaffId("s1"),
)


def a_form(**over):
    return SheetForm(**{"business_day": FRIDAY, "minute": 19 * 60, "name": "山田", **over})


def test_a_booking_laid_out_and_written_back_is_the_same_booking():
    form = form_of(FULL, VENUE)
    assert form.minute == 25 * 60 + 30
    assert write_on(FULL, form, frozenset(BOOKED_FIELDS), VENUE) == FULL


def test_only_the_named_fields_are_written():
    form = replace(form_of(FULL, VENUE), name="佐藤", note="別のメモ")
    after = write_on(FULL, form, frozenset({"name"}), VENUE)
    assert after == replace(FULL, guest_name="佐藤")


def test_another_day_takes_its_start_with_it():
    before = form_of(FULL, VENUE)
    after = replace(before, business_day=FRIDAY.replace(day=14))
    assert differing(before, after) == {"business_day", "minute"}
    moved = write_on(FULL, after, differing(before, after), VENUE)
    assert moved.starts_at == at("25:30", FRIDAY.replace(day=14))


def test_a_cleared_phone_is_no_phone():
    form = replace(form_of(FULL, VENUE), phone="  ")
    assert write_on(FULL, form, frozenset({"phone"}), VENUE).phone is None


def test_what_only_they_changed_is_taken_over_and_told():
    base = a_form()
    met = rebase(base, replace(base, note="私のメモ"), replace(base, minute=20 * 60))
    assert met.form == replace(base, note="私のメモ", minute=20 * 60)
    assert met.taken == ("minute",)
    assert met.contested == ()


def test_what_both_changed_keeps_mine_and_is_contested():
    base = a_form()
    mine, theirs = replace(base, adults=4), replace(base, adults=6)
    met = rebase(base, mine, theirs)
    assert met.form.adults == 4
    assert met.contested == ("adults",)


def test_both_adding_allergies_is_no_disagreement():
    base = a_form(allergies=("えび", "卵"))
    mine = replace(base, allergies=("えび", "卵", "そば"))
    theirs = replace(base, allergies=("えび", "乳"))
    assert rebase(base, mine, theirs).form.allergies == ("えび", "そば", "乳")
    assert rebase(base, mine, theirs).contested == ()


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "minute": st.sampled_from([18 * 60, 19 * 60, 20 * 60]),
        "adults": st.integers(1, 4),
        "name": st.sampled_from(["山田", "佐藤", ""]),
        "note": st.sampled_from(["", "a", "b"]),
        "allergies": st.sets(st.sampled_from(["えび", "卵", "乳"])).map(
            lambda words: tuple(sorted(words))
        ),
        "table_ids": st.sampled_from([(), (TableId("t1"),), (TableId("t2"),)]),
    },
)


@given(mine=CHANGES, theirs=CHANGES)
def test_no_letter_that_was_typed_is_ever_lost(mine, theirs):
    base = a_form(allergies=("えび",))
    typed = replace(base, **mine)
    met = rebase(base, typed, replace(base, **theirs))
    for name in BOOKED_FIELDS:
        if name == "allergies":
            added = set(typed.allergies) - set(base.allergies)
            assert added <= set(met.form.allergies)
        elif getattr(typed, name) != getattr(base, name):
            assert getattr(met.form, name) == getattr(typed, name)


@given(mine=CHANGES, theirs=CHANGES)
def test_every_change_of_theirs_is_taken_contested_or_the_same_as_mine(mine, theirs):
    base = a_form(allergies=("えび",))
    typed, new = replace(base, **mine), replace(base, **theirs)
    met = rebase(base, typed, new)
    for name in BOOKED_FIELDS:
        value = getattr(new, name)
        if value not in (getattr(base, name), getattr(typed, name)):
            assert name in met.taken + met.contested


def test_a_party_never_falls_below_one_guest():
    form = a_form(adults=1)
    assert step_party(form, "adults", -1) == form
    with_child = step_party(form, "children", 1)
    assert step_party(with_child, "adults", -1).adults == 0


def test_a_party_never_grows_beyond_the_house():
    form = a_form(adults=COVERS_MAX)
    assert step_party(form, "infants", 1) == form


DRAFT = SheetDraft(
    form=form_of(FULL, VENUE),
    editing=ReservationId("r1"),
    base=form_of(FULL, VENUE),
    revision=7,
    call_id="c1",
)


def test_begun_sheets_come_back_from_their_text_unchanged():
    pile = SheetPile(open=DRAFT, aside=(SheetDraft(form=a_form()), DRAFT))
    assert unpack_pile(pack_pile(pile)) == pile


@pytest.mark.parametrize("cut", range(0, 400, 23))
def test_a_text_cut_off_by_a_power_failure_is_no_sheet_and_no_crash(cut):
    text = pack_pile(SheetPile(open=DRAFT))
    assert unpack_pile(text[:cut]) == SheetPile()


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"open": 3, "aside": []}', "\x00"])
def test_a_text_that_is_none_of_ours_is_no_sheet(text):
    assert unpack_pile(text) == SheetPile()


def test_a_sheet_without_a_time_stands_in_for_nothing_it_does_not_know():
    form = a_form(minute=None, adults=3, children=1)
    booking = placeholder(form, VENUE, 90, at("18:00"))
    assert (booking.covers, booking.turn_minutes) == (4, 90)
    assert booking.starts_at == at("18:00")


def test_every_booked_field_is_a_field_of_the_form():
    assert set(BOOKED_FIELDS) <= {each.name for each in fields(SheetForm)}


@given(
    st.integers(min_value=1, max_value=COVERS_MAX),
    st.integers(min_value=0, max_value=9),
    st.integers(min_value=0, max_value=9),
)
def test_a_number_taken_by_one_tap_is_the_partys_size(covers, children, infants):
    form = with_covers(a_form(adults=2, children=children, infants=infants), covers)
    assert form.covers == covers
    assert form.adults >= 1
    if covers > children + infants:
        assert (form.children, form.infants) == (children, infants)


def test_no_number_beyond_what_a_house_seats_is_taken():
    assert with_covers(a_form(), COVERS_MAX + 1) == a_form()
    assert with_covers(a_form(), 0) == a_form()
