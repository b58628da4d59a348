"""What the window is drawn with: colours, style sheet, icons, translations; files and no logic."""

from __future__ import annotations

from importlib.resources import files


def text(path: str) -> str:
    """Read one of our text files, such as `icons/phone.svg`."""
    return files(__name__).joinpath(path).read_text(encoding="utf-8")


def content(path: str) -> bytes:
    """Read one of our files as bytes, such as `i18n/noren_ja.qm`."""
    return files(__name__).joinpath(path).read_bytes()
