"""Where each command is written; a module is imported only when one of its commands is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Final, NamedTuple

from app.cli.commands import Command


class Place(NamedTuple):
    """Where the commands of a first word are written; a group also says what it is about."""

    module: str
    summary: str = ""


PLACES: Final[Mapping[str, Place]] = {
    "demo": Place("app.cli.demo"),
    "drill": Place("app.cli.drill.command", "Outages, played with real processes."),
    "setup": Place("app.cli.device"),
    "pair": Place("app.cli.device"),
    "unpair": Place("app.cli.device"),
    "sync": Place("app.cli.device"),
    "status": Place("app.cli.status"),
    "parked": Place("app.cli.parked", "Changes that could not be applied."),
    "check": Place("app.cli.upkeep"),
    "backup": Place("app.cli.upkeep"),
    "restore": Place("app.cli.upkeep"),
    "export": Place("app.cli.export"),
    "import": Place("app.cli.imports", "What other systems wrote."),
    "reservation": Place("app.cli.reservation", "Bookings: take, change, move on, find."),
    "free": Place("app.cli.floor"),
    "guest": Place("app.cli.guest", "Guests and their cards."),
    "table": Place("app.cli.floor", "Tables, counter seats and rooms."),
    "area": Place("app.cli.floor", "Parts of the floor."),
    "staff": Place("app.cli.staff", "Who works the book."),
    "notice": Place("app.cli.notice", "What staff tell one another about a day."),
    "venue": Place("app.cli.venue", "The house itself: hours, pace, turns."),
    "history": Place("app.cli.history"),
    "undo": Place("app.cli.history"),
    "conflict": Place("app.cli.clashes", "What two people decided differently."),
    "call": Place("app.cli.calls", "Phone calls and caller cards."),
    "feed": Place("app.cli.feed", "Caller-ID feeds of this device."),
    "batch": Place("app.cli.batch"),
    "hub": Place("app.cli.hub", "Run a hub, and what it keeps."),
}


def commands(words: Iterable[str]) -> Iterator[Command]:
    """Load the commands that begin with some words, in the order of the table."""
    wanted = set(words)
    for word, place in PLACES.items():
        if word in wanted:
            for command in commands_in(place):
                if command.words.split(" ", 1)[0] == word:
                    yield command


def commands_in(place: Place) -> tuple[Command, ...]:
    """Load all commands of a module."""
    found: tuple[Command, ...] = import_module(place.module).COMMANDS
    return found


def find(words: str) -> Command | None:
    """Find a command by its words; None if there is none."""
    first = words.split(" ", 1)[0]
    return next((each for each in commands([first]) if each.words == words), None)
