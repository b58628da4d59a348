"""A small NCID server that rings on demand, for the demo, the drill and tests; no real line."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self

from app.calls.framing import LineFramer
from app.calls.tcp import Address
from app.domain.call import Outcome

GREETING: Final = (
    "200 Server: ncidd (NCID) 1.6",
    "210 API: 1.5 Feature Set 1 2 3 4 5",
    "251 Call log not sent",
    "300 End of connection startup",
)
CLIENT_SECONDS_MAX: Final = 2.0
CLIENT_LINE_BYTES_MAX: Final = 1024

_RING_CODES: Final = {Outcome.UNKNOWN: 0, Outcome.MISSED: -1, Outcome.ANSWERED: -2}


def local_time() -> datetime:
    """Read this machine's clock in this machine's zone, as an NCID server does."""
    return datetime.now(UTC).astimezone()


class NcidServer:
    """Listens while the `with` block lasts; every client hears what is rung.

    It may be rung from any thread. Port 0 takes a free one; `address` tells which.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        now: Callable[[], datetime] = local_time,
        greeting: tuple[str, ...] = GREETING,
    ) -> None:
        self._host = host
        self._port = port
        self._now = now
        self._greeting = greeting
        self._clients: dict[socket.socket, LineFramer] = {}
        self._changed = threading.Condition()
        self._is_closing = False

    @property
    def address(self) -> Address:
        """Where it listens, for as long as it does."""
        host, port = self._listener.getsockname()[:2]
        return Address(host, port)

    def __enter__(self) -> Self:
        self._listener = socket.create_server((self._host, self._port))
        self._listener.setblocking(False)
        self._wake, self._woken = socket.socketpair()
        self._is_closing = False
        self._thread = threading.Thread(target=self._serve, name="ncid-server", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._is_closing = True
        self._wake.send(b"x")
        self._thread.join()
        for open_socket in (self._listener, self._wake, self._woken):
            open_socket.close()

    def ring(
        self, number: str, line: str = "POTS", name: str = "NO NAME", *, is_waiting: bool = False
    ) -> None:
        """Let `number` ring on `line`; `PRIVATE` and its like are numbers here too."""
        now = self._now()
        if not is_waiting:
            self.say(f"CIDINFO: *LINE*{_field(line)}*RING*1*TIME*{now:%H:%M:%S}*")
        self.say(
            f"{'WID' if is_waiting else 'CID'}: *DATE*{now:%m%d%Y}*TIME*{now:%H%M}"
            f"*LINE*{_field(line)}*NMBR*{_field(number)}*MESG*NONE*NAME*{_field(name)}*"
        )

    def stop_ringing(self, line: str = "POTS", outcome: Outcome = Outcome.UNKNOWN) -> None:
        """Let the ringing of `line` end: a modem knows no more, a gateway tells the outcome."""
        code = _RING_CODES[outcome]
        self.say(f"CIDINFO: *LINE*{_field(line)}*RING*{code}*TIME*{self._now():%H:%M:%S}*")

    def say(self, text: str) -> None:
        """Send one line, whatever it says, to every client."""
        self.send(f"{text}\r\n".encode())

    def send(self, data: bytes) -> None:
        """Send raw bytes to every client."""
        with self._changed:
            for client in list(self._clients):
                self._send_to(client, data)

    def wait_for_clients(self, count: int, seconds_max: float = 10.0) -> bool:
        """Wait until exactly `count` clients are connected; False when it took too long."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._clients) == count, seconds_max)

    def _serve(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self._is_closing:
                for key, _ in selector.select():
                    ready = key.fileobj
                    assert isinstance(ready, socket.socket)
                    if ready is self._listener:
                        self._welcome(selector)
                    elif ready is not self._woken and not self._hear(ready):
                        selector.unregister(ready)
                        self._drop(ready)
            for client in list(self._clients):
                self._drop(client)

    def _welcome(self, selector: selectors.BaseSelector) -> None:
        try:
            client, _ = self._listener.accept()
        except OSError:
            # It knocked and left again.
            return
        client.settimeout(CLIENT_SECONDS_MAX)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(client, selectors.EVENT_READ)
        with self._changed:
            self._clients[client] = LineFramer(CLIENT_LINE_BYTES_MAX)
            self._send_to(client, "".join(f"{line}\r\n" for line in self._greeting).encode())
            self._changed.notify_all()

    def _hear(self, client: socket.socket) -> bool:
        """Read what a client says; False when it has left."""
        try:
            data = client.recv(CLIENT_LINE_BYTES_MAX)
        except OSError:
            return False
        with self._changed:
            for line in self._clients[client].push(data):
                if line == b"REQ: YO":
                    self._send_to(client, b"ACK: REQ YO\r\n")
        return bool(data)

    def _send_to(self, client: socket.socket, data: bytes) -> None:
        try:
            client.sendall(data)
        except OSError:
            # The serving thread then reads its end and drops it: a socket has one owner.
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

    def _drop(self, client: socket.socket) -> None:
        with self._changed:
            del self._clients[client]
            client.close()
            self._changed.notify_all()


def _field(text: str) -> str:
    """Keep a value inside its stars and its line."""
    return " ".join(text.replace("*", " ").split())
