import pytest

from app.cli.parser import parse
from app.domain.errors import Invalid


def test_words_become_a_command_with_what_it_was_given():
    asked = parse(["reservation", "add", "--day", "2099-12-24", "--table", "T5", "--table", "T6"])
    assert asked is not None
    assert asked.command.words == "reservation add"
    given = {name: value for name, value in asked.options.items() if value}
    assert given == {"day": "2099-12-24", "table": ["T5", "T6"]}


def test_an_option_may_go_by_the_books_own_name():
    asked = parse(["reservation", "add", "--guest-name", "山田", "--turn-minutes", "90"])
    assert asked is not None
    given = {name: value for name, value in asked.options.items() if value}
    assert given == {"guest_name": "山田", "turn_minutes": "90"}


def test_a_flag_may_be_denied():
    asked = parse(["reservation", "change", "x", "--no-pinned"])
    assert asked is not None
    assert asked.options["pinned"] is False


def test_asking_for_help_asks_for_no_command(capsys):
    assert parse(["reservation", "--help"]) is None
    assert "walk-in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "field"),
    [(["nope"], "command"), (["guest", "add", "--nope"], "nope"), (["hub", "venue"], "command")],
)
def test_what_cannot_be_read_names_the_word_and_where_help_is(words, field):
    with pytest.raises(Invalid, match="--help") as caught:
        parse(words)
    assert (caught.value.code, caught.value.field) == ("usage", field)
