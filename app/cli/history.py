"""`noren history` and `noren undo`: what happened, and taking it back."""

from __future__ import annotations

from app.cli import output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.station import Station


def _history(station: Station, inputs: Inputs) -> Answer:
    scribe = station.scribe()
    document = [scribe.history(each) for each in station.desk.history.of(inputs.needed("id"))]
    return Answer(document=document, text=lambda: _text(document))


def _undo(station: Station, inputs: Inputs) -> Answer:
    wanted = inputs.texts("change_id")
    if not wanted:
        inputs.miss("change_id")
    made = station.desk.history.undo(wanted, station.author)
    document = {"undone": list(wanted), "change_ids": list(made)}
    return Answer(document=document, text=lambda: f"Taken back by {', '.join(made)}.")


def _text(entries: list[dict[str, Json]]) -> str:
    rows: list[tuple[str, ...]] = []
    for each in entries:
        at = each["at"][:16].replace("T", " ")
        who = " ".join(part for part in (each["actor"], f"({each['device']})") if part)
        rows.append((at, who, each["intent"], each["state"], each["change_id"]))
        rows += [
            ("", "", f"  {name}", "", f"{_value(both['from'])} → {_value(both['to'])}")
            for name, both in each["fields"].items()
        ]
    return output.table(rows)


def _value(value: Json) -> str:
    return output.plain(value) if value not in (None, "", []) else "–"


COMMANDS = (
    Command(
        words="history",
        summary="Show every change of a thing: when, who, which device, from what to what.",
        example="history 0192f0c1-…",
        act=_history,
        inputs=(positional("id", "A reservation, guest, table, call …"),),
    ),
    Command(
        words="undo",
        summary="Take changes back; what takes them back can be taken back too.",
        example="undo 4fd1e6bda4a7eb6a-12",
        act=_undo,
        inputs=(
            Input(
                "change_id",
                "Changes, as 'history' names them.",
                kind=Kind.TEXTS,
                aliases=("id", "change_ids"),
                is_positional=True,
                metavar="CHANGE_ID…",
            ),
        ),
    ),
)
