import json
import threading
from pathlib import Path
from typing import Any

import pytest

from app.calls.ncid_server import NcidServer
from tests.app.cli.noren import Noren

CAPTURES = Path(__file__).parents[2] / "captures" / "ncid"
EXPECTED = json.loads((CAPTURES / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_capture_is_decoded_as_expected(empty, name):
    decoded = empty.ask("feed", "decode", "ncid", str(CAPTURES / name))
    assert decoded == {"events": EXPECTED[name]["events"]}


def test_a_capture_may_come_on_standard_input(empty):
    capture = (CAPTURES / "call_waiting_wid.txt").read_bytes()
    decoded = empty.ask("feed", "decode", "ncid", "-", stdin=capture)
    assert decoded["events"][0]["e164"] == "+818099998888"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["decode", "fax", "x"], "kind"),
        (["decode", "ncid", "/nowhere"], "file"),
        (["decode", "ncid", "/"], "file"),
        (["decode", "ncid"], "file"),
        (["run", "--for", "1"], "feed"),
        (["run", "--for", "-1", "--ncid", "127.0.0.1:1"], "for"),
        (["run", "--for", "1", "--ncid", "127.0.0.1:99999"], "ncid"),
    ],
)
def test_a_wrong_request_is_refused_by_field(noren, words, field):
    assert noren.refused("feed", *words)["field"] == field


def lines_of(noren: Noren, *words: str) -> list[dict[str, Any]]:
    ran = noren.run("feed", "run", *words)
    assert ran.code == 0
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_ringing_feed_prints_the_callers_card_line_by_line(noren):
    guest = noren.ask("guest", "add", "--name", "斎藤", "--phone", "090-1234-5678")
    with NcidServer() as phone:

        def ring() -> None:
            phone.wait_for_clients(1)
            phone.ring("09012345678", line="代表")
            phone.ring("PRIVATE", line="2")

        ringing = threading.Thread(target=ring)
        ringing.start()
        address = f"{phone.address.host}:{phone.address.port}"
        lines = lines_of(noren, "--for", "3", "--ncid", address)
        ringing.join()
    connected, rung, withheld = lines
    assert connected["event"]["state"] == "connected"
    assert (rung["event"]["line"], rung["event"]["e164"]) == ("代表", "+819012345678")
    assert [each["id"] for each in rung["card"]["guests"]] == [guest["id"]]
    assert rung["lookup_ms"] > 0
    assert (withheld["event"]["withheld"], withheld["card"]["guests"]) == ("P", [])
    assert len(noren.ask("call", "list")) == 2


def test_a_feed_that_nobody_serves_is_told_once(noren, free_port):
    (lost,) = lines_of(noren, "--for", "1", "--ncid", f"127.0.0.1:{free_port}")
    assert (lost["event"]["state"], lost["event"]["reason"]) == ("lost", "unreachable")
