"""Say why something was not saved, in the language of the window; nothing was written then."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.errors import DomainError, Invalid
from app.domain.limits import SEATS_MAX, TABLES_MAX
from app.domain.reservation import COVERS_MAX, TURN_MINUTES_MAX
from app.services.guests import PHONES_MAX
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
        "manager": QCoreApplication.translate(
            "Refusals", "Only a manager may do this. Ask one to sign first."
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
    if isinstance(error, Mistyped):
        return str(error)
    if error.code in (troubles := _troubles_of_the_file()):
        # Which file, and which copy of it is whole, the store alone knows.
        return f"{troubles[error.code]}\n{error}"
    field = error.field if isinstance(error, DomainError) else ""
    if isinstance(error, Invalid) and field in (asked := _asked_of_fields()):
        return asked[field]
    # The rules speak English, for commands. In another language the field at fault is said instead.
    if field and language_code() != "en":
        words_for = QCoreApplication.translate("Refusals", "Please check: {field}")
        return words_for.format(field=field_word(field))
    return _sentence(str(error))


def _troubles_of_the_file() -> dict[str, str]:
    return {
        "ledger_damaged": QCoreApplication.translate(
            "Refusals", "The file of the book is damaged."
        ),
        "ledger_too_new": QCoreApplication.translate(
            "Refusals", "A newer Noren wrote this book: update Noren on this device."
        ),
        "ledger_missing": QCoreApplication.translate("Refusals", "The file of the book is gone."),
    }


def _asked_of_fields() -> dict[str, str]:
    """Say what each field takes, in the words on its label."""
    party = QCoreApplication.translate("Refusals", "A party is 1 to {count} guests.")
    return {
        "adults": party.format(count=COVERS_MAX),
        "children": party.format(count=COVERS_MAX),
        "infants": party.format(count=COVERS_MAX),
        "time": QCoreApplication.translate("Refusals", "That time lies outside the business day."),
        "turn_minutes": QCoreApplication.translate(
            "Refusals", "A table is held for 1 to {count} minutes."
        ).format(count=TURN_MINUTES_MAX),
        "table_ids": QCoreApplication.translate(
            "Refusals", "At most {count} tables can be combined."
        ).format(count=TABLES_MAX),
        "seats": QCoreApplication.translate(
            "Refusals", "Seats go from 1 to {count}, the smaller number first."
        ).format(count=SEATS_MAX),
        "phones": QCoreApplication.translate(
            "Refusals", "A guest has at most {count} phones."
        ).format(count=PHONES_MAX),
        "pin": QCoreApplication.translate("Refusals", "A PIN is 4 to 8 digits."),
        "name": QCoreApplication.translate("Refusals", "A name is needed, and not too long."),
        "timezone": QCoreApplication.translate(
            "Refusals", "There is no such time zone. Write it like Asia/Tokyo."
        ),
        "day_starts_minute": QCoreApplication.translate(
            "Refusals", "The business day changes between 00:00 and 12:00."
        ),
        "pacing": QCoreApplication.translate(
            "Refusals", "The pace needs a slot of at least a minute."
        ),
        "home_area_code": QCoreApplication.translate(
            "Refusals", "An area code is 0 and up to four more digits, like 03."
        ),
    }


def _sentence(words: str) -> str:
    """Begin with a capital and end with a full stop, as everything else on the screen does."""
    begun = words[:1].upper() + words[1:]
    return begun if begun.endswith((".", "!", "?", "。")) else f"{begun}."
