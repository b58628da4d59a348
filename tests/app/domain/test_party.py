"""How a party is said."""

from app.domain.party import party_text


def test_a_party_with_children_is_said_in_its_parts():
    assert party_text(3, 1, 0) == "4名様（大人3・子供1・幼児0）"
    assert party_text(2, 0, 1, "en") == "party of 3 (adults 2, children 0, infants 1)"


def test_a_party_of_adults_is_just_counted():
    assert party_text(4) == "4名様"
    assert party_text(4, language="en") == "party of 4"
