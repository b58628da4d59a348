"""Does one command, and lets only errors with a sentence out."""

from __future__ import annotations

import sqlite3

from app.cli.commands import Answer, Command
from app.cli.inputs import Inputs
from app.cli.station import Station
from app.domain.errors import DomainError
from app.store import ledger_file


def perform(command: Command, station: Station, inputs: Inputs) -> Answer | None:
    """Do a command on a station.

    Raises:
        DomainError, SyncError, HubError: nothing was written, or what the message says; a field at
            fault goes by the name it was given under.
    """
    try:
        return command.act(station, inputs)
    except DomainError as error:
        error.field = inputs.spell(error.field)
        raise
    except sqlite3.Error:
        with ledger_file.translating(station.path / "ledger.db"):
            raise
