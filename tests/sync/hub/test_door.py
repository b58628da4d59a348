"""A relay's door opens to the house's devices by their proofs, once for each."""

import httpx
import pytest

from sync import proof
from sync.hub import door, gate
from sync.hub.members import Members
from tests.builders import VENUE
from tests.devices import _token
from tests.relays import RELAY, a_relayed_house


@pytest.fixture
def evening(tmp_path):
    with a_relayed_house(tmp_path) as (house, relay):
        relay.settle()
        device = house.devices[0].ledger.device().id
        yield house, relay, device


def headers(device, **more):
    return {
        "noren-venue": VENUE.id,
        "noren-environment": "production",
        "noren-device": device,
        "noren-nonce": "nonce-0001",
        "content-type": "application/json",
        **more,
    }


def ask(relay, path, body=b"", **told):
    with httpx.Client(transport=relay.transport, base_url="http://relay") as http:
        return http.post(path, content=body, headers=headers(**told))


def key_of(device):
    hashed = proof.hash_of(_token("レジ"))
    return proof.relay_key(hashed, venue=VENUE.id, relay=RELAY, device=device)


def signed(device, session, number, body, path="/v1/digest"):
    asked = proof.Asked(session, number, proof.hash_body(body), "")
    made = proof.prove_request(key_of(device), asked, f"POST {path}", headers(device))
    return proof.write_asked(asked._replace(proof=made))


def open_session(relay, device):
    return ask(relay, proof.HELLO_PATH, device=device).json()["session"]


def test_the_relay_proves_itself_first(evening):
    _, relay, device = evening
    told = ask(relay, proof.HELLO_PATH, device=device).json()
    assert told["relay"] == RELAY
    assert told["proof"] == proof.prove_hello(
        key_of(device), nonce="nonce-0001", session=told["session"]
    )
    assert (told["venue"], told["device"], told["nonce"]) == (VENUE.id, device, "nonce-0001")


def test_a_stranger_is_told_so(evening):
    _, relay, _ = evening
    answer = ask(relay, proof.HELLO_PATH, device="nobody")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signed_out")


def test_a_request_is_answered_once(evening):
    _, relay, device = evening
    proven = {"noren-proof": signed(device, open_session(relay, device), 1, b"{}")}
    answer = ask(relay, "/v1/digest", b"{}", device=device, **proven)
    assert answer.status_code == 200
    again = ask(relay, "/v1/digest", b"{}", device=device, **proven)
    assert (again.status_code, again.headers[proof.HEADER]) == (401, proof.AGAIN)


def test_another_body_than_was_signed_is_as_if_its_sender_had_gone(evening):
    _, relay, device = evening
    proven = {"noren-proof": signed(device, open_session(relay, device), 1, b"{}")}
    answer = ask(relay, "/v1/digest", b'{"leaving_out": []}', device=device, **proven)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "cut_off")


def test_another_path_device_or_session_than_was_signed_opens_nothing(evening):
    house, relay, device = evening
    other = house.device("ホール")
    relay.settle()
    session = open_session(relay, device)
    proven = {"noren-proof": signed(device, session, 1, b"{}")}
    assert ask(relay, "/v1/members", b"{}", device=device, **proven).status_code == 401
    others = open_session(relay, other.ledger.device().id)
    stolen = {"noren-proof": signed(device, others, 1, b"{}")}
    assert ask(relay, "/v1/digest", b"{}", device=device, **stolen).status_code == 401
    made_up = {"noren-proof": signed(device, "5" * 32, 1, b"{}")}
    assert ask(relay, "/v1/digest", b"{}", device=device, **made_up).status_code == 401


def test_a_token_opens_nothing_here(evening):
    _, relay, device = evening
    answer = ask(
        relay, "/v1/digest", b"{}", device=device, authorization=f"Bearer {_token('レジ')}"
    )
    assert answer.status_code == 401


def test_a_relay_pairs_with_nobody(evening):
    _, relay, device = evening
    answer = ask(relay, "/v1/pair", b"{}", device=device)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "relay")


def test_the_oldest_session_makes_room(evening, monkeypatch):
    _, relay, device = evening
    monkeypatch.setattr(door, "SESSIONS_MAX", 1)
    first, second = open_session(relay, device), open_session(relay, device)
    gone = {"noren-proof": signed(device, first, 1, b"{}")}
    assert ask(relay, "/v1/digest", b"{}", device=device, **gone).status_code == 401
    kept = {"noren-proof": signed(device, second, 1, b"{}")}
    assert ask(relay, "/v1/digest", b"{}", device=device, **kept).status_code == 200


def test_a_refusal_inside_is_signed_like_any_answer(evening):
    _, relay, device = evening
    proven = {"noren-proof": signed(device, open_session(relay, device), 1, b"nonsense")}
    answer = ask(relay, "/v1/digest", b"nonsense", device=device, **proven)
    assert answer.status_code == 400
    asked = proof.read_asked(proven["noren-proof"])
    assert asked is not None
    expected = proof.prove_answer(key_of(device), asked, 400, proof.hash_body(answer.content))
    assert answer.headers[proof.HEADER] == expected


def test_a_device_that_is_shut_out_while_it_sends_gets_nothing(evening, monkeypatch):
    _, relay, device = evening
    monkeypatch.setattr(gate, "SLOW_SECONDS", -1.0)
    told = {proof.HEADER: signed(device, open_session(relay, device), 1, b"{}")}
    find = Members.find

    def find_and_shut_out(self, venue, device):
        found = find(self, venue, device)
        self.admit(venue, [])
        return found

    monkeypatch.setattr(Members, "find", find_and_shut_out)
    answer = ask(relay, "/v1/digest", b"{}", device=device, **told)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signed_out")
