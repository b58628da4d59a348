import pytest

from app.bootstrap.look import FILE_NAME, Look, read_look
from app.settings import FILE_NAME as SETTINGS_FILE_NAME
from app.settings import Settings, write_settings


def test_a_window_looks_as_it_was_left(tmp_path):
    write_settings(tmp_path, Settings(language="en", theme="evening", staff="sato"))
    assert FILE_NAME == SETTINGS_FILE_NAME
    assert read_look(tmp_path) == Look(language="en", theme="evening", staff="sato")


def test_a_first_window_looks_as_the_settings_would_have_it(tmp_path):
    usual = Settings()
    assert read_look(tmp_path) == Look(usual.language, usual.theme, usual.staff)


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "{",
        "[]",
        "null",
        '{"theme": "pink", "language": 7, "staff": {}}',
        '{"theme": ["light"]}',
    ],
)
def test_a_spoilt_file_means_the_usual_look(tmp_path, spoilt):
    (tmp_path / FILE_NAME).write_text(spoilt)
    assert read_look(tmp_path) == Look()
