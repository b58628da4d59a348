"""A newcomer clones the repository and types the two commands of the README, no more."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

# A handful of tests stands for all: the whole of them would run this one again, without end.
SOME_TESTS = "tests/app/domain"

pytestmark = [
    pytest.mark.clean_clone,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS"),
]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    """The surroundings of somebody who has Python, make and git, no display and nothing of ours.

    How pip reaches its packages is the machine's business and stays, and so does what it keeps of
    earlier downloads: the test is about the commands, not about the line to the package index.
    """
    cache = subprocess.run(
        [sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=True
    )
    bin_of_python = Path(sys.base_prefix) / "bin"
    return {
        **{name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))},
        "HOME": str(tmp_path_factory.mktemp("newcomer")),
        "LANG": "C.UTF-8",
        "PATH": f"{bin_of_python}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "PIP_CACHE_DIR": cache.stdout.strip(),
    }


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone") / "noren"
    subprocess.run(["git", "clone", "--quiet", ROOT.as_uri(), folder], check=True)
    yield folder
    # Half a gigabyte of Qt, which pytest would keep for three runs.
    shutil.rmtree(folder)


def told(command, clone, newcomer):
    """Run one command of the README and return what the newcomer reads."""
    ran = subprocess.run(
        command,
        cwd=clone,
        env=newcomer,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"{' '.join(command)} failed:\n{ran.stdout[-8000:]}"
    return ran.stdout


def test_make_test_checks_and_tests_a_clean_clone(clone, newcomer):
    said = told(["make", "test", f"TESTS={SOME_TESTS}"], clone, newcomer)
    assert "All checks passed!" in said
    assert re.search(r"Contracts: \d+ kept, 0 broken", said)
    assert re.search(r"=+ \d+ passed", said)


def test_make_run_without_a_display_says_so_and_shows_the_outage_drill(clone, newcomer):
    said = told(["make", "run"], clone, newcomer)
    assert "no display" in said
    assert "noren drill outage" in said


def test_a_second_run_has_nothing_to_set_up(clone, newcomer):
    told(["make", "setup"], clone, newcomer)
    assert "Installing" not in told(["make", "setup"], clone, newcomer)


def test_the_clone_stays_clean(clone, newcomer):
    """Everything the commands make is ignored, so a newcomer's first `git status` is empty."""
    told(["make", "setup"], clone, newcomer)
    assert told(["git", "status", "--porcelain"], clone, newcomer) == ""
