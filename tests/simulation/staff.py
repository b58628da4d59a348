"""What staff do on a device, each act through the same services as the window and the commands."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.domain.ids import GuestId
from app.domain.reservation import Status
from app.domain.status import MOVES
from app.services.author import Author
from app.services.bookings import BookingDraft
from app.services.calls import CallDraft
from app.services.floor import TableDraft
from app.services.guests import GuestDraft
from tests.builders import FRIDAY, at
from tests.ledgers import NOON_MS
from tests.simulation.device import HERE, SimulatedDevice
from tests.simulation.oracle import ANYTHING, Tap

NAMES: Final = ("山田", "鈴木", "佐藤", "田中", "ジョーンズ")
TAGS: Final = ("VIP", "初回", "窓際")
PHONES: Final = ("090-1234-5678", "03-1234-5678", "080-1111-2222")
LINES_OF_NOTES: Final = ("窓際", "静かに", "誕生日", "ベビーカー")


class Staff:
    """Somebody at one device, about to tap once."""

    def __init__(self, device: SimulatedDevice, chance: random.Random, tap: Tap) -> None:
        self.device = device
        self.desk = device.desk
        self.chance = chance
        self.tap = tap
        self.author = Author(f"tap-{tap.number}")

    def act(self, name: str = "") -> None:
        """Do one thing, whichever if none is named.

        Raises:
            DomainError: the program refused, so nothing is saved.
        """
        acts: Mapping[Callable[[], None], int] = {
            self.book: 10,
            self.walk_in: 4,
            self.edit: 22,
            self.open_an_editor: 6,
            self.move_on: 12,
            self.delete: 3,
            self.add_guest: 4,
            self.edit_guest: 6,
            self.merge_guests: 2,
            self.add_table: 2,
            self.edit_table: 5,
            self.change_house: 1,
            self.ring: 4,
            self.take_call: 4,
            self.undo: 6,
            self.settle: 5,
        }
        if not name:
            (act,) = self.chance.choices(list(acts), list(acts.values()))
            name = act.__name__
        self.tap.act = name
        getattr(self, name)()

    def book(self) -> None:
        adults, name = self.chance.randint(1, 6), self.chance.choice(NAMES)
        self._begins("reservation", adults=adults, guest_name=name)
        draft = BookingDraft(
            business_day=FRIDAY,
            starts_at=at(self.chance.choice(("18:00", "19:00", "20:30", "25:30"))),
            adults=adults,
            guest_name=name,
            phone=self.chance.choice(("", *PHONES)),
            table_ids=self._some_tables(),
            note=self.chance.choice(("", *LINES_OF_NOTES)),
        )
        self.desk.bookings.add(draft, self.author)

    def walk_in(self) -> None:
        adults = self.chance.randint(1, 4)
        self._begins("reservation", adults=adults, status="seated")
        self.desk.bookings.walk_in(self._some_tables(), adults, self.author)

    def edit(self) -> None:
        before, basis = self._screen("reservation")
        if before is None:
            return
        fields = {
            "adults": lambda: self.chance.randint(1, 8),
            "guest_name": lambda: self.chance.choice(NAMES),
            "note": lambda: "\n".join(self.chance.sample(LINES_OF_NOTES, 2)),
            "tags": lambda: tuple(self.chance.sample(TAGS, self.chance.randint(0, 2))),
            "table_ids": self._some_tables,
            "starts_at": lambda: at(self.chance.choice(("18:00", "19:00", "20:30", "25:30"))),
            "children": lambda: self.chance.randint(0, 2),
        }
        names = self.chance.sample(sorted(fields), self.chance.choice((1, 1, 2)))
        after = replace(before, **{name: fields[name]() for name in names})
        self._changes("reservation", before, after, basis)
        self.desk.bookings.change(before, after, self.author)

    def open_an_editor(self) -> None:
        id = self._any("reservation")
        if id is not None:
            value, basis = self._read("reservation", id)
            self.device.screens["reservation", id] = (value, basis)

    def move_on(self) -> None:
        before, basis = self._screen("reservation")
        if before is None:
            return
        status = self.chance.choice(sorted(MOVES[Status(before.status)]))
        self.tap.writes("reservation", before.id, basis, {"status": status.value})
        self.desk.bookings.set_status(before, status, self.author)

    def delete(self) -> None:
        before, basis = self._screen("reservation")
        if before is not None:
            self.tap.writes("reservation", before.id, basis, {"deleted": ANYTHING})
            self.desk.bookings.delete(before, self.author)

    def add_guest(self) -> None:
        name = self.chance.choice(NAMES)
        self._begins("guest", name=name)
        phones = (self.chance.choice(PHONES),)
        self.desk.guests.add(GuestDraft(name=name, phones=phones), self.author)

    def edit_guest(self) -> None:
        before, basis = self._screen("guest")
        if before is None:
            return
        over: dict[str, Any] = self.chance.choice(
            (
                {"name": self.chance.choice(NAMES)},
                {"note": self.chance.choice(LINES_OF_NOTES)},
                {"tags": tuple(self.chance.sample(TAGS, self.chance.randint(0, 2)))},
                {"email": f"{self.chance.randint(1, 3)}@example.jp"},
            )
        )
        after = replace(before, **over)
        self._changes("guest", before, after, basis)
        self.desk.guests.change(before, after, self.author)

    def merge_guests(self) -> None:
        one, other = self._any("guest"), self._any("guest")
        if one is None or other is None:
            return
        root = self.device.quietly(lambda: self.device.ledger.person_of(GuestId(other)))
        guest, basis = self._read("guest", one)
        if root not in (guest.merged_into, one):
            self.tap.writes("guest", one, basis, {"merged_into": root})
            self.desk.guests.merge(GuestId(one), GuestId(other), self.author)

    def add_table(self) -> None:
        # Two devices may each name a table alike while they cannot hear each other.
        name = f"T{self.chance.randint(1, 12)}"
        self._begins("table", name=name)
        self.desk.floor.add_table(TableDraft(name=name, seats_min=1, seats_max=4), self.author)

    def edit_table(self) -> None:
        before, basis = self._screen("table")
        if before is None:
            return
        over = self.chance.choice(
            (
                {"closed": not before.closed},
                {"seats_max": self.chance.randint(4, 8)},
                {"order": self.chance.randint(1, 9)},
            )
        )
        after = replace(before, **over)
        self._changes("table", before, after, basis)
        self.desk.floor.change_table(before, after, self.author)

    def change_house(self) -> None:
        before = self.device.quietly(self.desk.house.venue)
        basis = self.device.taps_shown(before.id)
        after = replace(before, home_area_code=self.chance.choice(("03", "06", "045", "011")))
        self._changes("venue", before, after, basis)
        self.desk.house.change(before, after, self.author)

    def ring(self) -> None:
        """Hear a call that other devices may hear as well, and report on their own."""
        number = self.chance.randint(1, 30)
        draft = CallDraft(
            feed="ncid",
            number=PHONES[number % len(PHONES)],
            feed_call_id=f"call-{number}",
            rang_at=datetime.fromtimestamp(NOON_MS // 1000, UTC) + timedelta(minutes=number),
        )
        known = {id for (id,) in self.device.rows('select id from "call"')}
        self.tap.writes("call", "", frozenset(), {"feed_call_id": f"call-{number}"})
        rung = self.desk.calls.ring(draft, self.author)
        if rung.call.id in known:
            self.tap.writes_nothing()

    def take_call(self) -> None:
        id = self._any("call")
        if id is None:
            return
        call, basis = self._read("call", id)
        note = self.chance.choice(LINES_OF_NOTES)
        if self.chance.random() < 0.5 and call.note != note:
            self.tap.writes("call", id, basis, {"note": note})
            self.desk.calls.note(call.id, note, self.author)
        elif call.answered_at is None:
            self.tap.writes("call", id, basis, {"outcome": "answered"})
            self.desk.calls.answered(call.id, self.author)

    def undo(self) -> None:
        rows = self.device.rows(
            f"select id, entity_id, state from change where {HERE} and body not like"
            ' \'%"intent":"setup"%\' order by pos desc limit 6'
        )
        if not rows:
            return
        change_id, entity, _ = self.chance.choice(rows)
        for (kind,) in self.device.rows("select type from entity where id = ?", entity):
            self.tap.writes(kind, entity, self.device.taps_shown(entity), {})
        self.desk.history.undo([change_id], self.author)

    def settle(self) -> None:
        doubles = self.device.quietly(self.desk.clashes.doubles)
        fields = self.device.quietly(self.desk.clashes.fields)
        doubles = [each for each in doubles if each.remedies]
        if doubles and self.chance.random() < 0.4:
            self._settle_double(self.chance.choice(doubles))
        elif fields:
            clash = self.chance.choice(fields)
            basis = self.device.taps_shown(clash.entity_id)
            self.tap.writes(clash.entity_type, clash.entity_id, basis, {clash.field: ANYTHING})
            keep = self.chance.randrange(len(clash.values))
            self.desk.clashes.settle(clash.id, keep, self.author)

    def _settle_double(self, double: Any) -> None:
        remedy = double.remedies[0]
        wants = [(remedy.reservation_id, remedy.table_ids)]
        if remedy.other_id is not None:
            wants.append((remedy.other_id, remedy.other_table_ids))
        for id, tables in wants:
            before, basis = self._read("reservation", id)
            if before.table_ids != tables:
                self.tap.writes("reservation", id, basis, {"table_ids": list(tables)})
            elif id == remedy.reservation_id and before.starts_at != remedy.starts_at:
                self.tap.writes("reservation", id, basis, {"starts_at": ANYTHING})
        self.desk.clashes.settle(double.id, 0, self.author)

    def _begins(self, kind: str, **sets: Any) -> None:
        id = self.device.new_id()
        self.device.ids[:] = [id]
        self.tap.writes(kind, id, frozenset(), sets)

    def _changes(self, kind: str, before: Any, after: Any, basis: frozenset[int]) -> None:
        sets: dict[str, Any] = {}
        for name in before.__dataclass_fields__:
            was, shall = getattr(before, name), getattr(after, name)
            if was == shall:
                continue
            if name == "tags":
                sets |= {f"tags/{tag}": ANYTHING for tag in set(was) ^ set(shall)}
            else:
                sets[name] = shall if isinstance(shall, str | int) else ANYTHING
        if sets:
            self.tap.writes(kind, before.id, basis, sets)

    def _screen(self, kind: str) -> tuple[Any, frozenset[int]]:
        """Look at a thing: as it is now, or in an editor that was opened some time ago."""
        open_ids = [id for type_, id in self.device.screens if type_ == kind]
        if open_ids and self.chance.random() < 0.5:
            return self.device.screens[kind, self.chance.choice(open_ids)]
        id = self._any(kind)
        return (None, frozenset()) if id is None else self._read(kind, id)

    def _read(self, kind: str, id: str) -> tuple[Any, frozenset[int]]:
        value = self.device.quietly(lambda: self.device.ledger.find(kind, id))
        return value, self.device.taps_shown(id)

    def _any(self, kind: str) -> str | None:
        ids = [id for (id,) in self.device.rows(f'select id from "{kind}" order by id')]
        # A few things draw most of the taps, or nobody would ever disagree.
        return self.chance.choice(ids[:5] if self.chance.random() < 0.7 else ids) if ids else None

    def _some_tables(self) -> tuple[Any, ...]:
        id = self._any("table")
        return () if id is None or self.chance.random() < 0.3 else (id,)
