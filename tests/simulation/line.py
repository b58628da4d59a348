"""The line between a device and its hub: whatever a network is known to do to a request."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from typing import Final, Protocol

import httpx
import orjson

from tests.simulation.hub import STREAM, HintStream, Server, passed_on, plain
from tests.simulation.oracle import Wrong

OLD_ANSWERS_MAX: Final = 20
ROUND_REQUESTS_MAX: Final = 400
BUSYNESS: Final = 0.3
"""How often others act while a request is under way, as long as they do."""

JSON: Final = {"content-type": "application/json"}
HTML: Final = {"content-type": "text/html"}
PORTAL: Final = b"<html><body>Welcome! Please sign in to use the free Wi-Fi.</body></html>"

FOREIGN: Final = {
    "id": f"{'e' * 16}-1",
    "at": "000000000001.0000",
    "by": "",
    "on": "",
    "venue": "another-house",
    "env": "production",
    "v": 1,
    "type": "guest",
    "entity": "their-guest",
    "intent": "add",
    "set": {"name": "他の店の客"},
    "seen": {},
}

LOST_BEFORE: Final = (
    "lost",
    "lost",
    "delayed",
    "delayed",
    "portal",
    "portal as JSON",
    "moved",
    "401",
    "401 of a proxy",
    "413",
    "415",
    "429",
    "500",
    "503",
    "507",
)
"""What keeps a request from the hub."""

LOST_AFTER: Final = (
    "answer lost",
    "answer lost",
    "answer lost",
    "truncated",
    "duplicated",
    "duplicated later",
    "beside another",
    "cached",
    "cached",
    "another house's",
    "another house's",
    "another device's",
    "gateway timeout",
)
"""What happens once the hub has it."""

BOTH: Final = "both ways"
OUT: Final = "outwards"
BACK: Final = "back"


class Delayed(Protocol):
    """Requests that are still somewhere in the network."""

    def append(self, request: httpx.Request, /) -> None:
        """Let one hang about."""
        ...

    def pop(self, place: int, /) -> httpx.Request:
        """Let one arrive."""
        ...

    def __len__(self) -> int:
        """Count them."""
        ...


class Line(httpx.BaseTransport):
    """One device's line.

    Attributes:
        cut: which way nothing passes; empty while it is whole.
        roughness: how often a request of this round meets with something.
        busy: how many times others may still act while its requests are under way.
        meanwhile: called when others act while a request is under way.
        requests: how many this round has made.
        asked: their paths.
        heard: the stream that was opened last.
        head: the end of the hub's log as the hub last told this device truly, and its life then.
    """

    def __init__(self, hub: Callable[[], Server], delayed: Delayed) -> None:
        self._hub = hub
        self._delayed = delayed
        self._old: dict[str, list[httpx.Response]] = defaultdict(list)
        self.cut = ""
        self.roughness = 0.0
        self.busy = 0
        self.requests = 0
        self.asked: set[str] = set()
        self.heard: HintStream | None = None
        self.chance = random.Random(0)
        self.meanwhile: Callable[[], None] | None = None
        self.head: tuple[str, int] | None = None
        self.told: list[str] = []

    def begin(self) -> None:
        """Forget the round before."""
        self.told.clear()
        self.asked.clear()
        self.head = None
        self.requests = 0

    def be_rough(self, chance: random.Random) -> None:
        """Let things happen to requests, and others act meanwhile."""
        self.chance = chance
        self.roughness = chance.choice((0.1, 0.3, 0.6))
        self.busy = chance.choice((0, 2, 5))

    def calm(self) -> None:
        """Let nothing happen to requests but what a cut does."""
        self.roughness = 0.0
        self.busy = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests += 1
        self.asked.add(request.url.path)
        if self.requests > ROUND_REQUESTS_MAX:
            raise Wrong("a round goes on and on")
        self._let_others_act()
        fault = self._fault()
        if fault:
            self.told.append(f"{request.url.path}: {fault}")
        if self.cut in (BOTH, OUT) or fault == "lost":
            raise httpx.ConnectError("no route to the hub", request=request)
        if fault in LOST_BEFORE:
            return self._kept_from_the_hub(fault, request)
        if request.url.path == STREAM:
            answer = self._hub().open_stream(request)
            self.heard = answer.stream if isinstance(answer.stream, HintStream) else None
            return answer
        beside = [self._arriving()] if fault == "beside another" and len(self._delayed) else []
        answer = self._hub().serve(request, beside)
        self._remember(request.url.path, answer)
        self._let_others_act()
        if self.cut == BACK:
            raise httpx.ReadTimeout("no answer", request=request)
        return self._on_the_way_back(fault, request, answer) if fault else answer

    def _let_others_act(self) -> None:
        if self.meanwhile is not None and self.busy > 0 and self.chance.random() < BUSYNESS:
            self.busy -= 1
            self.meanwhile()

    def _fault(self) -> str:
        if self.chance.random() >= self.roughness:
            return ""
        return self.chance.choice(LOST_BEFORE if self.chance.random() < 0.4 else LOST_AFTER)

    def _arriving(self) -> httpx.Request:
        return self._delayed.pop(self.chance.randrange(len(self._delayed)))

    def _remember(self, path: str, answer: httpx.Response) -> None:
        if answer.status_code != httpx.codes.OK:
            return
        kept = passed_on(answer, answer.request)
        self._old[path] = [*self._old[path], kept][-OLD_ANSWERS_MAX:]
        content = plain(answer)
        if b'"head":' in content:
            document = orjson.loads(content)
            self.head = (document["epoch"], document["head"])

    def _kept_from_the_hub(self, fault: str, request: httpx.Request) -> httpx.Response:
        if fault == "delayed":
            self._delayed.append(request)
            raise httpx.ReadTimeout("no answer", request=request)
        if fault == "portal":
            return _portal(request)
        if fault == "portal as JSON":
            return httpx.Response(200, headers=JSON, content=PORTAL, request=request)
        if fault == "moved":
            where = {"location": "http://portal.example/"}
            return httpx.Response(302, headers=where, content=b"", request=request)
        if fault == "401":
            return _echoing(401, "signed_out", request)
        status = int(fault[:3])
        if status == 415:
            return _echoing(status, "unknown_encoding", request)
        if status == 413 or self.chance.random() < 0.5:
            return httpx.Response(status, headers=HTML, content=b"no", request=request)
        return _echoing(status, "busy", request)

    def _on_the_way_back(
        self, fault: str, request: httpx.Request, answer: httpx.Response
    ) -> httpx.Response:
        if fault == "answer lost":
            raise httpx.ReadError("the line was cut", request=request)
        if fault == "duplicated":
            again = self._hub().serve(request)
            self._remember(request.url.path, again)
            return again
        if fault == "duplicated later":
            self._delayed.append(request)
            return answer
        if fault == "gateway timeout":
            return httpx.Response(504, headers=HTML, content=b"no", request=request)
        if fault == "truncated":
            size = int(answer.headers["content-length"])
            return passed_on(answer, request, self.chance.randrange(size or 1))
        if fault == "cached":
            old = self._old[request.url.path]
            return passed_on(self.chance.choice(old), request) if old else _portal(request)
        if not plain(answer):
            return _portal(request)
        return httpx.Response(
            answer.status_code,
            headers=JSON,
            content=_of_others(fault, plain(answer)),
            request=request,
        )


def _portal(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, headers=HTML, content=PORTAL, request=request)


def _of_others(fault: str, content: bytes) -> bytes:
    """Make of an answer one that was meant for somebody else."""
    if fault == "another house's":
        return _of_another_house(content)
    return orjson.dumps({**orjson.loads(content), "device": "another-device"})


def _of_another_house(content: bytes) -> bytes:
    """Make of an answer what a proxy kept of another house's, whose log goes on for longer."""
    told = orjson.loads(content)
    told["venue"] = "another-house"
    if "next" in told:
        cursor = told["next"] + 1
        theirs = [{"cursor": cursor, "body": FOREIGN}]
        told |= {"changes": theirs, "next": cursor, "head": cursor, "more": False}
    return orjson.dumps(told)


def _echoing(status: int, code: str, request: httpx.Request) -> httpx.Response:
    """Refuse as the hub does, with everything repeated."""
    echo = {
        name: request.headers.get(f"noren-{name}", "")
        for name in ("venue", "environment", "device", "nonce")
    }
    error = {"code": code, "field": "", "message": "no"}
    return httpx.Response(status, json={**echo, "now_ms": 0, "error": error}, request=request)
