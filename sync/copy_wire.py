"""Copies of the book from and to the shapes of the wire, for device and hub alike."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode

from sync import wire
from sync.book_copy import BookCopy, CopyStanding, Offered, part_count
from sync.errors import Malformed


def read_standing(answer: wire.CopyAnswered) -> CopyStanding:
    """Read what the hub has.

    Raises:
        Malformed: its description of a copy contradicts itself.
    """
    newest = answer.newest
    return CopyStanding(
        epoch=answer.epoch,
        head=answer.head,
        copy=read_copy(newest, answer.epoch) if newest else None,
        wanted=answer.wanted,
    )


def read_copy(told: wire.Copy, epoch: str) -> BookCopy:
    """Read the description of a copy; `write_copy` is the inverse.

    Raises:
        Malformed: it contradicts itself.
    """
    return BookCopy(
        id=told.id,
        log=bytes.fromhex(told.log),
        offered=_offered(told, epoch),
    )


def write_copy(copy: BookCopy) -> wire.Copy:
    """Write the description of a copy; its epoch is that of the answer."""
    offered = copy.offered
    return wire.Copy(
        id=copy.id,
        log=copy.log.hex(),
        layout=offered.layout,
        cursor=offered.cursor,
        stamp=offered.stamp,
        packed_bytes=offered.packed_bytes,
        file_bytes=offered.file_bytes,
        parts=_hex(offered.parts),
    )


def read_offer(asked: wire.OfferAsked) -> Offered:
    """Read what a device offers; `write_offer` is the inverse.

    Raises:
        Malformed: it contradicts itself.
    """
    return _offered(asked, asked.epoch)


def write_offer(offered: Offered) -> wire.OfferAsked:
    """Write what this device offers."""
    return wire.OfferAsked(
        layout=offered.layout,
        epoch=offered.epoch,
        cursor=offered.cursor,
        stamp=offered.stamp,
        packed_bytes=offered.packed_bytes,
        file_bytes=offered.file_bytes,
        parts=_hex(offered.parts),
    )


def read_part(text: str) -> bytes:
    """Read one part from base64; `write_part` is the inverse.

    Raises:
        Malformed: that is no base64.
    """
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("a part of the copy is no base64", field="part") from error


def write_part(part: bytes) -> str:
    """Write one part in base64."""
    return b64encode(part).decode()


def _offered(told: wire.Copy | wire.OfferAsked, epoch: str) -> Offered:
    if len(told.parts) != part_count(told.packed_bytes):
        raise Malformed("the copy has another size than its parts", field="parts")
    return Offered(
        layout=told.layout,
        epoch=epoch,
        cursor=told.cursor,
        stamp=told.stamp,
        packed_bytes=told.packed_bytes,
        file_bytes=told.file_bytes,
        parts=tuple(bytes.fromhex(each) for each in told.parts),
    )


def _hex(hashes: tuple[bytes, ...]) -> tuple[str, ...]:
    return tuple(each.hex() for each in hashes)
