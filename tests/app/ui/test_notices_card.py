"""Notices: read, marked, written and finished on their card."""

import pytest
from PySide6.QtCore import Qt

from app.services.author import Author
from app.ui.notices_card import NoticesCard
from app.viewmodels.notices import NoticesModel, Span
from tests.app.ui.reach import nameless, too_small, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(desk, day):
    return NoticesModel(desk, day)


@pytest.fixture
def card(model, theme, house):
    card = NoticesCard(model, theme, house)
    house.add(card, lambda card, _room: card.rect())
    card.bring_up()
    return card


def first(card):
    return next(iter(card.rows.values()))


def test_words_and_one_tap_write_a_notice(card, model, qtbot):
    assert not card.save.isEnabled()
    write(card.box, "19時 団体")
    qtbot.mouseClick(card.save, LEFT)
    assert first(card).words.text() == "19時 団体"
    assert card.box.toPlainText() == ""
    assert model.lines[0].facts == "today only"


def test_a_notice_may_stand_until_it_is_done(card, model, qtbot):
    write(card.box, "鍵は事務所")
    qtbot.mouseClick(card.spans.buttons[2], LEFT)
    qtbot.mouseClick(card.save, LEFT)
    assert model.lines[0].facts == "until it is done"


def test_a_notice_is_edited_read_and_done(card, model, day, qtbot):
    day.set_author(Author("sato"))
    model.add("19時 団体", Span.OPEN)
    qtbot.mouseClick(first(card).buttons["edit"], LEFT)
    write(card.box, "!")
    qtbot.mouseClick(card.save, LEFT)
    (line,) = model.lines
    assert "!" in line.text
    assert line.facts.startswith("until it is done")
    qtbot.mouseClick(first(card).buttons["read"], LEFT)
    assert "佐藤" in first(card).facts.text()
    assert first(card).buttons["read"].isHidden()
    qtbot.mouseClick(first(card).buttons["done"], LEFT)
    assert card.rows == {}


def test_news_leaves_what_is_half_written(card, model, qtbot):
    write(card.box, "半分")
    model.add("他の端末から", Span.DAY)
    assert card.box.toPlainText() == "半分"
    assert card.box.hasFocus()


def test_everything_is_in_reach_and_has_a_name(card, model):
    model.add("19時 団体", Span.DAY)
    assert too_small(card) == []
    assert nameless(card) == []
