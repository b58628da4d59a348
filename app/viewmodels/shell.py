"""Everything one window shows, built together, and the one door through which news reaches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from app.domain.business_day import venue_zone
from app.domain.call import Call, CallerCard
from app.domain.venue import Environment
from app.services.desk import Desk
from app.viewmodels.caller import CallerModel
from app.viewmodels.clashes import ClashesModel
from app.viewmodels.connection import ConnectionModel, SyncFacts
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.drafts import DraftStore
from app.viewmodels.guest import GuestModel
from app.viewmodels.hub_link import HubLink
from app.viewmodels.later import LaterModels
from app.viewmodels.search import SearchModel
from app.viewmodels.settings import SettingsModel
from app.viewmodels.sheet import SheetModel
from app.viewmodels.staff import StaffModel
from app.viewmodels.sync_room import Queue, SyncRoomModel


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowModels:
    """The view-models of one window.

    Attributes:
        environment: a training house is told apart by a violet bar.
        device_name: shown beside whoever signs.
        later: the models of screens that are opened now and then.
    """

    environment: Environment
    device_name: str
    day: DayModel
    connection: ConnectionModel
    staff: StaffModel
    sheet: SheetModel
    guest: GuestModel
    caller: CallerModel
    clashes: ClashesModel
    search: SearchModel
    settings: SettingsModel
    sync_room: SyncRoomModel
    later: LaterModels


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What a window's models need from outside the book.

    Attributes:
        drafts: where begun sheets outlive a crash.
        guest_drafts, memo_drafts: where edits of guests' cards, and memos of calls, do.
        hub: the door to the thread that syncs.
        queue: what waits and what was set aside.
    """

    drafts: DraftStore
    guest_drafts: DraftStore
    memo_drafts: DraftStore
    hub: HubLink
    queue: Queue


def build_models(
    desk: Desk, now_ms: Callable[[], int], doors: Doors, *, clashes_later: bool = False
) -> WindowModels:
    """Build the models of one window over one desk, all on the caller's thread.

    Looking for clashes reads every coming day; a window that is to be seen soon does it later.
    """
    day = DayModel(desk, now_ms)
    sheet = SheetModel(desk, day, doors.drafts)
    return WindowModels(
        environment=desk.environment,
        device_name=desk.device_name,
        day=day,
        connection=ConnectionModel(lambda: venue_zone(day.book.venue)),
        staff=StaffModel(desk.team, day),
        sheet=sheet,
        guest=GuestModel(desk, day, doors.guest_drafts),
        caller=CallerModel(desk, day, sheet, doors.memo_drafts),
        clashes=ClashesModel(desk, day, is_read_later=clashes_later),
        search=SearchModel(desk, day),
        settings=SettingsModel(desk, day, doors.hub),
        sync_room=SyncRoomModel(desk, day, doors.queue, doors.hub),
        later=LaterModels(desk, day),
    )


class News(QObject):
    """Spreads news over a window's models; what was written here spreads by itself.

    Lives on the UI thread: workers' signals are connected to its slots.
    """

    def __init__(self, models: WindowModels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        models.day.wrote.connect(self._spread)
        models.day.caught_up.connect(self._spread)
        models.connection.changed.connect(self._tell_hub)
        models.clashes.count_changed.connect(models.connection.set_to_settle)
        models.connection.set_to_settle(models.clashes.count)
        self._tell_hub()

    @Slot(object)
    def take(self, touched: Touched) -> None:
        """Take what a sync round brought."""
        if self._models.day.hear(touched):
            self._spread(touched)

    @Slot(object)
    def take_state(self, facts: SyncFacts) -> None:
        """Take how this device stands with its hub now."""
        self._models.connection.set_state(facts)
        self._models.sync_room.set_state(facts)
        self._models.settings.set_state(facts)

    @Slot(object, object)
    def take_ring(self, call: Call, card: CallerCard) -> None:
        """Take that the telephone rings."""
        self._models.caller.ring(call, card)

    @Slot(object)
    def take_call(self, call: Call) -> None:
        """Take what became of a call."""
        self._models.caller.follow(call)

    @Slot(object)
    def _spread(self, touched: Touched) -> None:
        models = self._models
        for model in (
            models.sheet,
            models.guest,
            models.caller,
            models.clashes,
            models.settings,
            models.sync_room,
            models.later,
        ):
            model.refresh(touched)

    @Slot()
    def _tell_hub(self) -> None:
        self._models.day.set_has_hub(self._models.connection.has_hub)
