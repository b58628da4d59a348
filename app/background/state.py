"""How this device stands with its hub, as told to windows and commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """How this device stands with its hub.

    Attributes:
        phase: `never` (not paired), `online`, `offline` (no answer) or `refused` (it said no).
        waiting, parked, clashes: how many changes, or open questions.
        in_sync: the contents' digests agreed in the last round and nothing waits.
        last_synced_ms: when they last agreed, ms since 1970.
        offline_since_ms: since when no answer came, ms since 1970.
        clock_skew_ms: the hub's clock minus ours.
        message: what the hub, or the network, said last, in words; `reason` in one word.
        hub_url: which hub that was.
        next_try_ms: when the next round is due, ms since 1970.
        relay_url: the house's relay, if it was asked in place of the hub.
        in_house: its contents and ours were the same.
        hub_away_since_ms: since when the hub does not answer the relay, ms since 1970.
    """

    phase: str
    waiting: int
    parked: int
    clashes: int
    in_sync: bool
    last_synced_ms: int | None
    offline_since_ms: int | None
    clock_skew_ms: int
    message: str
    reason: str = ""
    hub_url: str = ""
    next_try_ms: int | None = None
    relay_url: str = ""
    in_house: bool = False
    hub_away_since_ms: int | None = None
