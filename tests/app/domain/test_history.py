"""Promise 3 as a sum."""

import pytest

from app.domain.history import LedgerSum


@pytest.mark.parametrize(
    ("parts", "balances"), [((10, 4, 3, 2, 1), True), ((10, 4, 3, 2, 0), False), ((0,) * 5, True)]
)
def test_the_ledger_balances_when_every_change_is_exactly_one_of_four(parts, balances):
    made, applied, superseded, waiting, parked = parts
    ledger = LedgerSum(
        made=made, applied=applied, superseded=superseded, waiting=waiting, parked=parked
    )
    assert ledger.balances is balances
