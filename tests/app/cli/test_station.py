import pytest

from app.cli.station import Station
from app.domain.errors import Invalid
from app.store.errors import LedgerMissing


def test_a_station_opens_nothing_until_it_is_asked(tmp_path):
    station = Station(tmp_path / "nowhere")
    station.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerMissing):
        _ = station.ledger


def test_the_home_may_stand_in_the_surroundings(tmp_path, monkeypatch):
    monkeypatch.setenv("NOREN_HOME", str(tmp_path))
    assert Station(None).path == tmp_path


def test_an_author_is_a_name():
    assert Station(None, signed=" 佐藤 ").author.name == "佐藤"
    with pytest.raises(Invalid) as caught:
        _ = Station(None, signed="x" * 1_000).author
    assert caught.value.field == "as"
