import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.reservation import Status
from app.ui import stage
from app.ui.day_sheet_card import DaySheetCard
from app.viewmodels.day_sheet import DaySheetModel
from tests.app.ui import reach

LEFT = Qt.MouseButton.LeftButton


class Printers:
    """Two printers; one has no paper."""

    def __init__(self):
        self.printed = []

    def names(self):
        return ("レジ横", "厨房")

    def put_out(self, name, sheet, font):
        self.printed.append((name, sheet.title))
        return name == "レジ横"


class NoPrinters:
    def names(self):
        return ()

    def put_out(self, name, sheet, font):
        raise AssertionError("there is none")


@pytest.fixture
def model(models, clock):
    clock.advance(4 * 60)
    return models.later.get(DaySheetModel)


@pytest.fixture
def printers():
    return Printers()


@pytest.fixture
def card(model, printers, news, tmp_path, theme, house):
    card = DaySheetCard(model, printers, tmp_path, theme, house)
    house.add(card, stage.over_all)
    card.bring_up()
    QApplication.processEvents()
    return card


def test_it_prints_on_the_chosen_printer_and_says_so(card, printers, qtbot):
    qtbot.mouseClick(card.print, LEFT)
    assert printers.printed[0][0] == "レジ横"
    assert "レジ横" in card.answer.text()


def test_a_printer_without_paper_is_told_and_another_is_a_tap_away(card, printers, qtbot):
    qtbot.mouseClick(card.printers.buttons[1], LEFT)
    qtbot.mouseClick(card.print, LEFT)
    assert printers.printed[0][0] == "厨房"
    assert card.answer.text().startswith("厨房 takes nothing")


def test_the_pdf_is_saved_and_its_place_is_told(card, tmp_path, qtbot):
    with qtbot.waitSignal(card.kept) as kept:
        qtbot.mouseClick(card.keep, LEFT)
    assert kept.args == [str(tmp_path / "noren-2026-12-24.pdf")]
    assert (tmp_path / "noren-2026-12-24.pdf").read_bytes().startswith(b"%PDF")
    assert "noren-2026-12-24.pdf" in card.answer.text()


def test_a_device_without_a_printer_says_so(model, tmp_path, theme, house):
    card = DaySheetCard(model, NoPrinters(), tmp_path, theme, house)
    card.bring_up()
    assert not card.print.isEnabled()
    assert card.keep.isEnabled()


def test_what_is_typed_is_echoed_and_one_tap_writes_it(card, models, qtbot):
    number = next(row.number for row in card._model.sheet.rows if row.name == "伊藤")
    reach.write(card.typing, f"{number} 着席 19:40\n999 着席 19:05")
    assert [label.text().startswith(number) for label in card._echoes] == [True, False]
    qtbot.mouseClick(card.write, LEFT)
    assert models.day.find("ito").status is Status.SEATED
    assert card.typing.toPlainText() == "999 着席 19:05"
    assert not card.write.isEnabled()


def test_pages_are_turned_as_far_as_there_are_any(card, qtbot):
    assert card.preview.pages == 1
    assert not card.previous.isEnabled()
    assert not card.next.isEnabled()


def test_fingers_and_readers_reach_everything(card):
    assert reach.too_small(card) == []
    assert reach.nameless(card) == []
