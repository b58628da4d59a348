"""How long the book's texts may be: far beyond what anybody writes, far below what hurts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from app.domain.errors import Invalid
from app.domain.reservation import COVERS_MAX, QUOTE_MINUTES_MAX, TURN_MINUTES_MAX

NAME_LETTERS_MAX: Final = 200
NOTE_LETTERS_MAX: Final = 4_000
TAG_LETTERS_MAX: Final = 60
TAGS_MAX: Final = 50
TABLES_MAX: Final = 30
SEATS_MAX: Final = 999


def check_text(
    text: str, field: str, letters_max: int = NAME_LETTERS_MAX, *, allowed: str = ""
) -> str:
    """Return the text as it is stored: composed (NFC), without blanks at its ends.

    Raises:
        Invalid: too long, or it holds a control character other than those in `allowed`.
    """
    if len(text) > letters_max:
        raise Invalid(
            f"{field} has {len(text)} letters; at most {letters_max} are kept", field=field
        )
    lines = text.replace("\r\n", "\n").replace("\r", "\n")  # as other systems end them
    composed = unicodedata.normalize("NFC", lines).strip()
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in allowed for sign in composed):
        raise Invalid(f"{field} holds a control character; type it again", field=field)
    return composed


def check_note(text: str, field: str) -> str:
    """Return a longer text as it is stored; see `check_text`."""
    return check_text(text, field, NOTE_LETTERS_MAX, allowed="\n\t")


def check_tags(tags: Sequence[str], field: str) -> tuple[str, ...]:
    """Return tags composed, each once, in order; empty ones are left out.

    Raises:
        Invalid: too many, too long, or with control characters.
    """
    if len(tags) > TAGS_MAX:
        raise Invalid(f"{field} has {len(tags)} entries; at most {TAGS_MAX} are kept", field=field)
    kept = (check_text(tag, field, TAG_LETTERS_MAX) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in kept if tag))


def check_party(adults: int, children: int, infants: int) -> None:
    """Check a party.

    Raises:
        Invalid: a negative number, nobody at all, or more than COVERS_MAX.
    """
    for field, number in (("adults", adults), ("children", children), ("infants", infants)):
        if not 0 <= number <= COVERS_MAX:
            raise Invalid(f"{field} is 0 to {COVERS_MAX}, not {number}", field=field)
    covers = adults + children + infants
    if not 1 <= covers <= COVERS_MAX:
        raise Invalid(f"a party is 1 to {COVERS_MAX} guests, not {covers}", field="adults")


def check_turn(minutes: int) -> None:
    """Check how long a table is held.

    Raises:
        Invalid: not 1 to TURN_MINUTES_MAX.
    """
    if not 1 <= minutes <= TURN_MINUTES_MAX:
        raise Invalid(
            f"turn_minutes is 1 to {TURN_MINUTES_MAX}, not {minutes}", field="turn_minutes"
        )


def check_quote(minutes: int) -> None:
    """Check how long a party was told that it would wait; 0 is nothing told.

    Raises:
        Invalid: not 0 to QUOTE_MINUTES_MAX.
    """
    if not 0 <= minutes <= QUOTE_MINUTES_MAX:
        raise Invalid(
            f"quoted_minutes is 0 to {QUOTE_MINUTES_MAX}, not {minutes}", field="quoted_minutes"
        )


def check_seats(seats_min: int, seats_max: int) -> None:
    """Check a table's seats.

    Raises:
        Invalid: below 1, above SEATS_MAX, or the wrong way round.
    """
    if not 1 <= seats_min <= seats_max <= SEATS_MAX:
        raise Invalid(
            f"seats go from 1 to {SEATS_MAX}, the smaller first; not {seats_min}-{seats_max}",
            field="seats",
        )
