"""What only a manager may do, in a house whose manager has a PIN."""

from dataclasses import replace

import pytest

from app.domain.errors import NotAllowed
from app.domain.staff import Role
from app.services.author import Author
from app.services.bookings import BookingDraft
from app.services.floor import TableDraft
from app.services.guests import GuestDraft
from tests.builders import FRIDAY, at


@pytest.fixture
def team(desk):
    """A host and a manager; the manager's PIN is what makes the difference."""
    host = desk.team.add("佐藤", Role.HOST, Author())
    boss = desk.team.add("高橋", Role.MANAGER, Author())
    return host, desk.team.set_pin(boss, "4711", Author())


@pytest.fixture
def acts(desk, team):
    """Everything that is a manager's, by name, as a function of who signs."""
    host, boss = team
    guest, other = (desk.guests.add(GuestDraft(name=name), Author()) for name in ("山田", "山口"))
    draft = BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2)
    booked = desk.bookings.add(draft, Author()).reservation
    venue = desk.house.venue()
    table = TableDraft(name="X", seats_min=1, seats_max=2)
    return {
        "delete a booking": lambda who: desk.bookings.delete(booked, who),
        "delete a guest": lambda who: desk.guests.delete(guest, who),
        "merge": lambda who: desk.guests.merge(other.id, guest.id, who),
        "unmerge": lambda who: desk.guests.unmerge(other.id, who),
        "settings": lambda who: desk.house.change(venue, replace(venue, name="新"), who),
        "a table": lambda who: desk.floor.add_table(table, who),
        "take on": lambda who: desk.team.add("田中", Role.HOST, who),
        "change": lambda who: desk.team.change(host, replace(host, role=Role.MANAGER), who),
        "another's PIN": lambda who: desk.team.set_pin(boss, "1111", who),
    }


def test_a_host_is_refused_each_of_them_and_nothing_is_written(desk, ledger, team, acts):
    before = ledger.position()
    for act in acts.values():
        with pytest.raises(NotAllowed) as refused:
            act(Author(team[0].id))
        assert refused.value.code == "manager"
    assert ledger.position() == before


def test_a_manager_may_do_each_of_them(desk, team, acts):
    for name in ("merge", "unmerge", "delete a booking", "settings", "a table", "take on"):
        acts[name](Author(team[1].id))


def test_a_program_that_signs_with_no_name_works_as_ever(acts):
    acts["settings"](Author())
    acts["delete a guest"](Author())


def test_a_host_chooses_their_own_pin(desk, team):
    host = desk.team.set_pin(team[0], "2222", Author(team[0].id))
    assert desk.team.check_pin(host, "2222")


def test_a_host_cannot_undo_what_a_manager_set_either(desk, ledger, team):
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, name="新"), Author(team[1].id))
    change_id = desk.history.of(venue.id)[-1].change_id
    with pytest.raises(NotAllowed) as refused:
        desk.history.undo((change_id,), Author(team[0].id))
    assert refused.value.code == "manager"
    desk.history.undo((change_id,), Author(team[1].id))
    assert desk.house.venue().name == venue.name


def test_what_a_host_does_all_evening_needs_no_manager(desk, team):
    host = Author(team[0].id)
    draft = BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2)
    booked = desk.bookings.add(draft, host)
    desk.history.undo(booked.change_ids, host)
