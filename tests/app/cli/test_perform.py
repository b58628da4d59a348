from pathlib import Path

import pytest

from app.cli.commands import Answer, Command
from app.cli.inputs import Input, read_document
from app.cli.perform import perform
from app.cli.station import Station
from app.domain.errors import Invalid

KNOWN = (Input("name", "", aliases=("guest_name",)),)


def a_command(act):
    return Command(words="x", summary="x", example="x", act=act, inputs=KNOWN)


def test_a_command_answers():
    answer = Answer(document={}, text=lambda: "")
    inputs = read_document(KNOWN, {})
    assert perform(a_command(lambda *_: answer), Station(Path("x")), inputs) is answer


def test_a_field_at_fault_is_called_what_it_was_called_when_it_was_given():
    def act(*_):
        raise Invalid("too long", field="guest_name")

    for name in ("name", "guest_name"):
        inputs = read_document(KNOWN, {name: "山田"})
        with pytest.raises(Invalid) as caught:
            perform(a_command(act), Station(Path("x")), inputs)
        assert caught.value.field == name
