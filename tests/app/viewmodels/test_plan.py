from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.floor_plan import Box
from app.domain.ids import TableId
from app.domain.reservation import Status
from app.domain.table import Place
from app.services.author import Author
from app.services.floor import TableDraft
from app.viewmodels.plan import (
    ROOM_TITLE_CM,
    PlanModel,
    TableState,
    beside,
    boxes_of,
    reservation_of,
    spread_out,
)
from app.viewmodels.plan_words import (
    alarm_texts,
    next_texts,
    party_texts,
    room_title,
    state_texts,
)
from app.viewmodels.timeline import Way
from app.viewmodels.timeline_drag import Verdict

OTHERS = Author("入口")


@pytest.fixture
def plan(day):
    return PlanModel(day)


def face(plan, table):
    return plan.faces[TableId(table)]


def elsewhere(desk, day, id, **over):
    """Somebody on another device changes a party, and the news arrives."""
    before = day.find(id)
    desk.bookings.change(before, replace(before, **over), OTHERS, "change")
    day.refresh(frozenset({("reservation", id)}))


def heard(signal):
    said = []
    signal.connect(lambda *args: said.append(args))
    return said


def test_rooms_are_the_areas_in_their_order_and_hold_every_table_once(plan, day):
    assert [room.name for room in plan.rooms] == ["ホール", "カウンター", "個室・座敷"]
    shown = [each.table.id for room in plan.rooms for each in room.faces]
    assert sorted(shown) == sorted(each.id for each in day.book.tables)


def test_a_table_in_no_area_stands_in_a_room_of_its_own(plan, desk, day):
    table = desk.floor.add_table(TableDraft(name="X1", seats_min=1, seats_max=2), OTHERS)
    day.refresh(frozenset({("table", table.id)}))
    assert plan.rooms[-1].id is None
    assert room_title(plan.rooms[-1]) == "Elsewhere"


def test_who_sits_is_shown_with_minutes_since_they_sat_down(plan):
    t3 = face(plan, "T3")
    assert t3.state is TableState.SEATED
    assert t3.minutes == 35
    assert state_texts(t3) == ("Seated 35 min", "35 min", "35")
    assert party_texts(t3.party)[0] == "田中 4"
    assert t3.next is None


def test_a_party_past_its_turn_needs_a_person(plan, clock):
    clock.advance(120)
    plan.tick()
    t3 = face(plan, "T3")
    assert t3.over == 35
    assert t3.alarms
    assert alarm_texts(t3) == ("35 min over time", "+35 min")


def test_a_free_table_says_who_comes_next_and_takes_their_colour_when_it_is_soon(plan, clock):
    c2 = face(plan, "C2")
    assert c2.state is TableState.FREE
    assert c2.shown is None
    assert next_texts(c2)[0] == "Next 19:00 Lee 2"
    clock.advance(25)
    plan.tick()
    c2 = face(plan, "C2")
    assert c2.state is TableState.SOON
    assert c2.shown.reservation_id == "lee"
    assert next_texts(c2)[0] == "19:00 Lee 2"
    assert not c2.is_late


def test_who_should_be_here_and_is_not_is_said_to_be_late(plan, clock):
    clock.advance(20)
    plan.tick()
    room = face(plan, "個室1")
    assert room.is_late
    assert room.alarms
    assert state_texts(room)[0] == "10 min late"


def test_two_promises_of_one_table_are_an_alarm_until_one_turn_is_over(plan, clock):
    t5 = face(plan, "T5")
    assert t5.double
    assert t5.state is TableState.HERE
    assert (t5.party.reservation_id, t5.next.reservation_id) == ("sasaki", "yamada")
    clock.advance(121)
    plan.tick()
    assert not face(plan, "T5").double


def test_a_table_out_of_use_says_so(plan, desk, day):
    before = desk.floor.table(TableId("T6"))
    desk.floor.change_table(before, replace(before, closed=True), OTHERS)
    day.refresh(frozenset({("table", "T6")}))
    assert face(plan, "T6").state is TableState.CLOSED
    assert state_texts(face(plan, "T6")) == ("Out of use",)


def test_tables_of_one_party_are_tied(plan, desk, day):
    elsewhere(desk, day, "tanaka", table_ids=(TableId("T3"), TableId("T6")))
    assert face(plan, "T3").tied == ("T6",)
    assert face(plan, "T6").tied == ("T3",)
    assert face(plan, "T6").minutes == 35


def test_another_day_shows_its_first_party_and_no_present(plan, day):
    day.step(1)
    assert not plan.is_today
    assert {each.state for each in plan.faces.values()} == {TableState.FREE}
    day.step(-1)
    assert plan.is_today
    assert face(plan, "T3").state is TableState.SEATED


def test_news_about_one_party_touches_its_tables_and_no_other(plan, desk, day):
    changed, reshaped = heard(plan.faces_changed), heard(plan.reshaped)
    elsewhere(desk, day, "tanaka", status=Status.BILL)
    assert changed == [(frozenset({"T3"}),)]
    assert reshaped == []


def test_a_minute_touches_only_tables_where_it_is_counted(plan, clock):
    changed = heard(plan.faces_changed)
    clock.advance(1)
    plan.tick()
    (ids,) = changed[0]
    assert {"T3", "C1"} <= ids
    assert not {"T6", "C3"} & ids


def test_a_table_moved_elsewhere_reshapes_the_plan(plan, desk, day):
    reshaped = heard(plan.reshaped)
    before = desk.floor.table(TableId("T3"))
    desk.floor.change_table(before, replace(before, place=Place(x=500, y=300)), OTHERS)
    day.refresh(frozenset({("table", "T3")}))
    assert reshaped
    assert (face(plan, "T3").place.x, face(plan, "T3").place.y) == (500, 300)


def test_a_tap_is_about_the_party_that_is_there_or_about_to_be(plan):
    assert reservation_of(face(plan, "T3")) == "tanaka"
    assert reservation_of(face(plan, "T7")) == "sakiyama"
    assert reservation_of(face(plan, "C2")) is None


def test_a_party_is_led_to_another_table_and_how_each_would_take_it_is_told(plan, day):
    assert plan.take_hold(TableId("T3"))
    assert plan.held.reservation_id == "tanaka"
    assert plan.verdicts["T6"] is Verdict.FREE
    assert plan.verdicts["T5"] is Verdict.TAKEN
    assert plan.verdicts["C2"] is Verdict.TAKEN
    plan.let_go(TableId("T6"))
    assert day.find("tanaka").table_ids == ("T6",)
    assert plan.held is None
    assert plan.verdicts == {}
    day.undo()
    assert day.find("tanaka").table_ids == ("T3",)


def test_a_promised_table_and_an_empty_one_are_not_taken_up(plan, clock):
    clock.advance(45)
    plan.tick()
    assert face(plan, "座敷").shown.pinned
    assert not plan.take_hold(TableId("座敷"))
    assert not plan.take_hold(TableId("C3"))


def test_a_held_party_that_somebody_else_changes_is_let_go(plan, desk, day):
    plan.take_hold(TableId("T3"))
    elsewhere(desk, day, "tanaka", status=Status.LEFT)
    assert plan.held is None


def test_the_arrows_go_from_table_to_table(plan):
    room = plan.rooms[0]
    boxes = boxes_of(room, (0, 0))
    moved = heard(plan.selection_moved)
    plan.walk(Way.RIGHT, boxes)
    first = plan.selected
    assert first.table.id == room.faces[0].table.id
    plan.walk(Way.RIGHT, boxes)
    second = plan.selected
    assert second.place.x > first.place.x
    plan.walk(Way.LEFT, boxes)
    assert plan.selected == first
    assert moved[-1] == (frozenset({first.table.id, second.table.id}),)
    plan.walk(Way.UP, boxes)
    assert plan.selected == first


def test_the_party_selected_elsewhere_is_seen_on_its_table(plan, day):
    day.select("tanaka")
    assert plan.is_highlighted(face(plan, "T3"))
    assert not plan.is_highlighted(face(plan, "T6"))


floors = st.lists(st.tuples(st.integers(200, 1200), st.integers(150, 900)), max_size=8)


@given(floors, st.floats(300, 2000), st.floats(0.1, 2))
def test_rooms_side_by_side_never_overlap_and_lie_on_the_page(sizes, width, least):
    spread = spread_out(sizes, (width, 800), least)
    boxes = [
        Box(x, y - ROOM_TITLE_CM, x + width, y + depth)
        for (x, y), (width, depth) in zip(spread.corners, sizes, strict=True)
    ]
    for number, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:number])
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= spread.width
        assert box.bottom <= spread.depth


@given(floors.filter(bool), st.floats(0.1, 1))
def test_rooms_run_on_downwards_rather_than_to_the_side(sizes, least):
    widest = max(width for width, _ in sizes)
    view = (widest * least, 400)
    assert spread_out(sizes, view, least).width * least <= view[0] + 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, unique=True))
def test_every_table_is_reached_by_arrows_and_arrows_lead_the_way_they_point(spots):
    boxes = {
        TableId(str(n)): Box(x * 100, y * 100, x * 100 + 90, y * 100 + 90)
        for n, (x, y) in enumerate(spots)
    }
    reached, edge = {TableId("0")}, [TableId("0")]
    while edge:
        at = edge.pop()
        for way in Way:
            found = beside(boxes, at, way)
            if found is None:
                continue
            dx = boxes[found].left - boxes[at].left
            dy = boxes[found].top - boxes[at].top
            assert {Way.LEFT: -dx, Way.RIGHT: dx, Way.UP: -dy, Way.DOWN: dy}[way] > 0
            if found not in reached:
                reached.add(found)
                edge.append(found)
    assert reached == boxes.keys()


def test_six_minutes_after_midnight_the_evening_is_still_today(plan, clock):
    clock.ms += int(timedelta(hours=6).total_seconds() * 1000)
    plan.tick()
    assert plan.is_today
    assert face(plan, "C3").next.reservation_id == "hayashi"


def test_a_plan_nobody_looks_at_lets_news_pass_and_catches_up(plan, desk, day):
    said = heard(plan.faces_changed)
    plan.sleep()
    elsewhere(desk, day, "tanaka", status=Status.BILL)
    assert said == []
    reshaped = heard(plan.reshaped)
    plan.wake()
    assert reshaped == [()]
    assert face(plan, "T3").party.status is Status.BILL
