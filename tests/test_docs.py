"""The documents and the code say the same: names, paths, commands, and nothing of one machine."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("app", "sync", "resources", "tests", "packaging")
FOLDER_README_LINES_MAX = 30

DOTTED = re.compile(r"`((?:app|sync|resources)(?:\.[A-Za-z_]\w*)+)(?:\(.*?\))?`")
PATH = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)`")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)")
DOCUMENTED = re.compile(r"^\| *`noren((?: [a-z][a-z-]*)+)", re.MULTILINE)

# One process asks for all the help: starting one for each command would cost a quarter of a minute.
ASK_FOR_HELP = r"""
import contextlib, io, re, sys
from app.__main__ import main

def ask(*words):
    sys.argv = ["noren", *words, "--help"]
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
        main()
    _, heading, listing = said.getvalue().partition("Commands:\n")
    if not heading:
        print(*words)
    for name in re.findall(r"^ {2}([a-z][a-z-]*)(?: {2,}|$)", listing, re.MULTILINE):
        ask(*words, name)

ask()
"""

# Written with a class in it, so that this line does not find itself.
MACHINE_PATH = re.compile(
    r"/wor[k]/|\.\./share[d]|/roo[t]/|/hom[e]/[a-z]|/User[s]/[a-z]|[A-Z]:\\User[s]"
)


@cache
def tracked() -> tuple[Path, ...]:
    """List what git would hand to somebody else: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def documents() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def resolves(dotted: str) -> bool:
    """Tell whether `app.x.y.Z` is a module, or something that a module has."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            thing: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError as error:
            if error.name is None or not dotted.startswith(error.name):
                raise
            continue
        for name in parts[length:]:
            if not hasattr(thing, name) and name not in getattr(thing, "__annotations__", {}):
                return False
            thing = getattr(thing, name, None)
        return True
    return False


def commands() -> set[str]:
    """Ask `noren --help`, and the help of each group in it, for every command there is."""
    asked = subprocess.run(
        [sys.executable, "-c", ASK_FOR_HELP],
        cwd=ROOT,
        env={**os.environ, "TYPER_USE_RICH": "0", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(asked.stdout.splitlines())


def test_every_dotted_name_in_the_documents_exists():
    missing = [
        f"{path.name}: {name}"
        for path in documents()
        for name in DOTTED.findall(path.read_text(encoding="utf-8"))
        if not resolves(name)
    ]
    assert missing == []


def test_every_path_and_link_in_the_documents_leads_somewhere():
    lost = []
    for path in documents():
        text = path.read_text(encoding="utf-8")
        lost += [
            f"{path.name}: {name}" for name in PATH.findall(text) if not (ROOT / name).exists()
        ]
        lost += [
            f"{path.name}: {link}"
            for link in LINK.findall(text)
            if not (path.parent / link).exists()
        ]
    assert lost == []


def test_the_readme_names_exactly_the_commands_that_there_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {words.strip() for words in DOCUMENTED.findall(readme)} == commands()


def test_the_readme_gives_the_two_commands_and_make_has_them():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test"):
        assert re.search(rf"^ +make {target}\b", readme, re.MULTILINE)
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_says_on_one_screen_what_lives_there(folder):
    lines = (ROOT / folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert 0 < len(lines) <= FOLDER_README_LINES_MAX


def test_the_documents_that_a_newcomer_looks_for_are_there():
    names = {"README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG"}
    assert {path.stem for path in documents() if path.parent == ROOT} >= names
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_no_line_names_a_path_of_somebodys_machine():
    naming = []
    for path in tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        naming += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
            for number, line in enumerate(lines, start=1)
            if MACHINE_PATH.search(line)
        ]
    assert naming == []


def test_the_pinned_packages_have_hashes_and_no_addresses():
    for path in sorted((ROOT / "packaging").glob("requirements*.txt")):
        text = path.read_text(encoding="utf-8")
        pinned = re.findall(
            r"^[a-z0-9-]+(?:\[[\w,-]+\])?==[^\n]*\\\n +--hash=sha256:", text, re.MULTILINE
        )
        assert len(pinned) == len(re.findall(r"^[a-z0-9-]", text, re.MULTILINE)) > 0
        assert "://" not in text
        assert "--index" not in text
    assert ROOT / "uv.lock" not in tracked()
