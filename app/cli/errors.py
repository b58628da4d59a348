"""Turns what went wrong into an exit code, a document for scripts and a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.errors import DomainError
from app.store.errors import StoreError
from app.store.errors import WrongHouse as LedgerOfAnotherHouse
from sync.errors import Malformed, Misdirected, Refused, SyncError, Throttled
from sync.hub import errors as hub

DONE: Final = 0
BROKEN: Final = 1
WRONG_REQUEST: Final = 2
UNREACHABLE: Final = 3
REFUSED: Final = 4
LEDGER: Final = 5
WRONG_HOUSE: Final = 6
INTERRUPTED: Final = 130

EXPECTED: Final = (DomainError, SyncError, hub.HubError)
"""What a command may raise; anything else is our own mistake."""

_OTHER_HOUSE: Final = frozenset({"wrong_house", "wrong_environment", "wrong_venue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a command did not do what was asked.

    Attributes:
        code: a stable machine word.
        field: the field at fault, or an empty text.
    """

    exit_code: int
    code: str
    field: str
    message: str

    def document(self) -> dict[str, dict[str, str]]:
        """Write it for scripts."""
        return {"error": {"code": self.code, "field": self.field, "message": self.message}}


def failure_of(error: DomainError | SyncError | hub.HubError) -> Failure:
    """Say what an expected error means to whoever ran the command."""
    if isinstance(error, DomainError):
        return Failure(
            exit_code=_exit_code_of(error),
            code=error.code,
            field=error.field,
            message=_sentence(error),
        )
    if isinstance(error, SyncError):
        return _of_sync(error)
    return _of_hub(error)


def _exit_code_of(error: DomainError) -> int:
    if isinstance(error, LedgerOfAnotherHouse):
        return WRONG_HOUSE
    return LEDGER if isinstance(error, StoreError) else WRONG_REQUEST


def _of_sync(error: SyncError) -> Failure:
    exit_code, code, field = UNREACHABLE, "unreachable", ""
    if isinstance(error, Refused):
        code = error.code
        exit_code = WRONG_HOUSE if code in _OTHER_HOUSE else REFUSED
    elif isinstance(error, Throttled):
        exit_code, code = REFUSED, error.code
    elif isinstance(error, Misdirected):
        exit_code, code = WRONG_HOUSE, "misdirected"
    elif isinstance(error, Malformed):
        # Not the hub but something in between has answered, unless it was the address itself.
        code, field = "malformed", error.field
        exit_code = WRONG_REQUEST if field == "hub" else UNREACHABLE
    return Failure(exit_code=exit_code, code=code, field=field, message=_sentence(error))


def _of_hub(error: hub.HubError) -> Failure:
    if isinstance(error, hub.NotAllowed):
        return Failure(
            exit_code=WRONG_REQUEST,
            code=error.code,
            field=error.code if error.code in ("name", "environment") else "",
            message=_sentence(error),
        )
    if isinstance(error, hub.Unknown):
        return Failure(
            exit_code=WRONG_REQUEST, code="unknown_id", field="", message=_sentence(error)
        )
    exit_code = UNREACHABLE if isinstance(error, hub.Unavailable) else LEDGER
    code = {hub.Damaged: "hub_damaged", hub.Newer: "hub_too_new", hub.DiskFull: "disk_full"}.get(
        type(error), "unavailable"
    )
    return Failure(exit_code=exit_code, code=code, field="", message=_sentence(error))


def _sentence(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text if text.endswith((".", "。", "?", "!")) else f"{text}."
