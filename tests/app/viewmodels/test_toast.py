from app.domain.reservation import Status
from app.viewmodels.day import Saved
from app.viewmodels.toast import saved_text, undo_text


def test_before_anything_was_saved_there_is_nothing_to_say(day):
    assert saved_text(day) == ""


def test_a_status_is_said_with_the_name(day):
    day.set_status("yamada", Status.ARRIVED)
    assert saved_text(day) == "山田: Arrived"


def test_a_move_says_where_to_and_when(day):
    day.move("yamada", ("T6",))
    assert saved_text(day) == "山田 moved to T6, 18:00"


def test_a_move_to_no_table_says_so(day):
    day.move("yamada", ())
    assert saved_text(day) == "山田 moved to no table, 18:00"


def test_a_walk_in_has_no_name_but_a_table(day):
    day.walk_in("T6", 2)
    assert saved_text(day) == "Walk-in seated at T6"


def test_taking_back_names_whom_it_was_about_even_when_they_are_gone(day):
    day.walk_in("T6", 2)
    day.undo()
    assert saved_text(day) == "Taken back: The reservation"


def test_doing_again_says_so(day):
    day.set_status("yamada", Status.ARRIVED)
    day.undo()
    day.redo()
    assert saved_text(day) == "Done again: 山田"


def test_a_table_is_no_guest_and_gets_no_honorific(day, japanese):
    changes = day._desk.history.of("T3")
    touched = frozenset({("table", "T3")})
    day.record_changes(Saved("table", (changes[-1].change_id,), touched, "T3"))
    assert undo_text(day).startswith("T3")
    assert "様" not in undo_text(day)
