"""One device in a process of its own: does what it is told, line by line, and says what came of it.

    python -m tests.bench.station LEDGER HUB_URL DEVICE_TOKEN

Commands and answers are one JSON list and one JSON value a line. Times are of the one monotonic
clock that all processes of a machine share.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from app.background.session import Outcome, SyncSession, follow_stream
from app.bootstrap.home import new_id, new_incarnation, now_ms
from app.domain.ids import ReservationId, StaffId, TableId
from app.store import export
from app.store.ledger import Ledger, Write
from app.store.turns import Manners, Turns
from sync.ahead import OnThread
from sync.client import Client, Hint, Identity
from tests.bench import big_book
from tests.builders import FRIDAY, a_phone, a_reservation

SAVE_AT_ONCE: Final = 500
PER_DAY: Final = 300
WAIT_SECONDS_MAX: Final = 300.0
PHONES: Final = tuple(a_phone(f"090-{number:04d}-5678") for number in range(1000, 1100))


class Station:
    """A ledger, and a session with the hub that follows its stream as the window's does."""

    def __init__(self, path: Path, hub_url: str, token: str) -> None:
        self._path = path
        self._hub_url = hub_url
        self._token = token
        self._manners = Manners(Turns())  # as in a home
        self._ledger = self._another()
        self._chance = random.Random(path.parent.name)
        self._session: SyncSession | None = None

    def close(self) -> None:
        """Let the ledger go."""
        self._ledger.close()

    def book(self, count: int) -> int:
        """Take new bookings of twelve fields each; gives how many."""
        for start in range(0, count, SAVE_AT_ONCE):
            self._save([self._booking(number) for number in range(start, start + SAVE_AT_ONCE)])
        return count

    def edit(self, first: int, count: int, field: str) -> int:
        """Change one field of some bookings, counted in the order of their ids."""
        ids = self._ledger.sql.execute(
            "select id from reservation order by id limit ? offset ?", (count, first)
        ).fetchall()
        for start in range(0, len(ids), SAVE_AT_ONCE):
            befores = [self._ledger.get("reservation", id) for (id,) in ids[start:][:SAVE_AT_ONCE]]
            self._ledger.commit(
                [Write(each, replace(each, **_edited(field, each)), "change") for each in befores],
                actor="佐藤",
                now_ms=now_ms(),
            )
        return len(ids)

    def join(self, code: str) -> str:
        """Join the house of the hub."""
        with closing(self._client(None)) as client:
            device = self._ledger.device()
            paired = client.pair(
                code=code,
                device=device.id,
                device_name=device.name,
                token=self._token,
                incarnation=device.incarnation,
                venue=device.venue,
                environment=device.environment,
            )
        return paired.venue

    def agree(self, head: int) -> dict[str, float]:
        """Do rounds, woken by the hub's stream, until all of the log's first `head` is settled.

        The clock begins when the line to the hub is open and the parent says go.
        """
        settled: dict[str, float] = {}
        stop = threading.Event()

        def tell(outcome: Outcome) -> None:
            if outcome.error is not None:
                raise outcome.error
            done = outcome.round
            if done is not None and done.in_sync and done.cursor >= head:
                settled["at"] = time.monotonic()
                stop.set()

        with self._following(stop) as session:
            before = os.times()
            session.rounds(stop.is_set, tell)
            after = os.times()
        spent = after.user + after.system - before.user - before.system
        return {"at": settled["at"], "cpu_s": spent}

    def watch(self, count: int) -> list[tuple[str, float]]:
        """Follow the hub until news of so many bookings came; say when each was told."""
        heard: dict[str, float] = {}
        stop = threading.Event()

        def tell(outcome: Outcome) -> None:
            at = time.monotonic()
            for _, id in outcome.touched:
                heard.setdefault(id, at)
            if len(heard) >= count:
                stop.set()

        with self._following(stop) as session:
            session.rounds(stop.is_set, tell)
        return list(heard.items())

    def tap(self, count: int, pause_ms: int) -> list[tuple[str, float]]:
        """Take bookings one by one, while a session sends each; say when staff tapped."""
        tapped: list[tuple[str, float]] = []
        stop = threading.Event()
        ready = threading.Event()

        def run() -> None:
            with closing(self._another()) as ledger, self._following(stop, ledger) as line:
                self._session = line
                ready.set()
                line.rounds(stop.is_set, lambda _: None)

        thread = threading.Thread(target=run)
        thread.start()
        ready.wait()
        session = self._session
        assert session is not None
        for number in range(count):
            booking = self._booking(number)
            tapped.append((booking.id, time.monotonic()))
            self._save([booking])
            session.wake()
            time.sleep(pause_ms / 1000 * self._chance.uniform(0.5, 1.5))
        stop.set()
        session.wake()
        thread.join()
        return tapped

    def export(self) -> str:
        """Fingerprint the whole book as it is shown."""
        device = self._ledger.device()
        whole = export.document(device.venue, device.environment, export.entities_of(self._ledger))
        return blake2b(export.text_of(whole).encode()).hexdigest()

    def clashes(self) -> int:
        """Count the entities on which people disagree."""
        return len(self._ledger.clashing())

    def tally(self) -> tuple[int, ...]:
        """Count what became of every change made here."""
        return tuple(self._ledger.outbox.tally())

    def waiting(self) -> int:
        """Count what the hub does not have yet."""
        return self._ledger.outbox.queue_length()[0]

    def _another(self) -> Ledger:
        return Ledger.open(self._path, self._manners)

    def _save(self, bookings: list[Any]) -> None:
        writes = [Write(None, booking, "add") for booking in bookings]
        self._ledger.commit(writes, actor="佐藤", now_ms=now_ms())

    def _booking(self, number: int) -> Any:  # what the builder makes
        chance = self._chance
        name, kana = big_book.a_name(chance)
        return a_reservation(
            ReservationId(new_id()),
            business_day=FRIDAY + timedelta(days=number // PER_DAY),
            time=f"{chance.randrange(17, 22)}:{chance.choice(('00', '15', '30', '45'))}",
            children=1,
            guest_name=name,
            guest_kana=kana,
            phone=chance.choice(PHONES),
            table_ids=(TableId(f"t{number % 45}"),),
            requests="窓側",
            note=f"{number} 名様の会",
            taken_by=StaffId("s1"),
        )

    @contextmanager
    def _following(
        self, stop: threading.Event, ledger: Ledger | None = None
    ) -> Iterator[SyncSession]:
        ledger = ledger or self._ledger
        device = ledger.device()
        who = Identity(device.venue, device.environment, device.id, self._token)
        with closing(self._client(who)) as client, closing(self._client(who)) as stream:
            session = SyncSession(
                ledger,
                client,
                now_ms=now_ms,
                new_incarnation=new_incarnation,
                chance=self._chance,
            )
            session.ask_ahead(OnThread())
            opened = threading.Event()

            def hear(hint: Hint) -> None:
                opened.set()
                session.hear(hint)

            listener = threading.Thread(
                target=follow_stream, args=(stream, stop, hear), daemon=True
            )
            listener.start()
            client.pull(2**53 - 1, 1)  # opens the line, as a device that has been on for a while
            opened.wait()
            _answer("ready")
            sys.stdin.readline()
            try:
                yield session
            finally:
                session.close()
                stop.set()
                stream.hang_up()
                listener.join()

    def _client(self, identity: Identity | None) -> Client:
        return Client(self._hub_url, identity, new_nonce=new_id, now_ms=now_ms)


def _edited(field: str, before: Any) -> dict[str, Any]:  # a value of any kind
    if field == "adults":
        return {"adults": before.adults + 1 + len(os.environ.get("STATION", ""))}
    return {field: f"{before.note} {os.environ.get('STATION', '')}"}


def peak_mb(pid: int) -> float:
    """Read the most memory a process ever held; since it began, unlike `getrusage`."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _answer(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def main(path: str, hub_url: str, token: str) -> None:
    """Do what comes in, until there is no more."""
    station = Station(Path(path), hub_url, token)
    gc.collect()
    gc.freeze()
    with closing(station):
        for line in iter(sys.stdin.readline, ""):
            name, *values = json.loads(line)
            act: Callable[..., object] = getattr(station, name)
            _answer(act(*values))


if __name__ == "__main__":
    main(*sys.argv[1:])
