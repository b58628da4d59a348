"""The house of one run: its devices and their hub, what staff do there, and how it heals."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias, cast

import httpx

from app.domain.errors import DomainError
from app.store import ledger_file, rows
from app.store.errors import LedgerDamaged, StoreError
from app.store.ledger import Ledger
from sync import engine
from sync.engine import Round
from sync.errors import SignedOut, SyncError
from tests.builders import VENUE
from tests.simulation import oracle
from tests.simulation.device import SimulatedDevice, World
from tests.simulation.disk import Killed, Machines
from tests.simulation.hub import Server, SimulatedHub, Surroundings
from tests.simulation.line import BOTH, Line
from tests.simulation.oracle import REFUSED, SAVED, UNKNOWN, Oracle, Tap, Wrong
from tests.simulation.relay import SimulatedRelay
from tests.simulation.replaced import replaced
from tests.simulation.script import Script, Step
from tests.simulation.staff import Staff
from tests.simulation.verdict import (
    check_agrees,
    check_copied,
    check_end,
    check_in_sync,
    check_relay,
    check_relay_in_sync,
    check_sum,
)

AWAY_MS_MAX: Final = 600_000
"""A relay that did not answer is left alone for less than this."""

HINTS_MAX: Final = 5
HEAL_ROUNDS_MAX: Final = 12
HEAL_PASSES_MAX: Final = 6
PARKED_FOR: Final = ("mars", "altered", "too large", "builds on")
"""The reasons for parking that a run causes."""

COMMON: Final = {
    "tap": "tap",
    "many taps": "busy_tap",
    "sync": "calm_sync",
    "rough sync": "rough_sync",
}
"""What happens in every house on every evening, by the names in a script."""

Mishap: TypeAlias = Callable[["House", SimulatedDevice, random.Random], None]


class House:
    """One run."""

    def __init__(self, script: Script, folder: Path, trace: list[str]) -> None:
        self.script = script
        self.folder = folder
        self.hub_copy = folder / "hub.copy.db"
        self.world = World(random.Random(script.seed))
        self.oracle = Oracle()
        self.machines = Machines()
        self.devices: list[SimulatedDevice] = []
        self.relay: SimulatedRelay | None = None
        self.delayed: list[httpx.Request] = []
        self.delayed_at_relay: list[httpx.Request] = []
        self.trace = trace
        self.upgraded = False
        self.problems: list[str] = []
        self._patches: ExitStack

    def run(self, mishaps: Mapping[str, Mishap]) -> None:
        """Let everything happen, heal, and check.

        Args:
            mishaps: what befalls it, by the name a script has for it.

        Raises:
            Wrong: a promise was broken.
        """
        with ExitStack() as self._patches:
            for place in replaced(random.Random(self.script.bounds), self.machines):
                self.replace(*place)
            self._open()
            self._patches.callback(self.close)
            for number, step in enumerate(self.script.steps):
                self.tell(f"-- {number}: {step.act}")
                self._happens(step, mishaps)
            self.heal()
            self.oracle.may_double = self.oracle.has_twins and self.relay is not None
            check_end(self.devices, self.hub, self.oracle)
            if self.relay is not None:
                check_relay(self.relay, self.hub)

    def replace(self, module: ModuleType, name: str, value: Any) -> None:
        """Put something else in the place of a module's name, until the run is over."""
        self._patches.callback(setattr, module, name, getattr(module, name))
        setattr(module, name, value)

    def tell(self, sentence: str) -> None:
        """Write a line of the trace."""
        self.trace.append(sentence)

    def close(self) -> None:
        """Put the computers away."""
        for device in self.devices:
            device.switch_off()
        if self.relay is not None:
            self.relay.close()
        self.hub.close()

    def _open(self) -> None:
        chance = random.Random(self.script.bounds)
        self.around = Surroundings(
            self.machines, self.true_time, self.world.chance, packs=chance.random() < 0.5
        )
        self.world.asks_ahead = chance.random() < 0.5
        self.hub = SimulatedHub(self.folder / "hub", self.around)
        for number in range(self.script.devices):
            self.join(with_house=not number)
            if not number:
                self._furnish(self.devices[0])

    def _furnish(self, device: SimulatedDevice) -> None:
        """Give everybody something to disagree about."""
        chance = random.Random(self.script.bounds)
        for act in ("add_table", "add_table", "book", "book", "book", "add_guest", "add_guest"):
            self.tap(device, chance, act)
        device.round()

    def true_time(self) -> int:
        """Read the right time; it goes on by that much."""
        self.world.ms += 1
        return self.world.ms

    def new_device(self) -> SimulatedDevice:
        """Buy a device; it has no ledger yet, and nobody works on it."""
        name = f"device-{len(self.devices) + 1}"
        machine = self.machines.add(name, self.folder / name)
        device = SimulatedDevice(self.world, machine, Line(lambda: self.hub, self.delayed))
        device.line.meanwhile = lambda: self._meanwhile(device.line, device)
        if self.relay is not None:
            self._tell_of_relay(device)
        return device

    def set_up_relay(self) -> None:
        """Let a machine in the house be its relay."""
        line = Line(lambda: self.hub, self.delayed)
        line.meanwhile = lambda: self._meanwhile(line)
        self.relay = SimulatedRelay(self.folder / "relay", self.around, line, self.world.new_nonce)
        self.relay.join(self.hub.new_code())
        self.sync_relay()
        for device in self.devices:
            self._tell_of_relay(device)

    def _tell_of_relay(self, device: SimulatedDevice) -> None:
        line = Line(self.the_relay, self.delayed_at_relay)
        line.meanwhile = lambda: self._meanwhile(line, device)
        device.hear_of_relay(line)

    def the_relay(self) -> SimulatedRelay:
        """Give the relay of a house that has one."""
        assert self.relay is not None
        return self.relay

    def join(self, *, with_house: bool = False, chance: random.Random | None = None) -> None:
        """Let a new device join, or bring the house to the hub; over bad lines if by chance."""
        device = self.new_device()
        if with_house:
            incarnation = self.world.new_incarnation()
            device.found(device.new_id(), with_house=True, incarnation=incarnation)
            device.switch_on()
        self.pair(device)
        self.devices.append(device)
        if chance is None:
            self.sync(device)
        else:
            self.rough_sync(device, chance)

    def pair(self, device: SimulatedDevice) -> None:
        """Let staff type a code of the hub's into a device."""
        device.line.calm()
        device.line.cut = ""
        device.pair(self.hub.new_code())

    # One step.

    def _happens(self, step: Step, mishaps: Mapping[str, Mishap]) -> None:
        self.world.ms += step.chance % 60_000
        device = self.devices[step.who % len(self.devices)]
        chance = random.Random(step.chance)
        if step.act in COMMON:
            getattr(self, COMMON[step.act])(device, chance)
        else:
            mishaps[step.act](self, device, chance)
        for each in self.devices:
            self._hear(each, chance)
        for each in self.devices:
            check_sum(each)

    def _hear(self, device: SimulatedDevice, chance: random.Random) -> None:
        """Let hints make a device ask, if they reach it: none, late, or twice."""
        hints = list(islice(device.hear(), HINTS_MAX))
        for hint in hints:
            if hint.epoch == self.hub.epoch() and hint.head > self.hub.head():
                raise Wrong(f"{device.name} is told of {hint.head}, which is not in the log")
        often = chance.choice((0, 1, 1, 2)) if hints else 0
        if device.missed and chance.random() < 0.3:
            often, device.missed = often + 1, False
        elif hints and not often:
            device.missed = chance.random() < 0.5
        for _ in range(often):
            if device.session is not None:
                for hint in hints:
                    device.session.hear(hint)
            self.sync(device)

    def tap(self, device: SimulatedDevice, chance: random.Random, act: str = "") -> None:
        """Let staff do one thing, whichever if none is named."""
        with self._alive(device):
            tap = self.oracle.begin(device.name)
            try:
                Staff(device, chance, tap).act(act)
            except StoreError as error:
                # A read that fails after the commit leaves open whether it was saved.
                tap.outcome = UNKNOWN if isinstance(error, LedgerDamaged) else REFUSED
                self.tell(f"   {device.name}: tap {tap.number} {tap.act}: {error.code}")
            except DomainError as error:
                # What it wrote may not be readable, where the disk has altered what was there.
                is_altered = any(id in device.altered for _, id in tap.intents)
                tap.outcome = UNKNOWN if is_altered else REFUSED
                self.tell(f"   {device.name}: tap {tap.number} {tap.act}: {error.code}")
            except Killed:
                self.tell(f"   {device.name}: tap {tap.number} {tap.act}: killed")
                raise
            else:
                tap.outcome = SAVED
                self.tell(f"   {device.name}: tap {tap.number} {tap.act} {_short(tap)}")
            finally:
                device.ids.clear()

    def sync(self, device: SimulatedDevice) -> None:
        """Do one round, and see that what it says is true."""
        with self._alive(device):
            for line in device.lines:
                line.begin()
            if device.awaits_book and not device.depth and not self._fetch_book(device):
                return
            outcome = device.round()
            device.signed_out = isinstance(outcome.error, SignedOut)
            done = outcome.round
            said = (
                f"pushed {done.pushed} pulled {done.pulled} repaired {done.repaired}"
                f" in_sync {done.in_sync}"
                if done
                else f"{type(outcome.error).__name__}: {outcome.error}"
            )
            where = "round" if done is None or done.upstream is None else "round with the relay"
            told = [words for line in device.lines for words in line.told]
            self.tell(f"   {device.name}: {where}: {said} {told or ''}")
            if done is None:
                return
            # A device that met the hub itself meanwhile brings the relay what that has not read.
            if done.repaired and done.upstream is None and not self.oracle.has_cause:
                raise Wrong(f"{device.name} had to be repaired, and nothing had happened to it")
            self.problems += done.problems
            device.read_over()
            if done.upstream is None and done.in_sync:
                check_in_sync(device, self.hub)
            if done.upstream is not None and done.agrees:
                check_agrees(device, self.the_relay())
            if done.upstream is not None and done.in_sync:
                check_relay_in_sync(device, self.the_relay(), self.hub)

    def _fetch_book(self, device: SimulatedDevice) -> bool:
        """Let a device without a book take a copy, if there is one; False if it was cut off."""
        try:
            joined = device.fetch_book()
        except (StoreError, SyncError) as error:
            self.tell(f"   {device.name}: no book yet: {type(error).__name__}: {error}")
            self._start_again(device)
            device.signed_out = isinstance(error, SignedOut)
            return False
        self._start_again(device)
        device.awaits_book = False
        problems = joined.problems or ""
        self.tell(f"   {device.name}: a copy of {joined.changes} changes {problems}")
        check_copied(device)
        return True

    def _start_again(self, device: SimulatedDevice) -> None:
        """Start the program; where its disk fails at that, it says so and ends, and is started."""
        try:
            device.switch_on()
        except StoreError as error:
            self.tell(f"   {device.name}: does not start: {error.code}")
            device.reboot()

    def offer_copy(self, device: SimulatedDevice, steps_max: int) -> None:
        """Let a device that is in sync put a copy of its book at the hub, so many steps of it."""
        with self._alive(device):
            device.line.begin()
            if device.offer is None:
                done = device.round().round
                if done is None or not done.in_sync:
                    return
                device.offer = device.begin_offer()
            device.depth += 1
            try:
                taken = sum(1 for _ in islice(device.offer, steps_max))
            except (StoreError, SyncError) as error:
                self.tell(f"   {device.name}: no copy offered: {type(error).__name__}: {error}")
                device.offer = None
            else:
                self.tell(f"   {device.name}: offers a copy: {taken} steps")
                if taken < steps_max:
                    device.offer = None
            finally:
                device.depth -= 1

    def calm_sync(self, device: SimulatedDevice, chance: random.Random) -> None:
        """Do a round while all is well."""
        for line in device.lines:
            line.calm()
        self.sync(device)

    def rough_sync(self, device: SimulatedDevice, chance: random.Random) -> None:
        """Do rounds over bad lines, while others work."""
        for line in device.lines:
            line.be_rough(chance)
        for _ in range(chance.choice((1, 2, 3))):
            self.sync(device)
        for line in device.lines:
            line.calm()

    def sync_relay(self) -> None:
        """Let the relay do one round with the hub."""
        relay = self.the_relay()
        relay.line.begin()
        done = relay.round()
        self.problems += done.problems if isinstance(done, Round) else ()
        said = (
            f"pushed {done.pushed} pulled {done.pulled} in_sync {done.in_sync}"
            if isinstance(done, Round)
            else f"{type(done).__name__}: {done}"
        )
        self.tell(f"   relay: round: {said} {relay.line.told or ''}")

    def busy_tap(self, device: SimulatedDevice, chance: random.Random) -> None:
        """Let staff do several things."""
        for _ in range(chance.randint(2, 5)):
            self.tap(device, chance)

    def _meanwhile(self, line: Line, during: SimulatedDevice | None = None) -> None:
        """Let something happen while a request of a device, or of the relay, is under way."""
        chance = line.chance
        if sum(device.depth for device in self.devices) > 2:
            return
        at_work = [each for each in (during, *self.devices) if each is not None and not each.is_off]
        if not at_work:
            return
        device = chance.choice(at_work)
        if self.relay is not None and not self.relay.depth and chance.random() < 0.3:
            self.sync_relay()
            return
        what = chance.random()
        if what < 0.5:
            self.tap(device, chance)
        elif what < 0.8:
            self._sync_beside(device)
        elif what < 0.9:
            self.late_request(chance)
        elif what < 0.97 or not self.hub_copy.exists():
            self._hub_stopped()
        else:
            self.hub_goes_back()

    def _sync_beside(self, device: SimulatedDevice) -> None:
        if not device.depth:
            self.sync(device)
            return
        # Another process of the same device flushes the same queue.
        ledger = Ledger.open(device.path)
        outcome = device.another_session(ledger).round()
        self.tell(f"   {device.name}: round of another process: {outcome.error or 'done'}")
        ledger.close()

    def hub_goes_back(self) -> None:
        """Put the hub's backup back, if there is one, whatever is under way."""
        if self.hub_copy.exists():
            self.lose_hub()
            self.hub.go_back(self.hub_copy)
            self.tell("   hub: put back to its copy")

    def _hub_stopped(self) -> None:
        self.hub.machine.disarm()
        self.hub.close()
        self.hub.open()
        self.tell("   hub: stopped and started")

    @contextmanager
    def _alive(self, device: SimulatedDevice) -> Iterator[None]:
        """Start a device again when its process ends in the block."""
        try:
            yield
        except Killed as killed:
            if killed.machine is not device.machine or device.depth:
                raise
            device.reboot()
            self.tell(f"   {device.name}: started again")

    def late_request(self, chance: random.Random) -> None:
        """Let a request arrive that somebody gave up long ago."""
        delayed, server = self.delayed, cast(Server, self.hub)
        if self.relay is not None and self.delayed_at_relay:
            delayed, server = self.delayed_at_relay, self.relay
        if not delayed:
            return
        request = delayed.pop(chance.randrange(len(delayed)))
        with suppress(httpx.ReadError):
            answer = server.serve(request)
            self.tell(f"   {server.machine.name}: late {request.url.path}: {answer.status_code}")

    def look_after_parked(self, device: SimulatedDevice, *, gives_up: bool) -> None:
        """Try again what is parked, or give it up; see that it was parked for a reason."""
        with device.machine.looked_at():
            for parked in device.ledger.outbox.parked():
                if not any(words in parked.reason for words in PARKED_FOR):
                    raise Wrong(f"{device.name} parked {parked.id}: {parked.reason}")
                with ledger_file.writing(device.ledger.sql):
                    if gives_up:
                        rows.project(device.ledger.sql, device.ledger.outbox.drop(parked.id))
                    else:
                        device.ledger.outbox.retry(parked.id)

    def lose(self, device: SimulatedDevice) -> None:
        """Note that a device's disk goes, with what it alone held."""
        self.oracle.has_cause = True
        self._lost(device.bodies(), [each for each in self.devices if each is not device], self.hub)

    def lose_hub(self) -> None:
        """Note that the hub's log goes, with what it alone held."""
        self.oracle.has_cause = True
        self._lost(self.hub.bodies(), self.devices, None)

    def lose_relay(self) -> None:
        """Note that the relay's log goes, with what it alone held."""
        self.oracle.has_cause = True
        self._lost(self.the_relay().written(), self.devices, self.hub, is_relay=True)

    def _lost(
        self,
        here: list[bytes],
        devices: Sequence[SimulatedDevice],
        hub: SimulatedHub | None,
        *,
        is_relay: bool = False,
    ) -> None:
        # One that is off is about to take a copy of the book, in place of an empty one.
        at_work = [device for device in devices if not device.is_off]
        elsewhere = [body for device in at_work for body in device.bodies()]
        elsewhere += hub.bodies() if hub else []
        elsewhere += self.relay.written() if self.relay is not None and not is_relay else []
        self.oracle.lose(here, elsewhere)

    # The end.

    def heal(self) -> None:
        """Mend every line and disk, let what hangs about arrive, and sync until nothing is left."""
        for line in [line for device in self.devices for line in device.lines]:
            line.calm()
            line.cut = ""
        self.hub.unharmed()
        if self.relay is not None:
            self.relay.unharmed()
            self.relay.line.calm()
            self.relay.line.cut = ""
        while self.delayed or self.delayed_at_relay:
            self.late_request(random.Random(len(self.delayed)))
        self.tell("-- heal")
        self.replace(engine, "SCRUB_MAX", 200)
        self._give_up_what_nobody_has()
        # A relay that hands up what it was given may put it right before anybody has seen it.
        is_told = bool(self.hub.altered) and self.relay is None
        at_hub = self._unsound(self.hub) - self._in_queues() if is_told else set()
        self.problems.clear()
        if self.relay is not None and self.script.bounds % 2:
            self._settle_by_relay(self.relay)
        self._settle_all()
        self._look_over_disks()
        if at_hub and not any("disk" in problem for problem in self.problems):
            raise Wrong(f"nobody says that the hub's disk altered {at_hub}")
        if self.relay is not None:
            self._settle_with_relay(self.relay)
        self._settle_all()

    def _give_up_what_nobody_has(self) -> None:
        """Have the hub checked where its disk altered the last copy of something."""
        held = {oracle.name(body) for device in self.devices for body in device.bodies()}
        lost = self.hub.unsound() - held
        if lost:
            self.tell(f"   hub: nobody has {sorted(id for id, _ in lost)} as it was written")
            self.hub.check_and_repair()

    def _look_over_disks(self) -> None:
        """Let bytes be looked over, while there is nothing else to do, from where that stood."""
        unsound = {device.name: self._unsound(device) for device in self.devices if device.altered}
        for device in self.devices:
            for _ in range(2 if device.altered or self.hub.altered else 0):
                self.world.ms += 2 * engine.SCRUB_PAUSE_MS
                with self._out_of_the_house(device):
                    self._settle(device, gives_up=True)
        for device in self.devices if self.relay is not None and self.relay.altered else ():
            for _ in range(2):
                self.world.ms += AWAY_MS_MAX
                self.sync(device)
        for device in self.devices:
            told = {id for (id,) in device.rows("select entity_id from repair")}
            if untold := unsound.get(device.name, set()) - told:
                raise Wrong(
                    f"{device.name} put right what its disk altered, and says nothing: {untold}"
                )

    def _in_queues(self) -> set[str]:
        """Name the things that the hub is about to write anew, whatever it has of them."""
        return {
            id
            for device in self.devices
            for (id,) in device.rows("select entity_id from change where state in (1, 2)")
        }

    def _unsound(self, machine: SimulatedDevice | SimulatedHub) -> set[str]:
        return oracle.unsound_in(
            machine.rows("select type, id, state, hash from entity"),
            machine.rows("select entity_id, body, hash from change"),
        )

    def _settle_with_relay(self, relay: SimulatedRelay) -> None:
        """Let relay and devices agree, until nothing moves on either way."""
        for _ in range(HEAL_PASSES_MAX):
            self._settle_by_relay(relay)
            is_level = all(self._is_level(device) for device in self.devices)
            if is_level and relay.agreed == (self.hub.epoch(), self.hub.head()):
                return
            self._settle_all()
        raise Wrong("the relay and the devices go on and on, and never come to rest")

    def _settle_by_relay(self, relay: SimulatedRelay) -> None:
        for _ in range(HEAL_ROUNDS_MAX):
            self.sync_relay()
            if relay.is_shut_out() and self.hub.venue() == VENUE.id:
                relay.join(self.hub.new_code())
            self.world.ms += AWAY_MS_MAX
            for device in self.devices:
                self.sync(device)
            if relay.agreed == (self.hub.epoch(), self.hub.head()):
                return

    def _settle_all(self) -> None:
        for passes in range(HEAL_PASSES_MAX):
            # What the hub's disk altered is given back by whoever has it, level or not.
            everybody = bool(self.hub.unsound())
            behind = [each for each in self.devices if everybody or not self._is_level(each)]
            if not behind:
                return
            for device in behind:
                with self._out_of_the_house(device):
                    self._settle(device, gives_up=passes > 0)
        raise Wrong("the devices go on and on, and never come to rest")

    def _is_level(self, device: SimulatedDevice) -> bool:
        """Tell whether a device has read all there is, and says so."""
        read = device.rows("select epoch, cursor from device")[0]
        head = self.hub.head()
        return device.says_in_sync() and read == (self.hub.epoch(), head)

    @contextmanager
    def _out_of_the_house(self, device: SimulatedDevice) -> Iterator[None]:
        """Let a device meet the hub itself, and only that."""
        if device.relay_line is None:
            yield
            return
        device.relay_line.cut = BOTH
        yield
        device.relay_line.cut = ""

    def _settle(self, device: SimulatedDevice, *, gives_up: bool) -> None:
        needs_others = bool(self.hub.unsound())
        for _ in range(HEAL_ROUNDS_MAX):
            self.sync(device)
            if device.signed_out:
                self.pair(device)
                continue
            if device.says_in_sync():
                return
            waiting, parked = device.quietly(device.ledger.outbox.queue_length)
            if parked:
                self.look_after_parked(device, gives_up=gives_up)
                if not gives_up and not waiting:
                    self.sync(device)
                    return
        if not needs_others:
            raise Wrong(f"{device.name} does not come to agree with the hub")


def _short(tap: Tap) -> str:
    return " ".join(
        f"{kind} {id} {dict(intent.sets)} saw {sorted(intent.basis)}"
        for (kind, id), intent in tap.intents.items()
    )
