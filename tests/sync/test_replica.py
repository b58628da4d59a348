"""Whatever staff, lines, disks and copies do to two devices, after it they hold the same."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.errors import NotAllowed
from app.domain.reservation import Status
from app.store import backup, history, ledger_file, rows
from app.store.check import examine
from app.store.ledger import Write
from sync.change import content_hash
from sync.errors import SyncError
from sync.replica import Replica
from tests.builders import a_guest, a_reservation, at
from tests.devices import Device, a_house
from tests.ledgers import add, book_of, digests_of

IDS = ["r0", "r1", "r2"]
EDITS = [
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
]
either = st.integers(0, 1)
some_id = st.sampled_from(IDS)
some_acts = st.lists(
    st.tuples(some_id, st.sampled_from([*EDITS, None]), st.booleans()), min_size=1, max_size=4
)


def test_a_ledgers_replica_is_what_the_engine_needs(tmp_path):
    with a_house(tmp_path) as house:
        replica: Replica = house.device("ホール").replica
        assert replica.device().name == "ホール"


class Evening(RuleBasedStateMachine):
    """Two devices of one house, with all that can happen to them."""

    @initialize()
    def open_the_house(self):
        self.folder = Path(tempfile.mkdtemp())
        self.opened = a_house(self.folder)
        self.house = self.opened.__enter__()
        self.devices = [self.house.device("ホール"), self.house.device("バー")]
        add(self.devices[0].ledger, *(a_reservation(id, guest_name="山田") for id in IDS))
        add(self.devices[0].ledger, *(a_guest(f"g-{id}") for id in IDS))
        for device in self.devices:
            device.sync()
        self.screens = {
            (which, id): device.ledger.get("reservation", id)
            for which, device in enumerate(self.devices)
            for id in IDS
        }
        self.copies = {}
        self.booked = 0

    def teardown(self):
        if not hasattr(self, "house"):
            return
        try:
            self.heal()
        finally:
            self.opened.__exit__(None, None, None)
            shutil.rmtree(self.folder)

    # What staff do.

    @rule(which=either)
    def book(self, which):
        self.booked += 1
        add(self.devices[which].ledger, a_reservation(f"new-{self.booked}", tables="t1"))

    @rule(which=either, id=some_id)
    def open_an_editor(self, which, id):
        found = self.devices[which].ledger.find("reservation", id)
        if found is not None:
            self.screens[which, id] = found

    @rule(which=either, acts=some_acts)
    def work(self, which, acts):
        """Edit and delete, from what is shown now or from editors left open."""
        ledger = self.devices[which].ledger
        for id, over, from_screen in acts:
            fresh = ledger.find("reservation", id)
            before = self.screens.get((which, id)) if from_screen else fresh
            if before is not None:
                after = replace(before, **over) if over else None
                write = Write(before, after, "work")
                ledger.commit([write], actor="佐藤", now_ms=self.house.clock())

    @rule(which=either, nth=st.integers(0, 5))
    def undo(self, which, nth):
        ledger = self.devices[which].ledger
        made = ledger.sql.execute(
            "select id from change where entity_id like 'r%' order by pos desc limit 1 offset ?",
            (nth,),
        ).fetchone()
        if made is None:
            return
        try:
            draft = history.inverse(ledger, made[0], "鈴木")
        except NotAllowed:
            return
        ledger.commit_drafts([draft], now_ms=self.house.clock())

    @rule(which=either)
    def settle(self, which):
        ledger = self.devices[which].ledger
        for clash in history.clashes(ledger)[:1]:
            draft = history.settlement(ledger, clash, clash.values[0].value, "鈴木")
            ledger.commit_drafts([draft], now_ms=self.house.clock())

    # What the line does.

    @rule(which=either)
    def sync(self, which):
        self.devices[which].sync()

    @rule(which=either, number=st.integers(1, 5), after=st.booleans())
    def sync_over_a_line_that_breaks(self, which, number, after):
        device = self.devices[which]
        left = number

        def act(request, answer=None):
            nonlocal left
            left -= 1
            if not left:
                raise httpx.ReadError("the cable was pulled", request=request)
            return answer

        setattr(device.wire, "after" if after else "before", act)
        try:
            device.sync()
        except SyncError:
            pass
        finally:
            device.wire.before = device.wire.after = None

    # What the disks and people with copies do.

    @rule(which=either, id=some_id)
    def poison(self, which, id):
        """Spoil what waits so that the hub must refuse it."""
        sql = self.devices[which].ledger.sql
        found = sql.execute(
            "select id, body from change where state = 1 and own = 1 and entity_id = ?"
            " order by pos desc limit 1",
            (id,),
        ).fetchone()
        if found is not None:
            body = found[1].replace(b'"env":"production"', b'"env":"mars"')
            sql.execute(
                "update change set body = ?, hash = ? where id = ?",
                (body, content_hash(body), found[0]),
            )

    @rule(which=either, retries=st.booleans())
    def look_after_what_is_parked(self, which, retries):
        ledger = self.devices[which].ledger
        for parked in ledger.outbox.parked()[:1]:
            with ledger_file.writing(ledger.sql):
                if retries:
                    ledger.outbox.retry(parked.id)
                else:
                    rows.project(ledger.sql, ledger.outbox.drop(parked.id))

    @rule(which=either)
    def switch_off_and_on(self, which):
        self.house.reopen(self.devices[which])

    @rule(which=either)
    def back_up(self, which):
        copy = self.folder / f"copy-{which}.db"
        self.copies[which] = backup.back_up(self.devices[which].ledger, copy)

    @precondition(lambda self: self.copies)
    @rule(which=either, is_gone=st.booleans())
    def go_back_to_a_copy(self, which, is_gone):
        if which not in self.copies:
            return
        device = self.devices[which]
        if is_gone:
            # What only this device knew is gone with it, so let the hub have it first.
            self.send_everything(device)
        device.close()
        if is_gone:
            for file in (device.path, *ledger_file.side_files(device.path)):
                file.unlink(missing_ok=True)
        backup.restore(
            device.path,
            self.copies[which],
            new_incarnation=self.house.incarnations,
            now_ms=self.house.clock(),
        )
        self.house.reopen(device)
        self.screens = {key: value for key, value in self.screens.items() if key[0] != which}

    def send_everything(self, device: Device):
        self.drop_what_is_parked(device)
        device.settle()

    @rule(which=either, id=some_id)
    def rot(self, which, id):
        self.devices[which].ledger.sql.execute(
            "update entity set state = x'7b7d' where id = ?", (f"g-{id}",)
        )

    @rule()
    def hub_goes_back(self):
        self.house.go_back_to_nothing()

    # What always holds.

    @invariant()
    def every_change_is_accounted_for(self):
        for device in getattr(self, "devices", ()):
            assert device.ledger.sum().balances, device.ledger.sum()

    def drop_what_is_parked(self, device: Device):
        for _ in range(9):
            device.settle()
            for parked in device.ledger.outbox.parked():
                with ledger_file.writing(device.ledger.sql):
                    rows.project(device.ledger.sql, device.ledger.outbox.drop(parked.id))
            if device.sync().in_sync:
                return

    def heal(self):
        for _ in range(2):
            for device in self.devices:
                self.drop_what_is_parked(device)
        books = [book_of(device.ledger) for device in self.devices]
        assert books[0] == books[1] == self.house.book()
        for device in self.devices:
            assert digests_of(device.ledger) == self.house.log.digest("v1").buckets
            assert device.ledger.outbox.queue_length() == (0, 0)
            assert device.ledger.sum().balances
            assert examine(device.ledger).findings == ()
            assert device.sync().in_sync
        first, second = (history.clashes(device.ledger) for device in self.devices)
        assert first == second


Evening.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_an_evening_of_mishaps = Evening.TestCase
