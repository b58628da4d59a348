"""Meets file permissions even where the tests are run by root, whom none of them bind."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65_534


@contextmanager
def nobodys_folder():
    """A folder owned by a user whom permissions bind; whoever that is runs the block."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        for file in (folder, *folder.rglob("*")):
            file.chmod(0o700)
        shutil.rmtree(folder)


@contextmanager
def made_read_only(*files):
    """Take the right to write away, and give it back."""
    for file in files:
        file.chmod(file.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for file in files:
            file.chmod(file.stat().st_mode | 0o200)
