"""Who belongs to a house, as a hub tells it to devices and relays. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A device or a relay of a house.

    Attributes:
        key: what a device shares with the relay that asks; empty when no relay asks.
    """

    id: str
    name: str
    key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The relays of a house; and its devices, if a relay asked."""

    relays: tuple[Member, ...]
    devices: tuple[Member, ...]
