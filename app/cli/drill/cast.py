"""Who plays in the drill: a hub and tablets, each a process of its own, killed for real."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

import orjson

Document: TypeAlias = Any
"""One JSON document of the command line."""

READY_SECONDS_MAX: Final = 30.0
COMMAND_SECONDS_MAX: Final = 60.0
OFFLINE_EXIT: Final = 3


class StageFright(Exception):
    """A process of the drill did not do what the command line promises; says which and how."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: bytes
    err: str

    @property
    def document(self) -> Document:
        """Its one JSON document."""
        return orjson.loads(self.out)


@dataclass
class Hub:
    """A hub in its own process, with its own home.

    Attributes:
        port: 0 until it was ready once; the same ever after, as the tablets know its address.
    """

    home: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        listen = f"127.0.0.1:{self.port}"
        self.process = _start(self.home, "hub", "serve", "--listen", listen)
        line = _first_line(self.process)
        found = re.search(rb"127\.0\.0\.1:(\d+)", line)
        if found is None:
            self.kill()
            raise StageFright(f"the hub did not become ready: {line[:200]!r}")
        self.port = int(found[1])

    def kill(self) -> None:
        """Kill it with -9."""
        if self.process is not None:
            _kill(self.process)
            self.process = None

    def run(self, *words: str) -> Ran:
        """Run one of the hub's commands on its home."""
        return _run(self.home, ("hub", *words))


@dataclass(frozen=True)
class Tablet:
    """One device at the host stand: a home, worked by commands in processes of their own."""

    name: str
    home: Path

    def run(self, *words: str) -> Ran:
        """Run a command with --json."""
        return _run(self.home, words)

    def ask(self, *words: str) -> Document:
        """Run a command that must succeed, and read its document."""
        ran = self.run(*words)
        if ran.code != 0:
            raise StageFright(
                f"{self.name}: 'noren {' '.join(words)}' ended with {ran.code}:"
                f" {ran.out.decode()[:300]} {ran.err[:300]}"
            )
        return ran.document

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Keep a `noren batch` open; it is killed if it still runs in the end."""
        process = _start(self.home, "batch", keep_input=True)
        try:
            yield Batch(self.name, process)
        finally:
            _kill(process)

    @contextmanager
    def feed(self, seconds: int) -> Iterator[Feed]:
        """Keep `noren feed run` listening."""
        process = _start(self.home, "feed", "run", "--for", str(seconds))
        try:
            yield Feed(process)
        finally:
            _kill(process)


class Batch:
    """A running `noren batch`: one line in, one durable answer out."""

    def __init__(self, name: str, process: subprocess.Popen[bytes]) -> None:
        self._name = name
        self._process = process

    def do(self, what: str, **args: Document) -> Document:
        """Send one command and wait until it is durable."""
        self.send(what, **args)
        answer = self.answer()
        if answer is None or "ok" not in answer:
            raise StageFright(f"{self._name}: {what} {args} was answered {answer}")
        return answer["ok"]

    def send(self, what: str, **args: Document) -> None:
        """Send one command without waiting."""
        assert self._process.stdin is not None
        self._process.stdin.write(orjson.dumps({"do": what, "args": args}) + b"\n")
        self._process.stdin.flush()

    def answer(self) -> Document | None:
        """Read the next answer; None once the process is gone and everything is read."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return orjson.loads(line) if line.endswith(b"\n") else None

    def kill(self) -> None:
        """Kill it with -9, in the middle of whatever it does."""
        self._process.kill()


class Feed:
    """A running `noren feed run`: one JSON line an event."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._read, args=(process,), daemon=True).start()

    def next_call(self) -> Document:
        """Wait for the next event that carries a caller card."""
        while True:
            try:
                event = orjson.loads(self._lines.get(timeout=READY_SECONDS_MAX))
            except queue.Empty:
                raise StageFright("the caller feed brought no call") from None
            if event.get("card"):
                return event

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._lines.put(line)


def take_picture(tablet: Tablet, file: Path) -> None:
    """Draw what staff see on a tablet, in a process of its own.

    Raises:
        StageFright: the window could not be drawn; says why.
    """
    done = subprocess.run(
        [sys.executable, "-m", "app.bootstrap.snapshot", str(tablet.home), str(file)],
        env={"QT_QPA_PLATFORM": "offscreen", **_environment(tablet.home)},
        capture_output=True,
        timeout=COMMAND_SECONDS_MAX,
        check=False,
    )
    if done.returncode != 0:
        raise StageFright(f"no picture of {tablet.name}: {done.stderr.decode()[-300:]}")


def _environment(home: Path) -> Mapping[str, str]:
    root = str(Path(__file__).resolve().parents[3])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "NOREN_HOME": str(home),
        "NOREN_SECRETS": "file",
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": "1",
    }


def _command(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "app", *words, "--json"]


def _run(home: Path, words: Sequence[str]) -> Ran:
    done = subprocess.run(
        _command(words),
        env=_environment(home),
        capture_output=True,
        timeout=COMMAND_SECONDS_MAX,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


def _start(home: Path, *words: str, keep_input: bool = False) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _command(words),
        env=_environment(home),
        stdin=subprocess.PIPE if keep_input else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _first_line(process: subprocess.Popen[bytes]) -> bytes:
    lines: queue.Queue[bytes] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()  # type: ignore[union-attr]  # asserted above
    try:
        return lines.get(timeout=READY_SECONDS_MAX)
    except queue.Empty:
        return b""


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
