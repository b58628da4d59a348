"""How soon a revoked token works nowhere: at the hub and at the house's relay, stream included.

All are processes of their own, over loopback; the token is revoked by yet another, as from the
command line, so that the hub hears of it only by looking.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from sync.client import Client, Identity
from sync.errors import SignedOut, SyncError, Unreachable
from tests.bench.books import Books
from tests.bench.measured import Measured, Target, measured
from tests.outside.hub_process import HubProcess, add_house, serving

TIMES: Final = 10
TARGET: Final = Target(tail_ms_max=1_000)
FLOOR: Final = "the revocation: one commit"


def measure(_books: Books) -> Iterator[Measured]:
    """Revoke tokens that have a stream open, one after the other."""
    with tempfile.TemporaryDirectory(prefix="noren-revoking-") as name:
        folder = Path(name)
        venue = add_house(folder / "hub")
        with serving(folder / "hub") as hub:
            at_hub = _all(hub, venue, hub.client, SignedOut)
            words = ("--upstream", hub.url, "--code", hub.code(venue))
            with serving(folder / "relay", *words) as relay:
                at_relay = _all(hub, venue, relay.relay_client, Unreachable)
    for where, times in (("the hub", at_hub), ("the house's relay", at_relay)):
        commits, requests, streams = zip(*times, strict=True)
        for what, shut_ms in (("a request", requests), ("a stream", streams)):
            yield measured(
                f"a revoked token: {what} at {where}",
                shut_ms,
                floor=FLOOR,
                floor_ms=commits,
                target=TARGET,
            )


def _all(
    hub: HubProcess,
    venue: str,
    open_client: Callable[[Identity], Client],
    expected: type[SyncError],
) -> list[tuple[float, float, float]]:
    times = []
    for number in range(TIMES):
        identity = hub.join(venue, f"tablet-{time.monotonic_ns()}-{number}")
        times.append(_revoked(hub, identity, open_client, expected))
    return times


def _revoked(
    hub: HubProcess,
    identity: Identity,
    open_client: Callable[[Identity], Client],
    expected: type[SyncError],
) -> tuple[float, float, float]:
    """Time the revocation, and from its end how long requests, and a stream, went on."""
    with ExitStack() as stack:
        asking, listening = (stack.enter_context(open_client(identity)) for _ in range(2))
        while _refuses(asking, expected):
            continue  # the relay has yet to hear that this device belongs to the house
        stream = listening.stream(lambda: False)
        next(stream)
        begun = time.perf_counter_ns()
        hub.revoke(identity)
        revoked = time.perf_counter_ns()
        while not _refuses(asking, expected):
            continue
        refused = time.perf_counter_ns()
        for _ in stream:
            continue
        ended = time.perf_counter_ns()
    return (revoked - begun) / 1e6, (refused - revoked) / 1e6, (ended - revoked) / 1e6


def _refuses(client: Client, expected: type[SyncError]) -> bool:
    try:
        client.pull(0, 1)
    except expected:
        return True
    return False
