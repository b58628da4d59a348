"""The window: the day book with everything that opens over it; it draws and asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.business_day import at_minute, clock_minute
from app.domain.hours import shifts_on
from app.domain.ids import TableId
from app.domain.venue import Environment
from app.ui.connection_line import ConnectionLine
from app.ui.day_list import DayListView
from app.ui.discretion_band import DiscretionBand
from app.ui.first_paint import FirstPaint
from app.ui.half_switch import PLAN, TIMELINE
from app.ui.header import Header
from app.ui.keys import KEYS
from app.ui.language import Language
from app.ui.notice_strip import NoticeStrip
from app.ui.screens import SCREENS
from app.ui.stage import Room, Stage
from app.ui.theme import Theme
from app.viewmodels.discretion import Discretion
from app.viewmodels.notices import NoticesModel
from app.viewmodels.rows import Row
from app.viewmodels.search_hits import party_at
from app.viewmodels.sheet import Beginning
from app.viewmodels.shell import WindowModels
from app.viewmodels.toast import saved_text

if TYPE_CHECKING:
    from app.ui.overlays import Overlays
    from app.ui.plan.page import PlanPage
    from app.ui.timeline.view import TimelineView

USUAL: Final = (1280, 800)
SMALLEST: Final = (1024, 700)
LIST_WIDTH_MIN: Final = 440
LIST_SHARE: Final = 0.37
TICK_MS: Final = 1000
"""How often the window looks at the clock; most of what it shows changes by the minute."""

MINUTE_MS: Final = 60_000

TRAINING_BAR_HEIGHT: Final = 28
NO_UNDO: Final = frozenset({"undone"})
"""Taking back is itself undone by doing again; offering undo for it would go round in circles."""


class MainWindow(QMainWindow):
    """One house's book on one screen.

    Signals:
        drawn: the book is on the screen for the first time; what is not seen at once comes now.
        half_chosen: staff want the timeline or the plan beside the list; carries its name.
    """

    drawn = Signal()
    half_chosen = Signal(str)

    def __init__(
        self,
        models: WindowModels,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
        *,
        half: str = TIMELINE,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._theme = theme
        self._language = language
        self.stage = Stage(self)
        self._training = QFrame(self.stage)
        self._training_words = QLabel(self._training)
        self.discretion = DiscretionBand(models.later.get(Discretion), self.stage)
        self.header = Header(models.day, theme, self.stage)
        self.line = ConnectionLine(models, theme, self.stage)
        self.notices = NoticeStrip(models.later.get(NoticesModel), theme, self.stage)
        self._split = QSplitter(Qt.Orientation.Horizontal, self.stage)
        # Born in its place: a widget that moves house is polished anew, with everything in it.
        self.list = DayListView(models.day, theme, self._split)
        self._halves = QStackedWidget(self._split)
        self._timeline: TimelineView | None = None
        self._plan: PlanPage | None = None
        self._overlays: Overlays | None = None
        self._lay_out()
        self.stage.set_room(self._room)
        self._connect()
        self._connect_models()
        self._bind_keys()
        self.retranslate()
        self._minute = models.day.now_ms() // MINUTE_MS
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.tick)
        self._clock.start(TICK_MS)
        self.list.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self._first_paint = FirstPaint(self.list.rows.viewport(), self)
        self.header.halves.show_half(half)
        self._first_paint.passed.connect(self._stand_half)
        if models.sheet.is_open:
            # A sheet begun before the program ended is part of what is seen first.
            self._stand_overlays()

    @property
    def timeline(self) -> TimelineView:
        """The tables and their hours, drawn a frame after the list, or before if somebody asks."""
        if self._timeline is None:
            self._timeline = self._build_timeline()
        return self._timeline

    @property
    def plan(self) -> PlanPage:
        """The tables as they stand, drawn when somebody wants to see them."""
        if self._plan is None:
            self._plan = self._build_plan()
        return self._plan

    @property
    def half(self) -> str:
        """What stands beside the list: `timeline` or `plan`."""
        return self.header.halves.half

    @Slot(str)
    def show_half(self, half: str) -> None:
        """Put the timeline or the plan beside the list."""
        if half != self.half:
            self.header.halves.show_half(half)
        shown = self.plan if half == PLAN else self.timeline
        if self._halves.currentWidget() is not shown:
            self._halves.setCurrentWidget(shown)
            self.half_chosen.emit(half)

    @property
    def overlays(self) -> Overlays:
        """What opens over the book; built after the first paint, or before if somebody asks."""
        if self._overlays is None:
            self._overlays = self._build_overlays()
        return self._overlays

    @property
    def models(self) -> WindowModels:
        """What the window shows."""
        return self._models

    @property
    def theme(self) -> Theme:
        """The look it wears."""
        return self._theme

    @property
    def language(self) -> Language:
        """The language it speaks."""
        return self._language

    def retranslate(self) -> None:
        """Put every word of the frame into the language in force."""
        house = self._models.day.book.venue.name
        self.setWindowTitle(self.tr("{house}: reservations").format(house=house))
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
        now_ms = self._models.day.now_ms()
        self._models.caller.tick(now_ms)
        self._models.staff.tick()
        if now_ms // MINUTE_MS == self._minute:
            return
        self._minute = now_ms // MINUTE_MS
        self._models.day.tick()
        self._models.sheet.tick()
        self.header.show_day()
        self.list.model.tick()
        if self._timeline is not None:
            self._timeline.tick(now_ms)
        if self._plan is not None:
            self._plan.view.tick()

    def actions_by_name(self) -> Mapping[str, Callable[[], object]]:
        """Name everything a key can do."""
        models, day = self._models, self._models.day
        return {
            "new": self.begin_new,
            "walk_in": self._afterwards(lambda each: each.walk_in.bring_up),
            "search": self.begin_search,
            "today": self.header.open_today,
            "previous_day": lambda: day.step(-1),
            "next_day": lambda: day.step(1),
            "undo": day.undo,
            "redo": day.redo,
            "list": self._focus_list,
            "timeline": self._focus_timeline,
            "plan": self._focus_plan,
            "clashes": self._afterwards(lambda each: each.clashes.bring_up),
            "sync_room": self._afterwards(lambda each: each.sync_room.bring_up),
            "staff": self._afterwards(lambda each: each.staff.bring_up),
            "settings": self._afterwards(lambda each: each.settings.bring_up),
            "theme": self._theme.toggle,
            "language": self._language.toggle,
            "shortcuts": self.toggle_shortcuts,
            "discretion": models.later.get(Discretion).enter,
            "close": self.close_topmost,
            **{each.name: partial(self.open_screen, each.name) for each in SCREENS},
        }

    @Slot(str)
    def act(self, action: str) -> None:
        """Do what a key, the menu or the search calls by name."""
        self.actions_by_name()[action]()

    @Slot(str)
    def open_screen(self, name: str) -> None:
        """Open one of the further screens; the same again puts it away."""
        card = self.overlays.screen(name, self)
        if card.isHidden():
            card.bring_up()
        else:
            card.put_away()

    @Slot()
    def begin_new(self) -> None:
        """Open a new sheet."""
        self._models.sheet.begin(Beginning())

    @Slot()
    def begin_search(self) -> None:
        """Put the cursor into the search box; the last calls are listed until staff type."""
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()
        self.overlays.search.bring_up()

    def _focus_list(self) -> None:
        self.list.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_timeline(self) -> None:
        self.show_half(TIMELINE)
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_plan(self) -> None:
        self.show_half(PLAN)
        self.plan.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def toggle_shortcuts(self) -> None:
        """Show the keys, or put them away."""
        if self.overlays.shortcuts.isHidden():
            self.overlays.shortcuts.bring_up()
        else:
            self.overlays.shortcuts.put_away()

    @Slot()
    def close_topmost(self) -> None:
        """Close one thing that is open over the book; with nothing open, select nobody."""
        if not self.overlays.close_topmost():
            self._models.day.select("")

    @Slot(bool)
    def _be_discreet(self, on: bool) -> None:  # a slot
        """Hide what tells of guests, or show it again, in every word and every card."""
        overlays = self.overlays
        if on:
            self.header.search.clear()
            # What these say was put into words before.
            overlays.toast.put_away()
            overlays.moves.put_away()
            public = {overlays.walk_in, overlays.moves, overlays.toast, overlays.calendar}
            self.stage.veil(
                lambda each: each not in public and each not in overlays.public,
                waiting=(overlays.sheet, overlays.guest, overlays.callers),
            )
        self.header.search.setEnabled(not on)
        # Every word is read anew, as in another language.
        QApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))
        self.header.show_day()
        if not on:
            self.stage.unveil()
        self.return_focus()

    @Slot(str)
    def open_reservation(self, reservation_id: str) -> None:
        """Open a reservation's sheet; if it is in a clash, the clash stands open beside it."""
        is_in_clash = self._models.clashes.show_about(reservation_id)
        self._models.sheet.edit(reservation_id)
        if is_in_clash:
            self.overlays.clashes.bring_up()

    @Slot(str)
    def go_to_reservation(self, reservation_id: str) -> None:
        """Open a reservation wherever it is: its day, its place in it, and its sheet."""
        self.open_reservation(reservation_id)
        found = self._models.sheet.editing
        if found is not None and str(found.id) == reservation_id:
            if found.business_day != self._models.day.business_day:
                self._models.day.open(found.business_day)
            self._models.day.select(reservation_id)

    @Slot(str)
    def show_table(self, table_id: str) -> None:
        """Go to a table on the timeline, and select who sits there or comes next."""
        book = self._models.day.book
        table = book.table(TableId(table_id))
        if table is None:
            return
        self.act("timeline")
        self.timeline.reveal_row(table_id)
        party = party_at(table, book)
        self._models.day.select(str(party.id) if party is not None else "")

    @Slot(str, object)
    def begin_at(self, table_id: str, starts_at: datetime) -> None:
        """Open a new sheet for a place and a time that were tapped."""
        book = self._models.day.book
        table = book.table(TableId(table_id))
        self._models.sheet.begin(
            Beginning(
                business_day=book.business_day,
                minute=clock_minute(starts_at, book.venue, book.business_day),
                table_ids=(table.id,) if table is not None else (),
            )
        )

    def _lay_out(self) -> None:
        self.resize(*USUAL)
        self.setMinimumSize(*SMALLEST)
        self.list.setMinimumWidth(LIST_WIDTH_MIN)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 7)
        width = max(LIST_WIDTH_MIN, round(self.width() * LIST_SHARE))
        self._split.setSizes([width, self.width() - width])
        self._training.setObjectName("trainingBar")
        self._training.setFixedHeight(TRAINING_BAR_HEIGHT)
        self._training.setVisible(self._models.environment is Environment.TRAINING)
        self._training_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        band = QHBoxLayout(self._training)
        band.setContentsMargins(0, 0, 0, 0)
        band.addWidget(self._training_words)
        column = QVBoxLayout(self.stage)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._training)
        column.addWidget(self.discretion)
        column.addWidget(self.header)
        column.addWidget(self.notices)
        column.addWidget(self._split, 1)
        column.addWidget(self.line)
        self.setCentralWidget(self.stage)

    def _room(self) -> Room:
        body = self._split.geometry()
        left = self.list.width() + self._split.handleWidth()
        later = QRect(body.left() + left, body.top(), body.width() - left, body.height())
        return Room(body, self._overlays.later_of(later) if self._overlays is not None else later)

    def _connect(self) -> None:
        self._split.splitterMoved.connect(self.stage.place_overlays)
        self.list.reservation_activated.connect(self.open_reservation)
        self.header.new_requested.connect(self.begin_new)
        self.header.halves.chosen.connect(self.show_half)
        self.line.undo_requested.connect(self._models.day.undo)
        self._models.later.get(Discretion).changed.connect(self._be_discreet)
        self.stage.held_back.connect(self.discretion.remind)
        self.notices.clicked.connect(partial(self.open_screen, "notices"))
        self.list.waitlist_requested.connect(partial(self.open_screen, "waitlist"))
        self.line.acts_requested.connect(partial(self.open_screen, "acts"))
        self.line.menu_requested.connect(partial(self.open_screen, "menu"))

    def _afterwards(self, act: Callable[[Overlays], Callable[[], None]]) -> Callable[[], None]:
        """Put off asking for an overlay until it is wanted: keys are bound before there is any."""

        def open_it() -> None:
            act(self.overlays)()

        return open_it

    def _build_timeline(self) -> TimelineView:
        from app.ui.timeline.view import TimelineView

        timeline = TimelineView(self._models.day, self._theme, self._halves)
        self._halves.addWidget(timeline)
        timeline.reservation_activated.connect(self.open_reservation)
        timeline.slot_activated.connect(self.begin_at)
        return timeline

    def _build_plan(self) -> PlanPage:
        from app.ui.plan.page import PlanPage

        plan = PlanPage(self._models.day, self._theme, self._halves)
        self._halves.addWidget(plan)
        plan.edit_requested.connect(partial(self.open_screen, "plan_editor"))
        plan.view.reservation_activated.connect(self.open_reservation)
        plan.view.table_activated.connect(self._take_free_table)
        plan.view.moves_requested.connect(self._offer_moves)
        return plan

    @Slot(str)
    def _take_free_table(self, table_id: str) -> None:
        """Seat a walk-in at a free table; on another day than today, book it."""
        day = self._models.day
        if day.business_day == day.today():
            self.overlays.walk_in.bring_up_at((TableId(table_id),))
            return
        venue = day.book.venue
        shift = next(iter(shifts_on(venue, day.business_day)), None)
        minute = shift.opens_minute if shift else venue.day_starts_minute
        self.begin_at(table_id, at_minute(day.business_day, minute, venue))

    @Slot(object, QPoint)
    def _offer_moves(self, row: Row, where: QPoint) -> None:
        self.overlays.moves.offer(row, where)

    def _build_overlays(self) -> Overlays:
        from app.ui.overlays import Overlays

        models = self._models
        overlays = Overlays(models, self._theme, self._language, self.stage)
        overlays.search.attach(self.header.search)
        self.list.moves_requested.connect(overlays.moves.offer)
        self.header.walk_in_requested.connect(overlays.walk_in.bring_up)
        overlays.walk_in.waitlist_requested.connect(self._let_wait)
        self.header.calendar_requested.connect(overlays.calendar.bring_up)
        self.line.sync_room_requested.connect(overlays.sync_room.bring_up)
        self.line.clashes_requested.connect(overlays.clashes.bring_up)
        self.line.staff_requested.connect(overlays.staff.bring_up)
        models.day.refused.connect(overlays.toast.warn)
        models.day.author_changed.connect(self._hand_over)
        models.caller.refused.connect(overlays.toast.warn)
        overlays.moves.reservation_activated.connect(self.open_reservation)
        overlays.moves.guest_activated.connect(models.guest.open)
        overlays.settings.reservation_chosen.connect(self.go_to_reservation)
        overlays.toast.undo_requested.connect(models.day.undo)
        for card in overlays.cards:
            card.focus_released.connect(self.return_focus)
        return overlays

    @Slot(int)
    def _let_wait(self, covers: int) -> None:
        from app.ui.waitlist import WaitlistCard

        card = self.overlays.screen("waitlist", self)
        assert isinstance(card, WaitlistCard)
        card.receive(covers)

    @Slot()
    def _hand_over(self) -> None:
        """Tell whoever signs from now on what is new to them."""
        from app.viewmodels.handover import HandoverModel

        if self._models.later.get(HandoverModel).look():
            self.overlays.screen("handover", self).bring_up()

    @Slot()
    def _stand_timeline(self) -> None:
        self._first_paint = FirstPaint(self.timeline.viewport(), self)

    def _stand_half(self) -> None:
        half = self.plan.view if self.half == PLAN else self.timeline
        self._halves.setCurrentWidget(self.plan if self.half == PLAN else self.timeline)
        self._first_paint = FirstPaint(half.viewport(), self)
        # A turn later, so that what staff tapped meanwhile comes first.
        self._first_paint.passed.connect(self._stand_the_rest, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _stand_the_rest(self) -> None:
        self._stand_overlays()
        self.drawn.emit()

    @Slot()
    def _stand_overlays(self) -> None:
        assert self.overlays
        self.stage.place_overlays()

    def _connect_models(self) -> None:
        models = self._models
        models.day.saved.connect(self._say_saved)
        models.day.opened.connect(self.retranslate)
        for opened in (models.sheet.opened, models.guest.opened):
            opened.connect(self._stand_overlays)
        models.guest.booking_requested.connect(models.sheet.begin)
        models.guest.reservation_requested.connect(self.go_to_reservation)
        models.search.booking_chosen.connect(self.go_to_reservation)
        models.search.guest_chosen.connect(models.guest.open)
        models.search.table_chosen.connect(self.show_table)
        models.search.command_chosen.connect(self._do_found)

    def _bind_keys(self) -> None:
        actions = self.actions_by_name()
        for key in KEYS:
            # Esc is left to whoever has the focus first: it may be half-way through a drag.
            if key.action and key.action != "close":
                for sequence in (*key.sequences, *key.also):
                    QShortcut(QKeySequence(sequence), self, actions[key.action])

    @Slot(str)
    def _do_found(self, action: str) -> None:
        """Do what the search found; the next key is no longer meant for its box."""
        self.return_focus()
        self.act(action)

    @Slot(str, tuple)
    def _say_saved(self, code: str, _change_ids: tuple[str, ...]) -> None:
        if code == "settle":
            # The clash's own card says it and offers to take it back.
            self.overlays.toast.put_away()
            return
        self.overlays.toast.tell(saved_text(self._models.day), undo=code not in NO_UNDO)

    @Slot()
    def return_focus(self) -> None:
        """Give the focus back to the book."""
        self.list.rows.setFocus(Qt.FocusReason.OtherFocusReason)
