import pytest
from PySide6.QtCore import QCoreApplication, QLockFile
from PySide6.QtWidgets import QApplication

from app.bootstrap.home import Home
from app.bootstrap.window import LOCK_NAME, Front, application
from app.store import backup
from app.ui.trouble import TroubleView
from app.ui.welcome import WelcomeView
from app.viewmodels.welcome import JoinHouse, NewHouse


@pytest.fixture
def open_front(qapp: QApplication):
    fronts = []

    def open_(home: Home) -> Front:
        front = Front(home, qapp)
        fronts.append(front)
        front.open()
        return front

    yield open_
    for front in fronts:
        front.finish()


def view(front):
    """What stands in front of staff while there is no book."""
    return front._frame.centralWidget()


def test_there_is_one_application(qapp):
    assert application() is qapp


def test_what_is_over_leaves_no_language_behind(qapp, tmp_path):
    front = Front(Home(tmp_path / "home"), qapp)
    front.open()
    assert QCoreApplication.translate("Keys", "Settings") == "設定"
    front.finish()
    assert QCoreApplication.translate("Keys", "Settings") == "Settings"


def test_a_new_device_is_welcomed_and_makes_a_house(open_front, tmp_path):
    front = open_front(Home(tmp_path / "home"))
    assert isinstance(view(front), WelcomeView)
    front._welcome.make(NewHouse(name="暖簾", host="佐藤", is_training=True))
    assert front.house is not None
    assert front.house.window.isVisible()
    assert len(front.house.desk.floor.tables()) == 9
    assert [each.name for each in front.house.desk.team.staff()] == ["佐藤"]
    assert front.house.models.staff.author_name == "佐藤"


def test_a_new_device_joins_a_house_and_shows_its_book(open_front, paired, hub, tmp_path, qtbot):
    from app.bootstrap.hub_line import HubLine

    HubLine(paired).round()
    front = open_front(Home(tmp_path / "other"))
    front._welcome.join(JoinHouse(url=hub.url, code=hub.code(), device_name="入口端末"))
    qtbot.waitUntil(lambda: front.house is not None, timeout=20_000)
    assert front.house.models.day.book.venue.name == "暖簾"


def test_a_code_that_is_wrong_leaves_what_was_typed(open_front, hub, tmp_path, qtbot):
    front = open_front(Home(tmp_path / "other"))
    front._welcome.join(JoinHouse(url=hub.url, code="AAAA-AAAA", device_name=""))
    qtbot.waitUntil(lambda: bool(front._welcome.problem), timeout=20_000)
    assert front.house is None
    assert isinstance(view(front), WelcomeView)


def test_a_house_opens_its_book(open_front, home):
    front = open_front(home)
    assert front.house.window.isVisible()


def test_the_look_is_remembered(open_front, home):
    front = open_front(home)
    front.theme.choose("evening")
    front.language.choose("en")
    assert (home.settings().theme, home.settings().language) == ("evening", "en")


def test_a_book_open_in_another_window_is_not_opened_twice(open_front, home):
    other = QLockFile(str(home.path / LOCK_NAME))
    assert other.tryLock(0)
    front = open_front(home)
    assert front.house is None
    assert isinstance(view(front), TroubleView)
    other.unlock()
    view(front).retry.click()
    assert front.house is not None


def test_a_damaged_book_is_restored_from_its_last_good_backup(open_front, home):
    ledger = home.open_ledger()
    backup.roll(ledger, home.clock())
    ledger.close()
    home.ledger_path.write_bytes(b"noise" * 1000)
    front = open_front(home)
    trouble = view(front)
    assert isinstance(trouble, TroubleView)
    assert "ledger-" in trouble.sentence.text()
    assert home.ledger_path.read_bytes().startswith(b"noise")
    trouble.restore.click()
    assert front.house is not None
    assert front.house.models.day.book.venue.name == "暖簾"


def test_a_damaged_book_without_a_backup_offers_none(open_front, home):
    home.ledger_path.write_bytes(b"noise" * 1000)
    front = open_front(home)
    assert view(front).restore.isHidden()
    assert not view(front).retry.isHidden()


def test_spoilt_settings_do_not_keep_the_book_closed(open_front, home, qtbot):
    (home.path / "settings.json").write_text("{")
    front = open_front(home)
    assert front.theme.name == "light"
    assert front.house.window.isVisible()
    connection = front.house.models.connection

    def is_said():
        assert "settings.json" in " ".join(part.text for part in connection.parts)

    # They are checked once the book is on the screen.
    qtbot.waitUntil(is_said)
    front.theme.toggle()
    assert (home.path / "settings.json").read_text() == "{"


def test_a_device_cut_off_while_joining_goes_on_by_itself(open_front, paired, hub, tmp_path, qtbot):
    from app.bootstrap.hub_line import HubLine

    HubLine(paired).round()
    other = Home(tmp_path / "other")
    HubLine(other).pair(hub.url, hub.code())
    front = open_front(other)
    assert front._welcome.awaits_book
    qtbot.waitUntil(lambda: front.house is not None, timeout=20_000)
    assert front.house.models.day.book.venue.name == "暖簾"


def test_a_joined_device_that_gets_no_answer_says_so_and_tries_again(
    open_front, paired, hub, tmp_path, qtbot, monkeypatch
):
    from app.bootstrap import window
    from app.bootstrap.hub_line import HubLine

    HubLine(paired).round()
    other = Home(tmp_path / "other")
    HubLine(other).pair(hub.url, hub.code())
    settings = other.settings()
    other.save_settings(settings.model_copy(update={"hub_url": "http://127.0.0.1:9"}))
    monkeypatch.setattr(window, "FETCH_AGAIN_MS", 1)
    front = open_front(other)
    qtbot.waitUntil(lambda: bool(front._welcome.problem), timeout=20_000)
    assert front._welcome.awaits_book
    other.save_settings(settings)
    qtbot.waitUntil(lambda: front.house is not None, timeout=20_000)
