"""Promise 7: both versions, authors and times are shown until somebody settles it."""

from dataclasses import replace

from app.domain.reservation import Status
from tests.journeys.house import FRIDAY


def disagree(house, hall, entrance, mine, theirs):
    """Let two tablets edit one booking without hearing of each other."""
    booking = hall.book(adults=4)
    house.sync_all()
    house.cut()
    mine(hall, hall.get(booking))
    entrance_view = entrance.get(booking)
    theirs(entrance, entrance_view)
    house.mend()
    house.sync_all()
    return booking


def test_one_time_set_twice_asks_on_every_device_with_both_sides(two):
    house, hall, entrance = two
    disagree(
        house,
        hall,
        entrance,
        lambda d, b: d.change(b, replace(b, starts_at=b.starts_at.replace(minute=30))),
        lambda d, b: d.change(b, replace(b, starts_at=b.starts_at.replace(minute=45))),
    )
    (clash,) = hall.desk.clashes.fields()
    assert entrance.desk.clashes.fields() == (clash,)
    assert clash.field == "starts_at"
    assert [(side.device, side.actor) for side in clash.values] == [
        ("ホール端末", "ホール端末の係"),
        ("入口端末", "入口端末の係"),
    ]
    assert clash.base == "2026-11-13T10:00:00Z"
    assert clash.shown == clash.values[1].value


def test_an_editor_left_open_is_a_second_author(two):
    """Somebody saves a form that was opened before another tablet's edit arrived."""
    house, hall, entrance = two
    booking = hall.book(adults=4)
    house.sync_all()
    open_form = entrance.get(booking)
    hall.change(hall.get(booking), replace(hall.get(booking), adults=5))
    house.sync_all()
    entrance.change(open_form, replace(open_form, adults=6))
    house.sync_all()
    (clash,) = hall.desk.clashes.fields()
    assert sorted(side.value for side in clash.values) == [5, 6]


def test_one_tap_settles_it_everywhere_and_can_be_undone(two):
    house, hall, entrance = two
    booking = disagree(
        house,
        hall,
        entrance,
        lambda d, b: d.change(b, replace(b, adults=5)),
        lambda d, b: d.change(b, replace(b, adults=3)),
    )
    (clash,) = hall.desk.clashes.fields()
    settled = hall.desk.clashes.settle(clash.id, 0, hall.author)
    house.sync_all()
    assert entrance.desk.clashes.fields() == ()
    assert entrance.get(booking).adults == 5
    hall.desk.history.undo(settled, hall.author)
    house.sync_all()
    assert entrance.get(booking).adults == 3
    house.assert_same_everywhere()


def test_equal_answers_and_joined_notes_ask_nobody(two):
    house, hall, entrance = two
    booking = disagree(
        house,
        hall,
        entrance,
        lambda d, b: d.change(b, replace(b, adults=5, note="窓側", tags=("VIP",))),
        lambda d, b: d.change(b, replace(b, adults=5, note="誕生日", allergies=("えび",))),
    )
    assert hall.desk.clashes.fields() == ()
    merged = entrance.get(booking)
    assert set(merged.note.split("\n")) == {"窓側", "誕生日"}
    assert (merged.tags, merged.allergies) == (("VIP",), ("えび",))


def test_a_deletion_never_beats_an_edit_its_author_had_not_seen(two):
    house, hall, entrance = two
    booking = disagree(
        house,
        hall,
        entrance,
        lambda d, b: d.desk.bookings.delete(b, d.author),
        lambda d, b: d.change(b, replace(b, adults=3)),
    )
    for device in (hall, entrance):
        assert device.get(booking).adults == 3
        (clash,) = device.desk.clashes.fields()
        assert clash.field == "deleted"
        assert [side.value for side in clash.values] == [True, False]


def test_a_party_that_is_in_the_house_outranks_a_cancellation_and_asks(two):
    house, hall, entrance = two
    booking = disagree(
        house,
        hall,
        entrance,
        lambda d, b: d.desk.bookings.set_status(b, Status.CANCELLED, d.author),
        lambda d, b: d.desk.bookings.set_status(b, Status.SEATED, d.author),
    )
    assert hall.get(booking).status is Status.SEATED
    (clash,) = hall.desk.clashes.fields()
    assert clash.field == "status"


def test_a_table_promised_twice_is_the_first_ones_at_the_hub_and_nobody_is_cancelled(two):
    house, hall, entrance = two
    table = house.tables(hall)["T5"]
    house.cut()
    late = hall.book("佐々木", "19:15", table_ids=(table,))
    first = entrance.book("山田", "19:00", table_ids=(table,))
    house.mend()
    entrance.sync()
    house.sync_all()
    answers = []
    for device in (hall, entrance):
        (double,) = device.desk.clashes.doubles()
        assert double.holder.id == first.id
        assert double.other.id == late.id
        assert double.remedies[0].needs_call is False
        answers.append((double.id, double.remedies))
        standing = device.desk.bookings.day(FRIDAY).reservations
        assert {each.status for each in standing} == {Status.BOOKED}
    assert answers[0] == answers[1]
    hall.desk.clashes.apply(answers[0][1][0], hall.author)
    house.sync_all()
    assert entrance.desk.clashes.doubles() == ()


def test_a_table_the_hub_has_not_confirmed_is_tentative(two):
    house, hall, _ = two
    booking = hall.book(table_ids=(house.tables(hall)["T1"],))
    assert hall.desk.bookings.day(FRIDAY).is_tentative(booking)
    hall.sync()
    assert not hall.desk.bookings.day(FRIDAY).is_tentative(hall.get(booking))


def test_a_party_that_two_people_took_to_nothing_stays_in_the_book_and_says_so(two):
    house, hall, entrance = two
    booking = disagree(
        house,
        hall,
        entrance,
        lambda d, b: d.change(b, replace(b, adults=0, children=4)),
        lambda d, b: d.change(b, replace(b, children=0)),
    )
    house.cut()
    both = hall.get(booking)
    hall.change(both, replace(both, adults=1, children=1))
    house.mend()
    house.sync_all()
    house.cut()
    one, other = hall.get(booking), entrance.get(booking)
    hall.change(one, replace(one, adults=0))
    entrance.change(other, replace(other, children=0))
    house.mend()
    house.sync_all()
    for device in (hall, entrance):
        left = device.get(booking)
        assert left.covers == 0
        assert "no_guests" in [each.code for each in device.desk.bookings.cautions(left)]
    house.assert_same_everywhere()


def test_a_table_whose_seats_two_people_crossed_stays_on_the_floor(two):
    house, hall, entrance = two
    table = hall.desk.floor.tables()[0]
    house.cut()
    hall.desk.floor.change_table(table, replace(table, seats_min=3), hall.author)
    theirs = entrance.desk.floor.table(table.id)
    entrance.desk.floor.change_table(theirs, replace(theirs, seats_max=2), entrance.author)
    house.mend()
    house.sync_all()
    for device in (hall, entrance):
        crossed = device.desk.floor.table(table.id)
        assert (crossed.seats_min, crossed.seats_max) == (2, 3)
