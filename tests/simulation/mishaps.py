"""Everything that befalls a house, by the names under which a script draws it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import app.store.migrations as ledger_migrations
from app.store import backup, ledger_file
from sync import clock
from sync.change import content_hash
from sync.digest import bucket_of
from sync.hub import archive
from sync.hub.errors import HubError
from tests.builders import VENUE
from tests.simulation import disk, oracle
from tests.simulation.device import SimulatedDevice
from tests.simulation.disk import Killed
from tests.simulation.house import House
from tests.simulation.hub import PACKED, Server
from tests.simulation.line import BACK, BOTH, OUT
from tests.simulation.oracle import SAVED
from tests.simulation.replaced import two_versions_on
from tests.simulation.verdict import check_restored

Act: TypeAlias = Callable[[House, SimulatedDevice, random.Random], None]

DEVICES_MAX: Final = 8
MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
DAY_MS: Final = 24 * HOUR_MS
YEAR_MS: Final = 365 * DAY_MS
JUMPS_MS: Final = (
    0,
    10 * MINUTE_MS,
    -10 * MINUTE_MS,
    HOUR_MS,
    -HOUR_MS,
    YEAR_MS,
    14 * YEAR_MS,
    -YEAR_MS,
)
TAP_STATEMENTS: Final = 40
ROUND_STATEMENTS: Final = 150
HUB_STATEMENTS: Final = 60
HUB_AWAITS: Final = 30
"""About as many as there are: a mishap falls on one of them, the first ones more often."""

NEVER: Final = 1_000_000
NEWER: Final = "f" * 16


def time_passes(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """Nobody does anything for hours."""
    house.world.ms += chance.choice((HOUR_MS, 5 * HOUR_MS, DAY_MS))


# Lines.


def line_is_cut(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """Nothing passes, one way or both."""
    line = chance.choice(device.lines)
    line.cut = chance.choice((BOTH, OUT, BACK, BACK))
    where = "" if line is device.line else " to the relay"
    house.tell(f"   {device.name}: line{where} cut {line.cut}")


def listens(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A device opens the hub's stream of hints; until it breaks they make it ask."""
    device.listen()


def line_is_mended(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The line is whole again."""
    for line in device.lines:
        line.cut = ""


def request_comes_late(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A request that was given up long ago reaches the hub."""
    house.late_request(chance)


# Devices.


def clock_jumps(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """Somebody sets the clock, or a battery is empty."""
    device.drift_ms = chance.choice(JUMPS_MS)
    house.tell(f"   {device.name}: clock off by {device.drift_ms} ms")


def killed_in_a_tap(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The process ends at a statement of a save."""
    _arm_death(device, chance, TAP_STATEMENTS)
    house.tap(device, chance)
    device.machine.disarm()


def killed_in_a_round(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The process ends at a statement of a round."""
    if chance.random() < 0.5:
        house.tap(device, chance)
    _arm_death(device, chance, ROUND_STATEMENTS)
    house.rough_sync(device, chance)
    device.machine.disarm()


def _arm_death(device: SimulatedDevice, chance: random.Random, most: int) -> None:
    device.power_lost = chance.random() < 0.5
    device.machine.arm(chance.choice((disk.KILLED, disk.KILLED_AFTER)), _place(chance, most))


def _place(chance: random.Random, most: int) -> int:
    """Draw which statement it is: as often from 1 to 10 as from 10 to 100."""
    return int(most ** chance.random())


def refused_by_the_disk(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The ledger is locked, the disk full or broken, while staff work or a round is done."""
    mishap = chance.choice((disk.BUSY, disk.FULL, disk.BROKEN))
    device.machine.arm(mishap, _place(chance, ROUND_STATEMENTS))
    house.tell(f"   {device.name}: disk {mishap}")
    if chance.random() < 0.5:
        house.busy_tap(device, chance)
    else:
        house.rough_sync(device, chance)
    device.machine.disarm()


def switched_off_and_on(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The program ends in good order, and begins again."""
    device.switch_off()
    device.switch_on()


def cloned(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A tablet is copied whole; both go on, and neither knows."""
    if len(house.devices) == DEVICES_MAX:
        return
    twin = house.new_device()
    device.untouched = twin.untouched = False
    with device.machine.looked_at():
        device.ledger.sql.execute("pragma wal_checkpoint(truncate)").fetchone()
    shutil.copyfile(device.path, twin.path)
    house.oracle.has_cause = house.oracle.has_twins = True
    # A whole disk, or a ledger alone: then the twin has to be paired.
    if chance.random() < 0.5:
        twin.secrets.update(device.secrets)
    twin.drift_ms, twin.awaits_book = device.drift_ms, device.awaits_book
    twin.altered |= device.altered
    twin.switch_on()
    house.devices.append(twin)
    house.tell(f"   {device.name}: cloned to {twin.name}")


def _copy_of(house: House, device: SimulatedDevice) -> Path:
    return house.folder / f"{device.name}.copy.db"


def backed_up(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The program makes a backup."""
    with device.machine.looked_at():
        backup.back_up(device.ledger, _copy_of(house, device))


def restored(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A backup is restored by the program's own means, with the present book or without."""
    copy = _copy_of(house, device)
    if not copy.exists():
        return
    is_gone = chance.random() < 0.5
    if is_gone:
        _lose_ledger(house, device)
    else:
        device.switch_off()
    device.untouched = False
    with device.machine.looked_at():
        backup.restore(
            device.path,
            copy,
            new_incarnation=house.world.new_incarnation,
            now_ms=device.clock(),
        )
    device.switch_on()
    house.tell(f"   {device.name}: restored{' from nothing' if is_gone else ''}")
    check_restored(device, house.hub)


def turned_back(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """An old copy of the file is put in place behind the program's back."""
    copy = _copy_of(house, device)
    if not copy.exists():
        return
    _lose_ledger(house, device)
    house.oracle.has_twins = True
    shutil.copyfile(copy, device.path)
    device.switch_on()
    house.tell(f"   {device.name}: turned back to its copy")


def wiped(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The ledger is lost, and the device joins again with an empty one."""
    if not _hub_has_the_house(house):
        return
    _lose_ledger(house, device)
    if chance.random() < 0.5:
        device.secrets.clear()
    house.pair(device)
    house.tell(f"   {device.name}: wiped")
    house.sync(device)


def _lose_ledger(house: House, device: SimulatedDevice) -> None:
    house.lose(device)
    device.untouched = False
    device.switch_off()
    for file in (device.path, *ledger_file.side_files(device.path)):
        file.unlink(missing_ok=True)


def joined(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A new device joins the house, perhaps soon after another has left a copy of the book."""
    if len(house.devices) < DEVICES_MAX and _hub_has_the_house(house):
        if chance.random() < 0.7:
            house.offer_copy(device, NEVER)
            house.busy_tap(device, chance)
            house.sync(device)
        house.join(chance=chance)
        if house.devices[-1].awaits_book:
            house.tap(house.devices[-1], chance)


def _hub_has_the_house(house: House) -> bool:
    return house.hub.venue() == VENUE.id


def newer_device_writes(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The hub has what a device two versions ahead of ours wrote."""
    if not _hub_has_the_house(house):
        return
    tap = house.oracle.begin("newer")
    tap.act, tap.outcome = "newer", SAVED
    sets: dict[str, object] = {"seat_heating": "on"}
    known = device.rows("select id from reservation order by id limit 5")
    if known and chance.random() < 0.5:
        kind, id = "reservation", chance.choice(known)[0]
    else:
        kind, id = "waitlist", f"w-{tap.number}"
    tap.writes(kind, id, frozenset(), sets)
    house.hub.take(
        {
            "id": f"{NEWER}-{tap.number}",
            "at": clock.stamp(house.true_time(), 0),
            "by": f"tap-{tap.number}",
            "on": "新型",
            "venue": VENUE.id,
            "env": "production",
            "v": 3,
            "type": kind,
            "entity": id,
            "intent": "warm",
            "set": sets,
            "seen": {},
            "x_reason": {"cold": ["feet", tap.number]},
        }
    )


def upgraded(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The program is brought two versions on, killed half-way as often as not."""
    if not house.upgraded:
        house.upgraded = True
        house.replace(ledger_migrations, "migrations", two_versions_on())
        house.replace(ledger_file, "SCHEMA_VERSION", ledger_file.SCHEMA_VERSION + 2)
    device.switch_off()
    device.machine.arm(disk.KILLED, _place(chance, HUB_STATEMENTS))
    try:
        device.switch_on()
    except Killed:
        house.tell(f"   {device.name}: killed in its upgrade")
        device.reboot()
    device.machine.disarm()


def copy_offered(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A device puts a copy of its book at the hub, or goes on with that, and is killed perhaps."""
    if chance.random() < 0.3:
        device.line.be_rough(chance)
    if chance.random() < 0.2:
        _arm_death(device, chance, ROUND_STATEMENTS)
    house.offer_copy(device, chance.choice((1, 3, 100)))
    device.machine.disarm()
    device.line.calm()


def poisoned(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A waiting change turns out to be one that the hub must refuse."""
    for id, body in device.rows(
        "select id, body from change where state = 1 and own = 1 and body like '%tap-%'"
        " order by pos desc limit 1"
    ):
        tap = oracle.tap_in(body)
        assert tap is not None
        house.oracle.spoiled.add(tap)
        house.oracle.has_cause = True
        spoiled = body.replace(b'"env":"production"', b'"env":"mars"')
        values = (spoiled, content_hash(spoiled), id)
        device.alter("update change set body = ?, hash = ? where id = ?", *values)


def altered(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The disk alters what is kept of a thing, or of a change that the hub has too."""
    keys = device.rows("select id from entity order by id")
    if not keys:
        return
    id = chance.choice(keys)[0]
    if chance.random() < 0.5:
        device.alter("update entity set state = x'7b7d' where id = ?", id)
    else:
        at_hub = {oracle.read(body).id for body in house.hub.bodies()}
        query = "select id from change where entity_id = ? and state = 0 limit 1"
        for (change,) in device.rows(query, id):
            if change in at_hub:
                device.alter(
                    "update change set body = cast(replace(body, 'production', 'prodiction')"
                    " as blob) where id = ?",
                    change,
                )
    device.altered.add(id)
    house.oracle.has_cause = True
    house.tell(f"   {device.name}: its disk altered {id}")


def parked_looked_after(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """Staff look after what is parked: they try it again, or give it up."""
    house.look_after_parked(device, gives_up=chance.random() < 0.5)


def paired_again(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """Staff read that the device is signed out, and pair it."""
    if device.signed_out and not device.line.cut:
        house.pair(device)
        house.tell(f"   {device.name}: paired again")
    relay = house.relay
    if relay is not None and relay.is_shut_out() and _hub_has_the_house(house):
        relay.join(house.hub.new_code())
        house.tell("   relay: joined again")


# The hub.


def killed_at_the_hub(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The hub's process ends at a statement or an await, over a device's round."""
    house.hub.power_lost = chance.random() < 0.5
    if chance.random() < 0.4:
        house.hub.awaits_left = chance.randint(1, HUB_AWAITS)
    else:
        mishap = chance.choice((disk.KILLED, disk.KILLED_AFTER))
        house.hub.machine.arm(mishap, _place(chance, HUB_STATEMENTS))
    house.tap(device, chance)
    house.rough_sync(device, chance)
    house.hub.unharmed()


def hub_refused_by_its_disk(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The hub's database is locked, its disk full or broken, over a device's round."""
    mishap = chance.choice((disk.BUSY, disk.FULL, disk.BROKEN))
    house.hub.machine.arm(mishap, _place(chance, HUB_STATEMENTS))
    house.tell(f"   hub: disk {mishap}")
    house.tap(device, chance)
    house.rough_sync(device, chance)
    house.hub.unharmed()


def hub_backed_up(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """Whoever runs the hub makes a backup."""
    house.hub.keep_copy(house.hub_copy)


def hub_restored(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The hub is restored from an old backup."""
    house.hub_goes_back()


def hub_forgot(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The hub loses its log."""
    house.lose_hub()
    house.hub.forget()


def hub_begun_anew(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The hub loses its disk."""
    house.lose_hub()
    house.hub.begin_anew()
    house.hub_copy.unlink(missing_ok=True)


def hub_compacted(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The hub packs old changes away; it may be killed in the middle of it."""
    _compact(house, house.hub, chance)


def _compact(house: House, server: Server, chance: random.Random) -> None:
    name = server.machine.name
    server.power_lost = chance.random() < 0.5
    server.machine.arm(
        chance.choice((disk.KILLED, disk.KILLED_AFTER, disk.FULL, disk.BROKEN)),
        chance.choice((NEVER, _place(chance, HUB_STATEMENTS))),
    )
    try:
        server.compact(chance.choice((1, 2, 100)))
    except Killed:
        house.tell(f"   {name}: killed while it packed")
        server.reboot()
    except HubError as error:
        house.tell(f"   {name}: packed no more: {type(error).__name__}")
    server.unharmed()


def hub_keys_changed(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """No token is known any more."""
    house.hub.change_keys()


def hub_altered(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The disk of the hub, or the relay, alters what it keeps; of a change, what a device has."""
    server = chance.choice([house.hub, *([house.relay] if house.relay else [])])
    keys = server.rows("select id from entity order by id")
    if not keys:
        return
    id = chance.choice(keys)[0]
    what = chance.choice(("state", "digest", "change", "copy", "block"))
    if what == "copy":
        server.alter("update copy_part set body = zeroblob(9)")
        return
    if what == "block":
        _alter_block(house, server, chance)
        return
    if what == "state":
        server.alter("update entity set state = x'7b7d' where id = ?", id)
    elif what == "digest":
        server.alter("update bucket set hash = zeroblob(16) where bucket = ?", bucket_of(id))
    else:
        elsewhere = {oracle.read(body).id for each in house.devices for body in each.bodies()}
        for (change,) in server.rows("select id from change where entity_id = ? limit 1", id):
            if change in elsewhere:
                server.alter(
                    "update change set body = cast(replace(body, 'production', 'prodiction')"
                    " as blob) where id = ?",
                    change,
                )
    server.altered.add(id)
    house.oracle.has_cause = True
    house.tell(f"   {server.machine.name}: its disk altered the {what} of {id}")


def _alter_block(house: House, server: Server, chance: random.Random) -> None:
    """Alter packed changes of which every one is on some device."""
    blocks = [block for (block,) in server.rows("select block from archive order by block")]
    if not blocks:
        return
    block = chance.choice(blocks)
    found = server.rows(PACKED)
    packed = {(id, hash) for id, hash, cursor in found if archive.block_of(cursor) == block}
    bodies = [body for each in house.devices for body in each.bodies()]
    held = {oracle.name(body): oracle.read(body).key[1] for body in bodies}
    if packed <= held.keys():
        server.alter("update archive set body = zeroblob(9) where block = ?", block)
        server.altered.update(held[name] for name in packed)
        server.altered_in_blocks |= packed
        house.oracle.has_cause = True
        house.tell(f"   {server.machine.name}: its disk altered {len(packed)} packed changes")


# The relay.


def relay_set_up(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """A machine in the house becomes its relay."""
    if house.relay is None and _hub_has_the_house(house):
        house.set_up_relay()


def relay_asks(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The relay does a round with the hub, over a bad line or a good one."""
    if house.relay is None:
        return
    if chance.random() < 0.6:
        house.relay.line.be_rough(chance)
    house.sync_relay()
    house.relay.line.calm()


def relay_cut_off(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The house has no internet; its devices have each other, or each a line of its own."""
    if house.relay is None:
        return
    house.relay.line.cut = chance.choice((BOTH, OUT, BACK))
    for each in house.devices if chance.random() < 0.6 else ():
        each.line.cut = BOTH


def relay_back(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The internet is there again."""
    if house.relay is None:
        return
    for line in (house.relay.line, *(each.line for each in house.devices)):
        line.cut = ""


def relay_killed(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The relay's process ends at a statement or an await, its disk full or broken."""
    relay = house.relay
    if relay is None:
        return
    relay.power_lost = chance.random() < 0.5
    if chance.random() < 0.3:
        relay.awaits_left = chance.randint(1, HUB_AWAITS)
    else:
        mishap = chance.choice((disk.KILLED, disk.KILLED_AFTER, disk.FULL, disk.BROKEN))
        relay.machine.arm(mishap, _place(chance, HUB_STATEMENTS))
    house.tap(device, chance)
    if chance.random() < 0.6:
        house.rough_sync(device, chance)
    else:
        relay_asks(house, device, chance)
    relay.unharmed()


def relay_compacted(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The relay packs away what is old, and upstream too."""
    if house.relay is not None:
        _compact(house, house.relay, chance)


def _relay_copy(house: House) -> Path:
    return house.folder / "relay.copy.db"


def relay_restored(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The relay is put back to a backup; the first time, one is made."""
    if house.relay is None:
        return
    if not _relay_copy(house).exists():
        house.relay.keep_copy(_relay_copy(house))
        return
    house.lose_relay()
    house.relay.go_back(_relay_copy(house))


def relay_burnt(house: House, device: SimulatedDevice, chance: random.Random) -> None:
    """The relay is lost, and another machine takes its place."""
    if house.relay is None or not _hub_has_the_house(house):
        return
    house.lose_relay()
    house.relay.burn()
    house.relay.join(house.hub.new_code())
    _relay_copy(house).unlink(missing_ok=True)


MISHAPS: Final[Mapping[str, Act]] = {
    each.__name__.replace("_", " "): each
    for each in (
        time_passes,
        line_is_cut,
        line_is_mended,
        listens,
        request_comes_late,
        clock_jumps,
        killed_in_a_tap,
        killed_in_a_round,
        refused_by_the_disk,
        switched_off_and_on,
        cloned,
        backed_up,
        restored,
        turned_back,
        wiped,
        joined,
        newer_device_writes,
        upgraded,
        copy_offered,
        poisoned,
        altered,
        parked_looked_after,
        paired_again,
        killed_at_the_hub,
        hub_refused_by_its_disk,
        hub_backed_up,
        hub_restored,
        hub_forgot,
        hub_begun_anew,
        hub_compacted,
        hub_keys_changed,
        hub_altered,
        relay_set_up,
        relay_asks,
        relay_cut_off,
        relay_back,
        relay_killed,
        relay_compacted,
        relay_restored,
        relay_burnt,
    )
}
