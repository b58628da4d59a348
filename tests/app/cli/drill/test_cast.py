import pytest

from app.cli.drill.cast import Hub, StageFright, Tablet


@pytest.fixture
def hub(tmp_path):
    hub = Hub(tmp_path / "hub")
    hub.start()
    yield hub
    hub.kill()


@pytest.fixture
def tablet(tmp_path):
    tablet = Tablet("ホール端末", tmp_path / "hall")
    tablet.ask("setup", "--venue", "暖簾", "--environment", "training", "--device", tablet.name)
    return tablet


def test_a_killed_hub_comes_back_at_its_address_with_its_houses(hub):
    venue = hub.run("venue", "add", "暖簾").document
    url = hub.url
    hub.kill()
    hub.start()
    assert hub.url == url
    assert hub.run("code", venue["id"]).document["code"]


def test_a_command_that_fails_where_it_must_not_says_which(tablet):
    with pytest.raises(StageFright, match="reservation show nobody"):
        tablet.ask("reservation", "show", "nobody")
    assert tablet.run("reservation", "show", "nobody").code == 2


def test_a_batch_answers_line_by_line_until_it_is_killed(tablet):
    with tablet.batch() as batch:
        table = batch.do("table add", name="T1", seats="1-4")
        assert table["name"] == "T1"
        batch.send("table add", name="T2", seats="1-4")
        assert batch.answer()["ok"]["name"] == "T2"
        batch.kill()
        assert batch.answer() is None


def test_a_line_that_is_refused_stops_the_play(tablet):
    with tablet.batch() as batch, pytest.raises(StageFright, match="error"):
        batch.do("table add", name="T1", seats="9-1")
