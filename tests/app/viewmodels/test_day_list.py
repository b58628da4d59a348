import pytest
from PySide6.QtCore import QPersistentModelIndex

from app.domain.reservation import Status
from app.services.author import Author
from app.viewmodels.day_list import ID_ROLE, ROW_ROLE, DayList, Pile, belongs
from tests.builders import a_reservation


@pytest.fixture
def rows(day, qtmodeltester):
    model = DayList(day)
    qtmodeltester.check(model)
    return model


def ids(model):
    return [model.index(at).data(ID_ROLE) for at in range(model.rowCount())]


def look_at_all(model):
    return [model.index(at).data(ROW_ROLE) for at in range(model.rowCount())]


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
def test_every_party_is_in_all_or_gone_and_in_one_pile_of_the_three(status):
    reservation = a_reservation(status=status)
    three = [
        pile for pile in (Pile.COMING, Pile.PRESENT, Pile.GONE) if belongs(pile, reservation.status)
    ]
    assert len(three) == 1
    assert belongs(Pile.ALL, reservation.status) or belongs(Pile.GONE, reservation.status)


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
        each.id for each in day.book.reservations if belongs(Pile.ALL, each.status)
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
        each.id for each in day.book.reservations if belongs(Pile.ALL, each.status)
    ]


def test_a_minute_that_makes_somebody_late_changes_that_row_only(rows, clock):
    look_at_all(rows)
    changed = []
    rows.dataChanged.connect(lambda first, _last: changed.append(first.data(ID_ROLE)))
    clock.advance(15)
    rows.tick()
    assert changed == ["yamada", "takahashi"]


def test_a_row_nobody_has_looked_at_is_not_written_for_the_clock(rows, clock):
    changed = []
    rows.dataChanged.connect(lambda first, _last: changed.append(first.data(ID_ROLE)))
    clock.advance(15)
    rows.tick()
    assert changed == []
    late = rows.index(rows.position("yamada")).data(ROW_ROLE)
    assert "late" in " ".join(mark.word for mark in late.marks)


def test_the_first_to_watch_has_not_left(rows):
    assert rows.index(rows.first_to_watch()).data(ROW_ROLE).status is not Status.LEFT


def test_another_day_replaces_everything(rows, day, qtbot):
    with qtbot.waitSignal(rows.modelReset):
        day.step(1)
    assert rows.rowCount() == 0


def test_who_is_not_in_the_pile_has_no_place(rows):
    assert rows.position("kato") == -1
    rows.choose(Pile.GONE)
    assert rows.position("kato") >= 0
