"""Lets a blocking httpx client call an ASGI application in this thread: no socket, no waiting."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import httpx


@contextmanager
def sync_asgi_transport(app, *, packs=False):
    """Run an application on a private event loop, its lifespan around the block.

    Unless it `packs`, the line is like a proxy that knows of no packed bodies: tests can read them.
    The transport may serve many clients: closing a client leaves the application alive.
    """
    loop = asyncio.new_event_loop()
    lifespan = _Lifespan(app, loop)
    try:
        lifespan.step("startup")
        yield _Bridge(app, loop, packs=packs)
        lifespan.step("shutdown")
    finally:
        lifespan.end()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


class _Lifespan:
    def __init__(self, app, loop):
        self._loop = loop
        self._to_app: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self._from_app: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._task = loop.create_task(app(scope, self._to_app.get, self._from_app.put))

    def step(self, name):
        self._to_app.put_nowait({"type": f"lifespan.{name}"})
        answer = asyncio.ensure_future(self._from_app.get(), loop=self._loop)
        self._loop.run_until_complete(
            asyncio.wait({answer, self._task}, return_when=asyncio.FIRST_COMPLETED)
        )
        told = answer.result() if answer.done() else None
        if told is None or told["type"] != f"lifespan.{name}.complete":
            answer.cancel()
            raise RuntimeError(f"the application failed at {name}: {told}")

    def end(self):
        self._task.cancel()
        self._loop.run_until_complete(asyncio.wait({self._task}))


class _Bridge(httpx.BaseTransport):
    def __init__(self, app, loop, *, packs=False):
        self._app = app
        self._loop = loop
        self._packs = packs

    def handle_request(self, request):
        if not self._packs:
            request.headers.pop("accept-encoding", None)
        call = _Call(self._app, self._loop, request)
        start = call.message()
        answer = httpx.Response(
            start["status"], headers=start.get("headers", []), stream=_Body(call), request=request
        )
        if not self._packs:
            answer.headers.pop("accept-encoding", None)
        return answer


class _Call:
    """One request under way; the loop runs only while somebody waits for its next message."""

    def __init__(self, app, loop, request):
        self._loop = loop
        self._gone = asyncio.Event()
        self._body = [request.read()]
        self._messages: asyncio.Queue[dict[str, object]] = asyncio.Queue(maxsize=1)
        self._task = loop.create_task(app(_scope(request), self._receive, self._send))

    async def _receive(self):
        if self._body:
            return {"type": "http.request", "body": self._body.pop(), "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        """Hand a message over, once the one before was taken: a slow reader slows its sender."""
        putting = asyncio.ensure_future(self._messages.put(message))
        gone = asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait({putting, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            putting.cancel()
            gone.cancel()

    def message(self):
        """Run until the application says something; raise what it raised instead."""
        waiting = asyncio.ensure_future(self._messages.get(), loop=self._loop)
        self._loop.run_until_complete(
            asyncio.wait({waiting, self._task}, return_when=asyncio.FIRST_COMPLETED)
        )
        if waiting.done():
            return waiting.result()
        waiting.cancel()
        self._task.result()
        raise RuntimeError("the application ended without an answer")

    def hang_up(self):
        self._gone.set()
        self._loop.run_until_complete(asyncio.wait({self._task}))
        self._task.result()


class _Body(httpx.SyncByteStream):
    def __init__(self, call):
        self._call = call

    def __iter__(self) -> Iterator[bytes]:
        more = True
        while more:
            message = self._call.message()
            more = message.get("more_body", False)
            if message.get("body"):
                yield message["body"]

    def close(self):
        self._call.hang_up()


def _scope(request):
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 1),
        "server": (request.url.host, request.url.port or 80),
    }
