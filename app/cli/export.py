"""`noren export`: the whole book, the same bytes on every device in sync."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping
from typing import Final

from app.cli import lookup, output
from app.cli.commands import Command
from app.cli.inputs import Input, Inputs, Json, Kind
from app.cli.station import Station
from app.domain.errors import Invalid
from app.store import export

BOM: Final = "\ufeff"
"""Without it a Japanese spreadsheet takes UTF-8 for Shift JIS and shows every name as rubble."""

_FORMULA: Final = frozenset("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet run a cell instead of showing it; a guest may have typed it."""


def _export(station: Station, inputs: Inputs) -> None:
    as_csv = inputs.flag("csv")
    if as_csv and station.as_json:
        raise Invalid("either --csv or --json", field="csv")
    day = lookup.day_of(inputs, "day")
    ledger = station.ledger
    device = ledger.device()
    whole = export.document(device.venue, device.environment, export.entities_of(ledger))
    if day is not None:
        whole = export.of_day(whole, day)
    if as_csv:
        _write_csv(whole)
    else:
        output.write(export.text_of(whole))


def _write_csv(whole: Mapping[str, Json]) -> None:
    """Write the reservations in order of time, for a spreadsheet."""
    names = {each["id"]: each.get("name", "") for each in whole["entities"]}
    parties = [each for each in whole["entities"] if each["type"] == "reservation"]
    parties.sort(key=lambda each: (each.get("starts_at", ""), each["id"]))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for each in parties:
        cells = {**each, "tables": [names.get(id, "?") for id in each.get("table_ids", ())]}
        writer.writerow([_harmless(output.plain(cells.get(name) or "")) for name in _COLUMNS])
    sys.stdout.write(BOM + text.getvalue())
    sys.stdout.flush()


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in _FORMULA and text else text


_COLUMNS: Final = (
    "business_day",
    "starts_at",
    "turn_minutes",
    "adults",
    "children",
    "infants",
    "guest_name",
    "guest_kana",
    "phone",
    "tables",
    "status",
    "course",
    "requests",
    "note",
    "tags",
    "allergies",
    "source",
    "arrived_at",
    "seated_at",
    "left_at",
    "cancel_reason",
    "id",
)

COMMANDS = (
    Command(
        words="export",
        summary="Print the whole book as JSON, or one day of it; --csv prints its bookings.",
        example="export --day 2026-12-24 --csv > day.csv",
        act=_export,
        inputs=(
            Input("day", "Only that day, with the guests and tables it names.", metavar="DAY"),
            Input("csv", "Bookings for a spreadsheet.", Kind.SWITCH),
        ),
        in_batch=False,
    ),
)
