import pytest

from app.domain.kana import NO_KANA
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.viewmodels import guest_index
from app.viewmodels.guest_index import GuestIndexModel

SATO = Author("sato")


@pytest.fixture
def index(desk, day):
    for name, kana in (
        ("林", "はやし"),
        ("馬場", "ばば"),
        ("葉場", "はば"),
        ("ハヤシ商店", "ハヤシショウテン"),
        ("Smith", "Smith"),
    ):
        desk.guests.add(GuestDraft(name=name, kana=kana), SATO)
    model = GuestIndexModel(desk, day)
    model.open()
    return model


def names(index, tab):
    index.choose_tab(tab)
    return [each.title for each in index.hits]


def test_guests_stand_under_their_tab_in_the_dictionarys_order(index):
    assert names(index, "は") == ["葉場", "馬場", "林", "ハヤシ商店"]
    assert names(index, "あ") == ["伊藤"]
    assert names(index, "A-Z") == ["Smith"]
    assert names(index, NO_KANA) == ["Lee"]
    assert names(index, "わ") == []


def test_more_than_a_page_is_shown_on_request(index, monkeypatch):
    monkeypatch.setattr(guest_index, "PAGE", 3)
    assert names(index, "は") == ["葉場", "馬場", "林"]
    assert index.has_more
    index.show_more()
    assert len(index.hits) == 4
    assert not index.has_more


def test_a_chosen_guest_is_asked_for(index, qtbot):
    index.choose_tab("あ")
    with qtbot.waitSignal(index.guest_chosen) as chosen:
        index.choose(0)
    assert chosen.args == ["ito"]


def test_news_of_guests_are_followed_while_it_is_open(index, desk):
    index.choose_tab("わ")
    added = desk.guests.add(GuestDraft(name="和田", kana="わだ"), SATO)
    index.refresh(frozenset({("guest", str(added.id))}))
    assert [each.title for each in index.hits] == ["和田"]
    index.close()
    desk.guests.delete(added, SATO)
    index.refresh(frozenset({("guest", str(added.id))}))
    assert len(index.hits) == 1


def test_a_card_that_was_merged_stands_nowhere_of_its_own(index, desk):
    other = desk.guests.add(GuestDraft(name="伊東", kana="いとう"), SATO)
    desk.guests.merge(other.id, "ito", SATO)
    assert names(index, "あ") == ["伊藤"]
