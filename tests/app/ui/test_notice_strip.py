"""The line under the headline that says what is to be known."""

from PySide6.QtCore import Qt

from app.services.author import Author
from app.viewmodels.notices import NoticesModel, Span

LEFT = Qt.MouseButton.LeftButton


def test_the_line_under_the_headline_is_there_only_while_there_is_something(window, qtbot):
    model = window.models.later.get(NoticesModel)
    assert window.notices.isHidden()
    model.add("19時 団体\n裏口を開ける", Span.DAY)
    assert "19時 団体" in window.notices.text()
    assert "裏口" not in window.notices.text()
    assert window.notices.height() < 60
    qtbot.mouseClick(window.notices, LEFT)
    assert window.overlays.screen("notices", window).isVisible()
    model.finish(model.lines[0].id)
    assert window.notices.isHidden()


def test_it_counts_what_whoever_signs_has_not_read(window):
    model = window.models.later.get(NoticesModel)
    model.add("19時 団体", Span.DAY)
    assert "未読" not in window.notices.text()
    window.models.day.set_author(Author("sato"))
    assert "未読1" in window.notices.text()
    model.mark_read(model.lines[0].id)
    assert "未読" not in window.notices.text()
