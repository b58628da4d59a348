"""`noren drill outage`: plays the drill, tells it as it happens, and says whether all held."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from app.cli import output
from app.cli.commands import Answer, Command
from app.cli.drill.cast import Tablet, take_picture
from app.cli.drill.outage import Report, play
from app.cli.inputs import Input, Inputs
from app.cli.station import Station

BROKEN = 1


def _outage(station: Station, inputs: Inputs) -> Answer:
    folder = inputs.text("screenshots")
    report = play(_teller(as_json=station.as_json), _photographer(folder))
    return Answer(
        document=report.document(),
        text=lambda: _summary(report),
        exit_code=0 if report.ok else BROKEN,
    )


def _teller(*, as_json: bool) -> Callable[[str], None]:
    """Tell the story as it happens; beside the one document when a script reads."""
    began = monotonic()
    out = sys.stderr if as_json else sys.stdout

    def say(words: str) -> None:
        out.write(f"{monotonic() - began:5.1f} s  {words}\n")
        out.flush()

    return say


def _photographer(folder: str) -> Callable[[Tablet, str], None] | None:
    if not folder:
        return None
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return lambda tablet, name: take_picture(tablet, path / f"{name}.png")


def _summary(report: Report) -> str:
    held = sum(1 for _, kept, _ in report.checks if kept)
    rows = [
        ("promises held", f"{held} of {len(report.checks)}"),
        ("entered offline", ", ".join(f"{n} at {name}" for name, n in report.entered.items())),
        ("books", f"{report.export_bytes} bytes each"),
        ("clashes shown", str(len(report.clashes))),
        ("caller's card", f"{report.lookup_ms:.2f} ms" if report.lookup_ms is not None else "-"),
        *(
            (f"sum at {name}", " ".join(f"{part} {count}" for part, count in parts.items()))
            for name, parts in report.sums.items()
        ),
        ("took", f"{report.seconds:.1f} s"),
    ]
    verdict = "Every promise held." if report.ok else "A PROMISE WAS BROKEN; see above."
    return f"{output.table(rows)}\n{verdict}"


COMMANDS = (
    Command(
        words="drill outage",
        summary="Kill a hub on a full evening, and check every promise afterwards.",
        example="drill outage",
        act=_outage,
        inputs=(Input("screenshots", "Folder for pictures of what staff saw.", metavar="DIR"),),
        in_batch=False,
    ),
)
