import random
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.background.state import SyncState
from app.bootstrap.house_window import NEWS_MAX, HouseWindow
from app.bootstrap.training_house import TrainingHouse
from app.calls.ncid_server import NcidServer
from app.domain.staff import Role
from app.services.desk import Author
from app.settings import NcidSettings, Settings
from app.ui.language import Language
from app.ui.theme import Theme


@pytest.fixture
def training(tmp_path):
    training = TrainingHouse(tmp_path, random.Random(7))
    training.open()
    yield training
    training.close()


@pytest.fixture
def house(training, qapp: QApplication, qtbot):
    theme, language = Theme(), Language(qapp)
    theme.apply(qapp)
    house = HouseWindow(training.here, theme, language)
    house.window.show()
    house.start()
    yield house
    house.finish()
    language.drop()


def test_the_phone_on_the_wire_puts_the_card_on_the_screen(house, training, qtbot):
    training._phone.wait_for_clients(1)
    training.ring("09012345678")
    qtbot.waitUntil(lambda: bool(house.models.caller.stack), timeout=20_000)
    (ringing,) = house.models.caller.stack
    assert [each.guest.name for each in ringing.card.guests] == ["斎藤"]


def test_what_the_other_tablet_enters_appears_by_itself(house, training, qtbot):
    with training.there.desk() as desk:
        day = desk.bookings.day(house.models.day.business_day)
        party = day.expected[-1]
        desk.bookings.change(party, replace(party, note="遠くから"), Author("鈴木"))
    from app.bootstrap.hub_line import HubLine

    assert HubLine(training.there).round().error is None
    qtbot.waitUntil(
        lambda: house.models.day.book.reservation(party.id).note == "遠くから", timeout=20_000
    )


def test_what_is_entered_here_is_sent_without_waiting_for_the_poll(house, training, qtbot):
    party = house.models.day.book.expected[-1]
    house.models.day.set_turn(party.id, 75)
    ledger = training.here.open_ledger()
    qtbot.waitUntil(lambda: ledger.outbox.queue_length()[0] == 0, timeout=20_000)
    ledger.close()


def test_a_command_on_the_same_home_is_seen_by_the_window(house, training, qtbot):
    with training.here.desk() as desk:
        party = house.models.day.book.expected[0]
        desk.bookings.change(party, replace(party, note="コマンドから"), Author("店長"))
    qtbot.waitUntil(
        lambda: house.models.day.book.reservation(party.id).note == "コマンドから", timeout=20_000
    )


def test_an_outage_shows_on_the_line_and_ends_by_itself(house, training, qtbot):
    states: list[SyncState] = []
    house.hub.state_changed.connect(states.append)
    qtbot.waitUntil(lambda: any(s.phase == "online" for s in states), timeout=20_000)
    training.drop_hub()
    party = house.models.day.book.expected[-1]
    house.models.day.set_turn(party.id, 80)
    qtbot.waitUntil(lambda: states[-1].phase == "offline", timeout=20_000)
    assert states[-1].waiting >= 1
    training.raise_hub()
    house.hub.sync_now()
    qtbot.waitUntil(lambda: states[-1].in_sync, timeout=20_000)


def test_a_feed_that_dies_is_said_on_the_line(home, qapp, qtbot):
    theme, language = Theme(), Language(qapp)
    with NcidServer() as phone:
        feed = NcidSettings(host=phone.address.host, port=phone.address.port)
        home.save_settings(Settings(feeds=[feed]))
        house = HouseWindow(home, theme, language)
        house.start()
        phone.wait_for_clients(1)
    with qtbot.waitSignal(house.models.connection.changed, timeout=20_000):
        pass
    assert len(house.models.connection.parts) == 2
    house.finish()


def test_who_signed_last_signs_on_after_a_restart_unless_a_pin_is_asked(home, qapp):
    with home.desk() as desk:
        sato = desk.team.add("佐藤", Role.HOST, Author())
    theme, language = Theme(), Language(qapp)
    first = HouseWindow(home, theme, language)
    first.models.staff.sign_as(sato)
    first.finish()
    second = HouseWindow(home, theme, language)
    assert second.models.staff.author_name == "佐藤"
    second.finish()
    with home.desk() as desk:
        desk.team.set_pin(desk.team.get(sato.id), "2580", Author())
    third = HouseWindow(home, theme, language)
    assert third.models.staff.author_name == ""
    third.finish()


def test_what_a_thread_told_just_before_it_ended_finds_nobody_any_more(home, qapp, monkeypatch):
    theme, language = Theme(), Language(qapp)
    house = HouseWindow(home, theme, language)
    told: list[frozenset[tuple[str, str]]] = []
    monkeypatch.setattr(house.models.day, "hear", told.append)
    house.finish()
    house._hear(frozenset({("reservation", "r1")}))
    assert not told


def test_clashes_are_counted_once_the_book_is_on_the_screen(house, qtbot):
    qtbot.waitUntil(lambda: house.models.connection.to_settle > 0)
    assert len(house.models.clashes.clashes) == house.models.connection.to_settle


def test_of_much_news_the_window_takes_some_at_a_time_and_all_in_the_end(house, qtbot):
    told: list[frozenset[tuple[str, str]]] = []
    house.models.day.hear = told.append
    much = frozenset(("call", f"c{number}") for number in range(NEWS_MAX * 2 + 1))
    house._hear(much)
    assert len(told) <= 1
    qtbot.waitUntil(lambda: much <= frozenset().union(*told), timeout=20_000)
    assert max(map(len, told)) == NEWS_MAX
