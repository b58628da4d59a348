"""Promise 1: saving takes milliseconds and survives kill -9: row, clock and queue entry are one."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import cast

import orjson
import pytest

from app.bootstrap.home import Home
from app.domain.business_day import parse_day
from app.store.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-12-24"


def batch(home):
    """Start a real `noren batch`, as a till or script would."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", "batch", "--json"],
        env={**os.environ, "NOREN_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("answers_before_the_kill", [1, 4, 9])
def test_what_was_answered_is_in_the_book_after_kill_9(tmp_path, answers_before_the_kill):
    home = Home(tmp_path / "home")
    home.set_up("暖簾")
    process = batch(home.path)
    for number in range(40):
        command = {
            "do": "reservation add",
            "args": {"day": DAY, "time": "19:00", "adults": 2, "name": f"客{number}"},
        }
        process.stdin.write(orjson.dumps(command) + b"\n")
    process.stdin.flush()
    answered = []
    for line in process.stdout:
        if not line.endswith(b"\n"):
            break
        answered.append(orjson.loads(line)["ok"]["guest_name"])
        if len(answered) == answers_before_the_kill:
            process.kill()
    process.stdin.close()
    process.stdout.close()
    process.wait()
    with home.desk() as desk:
        names = [each.guest_name for each in desk.bookings.day(parse_day(DAY)).reservations]
        total = desk.history.sum()
    assert set(answered) <= set(names)
    assert len(names) <= len(answered) + 1  # the one that was committed but not answered yet
    assert total.balances
    assert total.waiting == len(names) + 1  # and the house itself


def test_a_crash_between_any_two_statements_leaves_all_of_a_tap_or_nothing(two):
    _, hall, _ = two
    booking = hall.book()
    statements = _statements_of(hall, booking, crash_at=None)
    assert statements > 5
    for number in range(statements):
        before = hall.get(booking)
        made = hall.ledger.sum().made
        with pytest.raises(PowerCut):
            _statements_of(hall, before, crash_at=number)
        hall.close()
        hall.open()
        after = hall.get(booking)
        is_saved = after != before
        assert (after.note != before.note) == (after.adults != before.adults) == is_saved
        assert hall.ledger.sum().made == made + is_saved
        assert hall.ledger.sum().balances
        assert hall.ledger.journal.verify(hall.ledger.journal.all_keys()) == []


class PowerCut(Exception):
    """The moment in which the power goes."""


class FailingConnection:
    """A real connection that loses power before its n-th statement."""

    def __init__(self, connection, crash_at):
        self._connection = connection
        self._crash_at = crash_at
        self.count = 0

    def _step(self):
        if self.count == self._crash_at:
            self._connection.close()  # without commit or rollback, as kill -9 would
            raise PowerCut
        self.count += 1

    def execute(self, *args):
        self._step()
        return self._connection.execute(*args)

    def executemany(self, *args):
        self._step()
        return self._connection.executemany(*args)

    def __getattr__(self, name):
        return getattr(self._connection, name)


def _statements_of(device, booking, crash_at):
    """Save an edit through a connection that counts, and crashes at, statements."""
    ledger = device.ledger
    wired = FailingConnection(ledger.sql, crash_at)
    broken = Ledger(ledger.path, cast(sqlite3.Connection, wired))
    wired.count = 0
    desk = device.home.desk_of(broken)
    edited = replace(booking, adults=booking.adults % 4 + 1, note=f"{booking.note}*")
    try:
        desk.bookings.change(booking, edited, device.author)
    except Exception as error:
        raise PowerCut from error
    return wired.count
