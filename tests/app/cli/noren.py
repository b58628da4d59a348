"""Runs commands as people and scripts do: in this process, or in one of their own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from app.cli.main import run

DAY = "2099-12-24"
"""A Thursday that stays ahead of whoever runs the tests."""

ROOT = Path(__file__).parents[3]
PROGRAM = (sys.executable, "-m", "app")
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document it printed; anything more or less is an error."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The error it printed, in the one shape errors have."""
        assert set(self.document) >= {"error"}
        found: dict[str, str] = self.document["error"]
        assert set(found) == {"code", "field", "message"}
        return found


class Noren:
    """One device, worked by commands in this process."""

    def __init__(
        self, home: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.home = home
        self._capsys = capsys
        self._patch = patch

    def run(self, *words: str, stdin: str | bytes = "") -> Ran:
        """Run a command with --json."""
        return self.say("--json", *words, stdin=stdin)

    def say(self, *words: str, stdin: str | bytes = "") -> Ran:
        """Run a command as people do."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        self._capsys.readouterr()
        code = run(["--home", str(self.home), *words])
        out, err = self._capsys.readouterr()
        return Ran(code, out, err)

    def ask(self, *words: str, stdin: str | bytes = "") -> Any:
        """Run a command that must succeed, and read its document."""
        ran = self.run(*words, stdin=stdin)
        assert ran.code == 0, ran.out + ran.err
        return ran.document

    def refused(self, *words: str, stdin: str | bytes = "") -> dict[str, str]:
        """Run a command that must be refused as a wrong request and must write nothing."""
        before = self.traces()
        ran = self.run(*words, stdin=stdin)
        assert ran.code == 2, ran.out + ran.err
        assert self.traces() == before
        return ran.error

    def book(self, *words: str, name: str = "山田", time: str = "19:00") -> Any:
        """Take a booking for two on DAY."""
        given = ("--day", DAY, "--time", time, "--adults", "2", "--name", name)
        return self.ask("reservation", "add", *given, *words)

    def traces(self) -> tuple[str, int]:
        """Tell what the book holds and how many changes it took."""
        return self.run("export").out, self.ask("status")["sum"]["made"]

    def other(self, name: str) -> Noren:
        """Work another device."""
        return Noren(self.home.with_name(name), self._capsys, self._patch)


def process(
    home: Path,
    *words: str,
    program: Sequence[str] = PROGRAM,
    more: Mapping[str, str] = NOTHING,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [*program, *words],
        env={**environment(home), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def environment(home: Path) -> dict[str, str]:
    """Describe the surroundings of a process."""
    return {
        **os.environ,
        "NOREN_HOME": str(home),
        "NOREN_SECRETS": "file",
        "PYTHONPATH": str(ROOT),
    }
