"""The table of name variants holds together."""

import unicodedata
from collections import Counter

from app.domain.variants import GROUPS, SHAPES


def test_no_shape_belongs_to_two_characters():
    counted = Counter(shape for group in GROUPS for shape in group)
    assert [shape for shape, times in counted.items() if times > 1] == []


def test_every_group_joins_at_least_two_shapes():
    assert [group for group in GROUPS if len(group) < 2] == []
    assert len(GROUPS) > 60


def test_no_shape_is_one_that_unicode_folds_anyway():
    assert [s for g in GROUPS for s in g if unicodedata.normalize("NFKD", s) != s] == []


def test_folding_a_shape_ends_at_once():
    assert all(ord(usual) not in SHAPES for usual in SHAPES.values())
