"""The window: the day book with everything that opens over it; it draws and asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.venue import Environment
from app.ui import stage
from app.ui.calendar_card import CalendarCard
from app.ui.card import Card
from app.ui.connection_line import ConnectionLine
from app.ui.day_list import DayListView
from app.ui.header import Header
from app.ui.keys import KEYS
from app.ui.language import Language
from app.ui.moves_card import MovesCard
from app.ui.shortcut_sheet import ShortcutSheet
from app.ui.staff_picker import StaffPicker
from app.ui.stage import Room, Stage
from app.ui.theme import Theme
from app.ui.timeline.view import TimelineView
from app.ui.toast import Toast
from app.ui.walk_in import WalkInCard
from app.viewmodels.shell import WindowModels
from app.viewmodels.toast import saved_text

SMALLEST: Final = (1024, 700)
LIST_WIDTH_MIN: Final = 400
LIST_SHARE: Final = 0.37
TICK_MS: Final = 1000
"""How often the window looks at the clock; what it shows changes by the minute."""

TRAINING_BAR_HEIGHT: Final = 28
NO_UNDO: Final = frozenset({"undone"})
"""Taking back is itself undone by doing again; offering undo for it would go round in circles."""


class MainWindow(QMainWindow):
    """One house's book on one screen."""

    def __init__(
        self,
        models: WindowModels,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._theme = theme
        self._language = language
        self.stage = Stage(self)
        self.header = Header(models.day, theme, self.stage)
        self.list = DayListView(models.day, theme, self.stage)
        self.timeline = TimelineView(models.day, theme, self.stage)
        self.line = ConnectionLine(models, theme, self.stage)
        self._split = QSplitter(Qt.Orientation.Horizontal, self.stage)
        self._training = QFrame(self.stage)
        self._training_words = QLabel(self._training)
        self.toast = Toast(theme, self.stage)
        self.moves = MovesCard(models.day, theme, self.stage)
        self.shortcuts = ShortcutSheet(theme, self.stage)
        self.staff_picker = StaffPicker(models.staff, theme, self.stage)
        self.walk_in = WalkInCard(models.day, theme, self.stage)
        self.calendar = CalendarCard(models.day, theme, self.stage)
        self._lay_out()
        self._stand_overlays()
        self._connect()
        self._bind_keys()
        self.retranslate()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.tick)
        self._clock.start(TICK_MS)
        self.list.rows.setFocus()

    def retranslate(self) -> None:
        """Put every word of the frame into the language in force."""
        self.setWindowTitle(self.tr("{house}: reservations").format(house=self._house_name()))
        self._training_words.setText(self.tr("TRAINING: nothing here reaches the real book"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close what is open on Esc, once nothing with the focus wanted it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_topmost()
        else:
            super().keyPressEvent(event)

    @Slot()
    def tick(self) -> None:
        """Let the clock go on, everywhere it is shown."""
        self._models.day.tick()
        self.header.show_day()
        self.list.model.tick()
        self.timeline.tick(self._models.day.now_ms())

    def actions_by_name(self) -> Mapping[str, Callable[[], object]]:
        """Name everything a key can do."""
        day = self._models.day
        return {
            "new": self._begin_new,
            "walk_in": self.walk_in.bring_up,
            "search": self._begin_search,
            "today": self.header.open_today,
            "previous_day": lambda: day.step(-1),
            "next_day": lambda: day.step(1),
            "undo": day.undo,
            "redo": day.redo,
            "list": self.list.rows.setFocus,
            "timeline": self.timeline.setFocus,
            "staff": self.staff_picker.bring_up,
            "theme": self._theme.toggle,
            "language": self._language.toggle,
            "shortcuts": self.toggle_shortcuts,
            "close": self.close_topmost,
        }

    @Slot()
    def toggle_shortcuts(self) -> None:
        """Show the keys, or put them away."""
        if self.shortcuts.isHidden():
            self.shortcuts.bring_up()
        else:
            self.shortcuts.put_away()

    @Slot()
    def close_topmost(self) -> None:
        """Close one thing that is open over the book; with nothing open, select nobody."""
        for card in self._cards():
            if not card.isHidden():
                card.put_away()
                return
        self._models.day.select("")

    def _cards(self) -> tuple[Card, ...]:
        return (self.moves, self.shortcuts, self.staff_picker, self.walk_in, self.calendar)

    def _lay_out(self) -> None:
        self.resize(1280, 800)
        self.setMinimumSize(*SMALLEST)
        self.list.setMinimumWidth(LIST_WIDTH_MIN)
        self._split.addWidget(self.list)
        self._split.addWidget(self.timeline)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        width = max(LIST_WIDTH_MIN, round(self.width() * LIST_SHARE))
        self._split.setSizes([width, self.width() - width])
        self._training.setObjectName("trainingBar")
        self._training.setFixedHeight(TRAINING_BAR_HEIGHT)
        self._training_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        band = QHBoxLayout(self._training)
        band.setContentsMargins(0, 0, 0, 0)
        band.addWidget(self._training_words)
        column = QVBoxLayout(self.stage)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._training)
        column.addWidget(self.header)
        column.addWidget(self._split, 1)
        column.addWidget(self.line)
        self._training.setVisible(self._models.environment is Environment.TRAINING)
        self.setCentralWidget(self.stage)

    def _stand_overlays(self) -> None:
        self.stage.set_room(self._room)
        self._split.splitterMoved.connect(self.stage.place_overlays)
        self.stage.add(self.calendar, stage.at_top_left)
        self.stage.add(self.walk_in, stage.at_top_right)
        self.stage.add(self.staff_picker, stage.at_bottom_right)
        self.stage.add(self.shortcuts, stage.in_the_middle)
        self.stage.add(self.moves, self.moves.at_the_finger)
        self.stage.add(self.toast, stage.at_bottom_middle)

    def _room(self) -> Room:
        body = self._split.geometry()
        handle = self._split.handleWidth()
        left = self.list.width() + handle
        return Room(body, QRect(body.left() + left, body.top(), body.width() - left, body.height()))

    def _connect(self) -> None:
        day = self._models.day
        day.saved.connect(self._say_saved)
        day.refused.connect(self.toast.warn)
        self.toast.undo_requested.connect(day.undo)
        self.list.moves_requested.connect(self.moves.offer)
        self.header.new_requested.connect(self._begin_new)
        self.header.walk_in_requested.connect(self.walk_in.bring_up)
        self.header.calendar_requested.connect(self.calendar.bring_up)
        self.line.staff_requested.connect(self.staff_picker.bring_up)
        self.line.undo_requested.connect(day.undo)
        self.line.theme_requested.connect(self._theme.toggle)
        self.line.language_requested.connect(self._language.toggle)
        self.line.shortcuts_requested.connect(self.toggle_shortcuts)
        for card in self._cards():
            card.closed.connect(self._return_focus)

    def _bind_keys(self) -> None:
        actions = self.actions_by_name()
        for key in KEYS:
            # Esc is left to whoever has the focus first: it may be half-way through a drag.
            if key.action in actions and key.action != "close":
                for sequence in key.sequences:
                    QShortcut(QKeySequence(sequence), self, actions[key.action])

    @Slot(str, tuple)
    def _say_saved(self, code: str, _change_ids: tuple[str, ...]) -> None:
        self.toast.tell(saved_text(self._models.day), undo=code not in NO_UNDO)

    @Slot()
    def _return_focus(self) -> None:
        focus = self.focusWidget()
        if focus is None or not focus.isVisible():
            self.list.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _begin_new(self) -> None:
        pass

    @Slot()
    def _begin_search(self) -> None:
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    def _house_name(self) -> str:
        return self._models.day.book.venue.name
