"""A new device in a process of its own: joins a house and says how long its book took to come.

python -m tests.bench.joiner HOME HUB_URL CODE copy|pages
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from app.bootstrap.home import Home
from app.bootstrap.hub_line import HubLine
from sync.engine import Round

ROUNDS_MAX: Final = 100


def main(home: str, hub_url: str, code: str, how: str) -> None:
    """Join, and print one JSON object."""
    new = Home(Path(home))
    line = HubLine(new)
    line.pair(hub_url, code, "新しい端末")
    before, start = os.times(), time.perf_counter()
    done = _by_copy(line) if how == "copy" else _by_pages(new, line)
    took_ms = (time.perf_counter() - start) * 1000
    after = os.times()
    cpu_s = after.user + after.system - before.user - before.system
    told = {"took_ms": took_ms, "cpu_s": cpu_s, "in_sync": done.in_sync, "problems": done.problems}
    sys.stdout.write(json.dumps(told) + "\n")


def _by_copy(line: HubLine) -> Round:
    done = line.round().round
    assert done is not None
    return done


def _by_pages(home: Home, line: HubLine) -> Round:
    """Do rounds as a device does that already has a book, and so asks for no copy."""
    with (
        closing(home.open_ledger()) as ledger,
        closing(line.client(ledger)) as client,
    ):
        session = line.session(ledger, client)
        for _ in range(ROUNDS_MAX):
            done = session.round().round
            if done is not None and done.in_sync:
                return done
    raise RuntimeError("the device does not come to agree with its hub")


if __name__ == "__main__":
    main(*sys.argv[1:])
