import pytest

from app.domain.errors import Invalid
from app.settings import (
    FILE_NAME,
    NcidSettings,
    Settings,
    read_settings,
    write_settings,
)


def test_a_home_without_settings_has_the_usual_ones(tmp_path):
    assert read_settings(tmp_path) == Settings()


def test_settings_read_back_as_they_were_written(tmp_path):
    settings = Settings(
        hub_url="https://hub.test", language="en", feeds=[NcidSettings(host="nas", port=3334)]
    )
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings


@pytest.mark.parametrize(
    ("text", "field"),
    [("{", ""), ('{"language": "fr"}', "language"), ('{"colour": "red"}', "colour")],
)
def test_a_spoilt_file_is_named_with_its_field_and_left_alone(tmp_path, text, field):
    file = tmp_path / FILE_NAME
    file.write_text(text)
    with pytest.raises(Invalid, match=r"settings\.json") as refused:
        read_settings(tmp_path)
    assert refused.value.field == field
    assert file.read_text() == text
