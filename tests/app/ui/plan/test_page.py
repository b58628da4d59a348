from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.ids import TableId
from app.services.author import Author

LEFT = Qt.MouseButton.LeftButton
OTHERS = Author("入口")


def test_rooms_are_chosen_by_their_chips(page, view, qtbot):
    counter = next(each for each in page.rooms.buttons if each.text() == "カウンター")
    qtbot.mouseClick(counter, LEFT)
    assert {face.table.name for face in view.geometry_shown.faces.values()} == {"C1", "C2", "C3"}
    qtbot.mouseClick(page.rooms.buttons[0], LEFT)
    assert len(view.geometry_shown.faces) == len(view.model.faces)


def test_a_room_that_is_taken_away_gives_way_to_all_of_them(page, view, desk, day):
    page._show_room("counter")
    for table in desk.floor.tables():
        if table.area_id == "counter":
            desk.floor.delete_table(table, OTHERS)
    day.refresh(frozenset({("area", "counter")}))
    assert len(view.geometry_shown.rooms) == 2


def test_a_pencil_asks_for_the_drawing(page, qtbot):
    with qtbot.waitSignal(page.edit_requested):
        qtbot.mouseClick(page.edit, LEFT)


def test_the_words_follow_the_language(page, view, language):
    language.choose("ja")
    QApplication.processEvents()
    assert page.rooms.buttons[0].text() == "全体"
    assert view.accessibleName() == "見取図"
    assert "着席" in view.spoken_text(TableId("T3"))
