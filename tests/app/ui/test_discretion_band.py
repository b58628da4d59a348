"""Guest-proof mode: no name, number or note of a guest stands anywhere on the screen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.domain.reservation import Status
from app.domain.waiting import DoorParty
from app.services.author import Author
from app.viewmodels.discretion import Discretion, is_discreet
from app.viewmodels.door import DoorModel
from app.viewmodels.notices import NoticesModel, Span

LEFT = Qt.MouseButton.LeftButton
WORDS = (QLabel, QAbstractButton, QLineEdit)


@pytest.fixture
def discretion(window):
    model = window.models.later.get(Discretion)
    yield model
    model._turn(on=False)


@pytest.fixture
def painted(monkeypatch):
    """Every word that is drawn by hand from now on."""
    words: list[str] = []
    draw = QPainter.drawText

    def note(painter, *args):
        words.extend(each for each in args if isinstance(each, str))
        return draw(painter, *args)

    monkeypatch.setattr(QPainter, "drawText", note)
    return words


def secrets(book):
    """What guests must not read: names, readings, numbers, what was noted."""
    told = set()
    for each in book.reservations:
        told |= {each.guest_name, each.guest_kana, each.note, each.requests, *each.tags}
        told |= {*each.allergies, each.phone.digits if each.phone else ""}
    for each in book.guests.values():
        told |= {each.name, each.kana, each.note, each.preferences, each.caution}
        told |= {phone.raw for phone in each.phones}
    return {each for each in told if each.strip()}


def written(window):
    """Every word of every widget that is seen, and what a reader is told of it."""
    for each in (window, *window.findChildren(QWidget)):
        if not each.isVisible():
            continue
        yield each.accessibleName()
        yield each.accessibleDescription()
        yield each.toolTip()
        yield each.windowTitle()
        if isinstance(each, WORDS):
            yield each.text()
        if isinstance(each, QPlainTextEdit):
            yield each.toPlainText()
    rows = window.list.model
    yield from (rows.index(at).data() for at in range(rows.rowCount()))


def found(window, painted):
    window.list.rows.viewport().repaint()
    window.timeline.viewport().repaint()
    words = "\n".join((*written(window), *painted))
    return sorted(each for each in secrets(window.models.day.book) if each in words)


def test_the_book_is_full_of_names_without_it(window, painted):
    assert {"田中", "伊藤"} <= set(found(window, painted))


def test_with_it_no_name_stands_anywhere_whatever_is_done(window, discretion, painted, qtbot):
    door, day = window.models.later.get(DoorModel), window.models.day
    door.add(DoorParty(adults=2, name="秘密", phone="090-9876-5432", note="内緒"))
    window.models.later.get(NoticesModel).add("田中様は裏口から", Span.DAY)
    day.select("tanaka")
    window.open_reservation("tanaka")
    window.models.guest.open("ito")
    window.overlays.moves.offer(day.row(day.find("tanaka")), QPoint(200, 200))
    QTest.keyClick(window.list.rows, Qt.Key.Key_K)
    assert is_discreet()
    painted.clear()
    assert found(window, painted) == []
    for act in (
        lambda: day.set_status("ito", Status.ARRIVED),
        day.undo,
        lambda: window.open_reservation("ito"),
        lambda: window.models.guest.open("ito"),
        lambda: window.overlays.moves.offer(day.row(day.find("tanaka")), QPoint(200, 200)),
        window.begin_search,
        window.begin_new,
        lambda: window.act("waitlist"),
        lambda: window.act("notices"),
        lambda: window.act("acts"),
        lambda: window.act("clashes"),
        lambda: window.act("walk_in"),
        lambda: window.language.choose("en"),
        window.theme.toggle,
        window.tick,
    ):
        act()
        assert found(window, painted) == []


def test_leaving_shows_every_name_again_and_what_was_open(window, discretion, painted):
    window.open_reservation("tanaka")
    discretion.enter()
    assert window.overlays.sheet.isHidden()
    window.act("notices")
    assert discretion.leave()
    assert window.overlays.sheet.isVisible()
    assert window.overlays.screen("notices", window).isHidden()
    assert window.discretion.isHidden()
    assert "田中" in found(window, painted)


def test_a_band_says_so_and_where_nobody_has_a_pin_one_tap_leaves(window, discretion, qtbot):
    discretion.enter()
    assert "覗き見防止" in window.discretion.words.text()
    window.open_reservation("ito")
    assert window.overlays.sheet.isHidden()
    assert "解除" in window.discretion.words.text()
    qtbot.mouseClick(window.discretion.leave, LEFT)
    assert not is_discreet()


def test_where_staff_have_pins_only_one_of_them_leads_out(window, desk, discretion, qtbot):
    desk.team.set_pin(desk.team.get("sato"), "4711", Author())
    discretion.enter()
    band = window.discretion
    qtbot.mouseClick(band.leave, LEFT)
    for digit in (1, 2, 3, 4):
        qtbot.mouseClick(band.digits[digit], LEFT)
    qtbot.mouseClick(band.leave, LEFT)
    assert is_discreet()
    assert "PIN" in band.words.text()
    for digit in (4, 7, 1, 1):
        qtbot.mouseClick(band.digits[digit], LEFT)
    qtbot.mouseClick(band.leave, LEFT)
    assert not is_discreet()
