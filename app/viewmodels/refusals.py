"""Say why something was not saved, in the language of the window; nothing was written then."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.errors import DomainError
from app.store.errors import StoreError

REFUSALS: Final = (DomainError, StoreError)
"""What a save may be refused with: a rule of the house, or a ledger that cannot be written."""


def refusal_text(error: DomainError | StoreError) -> str:
    """Put a refusal into a sentence that ends with the way out."""
    words = {
        "illegal_move": QCoreApplication.translate(
            "Refusals", "The party cannot take that step from where it stands."
        ),
        "unknown_id": QCoreApplication.translate(
            "Refusals", "That is no longer in the book. It was deleted on another device."
        ),
        "already_superseded": QCoreApplication.translate(
            "Refusals", "That cannot be undone: it was changed again since."
        ),
        "built_on": QCoreApplication.translate(
            "Refusals", "Another device has changed it since. Cancel it instead of undoing it."
        ),
        "invalid_time": QCoreApplication.translate(
            "Refusals", "That time lies outside the business day."
        ),
        "disk_full": QCoreApplication.translate(
            "Refusals", "The disk is full and nothing was saved. Make room, then try again."
        ),
        "ledger_busy": QCoreApplication.translate(
            "Refusals", "Another program holds the book. Try again in a moment."
        ),
        "ledger_read_only": QCoreApplication.translate(
            "Refusals", "The book cannot be written. Mend the permissions of its folder."
        ),
    }
    return words.get(error.code) or str(error)
