"""The ten things a host repeats all evening, by real taps and keys, each counted.

A tap is a press and release, a drag, or a chord of keys; what is typed into a box is not counted.
`-s` shows the table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.domain.business_day import at_minute
from app.domain.reservation import Status
from app.services.author import Author
from app.services.calls import CallDraft
from app.ui.row_parts import Part
from app.ui.window import MainWindow
from app.viewmodels.shell import News
from tests.app.ui.reach import write
from tests.app.ui.sample import EVE, VENUE

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
TAPS_MAX = 3
CALLER_TAPS_MAX = 4
"""Of a known caller's booking: the card, the number, the time, save."""

FINDING = "find a booking by name"

COUNTED: dict[str, tuple[int, int]] = {}


class Hands:
    """A host's: what they touch is really there to be touched, and is counted."""

    def __init__(self, window: MainWindow, news: News, desk, clock) -> None:
        self.window = window
        self.news = news
        self.desk = desk
        self.clock = clock
        self.taps = self.keys = 0

    def tap(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Tap a control that is in sight."""
        self._settle()
        place = widget.rect().center() if at is None else at
        assert widget.isVisible(), f"{widget} is not there"
        assert widget.isEnabled(), f"{widget} cannot be tapped"
        assert widget.visibleRegion().contains(place), f"{widget} has to be scrolled to"
        QTest.mouseClick(widget, LEFT, NO_KEY, place)
        self.taps += 1
        self._settle()

    def row(self, id: str, part: Part) -> None:
        """Tap a part of a party's row in the list."""
        rows = self.window.list.rows
        index = self.window.list.model.index(self.window.list.model.position(id))
        self.tap(rows.viewport(), rows.part_rect(index, part).center())

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Drag on the timeline."""
        port = self.window.timeline.viewport()
        QTest.mousePress(port, LEFT, NO_KEY, start)
        for step in range(1, 5):
            point = start + (end - start) * step / 4
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(point),
                QPointF(port.mapToGlobal(point)),
                Qt.MouseButton.NoButton,
                LEFT,
                NO_KEY,
            )
            QApplication.sendEvent(port, event)
        QTest.mouseRelease(port, LEFT, NO_KEY, end)
        self.taps += 1
        self._settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.keys += 1
        self._settle()

    def block(self, id: str) -> QRect:
        """Find a party on the timeline."""
        self._settle()
        (block, *_) = self.window.timeline.model.layout.blocks_by_id[id]
        return self.window.timeline.block_rect(id, block.row)

    def _settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()


@pytest.fixture
def hands(window, news, desk, clock):
    window.overlays  # noqa: B018  # what a host uses has long been built
    return Hands(window, news, desk, clock)


def named(widget: QWidget, words: str) -> QPushButton:
    """Find a button by what it says."""
    for each in widget.findChildren(QPushButton):
        if each.isVisible() and words in (each.text() or each.accessibleName()):
            return each
    raise AssertionError(f"nothing says {words}")


def book_a_known_caller(hands: Hands) -> None:
    draft = CallDraft(feed="ncid", number="090-1234-5678", line="代表")
    rung = hands.desk.calls.ring(draft, Author("sato"))
    hands.news.take_ring(rung.call, rung.card)
    hands.clock.ms += 2_000
    hands.window.tick()
    card = hands.window.overlays.callers.cards[0]
    hands.tap(card.book)
    sheet = hands.window.overlays.sheet
    hands.tap(sheet.party.chips[3])
    hands.tap(next(each for each in sheet.time.grid.buttons if each.minute == 19 * 60 + 30))
    hands.tap(sheet.save)
    (booked,) = (
        each for each in hands.desk.bookings.day(EVE).reservations if each.guest_id == "saito"
    )
    assert (booked.adults, booked.starts_at) == (4, at_minute(EVE, 19 * 60 + 30, VENUE))
    assert booked.table_ids


def seat_a_walk_in(hands: Hands) -> None:
    hands.tap(hands.window.header.walk_in)
    card = hands.window.overlays.walk_in
    free = next(
        each
        for each in card.findChildren(QPushButton)
        if each.isVisible() and each.property("table")
    )
    hands.tap(free)
    number = next(
        each
        for each in card.findChildren(QPushButton)
        if each.isVisible() and each.isEnabled() and each.property("covers") == 2
    )
    hands.tap(number)
    seated = [
        each
        for each in hands.desk.bookings.day(EVE).reservations
        if each.source.channel == "walk_in"
    ]
    assert [each.status for each in seated] == [Status.SEATED]


def seat_a_party(hands: Hands) -> None:
    hands.row("sasaki", Part.STATUS)
    assert hands.desk.bookings.get("sasaki").status is Status.SEATED


def move_to_another_table(hands: Hands) -> None:
    start = hands.block("ito").center()
    table = hands.window.timeline.model.layout.rows_by_key["T2"]
    rows = hands.window.timeline.row_rect(table.key)
    hands.drag(start, QPoint(start.x(), rows.center().y()))
    assert hands.desk.bookings.get("ito").table_ids == ("T2",)


def change_the_time(hands: Hands) -> None:
    before = hands.desk.bookings.get("ito").starts_at
    hands.row("ito", Part.ROW)
    sheet = hands.window.overlays.sheet
    hands.tap(next(each for each in sheet.time.grid.buttons if each.minute == 20 * 60))
    hands.tap(sheet.save)
    assert (hands.desk.bookings.get("ito").starts_at - before).seconds == 30 * 60


def note_that_a_party_is_late(hands: Hands) -> None:
    hands.row("yamada", Part.MORE)
    hands.tap(hands.window.overlays.moves.buttons[Status.LATE])
    assert hands.desk.bookings.get("yamada").status is Status.LATE


def cancel(hands: Hands) -> None:
    hands.row("yamada", Part.MORE)
    hands.tap(hands.window.overlays.moves.buttons[Status.CANCELLED])
    assert hands.desk.bookings.get("yamada").status is Status.CANCELLED


def find_a_booking(hands: Hands) -> None:
    hands.key(Qt.Key.Key_Slash)
    write(hands.window.header.search, "わたなべ")
    hands.key(Qt.Key.Key_Return)
    editing = hands.window.models.sheet.editing
    assert editing is not None
    assert editing.id == "watanabe"


def add_an_allergy(hands: Hands) -> None:
    hands.row("ito", Part.MORE)
    chips = hands.window.overlays.moves.allergies
    hands.tap(next(each for each in chips.buttons if "えび" in each.text()))
    assert hands.desk.bookings.get("ito").allergies == ("えび",)


def settle_a_clash(hands: Hands) -> None:
    hands.tap(hands.window.line.to_settle)
    hands.tap(hands.window.overlays.clashes.ways.buttons[0])
    assert hands.desk.clashes.count() == 0


TASKS: dict[str, tuple[Callable[[Hands], None], int]] = {
    "new booking of a known caller": (book_a_known_caller, CALLER_TAPS_MAX),
    "walk-in": (seat_a_walk_in, TAPS_MAX),
    "seat": (seat_a_party, TAPS_MAX),
    "move table": (move_to_another_table, TAPS_MAX),
    "change time": (change_the_time, TAPS_MAX),
    "party late": (note_that_a_party_is_late, TAPS_MAX),
    "cancel": (cancel, TAPS_MAX),
    FINDING: (find_a_booking, TAPS_MAX),
    "add an allergy": (add_an_allergy, TAPS_MAX),
    "settle a clash": (settle_a_clash, TAPS_MAX),
}


@pytest.mark.parametrize("task", TASKS)
def test_a_task_takes_no_more_hands_than_a_host_has(hands, task):
    act, most = TASKS[task]
    act(hands)
    COUNTED[task] = (hands.taps, hands.keys)
    assert hands.taps + hands.keys <= most


@pytest.mark.parametrize("task", [task for task in TASKS if task != FINDING])
def test_one_undo_takes_a_task_back(hands, desk, task):
    before = [replace(each, revision=0) for each in desk.bookings.day(EVE).reservations]
    TASKS[task][0](hands)
    hands.window.models.day.undo()
    after = {each.id: replace(each, revision=0) for each in desk.bookings.day(EVE).reservations}
    assert [after[each.id] for each in before] == before
    assert all(
        each.id in {b.id for b in before} or not each.holds_tables for each in after.values()
    )


def test_the_table_of_hands_is_shown(capsys):
    lines = [f"{task:32} {taps} taps {keys} keys" for task, (taps, keys) in COUNTED.items()]
    with capsys.disabled():
        sys.stdout.write("\n".join(("", *lines, "")))
