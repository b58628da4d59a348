"""Packs bytes tightly with zstd, and unpacks foreign ones within bounds; knows no message."""

from __future__ import annotations

import io
from typing import Final

import zstandard

from sync.errors import Malformed, TooLarge

NAME: Final = "zstd"
"""What the wire calls it."""

FAST: Final = 1
TIGHT: Final = 9
WINDOW_BYTES_MAX: Final = 8 * 1024 * 1024
"""Memory a stranger's bytes may ask for while they are unpacked, beside the output."""

_PART_BYTES: Final = 65_536


def pack(plain: bytes, level: int = FAST) -> bytes:
    """Compress; the result says how long the original was and carries a checksum of it."""
    return zstandard.ZstdCompressor(level=level, write_checksum=True).compress(plain)


def unpack(packed: bytes, size_max: int) -> bytes:
    """Decompress what may come from anybody, never holding more than `size_max` bytes of it.

    Raises:
        TooLarge: it would become longer than that.
        Malformed: it is not zstd, or was cut off or altered.
    """
    parts: list[bytes] = []
    size = 0
    try:
        told = zstandard.get_frame_parameters(packed).content_size
        known = told != zstandard.CONTENTSIZE_UNKNOWN
        if known and told > size_max:
            raise TooLarge(f"this unpacks to {told} bytes, over {size_max}")
        reader = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES_MAX).stream_reader(
            io.BytesIO(packed)
        )
        while part := reader.read(_PART_BYTES):
            size += len(part)
            if size > size_max:
                raise TooLarge(f"this unpacks to more than {size_max} bytes")
            parts.append(part)
    except (zstandard.ZstdError, MemoryError) as error:
        raise Malformed(f"not {NAME}: {error}", field="content-encoding") from error
    if known and size != told:
        raise Malformed(f"cut off after {size} of {told} bytes", field="content-encoding")
    return b"".join(parts)
