from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible

from app.domain.reservation import Status
from app.services.author import Author
from app.ui.timeline.view import TimelineView

NAME = QAccessible.Text.Name


@pytest.fixture
def voice(view):
    return QAccessible.queryAccessibleInterface(view)


def voices(voice):
    return [voice.child(index) for index in range(voice.childCount())]


def test_the_timeline_is_a_list_with_a_name(voice):
    assert voice.role() == QAccessible.Role.List
    assert voice.text(NAME) == "Timeline"


def test_every_block_is_an_item_with_its_sentence(voice, view):
    said = [each.text(NAME) for each in voices(voice)]
    blocks = [block for row in view.model.layout.rows for block in row.blocks]
    assert len(said) == len(blocks)
    tanaka = next(text for text in said if "田中" in text)
    assert tanaka.startswith("T3: 17:30")
    assert "えび" in tanaka
    assert "Seated" in tanaka


def test_a_block_is_found_where_it_is_drawn(voice, view):
    rect = view.block_rect("kobayashi", "T8")
    item = voice.childAt(*view.mapToGlobal(rect.center()).toTuple())
    assert "小林" in item.text(NAME)
    assert item.rect().size() == rect.size()
    assert voice.childAt(*view.mapToGlobal(QPoint(2, 2)).toTuple()) is None


def test_the_selected_block_is_the_one_that_has_the_focus(voice, view, day):
    assert voice.focusChild() is None
    day.select("kobayashi")
    item = voice.focusChild()
    assert "小林" in item.text(NAME)
    assert item.state().selected
    assert voice.indexOfChild(item) == [v.text(NAME) for v in voices(voice)].index(item.text(NAME))


def test_the_description_says_who_is_selected(view, day):
    day.select("kobayashi")
    assert "小林" in view.accessibleDescription()
    day.select("")
    assert view.accessibleDescription() == ""


def test_a_cancelled_party_falls_silent(voice, view, day, desk):
    day.select("kobayashi")
    item = voice.focusChild()
    desk.bookings.set_status(day.find("kobayashi"), Status.CANCELLED, Author("入口"))
    day.refresh(frozenset({("reservation", "kobayashi")}))
    assert not item.isValid()
    assert item.text(NAME) == ""
    assert voice.indexOfChild(item) == -1


def test_a_party_that_changes_tables_falls_silent_where_it_was(voice, view, day):
    day.select("kobayashi")
    item = voice.focusChild()
    day.move("kobayashi", ("T6",))
    assert not item.isValid()
    assert voice.focusChild().text(NAME).startswith("T6: 20:00")


def test_an_item_belongs_to_the_timeline(voice):
    item = voice.child(0)
    assert item.parent().text(NAME) == "Timeline"
    assert item.childCount() == 0
    assert item.child(0) is None
    assert voice.child(999) is None


def test_timelines_come_and_go_while_a_reader_listens(day, theme, qtbot, qapp):
    for _ in range(5):
        view = TimelineView(day, theme)
        voice = QAccessible.queryAccessibleInterface(view)
        assert QAccessible.accessibleInterface(QAccessible.uniqueId(voice.child(0))) is not None
        view.deleteLater()
        del view, voice
        qapp.processEvents()
        gc.collect()
