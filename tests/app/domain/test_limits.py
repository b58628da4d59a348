"""How long texts may be, and what a keyboard can make."""

import pytest

from app.domain.errors import Invalid
from app.domain.limits import (
    check_note,
    check_party,
    check_seats,
    check_tags,
    check_text,
    check_turn,
)


def test_a_text_is_stored_composed_and_without_spaces_around_it():
    assert check_text(" か\u3099ん🍣 ", "note") == "がん🍣"


def test_lines_and_tabs_are_text_and_other_control_signs_are_not():
    assert check_note("一\n二\t三", "note") == "一\n二\t三"
    for sign in ("\0", "\x1b", "\x7f", "\ud800"):
        with pytest.raises(Invalid, match="control character"):
            check_note(f"a{sign}b", "note")


def test_lines_pasted_from_another_system_end_as_ours_do():
    assert check_note("一\r\n二\r三\n四", "note") == "一\n二\n三\n四"


def test_the_longest_text_is_kept_and_one_letter_more_is_refused():
    assert len(check_text("あ" * 200, "name")) == 200
    with pytest.raises(Invalid, match="name has 201 letters; at most 200"):
        check_text("あ" * 201, "name")


def test_tags_are_kept_once_in_order_without_empty_ones():
    assert check_tags(("VIP", " ", "初回", "VIP "), "tags") == ("VIP", "初回")


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (check_party, [(1, 0, 0), (0, 0, 1), (999, 0, 0)], [(0, 0, 0), (999, 1, 0), (1, -1, 0)]),
        (check_turn, [(1,), (1440,)], [(0,), (1441,), (-5,)]),
        (check_seats, [(1, 1), (2, 999)], [(0, 4), (4, 2), (1, 1000)]),
    ],
)
def test_numbers_are_taken_up_to_their_bounds_and_not_beyond(check, good, bad):
    for numbers in good:
        check(*numbers)
    for numbers in bad:
        with pytest.raises(Invalid):
            check(*numbers)


@pytest.mark.parametrize("name", ["山田\n太郎", "山田\t太郎"])
def test_a_name_is_one_line_and_a_note_may_be_several(name):
    with pytest.raises(Invalid, match="control"):
        check_text(name, "guest_name")
    assert check_note(name, "note") == name
