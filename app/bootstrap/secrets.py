"""Where a device keeps what it proves itself with: the system's keyring, else a private file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

import orjson

from app.small_file import replace_file

SERVICE: Final = "noren"
FILE_NAME: Final = "secrets.json"
SWITCH: Final = "NOREN_SECRETS"


class SecretStore(Protocol):
    """Keeps secrets by name."""

    def get(self, name: str) -> str | None:
        """Read a secret; None if there is none."""
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        ...

    def drop(self, name: str) -> None:
        """Forget a secret, wherever it was kept; one that is not there is forgotten already."""
        ...


class FileSecrets:
    """Secrets in a file of the home that only its owner may read (mode 0600)."""

    def __init__(self, home: Path) -> None:
        self._file = home / FILE_NAME

    def get(self, name: str) -> str | None:
        """Read a secret; None if there is none."""
        return self._read().get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._write({**self._read(), name: secret})

    def drop(self, name: str) -> None:
        """Forget a secret."""
        kept = self._read()
        if kept.pop(name, None) is not None:
            self._write(kept)

    def _write(self, secrets: dict[str, str]) -> None:
        contents = orjson.dumps(secrets, option=orjson.OPT_INDENT_2)
        replace_file(self._file, contents, mode=0o600)

    def _read(self) -> dict[str, str]:
        try:
            contents: dict[str, str] = orjson.loads(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        return contents


class KeyringSecrets:
    """Secrets in the system's keyring, falling back to the file where a system has none.

    A tablet without a keyring must be able to join its house; the file is readable by its owner
    alone.
    """

    def __init__(self, home: Path) -> None:
        self._file = FileSecrets(home)
        self._home = str(home.resolve())

    def get(self, name: str) -> str | None:
        """Read a secret; None if there is none."""
        import keyring  # 150 ms: only commands that talk to a hub pay for it
        from keyring.errors import KeyringError

        try:
            found = keyring.get_password(SERVICE, f"{self._home} {name}")
        except KeyringError:
            found = None
        return found or self._file.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, f"{self._home} {name}", secret)
        except KeyringError:
            self._file.put(name, secret)

    def drop(self, name: str) -> None:
        """Forget a secret, in the keyring and in the file."""
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError):  # it has none of that name, or there is no keyring
            keyring.delete_password(SERVICE, f"{self._home} {name}")
        self._file.drop(name)


def open_secrets(home: Path) -> SecretStore:
    """Choose the store: the keyring, or the file where NOREN_SECRETS=file says so."""
    if os.environ.get(SWITCH) == "file":
        return FileSecrets(home)
    return KeyringSecrets(home)
