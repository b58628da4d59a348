import shutil
from contextlib import closing

import httpx
import pytest

from app.bootstrap.home import Home
from app.bootstrap.hub_line import TOKEN, HubLine
from app.domain.errors import NotAllowed
from app.store import backup
from sync.engine import Progress
from sync.errors import Refused, Unreachable
from sync.offering import ASK_AFTER


def test_a_house_made_here_is_taken_to_an_empty_hub(home, hub):
    before = home.open_ledger()
    venue = before.device().venue
    before.close()
    HubLine(home).pair(hub.url, hub.code())
    outcome = HubLine(home).round()
    assert outcome.round is not None
    assert outcome.round.in_sync
    assert [each.id for each in hub.venues.all()] == [venue]


def test_a_second_device_joins_and_reads_the_book(paired, hub, tmp_path):
    HubLine(paired).round()
    other = Home(tmp_path / "other")
    device = HubLine(other).pair(hub.url, hub.code(), "入口端末")
    assert HubLine(other).round().error is None
    with other.desk() as desk:
        assert desk.house.venue().name == "暖簾"
        assert desk.device_name == device.name == "入口端末"


def test_an_unknown_code_is_refused_and_leaves_no_house_behind(hub, tmp_path):
    other = Home(tmp_path / "other")
    with pytest.raises(Refused):
        HubLine(other).pair(hub.url, "AAAA-AAAA")
    assert not other.is_set_up()


def test_a_hub_that_is_not_there_is_unreachable(tmp_path):
    with pytest.raises(Unreachable):
        HubLine(Home(tmp_path / "home")).pair("http://127.0.0.1:9", "AAAA-AAAA")


def test_a_device_without_a_hub_is_told_how_to_pair(home):
    with pytest.raises(NotAllowed, match="noren pair"):
        HubLine(home).round()


def test_the_token_is_in_no_file_that_others_may_read(paired):
    for file in paired.path.rglob("*"):
        if file.is_file() and file.name != "secrets.json":
            assert b"token" not in file.read_bytes() or file.suffix == ".db"
    assert (paired.path / "secrets.json").stat().st_mode & 0o077 == 0


def test_a_house_that_began_at_the_hub_can_be_worked_in_at_once(hub, tmp_path):
    homes = [Home(tmp_path / name) for name in ("one", "two")]
    for home in homes:
        HubLine(home).pair(hub.url, hub.code(), home.path.name)
        assert HubLine(home).round().error is None
    for home in homes:
        with home.desk() as desk:
            assert desk.house.venue().name == "暖簾"
            assert desk.clashes.count() == 0


def test_leaving_forgets_the_hub_and_every_secret_of_it(paired):
    HubLine(paired).round()
    assert HubLine(paired).unpair() == 0
    assert not paired.is_paired()
    assert (paired.path / "secrets.json").read_text() == "{}"
    with pytest.raises(NotAllowed, match="noren pair"):
        HubLine(paired).round()
    with pytest.raises(NotAllowed, match="belongs to no hub"):
        HubLine(paired).unpair()


def test_leaving_broken_off_by_a_crash_is_finished_by_asking_again(paired, monkeypatch):
    HubLine(paired).round()
    monkeypatch.setattr(Home, "save_settings", None)
    with pytest.raises(TypeError):
        HubLine(paired).unpair()
    monkeypatch.undo()
    HubLine(paired).unpair()
    assert not paired.is_paired()


@pytest.fixture
def twin(paired, tmp_path):
    """A home to which the book of another was copied, but none of its secrets."""
    HubLine(paired).round()
    twin = Home(tmp_path / "twin")
    twin.path.mkdir()
    with closing(paired.open_ledger()) as ledger:
        backup.back_up(ledger, twin.ledger_path)
    return twin


def test_of_two_copies_of_a_book_each_is_paired_once_and_neither_signs_the_other_out(
    paired, twin, hub
):
    HubLine(twin).pair(hub.url, hub.code(), "控え")
    for home in (paired, twin, paired, twin):
        outcome = HubLine(home).round()
        assert outcome.round is not None
        assert outcome.round.in_sync


def test_a_backup_from_before_the_pairing_goes_on_under_the_name_of_today(
    paired, twin, hub, tmp_path
):
    HubLine(twin).pair(hub.url, hub.code(), "控え")
    with closing(twin.open_ledger()) as ledger:
        today = ledger.device().id
    shutil.copyfile(paired.ledger_path, twin.ledger_path)
    outcome = HubLine(twin).round()
    assert outcome.round is not None
    with closing(twin.open_ledger()) as ledger:
        assert ledger.device().id == today


def test_a_device_that_joins_again_keeps_no_token_of_before(paired, twin, hub):
    with closing(twin.open_ledger()) as ledger:
        name = f"{TOKEN} {ledger.device().id}"
    twin.secrets().put(name, "an old one")
    HubLine(twin).pair(hub.url, hub.code(), "控え")
    assert twin.secrets().get(name) is None


@pytest.fixture
def copied(paired, hub):
    """A home whose book lies at the hub as a copy."""
    HubLine(paired).round()
    hub.app.state.hub.copies.grown_min = 1
    line = HubLine(paired)
    with closing(paired.open_ledger()) as ledger, closing(line.client(ledger)) as client:
        session = line.session(ledger, client)
        session._offered_at = -ASK_AFTER
        for _ in session.offer(session.round()):
            pass
    return paired


def test_a_new_device_takes_the_copy_that_another_left_and_says_how_far_it_is(
    copied, hub, tmp_path
):
    other = Home(tmp_path / "other")
    HubLine(other).pair(hub.url, hub.code(), "入口端末")
    told: list[Progress] = []
    outcome = HubLine(other).round(told.append)
    assert outcome.round is not None
    assert outcome.round.in_sync
    assert outcome.round.pulled == 1
    steps = [each for each in told if each.step == "copy"]
    assert (steps[0].percent, steps[-1].percent) == (0, 100)
    with other.desk() as desk:
        assert desk.house.venue().name == "暖簾"
    assert sorted(file.name for file in other.path.glob("copy*")) == []


def test_a_copy_cut_off_is_told_of_as_a_round_that_broke_off(copied, hub, tmp_path):
    other = Home(tmp_path / "other")
    HubLine(other).pair(hub.url, hub.code())

    class Cut(httpx.BaseTransport):
        def handle_request(self, request):
            raise httpx.ConnectError("cut", request=request)

    outcome = HubLine(other, transport=Cut).round()
    assert isinstance(outcome.error, Unreachable)
    with closing(other.open_ledger()) as ledger:
        assert other.state(ledger, clashes=0).phase == "offline"
    assert other.awaits_book()


def test_a_device_that_has_its_book_fetches_none(copied):
    assert HubLine(copied).fetch_book().changes == 0
