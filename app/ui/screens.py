"""What else opens over the book: one line a screen, each built when it is first wanted.

A screen is opened by the action of its name, which `app.ui.keys` gives a key, words, and a place on
the menu.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QStandardPaths

from app.ui import stage
from app.ui.card import Card
from app.ui.language import Language
from app.ui.side_sheet import at_the_side
from app.ui.stage import Place, Stage
from app.ui.theme import Theme
from app.viewmodels.door import DoorModel
from app.viewmodels.notices import NoticesModel
from app.viewmodels.shell import WindowModels


class Book(Protocol):
    """The window, as far as a screen that opens over it may ask."""

    stage: Stage

    @property
    def models(self) -> WindowModels:
        """What the window shows."""
        ...

    @property
    def theme(self) -> Theme:
        """The look it wears."""
        ...

    @property
    def language(self) -> Language:
        """The language it speaks."""
        ...

    def act(self, action: str) -> None:
        """Do what a key, the menu or the search calls by name."""
        ...

    def open_screen(self, name: str) -> None:
        """Open one of the further screens; the same again puts it away."""
        ...

    def go_to_reservation(self, reservation_id: str) -> None:
        """Open a reservation wherever it is."""
        ...

    def begin_at(self, table_id: str, starts_at: datetime) -> None:
        """Open a new sheet for a place and a time."""
        ...

    def return_focus(self) -> None:
        """Give the focus back to the book."""
        ...


@dataclass(frozen=True, slots=True)
class Screen:
    """One of them.

    Attributes:
        name: the action that opens it.
        make: builds its card, with its model, and connects what it asks of the window.
        place: where it stands.
    """

    name: str
    make: Callable[[Book], Card]
    place: Place


def _import(book: Book) -> Card:
    from app.ui.import_card import ImportCard
    from app.viewmodels.imports import ImportModel

    return ImportCard(book.models.later.get(ImportModel), book.theme, book.stage)


def _guests(book: Book) -> Card:
    from app.ui.guest_index import GuestIndex
    from app.viewmodels.guest_index import GuestIndexModel

    model = book.models.later.get(GuestIndexModel)
    model.guest_chosen.connect(book.models.guest.open)
    return GuestIndex(model, book.theme, book.stage)


def _menu(book: Book) -> Card:
    from app.ui.menu_card import MenuCard

    card = MenuCard(book.theme, book.stage)
    card.chosen.connect(book.act)
    return card


def _acts(book: Book) -> Card:
    from app.ui.acts_card import ActsCard
    from app.viewmodels.past import ActsModel

    return ActsCard(book.models.later.get(ActsModel), book.theme, book.stage)


def _overview(book: Book) -> Card:
    from app.ui.overview import OverviewCard
    from app.viewmodels.overview import OverviewModel

    card = OverviewCard(book.models.later.get(OverviewModel), book.theme, book.stage)
    card.day_chosen.connect(book.models.day.open)
    return card


def _reports(book: Book) -> Card:
    from pathlib import Path

    from PySide6.QtCore import QStandardPaths

    from app.ui.reports import ReportsCard
    from app.viewmodels.reports import ReportsModel

    def folder() -> Path:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place) or Path.home())

    models = book.models
    model = models.later.get(ReportsModel)
    return ReportsCard(model, models.sheet.months, book.theme, folder, book.stage)


def _plan_editor(book: Book) -> Card:
    from app.ui.plan.editor import PlanEditorCard
    from app.viewmodels.plan_editor import BookEditor

    return PlanEditorCard(book.models.later.get(BookEditor), book.theme, book.stage)


def _handover(book: Book) -> Card:
    from app.ui.handover_card import HandoverCard
    from app.viewmodels.handover import HandoverModel

    card = HandoverCard(book.models.later.get(HandoverModel), book.theme, book.stage)
    card.reservation_activated.connect(book.go_to_reservation)
    return card


def _rewind(book: Book) -> Card:
    from app.ui.rewind_card import RewindCard
    from app.viewmodels.rewind import RewindModel

    return RewindCard(book.models.later.get(RewindModel), book.theme, book.stage)


def _day_sheet(book: Book) -> Card:
    from app.ui.day_sheet_card import DaySheetCard
    from app.ui.print.printers import SystemPrinters
    from app.viewmodels.day_sheet import DaySheetModel

    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    model = book.models.later.get(DaySheetModel)
    return DaySheetCard(model, SystemPrinters(), folder, book.theme, book.stage)


def _waitlist(book: Book) -> Card:
    from app.ui.waitlist import WaitlistCard

    return WaitlistCard(book.models.later.get(DoorModel), book.theme, book.stage)


def _notices(book: Book) -> Card:
    from app.ui.notices_card import NoticesCard

    return NoticesCard(book.models.later.get(NoticesModel), book.theme, book.stage)


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("import", _import, stage.over_all),
    Screen("guests", _guests, at_the_side),
    Screen("plan_editor", _plan_editor, stage.over_all),
    Screen("menu", _menu, stage.at_bottom_right),
    Screen("acts", _acts, stage.at_bottom_right),
    Screen("overview", _overview, stage.over_all),
    Screen("reports", _reports, stage.over_all),
    Screen("handover", _handover, stage.at_bottom_right),
    Screen("rewind", _rewind, stage.at_bottom_middle),
    Screen("day_sheet", _day_sheet, stage.over_all),
    Screen("waitlist", _waitlist, stage.at_top_right),
    Screen("notices", _notices, stage.at_top_left),
)


def screen(name: str) -> Screen:
    """Find a screen.

    Raises:
        KeyError: there is none of this name.
    """
    for each in SCREENS:
        if each.name == name:
            return each
    raise KeyError(name)
