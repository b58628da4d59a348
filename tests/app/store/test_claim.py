"""Of two programs one has what they both want, until it ends."""

import sqlite3
import subprocess
import sys

import pytest

from app.store.claim import Claim

HOLD = """
import sys
from pathlib import Path
from app.store.claim import Claim
claim = Claim(Path(sys.argv[1]))
print(claim.take(), flush=True)
sys.stdin.read()
"""


def test_one_has_it_until_he_lets_go(tmp_path):
    one, other = Claim(tmp_path / "claim"), Claim(tmp_path / "claim")
    assert one.take()
    assert not other.take()
    one.let_go()
    one.let_go()
    assert other.take()
    other.let_go()


def test_a_program_that_is_killed_holds_nothing(tmp_path):
    file = tmp_path / "claim"
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holding.stdout is not None
    assert holding.stdout.readline() == b"True\n"
    claim = Claim(file)
    assert not claim.take()
    holding.kill()
    holding.communicate()
    assert claim.take()
    claim.let_go()


def test_a_disk_that_refuses_is_no_other_program(tmp_path):
    with pytest.raises(sqlite3.OperationalError):
        Claim(tmp_path / "nowhere" / "claim").take()
