"""Hears from the operating system that a network came up, so that nobody waits for the poll.

Linux tells of it through a netlink socket. Elsewhere nothing is heard here: the window asks Qt, and
a command goes on trying as it does without.
"""

from __future__ import annotations

import random
import select
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Final

IS_HEARD: Final = hasattr(socket, "AF_NETLINK")

GROUPS: Final = 0x10 | 0x40 | 0x100 | 0x400
"""Addresses and routes, of IPv4 and IPv6."""

NEW_ADDRESS: Final = 20
NEW_ROUTE: Final = 24
LOOK_SECONDS: Final = 1.0
"""How soon an end is noticed."""

SETTLE_SECONDS: Final = (0.1, 1.5)
"""A network comes up in several steps, and for every tablet of the house in the same second."""

_HEAD: Final = struct.Struct("=IHHII")
_MESSAGE_BYTES_MAX: Final = 65_536


def follow_network(
    line: socket.socket, stop: threading.Event, came_up: Callable[[], None], chance: random.Random
) -> None:
    """Tell, until stopped, whenever an address or a route appeared."""
    with line:
        while not stop.is_set():
            if not any(kind in (NEW_ADDRESS, NEW_ROUTE) for kind in _waiting(line, LOOK_SECONDS)):
                continue
            stop.wait(chance.uniform(*SETTLE_SECONDS))
            for _ in _waiting(line, 0):
                pass  # the other steps of the same coming up
            came_up()


def open_line() -> socket.socket | None:
    """Open the line to the operating system; None where there is none."""
    if not IS_HEARD:
        return None
    try:
        line = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
        line.bind((0, GROUPS))
    except OSError:
        return None  # a sandbox may forbid it
    line.setblocking(False)
    return line


def _waiting(line: socket.socket, seconds: float) -> Iterator[int]:
    """Read the kinds of all messages that are there, or come within a while."""
    while select.select([line], [], [], seconds)[0]:
        seconds = 0
        try:
            datagram = line.recv(_MESSAGE_BYTES_MAX)
        except OSError:
            return  # more came than the system keeps: what came after is told all the same
        yield from kinds_of(datagram)


def kinds_of(datagram: bytes) -> Iterator[int]:
    """Read the kinds of the messages in one datagram."""
    at = 0
    while at + _HEAD.size <= len(datagram):
        size, kind, *_ = _HEAD.unpack_from(datagram, at)
        if size < _HEAD.size:
            return
        yield kind
        at += (size + 3) & ~3
