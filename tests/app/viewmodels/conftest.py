"""What tests of view-models stand on: the sample evening in a real book, and no widgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from app.services.desk import Desk
from app.viewmodels.day import DayModel
from tests.app.ui.sample import Clock, sample_desk

I18N = Path(__file__).parents[3] / "resources" / "i18n"


@pytest.fixture
def clock():
    """24 December 2026, 18:05, until a test moves it."""
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    """The sample evening in a real ledger."""
    return sample_desk(tmp_path, clock)


@pytest.fixture
def day(qapp, desk: Desk, clock: Clock):
    """The sample evening on the screen."""
    return DayModel(desk, clock)


class OneWord(QTranslator):
    """Knows a single sentence, so that a test can say what it translates to."""

    def __init__(self, source: str, translation: str) -> None:
        super().__init__()
        self._word = {source: translation}

    def translate(self, _context, source, _disambiguation=None, _n=-1):
        return self._word.get(source)


@pytest.fixture
def translated(qapp):
    """A function that lets Qt translate one source string for the test."""
    installed = []

    def translate(source: str, translation: str) -> None:
        installed.append(OneWord(source, translation))
        qapp.installTranslator(installed[-1])

    yield translate
    for translator in installed:
        qapp.removeTranslator(translator)
    qapp.processEvents()


@pytest.fixture
def japanese(qapp):
    """The window's language is Japanese for the test."""
    translator = QTranslator()
    assert translator.load(str(I18N / "noren_ja.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    qapp.processEvents()
