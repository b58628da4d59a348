"""Copies for tests: their bytes mean nothing to anybody."""

from __future__ import annotations

from sync.book_copy import PART_BYTES, BookCopy, Offered, part_hash

EPOCH = "0123456789abcdef"


def parts_of(packed: bytes) -> list[bytes]:
    """Cut a packed book into its parts."""
    return [packed[at : at + PART_BYTES] for at in range(0, len(packed), PART_BYTES)]


def an_offer(packed: bytes, **over) -> Offered:
    """What a maker says of a packed book."""
    return Offered(
        **{
            "layout": "noren-1",
            "epoch": EPOCH,
            "cursor": 3,
            "stamp": "019b3f0a2c40.0000",
            "packed_bytes": len(packed),
            "file_bytes": 10 * len(packed),
            "parts": tuple(part_hash(part) for part in parts_of(packed)),
            **over,
        }
    )


def a_copy(packed: bytes, name: int = 1, **over) -> BookCopy:
    """The same, at the hub."""
    return BookCopy(id=f"{name:032x}", log=b"l" * 16, offered=an_offer(packed, **over))
