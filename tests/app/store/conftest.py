from __future__ import annotations

import pytest

from tests.ledgers import a_ledger


@pytest.fixture
def ledger(tmp_path):
    ledger = a_ledger(tmp_path / "ledger.db")
    yield ledger
    ledger.close()
