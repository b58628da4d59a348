from app.cli.booking_text import clock_of, party_of, reservations_text
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


def test_a_time_past_midnight_is_written_as_staff_of_that_day_say_it():
    late = {"business_day": "2099-12-24", "starts_at": "2099-12-25T01:30:00+09:00"}
    assert clock_of(late) == "25:30"
    assert clock_of({**late, "starts_at": "2099-12-24T09:05:00+09:00"}) == "09:05"
