import pytest
from PySide6.QtCore import Qt

from app.ui.sheet_news import NewsLine, marked
from app.viewmodels.sheet_news import News
from app.viewmodels.wording import differences

LEFT = Qt.MouseButton.LeftButton
CONTESTED = News(
    field="minute",
    base="19:00",
    mine="19:30",
    theirs="20:00",
    is_contested=True,
    text="佐藤 changed Time too",
)


@pytest.fixture
def line(theme, qtbot):
    line = NewsLine(CONTESTED, theme)
    qtbot.addWidget(line)
    line.show()
    return line


def test_what_differs_is_marked_by_weight_line_and_colour(theme):
    text = marked(differences("19:00", "19:30"), theme)
    assert text.startswith("19:<span")
    assert "underline" in text
    assert theme.color("vermilion").name() in text


def test_a_guests_words_are_never_read_as_markup(theme):
    for base in ("", "<b>x</b>"):
        assert "<b>" not in marked(differences(base, "<b>x</b>"), theme)


@pytest.mark.parametrize(("button", "signal"), [("mine", "mine_kept"), ("theirs", "theirs_taken")])
def test_either_side_is_one_tap(line, qtbot, button, signal):
    with qtbot.waitSignal(getattr(line, signal)) as told:
        qtbot.mouseClick(getattr(line, button), LEFT)
    assert told.args == ["minute"]


def test_what_needs_no_choice_offers_none(theme, qtbot):
    line = NewsLine(News(field="minute", text="佐藤 changed Time"), theme)
    qtbot.addWidget(line)
    assert line.words.text() == "佐藤 changed Time"
    assert not hasattr(line, "mine")
