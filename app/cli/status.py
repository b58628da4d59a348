"""`noren status`: how this device stands; the one command that is asked all the time."""

from __future__ import annotations

from dataclasses import asdict

from app.cli import output
from app.cli.commands import Answer, Command
from app.cli.inputs import Inputs, Json
from app.cli.station import Station
from app.domain.business_day import venue_zone
from app.domain.errors import Unknown
from app.store.export import at_text, utc


def _status(station: Station, _: Inputs) -> Answer:
    ledger, home = station.ledger, station.home
    device = ledger.device()
    state = home.state(ledger)
    try:
        venue = station.desk.house.venue()
        name, zone = venue.name, venue_zone(venue)
    except Unknown:  # joined, and nothing has arrived yet
        name, zone = "", utc()
    synced_ms = state.last_synced_ms
    document: dict[str, Json] = {
        "venue": device.venue,
        "venue_name": name,
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
        "sum": asdict(ledger.sum()),
    }
    tally = " ".join(f"{name} {count}" for name, count in document["sum"].items())
    return Answer(document=document, text=lambda: output.sheet({**document, "sum": tally}))


COMMANDS = (
    Command(
        words="status",
        summary="Say what waits, what is parked, what clashes, and whether all is in sync.",
        example="status --json",
        act=_status,
    ),
)
