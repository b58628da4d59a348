from PySide6.QtGui import QImage

from app.bootstrap.pictures import SIZE, take_pictures


def test_the_readmes_pictures_are_made_by_a_house_that_lives(tmp_path, qapp, qtbot):
    made = take_pictures(tmp_path / "shots")
    names = {file.stem for file in made}
    assert names == {
        "daybook-light-ja",
        "daybook-evening-ja",
        "daybook-light-en",
        "daybook-evening-en",
        "new-reservation",
        "floor-plan-light",
        "waitlist",
        "overview",
        "day-sheet",
        "caller-card",
        "clash-card",
        "clash-of-times",
        "line-offline",
        "line-online",
    }
    assert {QImage(str(file)).size().toTuple() for file in made} == {SIZE}
