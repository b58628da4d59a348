"""What tests of widgets stand on: the sample evening in a real book, dressed, in Japanese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.ui.language import Language
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from tests.app.ui.sample import Clock, sample_desk


@pytest.fixture
def clock():
    """24 December 2026, 18:05, until a test moves it."""
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    """The sample evening in a real ledger."""
    return sample_desk(tmp_path, clock)


@pytest.fixture
def day(qapp: QApplication, desk: Desk, clock: Clock):
    """The sample evening on the screen."""
    return DayModel(desk, clock)


@pytest.fixture
def theme(qapp: QApplication):
    """The light theme, worn by the application."""
    theme = Theme()
    theme.apply(qapp)
    return theme


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    """The window's language, to be chosen by a test; nothing stays behind."""
    language = Language(qapp)
    yield language
    language.drop()
    qapp.processEvents()
