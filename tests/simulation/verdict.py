"""Whether the promises were kept: what a device says of itself, and what all hold in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from app.store import export
from app.store.check import examine
from tests.builders import VENUE
from tests.ledgers import book_of
from tests.simulation import oracle
from tests.simulation.device import HERE, SimulatedDevice
from tests.simulation.hub import Server, SimulatedHub
from tests.simulation.oracle import SAVED, UNKNOWN, Oracle, Written, Wrong
from tests.simulation.relay import SimulatedRelay

Name: TypeAlias = tuple[str, bytes]
"""A change's id and the hash of its contents."""

AFTERWARDS: Final = "/v1/members"
"""What is asked when a round has ended, now and then: much may have happened since."""


def check_sum(device: SimulatedDevice) -> None:
    """See that every change made here is accounted for, and no queue is called in sync."""
    if not device.quietly(device.ledger.sum).balances:
        raise Wrong(f"the sum of {device.name} does not balance: {device.ledger.sum()}")
    waits = device.rows("select count(*) from change where state in (1, 2)")[0][0]
    if waits and device.says_in_sync():
        raise Wrong(f"{device.name} says it is in sync while {waits} wait")


def check_in_sync(device: SimulatedDevice, hub: SimulatedHub) -> None:
    """See that what a round has just called in sync is, with the hub as it was."""
    if device.line.head is None or device.line.head[0] != hub.epoch():
        return
    if AFTERWARDS in device.line.asked:
        return
    head = device.line.head[1]
    if amiss := _amiss(device, hub.names(head), hub.unsound()):
        raise Wrong(f"{device.name} says it is in sync: {amiss}")
    if head == hub.head():
        differing = set(_states(device)) ^ set(_states(hub))
        if any(id not in device.altered | hub.altered for _, id, _ in differing):
            raise Wrong(f"{device.name} says it is in sync, and its states are not the hub's")


def check_copied(device: SimulatedDevice) -> None:
    """See that a copy that was taken says nothing of the device that made it."""
    made = device.quietly(device.ledger.sum).made
    own = device.rows("select count(*) from change where own <> 0")[0][0]
    if made != own:
        raise Wrong(f"{device.name} says it made {made}, and its book says {own}")
    foreign = device.rows("select count(*) from change where own = 0 and state <> 0")[0][0]
    if foreign:
        raise Wrong(f"{device.name} took {foreign} changes over that never reached the hub")


def check_agrees(device: SimulatedDevice, relay: SimulatedRelay) -> None:
    """See that a device holds what the relay does, if it has just said so."""
    line = device.relay_line
    if line is None or line.head != (relay.epoch(), relay.head()):
        return
    if amiss := _amiss(device, relay.names(), relay.unsound()):
        raise Wrong(f"{device.name} says it agrees with the relay: {amiss}")
    differing = set(_states(device)) ^ set(_states(relay))
    if any(id not in device.altered | relay.altered for _, id, _ in differing):
        raise Wrong(f"{device.name} says it agrees with the relay, and its states are others")


def check_relay_in_sync(device: SimulatedDevice, relay: SimulatedRelay, hub: SimulatedHub) -> None:
    """See that what is called in sync by the relay's word was so when the relay asked last."""
    line = device.relay_line
    if line is None or line.head != (relay.epoch(), relay.head()) or relay.agreed is None:
        return
    epoch, head = relay.agreed
    if epoch != hub.epoch():
        return
    if amiss := _amiss(device, hub.names(head), hub.unsound()):
        raise Wrong(f"{device.name} says it is in sync by the relay: {amiss}")


def check_restored(device: SimulatedDevice, hub: SimulatedHub) -> None:
    """See that a book that was put back does not say it is in sync before it has asked."""
    if device.says_in_sync() and _states(device) != _states(hub):
        raise Wrong(f"{device.name} was restored and says it is in sync with the hub")


def check_end(devices: Sequence[SimulatedDevice], hub: SimulatedHub, oracle_: Oracle) -> None:
    """See that every promise was kept, once all has healed.

    Raises:
        Wrong: which one was not.
    """
    bodies = hub.bodies()
    log = [oracle.read(body) for body in bodies]
    if len({each.id for each in log}) < len(log):
        raise Wrong("the hub has a change twice")
    states = _states(hub)
    for device in devices:
        _check_same(device, bodies, states)
        _check_digest(device, hub)
        _check_made(device, oracle_, founded=device is devices[0])
    oracle_.check_taps(log, _given_up(devices))
    live = oracle_.live(log)
    for type_, id, state in states:
        expected, stored = live.get((type_, id)), oracle.live_in(state)
        if expected is not None and any(id in device.altered for device in devices):
            # What an editor had shown cannot be told from altered bytes: then both values stay.
            stored = {name: stored.get(name, set()) & ids for name, ids in expected.items()}
        if expected is not None and _some(stored) != _some(expected):
            raise Wrong(f"{type_} {id}: {stored} stand, but staff saw {expected}")
    deleted = oracle_.deleted(log, live)
    contested = {key[1] for key, is_contested in deleted.items() if is_contested}
    questions = oracle.open_questions(log, live) | {f"{id}:deleted" for id in contested}
    _check_books(devices, hub, questions, {key[1] for key in deleted} - contested)
    for device in devices[:1]:
        _check_history(device, log)


def check_relay(relay: SimulatedRelay, hub: SimulatedHub) -> None:
    """See that the relay holds the same as the hub in the end."""
    if sorted(relay.written()) != sorted(hub.bodies()):
        raise Wrong("the relay does not hold the hub's changes")
    if _states(relay) != _states(hub):
        raise Wrong("the relay does not hold the hub's states")
    standing = relay.log.upstream(VENUE.id)
    if standing is None or not standing.in_sync:
        raise Wrong("the relay is level with the hub and does not say so")


def _amiss(device: SimulatedDevice, theirs: set[Name], lost: set[Name]) -> str:
    """Tell what one of two holds and the other does not; of some, they have lost the bytes."""
    # What the disk altered is found in its turn: until then it is here, and as it was written.
    ours = set(device.rows(f"select id, hash from change where {HERE}"))
    sound = {oracle.name(body) for body in device.bodies()}
    lacks, alone = theirs - lost - ours, sound - theirs - lost
    if not (lacks or alone):
        return ""
    return f"it lacks {sorted(lacks)}, and alone has {sorted(alone)}"


def _some(registers: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {name: ids for name, ids in registers.items() if ids}


def _states(machine: SimulatedDevice | Server) -> list[tuple[Any, ...]]:
    query = "select type, id, state from entity order by type, id"
    return [tuple(row) for row in machine.rows(query)]


def _check_same(device: SimulatedDevice, bodies: list[bytes], states: list[Any]) -> None:
    if sorted(device.bodies()) != sorted(bodies):
        raise Wrong(f"{device.name} does not hold the hub's changes")
    if _states(device) != states:
        raise Wrong(f"{device.name} does not hold the hub's states")
    if device.quietly(device.ledger.outbox.queue_length) != (0, 0):
        raise Wrong(f"something waits on {device.name} for ever")


def _check_digest(device: SimulatedDevice, hub: SimulatedHub) -> None:
    digests = [
        {number: hash for number, hash in machine.rows(query) if any(hash)}
        for machine, query in (
            (device, "select bucket, hash from digest"),
            (hub, "select bucket, hash from bucket"),
        )
    ]
    if not digests[0] == digests[1] == oracle.buckets_of(_states(device)):
        raise Wrong(f"the digests of {device.name}, of its contents and of the hub differ")


def _check_made(device: SimulatedDevice, oracle_: Oracle, *, founded: bool) -> None:
    """See that a device counts what staff made on it; copies and wipes are beyond our counting."""
    if not device.untouched:
        return
    made = device.quietly(device.ledger.sum).made
    tapped = [tap for tap in oracle_.taps.values() if tap.device == device.name]
    sure = sum(len(tap.intents) for tap in tapped if tap.outcome == SAVED) + int(founded)
    doubtful = sum(len(tap.intents) for tap in tapped if tap.outcome == UNKNOWN)
    reopened = sum(oracle.SIDES_MAX for tap in tapped if tap.act == oracle.REOPENS)
    if not sure <= made <= sure + doubtful + reopened:
        raise Wrong(f"{device.name} says it made {made}, staff saved {sure}")


def _given_up(devices: Sequence[SimulatedDevice]) -> set[int]:
    """Name the taps that staff gave up after the hub had refused them."""
    bodies = [
        body
        for device in devices
        for (body,) in device.rows("select body from change where state = 3")
    ]
    return {number for body in bodies if (number := oracle.tap_in(body)) is not None}


def _check_books(
    devices: Sequence[SimulatedDevice], hub: SimulatedHub, questions: set[str], deleted: set[str]
) -> None:
    with hub.machine.looked_at():
        entities = list(hub.log.export_entities(VENUE.id))
    book = export.text_of(export.document(VENUE.id, "production", entities))
    for device in devices:
        with device.machine.looked_at():
            ours = book_of(device.ledger)
            asked = {clash.id for clash in device.desk.clashes.fields()}
            found = examine(device.ledger).findings if device is devices[-1] else ()
        if ours != book:
            raise Wrong(f"the book of {device.name} is not the hub's")
        shown = {id for kind in oracle.ASKS for (id,) in device.rows(f'select id from "{kind}"')}
        if shown & deleted:
            raise Wrong(f"{device.name} shows what was deleted: {sorted(shown & deleted)}")
        missing = {each for each in questions - asked if each.partition(":")[0] not in deleted}
        if missing:
            raise Wrong(f"{device.name} does not ask about {sorted(missing)}")
        if any(not finding.repaired for finding in found):
            raise Wrong(f"{device.name} is not sound: {found}")


def _check_history(device: SimulatedDevice, log: list[Written]) -> None:
    ids = sorted({each.key[1] for each in log})
    with device.machine.looked_at():
        told = {entry.change_id for id in ids for entry in device.desk.history.of(id)}
    missing = {each.id for each in log} - told
    if missing:
        raise Wrong(f"the history on {device.name} does not tell of {sorted(missing)}")
