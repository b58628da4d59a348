"""`noren import csv FILE`: bookings or guests of another system, taken over from its table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Kind, positional
from app.cli.station import Station
from app.domain import import_fields
from app.domain.errors import Invalid
from app.services.imports import Line, Outcome, Plan

SLICE_LINES: Final = 500
PROBLEMS_SHOWN: Final = 20


def _csv(station: Station, inputs: Inputs) -> Answer:
    imports = station.desk.imports
    kind = _kind(inputs)
    table = imports.read(Path(inputs.needed("file")))
    fields = import_fields.guess(table.header, kind)
    if wanting := import_fields.missing(tuple(fields.values()), kind):
        named = ", ".join(wanting)
        raise Invalid(f"no column of the file is known to hold: {named}", field="file")
    run = imports.begin(Plan(kind=kind, fields=fields, source=inputs.text("source")))
    tally: Counter[Outcome] = Counter()
    troubled: list[Line] = []
    change_ids: list[str] = []
    for at in range(0, len(table.rows), SLICE_LINES):
        lines = run.check(table.rows[at : at + SLICE_LINES])
        tally.update(each.outcome for each in lines)
        troubled += (each for each in lines if each.problems)
        if not inputs.flag("dry_run"):
            change_ids += run.write(lines, station.author).change_ids
    columns = {table.header[place]: field.value for place, field in sorted(fields.items())}
    document: dict[str, Any] = {
        **{outcome.value: tally[outcome] for outcome in Outcome},
        "columns": columns,
        "problems": [_problem(each) for each in troubled],
        "change_ids": change_ids,
    }
    return Answer(document=document, text=lambda: _text(document))


def _kind(inputs: Inputs) -> import_fields.Kind:
    """Read what the file lists.

    Raises:
        Invalid: neither bookings nor guests.
    """
    named = inputs.text("kind") or import_fields.Kind.BOOKINGS.value
    try:
        return import_fields.Kind(named)
    except ValueError as error:
        raise Invalid("a file lists bookings or guests", field="kind") from error


def _problem(line: Line) -> dict[str, Any]:
    return {
        "line": line.number,
        "left_out": line.outcome is Outcome.BAD,
        "fields": [
            {"field": each.field.value, "value": each.value, "code": each.code}
            for each in line.problems
        ],
    }


def _text(document: dict[str, Any]) -> str:
    lines = [f"{document['new']} new, {document['known']} known, {document['bad']} left out"]
    for each in document["problems"][:PROBLEMS_SHOWN]:
        what = "; ".join(f"{one['field']} {one['value']!r} {one['code']}" for one in each["fields"])
        fate = "left out" if each["left_out"] else "taken without"
        lines.append(f"line {each['line']} {fate}: {what}")
    if (more := len(document["problems"]) - PROBLEMS_SHOWN) > 0:
        lines.append(f"and {more} more lines")
    return "\n".join(lines)


COMMANDS = (
    Command(
        words="import csv",
        summary="Take bookings or guests over from another system's CSV; twice doubles nothing.",
        example="import csv bookings.csv --source 旧台帳 --dry-run",
        act=_csv,
        inputs=(
            positional("file", "Where the table lies; UTF-8 or Shift_JIS."),
            Input("kind", "What it lists: bookings (usual) or guests."),
            Input("source", "The system it comes from, the same each time."),
            Input("dry_run", "Write nothing; tell what would come.", Kind.SWITCH),
        ),
    ),
)
