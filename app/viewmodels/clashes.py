"""What people must settle, in plain words, and the one tap that settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.business_day import clock_text
from app.domain.clashes import DoubleBooking
from app.domain.errors import Unknown
from app.domain.history import FieldClash
from app.domain.ids import CallId, GuestId, ReservationId, StaffId, TableId
from app.domain.reservation import Reservation
from app.domain.venue import Venue
from app.services.clashes import OpenClashes
from app.services.desk import Desk
from app.viewmodels.clash_words import Clash, Shelf, double_words, field_words
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.pace import Pace
from app.viewmodels.records import names_of
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.rows import name_text
from app.viewmodels.wording import person_text, phone_text, short_day_text, translate

GATHER_MS: Final = 30
"""News in a burst is read once: looking for clashes reads every coming day."""

APART_MS: Final = 1_000
"""While news keeps flowing, clashes are looked for once in so long."""

GUEST_FIELDS: Final = frozenset({"guest_id", "merged_into"})

_Id = TypeVar("_Id")
_Thing = TypeVar("_Thing")


class ClashesModel(QObject):
    """The clashes of the book, one of them on the card.

    Signals:
        changed: one came, went, reads differently, or another stands on the card.
        count_changed: how many wait for a person; carries the number.
        refused: it could not be settled; carries a sentence fit to show.
    """

    changed = Signal()
    count_changed = Signal(int)
    refused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        day: DayModel,
        parent: QObject | None = None,
        *,
        is_read_later: bool = False,
    ) -> None:
        """Read the clashes at once, or leave that to `reload`, once the book is on the screen."""
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._open = OpenClashes((), (), 0)
        self._words: dict[str, Clash] = {}
        self._look = self.reload
        self._place = 0
        self._settled = ""
        self._pace = Pace(self._look_again, self, soon_ms=GATHER_MS, apart_ms=APART_MS)
        if not is_read_later:
            self._show(desk.clashes.open())
        day.saved.connect(self._follow)
        day.opened.connect(self._reword)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Everything that waits for a person: tables promised twice first."""
        return tuple(self._worded(each) for each in self._all)

    @property
    def count(self) -> int:
        """How many wait for a person."""
        return len(self._all)

    @property
    def current(self) -> Clash | None:
        """The one on the card."""
        return self._worded(self._all[self._place]) if self._all else None

    @property
    def position(self) -> tuple[int, int]:
        """Which of how many is on the card, from 1."""
        return (min(self._place + 1, self.count), self.count)

    @property
    def settled_text(self) -> str:
        """What was settled last and can be taken back at once; empty when nothing."""
        return self._settled

    def step(self, by: int) -> None:
        """Put the next clash on the card, or the one before."""
        if self._all:
            self._place = (self._place + by) % self.count
            self.changed.emit()

    def show_about(self, reservation_id: str) -> bool:
        """Put a reservation's clash on the card; False when it is in none."""
        for place, clash in enumerate(self._all):
            if reservation_id in _parties(clash):
                self._place = place
                self.changed.emit()
                return True
        return False

    def settle(self, clash_id: str, keep: int) -> None:
        """Settle by one of the ways shown; undo takes it back."""
        found = next((each for each in self._all if each.id == clash_id), None)
        if found is None:
            return
        clash = self._worded(found)
        try:
            change_ids = self._desk.clashes.settle(clash_id, keep, self._day.author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            self.reload()
            return
        words = next(each.text for each in clash.ways if each.keep == keep)
        self._settled = translate("Clashes", "Settled: {how}").format(how=words)
        self._day.record_changes(Saved("settle", change_ids, clash.touched, clash.name))

    def undo(self) -> None:
        """Take the last settlement back."""
        if self._settled:
            self._day.undo()

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news, ours or another device's; a tap elsewhere does not wait for the reading."""
        if touched:
            self._pace.ask()

    def look_by(self, look: Callable[[], None]) -> None:
        """Let somebody else look for clashes, who then brings them to `take`."""
        self._look = look

    @Slot()
    def reload(self) -> None:
        """Read the clashes again, here and now."""
        self._put(self._desk.clashes.open())

    @Slot(object)
    def take(self, found: OpenClashes) -> None:
        """Take what was found elsewhere; what was read before our own last reading is stale."""
        if found.position >= self._open.position:
            self._put(found)

    @Slot()
    def _reword(self) -> None:
        """Say everything anew beside another day: what is of that day goes without its date."""
        self._words = {}
        if self.count:
            self.changed.emit()

    def _look_again(self) -> None:
        self._look()

    def _put(self, found: OpenClashes) -> None:
        before = self.count
        self._show(found)
        if before != self.count:
            self.count_changed.emit(self.count)
        self.changed.emit()

    @Slot(str, tuple)
    def _follow(self, code: str, _change_ids: tuple[str, ...]) -> None:
        # Only the newest thing done can be taken back from the card: another save ends that.
        if code == "settle":
            self.reload()
            return
        had_settled, self._settled = self._settled, ""
        if had_settled:
            self.reload()
        else:
            self._pace.ask()

    @property
    def _all(self) -> tuple[DoubleBooking | FieldClash, ...]:
        return (*self._open.doubles, *self._open.fields)

    def _show(self, found: OpenClashes) -> None:
        """Replace what is open; the card stays at the clash it shows."""
        shown = self._all[self._place].id if self._all else ""
        self._open, self._words = found, {}
        places = (place for place, each in enumerate(self._all) if each.id == shown)
        self._place = next(places, min(self._place, max(0, self.count - 1)))

    def _worded(self, clash: DoubleBooking | FieldClash) -> Clash:
        """Put a clash into words when it is looked at: most of many never are."""
        if clash.id not in self._words:
            names = names_of(self._desk, self._day)
            if isinstance(clash, FieldClash) and clash.field in GUEST_FIELDS:
                names = replace(names, guests=self._guests_of(clash))
            shelf = Shelf(
                names=names,
                shown=self._day.business_day,
                history=self._desk.history.of,
                reservation=lambda id: _found(self._desk.bookings.get, id),
            )
            self._words[clash.id] = (
                double_words(clash, shelf)
                if isinstance(clash, DoubleBooking)
                else field_words(clash, self._whose(clash), shelf)
            )
        return self._words[clash.id]

    def _guests_of(self, clash: FieldClash) -> dict[str, str]:
        """Name the guests between whose cards people must choose."""
        ids = {each.value for each in clash.values} | {clash.base}
        found = (_found(self._desk.guests.get, GuestId(id)) for id in ids if id)
        return {
            guest.id: "  ".join(
                each
                for each in (person_text(guest.name), *map(phone_text, guest.phones[:1]))
                if each
            )
            for guest in found
            if guest
        }

    def _whose(self, clash: FieldClash) -> str:
        """Name the thing people disagree about."""
        desk, id = self._desk, clash.entity_id
        venue = self._day.book.venue
        match clash.entity_type:
            case "reservation":
                found = _found(desk.bookings.get, ReservationId(id))
                return _booking(found, venue)
            case "guest":
                guest = _found(desk.guests.get, GuestId(id))
                return person_text(guest.name) if guest else translate("Clashes", "A guest")
            case "table":
                table = _found(desk.floor.table, TableId(id))
                return table.name if table else translate("Clashes", "A table")
            case "area":
                areas = (each.name for each in desk.floor.areas() if each.id == id)
                return next(areas, translate("Clashes", "An area"))
            case "staff":
                staff = _found(desk.team.get, StaffId(id))
                return staff.name if staff else translate("Clashes", "A member of staff")
            case "call":
                call = _found(desk.calls.get, CallId(id))
                return call.line if call and call.line else translate("Clashes", "A call")
            case "notice":
                return translate("Clashes", "A notice")
            case _:
                return translate("Clashes", "The house")


def _parties(clash: DoubleBooking | FieldClash) -> tuple[str, ...]:
    if isinstance(clash, DoubleBooking):
        return (clash.holder.id, clash.other.id)
    return (clash.entity_id,) if clash.entity_type == "reservation" else ()


def _booking(found: Reservation | None, venue: Venue) -> str:
    if found is None:
        return translate("Clashes", "A booking")
    time = clock_text(found.starts_at, venue, found.business_day)
    return f"{name_text(found)} {short_day_text(found.business_day)} {time}"


def _found(get: Callable[[_Id], _Thing], id: _Id) -> _Thing | None:
    try:
        return get(id)
    except Unknown:
        return None
