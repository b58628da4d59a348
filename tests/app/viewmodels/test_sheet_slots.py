from app.domain.ids import ReservationId
from app.domain.venue import Pacing
from app.viewmodels.sheet_slots import (
    PAGE_MINUTES,
    QUIET_HOURS,
    PartyAsk,
    offered_minutes,
    page_of,
    time_chips,
)
from tests.builders import DINNER, a_day, a_reservation, a_venue

HOUSE = a_venue(shifts=(DINNER,), pacing=Pacing(slot_minutes=15, covers_max=10))
COUPLE = PartyAsk(adults=2, children=0, infants=0, turn_minutes=120)


def chip_at(book, minute, ask=COUPLE):
    return time_chips(book, [minute], ask)[0]


def test_the_quarter_hours_of_a_shift_are_offered_up_to_its_close():
    minutes = offered_minutes(a_day(venue=HOUSE))
    assert minutes[:2] == (17 * 60, 17 * 60 + 15)
    assert minutes[-1] == 25 * 60 + 45


def test_a_house_without_shifts_still_offers_times():
    minutes = offered_minutes(a_day())
    assert (minutes[0], minutes[-1]) == (QUIET_HOURS[0], QUIET_HOURS[1] - 15)


def test_a_chip_tells_how_full_its_slot_is():
    book = a_day(a_reservation("a", adults=3), a_reservation("b", time="19:14"), venue=HOUSE)
    assert chip_at(book, 19 * 60).pace == "5/10"
    assert chip_at(book, 19 * 60 + 15).pace == "0/10"


def test_a_house_without_a_pace_tells_the_guests_alone():
    assert chip_at(a_day(a_reservation(adults=3)), 19 * 60).pace.startswith("3")
    assert chip_at(a_day(), 19 * 60).pace == ""


def test_a_party_over_the_pace_is_marked_and_not_refused():
    book = a_day(a_reservation(adults=9), venue=HOUSE)
    assert chip_at(book, 19 * 60).over_pace
    assert not chip_at(book, 19 * 60 + 15).over_pace


def test_a_booking_being_changed_does_not_count_against_itself():
    book = a_day(a_reservation("a", adults=9, tables="t1"), venue=HOUSE)
    own = PartyAsk(adults=9, children=0, infants=0, turn_minutes=120, ignoring=ReservationId("a"))
    chip = chip_at(book, 19 * 60, own)
    assert chip.covers == 0
    assert not chip.over_pace


def test_a_time_without_a_free_table_says_so():
    book = a_day(*(a_reservation(f"r{n}", tables=f"t{n}") for n in (1, 2, 3)))
    assert not chip_at(book, 18 * 60).has_table
    assert chip_at(book, 21 * 60).has_table


def test_the_page_shows_the_hour_before_the_time_as_well():
    minutes = offered_minutes(a_day(venue=HOUSE))
    assert page_of(minutes, 20 * 60 + 30) == 19 * 60


def test_the_page_stays_within_the_hours_offered():
    minutes = offered_minutes(a_day(venue=HOUSE))
    assert page_of(minutes, 8 * 60) == 17 * 60
    last = page_of(minutes, 28 * 60)
    assert last + PAGE_MINUTES == 26 * 60
