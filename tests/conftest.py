"""What every test stands on: an off-screen Qt, a home of its own, no address but this machine's."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Qt reads its platform when the first window is made; QT_QPA_PLATFORM=xcb shows the windows.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The machine is shared and its speed is nobody's promise, so no example has a deadline.
settings.register_profile("noren", deadline=None, print_blob=True)
settings.load_profile("noren")

LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}


class StrangerCalled(AssertionError):
    """A test reached for an address that is not this machine's."""


def _refuse_strangers(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in LOOPBACK:
        raise StrangerCalled(
            f"{event} {host!r}: tests use 127.0.0.1 and port 0, or a MockTransport"
        )


sys.addaudithook(_refuse_strangers)


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the settings, secrets and caches of whoever runs the tests out of them, and unharmed.

    The time zone is one that no house of ours has, with odd minutes and summer time: code that
    leans on the machine's zone shows itself.
    """
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "NOREN_HOME"):
            patch.setenv(name, str(home))
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("NOREN_SECRETS", "file")
        patch.setenv("TZ", "Pacific/Chatham")
        _read_zone()
        yield home
    _read_zone()


def _read_zone() -> None:
    if sys.platform != "win32":
        time.tzset()
