"""The command line: reads words, does one command, answers people or scripts."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any, Final, cast

import typer

from app.cli import errors, output, registry
from app.cli.commands import Answer, Command
from app.cli.errors import Failure
from app.cli.inputs import Input, Kind, read_options
from app.cli.perform import perform
from app.cli.station import Station

PROGRAM: Final = "noren"
STAFF_VARIABLE: Final = "NOREN_STAFF"
_ABOUT: Final = "A reservation ledger for restaurants that goes on when the internet does not."
_UsageError: Final = cast(type[Exception], typer.BadParameter.__bases__[0])
"""What typer raises for words it cannot read, whichever parser it brings along."""


def run(argv: Sequence[str]) -> int:
    """Run one command line, the program's name left out, and return its exit code.

    Without a command the window is opened.
    """
    output.prepare()
    return _Run(tuple(argv)).run()


@dataclass
class _Run:
    """One run of the program.

    Attributes:
        argv: the words after the program's name.
        home: what --home said, before or after the command.
        signed: what --as said.
    """

    argv: tuple[str, ...]
    home: Path | None = None
    signed: str = field(default_factory=lambda: os.environ.get(STAFF_VARIABLE, ""))

    @property
    def as_json(self) -> bool:
        """Whether a script is reading; known even where the words cannot be read."""
        return "--json" in self.argv

    def run(self) -> int:
        """Run it; never raises, never shows a traceback."""
        try:
            app = self._build()
            code: int | None = typer.main.get_command(app).main(
                args=list(self.argv), prog_name=PROGRAM, standalone_mode=False
            )
        except errors.EXPECTED as error:
            return self._fail(errors.failure_of(error))
        except _UsageError as error:
            return self._misread(error)
        except (KeyboardInterrupt, typer.Abort):
            return 130
        except BrokenPipeError:
            # Whoever read us has gone; Python would complain once more while closing the stream.
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
            return errors.DONE
        except Exception as error:  # noqa: BLE001  # the last resort: a sentence, never a traceback
            return self._fail(self._confess(error))
        return code or errors.DONE

    def _build(self) -> typer.Typer:
        """Build the part of the command line that the words name; all of it if they name none."""
        named = [word for word in registry.PLACES if word in self.argv]
        words = named if named and self.argv[0] != "--help" else list(registry.PLACES)
        app = _typer()
        app.callback(invoke_without_command=True, help=_ABOUT)(self._root())
        groups: dict[str, typer.Typer] = {}
        for command in registry.commands(words):
            parent = app
            *path, name = command.words.split()
            for depth in range(1, len(path) + 1):
                parent = _group(groups, parent, tuple(path[:depth]))
            parent.command(name, help=_help(command))(self._callback(command))
        return app

    def _root(self) -> Callable[..., int]:
        def root(ctx: typer.Context, **given: Any) -> int:  # noqa: ANN401  # what typer read
            if given.pop("version"):
                output.write(_version())
                raise typer.Exit
            self._take(given)
            return errors.DONE if ctx.invoked_subcommand else self._open_window()

        version = typer.Option(False, "--version", help="Say which version this is.")
        return _signed(root, [_context(), *_common(), _parameter("version", bool, version)])

    def _callback(self, command: Command) -> Callable[..., int]:
        def call(**given: Any) -> int:  # noqa: ANN401  # what typer read
            self._take(given)
            data = given.pop("data", None)
            options = {name.removeprefix(_OWN): value for name, value in given.items()}
            return self._do(command, options, data)

        parameters = [
            *(_parameter_of(each) for each in command.inputs if each.is_positional),
            *(_parameter_of(each) for each in command.inputs if not each.is_positional),
            *(
                _parameter(_OWN + name, *_option_of(each, name, is_hidden=True))
                for each in command.inputs
                for name in each.aliases
            ),
        ]
        if command.takes_data:
            words = "All of it as one JSON object; - reads standard input."
            data = typer.Option(None, "--data", metavar="JSON", help=words)
            parameters.append(_parameter("data", str | None, data))
        return _signed(call, [*parameters, *_common()])

    def _take(self, given: dict[str, Any]) -> None:
        """Keep what --home and --as said, wherever they stood; --json is known already."""
        del given["json"]
        home, signed = given.pop("home"), given.pop("signed")
        if home is not None:
            self.home = Path(home)
        if signed is not None:
            self.signed = signed

    def _do(self, command: Command, options: dict[str, Any], data: str | None) -> int:
        station = Station(self.home, as_json=self.as_json, signed=self.signed)
        try:
            answer = perform(command, station, read_options(command.inputs, options, data))
        finally:
            station.close()
        return self._answer(answer) if answer is not None else errors.DONE

    def _answer(self, answer: Answer) -> int:
        output.write(output.json_text(answer.document) if self.as_json else answer.text())
        return answer.exit_code

    def _open_window(self) -> int:
        from app.bootstrap.window import open_window

        code, wants_demo = open_window(Station(self.home).home)
        return run(["demo"]) if wants_demo else code

    def _misread(self, error: Exception) -> int:
        """Say which word could not be read."""
        option = getattr(error, "option_name", "") or getattr(
            getattr(error, "param", None), "name", ""
        )
        message = getattr(error, "format_message", error.__str__)()
        name = str(option).removeprefix(_OWN).lstrip("-").replace("-", "_")
        return self._fail(
            Failure(
                exit_code=errors.WRONG_REQUEST,
                code="usage",
                field=name or ("command" if "command" in message.lower() else ""),
                message=message,
            )
        )

    def _fail(self, failure: Failure) -> int:
        if self.as_json:
            output.write(output.json_text(failure.document()))
        else:
            where = f"{failure.field}: " if failure.field else ""
            output.note(f"{PROGRAM}: {where}{failure.message}")
        return failure.exit_code

    def _confess(self, error: Exception) -> Failure:
        """Log our own mistake: where it happened, but not its words, which may name guests."""
        log = Station(self.home).path / "logs" / "noren.log"
        with suppress(OSError):
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("a", encoding="utf-8") as file:
                file.writelines(traceback.format_tb(error.__traceback__))
                file.write(f"{type(error).__name__}\n")
        return Failure(
            exit_code=errors.BROKEN,
            code="our_mistake",
            field="",
            message=f"This is a mistake in Noren ({type(error).__name__}), not yours."
            f" What was saved before is safe. {log} tells where it happened.",
        )


_OWN: Final = "in_"
"""Put before a command's own inputs, whose names may be words of Python's or of typer's."""


def _typer() -> typer.Typer:
    # rich would cost a third of the time that `noren status` has.
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


def _group(
    groups: dict[str, typer.Typer], parent: typer.Typer, path: tuple[str, ...]
) -> typer.Typer:
    words = " ".join(path)
    if words not in groups:
        place = registry.PLACES.get(words)
        groups[words] = _typer()
        parent.add_typer(
            groups[words],
            name=path[-1],
            help=place.summary if place else f"{path[-1].capitalize()}s on the {path[0]}.",
            no_args_is_help=True,
        )
    return groups[words]


def _help(command: Command) -> str:
    return f"{command.summary}\n\n\b\nExample: {PROGRAM} {command.example}"


def _signed(function: Callable[..., int], parameters: Iterable[Parameter]) -> Callable[..., int]:
    """Tell typer what a function takes; it reads signatures."""
    listed = list(parameters)
    function.__signature__ = Signature(listed)  # type: ignore[attr-defined]  # every function may
    function.__annotations__ = {each.name: each.annotation for each in listed}
    return function


def _context() -> Parameter:
    return Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)


def _common() -> list[Parameter]:
    """Describe what every command takes, and the program itself too."""
    return [
        _parameter("json", bool, typer.Option(False, "--json", help="Print one JSON document.")),
        _parameter(
            "home",
            str | None,
            typer.Option(None, "--home", metavar="DIR", help="The device's home directory."),
        ),
        _parameter(
            "signed",
            str | None,
            typer.Option(None, "--as", metavar="STAFF", help="Who does it, for the history."),
        ),
    ]


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:  # noqa: ANN401  # typer's
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _parameter_of(each: Input) -> Parameter:
    if each.is_positional:
        annotation = list[str] | None if each.takes_many else str | None
        argument = typer.Argument(None, metavar=each.metavar, help=each.help, show_default=False)
        return _parameter(_OWN + each.name, annotation, argument)
    return _parameter(_OWN + each.name, *_option_of(each, each.name, is_hidden=False))


def _option_of(each: Input, name: str, *, is_hidden: bool) -> tuple[Any, Any]:
    """Describe an option under one of its names: how typer reads it, and the option."""
    spelled = "--" + name.replace("_", "-")
    words: dict[str, Any] = {"help": each.help, "hidden": is_hidden, "show_default": False}
    match each.kind:
        case Kind.SWITCH:
            return bool | None, typer.Option(None, spelled, **words)
        case Kind.FLAG:
            both = f"{spelled}/--no-{spelled.removeprefix('--')}"
            return bool | None, typer.Option(None, both, **words)
        case _:
            annotation = list[str] | None if each.takes_many else str | None
            metavar = each.metavar or ("N" if each.kind is Kind.WHOLE else "TEXT")
            return annotation, typer.Option(None, spelled, metavar=metavar, **words)


def _version() -> str:
    from importlib.metadata import version

    return f"{PROGRAM} {version(PROGRAM)}"
