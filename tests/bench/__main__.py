"""Measures and prints one table; a time is never an error."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from typing import Final

from tests.bench import report
from tests.bench.books import Books
from tests.bench.measured import Measured

SIZE: Final = 1_000_000
NAMES: Final = (
    "saving",
    "day",
    "figures",
    "caller",
    "searching",
    "status",
    "window",
    "frames",
    "syncing",
    "compaction",
    "joining",
    "stall",
    "revoking",
)


def main(words: list[str]) -> None:
    """Run the measurements that were named, or all."""
    asked = _asked(words)
    books = Books(asked.size, time.time_ns() // 1_000_000)
    results: list[Measured] = []
    for name in asked.names or NAMES:
        sys.stderr.write(f"measuring {name} …\n")
        results += importlib.import_module(f"tests.bench.{name}").measure(books)
    if asked.json:
        sys.stdout.write(report.document(results).decode() + "\n")
        return
    table = report.markdown(results) if asked.markdown else report.lines(results)
    sys.stdout.write("\n".join(table) + "\n")


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}")
    parser.add_argument(
        "--size", type=int, default=SIZE, help="bookings and guests of the large book"
    )
    parser.add_argument("--json", action="store_true", help="one JSON list instead of a table")
    parser.add_argument("--markdown", action="store_true", help="the table as the README has it")
    asked = parser.parse_args(words)
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f"nothing is called {unknown[0]}: {', '.join(NAMES)}")
    return asked


if __name__ == "__main__":
    main(sys.argv[1:])
