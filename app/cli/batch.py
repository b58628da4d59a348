"""`noren batch`: many commands from standard input, one JSON a line, each durable when answered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO, Final

from app.cli import errors, output, registry
from app.cli.commands import Command
from app.cli.inputs import Input, Inputs, Json, Kind, read_document, read_json
from app.cli.perform import perform
from app.cli.station import Station
from app.domain.errors import Invalid

LINE_BYTES_MAX: Final = 1_000_000
_KEYS: Final = frozenset({"do", "args", "as"})


def _batch(station: Station, inputs: Inputs) -> None:
    skipped = inputs.whole("continue_from") or 0
    if skipped < 0:
        raise Invalid("continue_from is a number of lines from 0", field="continue_from")
    # A book that cannot be opened is one error, not one for every line.
    station.desk  # noqa: B018  # opens it
    batch = _Batch(station)
    for number, line in enumerate(_lines(sys.stdin.buffer)):
        if number >= skipped:
            output.write(output.json_text(batch.answer(line)))
    station.home.back_up_if_due(station.ledger)


class _Batch:
    """Answers lines; a bad one is answered and the rest go on."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._signed = station.signed
        self._commands: dict[str, Command | None] = {}

    def answer(self, line: bytes) -> dict[str, Json]:
        """Do one line and say what came of it."""
        try:
            command, given = self._read(line)
            answer = perform(command, self._station, read_document(command.inputs, given))
        except errors.EXPECTED as error:
            return errors.failure_of(error).document()
        return {"ok": answer.document if answer is not None else None}

    def _read(self, line: bytes) -> tuple[Command, dict[str, Json]]:
        if len(line) > LINE_BYTES_MAX:
            raise Invalid(f"a line has at most {LINE_BYTES_MAX} bytes", field="line")
        try:
            asked = read_json(line.decode("utf-8-sig"), field="line")
        except UnicodeDecodeError as error:
            raise Invalid("the line is no UTF-8", field="line", code="broken_json") from error
        if not isinstance(asked, dict):
            raise Invalid('a line is {"do": "…", "args": {…}}', field="line", code="wrong_type")
        for key in asked:
            if key not in _KEYS:
                raise Invalid(
                    f"'{key[:80]}' is no part of a line; known are do, args and as",
                    field=key,
                    code="unknown_field",
                )
        given = asked.get("args", {})
        if not isinstance(given, dict):
            raise Invalid("args is an object", field="args", code="wrong_type")
        signed = asked.get("as", self._signed)
        if not isinstance(signed, str):
            raise Invalid("as is a text", field="as", code="wrong_type")
        self._station.signed = signed
        return self._command(asked.get("do")), given

    def _command(self, words: Json) -> Command:
        if not isinstance(words, str):
            raise Invalid("'do' names a command", field="do", code="wrong_type")
        if words not in self._commands:
            self._commands[words] = registry.find(" ".join(words.split()))
        command = self._commands[words]
        if command is None or not command.in_batch:
            del self._commands[words]
            raise Invalid(
                f"'{words[:80]}' is no command that a batch can do",
                field="do",
                code="unknown_command",
            )
        return command


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Read lines as they come; of one that is too long only the beginning is kept."""
    while line := stream.readline(LINE_BYTES_MAX + 2):
        rest = line
        while len(line) > LINE_BYTES_MAX and rest and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_BYTES_MAX)
        yield line.rstrip(b"\r\n")


COMMANDS = (
    Command(
        words="batch",
        summary='Do one command a line, {"do": "reservation add", "args": {…}}, answering each.',
        example="batch < lines.jsonl",
        act=_batch,
        inputs=(Input("continue_from", "Skip so many lines: those answered before.", Kind.WHOLE),),
        in_batch=False,
    ),
)
