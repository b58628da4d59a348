from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.house_effects import effects_of
from app.domain.reservation import Status
from app.domain.venue import Pacing, Shift, TurnRule
from tests.builders import DINNER, FRIDAY, a_reservation, a_venue, at

HOUSE = a_venue(shifts=(DINNER,), turn_rules=(TurnRule(covers_max=9, minutes=120),))
LONGER = replace(HOUSE, turn_rules=(TurnRule(covers_max=9, minutes=150),))

parties = st.lists(
    st.builds(
        lambda id, quarter, table, size, status: a_reservation(
            f"r{id}",
            starts_at=at("17:00") + timedelta(minutes=15 * quarter),
            tables=table,
            adults=size,
            status=status,
        ),
        st.integers(0, 99),
        st.integers(0, 30),
        st.sampled_from(("", "t1", "t2", "t1 t2")),
        st.integers(1, 9),
        st.sampled_from(Status),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)
houses = st.builds(
    lambda closes, covers, minutes, closed: replace(
        HOUSE,
        shifts=(Shift(name="夜", opens_minute=17 * 60, closes_minute=closes * 60),),
        pacing=Pacing(covers_max=covers),
        turn_rules=(TurnRule(covers_max=9, minutes=minutes),),
        closing_days=(FRIDAY,) if closed else (),
    ),
    st.integers(18, 26),
    st.integers(0, 20),
    st.sampled_from((60, 120, 180)),
    st.booleans(),
)


@given(houses, parties)
def test_a_house_that_stays_as_it_is_touches_nobody(house, coming):
    assert effects_of(house, house, coming).is_empty


@given(houses, houses, parties)
def test_who_is_listed_needs_a_table_still(before, after, coming):
    found = effects_of(before, after, coming)
    listed = [*found.outside, *(p for slot in found.slots for p in slot.parties)]
    listed += [each.party for each in found.turns]
    gone = {Status.CANCELLED, Status.NO_SHOW, Status.DUPLICATE, Status.LEFT}
    assert not {each.status for each in listed} & gone
    most = after.pacing.covers_max
    assert all(slot.covers > most for slot in found.slots)


def test_parties_beyond_the_new_hours_are_listed_and_those_beyond_the_old_are_not():
    early, late = a_reservation("early", time="16:00"), a_reservation("late", time="25:30")
    shorter = replace(HOUSE, shifts=(replace(DINNER, closes_minute=24 * 60),))
    assert effects_of(HOUSE, shorter, (early, late)).outside == (late,)


def test_a_lower_pace_lists_the_slots_that_are_too_full_for_it():
    coming = (a_reservation("a", adults=6), a_reservation("b", adults=5, time="19:10"))
    (slot,) = effects_of(HOUSE, replace(HOUSE, pacing=Pacing(covers_max=10)), coming).slots
    assert (slot.day, slot.minute, slot.covers) == (FRIDAY, 19 * 60, 11)
    assert [each.id for each in slot.parties] == ["a", "b"]
    fuller = replace(HOUSE, pacing=Pacing(covers_max=8))
    assert effects_of(replace(HOUSE, pacing=Pacing(covers_max=10)), fuller, coming).slots == ()


def test_a_longer_turn_lists_who_would_still_sit_when_the_next_party_comes():
    first = a_reservation("first", tables="t1", time="18:00")
    second = a_reservation("second", tables="t1", time="20:15")
    (turn,) = effects_of(HOUSE, LONGER, (second, first)).turns
    assert (turn.party.id, turn.following.id, turn.turn_minutes) == ("first", "second", 150)


def test_who_was_given_a_turn_of_their_own_or_sits_already_keeps_it():
    second = a_reservation("second", tables="t1", time="20:15")
    own = a_reservation("own", tables="t1", time="18:00", turn_minutes=90)
    seated = a_reservation("seated", tables="t1", time="18:00", status=Status.SEATED)
    for party in (own, seated):
        assert effects_of(HOUSE, LONGER, (party, second)).turns == ()
