"""What is shown of each field while people disagree, and when a person is asked."""

import pytest

from app.domain.call import Outcome
from app.domain.reservation import PRESENT, Status
from app.domain.status import PROGRESS
from app.store.policies import POLICIES
from app.store.schema import KINDS
from sync.change import ChangeId, Stamp
from sync.merge import Live
from sync.policy import element, later_asks, lines

ENDED = (Status.CANCELLED, Status.NO_SHOW, Status.DUPLICATE)


def lives(*values):
    return [
        Live(ChangeId(f"{number:016x}-1"), Stamp(f"{number:012x}.0000"), value)
        for number, value in enumerate(values, start=1)
    ]


def shown(kind, name, *values):
    return POLICIES.rules[kind][name](lives(*values))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_has_its_row(kind):
    assert set(POLICIES.rules[kind]) == {field.name for field in KINDS[kind].fields}


def test_no_other_kind_has_rows():
    assert set(POLICIES.rules) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_sets_are_sets_in_both_tables_and_join(kind):
    sets = {field.name for field in KINDS[kind].fields if field.is_set}
    assert POLICIES.sets.get(kind, frozenset()) == sets
    assert all(POLICIES.rules[kind][name] is element for name in sets)


def test_every_status_is_ranked_once():
    assert sorted(PROGRESS) == sorted(Status)


def test_the_status_furthest_along_is_shown_in_whatever_order_it_was_written():
    for number, further in enumerate(PROGRESS):
        for nearer in PROGRESS[:number]:
            assert shown("reservation", "status", further, nearer).value == further
            assert shown("reservation", "status", nearer, further).value == further


@pytest.mark.parametrize("ended", ENDED)
@pytest.mark.parametrize("present", sorted(PRESENT))
def test_a_party_in_the_house_outranks_a_word_that_it_would_not_come_and_asks(ended, present):
    assert shown("reservation", "status", present, ended) == (present, True)


@pytest.mark.parametrize("ended", ENDED)
def test_being_called_off_outranks_being_expected_and_asks(ended):
    assert shown("reservation", "status", ended, Status.CONFIRMED) == (ended, True)


def test_two_steps_forward_ask_nobody():
    assert shown("reservation", "status", Status.SEATED, Status.ARRIVED) == (Status.SEATED, False)


@pytest.mark.parametrize(
    "name", ["starts_at", "adults", "table_ids", "guest_name", "phone", "turn_minutes", "course"]
)
def test_what_two_people_cannot_both_be_right_about_asks(name):
    assert POLICIES.rules["reservation"][name] is later_asks


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("reservation", "note"),
        ("reservation", "requests"),
        ("guest", "note"),
        ("guest", "preferences"),
        ("guest", "caution"),
        ("call", "note"),
    ],
)
def test_notes_join_line_by_line(kind, name):
    assert POLICIES.rules[kind][name] is lines
    assert shown(kind, name, "窓際", "静かに\n窓際") == ("窓際\n静かに", False)


def test_an_answered_call_outranks_what_another_device_made_of_silence():
    for other in Outcome:
        assert shown("call", "outcome", Outcome.ANSWERED, other).value == Outcome.ANSWERED
    assert shown("call", "outcome", Outcome.MISSED, Outcome.RINGING).value == Outcome.MISSED
