import re

import pytest

from app.domain.errors import Invalid, NotAllowed
from app.store.errors import DiskFull, LedgerDamaged
from app.viewmodels.refusals import refusal_text


def test_a_full_disk_says_what_to_do():
    assert "Make room" in refusal_text(DiskFull("errno 28"))


def test_an_illegal_move_is_said_without_machine_words():
    error = NotAllowed("A party that is booked cannot become left", code="illegal_move")
    assert refusal_text(error) == "The party cannot take that step from where it stands."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            Invalid("turn_minutes is 1 to 1440, not 0", field="turn_minutes"),
            "A table is held for 1",
        ),
        (Invalid("not within the business day 2026-12-24", field="time"), "That time lies outside"),
        (Invalid("a party is 1 to 200 guests, not 0", field="adults"), "A party is 1 to"),
        (Invalid("a PIN is 4 to 8 digits", field="pin"), "A PIN is 4 to 8 digits."),
    ],
)
def test_a_field_that_cannot_hold_what_was_typed_says_what_it_takes(error, words):
    assert refusal_text(error).startswith(words)


def test_a_refusal_without_words_of_ours_keeps_its_own_as_a_sentence():
    assert refusal_text(Invalid("a card cannot be merged into itself")) == (
        "A card cannot be merged into itself."
    )


def test_a_damaged_file_is_said_in_the_windows_language_with_what_the_store_knows_of_it(japanese):
    words = refusal_text(LedgerDamaged("ledger.db is damaged: restore ledger-3.db"))
    assert words.endswith("\nledger.db is damaged: restore ledger-3.db")
    assert "破損" in words


def test_in_japanese_no_rule_of_the_house_speaks_english(japanese):
    for field in ("adults", "time", "turn_minutes", "seats", "pin", "name", "home_area_code"):
        assert not re.search("[a-z]{3}", refusal_text(Invalid("in English", field=field)))
