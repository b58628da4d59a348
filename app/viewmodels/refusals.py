"""Say why something was not saved, in the language of the window; nothing was written then."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.errors import DomainError, Invalid
from app.store.errors import StoreError
from app.viewmodels.wording import field_word, language_code

REFUSALS: Final = (DomainError, StoreError)
"""What a save may be refused with: a rule of the house, or a ledger that cannot be written."""


class Mistyped(Invalid):
    """Something typed cannot be read; the message is in the window's language already."""


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
    if error.code in words:
        return words[error.code]
    # The rules speak English. In another language the field at fault is said instead.
    field = error.field if isinstance(error, DomainError) else ""
    if field and not isinstance(error, Mistyped) and language_code() != "en":
        words_for = QCoreApplication.translate("Refusals", "Please check: {field}")
        return words_for.format(field=field_word(field))
    return str(error)
