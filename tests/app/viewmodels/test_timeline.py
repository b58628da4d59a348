from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.business_day import at_minute
from app.domain.guest import Guest
from app.domain.ids import AreaId, TableId
from app.domain.reservation import Status
from app.domain.table import TableKind
from app.services.author import Author
from app.services.floor import TableDraft
from app.viewmodels import timeline as timeline_module
from app.viewmodels.timeline import MANY, TimelineModel, Way
from app.viewmodels.timeline_drag import Grip, Pointer, Verdict
from app.viewmodels.timeline_rows import UNASSIGNED
from tests.app.ui.sample import EVE, VENUE

OTHERS = Author("入口")


@pytest.fixture
def timeline(day):
    return TimelineModel(day)


def block(timeline, id):
    return timeline.layout.blocks_by_id[id][0]


def minute_of(timeline, id):
    return block(timeline, id).start


def news(id):
    return frozenset({("reservation", id)})


def elsewhere(desk, day, id, **over):
    """Somebody on another device changes a party, and the news arrives."""
    before = day.find(id)
    desk.bookings.change(before, replace(before, **over), OTHERS, "change")
    day.refresh(news(id))


def hold(timeline, id, row, minute, grip=Grip.BODY):
    """Take a party up at its beginning and hold it over a row and minute."""
    held = block(timeline, id)
    assert timeline.take_hold(held, grip, held.start)
    timeline.aim(Pointer(row, minute))


def heard(signal):
    said = []
    signal.connect(lambda *args: said.append(args))
    return said


def test_news_about_one_party_touches_its_row_and_no_other(timeline, day, desk):
    changed, reshaped = heard(timeline.rows_changed), heard(timeline.reshaped)
    elsewhere(desk, day, "kobayashi", adults=6)
    assert changed == [(frozenset({"T8"}),)]
    assert reshaped == []


def test_a_party_moved_elsewhere_touches_the_row_it_left_and_the_one_it_came_to(
    timeline, day, desk
):
    changed = heard(timeline.rows_changed)
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T6"),))
    assert changed == [(frozenset({"T6", "T8"}),)]


def test_rows_and_blocks_that_did_not_change_are_the_very_same_objects(timeline, day, desk):
    before = timeline.layout.rows_by_key
    elsewhere(desk, day, "kobayashi", adults=6)
    after = timeline.layout.rows_by_key
    assert {key for key in before if before[key] is not after[key]} == {"T8"}


def test_a_second_party_on_a_table_shares_its_row_and_reshapes_the_page(timeline, day, desk):
    elsewhere(desk, day, "kato", status=Status.BOOKED)
    reshaped = heard(timeline.reshaped)
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T6"),))
    assert timeline.layout.rows_by_key["T6"].lanes == 2
    assert timeline.layout.rows_by_key["T6"].clash
    assert len(reshaped) == 1


def test_a_new_table_reshapes_the_page(timeline, day, desk, qtbot):
    draft = TableDraft(
        name="T9", seats_min=2, seats_max=4, area_id=AreaId("hall"), kind=TableKind.TABLE
    )
    with qtbot.waitSignal(timeline.reshaped):
        table = desk.floor.add_table(draft, OTHERS)
        day.refresh(frozenset({("table", table.id)}))
    assert "T9" in [row.title for row in timeline.layout.rows]


def test_closing_the_day_elsewhere_reshapes_the_page(timeline, day, desk, qtbot):
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, closing_days=(day.business_day,)), OTHERS)
    with qtbot.waitSignal(timeline.reshaped):
        day.refresh(frozenset({("venue", str(venue.id))}))
    assert timeline.layout.is_closed


def test_another_day_replaces_everything(timeline, day, qtbot):
    with qtbot.waitSignal(timeline.replaced):
        day.step(1)
    assert timeline.layout.blocks_by_id == {}
    assert timeline.layout.now_minute is None


def test_what_happened_while_another_day_was_shown_stands_there_on_coming_back(timeline, day, desk):
    before = day.find("tanaka")
    day.step(1)
    desk.bookings.change(before, replace(before, adults=3), OTHERS)
    day.step(-1)
    assert block(timeline, "tanaka").face.covers == 3


def test_an_allergy_noted_on_the_guest_card_reaches_the_block(timeline, day, desk):
    before = desk.guests.get("ito")
    assert isinstance(before, Guest)
    changed = heard(timeline.rows_changed)
    desk.guests.change(before, replace(before, allergies=("そば",)), OTHERS)
    day.refresh(frozenset({("guest", "ito")}))
    assert changed == [(frozenset({"T1"}),)]
    assert any("そば" in mark.word for mark in block(timeline, "ito").face.marks)


def test_seconds_pass_without_any_work(timeline, clock):
    moved = heard(timeline.now_moved)
    timeline.tick(clock.ms + 20_000)
    assert moved == []


def test_a_minute_moves_the_now_line(timeline, clock, qtbot):
    clock.advance(1)
    with qtbot.waitSignal(timeline.now_moved):
        timeline.tick(clock.ms)
    assert timeline.layout.now_minute == 18 * 60 + 6


def test_only_who_becomes_late_changes_with_time(timeline, clock):
    changed = heard(timeline.rows_changed)
    clock.advance(15)
    timeline.tick(clock.ms)
    assert block(timeline, "takahashi").late
    assert "個室1" in changed[0][0]
    assert "T8" not in changed[0][0]


def test_selecting_in_another_view_selects_the_block(timeline, day):
    moved = heard(timeline.selection_moved)
    day.select("kobayashi")
    day.select("ito")
    assert timeline.selection.id == "ito"
    assert moved == [(frozenset({"T8"}),), (frozenset({"T8", "T1"}),)]


def test_a_selected_combination_remembers_the_row_it_was_tapped_on(timeline, day, desk):
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T7"), TableId("T8")))
    timeline.select(timeline.layout.blocks_by_id["kobayashi"][1])
    assert timeline.selection.row == "T8"


@pytest.mark.parametrize(
    ("start", "way", "reached"),
    [
        ("kobayashi", Way.UP, "sakiyama"),
        ("kobayashi", Way.DOWN, "miller"),
        ("suzuki", Way.UP, "suzuki"),
        ("watanabe", Way.DOWN, "watanabe"),
        ("kobayashi", Way.LEFT, "kobayashi"),
        ("sasaki", Way.RIGHT, "yamada"),
    ],
)
def test_the_selection_walks_from_block_to_block(timeline, day, start, way, reached):
    day.select(start)
    timeline.walk(way)
    assert day.selected == reached


def test_without_a_selection_the_keys_begin_with_who_is_there_or_next(timeline, day):
    timeline.walk(Way.DOWN)
    assert day.selected in {"tanaka", "miller"}


def test_alt_arrow_moves_a_party_by_a_quarter_of_an_hour(timeline, day):
    day.select("kobayashi")
    timeline.nudge(Way.RIGHT)
    assert minute_of(timeline, "kobayashi") == 20 * 60 + 15
    assert day.can_undo


def test_alt_arrow_moves_a_party_one_table_down_past_the_area_names(timeline, day):
    day.select("kobayashi")
    timeline.nudge(Way.DOWN)
    assert block(timeline, "kobayashi").row == "C1"
    assert timeline.selection.row == "C1"


def test_alt_up_from_the_first_table_takes_the_table_away(timeline, day):
    day.select("ito")
    timeline.nudge(Way.UP)
    assert day.find("ito").table_ids == ()


def test_a_seated_party_keeps_the_time_it_came(timeline, day):
    day.select("tanaka")
    timeline.nudge(Way.RIGHT)
    assert minute_of(timeline, "tanaka") == 17 * 60 + 30


def test_who_left_stays_where_they_were(timeline, day):
    day.select("nakamura")
    timeline.nudge(Way.DOWN)
    assert block(timeline, "nakamura").row == "T2"


def test_a_turn_is_stretched_by_a_quarter_of_an_hour(timeline, day):
    day.select("kobayashi")
    timeline.stretch(Way.LEFT)
    assert day.find("kobayashi").turn_minutes == 105


def test_a_dropped_party_moves_in_one_undoable_step(timeline, day):
    hold(timeline, "suzuki", "T6", 19 * 60)
    timeline.drop()
    moved = day.find("suzuki")
    assert (moved.table_ids, moved.starts_at) == (("T6",), at_minute(EVE, 19 * 60, VENUE))
    assert timeline.ghost is None
    day.undo()
    assert day.find("suzuki").table_ids == ()


def test_a_party_put_back_where_it_was_writes_nothing(timeline, day):
    hold(timeline, "kobayashi", "T8", 20 * 60 + 4)
    timeline.drop()
    assert not day.can_undo


def test_a_pulled_end_changes_the_turn(timeline, day):
    held = block(timeline, "kobayashi")
    timeline.take_hold(held, Grip.END, held.end)
    timeline.aim(Pointer("T8", 21 * 60 + 29))
    timeline.drop()
    assert day.find("kobayashi").turn_minutes == 90


def test_esc_writes_nothing(timeline, day):
    hold(timeline, "suzuki", "T6", 19 * 60)
    timeline.let_go()
    timeline.drop()
    assert not day.can_undo


def test_while_a_party_is_held_every_row_says_how_it_would_take_it(timeline):
    hold(timeline, "suzuki", UNASSIGNED, 18 * 60 + 30)
    verdicts = timeline.verdicts
    assert verdicts["T3"] is Verdict.TAKEN
    assert verdicts["T6"] is Verdict.FREE
    assert verdicts["T8"] is Verdict.TAKEN
    assert verdicts[UNASSIGNED] is Verdict.FREE
    assert not any(key.startswith("area:") for key in verdicts)


def test_the_colours_follow_the_time_the_party_is_held_over(timeline):
    hold(timeline, "suzuki", "T1", 21 * 60 + 30)
    assert timeline.verdicts["T1"].value == "tight"
    timeline.aim(Pointer("T1", 21 * 60 + 46))
    assert timeline.verdicts["T1"].value == "free"
    assert timeline.verdicts["座敷"] is Verdict.WRONG_SIZE


def test_targets_are_the_same_without_a_hand(timeline, day):
    party = day.find("suzuki")
    assert timeline.target(party, "T6", 19 * 60) is Verdict.FREE
    assert timeline.target(party, "T1", 19 * 60) is Verdict.TAKEN
    assert timeline.target(party, "", 19 * 60) is Verdict.FREE


def test_news_about_others_does_not_open_the_hand_and_recolours_the_rows(timeline, day, desk):
    hold(timeline, "suzuki", "T6", 20 * 60)
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T6"),))
    assert timeline.ghost.row == "T6"
    assert timeline.verdicts["T6"] is Verdict.TAKEN
    assert timeline.verdicts["T8"] is Verdict.WRONG_SIZE
    timeline.drop()
    assert day.find("suzuki").table_ids == ("T6",)


def test_news_about_a_table_the_hand_is_not_over_recolours_it_all_the_same(timeline, day, desk):
    hold(timeline, "suzuki", "T6", 20 * 60)
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T2"),))
    assert timeline.verdicts["T2"] is Verdict.TAKEN


def test_news_about_the_held_party_itself_does_not_open_the_hand(timeline, day, desk):
    hold(timeline, "suzuki", "T6", 20 * 60)
    elsewhere(desk, day, "suzuki", adults=4, table_ids=(TableId("T2"),))
    assert timeline.ghost.reservation.adults == 4
    timeline.drop()
    assert day.find("suzuki").table_ids == ("T6",)
    assert day.find("suzuki").adults == 4


def test_a_held_party_that_somebody_cancels_slips_out_of_the_hand(timeline, day, desk):
    hold(timeline, "suzuki", "T6", 20 * 60)
    emptied = heard(timeline.ghost_changed)
    desk.bookings.set_status(day.find("suzuki"), Status.CANCELLED, OTHERS)
    day.refresh(news("suzuki"))
    assert timeline.ghost is None
    assert len(emptied) == 1
    timeline.drop()
    assert day.find("suzuki").table_ids == ()


def test_another_day_opens_the_hand(timeline, day):
    hold(timeline, "suzuki", "T6", 20 * 60)
    day.step(1)
    assert timeline.ghost is None


def test_who_left_cannot_be_taken_up(timeline):
    held = block(timeline, "nakamura")
    assert not timeline.take_hold(held, Grip.BODY, held.start)


def test_a_tap_means_the_quarter_of_an_hour_it_lies_in(timeline):
    assert timeline.slot(19 * 60 + 14.9) == at_minute(EVE, 19 * 60, VENUE)


def test_blocks_say_everything_again_in_another_language(timeline, translated):
    assert block(timeline, "ito").face.status_word == "Booked"
    translated("Booked", "予約")
    timeline.reword()
    assert block(timeline, "ito").face.status_word == "予約"


def test_news_about_many_parties_is_laid_out_in_a_turn_of_its_own(timeline, day, qtbot):
    changed = heard(timeline.rows_changed)
    many = frozenset({"tanaka", *(f"r{number}" for number in range(MANY))})
    before = day.find("tanaka")
    day._desk.bookings.change(before, replace(before, adults=3), OTHERS, "change")
    day.blockSignals(True)
    day.refresh(news("tanaka"))
    day.blockSignals(False)
    day.changed.emit(day.book, many)
    assert changed == []
    qtbot.waitUntil(lambda: bool(changed))


def test_many_parties_are_put_into_words_a_few_in_each_turn(timeline, day, monkeypatch, qtbot):
    monkeypatch.setattr(timeline_module, "MANY", 5)
    turns = heard(timeline._soon.timeout)
    changed = heard(timeline.rows_changed)
    party = day.find("tanaka")
    day._desk.bookings.change(party, replace(party, adults=3), OTHERS, "change")
    day.blockSignals(True)
    day.refresh(news("tanaka"))
    day.blockSignals(False)
    day.changed.emit(day.book, frozenset({"tanaka", *(f"r{number}" for number in range(10))}))
    qtbot.waitUntil(lambda: bool(changed))
    assert len(turns) == 3
