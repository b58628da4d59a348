"""The full Saturday that pictures and benches are drawn from is as full as it says."""

from app.domain.reservation import Status
from tests.full_house import AREAS, PARTIES, SATURDAY, TUESDAY, WAITING, full_desk


def test_the_saturday_is_full_and_the_tuesday_is_empty(tmp_path):
    desk, _ = full_desk(tmp_path)
    saturday = desk.bookings.day(SATURDAY)
    assert len(saturday.reservations) == PARTIES + len(WAITING)
    assert PARTIES == 120
    assert len(saturday.tables) == 45
    assert len(saturday.areas) == len(AREAS) == 6
    assert not desk.bookings.day(TUESDAY).reservations


def test_every_hour_of_an_evening_is_in_it(tmp_path):
    desk, _ = full_desk(tmp_path)
    parties = desk.bookings.day(SATURDAY).reservations
    wanted = {Status.BOOKED, Status.CONFIRMED, Status.LATE, Status.SEATED, Status.BILL, Status.LEFT}
    assert wanted <= {each.status for each in parties}
    assert any(not each.table_ids for each in parties)
    assert any(len(each.table_ids) > 1 for each in parties)
    assert desk.clashes.count() > 0
