"""What the window is drawn with: colours, style sheet, icons, translations; files and no logic."""

from __future__ import annotations

from pathlib import Path


def text(path: str) -> str:
    """Read one of our text files, such as `icons/phone.svg`."""
    return folder(path).read_text(encoding="utf-8")


def folder(name: str) -> Path:
    """Name one of our folders, for what Qt loads by itself, such as `i18n`."""
    return Path(__file__).parent / name
