import pytest
from PySide6.QtCore import Qt

from app.ui.trouble import TroubleView


@pytest.fixture
def view(theme, qtbot):
    view = TroubleView("ledger.db is damaged. Restore it.", theme, can_restore=True)
    qtbot.addWidget(view)
    view.show()
    return view


def test_the_sentence_is_shown_and_can_be_copied(view):
    assert view.sentence.text() == "ledger.db is damaged. Restore it."
    assert view.sentence.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_both_ways_out_are_one_tap(view, qtbot):
    for button, signal in (
        (view.retry, view.retry_requested),
        (view.restore, view.restore_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_no_backup_is_offered_where_there_is_none(theme, qtbot):
    view = TroubleView("gone", theme, can_restore=False)
    qtbot.addWidget(view)
    view.show()
    assert not view.restore.isVisible()
    assert view.retry.isVisible()


def test_it_speaks_the_language_in_force(view, language):
    language.choose("ja")
    assert view.title.text() == "台帳を開けません"
    language.choose("en")
    assert view.title.text() == "The book cannot be opened"
