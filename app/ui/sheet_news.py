"""What others did to the booking on the sheet: told at its top, and settled there by one tap."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.viewmodels.sheet_news import News
from app.viewmodels.wording import Piece, differences
from resources.tokens import SPACE


def marked(pieces: tuple[Piece, ...], theme: Theme) -> str:
    """Write text with what differs bold, underlined and in vermilion, as rich text."""
    color = theme.color("vermilion").name()
    return "".join(
        f'<span style="color:{color}; font-weight:700; text-decoration:underline">'
        f"{escape(each.text)}</span>"
        if each.differs
        else escape(each.text)
        for each in pieces
    )


class NewsLine(QFrame):
    """One field that somebody else changed.

    Signals:
        mine_kept, theirs_taken: how staff settled it; carries the field.
    """

    mine_kept = Signal(str)
    theirs_taken = Signal(str)

    def __init__(self, news: News, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = news.field
        self.setProperty("kind", "news")
        self.setProperty("alarms", news.is_contested)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        column.setSpacing(SPACE[1])
        self.words = QLabel(news.text, self)
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        if news.is_contested:
            self._offer(news, theme, column)

    def _offer(self, news: News, theme: Theme, column: QVBoxLayout) -> None:
        sides = QLabel(self)
        sides.setTextFormat(Qt.TextFormat.RichText)
        sides.setWordWrap(True)
        words = self.tr("Before: {base}<br>Yours: {mine}<br>Theirs: {theirs}")
        sides.setText(
            words.format(
                base=escape(news.base),
                mine=marked(differences(news.base, news.mine), theme),
                theirs=marked(differences(news.base, news.theirs), theme),
            )
        )
        self.mine = QPushButton(self.tr("Keep mine"), self)
        self.theirs = QPushButton(self.tr("Take theirs"), self)
        self.mine.clicked.connect(self._keep_mine)
        self.theirs.clicked.connect(self._take_theirs)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.mine, 1)
        row.addWidget(self.theirs, 1)
        column.addWidget(sides)
        column.addLayout(row)

    @Slot()
    def _keep_mine(self) -> None:
        self.mine_kept.emit(self._field)

    @Slot()
    def _take_theirs(self) -> None:
        self.theirs_taken.emit(self._field)
