"""Finds the house's relay on the local network, and lets a relay be found, by zeroconf.

What is announced is a hash of the house's id, an epoch and a version: nothing about the house.
Who answers at an address proves itself there; here anybody may claim anything.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from sync import wire

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

log = logging.getLogger("background")

SERVICE: Final = "_noren._tcp.local."
ASK_MS_MAX: Final = 3_000
FOUND_MAX: Final = 8
"""Addresses remembered at once; more on one network are not ours."""


class ZeroconfFinder:
    """Listens for announcements on threads of its own; what was heard last is at hand at once."""

    def __init__(
        self, venue: str, interfaces: Sequence[str] | None = None, also: Sequence[str] = ()
    ) -> None:
        """Begin to listen.

        Args:
            venue: whose relay is looked for.
            interfaces: addresses of this machine to listen at; all if not said.
            also: addresses to try before any that are found.
        """
        self._house = house_mark(venue)
        self._also = tuple(also)
        self._found: dict[str, str] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._zeroconf: Zeroconf | None = None
        self._interfaces = interfaces
        self._thread = threading.Thread(target=self._listen, name="relay-finder", daemon=True)
        self._thread.start()

    def urls(self) -> Sequence[str]:
        """Name the addresses heard of."""
        with self._lock:
            return tuple(dict.fromkeys((*self._also, *self._found.values())))

    def close(self) -> None:
        """Listen no more."""
        self._closed.set()
        self._thread.join()

    def _listen(self) -> None:
        from zeroconf import ServiceBrowser

        try:
            with _opened(self._interfaces) as zeroconf:
                self._zeroconf = zeroconf
                ServiceBrowser(zeroconf, SERVICE, handlers=[self._hear])
                self._closed.wait()
        except OSError as error:
            # No network, or one that carries no such announcements: known addresses remain.
            log.info("relays_not_looked_for reason=%s", error.strerror)

    def _hear(
        self,
        zeroconf: Zeroconf,
        service_type: str,
        name: str,
        state_change: object,  # a ServiceStateChange, by whose names handlers are called
    ) -> None:
        if self._closed.is_set():
            return
        if getattr(state_change, "name", "") == "Removed":
            with self._lock:
                self._found.pop(name, None)
            return
        info = zeroconf.get_service_info(service_type, name, timeout=ASK_MS_MAX)
        url = url_of(info, self._house) if info is not None else None
        if url is None:
            return
        with self._lock:
            if name in self._found or len(self._found) < FOUND_MAX:
                self._found[name] = url


def house_mark(venue: str) -> str:
    """Say which house, to those who know it already."""
    return blake2b(venue.encode(), digest_size=8, person=b"noren relay").hexdigest()


def url_of(info: ServiceInfo, mark: str) -> str | None:
    """Read an announcement; None when it is of another house, or of nothing we understand."""
    told = {
        key.decode("ascii", "replace"): (value or b"").decode("ascii", "replace")
        for key, value in info.properties.items()
    }
    addresses = info.parsed_addresses()
    if told.get("house") != mark or told.get("v") != str(wire.PROTOCOL) or not addresses:
        return None
    scheme = "https" if told.get("tls") == "1" else "http"
    host = ipaddress.ip_address(addresses[0])
    shown = f"[{host}]" if host.version == 6 else str(host)  # noqa: PLR2004
    return f"{scheme}://{shown}:{info.port}"


@contextmanager
def announced(
    url: str, venues: Sequence[str], epoch: str, interfaces: Sequence[str] | None = None
) -> Iterator[None]:
    """Let a relay be found for as long as the block lasts; without a network, quietly not."""
    from zeroconf import NonUniqueNameException

    try:
        with _opened(interfaces) as zeroconf:
            for venue in venues:
                info = _announcement(url, venue, epoch, interfaces)
                try:
                    zeroconf.register_service(info, allow_name_change=True)
                except NonUniqueNameException:
                    log.warning("not_announced reason=name_taken")
            yield
    except OSError as error:
        log.warning("not_announced reason=%s", error.strerror)
        yield


def _announcement(
    url: str, venue: str, epoch: str, interfaces: Sequence[str] | None
) -> ServiceInfo:
    from zeroconf import ServiceInfo

    scheme, _, rest = url.partition("://")
    host, _, port = rest.rpartition(":")
    mark = house_mark(venue)
    return ServiceInfo(
        SERVICE,
        f"noren-{mark}.{SERVICE}",
        port=int(port),
        properties={
            "house": mark,
            "epoch": epoch,
            "v": str(wire.PROTOCOL),
            "tls": "1" if scheme == "https" else "0",
        },
        parsed_addresses=list(interfaces or _addresses(host.strip("[]"))),
    )


def _addresses(host: str) -> list[str]:
    """Name the addresses at which others reach what listens at `host`."""
    if not ipaddress.ip_address(host).is_unspecified:
        return [host]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(("192.0.2.1", 9))  # sends nothing: asks which way it would go
        return [str(line.getsockname()[0])]


@contextmanager
def _opened(interfaces: Sequence[str] | None) -> Iterator[Zeroconf]:
    from zeroconf import InterfaceChoice, Zeroconf

    zeroconf = Zeroconf(interfaces=list(interfaces) if interfaces else InterfaceChoice.Default)
    try:
        yield zeroconf
    finally:
        zeroconf.close()
