"""Fetches a copy of the book from the hub for a device that has none; knows no disk and no HTTP.

Killed or cut off anywhere, the next call goes on at the first part that is missing. What cannot be
proven is given up, and the log is read page by page as if there had been no copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from sync.book_copy import BookCopy, CopyStanding, part_bytes, part_hash
from sync.errors import (
    CopySpoilt,
    Malformed,
    Misdirected,
    Refused,
    TooLarge,
    Unreachable,
)

COPIES_MAX: Final = 3
"""A newer copy may take the place of the one being fetched; so often it is begun anew."""

TRIES_MAX: Final = 3
"""So often a part is asked for that is not what it should be, or the first that is missing."""


class CopyHub(Protocol):
    """What is asked of a hub; `sync.client.Client` is one."""

    def copy(self, layout: str, *, spoilt: str | None = None) -> CopyStanding:
        """Ask for the newest copy of a layout."""
        ...

    def copy_part(self, copy: str, number: int) -> bytes:
        """Read one part of a copy."""
        ...


class Shelf(Protocol):
    """Where a device without a book lays the parts of a copy until it is whole."""

    def layout(self) -> str | None:
        """Tell how this device lays a ledger out; None when it has a book and needs no copy."""
        ...

    def held(self, copy: BookCopy) -> int:
        """Count the parts of this copy that are here already, from the first on; drop others."""
        ...

    def keep(self, part: bytes) -> None:
        """Lay the next part with the others."""
        ...

    def put_in_place(self, copy: BookCopy) -> int:
        """Make the book of the copy once it is proven; tells how many changes it holds.

        Raises:
            CopySpoilt: it is not what it says; there is no book, as before.
        """
        ...

    def clear(self) -> None:
        """Let go of all parts."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What came of asking for a copy.

    Attributes:
        changes: how many the book holds that was taken; 0 if none was.
        problems: why a copy was not taken, in words for staff.
    """

    changes: int = 0
    problems: tuple[str, ...] = ()


def fetch_copy(shelf: Shelf, hub: CopyHub, tell: Callable[[int, int], None]) -> Joined:
    """Take a copy of the book if this device has none and the hub has one.

    Args:
        shelf: where its parts are laid.
        hub: where they are.
        tell: is told how many bytes are here, and of how many.

    Raises:
        SyncError: no answer; what is here stays here.
    """
    layout = shelf.layout()
    if layout is None:
        shelf.clear()
        return Joined()
    problems: list[str] = []
    newest = hub.copy(layout).copy
    for _ in range(COPIES_MAX):
        if newest is None:
            break
        copy = newest
        try:
            if _fetch(shelf, hub, copy, tell):
                return Joined(changes=shelf.put_in_place(copy), problems=tuple(problems))
            newest = hub.copy(layout).copy
        except CopySpoilt as error:
            problems.append(f"a copy of the book was not taken: {error}")
            shelf.clear()
            newest = hub.copy(layout, spoilt=copy.id).copy
        except _NotComing as error:
            problems.append(f"a copy of the book was not taken: {error}")
            break
    shelf.clear()
    return Joined(problems=tuple(problems))


class _NotComing(Exception):
    """The hub answers, but not one part comes through."""


def _fetch(shelf: Shelf, hub: CopyHub, copy: BookCopy, tell: Callable[[int, int], None]) -> bool:
    """Fetch what is missing; False if the copy is not at the hub any more.

    Raises:
        CopySpoilt: a part is not what was offered.
        SyncError: cut off on the way.
    """
    offered = copy.offered
    first = shelf.held(copy)
    here = sum(part_bytes(offered.packed_bytes, number) for number in range(first))
    tell(here, offered.packed_bytes)
    try:
        for number in range(first, len(offered.parts)):
            part = _part(hub, copy, number, patient=number == first)
            shelf.keep(part)
            here += len(part)
            tell(here, offered.packed_bytes)
    except Refused as error:
        if error.code == "copy_gone":
            return False
        raise
    return True


def _part(hub: CopyHub, copy: BookCopy, number: int, *, patient: bool) -> bytes:
    """Read a part; where the first one does not come, the log may, page by page."""
    for tries_left in reversed(range(TRIES_MAX)):
        try:
            part = hub.copy_part(copy.id, number)
        except (Malformed, Misdirected, TooLarge, Unreachable) as error:
            if not patient:
                raise
            if not tries_left:
                raise _NotComing(f"its parts do not come through: {error}") from error
            continue
        if part_hash(part) == copy.offered.parts[number]:
            return part
    raise CopySpoilt(f"part {number} is not what was offered")
