"""Does one command, and names the field at fault as whoever asked for it called it."""

from __future__ import annotations

from app.cli.commands import Answer, Command
from app.cli.inputs import Inputs
from app.cli.station import Station
from app.domain.errors import DomainError


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
