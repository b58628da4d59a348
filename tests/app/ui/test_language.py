from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app.domain.reservation import Status
from app.viewmodels.counted import Counted
from app.viewmodels.rows import status_word


class Listener(QWidget):
    """Counts the changes of language it is told of."""

    def __init__(self):
        super().__init__()
        self.told = 0

    def changeEvent(self, event):
        if event.type() is QEvent.Type.LanguageChange:
            self.told += 1


def test_japanese_and_english_are_at_hand(language):
    language.choose("ja")
    assert status_word(Status.SEATED) == "着席"
    language.choose("en")
    assert status_word(Status.SEATED) == "Seated"


def test_english_counts_one_and_many(language):
    language.choose("en")
    words = [Counted().guests_text(n) for n in (1, 2)]
    assert words == ["1 guest", "2 guests"]


def test_every_widget_is_told_and_so_is_who_keeps_the_setting(language, qtbot):
    widget = Listener()
    qtbot.addWidget(widget)
    language.choose("ja")
    with qtbot.waitSignal(language.changed, check_params_cb=lambda code: code == "en"):
        widget.told = 0
        language.toggle()
    assert widget.told > 0


def test_a_language_we_do_not_speak_changes_nothing(language):
    language.choose("ja")
    language.choose("fr")
    assert language.code == "ja"


def test_the_same_language_again_is_no_news(language):
    said: list[str] = []
    language.changed.connect(said.append)
    language.choose("ja")
    language.choose("ja")
    assert said == ["ja"]
