import json
import subprocess
from typing import Any

from tests.app.cli.noren import DAY, PROGRAM, Noren, environment


def answers(noren: Noren, *lines: object, words: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    texts = [line if isinstance(line, (str, bytes)) else json.dumps(line) for line in lines]
    given = b"".join((t if isinstance(t, bytes) else t.encode()) + b"\n" for t in texts)
    ran = noren.say("batch", *words, stdin=given)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def add(**more: object) -> dict[str, Any]:
    args = {"day": DAY, "time": "19:00", "adults": 2, "name": "山田", **more}
    return {"do": "reservation add", "args": args}


def test_each_line_is_answered_in_order_and_a_bad_one_stops_nothing(noren):
    told = answers(
        noren,
        add(),
        "{broken",
        {"do": "reservation dance", "args": {}},
        add(colour="red"),
        add(time="29:99"),
        b"\xff\xfe",
        "",
        "[1]",
        {"args": {}},
        {"do": "reservation add", "args": []},
        {"do": "status", "when": "now"},
        add(name="x" * 100_000),
        {"do": "status"},
    )
    fields = [each.get("error", {}).get("field") for each in told]
    assert fields == [
        None,
        "line",
        "do",
        "colour",
        "time",
        "line",
        "line",
        "line",
        "do",
        "args",
        "when",
        "name",
        None,
    ]
    assert told[0]["ok"]["guest_name"] == "山田"
    # Setup and two tables were made before; of all the lines one has written.
    assert told[-1]["ok"]["sum"]["made"] == 4


def test_a_line_may_say_who_does_it(noren):
    first, second = answers(noren, {**add(), "as": "佐藤"}, add(time="20:00"))
    assert noren.ask("history", first["ok"]["id"])[0]["actor"] == "佐藤"
    assert noren.ask("history", second["ok"]["id"])[0]["actor"] == ""


def test_positional_inputs_go_by_their_names(noren):
    made = noren.book()
    told = answers(
        noren,
        {"do": "reservation status", "args": {"id": made["id"], "status": "arrived"}},
        {"do": "table add", "args": {"name": "T9", "seats": "1-2"}},
        {"do": "guest add", "args": {"name": "林", "phone": ["03-1111-2222"]}},
        {"do": "guest find", "args": {"text": "林"}},
        {"do": "free", "args": {"day": DAY, "time": "12:00", "adults": 2}},
        {"do": "history", "args": {"id": made["id"]}},
        {"do": "conflict list"},
        {"do": "reservation delete", "args": {"id": made["id"]}},
    )
    assert all("ok" in each for each in told), told
    assert told[3]["ok"][0]["name"] == "林"


def test_lines_answered_before_can_be_skipped(noren):
    lines = [add(name=name) for name in ("一", "二", "三")]
    told = answers(noren, *lines, words=("--continue-from", "2"))
    assert [each["ok"]["guest_name"] for each in told] == ["三"]


def test_a_line_without_end_is_refused_and_the_next_is_read(noren):
    told = answers(noren, "x" * 3_000_000, add())
    assert told[0]["error"]["field"] == "line"
    assert told[1]["ok"]["guest_name"] == "山田"


def test_no_command_that_leaves_the_book_is_done(noren):
    for words in ("sync", "batch", "setup", "hub serve", "restore", ""):
        (told,) = answers(noren, {"do": words})
        assert told["error"]["code"] == "unknown_command"


def test_a_batch_without_a_book_is_one_error(empty):
    ran = empty.run("batch", stdin=json.dumps(add()) + "\n")
    assert (ran.code, ran.error["code"]) == (5, "ledger_missing")


def test_an_answer_is_durable_when_it_is_read(noren):
    process = subprocess.Popen(
        [*PROGRAM, "batch"],
        env=environment(noren.home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines = b"".join(json.dumps(add(name=f"客{n}")).encode() + b"\n" for n in range(200))
    process.stdin.write(lines)
    process.stdin.flush()
    told = [json.loads(process.stdout.readline())["ok"]["id"] for _ in range(20)]
    process.kill()
    rest = process.stdout.read().splitlines(keepends=True)
    process.stdin.close()
    process.stdout.close()
    process.wait()
    told += [json.loads(line)["ok"]["id"] for line in rest if line.endswith(b"\n")]
    kept = {each["id"] for each in noren.ask("reservation", "list", "--day", DAY)}
    assert set(told) <= kept
    assert len(kept) <= len(told) + 1
    assert noren.ask("check")["ok"] is True


def test_two_batches_and_a_reader_work_on_one_book_at_the_same_time(noren):
    writers = []
    for name in ("甲", "乙"):
        lines = b"".join(json.dumps(add(name=f"{name}{n}")).encode() + b"\n" for n in range(60))
        process = subprocess.Popen(
            [*PROGRAM, "batch"],
            env=environment(noren.home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin is not None
        process.stdin.write(lines)
        process.stdin.close()
        writers.append(process)
    noren.ask("reservation", "list", "--day", DAY)
    told = []
    for process in writers:
        assert process.stdout is not None
        told += [json.loads(line)["ok"]["id"] for line in process.stdout]
        process.stdout.close()
        assert process.wait() == 0
    listed = [each["id"] for each in noren.ask("reservation", "list", "--day", DAY)]
    assert sorted(listed) == sorted(told)
    assert len(set(told)) == 120
    assert noren.ask("check")["ok"] is True
