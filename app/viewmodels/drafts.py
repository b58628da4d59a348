"""Where what is half typed outlives a crash, as the view-models see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Protocol


class DraftStore(Protocol):
    """One text on this device, replaced as a whole."""

    def save(self, text: str) -> None:
        """Keep the text durably in place of the one before."""

    def load(self) -> str:
        """Return the text kept last, or an empty one."""


def pack(drafts: Mapping[str, object]) -> str:
    """Write drafts by the id of what they are about; `unpack` is the inverse."""
    return json.dumps(drafts, ensure_ascii=False) if drafts else ""


def unpack(text: str) -> dict[str, object]:
    """Read drafts again; what a power cut left half-written is none."""
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return dict(document) if isinstance(document, dict) else {}
