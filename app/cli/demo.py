"""`noren demo`: a throw-away training house in a window; the window is bootstrap's business."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Kind
from app.cli.station import Station
from app.domain.errors import NotAllowed


def _demo(_: Station, inputs: Inputs) -> Answer | None:
    check_display()
    folder = inputs.text("screenshots")
    if folder:
        from app.bootstrap.pictures import take_pictures

        made = take_pictures(Path(folder), all_of_them=inputs.flag("every"))
        return Answer(
            document={"screenshots": [str(file) for file in made]},
            text=lambda: "\n".join(str(file) for file in made),
        )
    from app.bootstrap.demo import run_demo

    code = run_demo()
    return Answer(document={"closed": True}, text=lambda: "", exit_code=code) if code else None


def check_display() -> None:
    """Refuse in words where Qt would abort the whole process.

    Raises:
        NotAllowed: nothing can be drawn here.
    """
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not shown and not os.environ.get("QT_QPA_PLATFORM"):
        raise NotAllowed(
            "there is no display here. Try 'noren drill outage', which needs none, or set"
            " QT_QPA_PLATFORM=offscreen.",
            field="display",
            code="no_display",
        )


COMMANDS = (
    Command(
        words="demo",
        summary="Open a training house: a sample day, a second tablet, a phone that rings.",
        example="demo",
        act=_demo,
        inputs=(
            Input("screenshots", "Draw the pictures of the README there.", metavar="DIR"),
            Input("every", "With --screenshots: also those it does not show.", Kind.SWITCH),
        ),
        in_batch=False,
    ),
)
