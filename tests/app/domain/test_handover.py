from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.handover import PASSING, Sort, Told, ordered, sort_of
from app.domain.reservation import Status
from tests.builders import a_reservation

BOOKED = a_reservation(status=Status.BOOKED)


@pytest.mark.parametrize(
    ("before", "after", "changed", "sort"),
    [
        (None, BOOKED, (), Sort.NEW),
        (BOOKED, replace(BOOKED, adults=5), ("adults",), Sort.CHANGED),
        (BOOKED, replace(BOOKED, status=Status.CANCELLED), ("status",), Sort.CANCELLED),
        (BOOKED, replace(BOOKED, status=Status.NO_SHOW), ("status",), Sort.NO_SHOW),
        (BOOKED, replace(BOOKED, status=Status.SEATED), ("status", "seated_at"), Sort.CAME),
        (replace(BOOKED, conflicts=("adults",)), BOOKED, (), Sort.SETTLED),
        (BOOKED, None, (), Sort.DELETED),
        (BOOKED, BOOKED, (), None),
        (None, None, (), None),
        (None, replace(BOOKED, status=Status.CANCELLED), (), Sort.CANCELLED),
    ],
)
def test_each_sort_of_news_is_told_as_what_it_is(before, after, changed, sort):
    assert sort_of(before, after, changed) is sort


@given(st.sets(st.sampled_from([*sorted(PASSING), "adults", "note"])))
def test_whatever_else_changed_beside_the_evening_makes_it_a_change(names):
    expected = Sort.CHANGED if names - PASSING else Sort.CAME if names else None
    assert sort_of(BOOKED, BOOKED, names) is expected


@given(st.lists(st.tuples(st.sampled_from(Sort), st.integers(0, 9)), max_size=12))
def test_news_stands_by_sort_and_the_newest_last(news):
    told = [
        Told(sort=sort, reservation=BOOKED, fields={}, actors=(), at_ms=at) for sort, at in news
    ]
    places = [(list(Sort).index(each.sort), each.at_ms) for each in ordered(told)]
    assert places == sorted(places)
