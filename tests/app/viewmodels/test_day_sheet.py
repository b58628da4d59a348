import pytest

from app.domain.reservation import Status
from app.viewmodels.day_sheet import DaySheetModel
from app.viewmodels.discretion import Discretion
from tests.app.viewmodels.test_day import heard


@pytest.fixture
def model(desk, day, clock):
    clock.advance(4 * 60)
    model = DaySheetModel(desk, day)
    day.wrote.connect(model.refresh)
    assert model.sheet  # numbers are given when it is first looked at
    return model


def number(model, name):
    return next(row.number for row in model.sheet.rows if row.name == name)


def test_a_row_says_what_a_host_without_a_screen_must_know(model):
    row = next(row for row in model.sheet.rows if row.name == "田中")
    assert (row.time, row.kana, row.party, row.table, row.status) == (
        "17:30",
        "たなか",
        "4",
        "T3",
        "Seated",
    )
    assert row.alarm == "Allergy: えび"


def test_the_phone_of_the_guests_card_is_on_paper_too(model):
    row = next(row for row in model.sheet.rows if row.name == "Lee")
    assert row.phone == "090-1111-2222"


def test_a_line_is_echoed_with_the_name_before_anything_is_written(model, day):
    model.type(f"{number(model, '伊藤')} seated 19:40")
    (echo,) = model.echoes
    assert echo.text.startswith(f"{number(model, '伊藤')}: 伊藤, 4 guest")
    assert echo.text.endswith(": Seated 19:40")
    assert day.find("ito").status is Status.BOOKED


def test_what_is_wrong_says_so_in_plain_words(model):
    model.type("着席 19:05\n7 すわった\n999 着席 19:05")
    assert [each.is_wrong for each in model.echoes] == [True, True, True]
    assert "begin with the number" in model.echoes[0].text
    assert model.ready == 0


def test_the_lines_come_into_the_book_as_one_act_and_wrong_ones_stay_to_be_put_right(model, day):
    ito, lee = number(model, "伊藤"), number(model, "Lee")
    model.type(f"{ito} 着席 19:40\n999 着席 19:05\n{lee} 来店 19:02")
    assert model.write() == "999 着席 19:05"
    assert day.find("ito").status is Status.SEATED
    assert day.find("lee").status is Status.ARRIVED
    day.undo()
    assert day.find("ito").status is Status.BOOKED
    assert day.find("lee").status is Status.CONFIRMED


def test_the_sheet_follows_the_book(model, day):
    told = heard(model.changed)
    day.move("ito", ("T6",))
    assert told
    assert next(row.table for row in model.sheet.rows if row.name == "伊藤") == "T6"


def test_another_day_has_its_own_sheet(model, day):
    day.step(1)
    assert model.sheet.rows == ()


def test_the_paper_names_everybody_while_the_screen_names_nobody(model, desk, day):
    discretion = Discretion(desk, day)
    discretion.enter()
    try:
        model.reword()
        phones = {row.name: row.phone for row in model.sheet.rows}
    finally:
        discretion.leave()
    assert "田中" in phones
    assert phones["Lee"] == "090-1111-2222"
