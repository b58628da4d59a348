"""The laws at the top of sync/policy.py, and each rule's promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import merge, policy
from sync.change import DELETED, Stamp, canonical, change_id
from sync.merge import Live
from sync.policy import PolicyTable
from tests.sync.strategies import INCARNATIONS, a_change, histories, stamps, values

ORDER = ("cancelled", "booked", "arrived", "seated")
STATUS = policy.ranked(ORDER, asks_between=frozenset({"arrived", "seated"}))
RULES = {
    "later_asks": policy.later_asks,
    "later": policy.later,
    "earliest": policy.earliest,
    "lines": policy.lines,
    "element": policy.element,
    "ranked": STATUS,
}
TABLE = PolicyTable(
    rules={"reservation": {"status": STATUS, "note": policy.lines, "tags": policy.element}},
    sets={"reservation": frozenset({"tags"})},
)
A, B, C = (change_id(incarnation, 1) for incarnation in INCARNATIONS)


any_value = values | st.sampled_from(ORDER)


@st.composite
def lives(draw):
    ids = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True))
    return [Live(change_id(INCARNATIONS[0], id), draw(stamps), draw(any_value)) for id in ids]


def live(value, at=1, id=A):
    return Live(id, Stamp(f"{at:012x}.0000"), value)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(group=lives(), data=st.data())
def test_what_is_shown_is_a_function_of_the_set_of_live_values(rule, group, data):
    shown, again = rule(group), rule(data.draw(st.permutations(group)))
    assert canonical(shown.value) == canonical(again.value)
    assert shown.asks == again.asks


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(group=lives(), value=any_value)
def test_equal_values_are_no_conflict(rule, group, value):
    assert not rule([each._replace(value=value) for each in group]).asks


@given(histories(fields=("status", "note", "tags/VIP", "tags/窓")))
def test_one_live_value_is_shown_as_it_is_and_asks_nobody(changes):
    entity = merge.fold(changes)
    shown, clashes = TABLE.show("reservation", entity)
    for name in ("status", "note"):
        lives = entity.live.get(name, ())
        if len(lives) == 1:
            assert canonical(shown[name]) == canonical(lives[0].value)
            assert name not in clashes


@given(histories(), st.data())
def test_two_devices_with_the_same_changes_show_the_same(changes, data):
    shown, clashes = TABLE.show("reservation", merge.fold(changes))
    again, same = TABLE.show("reservation", merge.fold(data.draw(st.permutations(changes))))
    assert (canonical(shown), clashes) == (canonical(again), same)


@given(histories())
def test_no_rule_falls_over_values_of_a_newer_version(changes):
    TABLE.show("reservation", merge.fold(changes))
    TABLE.show("unheard_of", merge.fold(changes))


def test_the_later_stamp_is_shown_and_asks_when_values_differ():
    resolved = policy.later_asks([live(4, at=1), live(6, at=2, id=B)])
    assert resolved == (6, True)
    assert policy.later([live(4, at=1), live(6, at=2, id=B)]) == (6, False)


def test_notes_merge_line_by_line_keeping_both():
    mine, yours = live("窓側\n誕生日", at=1), live("窓側\nケーキ", at=2, id=B)
    assert policy.lines([yours, mine]).value == "窓側\n誕生日\nケーキ"


def test_adding_an_element_beats_removing_it():
    assert policy.element([live(value=True), live(None, at=2, id=B)]).value is True
    assert policy.element([live(None), live(None, at=2, id=B)]).value is None


def test_the_earliest_moment_is_shown():
    assert policy.earliest([live("2026-12-24T10:05:00Z"), live("2026-12-24T10:00:00Z", id=B)]) == (
        "2026-12-24T10:00:00Z",
        False,
    )
    assert policy.earliest([live(None), live("x", id=B)]).value == "x"


def test_presence_outranks_a_cancellation_and_asks():
    assert STATUS([live("seated"), live("cancelled", at=9, id=B)]) == ("seated", True)
    assert STATUS([live("booked"), live("cancelled", at=9, id=B)]) == ("booked", False)
    assert STATUS([live("seated"), live("arrived", at=9, id=B)]) == ("seated", False)


def test_an_unknown_status_ranks_lowest():
    assert STATUS([live("from_the_future", at=9), live("cancelled", id=B)]).value == "cancelled"


def test_a_deletion_that_saw_every_write_holds():
    entity = merge.fold([a_change(id=A), a_change(id=B, sets={DELETED: [A]}, seen={})])
    assert policy.deletion(entity) == (True, False)


def test_deleting_never_beats_an_edit_its_author_had_not_seen():
    entity = merge.fold(
        [
            a_change(id=A),
            a_change(id=B, sets={DELETED: [A]}),
            a_change(id=C, sets={"note": "ケーキ"}),
        ]
    )
    assert policy.deletion(entity) == (False, True)
    assert DELETED in TABLE.show("reservation", entity)[1]


def test_a_deletion_has_seen_what_it_wrote_itself():
    entity = merge.fold(
        [a_change(id=A), a_change(id=B, sets={DELETED: [A], "note": "重複"}, seen={})]
    )
    assert policy.deletion(entity) == (True, False)


def test_taking_a_deletion_back_unseen_asks():
    first = a_change(id=A, sets={DELETED: []})
    entity = merge.fold([first, a_change(id=B, sets={DELETED: None})])
    assert policy.deletion(entity) == (False, True)


def test_a_set_shows_its_elements_in_the_order_they_were_added():
    entity = merge.fold(
        [
            a_change(id=A, stamp=Stamp("000000000002.0000"), sets={"tags/VIP": True}),
            a_change(id=B, stamp=Stamp("000000000001.0000"), sets={"tags/窓": True}),
            a_change(id=C, sets={"tags/gone": None}),
        ]
    )
    assert list(TABLE.show("reservation", entity)[0]["tags"]) == ["窓", "VIP"]


@pytest.mark.parametrize("name", ["status/x", "tags", "newer", "/"])
def test_a_field_that_is_not_of_this_version_is_kept_but_not_shown(name):
    entity = merge.fold([a_change(id=A, sets={name: "seated"})])
    shown, clashes = TABLE.show("reservation", entity)
    assert shown == {"tags": {}, DELETED: False}
    assert clashes == []
    assert name in entity.live
