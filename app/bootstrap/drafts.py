"""Where half-typed booking sheets outlive a crash: one small file of this device."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.small_file import replace_file

FILE_NAME: Final = "drafts.json"


class DraftFile:
    """Keeps one text durably; the sheet's view-model knows what is in it."""

    def __init__(self, home: Path) -> None:
        self._file = home / FILE_NAME

    def save(self, text: str) -> None:
        """Keep the text in place of the one before; names are in it, so only its owner may read."""
        replace_file(self._file, text.encode(), mode=0o600)

    def load(self) -> str:
        """Return the text kept last, or an empty one."""
        try:
            return self._file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
