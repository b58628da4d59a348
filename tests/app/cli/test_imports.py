import pytest

from tests.app.cli.noren import DAY

FILE = f"""予約番号,予約日,予約時間,人数,氏名
A-1,{DAY},19:00,4,早乙女
A-2,いつか,19:00,2,鈴木
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bookings.csv"
    path.write_text(FILE, encoding="cp932")
    return str(path)


def booked(noren):
    return [each["guest_name"] for each in noren.ask("reservation", "list", "--day", DAY)]


def test_a_dry_run_tells_what_would_come_and_writes_nothing(noren, file):
    told = noren.ask("import", "csv", file, "--dry-run")
    assert (told["new"], told["known"], told["bad"]) == (1, 0, 1)
    assert told["columns"]["予約日"] == "day"
    (problem,) = told["problems"]
    assert (problem["line"], problem["left_out"]) == (3, True)
    assert told["change_ids"] == []
    assert booked(noren) == []


def test_a_file_taken_over_twice_doubles_nothing(noren, file):
    first = noren.ask("import", "csv", file, "--source", "旧台帳")
    assert len(first["change_ids"]) == 1
    again = noren.ask("import", "csv", file, "--source", "旧台帳")
    assert (again["new"], again["known"]) == (0, 1)
    assert booked(noren) == ["早乙女"]
    assert "1 known" in noren.say("import", "csv", file, "--source", "旧台帳").out


@pytest.mark.parametrize(
    ("words", "field"),
    [(["nowhere.csv"], "file"), (["FILE", "--kind", "tables"], "kind")],
)
def test_a_wrong_request_is_refused_by_field(noren, file, words, field):
    words = [file if each == "FILE" else each for each in words]
    assert noren.refused("import", "csv", *words)["field"] == field


def test_a_table_whose_columns_nobody_knows_is_refused(noren, tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("ポイント,残高\n1,2\n", encoding="utf-8")
    assert "day" in noren.refused("import", "csv", str(path))["message"]
