import pytest

from app.cli.drill import command
from app.cli.drill.outage import Report


@pytest.mark.parametrize(("held", "verdict"), [(True, "Every promise held."), (False, "BROKEN")])
def test_the_summary_ends_with_the_verdict(held, verdict):
    report = Report(
        checks=[("equal books", held, "")],
        entered={"ホール端末": 35},
        sums={"ホール端末": {"made": 2, "applied": 2}},
        lookup_ms=1.25,
        seconds=12.3,
    )
    words = command._summary(report)
    assert verdict in words.splitlines()[-1]
    assert "1.25 ms" in words
    assert "made 2" in words


def test_the_story_goes_to_standard_error_when_a_script_reads(capsys):
    command._teller(as_json=True)("The hub is killed.")
    command._teller(as_json=False)("The hub is back.")
    told = capsys.readouterr()
    assert "killed" in told.err
    assert "back" in told.out


def test_pictures_are_taken_only_where_a_folder_is_named(tmp_path):
    assert command._photographer("") is None
    assert command._photographer(str(tmp_path / "new")) is not None
    assert (tmp_path / "new").is_dir()
