"""A TCP stream that is read in short polls, so that its thread can be stopped; knows no grammar."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Final, Protocol

CONNECT_SECONDS_MAX: Final = 5.0
POLL_SECONDS: Final = 0.5
UNACKNOWLEDGED_MS_MAX: Final = 20_000
READ_BYTES_MAX: Final = 4096
_PORT_MAX: Final = 65_535


@dataclass(frozen=True, slots=True)
class Address:
    """Where a peer listens."""

    host: str
    port: int

    def __post_init__(self) -> None:
        assert self.host
        assert 0 < self.port <= _PORT_MAX


class StreamLost(Exception):
    """The peer is gone or cannot be reached; try again later."""


class Stream(Protocol):
    """An open stream of bytes."""

    def receive(self) -> bytes:
        """Wait up to POLL_SECONDS for bytes; empty when none came.

        Raises:
            StreamLost: the peer closed, or the network broke.
        """

    def send(self, data: bytes) -> None:
        """Send all of `data`.

        Raises:
            StreamLost: the peer closed, or the network broke.
        """

    def close(self) -> None:
        """Let the peer go; closing twice is harmless."""


class TcpStream:
    """A `Stream` over a connected socket."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._socket.settimeout(POLL_SECONDS)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # Else a peer whose plug was pulled is noticed only after a quarter of an hour.
            self._socket.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS_MAX
            )

    def receive(self) -> bytes:
        """Wait up to POLL_SECONDS for bytes; empty when none came.

        Raises:
            StreamLost: the peer closed, or the network broke.
        """
        try:
            data = self._socket.recv(READ_BYTES_MAX)
        except TimeoutError:
            return b""
        except OSError as error:
            raise StreamLost(str(error)) from error
        if not data:
            raise StreamLost("the peer closed the connection")
        return data

    def send(self, data: bytes) -> None:
        """Send all of `data`.

        Raises:
            StreamLost: the peer closed, or the network broke.
        """
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise StreamLost(str(error)) from error

    def close(self) -> None:
        """Let the peer go; closing twice is harmless."""
        self._socket.close()


def open_tcp(address: Address) -> TcpStream:
    """Connect within CONNECT_SECONDS_MAX.

    Raises:
        StreamLost: nobody answers there, or the name means nothing; try again later.
    """
    try:
        connected = socket.create_connection((address.host, address.port), CONNECT_SECONDS_MAX)
    # A name that no resolver would take fails while it is being encoded.
    except (OSError, UnicodeError) as error:
        raise StreamLost(str(error)) from error
    return TcpStream(connected)
