"""`noren drill outage`: the hub dies on a full evening, and afterwards every promise is checked."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import orjson

from app.calls.ncid_server import NcidServer
from app.cli.drill import script
from app.cli.drill.cast import OFFLINE_EXIT, Batch, Document, Hub, Ran, StageFright, Tablet
from app.cli.drill.script import Evening
from app.settings import NcidSettings, Settings, write_settings

HOUSE: Final = "居酒屋のれん（訓練）"
ROUNDS_MAX: Final = 6
ENTERED_MIN: Final = 60
KILLED_AFTER: Final = 5
"""Answers read before 入口端末 is killed, with the rest of its lines already on their way."""

FEED_SECONDS: Final = 30
TOKYO: Final = ZoneInfo("Asia/Tokyo")


@dataclass
class Report:
    """What the drill saw; `ok` only if every check held."""

    checks: list[tuple[str, bool, str]] = field(default_factory=list)
    entered: dict[str, int] = field(default_factory=dict)
    clashes: list[Document] = field(default_factory=list)
    sums: dict[str, Document] = field(default_factory=dict)
    lookup_ms: float | None = None
    export_bytes: int = 0
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether every promise held."""
        return bool(self.checks) and all(held for _, held, _ in self.checks)

    def document(self) -> Document:
        """Write the report for --json."""
        return {
            "ok": self.ok,
            "checks": [
                {"promise": name, "held": held, "detail": detail}
                for name, held, detail in self.checks
            ],
            "entered": self.entered,
            "clashes": self.clashes,
            "sum": self.sums,
            "lookup_ms": self.lookup_ms,
            "export_bytes": self.export_bytes,
            "seconds": round(self.seconds, 1),
        }


class Outage:
    """One run of the drill in a folder of its own."""

    def __init__(
        self,
        folder: Path,
        say: Callable[[str], None],
        picture: Callable[[Tablet, str], None] | None = None,
    ) -> None:
        self._hub = Hub(folder / "hub")
        self._hall = Tablet("ホール端末", folder / "hall")
        self._entrance = Tablet("入口端末", folder / "entrance")
        self._say = say
        self._picture = picture or (lambda _tablet, _name: None)
        tomorrow = datetime.now(UTC) + timedelta(days=2)
        self._evening = Evening(day=tomorrow.date().isoformat())
        self._report = Report()
        self._venue = ""

    def play(self) -> Report:
        """Play it from the first table to the last check."""
        began = time.monotonic()
        try:
            self._open_the_house()
            self._kill_the_hub()
            self._work_without_it()
            self._bring_it_back()
            self._check()
            self._settle()
        except StageFright as fright:
            self._check_that("the drill could be played to its end", held=False, detail=str(fright))
        finally:
            self._hub.kill()
        self._report.entered = self._evening.entered
        self._report.seconds = time.monotonic() - began
        return self._report

    def _open_the_house(self) -> None:
        self._hub.start()
        self._say(f"A hub runs at {self._hub.url}, in a process of its own.")
        environment = ("--environment", "training")
        self._hall.ask("setup", "--venue", HOUSE, *environment, "--device", self._hall.name)
        venue = self._ask_hub("venue", "add", HOUSE, *environment)
        self._venue = self._pair(self._hall, venue["id"])["venue"]
        with self._hall.batch() as batch:
            script.lay_the_tables(batch, self._evening)
        self._hall.ask("sync")
        self._pair(self._entrance, self._venue)
        self._until_in_sync()
        self._say(
            f"Two tablets know the same {len(self._evening.known)} parties on"
            f" {len(script.TABLES)} tables for {self._evening.day}."
        )

    def _pair(self, tablet: Tablet, venue: str) -> Document:
        code = self._ask_hub("code", venue)["code"]
        words = ("--hub", self._hub.url, "--code", code, "--device", tablet.name)
        return tablet.ask("pair", *words)

    def _kill_the_hub(self) -> None:
        self._hub.kill()
        self._say("The hub is killed with -9.")
        for tablet in (self._hall, self._entrance):
            code = tablet.run("sync").code
            self._check_that(
                f"{tablet.name} says that the hub is out of reach, and goes on",
                code == OFFLINE_EXIT,
                f"noren sync ended with {code}",
            )

    def _work_without_it(self) -> None:
        with self._hall.batch() as batch:
            script.work_the_hall(self._hall, batch, self._evening)
        self._say(f"ホール端末 entered {self._evening.entered[self._hall.name]} things offline.")
        self._picture(self._hall, "offline")
        self._ring()
        with self._entrance.batch() as batch:
            script.work_the_entrance(self._entrance, batch, self._evening)
        self._rush_and_kill()
        total = sum(self._evening.entered.values())
        self._check_that(
            f"at least {ENTERED_MIN} things were entered while the hub was dead",
            total >= ENTERED_MIN,
            f"{total} were",
        )

    def _ring(self) -> None:
        with NcidServer(now=lambda: datetime.now(TOKYO)) as phone:
            feed = NcidSettings(host=phone.address.host, port=phone.address.port)
            settings = Settings(hub_url=self._hub.url, feeds=[feed])
            write_settings(self._hall.home, settings)
            with self._hall.feed(FEED_SECONDS) as listening:
                phone.wait_for_clients(1)
                phone.ring(script.CALLER_NUMBER, line="代表")
                event = listening.next_call()
        names = [each["name"] for each in event["card"]["guests"]]
        self._report.lookup_ms = event["lookup_ms"]
        self._say(
            f"The phone rings on line {event['event']['line']}: the card says {names[0]}様,"
            f" found in {event['lookup_ms']:.1f} ms from local data."
        )
        coming = event["card"].get("next_reservation") or {}
        self._check_that(
            "the caller's card shows the known guest with the next booking, hub dead",
            names == [script.CALLER["name"]] and coming.get("id") == self._known("斎藤"),
            f"guests {names}",
        )
        self._evening.count(self._hall)
        self._picture(self._hall, "ringing")

    def _rush_and_kill(self) -> None:
        """Kill 入口端末 in mid-write, start it again, and go on from the last durable answer."""
        lines = script.entrance_rush(self._evening)
        made: list[str] = []
        with self._entrance.batch() as batch:
            for what, args in lines:
                batch.send(what, **args)
            while (answer := batch.answer()) is not None:
                made.append(answer["ok"]["id"])
                if len(made) == KILLED_AFTER:
                    batch.kill()
        told = len(made)
        self._evening.count(self._entrance, told)
        self._evening.booked.update(made)
        self._say(f"入口端末 is killed with -9 in mid-write, after {told} durable answers.")
        self._check_that(
            "the book of the killed tablet is sound",
            self._entrance.run("check").code == 0,
            "noren check",
        )
        with self._entrance.batch() as batch:
            found = self._find_rush(batch)
            self._check_that(
                "every answer given before the kill is in the book, and nothing half-written",
                set(made) <= set(found.values()) and len(found) <= told + 1,
                f"{told} answered, {len(found)} in the book",
            )
            self._go_on(batch, lines, found)

    def _go_on(
        self,
        batch: Batch,
        lines: list[tuple[str, dict[str, Document]]],
        found: dict[str, str],
    ) -> None:
        for what, args in lines:
            if args["name"] not in found:
                found[args["name"]] = batch.do(what, **args)["id"]
                self._evening.count(self._entrance)
        made = [found[args["name"]] for _, args in lines]
        self._evening.booked.update(made)
        script.after_the_kill(self._entrance, batch, self._evening, made)
        self._say(
            f"入口端末 is started again and goes on:"
            f" {self._evening.entered[self._entrance.name]} things entered there."
        )

    def _find_rush(self, batch: Batch) -> dict[str, str]:
        listed = batch.do("reservation list", day=self._evening.day)
        return {
            each["guest_name"]: each["id"]
            for each in listed
            if each["guest_name"].startswith("入口")
        }

    def _bring_it_back(self) -> None:
        self._hub.start()
        self._say("The hub is back, at the same address.")
        self._until_in_sync()

    def _until_in_sync(self) -> None:
        """Let the tablets do rounds in turn until both are in sync at one place of the log."""
        last: Document = None
        for number in range(ROUNDS_MAX):
            done = self._round((self._hall, self._entrance)[number % 2])
            if (
                last
                and all(r["in_sync"] for r in (last, done))
                and last["cursor"] == done["cursor"]
            ):
                return
            last = done
        raise StageFright(f"the tablets do not agree after {ROUNDS_MAX} rounds: {last}")

    def _round(self, tablet: Tablet) -> Document:
        done = tablet.ask("sync")
        if done["pushed"] or done["pulled"]:
            self._say(f"{tablet.name} sends {done['pushed']} changes and takes {done['pulled']}.")
        return done

    def _check(self) -> None:
        books = self._exports()
        sizes = {name: len(out) for name, out in books.items()}
        self._report.export_bytes = sizes["hub"]
        self._check_that(
            "both books and the hub's are equal byte for byte",
            len(set(books.values())) == 1 and sizes["hub"] > 0,
            ", ".join(f"{name} {size} bytes" for name, size in sizes.items()),
        )
        for tablet in (self._hall, self._entrance):
            self._check_sum(tablet)
        self._check_clashes()
        self._check_book(orjson.loads(books[self._hall.name]))

    def _exports(self) -> dict[str, bytes]:
        hub = self._hub.run("export", self._venue)
        if hub.code != 0:
            raise StageFright(f"hub export ended with {hub.code}: {hub.out!r} {hub.err}")
        books: dict[str, Ran] = {
            self._hall.name: self._hall.run("export"),
            self._entrance.name: self._entrance.run("export"),
            "hub": hub,
        }
        return {name: ran.out for name, ran in books.items()}

    def _check_sum(self, tablet: Tablet) -> None:
        total = tablet.ask("status")["sum"]
        self._report.sums[tablet.name] = total
        parts = total["applied"] + total["superseded"] + total["waiting"] + total["parked"]
        self._check_that(
            f"{tablet.name}: made = applied + superseded + waiting + parked, nothing waits",
            total["made"] == parts and total["waiting"] == total["parked"] == 0,
            " ".join(f"{name} {count}" for name, count in total.items()),
        )

    def _check_clashes(self) -> None:
        hall, entrance = self._hall.ask("conflict", "list"), self._entrance.ask("conflict", "list")
        self._report.clashes = hall
        expected = {
            (self._known("山本"), "starts_at"),
            (self._known("佐藤"), "deleted"),
        }
        found = {(c["entity_id"], c["field"]) for c in hall if c.get("kind") != "double_booking"}
        doubles = [c for c in hall if c.get("kind") == "double_booking"]
        parties = {party["guest_name"] for c in doubles for party in c["parties"]}
        self._check_that(
            "exactly the clashes that must be there: one time, one deletion, one table",
            found == expected and len(doubles) == 1 and parties == {"山田", "佐々木"},
            ", ".join(sorted(f"{c['field']} of {c['id'][:8]}…" for c in hall)) or "none",
        )
        self._check_that("both tablets ask the same questions", hall == entrance, "conflict list")
        for clash in doubles:
            self._say(_double_words(clash))
        self._picture(self._hall, "clash")

    def _check_book(self, book: Document) -> None:
        parties = {e["id"]: e for e in book["entities"] if e["type"] == "reservation"}
        missing = self._evening.booked - parties.keys()
        expected = len(self._evening.booked) + len(self._evening.known)
        self._check_that(
            "every booking that was answered is in every book, and none twice",
            not missing and len(parties) == expected,
            f"{len(parties)} bookings, {expected} expected, {len(missing)} missing",
        )
        both = parties[self._known("高橋")]["note"]
        marks = parties[self._known("渡辺")]
        self._check_that(
            "notes and marks written on both tablets are all there",
            "誕生日のお皿" in both
            and "ベビーカーあり" in both
            and marks["allergies"] == ["えび"]
            and marks["tags"] == ["VIP"],
            both.replace("\n", " / "),
        )
        calls = [e for e in book["entities"] if e["type"] == "call"]
        self._check_that("the call is in every book once", len(calls) == 1, f"{len(calls)} calls")

    def _settle(self) -> None:
        with self._hall.batch() as batch:
            for clash in self._report.clashes:
                batch.do("conflict settle", id=clash["id"], keep=0)
        self._until_in_sync()
        left = self._entrance.ask("conflict", "list")
        self._check_that(
            "a person settles each with one tap, and it is settled on both",
            left == [] and len(set(self._exports().values())) == 1,
            f"{len(left)} left",
        )

    def _known(self, name: str) -> str:
        return self._evening.known[name]

    def _ask_hub(self, *words: str) -> Document:
        ran = self._hub.run(*words)
        if ran.code != 0:
            raise StageFright(f"'noren hub {' '.join(words)}' ended with {ran.code}: {ran.err}")
        return ran.document

    def _check_that(self, promise: str, held: bool, detail: str) -> None:
        self._report.checks.append((promise, held, detail))
        self._say(f"{'  held' if held else 'BROKEN'}  {promise} ({detail})")


def _double_words(clash: Document) -> str:
    first, second = clash["parties"][:2]
    remedies = clash["remedies"]
    way_out = f" → {remedies[0]['message']}" if remedies and "message" in remedies[0] else ""
    return f"{first['guest_name']}様 and {second['guest_name']}様 were promised one table.{way_out}"


def play(
    say: Callable[[str], None], picture: Callable[[Tablet, str], None] | None = None
) -> Report:
    """Play the drill in a folder that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="noren-drill-") as folder:
        return Outage(Path(folder), say, picture).play()
