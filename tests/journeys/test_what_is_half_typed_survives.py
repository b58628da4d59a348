import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from app.bootstrap.home import Home
from app.cli.main import run
from tests.journeys.half_typed import MEMO, TYPED

SECONDS_MAX = 120


@pytest.fixture
def process(tmp_path):
    started = []

    def start(act):
        words = [sys.executable, "-m", "tests.journeys.half_typed", str(tmp_path / "home"), act]
        quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NOREN_SECRETS": "file"}
        started.append(subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=quiet))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.communicate(timeout=SECONDS_MAX)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system ends processes otherwise")
def test_a_sheet_half_typed_when_the_program_is_killed_is_there_after_the_start(
    process, tmp_path, capsys
):
    assert run(["--home", str(tmp_path / "home"), "setup", "--venue", "暖簾", "--sample"]) == 0
    typing = process("type")
    assert typing.stdout.readline() == "typed\n"
    typing.send_signal(signal.SIGKILL)
    assert typing.wait(SECONDS_MAX) == -signal.SIGKILL
    shown, _ = process("show").communicate(timeout=SECONDS_MAX)
    assert shown.splitlines()[-1] == f"True|{TYPED}|{MEMO}"
    with Home(tmp_path / "home").desk() as desk:
        assert desk.bookings.search(TYPED, date(2020, 1, 1)) == ()
