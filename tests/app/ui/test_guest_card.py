from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.reservation import Status
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.store.ledger import Write
from app.ui.guest_card import GuestCardView
from app.ui.side_sheet import at_the_side
from app.viewmodels.guest import PAST_PAGE
from tests.app.ui.reach import nameless, too_small, write

LEFT = Qt.MouseButton.LeftButton
SATO, SUZUKI = Author("sato"), Author("suzuki")


@pytest.fixture
def model(models, news):
    return models.guest


@pytest.fixture
def card(model, theme, house):
    card = GuestCardView(model, theme, house)
    house.add(card, at_the_side)
    return card


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def texts(card, key):
    lines = card.lists[key]
    return [lines.itemAt(at).widget() for at in range(lines.count())]


def test_a_card_tells_who_somebody_is_at_a_glance(card, model):
    model.open("saito")
    assert card.isVisible()
    assert card.name.text() == "斎藤"
    assert "090-1234-5678" in card.kana.text()
    assert "そば" in card.allergies.text()
    assert card.allergies.sign.pixmap().width() > 0
    assert card.notes.text() == "窓側を希望"
    assert not card.caution.isVisible()


def test_the_next_booking_is_one_tap_away(card, model, qtbot):
    model.open("lee")
    (button,) = texts(card, "next")
    with qtbot.waitSignal(model.reservation_requested) as asked:
        tap(qtbot, button)
    assert asked.args == ["lee"]


def test_older_bookings_are_a_tap_away_and_stand_below_newer_ones(card, model, desk, day, qtbot):
    first = desk.bookings.get("lee")
    for number in range(10):
        back = timedelta(days=number + 1)
        past = replace(
            first,
            id=f"past{number}",
            revision=0,
            business_day=first.business_day - back,
            starts_at=first.starts_at - back,
            status=Status.LEFT,
        )
        desk.bookings._ledger.commit([Write(None, past, "add")], actor="", now_ms=day.now_ms())
    model.open("lee")
    assert len(texts(card, "bookings")) == PAST_PAGE + 1
    assert card.older.isVisible()
    assert card.figures._numbers[0].text() == "10"
    tap(qtbot, card.older)
    shown = [each.property("reservation") for each in texts(card, "bookings")[:-1]]
    assert shown == [f"past{number}" for number in range(10)]
    assert card.older.isHidden()


def test_a_booking_for_the_guest_is_one_tap(card, model, qtbot):
    model.open("saito")
    with qtbot.waitSignal(model.booking_requested) as asked:
        tap(qtbot, card.book)
    assert asked.args[0].guest_id == "saito"


def test_the_card_is_edited_and_saved(card, model, desk, qtbot):
    model.open("saito")
    tap(qtbot, card.edit)
    box = card._boxes["company"]
    box.setFocus()
    write(box, "暖簾商事")
    tap(qtbot, card.save)
    assert desk.guests.get("saito").company == "暖簾商事"
    assert "暖簾商事" in card.kana.text()
    assert card.pages.currentIndex() == 0


def test_leaving_the_edit_changes_nothing(card, model, desk, qtbot):
    model.open("saito")
    tap(qtbot, card.edit)
    write(card._boxes["company"], "暖簾商事")
    tap(qtbot, card.cancel)
    assert desk.guests.get("saito").company == ""


@pytest.mark.parametrize("leave", ["escape", "back", "another", "away"])
def test_what_was_typed_waits_however_the_card_is_left(card, model, desk, leave, qtbot):
    model.open("saito")
    tap(qtbot, card.edit)
    write(card._boxes["company"], "暖簾商事")
    if leave == "escape":
        qtbot.keyClick(card._boxes["company"], Qt.Key.Key_Escape)
        assert card.isVisible()
    elif leave == "back":
        tap(qtbot, card.cancel)
    elif leave == "away":
        card.put_away()
    else:
        model.open("lee")
        assert card.edit.text() == "Edit"
    model.open("saito")
    assert card.edit.text() == "Go on editing"
    tap(qtbot, card.edit)
    assert card._boxes["company"].text() == "暖簾商事"
    tap(qtbot, card.save)
    assert desk.guests.get("saito").company == "暖簾商事"
    assert card.edit.text() == "Edit"


def test_what_was_typed_can_be_discarded(card, model, qtbot):
    model.open("saito")
    tap(qtbot, card.edit)
    write(card._boxes["company"], "暖簾商事")
    tap(qtbot, card.discard)
    assert card.edit.text() == "Edit"
    tap(qtbot, card.edit)
    assert card._boxes["company"].text() == ""


def test_what_cannot_be_saved_says_why_and_keeps_the_typing(card, model, qtbot):
    model.open("saito")
    tap(qtbot, card.edit)
    write(card._boxes["birthday"], "31 Feb")
    tap(qtbot, card.save)
    assert card.refusal.isVisible()
    assert card._boxes["birthday"].text() == "31 Feb"
    assert card.pages.currentIndex() == 1


def test_news_while_editing_is_told_and_the_typing_stays(card, model, desk, news, qtbot):
    model.open("saito")
    tap(qtbot, card.edit)
    write(card._boxes["company"], "暖簾商事")
    before = desk.guests.get("saito")
    desk.guests.change(before, replace(before, preferences="個室"), SUZUKI)
    news.take(frozenset({("guest", "saito")}))
    assert card.news.isVisible()
    assert card._boxes["company"].text() == "暖簾商事"
    tap(qtbot, card.save)
    assert desk.guests.get("saito").preferences == "個室"


def test_the_same_person_is_joined_by_one_tap_and_taken_apart_by_another(card, model, desk, qtbot):
    other = desk.guests.add(GuestDraft(name="斎藤", phones=("090-1234-5678",)), SATO)
    model.open("saito")
    (row,) = texts(card, "alike")
    tap(qtbot, row.findChild(QPushButton))
    assert desk.guests.get(other.id).merged_into == "saito"
    (row,) = texts(card, "joined")
    tap(qtbot, row.findChild(QPushButton))
    assert desk.guests.get(other.id).merged_into is None


def test_the_history_names_person_device_and_change(card, model, desk):
    before = desk.guests.get("saito")
    desk.guests.change(before, replace(before, company="暖簾商事"), SUZUKI)
    model.open("saito")
    told = " ".join(each.text() for each in card.history.findChildren(QLabel))
    assert "鈴木 (ホール端末)" in told
    assert "暖簾商事" in told


def test_a_change_of_the_card_is_taken_back_from_its_history(card, model, desk, qtbot):
    before = desk.guests.get("saito")
    desk.guests.change(before, replace(before, company="暖簾商事"), SUZUKI)
    model.open("saito")
    tap(qtbot, card.history.undo_buttons[0])
    assert desk.guests.get("saito").company == ""
    assert "暖簾商事" not in card.kana.text()


def test_escape_puts_the_card_away(card, model, qtbot):
    model.open("saito")
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert model.card is None


def test_every_control_is_large_enough_and_named(card, model, desk, qtbot):
    desk.guests.add(GuestDraft(name="斎藤", phones=("090-1234-5678",)), SATO)
    model.open("saito")
    QApplication.processEvents()
    assert too_small(card) == []
    assert nameless(card) == []
    tap(qtbot, card.edit)
    QApplication.processEvents()
    assert too_small(card) == []
    assert nameless(card) == []


def test_the_words_follow_the_language_at_once(card, model, language):
    language.choose("en")
    model.open("saito")
    language.choose("ja")
    QApplication.processEvents()
    assert card.name.text() == "斎藤 様"
    assert card.book.text() == "予約作成"
