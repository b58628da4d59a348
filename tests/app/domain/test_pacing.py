"""How many covers start at once."""

from app.domain.pacing import covers_by_slot, slot_of, starts_in_slot
from app.domain.reservation import Status
from app.domain.venue import Pacing
from tests.builders import a_day, a_reservation, a_venue


def test_a_slot_begins_on_its_own_quarter():
    venue = a_venue(pacing=Pacing(slot_minutes=15))
    assert [slot_of(venue, minute) for minute in (1139, 1140, 1154, 1155)] == [
        1125,
        1140,
        1140,
        1155,
    ]


def test_covers_count_where_they_start_unless_called_off():
    day = a_day(
        a_reservation("a", time="19:00", adults=4),
        a_reservation("b", time="19:14", adults=2, children=1, status=Status.LEFT),
        a_reservation("c", time="19:15", adults=5),
        a_reservation("d", time="19:00", adults=9, status=Status.CANCELLED),
        a_reservation("e", time="19:00", adults=9, status=Status.NO_SHOW),
        a_reservation("f", time="19:00", adults=9, status=Status.DUPLICATE),
        a_reservation("g", time="25:30", adults=2),
    )
    assert covers_by_slot(day) == {1140: 7, 1155: 5, 1530: 2}
    assert [each.id for each in starts_in_slot(day, 1140)] == ["a", "b"]
    assert [each.id for each in starts_in_slot(day, 1155)] == ["c"]
    assert [each.id for each in starts_in_slot(day, 1530)] == ["g"]
    assert starts_in_slot(day, 1170) == ()
