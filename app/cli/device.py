"""`noren setup`, `pair`, `unpair` and `sync`: this device, its house and its hub."""

from __future__ import annotations

import random
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain, islice
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from app.cli import lookup, output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind
from app.cli.station import Station
from app.domain.business_day import business_day_of
from app.domain.limits import check_text
from app.domain.venue import Environment
from app.store.ledger import Ledger
from sync.engine import Progress, Round
from sync.errors import SyncError
from sync.journal import Device

if TYPE_CHECKING:
    from app.bootstrap.hub_line import HubLine


def _setup(station: Station, inputs: Inputs) -> Answer:
    home = station.home
    environment = inputs.text("environment") or Environment.PRODUCTION
    device = home.set_up(
        inputs.needed("venue"),
        environment=lookup.choice(Environment, environment, "environment"),
        timezone=inputs.text("timezone") or "Asia/Tokyo",
        device_name=check_text(inputs.text("device"), "device"),
    )
    desk = station.desk
    if inputs.flag("sample"):
        from app.services.sample import plant_sample

        today = business_day_of(station.now(), desk.house.venue())
        plant_sample(desk, today, random=random.Random())
    document = {**_device(device), "name": desk.house.venue().name, "home": str(home.path)}
    return Answer(
        document=document,
        text=lambda: f"{document['name']} is ready in {home.path}. Open it with 'noren'.",
    )


def _pair(station: Station, inputs: Inputs) -> Answer:
    from app.bootstrap.hub_line import HubLine

    line = HubLine(station.home)
    device = line.pair(
        inputs.needed("hub").rstrip("/"),
        inputs.needed("code"),
        check_text(inputs.text("device"), "device"),
    )
    # Joining uploads what was entered here, or brings the house; should that break off, it goes on
    # with the next round.
    outcome = line.round(_Teller())
    if outcome.error is not None:
        output.note(f"paired, but the first round broke off: {outcome.error}")
    document = {**_device(device), "synced": outcome.round is not None and outcome.round.in_sync}
    return Answer(
        document=document, text=lambda: f"{device.name} has joined the house {device.venue}."
    )


def _unpair(station: Station, inputs: Inputs) -> Answer:
    from app.bootstrap.hub_line import HubLine

    kept = HubLine(station.home).unpair(keep_queue=inputs.flag("keep_queue"))
    words = (
        "This device stands alone now; its book is whole and can be used."
        " A window that is open goes on until it is closed."
    )
    if kept:
        words += f" {kept} changes wait for the day it joins the house again."
    return Answer(
        document={**_device(station.ledger.device()), "waiting": kept}, text=lambda: words
    )


def _sync(station: Station, inputs: Inputs) -> Answer | None:
    from app.bootstrap.hub_line import HubLine

    if inputs.flag("watch"):
        _watch(station)
        return None
    line = HubLine(station.home)
    _fetch_book(line)
    with (
        closing(line.client(station.ledger)) as client,
        closing(line.session(station.ledger, client, _Teller())) as session,
    ):
        outcome = session.round()
        if outcome.round is None:
            assert outcome.error is not None
            raise outcome.error
        for _ in chain(session.offer(outcome), islice(session.proofread(), PROOFREAD_STEPS)):
            continue
    station.home.back_up_if_due(station.ledger)
    for problem in outcome.round.problems:
        output.note(f"noren: {problem}")
    document = _round(station.ledger, outcome.round, station)
    return Answer(document=document, text=lambda: _round_text(document))


def _fetch_book(line: HubLine) -> None:
    """Take a copy of the book before it is opened, if this device has none yet."""
    for problem in line.fetch_book(_Teller()).problems:
        output.note(f"noren: {problem}")


def _watch(station: Station) -> None:
    """Go on until interrupted: a round whenever the hub hints at news, and now and then anyway."""
    from app.background.session import FINISH_SECONDS_MAX, Outcome, listening
    from app.bootstrap.hub_line import HubLine

    line = HubLine(station.home)
    with suppress(SyncError):
        _fetch_book(line)  # cut off, the rounds will say so

    def tell(outcome: Outcome) -> None:
        if outcome.error is not None:
            output.note(f"noren: {outcome.error}")
        if outcome.round is None:
            return
        station.home.back_up_if_due(station.ledger)
        document = _round(station.ledger, outcome.round, station)
        output.write(output.json_text(document) if station.as_json else _round_text(document))

    stop = threading.Event()
    with (
        closing(line.client(station.ledger)) as client,
        closing(line.client(station.ledger)) as stream,
        closing(line.session(station.ledger, client, _Teller(), listens=True)) as session,
    ):
        ended = threading.Event()

        def end() -> None:
            stop.set()
            session.wake()
            if not ended.wait(FINISH_SECONDS_MAX):
                session.hang_up()

        with told_to_end(end), listening(session, stream, stop, random.Random()):
            session.rounds(stop.is_set, tell)
            ended.set()


@contextmanager
def told_to_end(end: Callable[[], None]) -> Iterator[None]:
    """Let whoever ends this program, or interrupts it, wait for the request under way.

    A second time, it ends at once.
    """

    def heed(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, usual[number])

    heard, hears = socket.socketpair()

    def listen() -> None:
        # A main thread that is just about to wait hears of a signal only when it has waited.
        while told := heard.recv(1):
            if told[0] in usual:
                end()
                return

    hears.setblocking(False)
    usual: dict[int, Any] = {
        int(each): signal.signal(each, heed) for each in (signal.SIGTERM, signal.SIGINT)
    }
    before = signal.set_wakeup_fd(hears.fileno(), warn_on_full_buffer=False)
    listener = threading.Thread(target=listen, name="signals", daemon=True)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        for number, handler in usual.items():
            signal.signal(number, handler)
        hears.close()
        listener.join()
        heard.close()


def _round(ledger: Ledger, done: Round, station: Station) -> dict[str, Json]:
    waiting, parked = ledger.outbox.queue_length()
    return {
        "pushed": done.pushed,
        "pulled": done.pulled,
        "waiting": waiting,
        "parked": parked,
        "conflicts": station.desk.clashes.count(),
        "repaired": done.repaired,
        "in_sync": done.in_sync,
        "cursor": done.cursor,
        "epoch": done.epoch,
    }


def _round_text(done: dict[str, Json]) -> str:
    words = [f"{done[name]} {name}" for name in ("pushed", "pulled", "waiting", "parked")]
    words += [f"{done['conflicts']} to settle"] if done["conflicts"] else []
    words.append("in sync" if done["in_sync"] else "not in sync yet")
    return ", ".join(words)


class _Teller:
    """Says on the side how far a long round is, in tenths of the book where that is known."""

    def __init__(self) -> None:
        self._tenths = -1

    def __call__(self, progress: Progress) -> None:
        if progress.step == "push":
            if progress.pushed > PROGRESS_FROM:
                output.note(f"{progress.pushed} pushed")
        elif progress.percent is not None and progress.total > PROGRESS_FROM:
            tenths = progress.percent // 10
            if tenths != self._tenths:
                self._tenths = tenths
                output.note(f"fetching the book: {tenths * 10} %")


def _device(device: Device) -> dict[str, Json]:
    return {
        "venue": device.venue,
        "environment": device.environment,
        "device": device.name,
        "device_id": device.id,
        "incarnation": device.incarnation,
    }


PROGRESS_FROM: Final = 1_000
"""Smaller rounds are over before anybody could read how far they are."""

PROOFREAD_STEPS: Final = 10
"""Of a copied book, in one command; `sync --watch` and the window go on until it is done."""

_DEVICE = Input("device", "What staff call this device; the machine's name if not said.")

COMMANDS = (
    Command(
        words="setup",
        summary="Make a new house on this device, hub or no hub.",
        example="setup --venue 居酒屋のれん --sample",
        act=_setup,
        inputs=(
            Input("venue", "The house's name.", aliases=("name",)),
            Input("environment", "production or training; the two never mix."),
            Input("timezone", "Asia/Tokyo if not said."),
            _DEVICE,
            Input("sample", "Add tables, staff, guests and a day to look at.", Kind.SWITCH),
        ),
        in_batch=False,
    ),
    Command(
        words="pair",
        summary="Join the house of a hub; a house made here is taken along to an empty one.",
        example="pair --hub https://hub.example --code 4K7Q-9XTB --device ホール端末",
        act=_pair,
        inputs=(
            Input("hub", "The hub's address.", metavar="URL"),
            Input("code", "As 'noren hub code' printed it."),
            _DEVICE,
        ),
        in_batch=False,
    ),
    Command(
        words="unpair",
        summary="Leave the hub; the book stays. Refused while the hub has not seen all of it.",
        example="unpair --keep-queue",
        act=_unpair,
        inputs=(Input("keep_queue", "Leave, and keep what was not sent for later.", Kind.SWITCH),),
        in_batch=False,
    ),
    Command(
        words="sync",
        summary="Do one round with the hub: send, fetch, compare, mend.",
        example="sync --watch",
        act=_sync,
        inputs=(Input("watch", "Go on until interrupted; one line a round.", Kind.SWITCH),),
        in_batch=False,
    ),
)
