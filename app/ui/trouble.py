"""What the window shows instead of a book it cannot open: one sentence, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.theme import Theme
from resources.tokens import SPACE

WIDTH = 620


class TroubleView(QWidget):
    """A book that cannot be opened, in plain words.

    Signals:
        retry_requested: staff mended something and want to see.
        restore_requested: the last good backup shall take the book's place.
    """

    retry_requested = Signal()
    restore_requested = Signal()

    def __init__(
        self, sentence: str, theme: Theme, *, can_restore: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("central")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = QFrame(self)
        card.setProperty("kind", "card")
        card.setFixedWidth(WIDTH)
        self.title = QLabel(card)
        self.title.setProperty("kind", "title")
        self.sentence = QLabel(sentence, card)
        self.sentence.setProperty("kind", "body")
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.restore = QPushButton(card)
        self.restore.setProperty("kind", "primary")
        self.restore.setVisible(can_restore)
        self.restore.clicked.connect(self.restore_requested)
        self.retry = QPushButton(card)
        self.retry.setProperty("kind", "plain")
        self.retry.clicked.connect(self.retry_requested)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.retry)
        buttons.addWidget(self.restore)
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[5])
        column.setSpacing(SPACE[3])
        for each in (self.title, self.sentence):
            column.addWidget(each)
        column.addLayout(buttons)
        middle = QVBoxLayout(self)
        middle.addStretch(1)
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Put the frame's words into the language in force."""
        self.title.setText(self.tr("The book cannot be opened"))
        self.restore.setText(self.tr("Restore the last good backup"))
        self.retry.setText(self.tr("Try again"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
