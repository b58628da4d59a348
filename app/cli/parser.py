"""Reads the words of a command line with typer, and writes every help text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from inspect import Parameter, Signature
from typing import Any, Final, cast

import typer

from app.cli import registry
from app.cli.asked import PROGRAM, Asked
from app.cli.commands import Command
from app.cli.inputs import Input, Kind
from app.domain.errors import Invalid

ABOUT: Final = (
    "A reservation ledger for restaurants that goes on when the internet does not."
    " Without a command the window is opened."
)
COMMON: Final = (
    "Every command takes --json (print one JSON document), --home DIR (which device; or NOREN_HOME)"
    " and --as STAFF (who does it; or NOREN_STAFF). 'noren --version' says which this is."
)
_UsageError: Final = cast(type[Exception], typer.BadParameter.__bases__[0])
"""What typer raises for words it cannot read, whichever parser it brings along."""


def parse(words: Sequence[str]) -> Asked | None:
    """Read which command is asked for, and what it is given; None when only help was.

    Raises:
        Invalid: no such command or option, or something is missing.
    """
    found: list[Asked] = []
    program = typer.main.get_command(_build(words, found.append))
    try:
        program.main(list(words), prog_name=PROGRAM, standalone_mode=False)
    except _UsageError as error:
        raise _misread(error) from error
    return found[0] if found else None


def _build(words: Sequence[str], ask: Callable[[Asked], None]) -> typer.Typer:
    """Build the part of the command line that the words name; all of it if they name none."""
    named = [word for word in registry.PLACES if word in words]
    is_general = not named or words[0] == "--help"
    app = _typer()
    app.callback(help=ABOUT, epilog=COMMON)(_nothing)
    groups: dict[str, typer.Typer] = {}
    for command in registry.commands(registry.PLACES if is_general else named):
        parent = app
        *path, name = command.words.split()
        for depth in range(1, len(path) + 1):
            parent = _group(groups, parent, tuple(path[:depth]))
        parent.command(name, help=_help(command), epilog=COMMON)(_callback(command, ask))
    return app


def _callback(command: Command, ask: Callable[[Asked], None]) -> Callable[..., None]:
    def call(**given: Any) -> None:  # noqa: ANN401  # what typer read
        data = given.pop("data", None)
        options = {name.removeprefix(_OWN): value for name, value in given.items()}
        ask(Asked(command, options, data))

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
        help_text = "All of it as one JSON object; - reads standard input."
        data = typer.Option(None, "--data", metavar="JSON", help=help_text)
        parameters.append(_parameter("data", str | None, data))
    return _signed(call, parameters)


def _nothing() -> None:
    """Be the root, which has nothing to do of its own."""


def _misread(error: Exception) -> Invalid:
    """Say which word could not be read, and where help is."""
    option = getattr(error, "option_name", "")
    option = option or getattr(getattr(error, "param", None), "name", "")
    message = getattr(error, "format_message", error.__str__)()
    path = getattr(getattr(error, "ctx", None), "command_path", PROGRAM)
    field = str(option).removeprefix(_OWN).lstrip("-").replace("-", "_")
    return Invalid(
        f"{message} Try '{path} --help'.",
        field=field or ("command" if "command" in message.lower() else ""),
        code="usage",
    )


_OWN: Final = "in_"
"""Put before a command's own inputs, whose names may be words of Python's or of typer's."""


def _typer() -> typer.Typer:
    # rich would paint boxes around what is one line, and takes a tenth of a second to load.
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
        )
    return groups[words]


def _help(command: Command) -> str:
    return f"{command.summary}\n\n\b\nExample: {PROGRAM} {command.example}"


def _signed(function: Callable[..., None], parameters: Iterable[Parameter]) -> Callable[..., None]:
    """Tell typer what a function takes; it reads signatures."""
    listed = list(parameters)
    function.__signature__ = Signature(listed)  # type: ignore[attr-defined]  # every function may
    function.__annotations__ = {each.name: each.annotation for each in listed}
    return function


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
