import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.domain.import_fields import Field
from app.ui import stage
from app.ui.import_card import ImportCard
from app.viewmodels.imports import ImportModel, Step
from tests.app.ui.reach import nameless, too_small, write
from tests.app.ui.sample import EVE

LEFT = Qt.MouseButton.LeftButton
FILE = (
    "予約番号,予約日,予約時間,人数,氏名\nA-1,2026/12/24,19:00,4,早乙女\nA-2,いつか,19:00,2,鈴木\n"
)


@pytest.fixture
def downloads(tmp_path, desk):
    folder = tmp_path / "home" / "Downloads"
    folder.mkdir(parents=True)
    (folder / "台帳.csv").write_text(FILE, encoding="cp932")
    desk.imports._home = tmp_path / "home"
    return folder


@pytest.fixture
def model(desk, day):
    return ImportModel(desk, day)


@pytest.fixture
def card(model, theme, house, downloads):
    card = ImportCard(model, theme, house)
    house.add(card, stage.over_all)
    card.bring_up()
    return card


def names(desk):
    return {each.guest_name for each in desk.bookings.day(EVE).reservations}


def test_a_file_is_taken_over_in_two_taps_and_taken_back_by_a_third(card, model, desk, qtbot):
    (file,) = card.choosing.file_buttons
    assert "台帳.csv" in file.text()
    qtbot.mouseClick(file, LEFT)
    qtbot.waitUntil(lambda: model.step is Step.CHECKED)
    page = card.checking
    assert "1 new" in page.counts.text()
    assert "いつか" in page.problems.text()
    assert "早乙女" in page.shown.text()
    qtbot.mouseClick(page.start, LEFT)
    qtbot.waitUntil(lambda: model.step is Step.DONE)
    assert "早乙女" in names(desk)
    qtbot.mouseClick(page.take_back, LEFT)
    assert "早乙女" not in names(desk)
    assert card.pages.currentWidget() is card.choosing


def test_a_column_is_mapped_by_its_box(card, model, downloads, qtbot):
    model.read(downloads / "台帳.csv")
    qtbot.waitUntil(lambda: model.step is Step.CHECKED)
    row = card.checking.rows[4]
    assert row.box.currentText() == "Name"
    row.box.setFocus()
    qtbot.keyClick(row.box, Qt.Key.Key_Home)
    row.box.activated.emit(0)
    assert model.columns[4].field is None
    assert card.checking.missing.isVisible()
    assert not card.checking.start.isEnabled()
    at = row.box.findData(Field.NAME)
    row.box.activated.emit(at)
    qtbot.waitUntil(lambda: model.can_import)
    assert card.checking.start.isEnabled()


def test_a_path_that_leads_nowhere_is_said_and_kept(card, qtbot):
    write(card.choosing.path, "C:\\nichts.csv")
    qtbot.keyClick(card.choosing.path, Qt.Key.Key_Return)
    assert card.refusal.isVisible()
    assert card.choosing.path.text() == "C:\\nichts.csv"


def test_a_file_can_be_dropped_on_the_card(card, model, downloads, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(downloads / "台帳.csv"))])
    action, button, none = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), action, data, button, none)
    QApplication.sendEvent(card, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(card, QDropEvent(QPointF(20, 20), action, data, button, none))
    qtbot.waitUntil(lambda: model.step is Step.CHECKED)
    assert model.title == "台帳.csv"


def test_every_control_is_in_a_fingers_reach_and_has_a_name(card, model, downloads, qtbot):
    assert too_small(card) == []
    assert nameless(card) == []
    model.read(downloads / "台帳.csv")
    qtbot.waitUntil(lambda: model.step is Step.CHECKED)
    QApplication.processEvents()
    assert too_small(card) == []
    assert nameless(card) == []


def test_the_window_opens_it_by_name_and_escape_puts_it_away(window, downloads, qtbot):
    window.act("import")
    card = window.overlays.screen("import", window)
    assert card.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
