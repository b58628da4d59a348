from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import NotAllowed
from app.domain.ids import StaffId
from app.domain.rights import CODE, Right, managers, may, may_choose_pin, require, signer
from app.domain.staff import Role, Staff

SATO = Staff(id=StaffId("sato"), name="佐藤")
BOSS = Staff(id=StaffId("boss"), name="高橋", role=Role.MANAGER, pin_hash="x")
HOUSE = (SATO, BOSS)


@pytest.mark.parametrize("right", Right)
def test_a_host_needs_a_manager_and_a_manager_nobody(right):
    assert not may(HOUSE, SATO, right)
    assert may(HOUSE, BOSS, right)


@pytest.mark.parametrize("name", ["sato", "佐藤"])
def test_a_host_is_refused_by_id_and_by_name(name):
    with pytest.raises(NotAllowed) as refused:
        require(HOUSE, name, Right.MERGE)
    assert refused.value.code == CODE


def test_a_program_that_signs_as_nobody_of_the_house_goes_on():
    require(HOUSE, "", Right.DELETE)
    require(HOUSE, "ncid", Right.DELETE)


def test_in_the_window_nobody_is_a_host():
    assert not may(HOUSE, None, Right.SETTINGS)


@given(
    st.lists(
        st.builds(
            Staff,
            id=st.text(min_size=1, max_size=3).map(StaffId),
            name=st.text(max_size=3),
            role=st.sampled_from(Role),
            pin_hash=st.sampled_from(["", "x"]),
            active=st.booleans(),
        ),
        max_size=5,
    ),
    st.sampled_from(Right),
)
def test_nobody_is_refused_where_no_manager_could_lend_a_hand(staff, right):
    if not managers(staff):
        assert all(may(staff, each, right) for each in (None, *staff))
    assert all(each.pin_hash and each.active for each in managers(staff))


def test_a_manager_without_a_pin_counts_for_no_more_than_a_host_once_another_has_one():
    other = Staff(id=StaffId("other"), name="女将", role=Role.MANAGER)
    assert not may((*HOUSE, other), other, Right.TEAM)
    assert may((SATO, other), other, Right.TEAM)
    assert not may_choose_pin("other", other)
    assert may_choose_pin("boss", BOSS)
    assert may_choose_pin("sato", SATO)
    assert not may_choose_pin("sato", BOSS)


def test_who_left_the_house_signs_for_nobody():
    assert signer((replace(SATO, active=False),), "sato") is None
