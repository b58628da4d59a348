"""What the house does not allow, in words fit to show."""

import pytest

from app.domain.errors import DomainError, Invalid, NotAllowed, Unknown


@pytest.mark.parametrize(
    ("error", "code"),
    [(Invalid, "invalid"), (NotAllowed, "not_allowed"), (Unknown, "unknown_id")],
)
def test_every_refusal_has_a_word_for_machines_and_a_sentence_for_people(error, code):
    plain, named = error("no"), error("no", field="time", code="late")
    assert (str(plain), plain.field, plain.code) == ("no", "", code)
    assert (str(named), named.field, named.code) == ("no", "time", "late")
    assert isinstance(plain, DomainError)
