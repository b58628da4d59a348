"""`noren status`: how this device stands; the one command that is asked all the time."""

from __future__ import annotations

from dataclasses import asdict
from zoneinfo import ZoneInfo

from app.background.state import SyncState
from app.cli import output
from app.cli.commands import Answer, Command
from app.cli.inputs import Inputs, Json
from app.cli.station import Station
from app.store import rounds
from app.store.export import at_text


def _status(station: Station, _: Inputs) -> Answer:
    ledger, home = station.ledger, station.home
    device = ledger.device()
    state = home.state(ledger)
    zone = station.zone
    synced_ms = state.last_synced_ms
    document: dict[str, Json] = {
        "venue": device.venue,
        "venue_name": ledger.venue().name if ledger.has_house() else "",
        "environment": device.environment,
        "device": device.name,
        "device_id": device.id,
        "incarnation": device.incarnation,
        "waiting": state.waiting,
        "parked": state.parked,
        "conflicts": state.clashes,
        "last_synced_at": at_text(synced_ms, zone) if synced_ms is not None else None,
        "hub": state.phase,
        "hub_message": state.message,
        "in_sync": state.in_sync,
        "clock_skew_ms": state.clock_skew_ms,
        "relay": _relay(state, zone),
        "sum": asdict(ledger.sum()),
        "engine": _engine(rounds.metrics(ledger.sql), home.clock(), zone),
    }
    return Answer(document=document, text=lambda: output.sheet(_read_aloud(document)))


def _relay(state: SyncState, zone: ZoneInfo) -> dict[str, Json] | None:
    """Say how the house's relay stands, if it was asked in place of the hub."""
    if not state.relay_url:
        return None
    away_ms = state.hub_away_since_ms
    return {
        "url": state.relay_url,
        "in_sync_in_house": state.in_house,
        "hub_away_since": at_text(away_ms, zone) if away_ms is not None else None,
    }


def _engine(metrics: rounds.Metrics, now_ms: int, zone: ZoneInfo) -> dict[str, Json]:
    """Put the sync engine's numbers into keys; what never was is null."""

    def moment(at_ms: int | None) -> str | None:
        return at_text(at_ms, zone) if at_ms is not None else None

    oldest_ms, last = metrics.oldest_waiting_ms, metrics.last
    return {
        "hub_url": metrics.hub_url,
        "rounds": metrics.rounds,
        "retries": metrics.failures,
        "next_try_at": moment(metrics.next_try_ms),
        "queue_oldest_at": moment(oldest_ms),
        "queue_age_ms": max(0, now_ms - oldest_ms) if oldest_ms is not None else None,
        "repairs": metrics.repairs,
        "sent_bytes": metrics.sent_bytes,
        "received_bytes": metrics.received_bytes,
        "last_round": {
            "at": moment(last.ended_ms),
            "ms": last.took_ms,
            "outcome": last.outcome,
            "pushed": last.pushed,
            "pulled": last.pulled,
            "repaired": last.repaired,
        }
        if last
        else None,
    }


def _read_aloud(document: dict[str, Json]) -> dict[str, Json]:
    """Put what is nested into one line each, for people."""
    engine = dict(document["engine"])
    last = engine.pop("last_round")
    tally = " ".join(f"{name} {count}" for name, count in document["sum"].items())
    told = " ".join(f"{name} {value}" for name, value in (last or {}).items())
    relay = " ".join(f"{name} {value}" for name, value in (document["relay"] or {}).items())
    nested = ("sum", "engine", "relay")
    rest = {name: value for name, value in document.items() if name not in nested}
    return {**rest, "relay": relay or None, "sum": tally, **engine, "last_round": told or None}


COMMANDS = (
    Command(
        words="status",
        summary="Say what waits, what is parked, what clashes, and whether all is in sync.",
        example="status --json",
        act=_status,
    ),
)
