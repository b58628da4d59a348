"""The settings: the house, its floor, its people, its hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.rights import GUARDED_KINDS, Right, may_choose_pin
from app.domain.staff import Role, Staff
from app.domain.table import Area, Table
from app.services.desk import Author, Desk
from app.services.floor import TableDraft
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.house import HouseModel
from app.viewmodels.hub_link import HubLink
from app.viewmodels.hub_words import HubFacts, hub_text, relay_text
from app.viewmodels.records import newest_change
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.table_form import TableForm, write_on
from app.viewmodels.wording import translate

_Setting = Area | Table | Staff

SETTING_TYPES = frozenset({"venue", "area", "table", "staff"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffForm:
    """A member of staff as typed; an empty PIN leaves the one they have."""

    name: str
    role: Role = Role.HOST
    active: bool = True
    pin: str = ""


class SettingsModel(QObject):
    """Everything a manager sets.

    Attributes:
        house: the form of the house itself.

    Signals:
        changed: something reads differently.
        saved: it is in the book; carries a sentence.
        refused: it is not; carries a sentence fit to show. Nothing typed is lost.
        staff_saved: a member of staff is in the book as typed.
        hub_answered: the hub was asked something; carries whether it went well, and a sentence.
        hub_moved: the line to the hub stands otherwise now.
    """

    changed = Signal()
    saved = Signal(str)
    refused = Signal(str)
    staff_saved = Signal()
    hub_answered = Signal(bool, str)
    hub_moved = Signal()

    def __init__(
        self, desk: Desk, day: DayModel, hub: HubLink, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._hub = hub
        self.house = HouseModel(desk, day, self)
        self.house.saved.connect(self.saved)
        self.house.refused.connect(self.refused)
        self._is_asking = False
        self._facts: HubFacts | None = None
        hub.paired.connect(self._tell_paired)
        hub.pair_failed.connect(self._tell_failed)
        hub.synced.connect(self._tell_synced)

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas in their order."""
        return self._desk.floor.areas()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in their order."""
        return self._desk.floor.tables()

    @property
    def staff(self) -> tuple[Staff, ...]:
        """Everybody, those who left last."""
        return tuple(sorted(self._desk.team.staff(), key=lambda each: not each.active))

    @property
    def device_name(self) -> str:
        """What this device is called in histories."""
        return self._desk.device_name

    @property
    def joined_house(self) -> str:
        """The house this device keeps in step with over a hub; empty while it has none."""
        return self._day.book.venue.name if self._day.has_hub else ""

    @property
    def hub(self) -> str:
        """Say which hub this device keeps in step with, and how that stands."""
        return hub_text(self._facts, self._day.book.venue, self._day.today())

    @property
    def relay(self) -> str:
        """Say whether the house's relay is asked in place of the hub, and how that stands."""
        wish, venue = self._hub.relay_wish, self._day.book.venue
        return relay_text(self._facts, wish, venue, self._day.today())

    @property
    def relay_wish(self) -> str:
        """What is chosen about the house's relay: `auto`, `off`, or its address."""
        return self._hub.relay_wish

    def choose_relay(self, wish: str) -> None:
        """Ask the house's relay first, or never; the next round does."""
        self._hub.choose_relay(wish)
        self.hub_moved.emit()

    @property
    def is_asking(self) -> bool:
        """Whether an answer of the hub is awaited; the book stays open meanwhile."""
        return self._is_asking

    def add_area(self, name: str) -> bool:
        """Name a part of the floor."""
        return self._write("area", None, lambda author: self._desk.floor.add_area(name, author))

    def rename_area(self, area: Area, name: str) -> bool:
        """Call an area something else."""
        after = replace(area, name=name)
        floor = self._desk.floor
        return self._write("area", area, lambda author: floor.change_area(area, after, author))

    def remove_area(self, area: Area) -> bool:
        """Take an area away; its tables stay."""
        return self._write("area", area, lambda author: self._desk.floor.delete_area(area, author))

    def add_table(self, form: TableForm) -> bool:
        """Put a table on the floor."""
        draft = TableDraft(
            name=form.name,
            seats_min=form.seats_min,
            seats_max=form.seats_max,
            area_id=form.area_id,
            kind=form.kind,
            combines_with=form.combines_with,
        )
        return self._write("table", None, lambda author: self._desk.floor.add_table(draft, author))

    def change_table(self, table: Table, form: TableForm) -> bool:
        """Save what is typed differently from a table as it was laid out; bookings on it stay."""
        after = write_on(table, form)
        floor = self._desk.floor
        return self._write("table", table, lambda author: floor.change_table(table, after, author))

    def remove_table(self, table: Table) -> bool:
        """Take a table away; bookings keep naming it until a person moves them."""
        floor = self._desk.floor
        return self._write("table", table, lambda author: floor.delete_table(table, author))

    def add_staff(self, name: str, role: Role) -> bool:
        """Take somebody on."""
        return self._write("staff", None, lambda author: self._desk.team.add(name, role, author))

    def change_staff(self, staff: Staff, name: str, role: Role, *, active: bool) -> bool:
        """Save an edit; who left the house stays in its histories."""
        after = replace(staff, name=name, role=role, active=active)
        team = self._desk.team
        return self._write("staff", staff, lambda author: team.change(staff, after, author))

    def set_pin(self, staff: Staff, pin: str) -> bool:
        """Give somebody a PIN of 4 to 8 digits."""
        return self._write(
            "staff", staff, lambda author: self._desk.team.set_pin(staff, pin, author)
        )

    def save_staff(self, before: Staff | None, form: StaffForm) -> bool:
        """Save somebody as typed, a new PIN included, in one go: a manager is asked for once."""
        if not self._may_save(before, form):
            self._day.rights.grants(Right.TEAM, partial(self.save_staff, before, form))
            return False
        known = {each.id for each in self.staff}
        if before is None:
            if not self.add_staff(form.name, form.role):
                return False
        elif _differs(before, form) and not self.change_staff(
            before, form.name, form.role, active=form.active
        ):
            return False
        current = next(
            each
            for each in self._desk.team.staff()
            if (each.id == before.id if before is not None else each.id not in known)
        )
        if form.pin and not self.set_pin(current, form.pin):
            return False
        self.staff_saved.emit()
        return True

    def _may_save(self, before: Staff | None, form: StaffForm) -> bool:
        own_pin = (
            before is not None
            and not _differs(before, form)
            and may_choose_pin(self._day.author.name, before)
        )
        return own_pin or self._day.rights.allows(Right.TEAM)

    def pair(self, url: str, code: str, device_name: str) -> None:
        """Join the house of a hub; the answer comes as `hub_answered`."""
        if not (url.strip() and code.strip()):
            self.hub_answered.emit(False, translate("Settings", "Enter the address and the code"))
            return
        self._ask()
        self._hub.pair(url.strip(), code.strip(), device_name.strip() or self.device_name)

    def sync_now(self) -> None:
        """Run a round now; the answer comes as `hub_answered`."""
        self._ask()
        self._hub.sync_now()

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news, ours or another device's."""
        self.house.refresh(touched)
        if {kind for kind, _ in touched} & SETTING_TYPES:
            self.changed.emit()

    @Slot(object)
    def set_state(self, facts: HubFacts) -> None:
        """Take what a round has to tell."""
        self._facts = facts
        self.hub_moved.emit()

    @Slot(str)
    def _tell_paired(self, house: str) -> None:
        self._answer(
            well=True, words=translate("Settings", "This device joined {house}").format(house=house)
        )

    @Slot(str)
    def _tell_failed(self, why: str) -> None:
        self._answer(well=False, words=why)

    @Slot(bool)
    def _tell_synced(self, in_sync: bool) -> None:
        words = (
            translate("Settings", "In sync")
            if in_sync
            else translate("Settings", "Not in sync yet; everything is kept and sent later")
        )
        self._answer(well=in_sync, words=words)

    def _ask(self) -> None:
        self._is_asking = True
        self.changed.emit()

    def _answer(self, *, well: bool, words: str) -> None:
        self._is_asking = False
        self.hub_answered.emit(well, words)
        self.changed.emit()

    def _write(self, kind: str, before: _Setting | None, write: Callable[[Author], object]) -> bool:
        right = GUARDED_KINDS[kind]
        # What else than the PIN they change of themselves the service refuses.
        is_mine = isinstance(before, Staff) and may_choose_pin(self._day.author.name, before)
        if not (
            is_mine or self._day.rights.grants(right, partial(self._write, kind, before, write))
        ):
            return False
        known = newest_change(self._desk, before.id) if before else ""
        try:
            written = write(self._day.author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return False
        setting = written if isinstance(written, (Area, Table, Staff)) else before
        assert setting is not None
        self._record(kind, setting.id, setting.name, known)
        return True

    def _record(self, kind: str, id: str, name: str, known: str) -> None:
        newest = newest_change(self._desk, id)
        if newest != known:
            touched = frozenset({(kind, str(id))})
            self._day.record_changes(Saved(kind, (newest,), touched, name))
        self.saved.emit(translate("Settings", "Saved: {name}").format(name=name))
        self.changed.emit()


def _differs(before: Staff, form: StaffForm) -> bool:
    return (before.name, before.role, before.active) != (form.name, form.role, form.active)
