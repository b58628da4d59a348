from dataclasses import replace

from app.domain.ids import ReservationId, TableId
from app.domain.reservation import Status
from app.viewmodels import sheet_facts
from app.viewmodels.sheet_facts import best_tables, facts_of, missing_text
from app.viewmodels.sheet_form import SheetForm
from tests.builders import FRIDAY, a_day, a_reservation, a_table, at

FORM = SheetForm(business_day=FRIDAY, minute=19 * 60, name="山田")
PAGE = 18 * 60


def test_a_sheet_without_a_time_cannot_be_saved():
    assert "time" in missing_text(replace(FORM, minute=None))


def test_a_sheet_without_name_and_number_cannot_be_saved():
    assert missing_text(replace(FORM, name=" "))
    assert not missing_text(replace(FORM, name="", phone="090"))


def test_the_best_fitting_free_table_is_suggested_first():
    tables = (a_table("t1", seats_max=8), a_table("t2", seats_max=2), a_table("t3"))
    facts = facts_of(a_day(tables=tables), FORM, PAGE)
    assert facts.tables[0].name == "T2"
    assert facts.tables[0].is_best
    assert best_tables(a_day(tables=tables), FORM, None) == (TableId("t2"),)


def test_a_party_that_outstays_its_turn_keeps_its_table():
    seated = a_reservation("a", time="16:50", tables="t1", status=Status.SEATED)
    book = a_day(seated, tables=(a_table("t1"),))
    before, late = at("18:30"), at("18:55")
    assert facts_of(book, FORM, PAGE, now=before).tables[0].name == "T1"
    facts = facts_of(book, FORM, PAGE, now=late)
    assert facts.tables == ()
    assert not next(each for each in facts.chips if each.minute == FORM.minute).has_table
    assert best_tables(book, FORM, None, late) == ()


def test_facts_grow_old_with_the_minute():
    seated = a_reservation("a", time="16:50", tables="t1", status=Status.SEATED)
    book = a_day(seated, tables=(a_table("t1"),))
    before = facts_of(book, FORM, PAGE, now=at("18:30"))
    assert facts_of(book, FORM, PAGE, before=before, now=at("18:55")).tables == ()


def test_a_taken_table_that_was_chosen_is_shown_with_the_reason():
    book = a_day(a_reservation("a", tables="t1", guest_name="佐藤"))
    facts = facts_of(book, replace(FORM, table_ids=(TableId("t1"),)), PAGE)
    chosen = facts.tables[0]
    assert (chosen.name, chosen.is_chosen, chosen.why) == ("T1", True, "not free")
    assert any("佐藤" in each and "T1" in each for each in facts.cautions)


def test_a_booking_being_changed_is_no_obstacle_to_itself():
    book = a_day(a_reservation("a", tables="t1", guest_name="佐藤"))
    form = replace(FORM, table_ids=(TableId("t1"),))
    facts = facts_of(book, form, PAGE, ReservationId("a"))
    assert facts.cautions == ()
    assert next(each for each in facts.tables if each.is_chosen).why == ""


def test_the_sentence_to_read_back_names_the_time_and_the_guest():
    facts = facts_of(a_day(), FORM, PAGE)
    assert "山田" in facts.readback
    assert "7:00" in facts.readback


def test_nothing_is_read_back_before_a_time_is_chosen():
    facts = facts_of(a_day(), replace(FORM, minute=None), PAGE)
    assert facts.readback == ""
    assert facts.tables == ()


def test_the_turn_follows_the_house_until_somebody_sets_it():
    assert facts_of(a_day(), FORM, PAGE).turn_minutes == 90
    assert facts_of(a_day(), replace(FORM, adults=4), PAGE).turn_minutes == 120
    longer = facts_of(a_day(), replace(FORM, turn_minutes=180), PAGE)
    assert (longer.turn_minutes, longer.ends_text) == (180, "22:00")


def test_courses_of_the_day_are_offered_the_most_booked_first():
    book = a_day(
        a_reservation("a", course="竹"),
        a_reservation("b", course="松"),
        a_reservation("c", course="松"),
    )
    assert facts_of(book, FORM, PAGE).courses == ("松", "竹")


def test_a_letter_in_a_memo_does_not_rank_the_floor_again(monkeypatch):
    book = a_day()
    before = facts_of(book, FORM, PAGE)
    asked: list[object] = []

    def rank(book, *_):
        asked.append(book)
        return ()

    monkeypatch.setattr(sheet_facts, "rank_tables", rank)
    monkeypatch.setattr(sheet_facts, "time_chips", rank)
    after = facts_of(book, replace(FORM, note="窓"), PAGE, before=before)
    assert asked == []
    assert after.tables == before.tables
    facts_of(book, replace(FORM, adults=3), PAGE, before=before)
    assert asked
