from PySide6.QtGui import QImage

from app.bootstrap.snapshot import SIZE, snapshot
from app.services.calls import CallDraft
from app.services.desk import Author


def test_a_picture_shows_the_day_on_which_something_was_entered(home, tmp_path, qapp, qtbot):
    with home.desk() as desk:
        desk.calls.ring(CallDraft(feed="ncid", number="09012345678"), Author())
    file = tmp_path / "picture.png"
    snapshot(home, file)
    assert QImage(str(file)).size().toTuple() == SIZE
