from pathlib import Path
from uuid import UUID

import pytest

from app.bootstrap.home import Home, default_home, host_name, new_id, new_incarnation
from app.domain.errors import Invalid, NotAllowed
from app.domain.venue import Environment
from app.store.errors import LedgerMissing


def test_a_new_house_has_its_name_zone_and_world(tmp_path):
    home = Home(tmp_path / "home")
    device = home.set_up("暖簾", environment=Environment.TRAINING, timezone="Asia/Seoul")
    with home.desk() as desk:
        venue = desk.house.venue()
        assert (venue.name, venue.timezone) == ("暖簾", "Asia/Seoul")
        assert desk.environment is Environment.TRAINING
    assert device.venue == venue.id


def test_a_house_is_never_made_over_another(home):
    with pytest.raises(NotAllowed, match="already"):
        home.set_up("別の店")
    with home.desk() as desk:
        assert desk.house.venue().name == "暖簾"


def test_a_house_whose_ledger_is_gone_is_not_begun_anew(home):
    with home.desk() as desk:
        assert desk.house.venue()
    ledger = home.open_ledger()
    home.back_up_if_due(ledger)
    ledger.close()
    home.ledger_path.unlink()
    assert home.is_set_up()
    with pytest.raises(LedgerMissing, match="restore"):
        home.open_ledger()
    with pytest.raises(NotAllowed):
        home.set_up("空の店")


@pytest.mark.parametrize(("name", "zone"), [("", "Asia/Tokyo"), ("暖簾", "Asia/Edo")])
def test_a_house_without_a_name_or_zone_is_not_made(tmp_path, name, zone):
    home = Home(tmp_path / "home")
    with pytest.raises(Invalid):
        home.set_up(name, timezone=zone)
    assert not home.is_set_up()


def test_the_state_of_a_device_that_never_met_a_hub(home):
    ledger = home.open_ledger()
    state = home.state(ledger)
    ledger.close()
    assert (state.phase, state.waiting, state.in_sync) == ("never", 1, False)


def test_the_home_is_where_the_variable_says_else_in_the_users_data(monkeypatch, tmp_path):
    monkeypatch.setenv("NOREN_HOME", str(tmp_path))
    assert default_home() == tmp_path
    monkeypatch.delenv("NOREN_HOME")
    assert default_home().name == "noren"
    assert Path(default_home()).is_absolute()


def test_fresh_names_are_never_the_same_twice():
    assert len({new_id() for _ in range(2_000)}) == 2_000
    assert UUID(new_id()).version == 7
    assert len(new_incarnation()) == 16
    assert host_name()
