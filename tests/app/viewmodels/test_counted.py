import pytest

from app.ui.language import Language
from app.viewmodels.counted import Counted


@pytest.fixture
def language(qapp):
    language = Language(qapp)
    yield language
    language.drop()
    qapp.processEvents()


@pytest.mark.parametrize(
    ("code", "one", "many"),
    [
        (
            "en",
            "1 party, 1 guest, 1 guest, 1 adult, 1 child, 1 infant",
            "2 parties, 2 guests, 2 guests, 2 adults, 2 children, 2 infants",
        ),
        ("ja", "1組, 1名様, 1名, 大人1, 子供1, 幼児1", "2組, 2名様, 2名, 大人2, 子供2, 幼児2"),
    ],
)
def test_one_and_many_are_counted_as_each_language_does(language, code, one, many):
    language.choose(code)
    words = Counted()
    counts = (
        words.parties_text,
        words.guests_text,
        words.covers_text,
        words.adults_text,
        words.children_text,
        words.infants_text,
    )
    assert ", ".join(count(1) for count in counts) == one
    assert ", ".join(count(2) for count in counts) == many
