"""A hub of one answer, for what the real one never says."""

import itertools

import httpx

from sync.client import Client, Identity
from tests.sync.conftest import Clock

IDENTITY = Identity("house-1", "production", "register-1", "t" * 43)
JSON = {"content-type": "application/json"}


def a_client(answer, identity=IDENTITY, clock=None, base_url="http://hub.test/", **options):
    """Build a client whose every request is answered by `answer(request)`."""
    nonces = itertools.count(1)
    return Client(
        base_url,
        identity,
        new_nonce=lambda: f"nonce-{next(nonces):06d}",
        now_ms=clock or Clock(),
        transport=httpx.MockTransport(answer),
        **options,
    )


def a_page(request, **overrides):
    """Write a valid empty page of the log, as the answer to `request`."""
    return {
        "venue": request.headers.get("noren-venue", ""),
        "environment": request.headers.get("noren-environment", ""),
        "device": request.headers["noren-device"],
        "nonce": request.headers["noren-nonce"],
        "now_ms": 1_766_570_400_000,
        "epoch": "e1",
        "head": 0,
        "changes": [],
        "next": 0,
        "more": False,
    } | overrides


def answering(status=200, headers=None, **overrides):
    def answer(request):
        return httpx.Response(status, headers=headers, json=a_page(request, **overrides))

    return answer


def faulty(status, code="some_code", headers=None):
    return answering(
        status, headers, error={"code": code, "field": "", "message": "words for a person"}
    )
