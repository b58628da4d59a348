"""`noren demo`: the window on a throw-away training house that goes on living by itself."""

from __future__ import annotations

import os
import random
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap.training_house import TrainingHouse
from app.bootstrap.window import Front, application

SECRETS_SWITCH = "NOREN_SECRETS"


@contextmanager
def training_house() -> Iterator[TrainingHouse]:
    """Open a training house in a folder that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="noren-demo-") as folder, _secrets_in_files():
        house = TrainingHouse(Path(folder), random.Random())
        try:
            house.open()
            yield house
        finally:
            house.close()


def run_demo() -> int:
    """Run the demo until its window is closed; returns the exit code."""
    app = application()
    with training_house() as house:
        stop = threading.Event()
        alive = threading.Thread(target=house.run, args=(stop.wait,), name="evening", daemon=True)
        front = Front(house.here, app)
        front.open()
        alive.start()
        try:
            return app.exec()
        finally:
            stop.set()
            alive.join()
            front.finish()


@contextmanager
def _secrets_in_files() -> Iterator[None]:
    """Keep a throw-away house's tokens out of the keyring of whoever tries it."""
    before = os.environ.get(SECRETS_SWITCH)
    os.environ[SECRETS_SWITCH] = "file"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SECRETS_SWITCH]
        else:
            os.environ[SECRETS_SWITCH] = before
