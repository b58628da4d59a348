from pathlib import Path

from PySide6.QtGui import QImage

from app.domain.reservation import Status
from app.ui.screenshots import SCENES, save_shot, save_shots

ROOT = Path(__file__).parents[3]


def test_every_scene_is_a_picture_of_the_whole_window(window, tmp_path):
    files = save_shots(window, tmp_path / "shots")
    assert [file.stem for file in files] == [scene.name for scene in SCENES]
    assert {QImage(str(file)).size().toTuple() for file in files} == {(1280, 800)}


def test_no_two_scenes_show_the_same(window, tmp_path):
    files = save_shots(window, tmp_path)
    assert len({file.read_bytes() for file in files}) == len(files)


def test_the_window_is_left_as_it_was_and_nothing_is_written(window, desk, tmp_path):
    window.theme.choose("evening")
    made = desk.history.sum().made
    save_shots(window, tmp_path)
    assert (window.theme.name, window.language.code) == ("evening", "ja")
    assert not window.overlays.close_topmost()
    assert not window.models.sheet.is_open
    assert desk.history.sum().made == made


def test_a_single_moment_can_be_kept(window, tmp_path):
    before = save_shot(window, tmp_path, "before")
    window.models.day.set_status("yamada", Status.ARRIVED)
    after = save_shot(window, tmp_path, "after")
    assert before.read_bytes() != after.read_bytes()


def test_only_what_the_readme_shows_is_drawn_unless_all_is_asked_for(window, tmp_path):
    files = save_shots(window, tmp_path, all_of_them=False)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert files
    assert all(f"resources/screenshots/{file.name}" in readme for file in files)
