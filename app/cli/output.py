"""Writes answers: one JSON document for scripts, short aligned lines for people."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from app.cli.inputs import Json


def prepare() -> None:
    """Write UTF-8 whatever the machine's own habit is, and never fail on a sign."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def json_text(document: Json) -> str:
    """Write a document on one line."""
    return json.dumps(document, ensure_ascii=False)


def write(text: str, stream: TextIO | None = None) -> None:
    """Write a line, at once."""
    stream = stream or sys.stdout
    stream.write(f"{text}\n")
    stream.flush()


def note(text: str) -> None:
    """Tell people something beside the answer."""
    write(text, sys.stderr)


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """Align cells in columns; Japanese signs are two columns wide."""
    lines = [list(row) for row in rows]
    if not lines:
        return "(nothing)"
    if head:
        lines.insert(0, list(head))
    widths = [max(width(row[at]) for row in lines) for at in range(len(lines[0]))]
    return "\n".join(
        "  ".join(pad(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in lines
    )


def sheet(facts: Mapping[str, Json]) -> str:
    """Write names and values below each other; what is empty is left out."""
    rows = [(name, plain(value)) for name, value in facts.items() if value not in (None, "", [])]
    return table(rows)


def plain(value: Json) -> str:
    """Write a JSON value as people would."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(plain(each) for each in value)
    if isinstance(value, dict):
        return value.get("raw") or " ".join(plain(each) for each in value.values() if each)
    return str(value)


def pad(text: str, wide: int) -> str:
    """Fill a text up to a width in columns."""
    return text + " " * (wide - width(text))


def width(text: str) -> int:
    """Count the columns a text takes on a terminal."""
    return sum(_sign_width(sign) for sign in text)


def _sign_width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
