import orjson
import pytest

from app.cli.main import run


@pytest.fixture
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


def test_without_a_display_it_says_what_works_instead(no_display, capsys):
    assert run(["demo", "--json"]) == 2
    error = orjson.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "no_display"
    assert "noren drill outage" in error["message"]
