import pytest


@pytest.fixture
def saito(noren):
    return noren.ask("guest", "add", "--name", "斎藤", "--phone", "090-1234-5678")


def test_a_ringing_call_shows_the_callers_card(noren, saito):
    coming = noren.book("--guest", saito["id"], name="斎藤")
    rung = noren.ask("call", "ring", "--number", "+81 90 1234 5678", "--line", "代表")
    (guest,) = rung["card"]["guests"]
    assert guest["id"] == saito["id"]
    assert rung["card"]["next_reservation"]["id"] == coming["id"]
    assert rung["card"]["visits"] == 0
    assert rung["call"]["line"] == "代表"
    assert rung["call"]["guest_id"] == saito["id"]
    assert rung["lookup_ms"] >= 0


def test_the_same_call_told_again_changes_nothing(noren):
    first = noren.ask("call", "ring", "--number", "09012345678", "--id", "c-1")
    before = noren.traces()
    again = noren.ask("call", "ring", "--number", "09012345678", "--id", "c-1")
    assert (again["call"]["id"], again["is_repeat"]) == (first["call"]["id"], True)
    assert noren.traces() == before
    assert len(noren.ask("call", "list")) == 1


@pytest.mark.parametrize("state", ["P", "C", "O", "E", "S", "N"])
def test_a_withheld_call_is_nobodys_even_where_its_number_came_along(noren, saito, state):
    rung = noren.ask("call", "ring", "--state", state, "--number", "09012345678")
    assert (rung["call"]["phone"], rung["call"]["withheld"]) == (None, state)
    assert rung["card"]["guests"] == []


def test_a_number_dialled_with_184_is_withheld(noren, saito):
    rung = noren.ask("call", "ring", "--number", "184-090-1234-5678")
    assert (rung["call"]["withheld"], rung["card"]["guests"]) == ("P", [])


def test_an_unknown_number_is_nobodys_and_kept(noren):
    rung = noren.ask("call", "ring", "--number", "03-9999-0000")
    assert rung["card"]["guests"] == []
    assert noren.ask("call", "list")[0]["phone"]["e164"] == "+81399990000"
    assert "該当者なし" in noren.say("call", "ring", "--number", "03-9999-0001").out


def test_a_call_is_answered_ended_noted_and_linked(noren):
    made = noren.book()
    id = noren.ask("call", "ring", "--number", "09012345678")["call"]["id"]
    assert noren.ask("call", "answer", id)["taken_on"] == "ホール端末"
    assert noren.ask("call", "end", id, "missed")["outcome"] == "answered"
    assert noren.ask("call", "note", id, "折り返し")["note"] == "折り返し"
    assert noren.ask("call", "link", id, made["id"])["reservation_id"] == made["id"]
    assert "折り返し" in noren.say("call", "list").out


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["call", "ring"], "number"),
        (["call", "ring", "--number", "hello"], "number"),
        (["call", "ring", "--state", "X"], "state"),
        (["call", "ring", "--number", "0" * 500], "number"),
        (["call", "ring", "--number", "0312345678", "--line", "x" * 500], "line"),
        (["call", "list", "--limit", "0"], "limit"),
        (["call", "answer", "nobody"], "id"),
        (["call", "end", "nobody", "sung"], "outcome"),
        (["call", "link", "nobody", "nothing"], "reservation"),
    ],
)
def test_a_wrong_request_is_refused_by_field_and_writes_nothing(noren, words, field):
    assert noren.refused(*words)["field"] == field
