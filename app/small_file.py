"""Writes a small file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(file: Path, contents: bytes, *, mode: int = 0o644) -> None:
    """Write a small file so that a crash or a full disk leaves the old one or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as out:
        out.write(contents)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(file)
