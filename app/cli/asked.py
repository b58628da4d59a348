"""A command that somebody asked for, with what was said about it, not read yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.cli.commands import Command

PROGRAM: Final = "noren"


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, its options by the names they were given under, and its --data."""

    command: Command
    options: Mapping[str, Any] = field(default_factory=dict)
    data: str | None = None
