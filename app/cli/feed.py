"""`noren feed …`: caller-ID feeds without a window, and captures read back."""

from __future__ import annotations

import queue
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.background.call_desk import CallDesk, CallNews
from app.calls import ncid
from app.calls.event import CallEvent
from app.calls.ncid_driver import NcidFeed
from app.calls.tcp import Address
from app.cli import output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.scribe import Scribe
from app.cli.station import Station
from app.domain.errors import Invalid, NotAllowed

CAPTURE_BYTES_MAX: Final = 50_000_000
JOIN_SECONDS: Final = 2.0
LOOK_SECONDS: Final = 0.5

_DECODERS: Final[Mapping[str, Callable[[bytes], tuple[CallEvent, ...]]]] = {"ncid": ncid.decode}


def _decode(_: Station, inputs: Inputs) -> Answer:
    kind = inputs.needed("kind")
    decode = _DECODERS.get(kind.lower())
    if decode is None:
        raise Invalid(f"'{kind[:40]}' is no kind of feed; known: ncid", field="kind")
    document = {"events": [each.to_document() for each in decode(_capture(inputs))]}
    rows = [[str(value) for value in each.values() if value] for each in document["events"]]
    return Answer(document=document, text=lambda: "\n".join(map("  ".join, rows)) or "(nothing)")


def _run(station: Station, inputs: Inputs) -> None:
    addresses = _addresses(station, inputs)
    seconds = inputs.whole("for")
    if seconds is not None and seconds < 0:
        raise Invalid("for is a number of seconds from 0", field="for")
    deadline = time.monotonic() + seconds if seconds is not None else None
    desk = station.desk
    desks = {address: CallDesk(desk, "ncid", now_ms=station.home.clock) for address in addresses}
    area_code = desk.house.venue().home_area_code
    with _listening(addresses, area_code, station.home.clock) as events:
        while deadline is None or time.monotonic() < deadline:
            left = LOOK_SECONDS if deadline is None else deadline - time.monotonic()
            try:
                address, event = events.get(timeout=max(0.0, min(LOOK_SECONDS, left)))
            except queue.Empty:
                continue
            news = _news(station.scribe(), desks[address].take(event))
            output.write(output.json_text(news))


@contextmanager
def _listening(
    addresses: tuple[Address, ...], area_code: str, now_ms: Callable[[], int]
) -> Iterator[queue.SimpleQueue[tuple[Address, CallEvent]]]:
    """Listen to every feed on a thread of its own; the book is worked from this one."""
    events: queue.SimpleQueue[tuple[Address, CallEvent]] = queue.SimpleQueue()
    stop = threading.Event()

    def listen(address: Address) -> None:
        feed = NcidFeed(address, now_ms=now_ms, chance=random.Random(), home_area_code=area_code)
        feed.run(stop, lambda event: events.put((address, event)))

    threads = [
        threading.Thread(target=listen, args=(address,), daemon=True) for address in addresses
    ]
    for thread in threads:
        thread.start()
    try:
        yield events
    finally:
        stop.set()
        for thread in threads:
            thread.join(JOIN_SECONDS)


def _addresses(station: Station, inputs: Inputs) -> tuple[Address, ...]:
    """List the feeds to run: those of this home, or the servers named here."""
    named = inputs.texts("ncid")
    if named:
        return tuple(_address(text) for text in named)
    feeds = station.home.settings().feeds
    if not feeds:
        raise NotAllowed(
            "this device has no feed yet; name a server: --ncid HOST:PORT",
            field="feed",
            code="no_feed",
        )
    return tuple(Address(feed.host, feed.port) for feed in feeds)


def _address(text: str) -> Address:
    host, colon, port = text.rpartition(":")
    if not colon:
        host, port = text, str(ncid.PORT)
    if not host or not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):  # noqa: PLR2004  # ports
        raise Invalid(f"'{text[:80]}' is no HOST:PORT", field="ncid")
    return Address(host.removeprefix("[").removesuffix("]"), int(port))


def _news(scribe: Scribe, news: CallNews) -> dict[str, Json]:
    document: dict[str, Json] = {"event": news.event.to_document()}
    if news.call is not None:
        document["call"] = scribe.entity("call", news.call)
    if news.card is not None:
        document["card"] = scribe.card(news.card)
        document["lookup_ms"] = round(news.lookup_ms, 3)
        document["is_repeat"] = news.is_repeat
    return document


def _capture(inputs: Inputs) -> bytes:
    name = inputs.needed("file")
    try:
        if name == "-":
            return sys.stdin.buffer.read(CAPTURE_BYTES_MAX)
        with Path(name).open("rb") as file:
            return file.read(CAPTURE_BYTES_MAX)
    except OSError as error:
        raise Invalid(f"{name} cannot be read: {error.strerror}", field="file") from error


COMMANDS = (
    Command(
        words="feed run",
        summary="Run this device's caller-ID feeds without a window; one JSON line an event.",
        example="feed run --for 60",
        act=_run,
        inputs=(
            Input("for", "Seconds; until interrupted if not said.", Kind.WHOLE, metavar="SECONDS"),
            Input(
                "ncid",
                "Another NCID server in place of the configured ones; may be repeated.",
                Kind.TEXTS,
                metavar="HOST:PORT",
            ),
        ),
        in_batch=False,
    ),
    Command(
        words="feed decode",
        summary="Read a captured file as normalised events.",
        example="feed decode ncid capture.txt --json",
        act=_decode,
        inputs=(
            positional("kind", "ncid."),
            positional("file", "The capture; - is standard input."),
        ),
        in_batch=False,
    ),
)
