"""Every answer, to what /openapi.json allows and to what it does not, is one that it describes."""

from collections import Counter

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

PATHS = ("pair", "members", "push", "pull", "digest", "entities", "changes", "copy", "offer")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NOT_HELD_BACK = list(HealthCheck)


@pytest.fixture(scope="module")
def description(hub):
    return schemathesis.openapi.from_dict(hub[1].get("/openapi.json").json())


def send(raw, case, told):
    """Send a case, with the given headers over its own."""
    asked = case.as_transport_kwargs(base_url="http://hub.test")
    asked.pop("cookies", None)
    own = {name.lower(): value for name, value in (asked.pop("headers") or {}).items()}
    asked["headers"] = [
        (name.encode(), value if isinstance(value, bytes) else value.encode("utf-8"))
        for name, value in {**own, **told}.items()
    ]
    if (body := asked.pop("data", None)) is not None:
        asked["content"] = body
    return raw.request(**asked)


def fuzz(hub, description, path, *, known, mode, examples):
    house, raw, told = hub
    statuses: Counter[int] = Counter()

    @settings(
        max_examples=examples,
        suppress_health_check=NOT_HELD_BACK,
        database=None,
        phases=(Phase.generate,),
    )
    @given(case=description[f"/v1/{path}"]["POST"].as_strategy(generation_mode=mode))
    def ask(case):
        house.clock.ms += 60_000  # wrong codes would fill the minute
        try:
            answer = send(raw, case, told if known else {})
        except (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError):
            return
        statuses[answer.status_code] += 1
        case.validate_response(Response.from_httpx(answer, verify=False), checks=CHECKS)

    ask()
    return statuses


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_a_device_gets_answers_as_described(hub, description, path, mode):
    assert fuzz(hub, description, path, known=True, mode=mode, examples=6)


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_gets_answers_as_described_and_nothing_else(hub, description, path):
    mode = GenerationMode.POSITIVE
    statuses = fuzz(hub, description, path, known=False, mode=mode, examples=3)
    assert set(statuses) <= {400, 401, 403, 413, 415, 429}


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("known", [True, False])
def test_thousands_of_requests_get_answers_as_described(hub, description, path, mode, known):
    assert fuzz(hub, description, path, known=known, mode=mode, examples=2000)
