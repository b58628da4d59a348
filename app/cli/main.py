"""The command line: reads words, does one command, answers people or scripts."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.bootstrap.last_resort import attempt, note_mistake
from app.cli import errors, output, registry
from app.cli.asked import PROGRAM, Asked
from app.cli.commands import Answer
from app.cli.errors import Failure
from app.cli.inputs import read_options
from app.cli.perform import perform
from app.cli.station import Station
from app.domain.errors import Invalid

STAFF_VARIABLE: Final = "NOREN_STAFF"
_JSON: Final = "--json"
_VERSION: Final = "--version"
_HOME: Final = "--home"
_AS: Final = "--as"


def run(argv: Sequence[str]) -> int:
    """Run one command line, the program's name left out, and return its exit code.

    Without a command the window is opened.
    """
    output.prepare()
    return _Run().run(argv)


@dataclass
class _Run:
    """One run of the program.

    Attributes:
        as_json: whether a script is reading.
        home: what --home said.
        signed: what --as said.
    """

    as_json: bool = False
    home: Path | None = None
    signed: str = field(default_factory=lambda: os.environ.get(STAFF_VARIABLE, ""))

    def run(self, argv: Sequence[str]) -> int:
        """Run it; never raises, never shows a traceback."""
        # Known before anything can fail: how to tell of it.
        self.as_json = _JSON in argv
        return attempt(lambda: self._try(argv), self._confess)

    def _try(self, argv: Sequence[str]) -> int:
        try:
            return self._obey(self._take_common(argv))
        except errors.EXPECTED as error:
            return self._fail(errors.failure_of(error))
        except KeyboardInterrupt:
            return errors.INTERRUPTED
        except BrokenPipeError:
            # Whoever read us has gone; Python would complain once more while closing the stream.
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
            return errors.DONE

    def _obey(self, words: list[str]) -> int:
        if not words:
            return self._open_window()
        if words == [_VERSION]:
            output.write(_version())
            return errors.DONE
        asked = _read(words)
        return self._do(asked) if asked is not None else errors.DONE

    def _take_common(self, argv: Sequence[str]) -> list[str]:
        """Take out what every command takes, wherever it stands, and return the rest."""
        rest: list[str] = []
        words = iter(argv)
        for word in words:
            name, equals, value = word.partition("=")
            if word == "--":
                return [*rest, word, *words]
            if name in (_HOME, _AS):
                given = value if equals else next(words, None)
                if given is None:
                    raise Invalid(f"{name} needs a value", field=name.lstrip("-"), code="missing")
                if name == _HOME:
                    self.home = Path(given)
                else:
                    self.signed = given
            elif word != _JSON:
                rest.append(word)
        return rest

    def _do(self, asked: Asked) -> int:
        station = Station(self.home, as_json=self.as_json, signed=self.signed)
        command = asked.command
        try:
            inputs = read_options(command.inputs, asked.options, asked.data)
            answer = perform(command, station, inputs)
        finally:
            station.close()
        return self._answer(answer) if answer is not None else errors.DONE

    def _answer(self, answer: Answer) -> int:
        output.write(output.json_text(answer.document) if self.as_json else answer.text())
        return answer.exit_code

    def _open_window(self) -> int:
        from app.cli.demo import check_display

        check_display()
        # What a start makes, stays: looking it over for garbage again and again takes a quarter
        # of the time until the window is seen.
        gc.disable()
        from app.bootstrap.window import open_window

        code, wants_demo = open_window(Station(self.home).home)
        return run(["demo"]) if wants_demo else code

    def _fail(self, failure: Failure) -> int:
        if self.as_json:
            output.write(output.json_text(failure.document()))
        else:
            where = f"{failure.field}: " if failure.field else ""
            output.note(f"{PROGRAM}: {where}{failure.message}")
        return failure.exit_code

    def _confess(self, error: Exception) -> int:
        """Own up to a mistake of ours."""
        log = Station(self.home).path / "logs" / "noren.log"
        note_mistake(log, error)
        return self._fail(
            Failure(
                exit_code=errors.BROKEN,
                code="our_mistake",
                field="",
                message=f"This is a mistake in Noren ({type(error).__name__}), not yours."
                f" What was saved before is safe. {log} tells where it happened.",
            )
        )


def _read(words: list[str]) -> Asked | None:
    """Read which command is asked for, and what it is given; None when only help was.

    Words that are exactly a command's need no parser: `noren status` is asked all the time, and
    typer, which loads pydantic, would take more than half of its time.
    """
    command = registry.find(" ".join(words))
    if command is not None and not any(each.is_positional for each in command.inputs):
        return Asked(command)
    from app.cli.parser import parse

    return parse(words)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{PROGRAM} {version(PROGRAM)}"
    except PackageNotFoundError:
        return f"{PROGRAM} (not installed)"
