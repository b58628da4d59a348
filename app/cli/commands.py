"""What a command is: its words, what it takes, what it does; options, --data and batch share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from app.cli.inputs import Input, Inputs, Json
from app.cli.station import Station


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command has to say.

    Attributes:
        document: for scripts.
        text: for people.
        exit_code: 0 unless what was found is itself bad news.
    """

    document: Json
    text: Callable[[], str]
    exit_code: int = 0


Act: TypeAlias = Callable[[Station, Inputs], Answer | None]
"""Does the command; None when it has written what there was to write as it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command.

    Attributes:
        words: such as `reservation add`.
        summary: one line.
        example: what one would type after `noren`.
        takes_data: its inputs may come as one JSON object, `--data`.
        in_batch: a line of `noren batch` may do it.
    """

    words: str
    summary: str
    example: str
    act: Act
    inputs: tuple[Input, ...] = ()
    takes_data: bool = False
    in_batch: bool = True
