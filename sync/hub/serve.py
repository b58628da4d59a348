"""Puts the hub on a port: in this thread until told to stop, or in a thread beside a demo."""

from __future__ import annotations

import gc
import queue
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import uvicorn
from fastapi import FastAPI

from sync import wire
from sync.hub.api import create_app
from sync.hub.connections import HEAD_BYTES_MAX, PatientProtocol, make_room
from sync.hub.errors import NotAllowed, Unavailable
from sync.hub.heap import share_one_heap
from sync.hub.log import HubLog
from sync.hub.parts import Hub

KEEP_ALIVE_SECONDS: Final = 75
"""Longer than a client keeps an idle connection, so that the hub never hangs up first."""

SHUTDOWN_SECONDS_MAX: Final = 10
GARBAGE_MIN: Final = 50_000
"""Values made and not yet freed before Python looks for cycles among them."""

SWITCH_SECONDS: Final = 0.0005
BACKLOG: Final = 512
START_SECONDS_MAX: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Where to listen, and how safely.

    Attributes:
        address: host and port, as in `127.0.0.1:8420` or `[::1]:0`; port 0 takes any free one.
        tls_cert: certificate chain, PEM; with `tls_key` it makes the hub speak https.
        insecure_lan: plain http is meant to leave this machine.
    """

    address: str = "127.0.0.1:8420"
    tls_cert: Path | None = None
    tls_key: Path | None = None
    insecure_lan: bool = False


def serve(
    log: HubLog,
    listen: Listen,
    *,
    now_ms: Callable[[], int],
    random_bytes: Callable[[int], bytes],
    ready: Callable[[str], None],
) -> None:
    """Serve until the process is told to stop; `ready` gets the hub's real address.

    Raises:
        NotAllowed: this would send guests' names over a network in plain text.
        Unavailable: the address is taken, or the certificate cannot be used.
    """
    line = _bind(listen)
    make_room()
    share_one_heap()
    app = create_app(log, now_ms=now_ms, random_bytes=random_bytes)
    # What is loaded now stays for good; without this every collection looks through all of it.
    gc.collect()
    gc.freeze()
    # A batch is tens of thousands of values that die together, by themselves.
    gc.set_threshold(GARBAGE_MIN, *gc.get_threshold()[1:])
    # With Python's own 5 ms, whoever asks for a page while a batch is taken in waits for that
    # long at each of a dozen turns between threads.
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        server = _Server(_config(app, listen), ready=ready, url=_url(line, listen))
        server.run(sockets=[line])
    except KeyboardInterrupt:
        return  # Uvicorn has shut down in order, and only then passes the signal on.
    finally:
        line.close()


class HubThread:
    """A hub in a thread of this process, for as long as the block lasts.

    Attributes:
        url: its address; known inside the block.
        app: the application it serves.
    """

    def __init__(
        self,
        log: HubLog,
        *,
        now_ms: Callable[[], int],
        random_bytes: Callable[[int], bytes],
        listen: Listen | None = None,
    ) -> None:
        self.url = ""
        self._listen = listen or Listen(address="127.0.0.1:0")
        self.app = create_app(log, now_ms=now_ms, random_bytes=random_bytes)
        self._ready: queue.SimpleQueue[str] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        self._line = _bind(self._listen)
        url = _url(self._line, self._listen)
        self._server = _Server(_config(self.app, self._listen), ready=self._ready.put, url=url)
        self._thread = threading.Thread(target=self._run, name="hub", daemon=True)
        self._thread.start()
        try:
            self.url = self._ready.get(timeout=START_SECONDS_MAX)
        except queue.Empty:
            raise Unavailable("the hub did not start") from None
        if not self.url:
            raise Unavailable("the hub did not start; its log says why")
        return self

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._line])
        finally:
            self._ready.put("")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._line.close()


class _Server(uvicorn.Server):
    """Uvicorn, which also says where it listens, and ends its streams when it is to end."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[str], None], url: str) -> None:
        super().__init__(config)
        self._ready = ready
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready(self._url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Streams never end by themselves; they would hold the shutdown up to its limit.
        app = self.config.app
        assert isinstance(app, FastAPI)
        hub = app.state.hub
        assert isinstance(hub, Hub)
        hub.board.close()
        await super().shutdown(sockets)


def _config(app: FastAPI, listen: Listen) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        # Anybody can make uvicorn warn, as often as they like: the disk of the log is not theirs.
        log_level="error",
        access_log=False,
        server_header=False,
        ssl_certfile=listen.tls_cert,
        ssl_keyfile=listen.tls_key,
        h11_max_incomplete_event_size=HEAD_BYTES_MAX,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS_MAX,
    )
    try:
        if listen.tls_cert is not None:
            # Tried here first: a key under a passphrase would have uvicorn ask for it, and wait.
            trial = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            trial.load_cert_chain(listen.tls_cert, listen.tls_key, password=lambda: "")
        config.load()
    except (OSError, ssl.SSLError) as error:
        raise Unavailable(f"the certificate or its key cannot be used: {error}") from error
    return config


def _bind(listen: Listen) -> socket.socket:
    host, port = _split(listen.address)
    if listen.tls_cert is None and not listen.insecure_lan and not wire.is_loopback(host):
        raise NotAllowed(
            f"plain http on {host} would send guests' names over the network for anyone to read: "
            "give a certificate, or say --insecure-lan",
            code="insecure",
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        line = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise Unavailable(f"cannot listen on {listen.address}: {error.strerror}") from error
    # Accepted connections inherit this. asyncio sets it only where the socket names its protocol,
    # and without it every answer waits 40 ms for the client's delayed acknowledgement.
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def _split(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65_535:  # noqa: PLR2004
        raise NotAllowed(f"'{address}' is not an address such as 127.0.0.1:8420", code="listen")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _url(line: socket.socket, listen: Listen) -> str:
    host, port = line.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"{'http' if listen.tls_cert is None else 'https'}://{shown}:{port}"
