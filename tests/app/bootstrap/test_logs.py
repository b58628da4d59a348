import logging
import sys

import pytest

from app.bootstrap.logs import log_what_nobody_caught, write_logs_to


@pytest.fixture(autouse=True)
def _as_before():
    """Leave logging and the last resort as they were."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    sys.excepthook = hook


def test_every_room_writes_into_one_file(tmp_path):
    file = tmp_path / "logs" / "noren.log"
    write_logs_to(file)
    logging.getLogger("store").info("opened version=%d", 1)
    assert "INFO store opened version=1" in file.read_text()


def test_what_nobody_caught_is_logged_with_its_trace(tmp_path, capsys):
    file = tmp_path / "noren.log"
    write_logs_to(file)
    log_what_nobody_caught()
    seats: dict[str, int] = {}
    with pytest.raises(KeyError) as raised:
        seats["T1"]
    sys.excepthook(KeyError, raised.value, raised.value.__traceback__)
    assert "not_caught kind=KeyError" in file.read_text()
    assert "Traceback" in capsys.readouterr().err
