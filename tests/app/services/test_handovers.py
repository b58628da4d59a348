from dataclasses import replace

import pytest

from app.domain.handover import Sort
from app.domain.reservation import Status
from app.domain.staff import Role
from app.services.author import Author
from app.services.bookings import BookingDraft
from tests.builders import FRIDAY, at


@pytest.fixture
def sato(desk):
    staff = desk.team.add("佐藤", Role.HOST, Author())
    desk.handovers.seen(staff.id, desk.handovers.since(staff.id))
    return staff


@pytest.fixture
def suzuki(desk):
    return Author(desk.team.add("鈴木", Role.HOST, Author()).id)


def book(desk, author, name="山田", time="19:00"):
    draft = BookingDraft(business_day=FRIDAY, starts_at=at(time), adults=2, guest_name=name)
    return desk.bookings.add(draft, author).reservation


def test_who_looks_for_the_first_time_is_not_told_the_whole_past(desk, suzuki):
    book(desk, suzuki)
    assert desk.handovers.since(desk.team.staff()[0].id).told == ()


def test_what_the_others_did_is_told_by_sort(desk, sato, suzuki):
    first, second = book(desk, suzuki), book(desk, suzuki, "田中", "20:00")
    desk.bookings.set_status(second, Status.CANCELLED, suzuki)
    desk.notices.add("製氷機が故障", first.business_day, None, suzuki)
    told = desk.handovers.since(sato.id).told
    assert [each.sort for each in told] == [Sort.NOTICE, Sort.NEW, Sort.CANCELLED]


def test_a_change_is_told_from_what_it_was_when_one_last_looked(desk, sato, suzuki):
    party = book(desk, suzuki)
    desk.handovers.seen(sato.id, desk.handovers.since(sato.id))
    changed = desk.bookings.change(party, replace(party, adults=3), suzuki).reservation
    desk.bookings.change(changed, replace(changed, adults=5), suzuki)
    (told,) = desk.handovers.since(sato.id).told
    assert (told.sort, told.fields) == (Sort.CHANGED, {"adults": (2, 5)})


def test_what_was_seen_is_not_told_again_and_looking_alone_marks_nothing(desk, sato, suzuki):
    book(desk, suzuki)
    assert desk.handovers.since(sato.id).told == desk.handovers.since(sato.id).told
    desk.handovers.seen(sato.id, desk.handovers.since(sato.id))
    assert desk.handovers.since(sato.id).told == ()


def test_each_of_the_staff_has_read_as_far_as_they_have(desk, sato, suzuki):
    tanaka = desk.team.add("田中", Role.HOST, Author())
    desk.handovers.seen(tanaka.id, desk.handovers.since(tanaka.id))
    book(desk, suzuki)
    desk.handovers.seen(sato.id, desk.handovers.since(sato.id))
    assert len(desk.handovers.since(tanaka.id).told) == 1
