import csv
import io
from datetime import date, timedelta

import pytest

from app.domain.reservation import Status
from app.domain.staff import Role
from app.services.author import Author
from app.viewmodels.reports import (
    COLUMNS,
    DAYS_MAX,
    Period,
    ReportsModel,
    shift_word,
    size_word,
    source_word,
)
from tests.app.ui.sample import EVE


@pytest.fixture
def model(desk, day):
    model = ReportsModel(desk, day)
    day.wrote.connect(model.refresh)
    return model


def test_it_begins_with_this_month(model, day):
    page = model.page()
    assert page.title == "Dec 2026"
    assert model.stretch == (date(2026, 12, 1), date(2026, 12, 31))
    guests, parties, *_ = page.figures
    assert (guests.value, parties.value) == (str(day.book.covers_expected), str(day.book.parties))
    assert len(page.rows) == 31
    assert all(len(row) == len(page.heads) for row in page.rows)


@pytest.mark.parametrize(("period", "days"), [(Period.DAY, 1), (Period.WEEK, 7)])
def test_a_day_and_a_week_lie_around_today(model, period, days):
    model.choose(period)
    first, last = model.stretch
    assert first <= EVE <= last
    assert (last - first).days + 1 == days
    model.step(1)
    assert model.stretch == (first + timedelta(days=days), last + timedelta(days=days))


def test_months_are_stepped_whole(model):
    model.step(2)
    assert model.stretch == (date(2027, 2, 1), date(2027, 2, 28))


def test_a_range_is_set_in_either_direction_and_never_longer_than_a_year(model):
    model.set_range(EVE, EVE - timedelta(days=9))
    assert model.period is Period.RANGE
    assert model.stretch == (EVE - timedelta(days=9), EVE)
    model.set_range(EVE, EVE + timedelta(days=5000))
    first, last = model.stretch
    assert (last - first).days + 1 == DAYS_MAX


def test_a_long_stretch_is_drawn_and_listed_by_weeks(model, day):
    model.set_range(EVE - timedelta(days=69), EVE)
    page = model.page()
    assert len(page.rows) == len(page.charts[0].bars) == 10
    assert page.charts[0].bars[-1].text == str(day.book.covers_expected)


def test_charts_say_in_words_what_they_draw(model, day):
    for chart in model.page().charts:
        assert chart.title
        assert all(0 <= each.share <= 1 for each in chart.bars)
        assert all(each.text in chart.spoken for each in chart.bars)


def test_who_did_not_come_is_a_share_of_all_who_booked(model, day, desk):
    before = int(model.page().figures[3].value)
    day.set_status("suzuki", Status.CANCELLED)
    cancelled = model.page().figures[3]
    assert cancelled.value == str(before + 1)
    share = 100 * (before + 1) / desk.figures.report(*model.stretch).booked
    assert cancelled.note == f"{share:.1f} % of all booked"


def test_the_file_has_a_line_for_each_shift_of_each_day_and_adds_up(model, day):
    text = model.csv_text()
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(lines[0]) == COLUMNS
    assert len(lines) == 32
    assert sum(int(each[3]) for each in lines[1:]) == day.book.covers_expected


def test_the_file_is_named_by_its_days_and_what_became_of_it_is_said(model, qtbot, tmp_path):
    with qtbot.waitSignal(model.saved) as saved:
        model.save_csv(tmp_path)
    file = tmp_path / "noren-2026-12-01-2026-12-31.csv"
    assert str(file) in saved.args[0]
    assert file.read_text(encoding="utf-8") == model.csv_text().replace("\r\n", "\n")
    with qtbot.waitSignal(model.refused):
        model.save_csv(tmp_path / "gone")


def test_news_of_a_booking_is_told_and_of_a_guest_is_not(model, qtbot):
    with qtbot.waitSignal(model.changed):
        model.refresh(frozenset({("reservation", "x")}))
    with qtbot.assertNotEmitted(model.changed):
        model.refresh(frozenset({("guest", "x")}))


def test_names_that_were_never_said_have_words():
    assert shift_word("") == "Other hours"
    assert source_word("") == "Not said"
    assert source_word("phone") == "Phone"
    assert [size_word(1, 1), size_word(3, 4), size_word(7, 999)] == ["1 p", "3–4 p", "7 p and more"]


def test_a_file_that_leaves_the_house_is_a_managers_to_allow(model, desk, day, tmp_path):
    boss = desk.team.set_pin(desk.team.add("店長", Role.MANAGER, Author()), "4711", Author())
    model.save_csv(tmp_path)
    assert list(tmp_path.glob("*.csv")) == []
    day.rights.lend(boss, "4711")
    assert len(list(tmp_path.glob("*.csv"))) == 1
