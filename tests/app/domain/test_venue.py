"""The house itself."""

import pytest

from app.domain.venue import Shift


@pytest.mark.parametrize(("opens", "closes"), [(-1, 60), (600, 600), (600, 29 * 60 + 1)])
def test_a_shift_opens_before_it_closes_within_the_business_day(opens, closes):
    with pytest.raises(AssertionError):
        Shift(name="夜", opens_minute=opens, closes_minute=closes)


def test_a_shift_runs_every_day_unless_said_otherwise():
    assert Shift(name="夜", opens_minute=0, closes_minute=29 * 60).weekdays == set(range(7))
