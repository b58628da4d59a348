from PySide6.QtGui import QAccessible

from app.domain.ids import TableId


def test_a_reader_finds_every_table_with_its_sentence_and_place(view, qtbot):
    voice = QAccessible.queryAccessibleInterface(view)
    assert voice.childCount() == len(view.model.faces)
    said = {voice.child(n).text(QAccessible.Text.Name) for n in range(voice.childCount())}
    assert any(text.startswith("T3, ") and "35 min" in text for text in said)
    view.model.select(TableId("T3"))
    assert voice.focusChild().text(QAccessible.Text.Name).startswith("T3")
    assert view.accessibleDescription().startswith("T3")
    where = voice.focusChild().rect().center()
    assert voice.childAt(where.x(), where.y()).text(QAccessible.Text.Name).startswith("T3")
    assert voice.indexOfChild(voice.child(2)) == 2
