"""The floor of sync: an outbox, one request for each thousand, SQLite, a pull. Nothing is promised.

    python -m tests.bench.bare hub FILE
    python -m tests.bench.bare device FILE PORT

No merge, no check, no digest, no queue that survives a crash: only the same rows over the same
loopback into files of the same durability, by three processes at the same time.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import orjson

BATCH: Final = 1000
WAIT_SECONDS: Final = 10.0
FIELDS: Final = (
    *("business_day", "starts_at", "turn_minutes", "adults", "children", "guest_name"),
    *("guest_kana", "phone", "table_ids", "status", "requests", "note", "taken_by"),
)


def opened(file: str) -> sqlite3.Connection:
    """Open a file as durably as a ledger is."""
    sql = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for pragma in ("page_size = 8192", "journal_mode = wal", "synchronous = full"):
        sql.execute(f"pragma {pragma}")
    sql.execute("pragma cache_size = -32768")
    return sql


class _Hub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    sql: sqlite3.Connection
    moved = threading.Condition()

    def do_POST(self) -> None:
        body = orjson.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.moved:
            answer = self._push(body) if self.path == "/push" else self._pull(**body)
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        self.wfile.flush()

    def _push(self, body: dict[str, Any]) -> bytes:
        self.sql.execute("begin immediate")
        self.sql.executemany(
            "insert into log (id, origin, body) values (?, ?, ?)",
            [(each["id"], body["origin"], orjson.dumps(each)) for each in body["changes"]],
        )
        self.sql.execute("commit")
        self.moved.notify_all()
        return b"{}"

    def _pull(self, origin: str, after: int) -> bytes:
        for _ in range(2):
            rows = self.sql.execute(
                "select cursor, body from log where cursor > ? and origin <> ? order by cursor"
                " limit ?",
                (after, origin, BATCH),
            ).fetchall()
            if rows:
                break
            self.moved.wait(WAIT_SECONDS)
        return orjson.dumps([[cursor, orjson.Fragment(body)] for cursor, body in rows])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as the base has it
        pass


def hub(file: str) -> None:
    """Serve until killed."""
    _Hub.sql = opened(file)
    _Hub.sql.execute(
        "create table log (cursor integer primary key, id text unique, origin text, body blob)"
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    server.daemon_threads = True
    _answer(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


class _Device:
    def __init__(self, file: str, port: str) -> None:
        self._sql = opened(file)
        self._origin = file
        self._line = HTTPConnection("127.0.0.1", int(port))
        columns = ", ".join(f'"{name}"' for name in FIELDS)
        for statement in (
            "create table outbox (n integer primary key, body blob)",
            f"create table row (id text primary key, {columns})",
            "create table place (cursor integer)",
            "insert into place values (0)",
        ):
            self._sql.execute(statement)

    def queue(self, file: str, number: int = 0) -> int:
        """Put the bodies of a file, one a line, into the outbox; a number makes it another one."""
        bodies = Path(file).read_bytes().splitlines()
        if number:
            bodies = [orjson.dumps({**orjson.loads(each), "id": str(number)}) for each in bodies]
        self._sql.execute("begin immediate")
        self._sql.executemany("insert into outbox (body) values (?)", [(each,) for each in bodies])
        self._write([orjson.loads(each) for each in bodies])
        self._sql.execute("commit")
        return len(bodies)

    def go(self, news: int) -> float:
        """Send everything, take in so many changes of others; say when it was done."""
        while rows := self._sql.execute("select n, body from outbox limit ?", (BATCH,)).fetchall():
            body = {
                "origin": self._origin,
                "changes": [orjson.Fragment(body) for _, body in rows],
            }
            self._ask("/push", body)
            self._sql.execute("begin immediate")
            self._sql.execute("delete from outbox where n <= ?", (rows[-1][0],))
            self._sql.execute("commit")
        while news > 0:
            (after,) = self._sql.execute("select cursor from place").fetchone()
            page = self._ask("/pull", {"origin": self._origin, "after": after})
            if page:
                self._sql.execute("begin immediate")
                self._write([body for _, body in page])
                self._sql.execute("update place set cursor = ?", (page[-1][0],))
                self._sql.execute("commit")
            news -= len(page)
        return time.monotonic()

    def _write(self, documents: Sequence[dict[str, Any]]) -> None:
        for names, group in groupby(documents, key=lambda each: tuple(each["set"])):
            columns = ", ".join(f'"{name}"' for name in names)
            again = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
            self._sql.executemany(
                f"insert into row (id, {columns}) values (?{', ?' * len(names)})"
                f" on conflict (id) do update set {again}",
                [(each["entity"], *map(_cell, each["set"].values())) for each in group],
            )

    def _ask(self, path: str, body: object) -> Any:  # any JSON
        self._line.request("POST", path, orjson.dumps(body))
        return orjson.loads(self._line.getresponse().read())


def _cell(value: Any) -> Any:  # any JSON
    return value if isinstance(value, str | int | None) else orjson.dumps(value).decode()


def device(file: str, port: str) -> None:
    """Do what comes in, until there is no more."""
    bare = _Device(file, port)
    gc.collect()
    gc.freeze()
    for line in iter(sys.stdin.readline, ""):
        name, *values = json.loads(line)
        act: Callable[..., object] = getattr(bare, name)
        _answer(act(*values))


def _answer(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "hub":
        hub(sys.argv[2])
    else:
        device(sys.argv[2], sys.argv[3])
