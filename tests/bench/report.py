"""The table, for a terminal, for the README, and for a program."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import orjson

from tests.bench.measured import Measured, Target

HEADINGS = ("what", "p50", "p99 / max", "floor p50 (p99 / max)", "ratio", "target", "met")


def lines(results: Sequence[Measured]) -> list[str]:
    """Write an aligned table."""
    table = [HEADINGS, *(_cells(each) for each in results)]
    widths = [max(_width(row[at]) for row in table) for at in range(len(HEADINGS))]
    return [
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]


def markdown(results: Iterable[Measured]) -> list[str]:
    """Write the table as Markdown."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(_cells(each) for each in results)]
    return [f"| {' | '.join(row)} |" for row in rows]


def document(results: Iterable[Measured]) -> bytes:
    """Write one JSON list."""
    entries: list[dict[str, Any]] = [
        {
            **asdict(each),
            "tail_name": each.tail_name,
            "ratio": each.ratio,
            "met": each.met,
        }
        for each in results
    ]
    return orjson.dumps(entries, option=orjson.OPT_INDENT_2)


def _cells(each: Measured) -> tuple[str, ...]:
    return (
        each.what,
        each.rate or _ms(each.p50_ms),
        "" if each.rate else f"{_ms(each.tail_ms)} {each.tail_name}",
        _floor(each),
        f"{each.ratio:.1f}x" if each.ratio is not None else "",
        _target(each.target, each.tail_name),
        {True: "yes", False: "no", None: ""}[each.met],
    )


def _floor(each: Measured) -> str:
    if each.floor_p50_ms is None or each.floor_tail_ms is None:
        return each.floor
    return f"{_ms(each.floor_p50_ms)} ({_ms(each.floor_tail_ms)}) {each.floor}"


def _target(target: Target, tail_name: str) -> str:
    parts = []
    if target.ratio_max is not None:
        parts.append(f"at most {target.ratio_max:g}x")
    if target.p50_ms_max is not None:
        parts.append(f"p50 < {target.p50_ms_max:g} ms")
    if target.tail_ms_max is not None:
        parts.append(f"{tail_name} < {target.tail_ms_max:g} ms")
    return ", ".join(parts)


def _ms(value: float) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:.{digits}f} ms"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
