"""How a window is dressed and who signs in it, read at once; the settings are checked later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

LANGUAGES: Final = ("ja", "en")
THEMES: Final = ("light", "evening")
HALVES: Final = ("timeline", "plan")
FILE_NAME: Final = "settings.json"


@dataclass(frozen=True, slots=True)
class Look:
    """The part of a device's settings that its window needs before it is first painted."""

    language: str = LANGUAGES[0]
    theme: str = THEMES[0]
    staff: str = ""
    lock_minutes: int = 0
    half: str = HALVES[0]


def read_look(home: Path) -> Look:
    """Read how a window looks; a spoilt file must not keep the book closed, so it means the usual.

    `app.settings` checks the same file properly, with pydantic, which takes longer to import than
    the day takes to paint.
    """
    try:
        told: Any = orjson.loads((home / FILE_NAME).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return Look()
    if not isinstance(told, dict):
        return Look()
    language, theme, staff = (told.get(name) for name in ("language", "theme", "staff"))
    lock, half = told.get("lock_minutes"), told.get("half")
    return Look(
        language=language if language in LANGUAGES else LANGUAGES[0],
        theme=theme if theme in THEMES else THEMES[0],
        staff=staff if isinstance(staff, str) else "",
        lock_minutes=lock if type(lock) is int and lock > 0 else 0,
        half=half if half in HALVES else HALVES[0],
    )
