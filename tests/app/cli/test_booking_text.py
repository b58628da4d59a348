from app.cli.booking_text import party_of, reservations_text
from tests.app.cli.noren import DAY


def test_a_party_with_children_shows_its_parts():
    assert party_of({"adults": 3, "children": 1, "infants": 0, "covers": 4}) == "4 (3+1+0)"
    assert party_of({"adults": 2, "children": 0, "infants": 0, "covers": 2}) == "2"


def test_an_empty_day_says_so():
    assert reservations_text([]) == "(nothing)"


def test_a_name_with_japanese_signs_does_not_push_the_columns(noren):
    noren.book(name="山田")
    noren.book(name="Miller", time="20:00")
    listed = noren.say("reservation", "list", "--day", DAY).out.splitlines()
    assert listed[0].index("2  –") + 2 == listed[1].index("2  –")
