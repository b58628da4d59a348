"""What a device says of itself, and what a hub answers, as plain values; knows no HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, NotRequired, TypeAlias, TypedDict

from sync.journal import Incoming

EntityName: TypeAlias = tuple[str, str]
"""Type and id of one entity."""

Outcome: TypeAlias = Literal["accepted", "known", "refused", "clash"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: one device of one house.

    Attributes:
        device: the device's id, made by the device.
        token: what it proves itself with; never logged, never shown, and never sent to a relay,
            to which it is empty.
    """

    venue: str
    environment: str
    device: str
    token: str = field(repr=False)


class Joining(TypedDict):
    """What a device says of itself to join a house.

    Attributes:
        code: what the person typed.
        device: the id this device made for itself.
        token: the 256 random bits it will prove itself with.
        venue: id of the house that was made on this device, if one was.
        environment: the world this device lives in, if that is fixed already.
        kind: `relay` for a hub of the house itself.
    """

    code: str
    device: str
    device_name: str
    token: str
    incarnation: str
    venue: NotRequired[str | None]
    environment: NotRequired[str | None]
    kind: NotRequired[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The house that was joined; `empty` when its log holds nothing yet."""

    venue: str
    environment: str
    venue_name: str
    device: str
    epoch: str
    head: int
    empty: bool
    skew_ms: int


class PushResult(NamedTuple):
    """What became of one pushed change.

    Attributes:
        outcome: `accepted`; `known` already, by whatever path; `refused`, see `reason`; or
            `clash`: the hub holds other content under this id, or under one it follows.
        cursor: its place in the log, None when refused or clashing.
    """

    outcome: Outcome
    cursor: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """One result for each body, in the order they were given.

    Attributes:
        root: fingerprint of all that the hub held at `head`, if it told.
    """

    epoch: str
    head: int
    results: tuple[PushResult, ...]
    skew_ms: int
    root: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A page of the log; go on after `next` while there is `more`.

    Attributes:
        root: fingerprint of all that the hub held at `head`, if it told.
    """

    epoch: str
    head: int
    changes: tuple[Incoming, ...]
    next: int
    more: bool
    skew_ms: int
    root: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """How a relay stands with its own hub.

    Attributes:
        hub: `online`, `offline`, `refused` or `never`, as a device would say it.
        since_ms: since when that is so, ms since 1970.
        in_sync: all that the relay has is there too: their digests agreed.
    """

    hub: str
    since_ms: int
    in_sync: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Fingerprints of the hub's state at `head`; a missing bucket is empty.

    Attributes:
        mended: things that the hub found altered on its own disk and computed anew.
        wanted: ids of changes whose bytes the hub lost.
        upstream: how a relay stands with its hub; None from a hub that has none.
    """

    epoch: str
    head: int
    root: bytes
    buckets: Mapping[int, bytes]
    skew_ms: int
    mended: int = 0
    wanted: tuple[str, ...] = ()
    upstream: Upstream | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """The log has moved, or moved at some time before: pull to know.

    Attributes:
        changes: those that brought it to `head`, in cursor order, if they are few.
    """

    head: int
    epoch: str
    changes: tuple[Incoming, ...] = ()

    @property
    def after(self) -> int | None:
        """The cursor that its changes follow; None without any."""
        first = self.changes[0].cursor if self.changes else None
        return None if first is None else first - 1
