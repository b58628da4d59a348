"""Names of things in the book: opaque texts (UUIDs), one type per kind, so no mixing up."""

from typing import Final, NewType
from uuid import UUID

AreaId = NewType("AreaId", str)
CallId = NewType("CallId", str)
GuestId = NewType("GuestId", str)
NoticeId = NewType("NoticeId", str)
ReservationId = NewType("ReservationId", str)
StaffId = NewType("StaffId", str)
TableId = NewType("TableId", str)
VenueId = NewType("VenueId", str)

UUID7_TAIL_BYTES: Final = 10


def uuid7(now_ms: int, tail: bytes) -> str:
    """Make a UUIDv7 of the time and ten random bytes.

    The time only keeps rows of one day together on disk; that no two are equal rests on the 74
    random bits alone, never on a clock or counter. Source: RFC 9562, section 5.7.
    """
    assert len(tail) == UUID7_TAIL_BYTES
    number = (now_ms & (1 << 48) - 1) << 80 | int.from_bytes(tail, "big")
    number = number & ~(0xF << 76) | 7 << 76
    number = number & ~(0b11 << 62) | 0b10 << 62
    return str(UUID(int=number))
