"""Where guests sit."""

import pytest

from tests.builders import a_table


@pytest.mark.parametrize(("least", "most"), [(0, 4), (5, 4)])
def test_a_table_seats_at_least_one_and_its_bounds_are_in_order(least, most):
    with pytest.raises(AssertionError):
        a_table(seats_min=least, seats_max=most)
