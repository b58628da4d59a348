import itertools

import pytest

from app.cli.drill import script
from app.cli.drill.cast import Tablet
from app.cli.drill.script import Evening


class Notes:
    """Notes what is sent, and answers as a batch that takes everything."""

    def __init__(self):
        self.sent = []
        self._numbers = itertools.count()

    def do(self, what, **args):
        self.sent.append((what, args))
        return {"id": args.get("id") or f"r{next(self._numbers)}"}


@pytest.fixture
def played(tmp_path):
    evening, batch = Evening(day="2026-12-24"), Notes()
    script.lay_the_tables(batch, evening)
    hall, entrance = Tablet("ホール端末", tmp_path), Tablet("入口端末", tmp_path)
    script.work_the_hall(hall, batch, evening)
    script.work_the_entrance(entrance, batch, evening)
    rush = script.entrance_rush(evening)
    made = [batch.do(what, **args)["id"] for what, args in rush]
    evening.count(entrance, len(made))
    script.after_the_kill(entrance, batch, evening, made)
    return evening, batch.sent


def test_at_least_sixty_things_are_entered_and_counted(played):
    evening, _ = played
    assert sum(evening.entered.values()) >= 60
    assert all(count >= 30 for count in evening.entered.values())


def test_every_kind_of_work_is_in_the_evening(played):
    _, sent = played
    assert {what for what, _ in sent} >= {
        "reservation add",
        "reservation change",
        "reservation status",
        "reservation delete",
    }
    assert {args["status"] for what, args in sent if what == "reservation status"} >= {
        "arrived",
        "seated",
        "cancelled",
    }


def test_no_table_is_promised_twice_but_the_one_that_shall_be(played):
    _, sent = played
    claims: dict[str, list[tuple[int, int]]] = {}
    for what, args in sent:
        if what == "reservation add" and args["table"] != [script.SHARED_TABLE]:
            start = _minutes(args["time"])
            claims.setdefault(args["table"][0], []).append((start, start + args["turn"]))
    for spans in claims.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_the_quarrels_are_written_in(played):
    evening, sent = played
    times = [args["time"] for what, args in sent if args.get("id") == evening.known["山本"]]
    assert len(set(times)) == 2
    shared = [args for what, args in sent if args.get("table") == [script.SHARED_TABLE]]
    assert len(shared) == 2
    whats = {what for what, args in sent if args.get("id") == evening.known["佐藤"]}
    assert whats == {"reservation delete", "reservation change"}


def _minutes(time):
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
