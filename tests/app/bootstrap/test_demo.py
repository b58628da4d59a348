import os

from app.bootstrap.demo import training_house
from app.bootstrap.hub_line import HubLine


def test_the_house_of_the_demo_is_thrown_away(monkeypatch):
    monkeypatch.delenv("NOREN_SECRETS", raising=False)
    with training_house() as house:
        folder = house.here.path
        done = HubLine(house.here).round().round
        assert done is not None
        assert done.in_sync
        assert os.environ["NOREN_SECRETS"] == "file"
    assert not folder.exists()
    assert "NOREN_SECRETS" not in os.environ
