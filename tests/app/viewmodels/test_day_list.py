from functools import partial

import pytest
from PySide6.QtCore import QPersistentModelIndex

from app.domain.reservation import Status
from app.services.author import Author
from app.viewmodels.day_list import ID_ROLE, NOW_ROLE, ROW_ROLE, TO_WATCH, DayList, Pile, belongs


@pytest.fixture
def rows(day, qtmodeltester):
    model = DayList(day)
    qtmodeltester.check(model)
    return model


def ids(model):
    return [model.index(at).data(ID_ROLE) for at in range(model.rowCount())]


def look_at_all(model):
    return [model.index(at).data(ROW_ROLE) for at in range(model.rowCount())]


def note_row(changed, first, _last, roles):
    """Note which row reads differently; the line of now is no part of one."""
    if roles != [NOW_ROLE]:
        changed.append(first.data(ID_ROLE))


def test_it_is_a_sound_model_in_every_pile(day, qtmodeltester):
    model = DayList(day)
    for pile in Pile:
        model.choose(pile)
        qtmodeltester.check(model)


def test_rows_stand_by_time(rows):
    times = [row.time for row in look_at_all(rows)]
    assert times == sorted(times)
    assert times[-1] == "25:30"


def test_a_row_can_be_read_aloud(rows):
    assert "田中" in rows.index(rows.position("tanaka")).data()


@pytest.mark.parametrize("status", Status)
def test_every_party_but_those_at_the_door_is_in_one_pile_of_three(status):
    three = [pile for pile in (Pile.COMING, Pile.PRESENT, Pile.GONE) if belongs(pile, status)]
    assert len(three) == (status is not Status.WAITING)
    in_day = belongs(Pile.ALL, status) or belongs(Pile.GONE, status)
    assert in_day == (status is not Status.WAITING)


def test_the_counts_of_the_three_piles_add_up_to_the_day(rows, day):
    three = sum(rows.count(pile) for pile in (Pile.COMING, Pile.PRESENT, Pile.GONE))
    assert three == len(day.book.reservations)


def test_a_new_status_changes_one_row_and_resets_nothing(rows, day, qtbot):
    look_at_all(rows)
    reset = []
    rows.modelReset.connect(lambda: reset.append(True))
    with qtbot.waitSignal(rows.dataChanged) as changed:
        day.set_status("ito", Status.ARRIVED)
    assert changed.args[0].data(ID_ROLE) == "ito"
    assert reset == []


def test_a_party_moved_in_time_moves_in_the_list(rows, day, qtbot):
    with qtbot.waitSignal(rows.rowsMoved):
        day.move("ito", ("T1",), day.find("tanaka").starts_at)
    assert rows.position("ito") < rows.position("yamada")
    assert ids(rows) == [
        each.id
        for each in day.book.reservations
        if belongs(Pile.ALL, each.status) and each.status is not Status.LEFT
    ]


def test_whoever_holds_on_to_a_row_still_holds_the_same_party_after_a_move(rows, day):
    held = [
        (QPersistentModelIndex(rows.index(at)), reservation_id)
        for at, reservation_id in enumerate(ids(rows))
    ]
    day.move("hayashi", ("C3",), day.find("tanaka").starts_at)
    assert [index.data(ID_ROLE) for index, _ in held] == [
        reservation_id for _, reservation_id in held
    ]


def test_a_cancelled_party_leaves_the_list_and_comes_back_by_undo(rows, day, qtbot):
    before = ids(rows)
    with qtbot.waitSignal(rows.rowsRemoved):
        day.set_status("ito", Status.CANCELLED)
    with qtbot.waitSignal(rows.rowsInserted):
        day.undo()
    assert ids(rows) == before


def test_many_changes_at_once_end_in_the_right_order(rows, day, desk):
    for reservation_id in ("lee", "ito", "kobayashi", "hayashi"):
        reservation = desk.bookings.get(reservation_id)
        desk.bookings.set_status(reservation, Status.CANCELLED, Author())
    day.move("watanabe", ("座敷",), day.find("miller").starts_at)
    assert ids(rows) == [
        each.id
        for each in day.book.reservations
        if belongs(Pile.ALL, each.status) and each.status is not Status.LEFT
    ]


def test_a_minute_that_makes_somebody_late_changes_that_row_only(rows, clock):
    look_at_all(rows)
    changed: list[str] = []
    rows.dataChanged.connect(partial(note_row, changed))
    clock.advance(15)
    rows.tick()
    assert changed == ["yamada", "takahashi"]


def test_a_row_nobody_has_looked_at_is_not_written_for_the_clock(rows, clock):
    changed: list[str] = []
    rows.dataChanged.connect(partial(note_row, changed))
    clock.advance(15)
    rows.tick()
    assert changed == []
    late = rows.index(rows.position("yamada")).data(ROW_ROLE)
    assert "late" in " ".join(mark.word for mark in late.marks)


def test_the_first_to_watch_is_due_or_at_the_door_and_no_party_that_sits(rows, day):
    assert rows.index(rows.first_to_watch()).data(ROW_ROLE).status in TO_WATCH
    for each in day.book.reservations:
        if each.status in TO_WATCH:
            day.set_status(each.id, Status.SEATED)
    assert rows.index(rows.first_to_watch()).data(ROW_ROLE).status is Status.SEATED


def now_rows(rows):
    return [at for at in range(rows.rowCount()) if rows.index(at).data(NOW_ROLE)]


def test_now_stands_above_the_first_party_that_is_not_due_yet(rows, day):
    (at,) = now_rows(rows)
    assert rows.index(at).data(NOW_ROLE) == "18:05"
    starts = [day.find(each).starts_at for each in ids(rows)]
    assert starts[at - 1] <= day.now() < starts[at]


def test_now_moves_on_with_the_clock_and_stands_nowhere_on_another_day(rows, day, clock, qtbot):
    (before,) = now_rows(rows)
    clock.advance(60)
    with qtbot.waitSignal(rows.dataChanged):
        rows.tick()
    (after,) = now_rows(rows)
    assert after > before
    clock.advance(20 * 60)
    rows.tick()
    assert now_rows(rows) == []


def test_those_who_left_are_folded_away_and_counted(rows, day):
    day.set_status("tanaka", Status.LEFT)
    folded = rows.left_count()
    assert not any(row.status is Status.LEFT for row in look_at_all(rows))
    rows.show_left(shown=True)
    assert sum(row.status is Status.LEFT for row in look_at_all(rows)) == folded
    times = [row.time for row in look_at_all(rows)]
    assert times == sorted(times)


def test_another_day_replaces_everything(rows, day, qtbot):
    with qtbot.waitSignal(rows.modelReset):
        day.step(1)
    assert rows.rowCount() == 0


def test_who_is_not_in_the_pile_has_no_place(rows):
    assert rows.position("kato") == -1
    rows.choose(Pile.GONE)
    assert rows.position("kato") >= 0
