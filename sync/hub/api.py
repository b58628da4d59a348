"""The hub's HTTP face: one ASGI application; reads messages, asks the log, writes answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from typing import Any, Final, TypeVar

import anyio
import anyio.lowlevel
import orjson
from fastapi import APIRouter, FastAPI, Request, Security
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from sync import compression, wire
from sync.copy_wire import read_offer, read_part, write_copy, write_part
from sync.errors import Malformed
from sync.hub import metrics as prometheus
from sync.hub.copies import Asker, Copies
from sync.hub.door import Door
from sync.hub.errors import HubError
from sync.hub.gate import (
    Gate,
    Refusal,
    answer_refusal,
    envelope_of,
    is_ours,
    refusal_for,
)
from sync.hub.housekeeping import keep_house
from sync.hub.log import HubLog, Page, Standing, Verdict
from sync.hub.members import Members
from sync.hub.metrics import Metrics
from sync.hub.pairing import Joining, Pairing
from sync.hub.parts import Hub, Offload, in_thread
from sync.hub.patrol import Patrol
from sync.hub.relay_log import RelayLog
from sync.hub.stream import (
    HEARTBEAT_SECONDS,
    WATCH_SECONDS,
    EventStream,
    Switchboard,
    written,
)
from sync.membership import Member

RELAY_WATCH_SECONDS: Final = 0.1

AskedShape = TypeVar("AskedShape", bound=wire.Asked)

_FAULTS: Final[dict[int | str, dict[str, Any]]] = {
    400: {"model": wire.ErrorAnswered, "description": "Malformed; `field` names the part"},
    401: {"model": wire.ErrorAnswered, "description": "Not signed in, or revoked"},
    403: {"model": wire.ErrorAnswered, "description": "Another house, environment or device"},
    404: {"model": wire.ErrorAnswered, "description": "No such message"},
    405: {"model": wire.ErrorAnswered, "description": "Not with this method"},
    408: {"model": wire.ErrorAnswered, "description": "The request took too long to arrive"},
    413: {"model": wire.ErrorAnswered, "description": "Over the bound in bytes; send less"},
    415: {"model": wire.ErrorAnswered, "description": "The body is not JSON"},
    429: {"model": wire.ErrorAnswered, "description": "Too many tries; see Retry-After"},
    500: {"model": wire.ErrorAnswered, "description": "The hub's own mistake"},
    503: {"model": wire.ErrorAnswered, "description": "Busy; see Retry-After"},
    507: {"model": wire.ErrorAnswered, "description": "The hub's disk is full"},
}
_ENVELOPE: Final = [
    {
        "name": name,
        "in": "header",
        "required": True,
        "description": words,
        "schema": {"type": "string", "pattern": pattern},
    }
    for name, words, pattern in (
        (wire.VENUE_HEADER, "Id of the house", "^[A-Za-z0-9._:-]{1,64}$"),
        (wire.ENVIRONMENT_HEADER, "production or training", "^[a-z_]{1,32}$"),
        (wire.DEVICE_HEADER, "Id of the device", "^[A-Za-z0-9._:-]{1,64}$"),
        (wire.NONCE_HEADER, "Another one for each request", "^[A-Za-z0-9_-]{8,64}$"),
    )
]


def create_app(
    log: HubLog,
    *,
    now_ms: Callable[[], int],
    random_bytes: Callable[[int], bytes],
    offload: Offload = in_thread,
    heartbeat_seconds: float = HEARTBEAT_SECONDS,
    watch_seconds: float = WATCH_SECONDS,
) -> FastAPI:
    """Build the hub around a log.

    Args:
        log: the houses' logs; stays open when the application ends.
        now_ms: the wall clock, milliseconds since 1970.
        random_bytes: a source fit for secrets.
        offload: how work that waits for the database is run.
        heartbeat_seconds: how often a quiet stream says that it lives.
        watch_seconds: how often streams look for what other processes did.
    """
    hub = Hub(
        log=log,
        patrol=Patrol(log.database, now_ms=now_ms),
        pairing=Pairing(log.database, now_ms=now_ms, random_bytes=random_bytes),
        members=Members(log.database, now_ms=now_ms),
        copies=Copies(log.database, now_ms=now_ms, random_bytes=random_bytes),
        board=Switchboard(heartbeat_seconds=heartbeat_seconds),
        metrics=Metrics(),
        offload=offload,
        now_ms=now_ms,
    )

    if isinstance(log, RelayLog):
        # What upstream commits reaches this log by another thread; devices shall not wait for it.
        watch_seconds = min(watch_seconds, RELAY_WATCH_SECONDS)

    @asynccontextmanager
    async def alive(_app: FastAPI) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(hub.board.watch, lambda venues: _look(hub, venues), watch_seconds)
            group.start_soon(keep_house, hub)
            yield
            hub.board.close()
            group.cancel_scope.cancel()

    app = FastAPI(
        title="Noren hub",
        version=str(wire.PROTOCOL),
        docs_url=None,
        redoc_url=None,
        lifespan=alive,
        redirect_slashes=False,
    )
    app.state.hub = hub
    app.include_router(_open_routes)
    app.include_router(_routes)
    app.add_middleware(
        Gate,
        hub=hub,
        paths=frozenset(
            route.path
            for router in (_open_routes, _routes)
            for route in router.routes
            if isinstance(route, APIRoute)
        ),
    )
    if isinstance(log, RelayLog):
        app.add_middleware(
            Door,
            hub=hub,
            relay_of=lambda venue: log.line(venue).device,
            random_bytes=random_bytes,
        )
    for kind in (HubError, Malformed, Refusal, HTTPException, Exception):
        app.add_exception_handler(kind, _answer_error)
    return app


async def _look(hub: Hub, venues: Iterable[str]) -> tuple[Mapping[str, Standing], frozenset[bytes]]:
    asked = tuple(venues)
    return await hub.offload(lambda: (hub.log.heads(asked), hub.pairing.welcome(asked)))


async def _answer_error(request: Request, error: Exception) -> Response:
    hub = _hub(request)
    refusal = _refusal(error)
    if not is_ours(request.url.path):
        return PlainTextResponse(refusal.message, refusal.status)
    answer = answer_refusal(refusal, envelope_of(request.scope["state"]), hub.now_ms())
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)  # which methods there are, where this one is not
    return answer


def _refusal(error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, HubError):
        return refusal_for(error)
    if isinstance(error, Malformed):
        return Refusal(str(error), status=400, code="malformed", field=error.field)
    if isinstance(error, HTTPException):
        return Refusal(str(error.detail), status=error.status_code, code="not_here")
    return Refusal("the hub made a mistake; it is in its log", status=500, code="internal")


def _hub(request: Request) -> Hub:
    hub = request.app.state.hub
    assert isinstance(hub, Hub)
    return hub


async def _asked(request: Request, shape: type[AskedShape]) -> AskedShape:
    return wire.read(shape, await request.body())


def _answered(request: Request, parts: Mapping[str, Any]) -> Response:
    """Write an answer: the echo, the hub's clock, and the parts of this one."""
    echo = envelope_of(request.scope["state"]).echo()
    document = {**echo, "now_ms": max(0, _hub(request).now_ms()), **parts}
    body = orjson.dumps(document)
    headers = {}
    if len(body) >= wire.PACK_FROM_BYTES and _takes_packed(request):
        body, headers = compression.pack(body), {"content-encoding": compression.NAME}
    return Response(body, headers=headers, media_type=wire.JSON_TYPE)


def _takes_packed(request: Request) -> bool:
    accepted = request.headers.get("accept-encoding", "").split(",")
    return any(each.strip().lower() == compression.NAME for each in accepted)


def _results(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """Write verdicts down, together where the next only repeats the last for the next cursor."""
    results: list[dict[str, Any]] = []
    last: Verdict | None = None
    for each in verdicts:
        if last is not None and _follows(last, each):
            results[-1]["count"] += 1
        else:
            results.append({**each._asdict(), "count": 1})
        last = each
    return results


def _follows(last: Verdict, each: Verdict) -> bool:
    """Tell whether a verdict only repeats the last one, for the next cursor."""
    if each.outcome != last.outcome or each.reason != last.reason:
        return False
    if last.cursor is None or each.cursor is None:
        return each.cursor is last.cursor
    return each.cursor == last.cursor + 1


def _asker(request: Request) -> Asker:
    envelope = envelope_of(request.scope["state"])
    return Asker(envelope.venue, envelope.device)


def _page(request: Request, page: Page) -> Response:
    _hub(request).metrics.count("noren_hub_changes_sent_total", len(page.changes))
    return _answered(
        request,
        {
            "epoch": page.epoch,
            "head": page.head,
            "changes": _changes(page),
            "next": page.next,
            "more": page.more,
            **_root(page.root),
        },
    )


def _changes(page: Page) -> Any:  # noqa: ANN401  # any JSON
    """Write changes down as they are kept; what each is, its author said, and nobody reads here."""
    if page.words:
        return [
            {"cursor": cursor, "body": orjson.Fragment(body), **_word(page, cursor)}
            for cursor, body in page.changes
        ]
    return written(page.changes)


def _root(root: bytes | None) -> dict[str, str]:
    return {"root": root.hex()} if root is not None else {}


def _member(member: Member) -> dict[str, str]:
    key = {"key": member.key.hex()} if member.key else {}
    return {"id": member.id, "name": member.name, **key}


def _word(page: Page, cursor: int) -> dict[str, Any]:
    """Say what a relay knows of a change's fate upstream."""
    word = page.words.get(cursor)
    if word is None:
        return {}
    return {"refused": word.refused} if word.refused else {"upstream": word.upstream}


def _shape(asked: type[BaseModel], *, signed_in: bool = True) -> dict[str, Any]:
    """Describe a request for /openapi.json."""
    optional = () if signed_in else (wire.VENUE_HEADER, wire.ENVIRONMENT_HEADER)
    return {
        "parameters": [
            {**header, "required": header["name"] not in optional} for header in _ENVELOPE
        ],
        "requestBody": {
            "required": True,
            "content": {wire.JSON_TYPE: {"schema": asked.model_json_schema()}},
        },
    }


_bearer = Security(HTTPBearer(auto_error=False))
_routes = APIRouter(prefix=wire.PREFIX, responses=_FAULTS)
_open_routes = APIRouter()


@_open_routes.get("/healthz", response_class=PlainTextResponse)
async def is_alive() -> PlainTextResponse:
    """Tell that the process answers."""
    return PlainTextResponse("ok\n")


@_open_routes.get(
    "/readyz",
    response_class=PlainTextResponse,
    responses={503: {"description": "The database does not answer"}},
)
async def is_ready(request: Request) -> PlainTextResponse:
    """Tell that the database answers, too."""
    hub = _hub(request)
    try:
        words = await hub.offload(hub.log.condition)
    except HubError as error:
        return PlainTextResponse(f"{type(error).__name__}\n", 503)
    return PlainTextResponse(f"{words}\n")


@_open_routes.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> PlainTextResponse:
    """Count what the hub did, for Prometheus."""
    hub = _hub(request)
    gauges = {"noren_hub_streams": len(hub.board)}
    with suppress(HubError):  # what is counted here is told all the same
        gauges |= await hub.offload(hub.log.gauges)
    return PlainTextResponse(hub.metrics.render(gauges), media_type=prometheus.CONTENT_TYPE)


@_routes.post(
    "/pair",
    response_model=wire.PairAnswered,
    openapi_extra=_shape(wire.PairAsked, signed_in=False),
)
async def pair(request: Request) -> Response:
    """Join a house with a code that a person typed."""
    hub = _hub(request)
    asked = await _asked(request, wire.PairAsked)
    envelope = envelope_of(request.scope["state"])
    joining = Joining(
        code=asked.code,
        device=envelope.device,
        device_name=asked.device_name,
        token=asked.token,
        incarnation=asked.incarnation,
        venue=envelope.venue,
        environment=envelope.environment,
        kind=asked.kind,
    )
    joined = await hub.write(lambda: hub.pairing.join(joining))
    return _answered(
        request,
        {
            "venue": joined.venue.id,
            "environment": joined.venue.environment,
            "venue_name": joined.venue.name,
            "epoch": joined.epoch,
            "head": joined.venue.head,
            "empty": joined.venue.head == 0,
        },
    )


@_routes.post(
    "/members",
    response_model=wire.MembersAnswered,
    openapi_extra=_shape(wire.MembersAsked),
    dependencies=[_bearer],
)
async def members(request: Request) -> Response:
    """Read which relays the house has; a relay reads also which devices."""
    hub = _hub(request)
    await _asked(request, wire.MembersAsked)
    known = request.scope["state"]["signed_in"]
    told = await hub.offload(lambda: hub.members.told_to(known))
    return _answered(
        request,
        {
            "relays": [_member(each) for each in told.relays[: wire.MEMBERS_MAX]],
            "devices": [_member(each) for each in told.devices[: wire.MEMBERS_MAX]],
        },
    )


@_routes.post(
    "/push",
    response_model=wire.PushAnswered,
    openapi_extra=_shape(wire.PushAsked),
    dependencies=[_bearer],
)
async def push(request: Request) -> Response:
    """Offer changes; each is answered on its own."""
    hub = _hub(request)
    asked = await _asked(request, wire.PushAsked)
    envelope = envelope_of(request.scope["state"])
    known = request.scope["state"]["signed_in"]
    if known.incarnation != asked.incarnation:
        await hub.write(lambda: hub.pairing.note_incarnation(known, asked.incarnation))
    taken = await hub.write(
        lambda: hub.log.push(
            envelope.venue, envelope.environment, asked.changes, token_hash=known.token_hash
        )
    )
    hub.board.announce(
        envelope.venue,
        Standing(taken.epoch, taken.head),
        taken.fresh,
        author=envelope.device,
    )
    # Who waits for the news comes before who knows it: streams are written first.
    await anyio.lowlevel.checkpoint()
    results = _results(taken.verdicts)
    for each in results:
        hub.metrics.count("noren_hub_changes_total", each["count"], outcome=each["outcome"])
    return _answered(
        request,
        {"epoch": taken.epoch, "head": taken.head, "results": results, **_root(taken.root)},
    )


@_routes.post(
    "/pull",
    response_model=wire.PullAnswered,
    openapi_extra=_shape(wire.PullAsked),
    dependencies=[_bearer],
)
async def pull(request: Request) -> Response:
    """Read the page of the log that follows a cursor."""
    hub = _hub(request)
    asked = await _asked(request, wire.PullAsked)
    venue = envelope_of(request.scope["state"]).venue
    return _page(request, await hub.offload(lambda: hub.log.pull(venue, asked.after, asked.limit)))


@_routes.post(
    "/digest",
    response_model=wire.DigestAnswered,
    openapi_extra=_shape(wire.DigestAsked),
    dependencies=[_bearer],
)
async def digest(request: Request) -> Response:
    """Read the fingerprints of what the hub holds."""
    hub = _hub(request)
    asked = await _asked(request, wire.DigestAsked)
    venue = envelope_of(request.scope["state"]).venue
    found, prints = await hub.offload(
        lambda: (hub.patrol.walk(venue), hub.log.digest(venue, asked.leaving_out))
    )
    hub.metrics.count("noren_hub_mended_total", found.mended)
    return _answered(
        request,
        {
            "epoch": prints.epoch,
            "head": prints.head,
            "root": prints.root.hex(),
            "buckets": {str(key): hash.hex() for key, hash in sorted(prints.buckets.items())},
            "mended": found.mended,
            "wanted": found.wanted,
            **({"upstream": asdict(prints.upstream)} if prints.upstream else {}),
        },
    )


@_routes.post(
    "/entities",
    response_model=wire.EntitiesAnswered,
    openapi_extra=_shape(wire.EntitiesAsked),
    dependencies=[_bearer],
)
async def entities(request: Request) -> Response:
    """Read the hash of every entity in some buckets."""
    hub = _hub(request)
    asked = await _asked(request, wire.EntitiesAsked)
    venue = envelope_of(request.scope["state"]).venue
    # Who asks for them holds other ones: before anybody mends a book by ours, they are reread.
    found, page = await hub.offload(
        lambda: (
            hub.patrol.check_buckets(venue, asked.buckets if asked.after is None else ()),
            hub.log.entities(venue, asked.buckets, asked.after, asked.limit),
        )
    )
    hub.metrics.count("noren_hub_mended_total", found.mended)
    return _answered(
        request,
        {
            "epoch": page.epoch,
            "head": page.head,
            "entities": [
                {"type": key[0], "id": key[1], "hash": hash.hex()} for key, hash in page.entities
            ],
            "more": page.more,
        },
    )


@_routes.post(
    "/changes",
    response_model=wire.ChangesAnswered,
    openapi_extra=_shape(wire.ChangesAsked),
    dependencies=[_bearer],
)
async def changes(request: Request) -> Response:
    """Read all changes of some entities."""
    hub = _hub(request)
    asked = await _asked(request, wire.ChangesAsked)
    venue = envelope_of(request.scope["state"]).venue
    found, page = await hub.offload(
        lambda: (
            hub.patrol.look(venue, asked.entities if asked.after == 0 else ()),
            hub.log.changes_of(venue, asked.entities, asked.after, asked.limit),
        )
    )
    hub.metrics.count("noren_hub_mended_total", found.mended)
    return _page(request, page)


@_routes.post(
    "/copy",
    response_model=wire.CopyAnswered,
    openapi_extra=_shape(wire.CopyAsked),
    dependencies=[_bearer],
)
async def copy(request: Request) -> Response:
    """Ask for the newest copy of the book."""
    hub = _hub(request)
    asked = await _asked(request, wire.CopyAsked)
    asker = _asker(request)
    spoilt = asked.spoilt
    if spoilt is not None:
        await hub.offload(lambda: hub.copies.drop(asker.venue, spoilt))
        hub.metrics.count("noren_hub_copies_spoilt_total")
    standing = await hub.offload(
        lambda: hub.copies.newest(asker, asked.layout, may_offer=asked.may_offer)
    )
    newest = standing.copy
    return _answered(
        request,
        {
            "epoch": standing.epoch,
            "head": standing.head,
            "newest": write_copy(newest).model_dump() if newest else None,
            "wanted": standing.wanted,
        },
    )


@_routes.post(
    "/copy_part",
    response_model=wire.CopyPartAnswered,
    openapi_extra=_shape(wire.CopyPartAsked),
    dependencies=[_bearer],
)
async def copy_part(request: Request) -> Response:
    """Read one part of a copy."""
    hub = _hub(request)
    asked = await _asked(request, wire.CopyPartAsked)
    asker = _asker(request)
    standing, part = await hub.offload(lambda: hub.copies.part(asker, asked.copy_id, asked.number))
    return _answered(request, {**standing._asdict(), "part": write_part(part)})


@_routes.post(
    "/offer",
    response_model=wire.OfferAnswered,
    openapi_extra=_shape(wire.OfferAsked),
    dependencies=[_bearer],
)
async def offer(request: Request) -> Response:
    """Offer a copy of the book, or hear what is missing of it."""
    hub = _hub(request)
    asked = await _asked(request, wire.OfferAsked)
    asker, offered = _asker(request), read_offer(asked)
    standing, placed = await hub.offload(lambda: hub.copies.offer(asker, offered))
    return _answered(
        request, {**standing._asdict(), "copy_id": placed.id, "missing": placed.missing}
    )


@_routes.post(
    "/offer_part",
    response_model=wire.OfferPartAnswered,
    openapi_extra=_shape(wire.OfferPartAsked),
    dependencies=[_bearer],
)
async def offer_part(request: Request) -> Response:
    """Hand over one part of a copy."""
    hub = _hub(request)
    asked = await _asked(request, wire.OfferPartAsked)
    asker, body = _asker(request), read_part(asked.part)
    standing, missing = await hub.offload(
        lambda: hub.copies.take_part(asker, asked.copy_id, asked.number, body)
    )
    return _answered(request, {**standing._asdict(), "missing": missing})


@_routes.get(
    "/stream",
    response_class=Response,
    responses={
        200: {
            "description": "Events `head` and `beat`; `data` is one JSON object",
            "content": {wire.STREAM_TYPE: {"schema": wire.HeadEvent.model_json_schema()}},
        }
    },
    openapi_extra={"parameters": _ENVELOPE},
    dependencies=[_bearer],
)
async def stream(request: Request) -> Response:
    """Hear at once when the log moves."""
    hub = _hub(request)
    envelope = envelope_of(request.scope["state"])
    known = request.scope["state"]["signed_in"]
    line = hub.board.open(
        envelope.venue, envelope.device, known.token_hash, is_relay=known.kind == "relay"
    )
    try:
        # After the line is open, so that no commit falls between.
        line.tell(await hub.offload(lambda: hub.log.standing(envelope.venue)))
    except HubError:
        hub.board.drop(line)
        raise
    return EventStream(hub.board, line, envelope.echo())
