"""The sheet on `?`: every key and what it does, straight from the one table of keys."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.ui.card import Card
from app.ui.keys import KEYS
from app.ui.theme import Theme
from resources.tokens import SPACE

COLUMNS = 2


class ShortcutSheet(Card):
    """All keys at a glance."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE[3])
        self._grid.setVerticalSpacing(SPACE[1])
        self.body.addLayout(self._grid)
        self._words: list[QLabel] = []
        self._caps: list[QLabel] = []
        lines = -(-len(KEYS) // COLUMNS)
        for at, key in enumerate(KEYS):
            caps = QHBoxLayout()
            caps.setSpacing(SPACE[0])
            for cap in key.caps:
                label = QLabel(cap, self)
                label.setProperty("kind", "cap")
                caps.addWidget(label)
                self._caps.append(label)
            caps.addStretch(1)
            words = QLabel(self)
            words.setProperty("kind", "body")
            row, column = at % lines, 3 * (at // lines)
            self._grid.addLayout(caps, row, column)
            self._grid.addWidget(words, row, column + 1)
            self._words.append(words)
        self._grid.setColumnMinimumWidth(2, SPACE[4])
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Keyboard shortcuts"))
        for key, words in zip(KEYS, self._words, strict=True):
            words.setText(key.words)
        # Keys are called differently as well: arrows in Japanese, signs on a Mac.
        for cap, label in zip((cap for key in KEYS for cap in key.caps), self._caps, strict=True):
            label.setText(cap)
        self.adjustSize()
