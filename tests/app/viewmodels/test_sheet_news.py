from dataclasses import replace

from app.domain.history import ChangeState, HistoryEntry
from app.domain.ids import TableId
from app.viewmodels.sheet_form import SheetForm, rebase
from app.viewmodels.sheet_news import Meeting, news_of, value_text
from tests.builders import FRIDAY, a_day, at

BASE = SheetForm(business_day=FRIDAY, minute=19 * 60, name="山田")
BOOK = a_day()


def told(mine, theirs, *history):
    met = rebase(BASE, mine, theirs)
    return news_of(Meeting(base=BASE, mine=mine, theirs=theirs, met=met), history, BOOK)


def an_entry(field, actor="佐藤", time="18:05"):
    return HistoryEntry(
        change_id="a-1",
        entity_type="reservation",
        entity_id="r1",
        at_ms=int(at(time).timestamp() * 1000),
        actor=actor,
        device="入口端末",
        intent="change",
        fields={field: (None, None)},
        state=ChangeState.APPLIED,
    )


def test_news_name_who_did_it_on_which_device_and_when():
    (news,) = told(BASE, replace(BASE, minute=20 * 60), an_entry("starts_at"))
    assert "佐藤 (入口端末) 18:05" in news.text
    assert "19:00 → 20:00" in news.text


def test_the_newest_author_of_the_field_is_named():
    entries = (an_entry("note", "鈴木"), an_entry("note", "佐藤"), an_entry("adults", "田中"))
    (news,) = told(BASE, replace(BASE, note="x"), *entries)
    assert "佐藤" in news.text


def test_what_needs_a_choice_stands_first():
    mine = replace(BASE, adults=3)
    theirs = replace(BASE, adults=6, minute=20 * 60)
    news = told(mine, theirs)
    assert [(each.field, each.is_contested) for each in news] == [
        ("adults", True),
        ("minute", False),
    ]


def test_values_are_said_as_people_say_them():
    form = replace(BASE, table_ids=(TableId("t1"), TableId("t2")), allergies=("えび", "卵"))
    assert value_text(form, "table_ids", BOOK) == "T1+T2"
    assert value_text(form, "allergies", BOOK) == "えび, 卵"
    assert value_text(replace(form, minute=1530), "minute", BOOK) == "25:30"
    assert value_text(replace(form, table_pinned=True), "table_pinned", BOOK) == "yes"
    assert value_text(replace(form, turn_minutes=90), "turn_minutes", BOOK) == "90 min"
    assert value_text(form, "infants", BOOK) == "0"
    assert value_text(form, "note", BOOK) == "—"
