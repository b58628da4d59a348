import ast
import re
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

import resources
from app.ui.eliding_button import ElidingButton
from app.ui.screenshots import SCENES, _close_all, _settle

ROOT = Path(__file__).parents[3]
SOURCES = sorted([*(ROOT / "app/ui").rglob("*.py"), *(ROOT / "app/viewmodels").rglob("*.py")])
FOLDER = resources.folder("i18n")
BOTH = pytest.mark.parametrize("code", ["ja", "en"])
DAY_PARTS = {"month", "month_name", "weekday", "day"}
"""A date is put together differently in each language."""

IN_LATIN = {"日本語", "English"}
"""The name of the other language is written in that language."""


def tool(name):
    """Qt's own program, as PySide6 brings it along."""
    folder = Path(PySide6.__file__).parent
    return str(next(file for file in (folder / name, folder / f"{name}.exe") if file.exists()))


def run(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def messages(file):
    """Every message of a .ts file: its context and source, and its element."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            yield (name, message.findtext("source")), message


def translations(message):
    translation = message.find("translation")
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


def said_in(file):
    """Every text a module says, read from its syntax and not by lupdate."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for klass in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        for name, args in _calls(klass):
            if name == "tr":
                yield klass.name, _text(args[0], file)
    for name, args in _calls(tree):
        if name in {"translate", "QT_TRANSLATE_NOOP"}:
            yield _text(args[0], file), _text(args[1], file)


def _calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            # A painter translates as well, but coordinates: its name is left in front.
            name = ast.unparse(node.func).removeprefix("self.").removeprefix("QCoreApplication.")
            yield name, node.args


def _text(node, file):
    if isinstance(node, ast.Constant):
        return node.value
    # Tables mark their texts with QT_TRANSLATE_NOOP and translate them when shown.
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "str":
        return None
    raise AssertionError(f"{file.name}:{node.lineno}: lupdate needs the text itself here")


def words_of_the_program():
    said = {pair for file in SOURCES for pair in said_in(file)}
    return {(context, text) for context, text in said if text is not None}


@BOTH
def test_every_text_of_the_program_has_a_translation(code):
    translated = {
        pair
        for pair, message in messages(FOLDER / f"noren_{code}.ts")
        if all(translations(message))
    }
    assert words_of_the_program() - translated == set()


@BOTH
def test_no_entry_is_unfinished_or_about_a_text_that_is_gone(code):
    entries = dict(messages(FOLDER / f"noren_{code}.ts"))
    marked = [pair for pair, each in entries.items() if each.find("translation").get("type")]
    assert marked == []
    assert entries.keys() - words_of_the_program() == set()


@BOTH
def test_lupdate_finds_nothing_that_is_not_in_the_file(code, tmp_path):
    copy = tmp_path / f"noren_{code}.ts"
    copy.write_bytes((FOLDER / copy.name).read_bytes())
    options = ("-silent", "-no-obsolete", "-locations", "none")
    run(tool("lupdate"), *options, *(str(file) for file in SOURCES), "-ts", str(copy))
    found = {pair for pair, _ in messages(copy)}
    assert found == {pair for pair, _ in messages(FOLDER / copy.name)}


@BOTH
def test_what_the_window_loads_is_what_was_translated(code, tmp_path):
    fresh = tmp_path / "fresh.qm"
    run(tool("lrelease"), "-silent", str(FOLDER / f"noren_{code}.ts"), "-qm", str(fresh))
    assert fresh.read_bytes() == (FOLDER / f"noren_{code}.qm").read_bytes()


@BOTH
def test_a_translation_fills_in_the_same_facts_as_its_source(code):
    for (context, source), message in messages(FOLDER / f"noren_{code}.ts"):
        wanted = _facts(source)
        for text in translations(message):
            if wanted & DAY_PARTS:
                assert _facts(text) <= wanted | DAY_PARTS, (context, source)
            else:
                assert _facts(text) == wanted, (context, source)


def _facts(text):
    return {name or count for name, count in re.findall(r"\{(\w*)\}|(%n)", text)}


def test_japanese_is_japanese():
    latin = [
        pair
        for pair, message in messages(FOLDER / "noren_ja.ts")
        if any(re.fullmatch(r"[A-Za-z ,.'!?]{5,}", text) for text in translations(message))
    ]
    assert [pair for pair in latin if pair[1] not in IN_LATIN] == []


def test_one_status_has_one_word_and_no_two_share_one(language, qapp):
    language.choose("ja")
    words = Counter(
        QCoreApplication.translate("Rows", source)
        for context, source in words_of_the_program()
        if context == "Rows"
        and source
        in {"Booked", "Confirmed", "Late", "Partly in", "Arrived", "Seated", "Bill", "Left"}
    )
    assert len(words) == 8


@BOTH
@pytest.mark.parametrize("scene", SCENES[4:], ids=lambda scene: scene.name)
def test_nothing_is_cut_off_at_1280_by_800(window, code, scene):
    window.language.choose(code)
    _settle(window)
    scene.open(window)
    _settle(window)
    assert list(clipped(window)) == []
    _close_all(window)


def clipped(window):
    """Find visible words that have less room than they need."""
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and _is_cut(label):
            yield type(label.parentWidget()).__name__, label.text(), label.size().toTuple()
    for button in window.findChildren(QPushButton):
        if not button.isVisible() or not button.text() or isinstance(button, ElidingButton):
            continue
        if button.sizeHint().width() > button.width() + 1:
            yield type(button.parentWidget()).__name__, button.text(), button.size().toTuple()
    for box in window.findChildren(QLineEdit):
        if box.isVisible() and box.placeholderText() and not _is_inside_spin_box(box):
            room = box.width() - 2 * 13
            if box.fontMetrics().horizontalAdvance(box.placeholderText()) > room:
                yield type(box.parentWidget()).__name__, box.placeholderText(), room


def _is_cut(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def _is_inside_spin_box(box):
    return "spinbox" in box.objectName()


def test_the_check_for_cut_words_finds_one(window):
    window.header.new.setFixedWidth(60)
    _settle(window)
    assert ("Header", "新規予約") in [each[:2] for each in clipped(window)]
