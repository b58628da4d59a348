"""Whatever staff, lines, disks and copies do to two devices, after it they hold the same."""

import random
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.errors import NotAllowed
from app.domain.reservation import Reservation, Status
from app.store import backup, history, ledger_file, rows
from app.store.check import examine
from app.store.ledger import Write
from sync.change import content_hash
from sync.errors import SyncError
from sync.replica import Replica
from tests.builders import a_guest, a_reservation, at
from tests.devices import Device, House, a_house
from tests.ledgers import add, book_of, digests_of

IDS = ("r0", "r1", "r2")
EDITS: tuple[dict[str, Any], ...] = (
    {"adults": 3},
    {"adults": 5},
    {"note": "窓際"},
    {"note": "窓際\n静かに"},
    {"tags": ("VIP",)},
    {"tags": ("初回", "VIP")},
    {"tags": ()},
    {"starts_at": at("20:00"), "table_ids": ("t1",)},
    {"status": Status.SEATED, "seated_at": at("19:00")},
    {"status": Status.CANCELLED},
    {},
)
"""What staff do to a booking; nothing at all is to delete it."""


def test_a_ledgers_replica_is_what_the_engine_needs(tmp_path):
    with a_house(tmp_path) as house:
        replica: Replica = house.device("ホール").replica
        assert replica.device().name == "ホール"


class Evening:
    """Two devices of one house, and all that can happen to them; chance says what does."""

    def __init__(self, house: House, folder: Path) -> None:
        self.house = house
        self.folder = folder
        self.chance = random.Random(0)
        self.devices = [house.device("ホール"), house.device("バー")]
        add(self.devices[0].ledger, *(a_reservation(id, guest_name="山田") for id in IDS))
        add(self.devices[0].ledger, *(a_guest(f"g-{id}") for id in IDS))
        for device in self.devices:
            device.sync()
        self.screens: dict[tuple[str, str], Reservation] = {}
        self.booked = 0
        self.acts = {
            self.book: 2,
            self.open_an_editor: 6,
            self.work: 14,
            self.undo: 4,
            self.settle: 2,
            self.sync: 6,
            self.sync_over_a_line_that_breaks: 4,
            self.spoil_what_waits: 2,
            self.look_after_what_is_parked: 3,
            self.switch_off_and_on: 1,
            self.back_up: 2,
            self.go_back_to_a_copy: 2,
            self.rot: 2,
            self.hub_forgets: 1,
        }

    def happens(self) -> None:
        """Let one thing happen, and see that every change is still accounted for."""
        (act,) = self.chance.choices(list(self.acts), list(self.acts.values()))
        act(self.chance.choice(self.devices))
        for device in self.devices:
            assert device.ledger.sum().balances, act.__name__

    def book(self, device: Device) -> None:
        self.booked += 1
        add(device.ledger, a_reservation(f"new-{self.booked}", tables="t1"))

    def open_an_editor(self, device: Device) -> None:
        id = self.chance.choice(IDS)
        found = device.ledger.find("reservation", id)
        if found is not None:
            self.screens[device.name, id] = found

    def work(self, device: Device) -> None:
        """Edit or delete, from what is shown now or from an editor left open."""
        id = self.chance.choice(IDS)
        before = device.ledger.find("reservation", id)
        if self.chance.random() < 0.5:
            before = self.screens.get((device.name, id), before)
        if before is not None:
            over = self.chance.choice(EDITS)
            write = Write(before, replace(before, **over) if over else None, "work")
            device.ledger.commit([write], actor="佐藤", now_ms=self.house.clock())

    def undo(self, device: Device) -> None:
        made = device.ledger.sql.execute(
            "select id from change where entity_id like 'r%' order by pos desc limit 6"
        ).fetchall()
        try:
            drafts = history.inverse(device.ledger, self.chance.choice(made)[0], "鈴木")
        except NotAllowed:
            return
        device.ledger.commit_drafts(drafts, now_ms=self.house.clock())

    def settle(self, device: Device) -> None:
        for clash in history.clashes(device.ledger)[:1]:
            value = self.chance.choice(clash.values).value
            draft = history.settlement(device.ledger, clash, value, "鈴木")
            device.ledger.commit_drafts([draft], now_ms=self.house.clock())

    def sync(self, device: Device) -> None:
        device.sync()

    def sync_over_a_line_that_breaks(self, device: Device) -> None:
        left = self.chance.randint(1, 5)

        def act(request, answer=None):
            nonlocal left
            left -= 1
            if not left:
                raise httpx.ReadError("the cable was pulled", request=request)
            return answer

        setattr(device.wire, self.chance.choice(["before", "after"]), act)
        try:
            device.sync()
        except SyncError:
            pass
        finally:
            device.wire.before = device.wire.after = None

    def spoil_what_waits(self, device: Device) -> None:
        """Make of a waiting change one that the hub must refuse."""
        found = device.ledger.sql.execute(
            "select id, body from change where state = 1 and own = 1 and entity_id like 'r%'"
            " order by pos desc limit 1"
        ).fetchone()
        if found is not None:
            body = found[1].replace(b'"env":"production"', b'"env":"mars"')
            device.ledger.sql.execute(
                "update change set body = ?, hash = ? where id = ?",
                (body, content_hash(body), found[0]),
            )

    def look_after_what_is_parked(self, device: Device) -> None:
        for parked in device.ledger.outbox.parked()[:1]:
            with ledger_file.writing(device.ledger.sql):
                if self.chance.random() < 0.3:
                    device.ledger.outbox.retry(parked.id)
                else:
                    rows.project(device.ledger.sql, device.ledger.outbox.drop(parked.id))

    def switch_off_and_on(self, device: Device) -> None:
        self.house.reopen(device)

    def back_up(self, device: Device) -> None:
        backup.back_up(device.ledger, self.copy_of(device))

    def copy_of(self, device: Device) -> Path:
        return self.folder / f"{device.name}.copy.db"

    def go_back_to_a_copy(self, device: Device) -> None:
        if not self.copy_of(device).exists():
            return
        is_gone = self.chance.random() < 0.5
        if is_gone:
            # What only this device knew is gone with it, so let the hub have it first.
            self.give_everything(device)
        device.close()
        if is_gone:
            for file in (device.path, *ledger_file.side_files(device.path)):
                file.unlink(missing_ok=True)
        backup.restore(
            device.path,
            self.copy_of(device),
            new_incarnation=self.house.incarnations,
            now_ms=self.house.clock(),
        )
        self.house.reopen(device)
        self.screens = {key: each for key, each in self.screens.items() if key[0] != device.name}

    def rot(self, device: Device) -> None:
        """Let the disk alter what is kept of a thing, or of a change that others have too."""
        id = f"g-{self.chance.choice(IDS)}"
        if device is self.devices[1] or self.chance.random() < 0.5:
            device.ledger.sql.execute("update entity set state = x'7b7d' where id = ?", (id,))
        else:
            device.ledger.sql.execute(
                "update change set body = cast(replace(body, '山田', '山本') as blob)"
                " where entity_id = ? and state = 0 and cursor is not null",
                (id,),
            )

    def hub_forgets(self, _: Device) -> None:
        self.give_everything(self.devices[1])
        self.house.go_back_to_nothing()

    def give_everything(self, device: Device) -> None:
        for _ in range(9):
            device.settle()
            for parked in device.ledger.outbox.parked():
                with ledger_file.writing(device.ledger.sql):
                    rows.project(device.ledger.sql, device.ledger.outbox.drop(parked.id))
            if device.sync().in_sync:
                return

    def ends_well(self) -> None:
        """Let all devices sync, and see that they hold the same, and nothing but that."""
        for device in (*self.devices, *self.devices):
            self.give_everything(device)
        books = {book_of(device.ledger) for device in self.devices}
        assert books == {self.house.book()}
        for device in self.devices:
            assert digests_of(device.ledger) == self.house.log.digest("v1").buckets
            assert device.ledger.outbox.queue_length() == (0, 0)
            assert device.ledger.sum().balances
            assert examine(device.ledger).findings == ()
            assert device.sync().in_sync
        first, second = (history.clashes(device.ledger) for device in self.devices)
        assert first == second


class Evenings(RuleBasedStateMachine):
    """Hypothesis' way into an evening: hours of mishaps, which it can take away again."""

    evening: Evening | None = None

    @initialize()
    def open_the_house(self):
        self.folder = Path(tempfile.mkdtemp())
        self.opened = a_house(self.folder)
        self.evening = Evening(self.opened.__enter__(), self.folder)

    @rule(chance=st.randoms(use_true_random=True), acts=st.integers(10, 40))
    def an_hour_goes_by(self, chance, acts):
        assert self.evening is not None
        self.evening.chance = chance
        for _ in range(acts):
            self.evening.happens()

    @invariant()
    def the_books_open(self):
        for device in self.evening.devices if self.evening else ():
            assert device.ledger.venue().name == "暖簾"

    def teardown(self):
        if self.evening is not None:
            try:
                self.evening.ends_well()
            finally:
                self.opened.__exit__(None, None, None)
                shutil.rmtree(self.folder)


Evenings.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_evenings_of_mishaps_end_well = Evenings.TestCase
