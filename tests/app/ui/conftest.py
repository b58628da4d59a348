"""What tests of widgets stand on: the sample evening in a real book, dressed, in Japanese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.ui.language import Language
from app.ui.stage import Stage
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.viewmodels.day import DayModel
from app.viewmodels.shell import News, WindowModels, build_models
from tests.app.ui.sample import Clock, sample_desk, sample_doors


@pytest.fixture(autouse=True)
def _sweep(qapp: QApplication) -> Iterator[None]:
    """Delete what a test left behind; each later style sheet would have to dress it again."""
    yield
    qapp.setProperty("discreet", None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
def house(theme: Theme, qtbot) -> Stage:
    """A stage on the screen, for what is never a window of its own."""
    house = Stage()
    qtbot.addWidget(house)
    house.resize(1280, 800)
    house.show()
    house.activateWindow()
    return house


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    """The window's language, to be chosen by a test; nothing stays behind."""
    language = Language(qapp)
    yield language
    language.drop()
    qapp.processEvents()


@pytest.fixture
def models(qapp: QApplication, desk: Desk, clock: Clock) -> WindowModels:
    """Every view-model of a window over the sample evening."""
    return build_models(desk, clock, sample_doors())


@pytest.fixture
def news(models: WindowModels) -> News:
    """The door through which a test brings news from elsewhere."""
    return News(models)


@pytest.fixture
def window(news, models: WindowModels, theme: Theme, language: Language, qtbot) -> MainWindow:
    """The whole window, 1280 by 800, in Japanese, on the screen."""
    language.choose("ja")
    window = MainWindow(models, theme, language)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.drawn):
        window.show()
    window.activateWindow()
    return window
