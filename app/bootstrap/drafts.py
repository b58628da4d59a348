"""Where what is half typed outlives a crash: small files of this device, one for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.small_file import replace_file

FILE_NAME: Final = "drafts.json"
GUESTS: Final = "guest-drafts.json"
MEMOS: Final = "memo-drafts.json"


class DraftFile:
    """Keeps one text durably; the view-model it belongs to knows what is in it."""

    def __init__(self, home: Path, name: str = FILE_NAME) -> None:
        self._file = home / name

    def save(self, text: str) -> None:
        """Keep the text in place of the one before; names are in it, so only its owner may read."""
        replace_file(self._file, text.encode(), mode=0o600)

    def load(self) -> str:
        """Return the text kept last, or an empty one."""
        try:
            return self._file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
