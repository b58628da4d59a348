"""Everything that opens over the book: built here, each at its place, closed one at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget

from app.ui import stage
from app.ui.calendar_card import CalendarCard
from app.ui.caller_card import BesideSheet, CallerStack
from app.ui.card import Card
from app.ui.clash_card import BesideCallers, ClashDock
from app.ui.guest_card import GuestCardView
from app.ui.language import Language
from app.ui.manager_pin import ManagerPin
from app.ui.moves_card import MovesCard
from app.ui.screens import Book, screen
from app.ui.search import SearchPanel
from app.ui.settings import SettingsPanel
from app.ui.sheet import ReservationSheet
from app.ui.shortcut_sheet import ShortcutSheet
from app.ui.side_sheet import at_the_side
from app.ui.staff_picker import StaffPicker
from app.ui.stage import Room, Stage
from app.ui.sync_room import SyncRoom
from app.ui.theme import Theme
from app.ui.toast import Toast
from app.ui.walk_in import WalkInCard
from app.viewmodels.door import DoorModel
from app.viewmodels.shell import WindowModels
from resources.tokens import SPACE

PUBLIC = frozenset({"menu", "waitlist", "overview"})
"""Screens that put people into words as the list does, or not at all."""


class Overlays(QObject):
    """What stands on the stage in front of the book."""

    def __init__(
        self, models: WindowModels, theme: Theme, language: Language, house: Stage
    ) -> None:
        super().__init__(house)
        self._stage = house
        self._screens: dict[str, Card] = {}
        self.clashes = ClashDock(models.clashes, theme, house)
        self.sheet = ReservationSheet(models.sheet, theme, house)
        self.guest = GuestCardView(models.guest, theme, house)
        self.settings = SettingsPanel(models.settings, theme, language, house)
        self.sync_room = SyncRoom(models.sync_room, theme, house)
        self.calendar = CalendarCard(models.day, models.sheet.months, theme, house)
        self.walk_in = WalkInCard(models.later.get(DoorModel), theme, house)
        self.staff = StaffPicker(models.staff, theme, house)
        self.manager = ManagerPin(models.day.rights, theme, house)
        self.moves = MovesCard(models.day, theme, house)
        self.shortcuts = ShortcutSheet(theme, house)
        self.search = SearchPanel(models.search, theme, house)
        self.callers = CallerStack(models.caller, theme, house)
        self.toast = Toast(theme, house)
        self._stand()
        models.sheet.opened.connect(self._make_room)
        models.guest.opened.connect(self._make_room)

    def screen(self, name: str, book: Book) -> Card:
        """Give one of the further screens; it is built when it is first asked for."""
        if name not in self._screens:
            wanted = screen(name)
            card = self._screens[name] = wanted.make(book)
            card.focus_released.connect(book.return_focus)
            self._stage.add(card, wanted.place)
        return self._screens[name]

    @property
    def public(self) -> tuple[Card, ...]:
        """Further screens that name nobody where guests can see."""
        return tuple(card for name, card in self._screens.items() if name in PUBLIC)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What Esc closes, the uppermost first."""
        return (
            *reversed(self._screens.values()),
            self.manager,
            self.shortcuts,
            self.moves,
            self.staff,
            self.walk_in,
            self.calendar,
            self.sync_room,
            self.settings,
            self.guest,
            self.sheet,
        )

    def later_of(self, later: QRect) -> QRect:
        """Take away what a sheet at the side covers of the later hours."""
        sides = [each for each in (self.sheet, self.guest) if not each.isHidden()]
        return later.adjusted(0, 0, -max((each.width() for each in sides), default=0), 0)

    def close_topmost(self) -> bool:
        """Close one thing; False when nothing is open."""
        if not self.search.isHidden():
            self.search.put_away()
            return True
        for card in self.cards:
            if not card.isHidden():
                card.put_away()
                return True
        return False

    @Slot()
    def _make_room(self) -> None:
        """Fold the clash to a line while a sheet takes half of the hours."""
        if not self.clashes.is_folded:
            self.clashes.put_away()

    def _stand(self) -> None:
        for overlay, place in (
            (self.sheet, at_the_side),
            (self.guest, at_the_side),
            (self.settings, stage.over_all),
            (self.sync_room, stage.at_bottom_left),
            (self.calendar, stage.at_top_left),
            (self.walk_in, stage.at_top_right),
            (self.staff, stage.at_bottom_right),
            (self.manager, stage.in_the_middle),
            (self.moves, self.moves.at_the_finger),
            (self.shortcuts, stage.in_the_middle),
            (self.search, self.search.place),
            (self.callers, BesideSheet(self.sheet, self.guest, dock=self.clashes)),
            (self.clashes, BesideCallers(self.callers)),
            (self.toast, self._toast_place),
        ):
            self._stage.add(overlay, place)

    def _toast_place(self, overlay: QWidget, room: Room) -> QRect:
        """Stand at the bottom, above a clash: both are about what was just done."""
        box = stage.at_bottom_middle(overlay, room)
        if not self.clashes.isHidden() and self.clashes.geometry().intersects(box):
            box.moveBottom(self.clashes.geometry().top() - SPACE[1])
        return box
