"""What is said of a copy of a whole book, and what proves that it is one. Pure; knows no disk.

A device in sync makes the copy, the hub keeps it without knowing what is in it, and a new device
takes it in place of reading the log page by page. It believes nothing that it cannot check:

    a part is what was offered                 its hash
    the changes are the hub's, in its order    `log`, which the hub computes from its own log
    the states are those of the changes        their hashes, and the round's digest afterwards
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

HASH_BYTES: Final = 16

PART_BYTES: Final = 512 * 1024
"""Of every part but the last; in base64 it stays under the usual 1 MB limit of proxies."""

PARTS_MAX: Final = 1024
BYTES_MAX: Final = PARTS_MAX * PART_BYTES
FILE_BYTES_MAX: Final = 8 * BYTES_MAX
"""What a copy may unpack to; more is no book but a trap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A copy as its maker describes it.

    Attributes:
        layout: how its maker lays a ledger out; only a device that does the same can take it.
        epoch, cursor: the life of the hub's log, and how far into it the copy reaches.
        stamp: the maker's clock.
        packed_bytes, file_bytes: its size on the way, and unpacked.
        parts: the hash of each part.
    """

    layout: str
    epoch: str
    cursor: int
    stamp: str
    packed_bytes: int
    file_bytes: int
    parts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCopy:
    """A whole copy that lies at the hub.

    Attributes:
        id: the hub's name for it.
        log: what `LogHash` makes of the hub's log up to the copy's cursor.
    """

    id: str
    log: bytes
    offered: Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyStanding:
    """What the hub has for a device of some layout.

    Attributes:
        copy: the newest copy, or None.
        wanted: the log is far ahead of it, and whoever asked may offer a newer one.
    """

    epoch: str
    head: int
    copy: BookCopy | None
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An offer the hub has taken up; `missing` are the numbers of the parts it lacks."""

    id: str
    missing: tuple[int, ...]


class LogHash:
    """Hashes a log, change by change in the hub's order."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=HASH_BYTES)

    def add(self, cursor: int, id: str, entity_id: str, content_hash: bytes) -> None:
        """Take in the next change: its place, its names, and the hash of its bytes."""
        self._hash.update(f"{cursor}\0{id}\0{entity_id}\0".encode() + content_hash)

    def digest(self) -> bytes:
        """Read the hash of all changes so far."""
        return self._hash.digest()


def part_hash(part: bytes) -> bytes:
    """Hash one part."""
    return blake2b(part, digest_size=HASH_BYTES).digest()


def part_count(packed_bytes: int) -> int:
    """Tell how many parts a copy of some size has."""
    return -(-packed_bytes // PART_BYTES)


def part_bytes(packed_bytes: int, number: int) -> int:
    """Tell the size of one part, counted from 0."""
    return min(PART_BYTES, packed_bytes - number * PART_BYTES)
