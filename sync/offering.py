"""Puts a copy of this device's book at the hub when one is wanted; knows no disk and no HTTP.

It goes in steps, so that whoever syncs can do a round in between; killed or cut off anywhere, the
next attempt hands over what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from sync.book_copy import CopyStanding, Offered, Placed
from sync.errors import Refused

ASK_AFTER: Final = 1_000
"""Changes by which the log must move before the hub is asked again whether it wants a copy."""


class OfferHub(Protocol):
    """What is asked of a hub; `sync.client.Client` is one."""

    def copy(self, layout: str, *, may_offer: bool = False) -> CopyStanding:
        """Ask what copy there is, and whether a newer one is wanted."""
        ...

    def offer(self, offered: Offered) -> Placed:
        """Offer a copy, or hear what is missing of it."""
        ...

    def offer_part(self, copy: str, number: int, part: bytes) -> int:
        """Hand over one part."""
        ...


class Press(Protocol):
    """Where a device makes copies of its book."""

    def claim(self) -> bool:
        """Keep other programs of this device away; tells whether none was at it already."""
        ...

    def release(self) -> None:
        """Let another program go on."""
        ...

    def layout(self) -> str:
        """Tell how this device lays a ledger out."""
        ...

    def epoch(self) -> str:
        """Tell of which life of which hub this device has read the log."""
        ...

    def ready(self) -> Offered | None:
        """Describe the copy that was made and not yet handed over; None if there is none."""
        ...

    def make(self) -> Iterator[None]:
        """Make a copy, step by step; none is ready afterwards if the book has unsent changes."""
        ...

    def part(self, number: int) -> bytes:
        """Read a part of the copy that is ready."""
        ...

    def clear(self) -> None:
        """Let go of the copy."""
        ...


def offer_copy(press: Press, hub: OfferHub) -> Iterator[None]:
    """Put a copy at the hub if it wants one; every step is bounded, and may be the last.

    Raises:
        SyncError: no answer, or no; what was made stays until the hub wants it again.
    """
    if not press.claim():
        return
    try:
        yield from _offer(press, hub)
    finally:
        press.release()


def _offer(press: Press, hub: OfferHub) -> Iterator[None]:
    standing = hub.copy(press.layout(), may_offer=True)
    if not standing.wanted or standing.epoch != press.epoch():
        press.clear()
        return
    offered = press.ready()
    if offered is None or not _is_news(offered, standing):
        yield from press.make()
        offered = press.ready()
    if offered is None or not _is_news(offered, standing):
        press.clear()
        return
    try:
        placed = hub.offer(offered)
        for number in placed.missing:
            yield
            hub.offer_part(placed.id, number, press.part(number))
    except Refused:
        press.clear()
        raise
    press.clear()


def _is_news(offered: Offered, standing: CopyStanding) -> bool:
    newest = standing.copy
    return offered.epoch == standing.epoch and (
        newest is None or offered.cursor > newest.offered.cursor
    )
