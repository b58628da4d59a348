from dataclasses import replace

from app.services.desk import Author
from app.viewmodels.records import names_of, newest_change


def test_the_newest_change_of_a_thing_is_the_one_that_undo_takes_back(desk):
    before = desk.guests.get("ito")
    known = newest_change(desk, "ito")
    desk.guests.change(before, replace(before, name="伊東"), Author())
    assert newest_change(desk, "ito") != known
    desk.history.undo((newest_change(desk, "ito"),), Author())
    assert desk.guests.get("ito").name == "伊藤"


def test_recorded_ids_are_named_as_the_book_has_them_now(desk, day):
    staff = desk.team.get("sato")
    desk.team.change(staff, replace(staff, name="佐東"), Author())
    assert names_of(desk, day).actor("sato") == "佐東"
    assert names_of(desk, day).actor("drill") == "drill"
