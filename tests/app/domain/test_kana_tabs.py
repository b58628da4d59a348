from itertools import pairwise

import pytest

from app.domain.kana import LATIN, NO_KANA, TABS, tab_of
from app.domain.kana_tabs import stretches

KANA = [chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB))]
HALF = [chr(code) for code in range(0xFF66, 0xFF9E) if chr(code) != "ｰ"]
LETTERS = [chr(code) for code in (*range(65, 91), *range(97, 123), *range(0xFF21, 0xFF3B))]


def found_in(text):
    return [tab for tab in TABS if any(each.first <= text < each.end for each in stretches(tab))]


@pytest.mark.parametrize("letter", [*KANA, *HALF, *LETTERS])
def test_a_reading_lies_where_its_tab_says(letter):
    assert found_in(letter + "ん") == [tab_of(letter)]


@pytest.mark.parametrize("text", ["", "高橋", "123", "-"])
def test_what_is_no_reading_lies_in_no_tab(text):
    assert found_in(text) == []
    assert tab_of(text) == NO_KANA


def test_tabs_do_not_overlap():
    every = sorted(each for tab in TABS for each in stretches(tab))
    assert all(a.end <= b.first for a, b in pairwise(every))
    assert stretches(LATIN)
