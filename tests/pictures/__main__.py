"""`python -m tests.pictures FOLDER`: a full Saturday and an empty Tuesday, side by side.

Each size is drawn by a process of its own: Qt reads its scale once, when it starts. `sheet-*.png`
put the two days, the two lights and the two languages of one size beside each other.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.ui.language import Language
from app.ui.screenshots import SCENES, save_shot, show_scene
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.viewmodels.shell import News, build_models
from tests.app.ui.sample import sample_doors
from tests.full_house import SATURDAY, TUESDAY, full_desk

SIZES = {"1280x800": "1", "1920x1080": "1", "2560x1600": "2"}
"""Pixels of the screen, and its scale."""

LANGUAGES = ("ja", "en")
LIGHTS = ("light", "evening")
DAYS = {"saturday": SATURDAY, "tuesday": TUESDAY}
SHEET_WIDTH = 960
"""Of one picture on a sheet, in pixels."""

GAP = 16


def main(folder: Path) -> None:
    """Draw all sizes, then the sheets."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, scale in SIZES.items():
        words = [sys.executable, "-m", "tests.pictures", str(folder), size]
        subprocess.run(words, env={**os.environ, "QT_SCALE_FACTOR": scale}, check=True)
    app = QGuiApplication(sys.argv[:1])
    for size in SIZES:
        _sheet([*_days(folder, size)], folder / f"sheet-{size}.png", columns=4)
        scenes = [folder / size / f"{scene.name}.png" for scene in SCENES]
        _sheet(scenes, folder / f"sheet-{size}-screens.png", columns=4)
    del app


def draw(folder: Path, size: str) -> None:
    """Draw everything at one size."""
    app = QApplication(sys.argv[:1])
    width, height = (round(int(side) / float(SIZES[size])) for side in size.split("x"))
    theme, language = Theme("light"), Language(app)
    theme.apply(app)
    language.choose("ja")
    with TemporaryDirectory() as house:
        desk, clock = full_desk(Path(house))
        models = build_models(desk, clock, sample_doors())
        news = News(models)
        window = MainWindow(models, theme, language)
        window.resize(width, height)
        window.show()
        window.overlays.clashes.put_away()
        for file in _days(folder, size):
            day, light, code = file.stem.split("-")
            models.day.open(DAYS[day])
            theme.choose(light)
            language.choose(code)
            save_shot(window, file.parent, file.stem)
        models.day.open(SATURDAY)
        for scene in SCENES:
            show_scene(window, scene, folder / size)
        window.close()
        del news


def _days(folder: Path, size: str) -> Iterator[Path]:
    for day in DAYS:
        for code in LANGUAGES:
            for light in LIGHTS:
                yield folder / size / f"{day}-{light}-{code}.png"


def _sheet(pictures: list[Path], file: Path, *, columns: int) -> None:
    """Put pictures side by side, each with its name under it."""
    images = [QImage(str(each)) for each in pictures]
    small = [
        each.scaledToWidth(SHEET_WIDTH, Qt.TransformationMode.SmoothTransformation)
        for each in images
    ]
    line = max(each.height() for each in small) + 3 * GAP
    rows = -(-len(small) // columns)
    sheet = QImage(
        columns * (SHEET_WIDTH + GAP) + GAP, rows * line + GAP, QImage.Format.Format_RGB32
    )
    sheet.fill(QColor("#808080"))
    painter = QPainter(sheet)
    for at, (picture, image) in enumerate(zip(pictures, small, strict=True)):
        corner = QPoint(GAP + at % columns * (SHEET_WIDTH + GAP), GAP + at // columns * line)
        painter.drawImage(corner, image)
        painter.drawText(corner + QPoint(0, image.height() + GAP), picture.stem)
    painter.end()
    sheet.save(str(file))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        draw(Path(sys.argv[1]), sys.argv[2])
    else:
        main(Path(sys.argv[1]))
