import json
import sqlite3
import sys

import pytest

from app.cli import registry
from app.cli.main import run
from app.store import ledger_file
from tests.app.cli.noren import DAY, process

EVERY = {command.words: command for command in registry.commands(registry.PLACES)}


@pytest.mark.parametrize("words", EVERY)
def test_every_command_says_what_it_does_with_an_example(words, capsys):
    assert run([*words.split(), "--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert " ".join(EVERY[words].summary.split()) in shown
    assert f"Example: noren {words}" in shown


def test_the_program_lists_its_commands(capsys):
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in registry.PLACES)


def test_json_home_and_as_may_stand_before_and_after_the_command(noren, capsys, monkeypatch):
    for words in (
        ["--json", "--home", str(noren.home), "status"],
        ["status", "--json", f"--home={noren.home}"],
        ["table", "--json", "list", "--home", str(noren.home)],
    ):
        assert run(words) == 0
        json.loads(capsys.readouterr().out)
    monkeypatch.setenv("NOREN_HOME", str(noren.home))
    assert run(["status", "--json"]) == 0


def test_who_signs_may_stand_in_the_surroundings(noren, monkeypatch):
    monkeypatch.setenv("NOREN_STAFF", "佐藤")
    made = noren.book()
    assert noren.ask("history", made["id"])[0]["actor"] == "佐藤"
    changed = noren.ask("reservation", "change", made["id"], "--adults", "3", "--as", "鈴木")
    assert noren.ask("history", changed["id"])[1]["actor"] == "鈴木"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["dance"], "command"),
        (["reservation"], "command"),
        (["reservation", "dance"], "command"),
        (["status", "--nope"], "nope"),
        (["status", "more"], ""),
        (["reservation", "add", "--day"], "day"),
        (["--home"], "home"),
        (["--nope"], "nope"),
    ],
)
def test_words_that_cannot_be_read_are_one_json_error(noren, capsys, words, field):
    assert run(["--json", *words]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["field"]) in {("usage", field), ("missing", field)}


def test_people_read_errors_on_standard_error(noren):
    ran = noren.say("reservation", "show", "nobody")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("noren: id: ")


def test_a_long_name_of_staff_is_refused(noren):
    assert noren.refused("table", "add", "T9", "--seats", "2", "--as", "x" * 999)["field"] == "as"


def test_our_own_mistake_is_a_sentence_and_is_logged_without_its_words(noren, monkeypatch):
    guest = "".join(("山", "田"))

    def broken(*_: object) -> None:
        raise ZeroDivisionError(guest)

    monkeypatch.setattr("app.services.floor.Floor.tables", broken)
    ran = noren.run("table", "list")
    assert (ran.code, ran.error["code"]) == (1, "our_mistake")
    log = (noren.home / "logs" / "noren.log").read_text()
    assert "ZeroDivisionError" in log
    assert guest not in log + ran.out


def test_an_interrupt_ends_quietly(noren, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.services.floor.Floor.tables", interrupted)
    assert noren.run("table", "list").code == 130


def test_a_newer_book_is_refused_with_5_and_left_alone(noren):
    with sqlite3.connect(noren.home / "ledger.db") as connection:
        connection.execute(f"pragma user_version = {ledger_file.SCHEMA_VERSION + 1}")
    ran = noren.run("table", "list")
    assert (ran.code, ran.error["code"]) == (5, "ledger_too_new")


def test_output_is_utf8_in_any_surroundings(noren):
    noren.book()
    for variables in ({"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}):
        done = process(noren.home, "reservation", "list", "--day", DAY, "--json", more=variables)
        assert done.returncode == 0, done.stderr
        assert "山田" in done.stdout.decode()
        assert b"\\u" not in done.stdout


def test_headless_commands_load_no_qt_and_status_loads_little(noren):
    heavy = ("PySide6", "sqlite_utils", "httpx", "pydantic", "phonenumbers", "typer", "rich")
    loaded = imported(noren, "status")
    assert not [name for name in heavy if name in loaded]
    for words in (["reservation", "list"], ["sync"], ["hub", "devices"], ["feed", "decode"]):
        assert "PySide6" not in imported(noren, *words)


def imported(noren, *words: str) -> set[str]:
    """Name the top-level packages that a command loads, in a process of its own."""
    script = (
        "import sys\nfrom app.cli.main import run\nrun(sys.argv[1:])\n"
        "print('\\n'.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = process(noren.home, *words, program=(sys.executable, "-c", script))
    return set(done.stderr.decode().split())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_display_the_window_is_refused_in_a_sentence(noren, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    ran = noren.run()
    assert (ran.code, ran.error["code"]) == (2, "no_display")
