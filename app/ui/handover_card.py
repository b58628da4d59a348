"""The handover: what is new to whoever just signed, in groups; a tap opens the booking."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.card import Card
from app.ui.sheet_parts import FingerScroll, discard, words
from app.ui.theme import Theme
from app.viewmodels.handover import HandoverModel, NewsGroup, NewsLine
from resources.tokens import SPACE, TOUCH_MIN

WIDTH = 520
HEIGHT = 560


class NewsButton(QPushButton):
    """A line of the handover: a button as high as its words need."""

    def __init__(self, line: NewsLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "news")
        self.setProperty("reservation", line.reservation_id)
        self.setEnabled(bool(line.reservation_id))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        self._inside.setSpacing(0)
        said = [
            (text, kind)
            for text, kind in ((line.head, "body"), (line.what, "body"), (line.who, "soft"))
            if text
        ]
        for text, kind in said:
            label = words(self, kind)
            label.setText(text)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._inside.addWidget(label)
        self.setAccessibleName("  ".join(text for text, _ in said))

    def sizeHint(self) -> QSize:
        """Ask for what the words need."""
        return self._inside.sizeHint().expandedTo(QSize(TOUCH_MIN, TOUCH_MIN))

    def heightForWidth(self, width: int) -> int:
        """Grow with the words as they break."""
        return max(TOUCH_MIN, self._inside.totalHeightForWidth(width))


class HandoverCard(Card):
    """The news since somebody last looked.

    Signals:
        reservation_activated: staff want to see a booking; carries its id.
    """

    reservation_activated = Signal(str)

    def __init__(self, model: HandoverModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._shown: list[QWidget] = []
        inside = QWidget(self)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, SPACE[1], 0)
        self._lines.setSpacing(SPACE[0])
        self.nothing = words(self, "soft")
        self.left_out = words(self, "soft")
        self.done = QPushButton(self)
        self.done.setProperty("kind", "primary")
        self.done.clicked.connect(self.put_away)
        self.body.addWidget(self.nothing)
        self.body.addWidget(FingerScroll(inside, self), 1)
        self.body.addWidget(self.left_out)
        self.body.addWidget(self.done)
        self.setFixedSize(WIDTH, HEIGHT)
        model.changed.connect(self._show)
        self.retranslate()

    @property
    def lines(self) -> tuple[QPushButton, ...]:
        """What can be tapped, from the top."""
        return tuple(each for each in self._shown if isinstance(each, QPushButton))

    def bring_up(self) -> None:
        """Show what is new."""
        super().bring_up()
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.nothing.setText(self.tr("Nothing happened since you last looked."))
        self.done.setText(self.tr("Read"))
        self._model.reword()

    @Slot()
    def _show(self) -> None:
        self.set_title(self._model.title)
        for each in self._shown:
            discard(self._lines, each)
        self._shown = []
        for group in self._model.groups:
            self._add_group(group)
        self.nothing.setVisible(not self._model.groups)
        self.left_out.setText(self._model.left_out)
        self.left_out.setVisible(bool(self._model.left_out))

    def _add_group(self, group: NewsGroup) -> None:
        title = words(self, "heading")
        title.setText(f"{group.title}  {len(group.lines)}")
        self._add(title)
        for line in group.lines:
            button = NewsButton(line, self)
            button.clicked.connect(self._open)
            self._add(button)

    def _add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()
        self._shown.append(widget)

    @Slot()
    def _open(self) -> None:
        reservation: str = self.sender().property("reservation")
        self.put_away()
        self.reservation_activated.emit(reservation)
