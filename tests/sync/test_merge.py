"""The laws at the top of sync/merge.py, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from sync import merge
from sync.change import change_id
from tests.sync.strategies import INCARNATIONS, a_change, histories

A, B, C = (change_id(incarnation, 1) for incarnation in INCARNATIONS)


@st.composite
def three_states(draw):
    """Draw three states that know overlapping parts of one history, in orders of their own."""
    changes = draw(histories())
    return tuple(
        merge.fold(draw(st.permutations([each for each in changes if draw(st.booleans())])))
        for _ in range(3)
    )


@given(three_states())
def test_replaying_a_batch_is_safe(states):
    a, _, _ = states
    assert merge.merge(a, a) == a


@given(three_states())
def test_arrival_order_is_irrelevant(states):
    a, b, _ = states
    assert merge.merge(a, b) == merge.merge(b, a)


@given(three_states())
def test_batching_is_irrelevant(states):
    a, b, c = states
    assert merge.merge(merge.merge(a, b), c) == merge.merge(a, merge.merge(b, c))


@given(three_states(), histories(max_size=4))
def test_one_by_one_is_as_good_as_all_at_once(states, more):
    a, _, _ = states
    for change in more:
        if change.id not in a.applied:
            assert merge.apply(a, change) == merge.merge(a, merge.of(change))


@given(histories(), st.data())
def test_the_state_is_a_function_of_the_set_of_changes(changes, data):
    shuffled = data.draw(st.permutations(changes))
    repeated = [
        *shuffled,
        *data.draw(st.lists(st.sampled_from(shuffled)) if changes else st.just([])),
    ]
    assert merge.fold(repeated) == merge.fold(changes)


@given(histories(), st.data())
def test_a_live_value_vanishes_only_by_a_write_whose_author_had_seen_it(changes, data):
    state = merge.fold(data.draw(st.permutations(changes)))
    for name in {name for change in changes for name in change.sets}:
        replaced = {id for change in changes for id in change.seen.get(name, ())}
        written = {change.id for change in changes if name in change.sets}
        assert {each.id for each in state.live.get(name, ())} == written - replaced


@given(histories(), st.data())
def test_nothing_is_remembered_as_gone_once_every_change_is_here(changes, data):
    assert merge.fold(data.draw(st.permutations(changes))).gone == {}


@given(histories(), st.data())
def test_equal_states_have_equal_bytes(changes, data):
    state = merge.fold(changes)
    assert merge.pack_entity(merge.fold(data.draw(st.permutations(changes)))) == merge.pack_entity(
        state
    )


@given(histories(), st.data())
def test_a_packed_state_reads_back_the_same(changes, data):
    part = [each for each in changes if data.draw(st.booleans())]
    state = merge.fold(part)
    assert merge.unpack_entity(merge.pack_entity(state)) == state


def test_two_people_who_had_not_seen_each_other_both_stay_live():
    state = merge.fold(
        [
            a_change(id=A, sets={"status": "booked"}),
            a_change(id=B, sets={"status": "seated"}, seen={"status": (A,)}),
            a_change(id=C, sets={"status": "cancelled"}, seen={"status": (A,)}),
        ]
    )
    assert [each.value for each in state.live["status"]] == ["seated", "cancelled"]


def test_a_late_original_does_not_come_back_to_life():
    replacing = a_change(id=B, sets={"status": "seated"}, seen={"status": (A,)})
    early = merge.fold([replacing])
    assert early.gone == {"status": frozenset({A})}
    state = merge.apply(early, a_change(id=A, sets={"status": "booked"}))
    assert [each.value for each in state.live["status"]] == ["seated"]
    assert state.gone == {}
