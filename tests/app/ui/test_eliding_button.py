import pytest

from app.ui.eliding_button import WIDTH_MIN, ElidingButton


@pytest.fixture
def button(theme, qtbot):
    button = ElidingButton()
    qtbot.addWidget(button)
    button.say("Offline since 17:48, 12 saved, sent when back")
    button.show()
    return button


def test_with_room_it_says_everything(button):
    button.resize(button.sizeHint())
    assert button.shown_text() == button.text()


def test_without_room_it_says_that_there_is_more(button):
    button.resize(160, 48)
    assert button.shown_text().endswith("…")
    assert button.accessibleName() == button.text()


def test_it_gives_way_down_to_a_finger(button):
    assert button.minimumSizeHint().width() == WIDTH_MIN


def test_it_paints_at_any_width(button):
    for width in (20, 100, 900):
        button.resize(width, 48)
        assert not button.grab().isNull()
