from app.domain.reservation import Status
from app.ui.status_button import StatusButton


def test_a_status_is_told_by_colour_shape_and_word(theme, qtbot):
    button = StatusButton(theme)
    qtbot.addWidget(button)
    shapes = []
    for status in (Status.ARRIVED, Status.SEATED):
        button.show_status(status)
        shapes.append(button.icon().pixmap(14, 14).toImage())
    assert button.text() == "Seated"
    assert button.property("fill") == "seated"
    assert shapes[0] != shapes[1]


def test_the_shape_follows_the_theme(theme, qtbot):
    button = StatusButton(theme)
    qtbot.addWidget(button)
    button.show_status(Status.SEATED)
    before = button.icon().pixmap(14, 14).toImage()
    theme.choose("evening")
    assert button.icon().pixmap(14, 14).toImage() != before
