import pytest

from app.domain.import_fields import Field, Kind
from app.store.errors import DiskFull
from app.viewmodels.imports import PROBLEMS_MAX, ImportModel, Step
from tests.app.ui.sample import EVE

HEAD = "予約番号,予約日,予約時間,人数,氏名,備考欄X\n"
FILE = (
    HEAD + "A-1,2026/12/24,19:00,4,早乙女,x\nA-2,いつか,19:00,2,鈴木,\nA-3,2026/12/24,20:00,2,牧,\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "以前の台帳.csv"
    path.write_text(FILE, encoding="cp932")
    return path


@pytest.fixture
def model(desk, day):
    return ImportModel(desk, day)


def wait(qtbot, model, step):
    qtbot.waitUntil(lambda: model.step is step)


def checked(qtbot, model, file):
    model.read(file)
    wait(qtbot, model, Step.CHECKED)


def names(desk):
    return {each.guest_name for each in desk.bookings.day(EVE).reservations}


def test_a_file_is_looked_at_and_nothing_is_written(model, file, desk, qtbot):
    checked(qtbot, model, file)
    counts = model.counts
    assert (counts.new, counts.known, counts.bad) == (2, 0, 1)
    assert "早乙女" in model.shown[0]
    assert model.problems == ("Line 3 stays out: Day “いつか” cannot be read",)
    assert model.can_import
    assert not {"早乙女", "牧"} & names(desk)


def test_what_stays_out_is_told_before_what_is_trifling(model, tmp_path, qtbot):
    rows = "".join(f"B-{n},2026/12/24,19:00,2,客{n},謎\n" for n in range(PROBLEMS_MAX + 50))
    path = tmp_path / "many.csv"
    head = HEAD.replace("備考欄X", "状態")
    path.write_text(f"{head}{rows}C,いつか,19:00,2,鈴木,\n", encoding="utf-8")
    checked(qtbot, model, path)
    assert len(model.problems) == PROBLEMS_MAX
    assert "stays out" in model.problems[0]
    assert "comes without" in model.problems[1]


def test_all_of_it_is_one_act_and_taken_back_as_one(model, file, desk, day, qtbot):
    checked(qtbot, model, file)
    model.start()
    wait(qtbot, model, Step.DONE)
    assert {"早乙女", "牧"} <= names(desk)
    assert day.last_saved.code == "import"
    assert model.can_take_back
    model.take_back()
    assert not {"早乙女", "牧"} & names(desk)
    assert model.step is Step.CHOOSE


def test_the_same_file_again_brings_nothing(model, file, qtbot):
    checked(qtbot, model, file)
    model.start()
    wait(qtbot, model, Step.DONE)
    model.start_over()
    checked(qtbot, model, file)
    assert (model.counts.new, model.counts.known) == (0, 2)
    assert not model.can_import


def test_a_column_is_said_by_hand_and_taken_from_the_one_before(model, file, qtbot):
    checked(qtbot, model, file)
    assert model.columns[4].field == Field.NAME
    assert model.columns[4].samples == "早乙女, 鈴木"
    model.set_field(5, Field.NAME)
    assert model.columns[4].field is None
    wait(qtbot, model, Step.CHECKED)
    assert model.counts.new == 1
    model.set_field(5, None)
    assert "Name" in model.missing
    assert not model.can_import


def test_another_system_has_numbers_of_its_own(model, file, qtbot):
    checked(qtbot, model, file)
    model.start()
    wait(qtbot, model, Step.DONE)
    model.start_over()
    checked(qtbot, model, file)
    model.set_source("別のシステム")
    wait(qtbot, model, Step.CHECKED)
    assert model.counts.new == 2


def test_guests_are_taken_over_too(model, tmp_path, desk, qtbot):
    path = tmp_path / "guests.csv"
    path.write_text("氏名,フリガナ,電話番号\n早乙女,サオトメ,080-1111-2222\n", encoding="utf-8")
    model.choose_kind(Kind.GUESTS)
    checked(qtbot, model, path)
    assert "080-1111-2222" in model.shown[0]
    model.start()
    wait(qtbot, model, Step.DONE)
    assert desk.guests.find("さおとめ")


def test_what_is_no_table_is_refused_in_words(model, tmp_path, qtbot):
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    with qtbot.waitSignal(model.refused) as why:
        model.read(path)
    assert why.args == ["The file is empty."]
    assert model.step is Step.CHOOSE


def test_a_full_disk_stops_it_and_what_was_written_is_still_one_act(
    model, tmp_path, desk, day, qtbot, monkeypatch
):
    rows = "".join(f"B-{n},2026/12/24,19:00,2,客{n},\n" for n in range(100))
    path = tmp_path / "many.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    checked(qtbot, model, path)
    imports, calls = desk.imports, []
    write = imports.write

    def until_full(*args):
        calls.append(args)
        if len(calls) > 1:
            raise DiskFull("full")
        return write(*args)

    monkeypatch.setattr(imports, "write", until_full)
    with qtbot.waitSignal(model.refused):
        model.start()
    written = {each for each in names(desk) if each.startswith("客")}
    assert 0 < len(written) < 100
    day.undo()
    assert not written & names(desk)


def test_files_are_listed_when_the_card_is_opened(model, desk, tmp_path):
    folder = tmp_path / "Downloads"
    folder.mkdir()
    (folder / "a.csv").write_text(FILE, encoding="utf-8")
    desk.imports._home = tmp_path
    model.open()
    (line,) = model.files
    assert line.name == "a.csv"
    assert line.detail.endswith("1 kB")
