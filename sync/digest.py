"""Fingerprints of contents, so that equality is checked and a difference is found. Pure.

Every entity hashes to 16 bytes of its canonical state; entities fall into 256 buckets by id, a
bucket is the exclusive-or of its entities, and the root hashes the buckets. Exclusive-or lets one
changed entity be swapped in without reading the others, in any order:

    toggle(toggle(buckets, e), e) == buckets
    equal states have equal roots; unequal ones differ in at least one bucket (but for 2**-128)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Final
from zlib import crc32

BUCKETS: Final = 256
HASH_BYTES: Final = 16
NOTHING: Final = bytes(HASH_BYTES)


def bucket_of(entity_id: str) -> int:
    """Tell which of the 256 buckets an entity belongs to."""
    return crc32(entity_id.encode()) & 0xFF


def entity_hash(entity_type: str, entity_id: str, packed: bytes) -> bytes:
    """Hash one entity's canonical state together with its name."""
    return blake2b(
        b"\0".join((entity_type.encode(), entity_id.encode(), packed)), digest_size=HASH_BYTES
    ).digest()


def xor(a: bytes, b: bytes) -> bytes:
    """Put in, or take out, one hash."""
    return (int.from_bytes(a, "big") ^ int.from_bytes(b, "big")).to_bytes(HASH_BYTES, "big")


def fold_hashes(hashes: Iterable[bytes]) -> bytes:
    """Combine hashes in any order."""
    total = 0
    for each in hashes:
        total ^= int.from_bytes(each, "big")
    return total.to_bytes(HASH_BYTES, "big")


def gathered(hashes: Iterable[tuple[int, bytes]]) -> dict[int, bytes]:
    """Combine hashes by their buckets: what each bucket is to be swapped with."""
    totals: dict[int, int] = {}
    for number, hash in hashes:
        totals[number] = totals.get(number, 0) ^ int.from_bytes(hash, "big")
    return {number: total.to_bytes(HASH_BYTES, "big") for number, total in totals.items()}


def root(buckets: Mapping[int, bytes]) -> bytes:
    """Hash all buckets into one value; a missing bucket is an empty one."""
    return blake2b(
        b"".join(buckets.get(number, NOTHING) for number in range(BUCKETS)), digest_size=HASH_BYTES
    ).digest()


def differing(ours: Mapping[int, bytes], theirs: Mapping[int, bytes]) -> list[int]:
    """List the buckets whose contents differ."""
    return [
        number
        for number in range(BUCKETS)
        if ours.get(number, NOTHING) != theirs.get(number, NOTHING)
    ]
