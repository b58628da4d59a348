import pytest
from PySide6.QtGui import QKeySequence

from app.ui.keys import KEYS, key


def test_no_two_actions_share_a_key():
    sequences = [sequence for each in KEYS for sequence in each.sequences]
    assert len(sequences) == len(set(sequences))


@pytest.mark.parametrize("sequence", [s for each in KEYS for s in each.sequences])
def test_every_key_is_one_that_qt_knows(qapp, sequence):
    assert QKeySequence(sequence).toString() == sequence


@pytest.mark.parametrize(
    ("action", "sequence"),
    [
        ("search", "/"),
        ("new", "N"),
        ("today", "T"),
        ("undo", "Ctrl+Z"),
        ("shortcuts", "?"),
        ("close", "Esc"),
    ],
)
def test_the_keys_of_the_house_are_where_hosts_expect_them(action, sequence):
    assert sequence in key(action).sequences


def test_every_key_says_what_it_does():
    assert all(each.words for each in KEYS)


def test_an_action_without_a_key_is_our_mistake():
    with pytest.raises(KeyError):
        key("fly")
