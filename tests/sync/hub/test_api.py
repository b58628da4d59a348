"""The hub's HTTP face: every answer has the shape that /openapi.json tells, also when it fails."""

import asyncio
import sqlite3

import httpx
import orjson
import pytest
from sqlalchemy import delete, event

from sync import wire
from sync.errors import SignedOut, Throttled
from sync.hub import tables
from tests.sync.conftest import bodies
from tests.sync.hub.test_gate import asgi_scope, check_echo, headers
from tests.sync.strategies import INCARNATIONS

ANSWERS: dict[str, type[wire.HeadAnswered]] = {
    "pair": wire.PairAnswered,
    "push": wire.PushAnswered,
    "pull": wire.PullAnswered,
    "digest": wire.DigestAnswered,
    "entities": wire.EntitiesAnswered,
    "changes": wire.ChangesAnswered,
    "copy": wire.CopyAnswered,
    "copy_part": wire.CopyPartAnswered,
    "offer": wire.OfferAnswered,
    "offer_part": wire.OfferPartAnswered,
}
STATUSES = {400, 401, 403, 404, 405, 408, 413, 415, 429, 500, 503, 507}


@pytest.fixture
def identity(house):
    return house.join(house.venues.add("暖簾", "production").id)


@pytest.fixture
def raw(house):
    with httpx.Client(base_url="http://hub.test", transport=house.transport) as client:
        yield client


def asking(venue):
    changes = [orjson.loads(body) for body in bodies(venue, [1])]
    return {
        "push": {"incarnation": INCARNATIONS[0], "changes": changes},
        "pull": {"after": 0, "limit": 10},
        "digest": {"leaving_out": [["reservation", "r9"]]},
        "entities": {"buckets": list(range(256))},
        "changes": {"entities": [["reservation", "r1"]]},
        "copy": {"layout": "noren-1"},
    }


def test_every_answer_is_of_its_shape_and_echoes_who_asked(raw, identity):
    told = headers(identity)
    for path, body in asking(identity.venue).items():
        response = raw.post(f"/v1/{path}", json=body, headers=told)
        assert response.status_code == 200
        check_echo(response, told)
        answer = wire.read(ANSWERS[path], response.content)
        assert (answer.head, answer.now_ms) == (1, 1_766_570_400_000)


def test_pairing_echoes_the_house_that_was_joined(house, raw, identity):
    told = headers(
        identity, authorization=None, noren_venue=None, noren_environment=None, noren_device="d2"
    )
    body = {
        "code": house.pairing.new_code(identity.venue).code,
        "device_name": "タブレット",
        "token": "u" * 43,
        "incarnation": INCARNATIONS[1],
    }
    response = raw.post("/v1/pair", json=body, headers=told)
    answer = wire.read(wire.PairAnswered, response.content)
    assert (answer.venue, answer.environment, answer.device, answer.nonce) == (
        identity.venue,
        "production",
        "d2",
        told["noren-nonce"],
    )
    assert answer.venue_name == "暖簾"


def test_the_description_names_every_route_header_and_error(raw):
    document = raw.get("/openapi.json").json()
    paths = {f"/v1/{name}" for name in (*ANSWERS, "members", "stream")}
    assert paths | {"/healthz", "/readyz", "/metrics"} == document["paths"].keys()
    schemas = document["components"]["schemas"]
    for name, shape in ANSWERS.items():
        route = document["paths"][f"/v1/{name}"]["post"]
        assert {parameter["name"] for parameter in route["parameters"]} == {
            "noren-venue",
            "noren-environment",
            "noren-device",
            "noren-nonce",
        }
        content = route["responses"]["200"]["content"]
        assert content["application/json"]["schema"]["$ref"].endswith(f"/{shape.__name__}")
        assert schemas[shape.__name__]["required"] == list(shape.model_json_schema()["required"])
        errors = {int(status) for status in route["responses"]} - {200}
        assert errors == STATUSES
        asked = route["requestBody"]["content"]["application/json"]["schema"]
        assert asked["additionalProperties"] is False
        assert ("security" in route) == (name != "pair")
    stream = document["paths"]["/v1/stream"]["get"]
    assert list(stream["responses"]["200"]["content"]) == ["text/event-stream"]
    assert "HTTPValidationError" not in schemas


def test_references_in_the_description_resolve(raw):
    text = raw.get("/openapi.json").text
    document = orjson.loads(text)
    for part in text.split('"$ref":"')[1:]:
        where = part.partition('"')[0].removeprefix("#/").split("/")
        found = document
        for name in where:
            found = found[name]
        assert found["type"] == "object"


def test_no_page_reaches_for_somebody_elses_server(raw):
    assert raw.get("/docs").status_code == 404
    assert raw.get("/redoc").status_code == 404


def test_health_and_readiness_need_no_token(raw):
    assert (raw.get("/healthz").text, raw.get("/healthz").status_code) == ("ok\n", 200)
    assert (raw.get("/readyz").text, raw.get("/readyz").status_code) == ("ready\n", 200)


@pytest.mark.sqlite
def test_a_hub_whose_database_does_not_answer_is_alive_but_not_ready(house, raw):
    with house.log.database.writing() as connection:
        connection.exec_driver_sql("pragma writable_schema = 1")
        connection.exec_driver_sql("update sqlite_master set rootpage = 9999 where name = 'hub'")
        connection.exec_driver_sql("pragma writable_schema = reset")
    assert raw.get("/healthz").status_code == 200
    ready = raw.get("/readyz")
    assert (ready.status_code, ready.text) == (503, "Damaged\n")


def test_numbers_are_counted_and_name_nobody(raw, identity):
    told = headers(identity)
    for path, body in asking(identity.venue).items():
        raw.post(f"/v1/{path}", json=body, headers=told)
    raw.post("/v1/push", json=asking(identity.venue)["push"], headers=told)
    raw.post("/v1/山田", json={}, headers=told)
    response = raw.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = response.text.splitlines()
    for line in (
        'noren_hub_requests_total{route="/v1/push",status="200"} 2',
        'noren_hub_requests_total{route="other",status="404"} 1',
        'noren_hub_changes_total{outcome="accepted"} 1',
        'noren_hub_changes_total{outcome="known"} 1',
        "noren_hub_changes_sent_total 2",
        "noren_hub_streams 0",
    ):
        assert line in lines
    for line in lines:
        assert line.startswith("#") or line.rpartition(" ")[2].isdigit()
    for secret in (identity.venue, identity.device, identity.token, "山田", "暖簾"):
        assert secret not in response.text


@pytest.mark.sqlite
def test_a_full_disk_is_said_and_reading_goes_on(house, identity):
    client = house.client(identity)
    with house.log.database.reading() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count = {pages}")
    with pytest.raises(Throttled) as told:
        client.push(INCARNATIONS[0], bodies(identity.venue, range(1, 500)))
    assert (told.value.code, told.value.retry_after_seconds) == ("disk_full", 60)
    assert client.pull(0, 10).head == 0
    with house.log.database.reading() as connection:
        connection.exec_driver_sql("pragma max_page_count = 1000000")
    assert client.push(INCARNATIONS[0], bodies(identity.venue, range(1, 500))).head == 499


def test_a_busy_database_asks_for_patience(house, identity):
    def busy(*_args):
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    event.listen(house.log.database.engine, "before_cursor_execute", busy)
    with pytest.raises(Throttled) as told:
        house.client(identity).pull(0, 1)
    assert (told.value.code, told.value.retry_after_seconds) == ("busy", 5)


def test_a_house_that_was_taken_away_signs_its_devices_out(house, identity):
    client = house.client(identity)
    with house.log.database.writing() as connection:
        connection.execute(delete(tables.venue))
    with pytest.raises(SignedOut):
        client.pull(0, 1)


def test_a_mistake_of_the_hub_is_a_500_that_echoes_and_tells_nothing(house, identity):
    def broken(*_args):
        raise RuntimeError("guest 山田")

    told = headers(identity)
    event.listen(house.log.database.engine, "before_cursor_execute", broken)
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(message):
        sent.append(message)

    with pytest.raises(RuntimeError):
        asyncio.run(house.app(asgi_scope(told), receive, send))
    start, body = sent
    response = httpx.Response(start["status"], headers=start["headers"], content=body["body"])
    assert response.status_code == 500
    assert check_echo(response, told)["error"]["code"] == "internal"
    assert "山田" not in response.text


def test_an_empty_batch_is_malformed_not_a_mistake(raw, identity):
    told = headers(identity)
    body = {"incarnation": INCARNATIONS[0], "changes": []}
    response = raw.post("/v1/push", json=body, headers=told)
    assert (response.status_code, response.json()["error"]["field"]) == (400, "changes")


def test_nothing_personal_is_logged(house, raw, identity, caplog):
    caplog.set_level("DEBUG")
    told = headers(identity)
    for path, body in asking(identity.venue).items():
        raw.post(f"/v1/{path}", json=body, headers=told)
    raw.post("/v1/push", content='{"guest_name":"山田"', headers=told)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("hub")]
    assert not [line for line in ours if "山田" in line or identity.token in line]
