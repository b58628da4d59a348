import stat

from app.small_file import replace_file


def test_a_file_is_replaced_whole_and_with_its_mode(tmp_path):
    file = tmp_path / "new" / "secrets.json"
    replace_file(file, b"one", mode=0o600)
    replace_file(file, b"two", mode=0o600)
    assert file.read_bytes() == b"two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
