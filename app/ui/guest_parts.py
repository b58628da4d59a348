"""Parts of a guest's card: what must not be overlooked, and what the house counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.ui import icons
from app.ui.sheet_parts import Caption, words
from app.ui.theme import Theme
from resources.tokens import SPACE

ICON_PX = 20


class AlarmLine(QWidget):
    """A warning with its sign: colour alone is not seen by everybody."""

    def __init__(self, icon: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self.sign = QLabel(self)
        self.sign.setFixedSize(ICON_PX, ICON_PX)
        self.words = words(self, "alarm")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        theme.changed.connect(self._tint)
        self._tint()

    def text(self) -> str:
        """Tell what it says."""
        return self.words.text()

    def setText(self, text: str) -> None:  # as Qt's own labels have it
        """Say something."""
        self.words.setText(text)

    @Slot()
    def _tint(self) -> None:
        scale = self.devicePixelRatioF()
        self.sign.setPixmap(icons.pixmap(self._icon, self._theme, "vermilion", ICON_PX, scale))


class Figures(QWidget):
    """Numbers in large, each over its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        self._grid.setHorizontalSpacing(SPACE[2])
        self._grid.setVerticalSpacing(0)
        self._numbers: list[QLabel] = []
        self._words: list[Caption] = []

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show numbers and their words."""
        while len(self._numbers) < len(figures):
            number, word = QLabel(self), Caption(self)
            number.setProperty("kind", "title")
            place = len(self._numbers)
            self._grid.addWidget(number, 0, place, Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(word, 1, place)
            self._numbers.append(number)
            self._words.append(word)
        for (text, name), number, word in zip(figures, self._numbers, self._words, strict=False):
            number.setText(text)
            number.setAccessibleName(f"{name} {text}")
            word.setText(name)
