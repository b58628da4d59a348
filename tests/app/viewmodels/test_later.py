"""Models of further screens are made once, when wanted, and hear the news from then on."""

from PySide6.QtCore import QObject

from app.viewmodels.later import LaterModels
from app.viewmodels.shell import News, build_models
from tests.app.ui.sample import sample_doors


class Plain(QObject):
    def __init__(self, desk, day):
        super().__init__(day)
        self.desk = desk


class Curious(Plain):
    def __init__(self, desk, day):
        super().__init__(desk, day)
        self.heard = []

    def refresh(self, touched):
        self.heard.append(touched)


def test_a_model_is_made_once_over_the_windows_desk(desk, day):
    later = LaterModels(desk, day)
    assert later.get(Plain) is later.get(Plain)
    assert later.get(Plain).desk is desk


def test_what_was_made_hears_the_news_and_nobody_else_need_listen(desk, day):
    later = LaterModels(desk, day)
    later.refresh(frozenset({("reservation", "before")}))
    curious, _ = later.get(Curious), later.get(Plain)
    later.refresh(frozenset({("reservation", "yamada")}))
    assert curious.heard == [frozenset({("reservation", "yamada")})]


def test_news_of_the_window_reach_it(desk, clock, qapp):
    models = build_models(desk, clock, sample_doors())
    news = News(models)
    curious = models.later.get(Curious)
    models.day.set_turn("yamada", 75)
    news.take(frozenset({("reservation", "ito")}))
    assert [
        ("reservation", id) in heard
        for id, heard in zip(("yamada", "ito"), curious.heard, strict=True)
    ] == [True, True]
