import pytest

from app.domain.ids import AreaId, TableId
from app.domain.staff import Role
from app.domain.table import Area, Place, Table
from app.viewmodels.welcome import (
    TABLES_MAX,
    JoinHouse,
    NewHouse,
    NewStaff,
    WelcomeModel,
    furnish,
)
from tests.app.ui.sample import empty_desk

HOUSE = NewHouse(name="暖簾", host="佐藤", twos=2, fours=3, sixes=1, counter_seats=4)


@pytest.fixture
def welcome(qapp):
    return WelcomeModel()


def test_a_new_house_is_asked_for_with_everything_it_needs(welcome, qtbot):
    with qtbot.waitSignal(welcome.new_house_requested) as asked:
        welcome.make(HOUSE)
    assert asked.args == [HOUSE]
    assert welcome.is_busy


@pytest.mark.parametrize(
    "house",
    [
        NewHouse(name="  "),
        NewHouse(name="暖簾", opens="x"),
        NewHouse(name="暖簾", opens="23:00", closes="17:00"),
        NewHouse(name="暖簾", twos=TABLES_MAX + 1),
    ],
)
def test_a_house_that_cannot_be_is_told_why_and_not_asked_for(welcome, qtbot, house):
    with qtbot.assertNotEmitted(welcome.new_house_requested):
        welcome.make(house)
    assert welcome.problem
    assert not welcome.is_busy


def test_a_house_is_joined_with_address_and_code(welcome, qtbot):
    joined = JoinHouse(url="https://hub", code="ABC", device_name="入口")
    with qtbot.waitSignal(welcome.join_requested) as asked:
        welcome.join(joined)
    assert asked.args == [joined]


def test_nobody_is_asked_without_address_and_code(welcome, qtbot):
    with qtbot.assertNotEmitted(welcome.join_requested):
        welcome.join(JoinHouse(url="https://hub", code=" ", device_name=""))
    assert welcome.problem


def test_a_failure_is_told_and_the_door_opens_again(welcome):
    welcome.make(HOUSE)
    welcome.fail("the folder cannot be written")
    assert welcome.problem == "the folder cannot be written"
    assert not welcome.is_busy


def test_the_demo_is_one_tap(welcome, qtbot):
    with qtbot.waitSignal(welcome.demo_requested):
        welcome.try_demo()


def test_a_new_house_is_furnished_and_ready_for_its_first_booking(tmp_path, clock, qapp):
    desk = empty_desk(tmp_path, clock)
    furnish(desk, HOUSE)
    seats = [(each.seats_min, each.seats_max) for each in desk.floor.tables()]
    assert seats.count((1, 2)) == 2
    assert seats.count((2, 4)) == 3
    assert seats.count((4, 6)) == 1
    assert seats.count((1, 1)) == 4
    assert len({each.name for each in desk.floor.tables()}) == HOUSE.tables
    assert [each.name for each in desk.floor.areas()] == ["Hall", "Counter"]
    (shift,) = desk.house.venue().shifts
    assert (shift.opens_minute, shift.closes_minute) == (17 * 60, 23 * 60)
    assert [(each.name, each.role) for each in desk.team.staff()] == [("佐藤", Role.MANAGER)]


def test_a_house_without_tables_and_host_is_furnished_too(tmp_path, clock, qapp):
    desk = empty_desk(tmp_path, clock)
    furnish(desk, NewHouse(name="屋台", twos=0, fours=0, sixes=0))
    assert desk.floor.tables() == ()
    assert desk.team.staff() == ()


def test_how_much_of_the_book_is_here_is_told_while_it_comes(welcome):
    welcome.join(JoinHouse(url="https://hub", code="AAAA-AAAA", device_name=""))
    assert welcome.fetching == ""
    welcome.progress(45)
    assert "45" in welcome.fetching
    assert not welcome.awaits_book


def test_a_house_that_was_joined_waits_for_its_book_and_keeps_why_it_stopped(welcome):
    welcome.fail("no answer from the hub")
    welcome.wait_for_book()
    assert (welcome.awaits_book, welcome.is_busy) == (True, True)
    assert (welcome.problem, bool(welcome.fetching)) == ("no answer from the hub", True)
    welcome.progress(46)
    assert welcome.problem == ""


def test_another_try_begins_without_what_an_earlier_one_fetched(welcome):
    welcome.progress(45)
    welcome.join(JoinHouse(url="https://hub", code="AAAA-AAAA", device_name=""))
    assert welcome.fetching == ""


def test_what_is_entered_so_far_is_checked_without_asking_for_a_house(welcome, qtbot):
    asked: list[object] = []
    welcome.new_house_requested.connect(asked.append)
    assert not welcome.passes(NewHouse(name=""))
    assert welcome.problem
    assert welcome.passes(NewHouse(name="暖簾"))
    assert (welcome.problem, welcome.is_busy, asked) == ("", False, [])


@pytest.mark.parametrize(
    "house",
    [NewHouse(name="暖簾", host="佐藤", pin="12"), NewHouse(name="暖簾", pin="1234")],
    ids=["too short", "without a name"],
)
def test_a_pin_that_cannot_be_is_refused(welcome, house):
    assert not welcome.passes(house)
    assert welcome.problem


def test_a_drawn_house_is_furnished_as_it_was_drawn(tmp_path, clock, qapp):
    desk = empty_desk(tmp_path, clock)
    hall = Area(id=AreaId("p1"), name="ホール")
    empty = Area(id=AreaId("p2"), name="庭")
    table = Table(
        id=TableId("p3"),
        name="T1",
        seats_min=1,
        seats_max=2,
        area_id=hall.id,
        place=Place(x=40, y=80),
    )
    first = furnish(
        desk,
        NewHouse(
            name="暖簾",
            areas=(hall, empty),
            drawn=(table,),
            host="佐藤",
            pin="1234",
            others=(NewStaff(name="鈴木"), NewStaff(name="")),
        ),
    )
    (made,) = desk.floor.tables()
    assert (made.name, made.place) == ("T1", Place(x=40, y=80))
    assert [each.name for each in desk.floor.areas()] == ["ホール"]
    assert [(each.name, each.role) for each in desk.team.staff()] == [
        ("佐藤", Role.MANAGER),
        ("鈴木", Role.HOST),
    ]
    (manager,) = [each for each in desk.team.staff() if each.id == first]
    assert manager.name == "佐藤"
    assert desk.team.check_pin(manager, "1234")
