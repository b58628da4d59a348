"""The clash dock: what people must settle, in plain words, with the way out one tap away."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.sheet_news import marked
from app.ui.sheet_parts import ChipFace, Chips, IconButton, set_property, words
from app.ui.stage import MARGIN, Room
from app.ui.theme import Theme
from app.viewmodels.clash_words import Clash, Side, WayOut
from app.viewmodels.clashes import ClashesModel
from resources.tokens import SPACE

WAYS_MAX = 4
WIDTH_MAX = 760
WIDTH_MIN = 280
"""Narrower than this its words would stand one below the other."""

ICON_PX = 20


def over_the_timeline(overlay: QWidget, room: Room) -> QRect:
    """Stand at the bottom, right of the list: the book list is never covered."""
    later = room.later.adjusted(MARGIN, 0, -MARGIN, -MARGIN)
    width = min(WIDTH_MAX, later.width())
    layout = overlay.layout()
    wanted = overlay.sizeHint().height()
    if layout is not None and layout.hasHeightForWidth():
        wanted = layout.totalHeightForWidth(width)
    height = min(wanted, later.height() // 2)
    return QRect(later.left(), later.bottom() - height + 1, width, height)


class BesideCallers:
    """Where the dock stands: at the bottom, and never beneath who is calling."""

    def __init__(self, callers: QWidget) -> None:
        self._callers = callers

    def __call__(self, overlay: QWidget, room: Room) -> QRect:
        """Tell the place."""
        box = over_the_timeline(overlay, room)
        callers = self._callers.geometry()
        if self._callers.isHidden() or not callers.intersects(box):
            return box
        if callers.left() - box.left() >= WIDTH_MIN:
            later = QRect(room.later)
            later.setRight(callers.left() - 1 + MARGIN)
            return over_the_timeline(overlay, Room(room.body, later))
        box.setTop(min(callers.bottom() + 1, box.bottom() - overlay.minimumSizeHint().height()))
        return box


class ClashDock(QFrame):
    """One clash at a time, once staff want to settle it; till then the connection line names it."""

    def __init__(self, model: ClashesModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._is_folded = True
        self._shown = ""
        self.setProperty("kind", "clash")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()
        self._lay_out()
        model.changed.connect(self.show_clash)
        model.refused.connect(self._show_refusal)
        theme.changed.connect(self.show_clash)
        self.retranslate()

    @property
    def is_folded(self) -> bool:
        """Whether it is put away, for the connection line to name."""
        return self._is_folded

    def bring_up(self) -> None:
        """Unfold the dock; staff asked for it."""
        self._is_folded = False
        self.show_clash()

    @Slot()
    def put_away(self) -> None:
        """Fold the dock; its block and the connection line still show the clash."""
        self._is_folded = True
        self.show_clash()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.before.set_words(self.tr("The clash before"))
        self.after.set_words(self.tr("The next clash"))
        self.undo.setText(self.tr("Undo"))
        self.show_clash()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self._model.reload()
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def show_clash(self) -> None:
        """Draw the clash on the card, or what was settled last, or nothing."""
        clash, settled = self._model.current, self._model.settled_text
        # Staff unfolded what they have settled now; the next clash asks for itself again.
        self._is_folded = self._is_folded or clash is None
        self.setVisible(not self._is_folded or bool(settled))
        at, count = self._model.position
        self.icon.setPixmap(
            icons.pixmap("clash", self._theme, "vermilion", ICON_PX, self.devicePixelRatioF())
        )
        self.count.setText(f"{at}/{count}" if count > 1 else "")
        for button in (self.before, self.after):
            button.setVisible(count > 1)
        self.settled.setText(settled)
        self.settled_row.setVisible(bool(settled))
        for each in (self.head, self.sides, self.ways):
            each.setVisible(clash is not None and not self._is_folded)
        self.fold.set_words(self.tr("Fold"))
        if clash is not None:
            self._show_clash(clash)
            if clash.id != self._shown:
                self._shown = clash.id
                self.refusal.hide()
        self.updateGeometry()

    def _build(self) -> None:
        self.head = QWidget(self)
        self.icon = QLabel(self.head)
        self.title = words(self.head, "heading")
        self.count = words(self.head, "soft")
        self.before = IconButton("left", self._theme, self.head)
        self.after = IconButton("right", self._theme, self.head)
        self.fold = IconButton("down", self._theme, self.head)
        self.fold.setProperty("quiet", True)
        self.sides = QLabel(self)
        self.sides.setWordWrap(True)
        self.sides.setTextFormat(Qt.TextFormat.RichText)
        self.ways = Chips(self)
        self.refusal = words(self, "alarm")
        self.refusal.hide()
        self.settled_row = QWidget(self)
        self.settled = words(self.settled_row, "body")
        self.undo = QPushButton(self.settled_row)
        for button in (self.before, self.after, self.fold, self.undo):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.before.clicked.connect(self._step_back)
        self.after.clicked.connect(self._step_on)
        self.fold.clicked.connect(self.put_away)
        self.ways.chosen.connect(self._settle)
        self.undo.clicked.connect(self._model.undo)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addWidget(self.icon)
        row.addWidget(self.title, 1)
        row.addWidget(self.count)
        for button in (self.before, self.after, self.fold):
            row.addWidget(button)
        done = QHBoxLayout(self.settled_row)
        done.setContentsMargins(0, 0, 0, 0)
        done.addWidget(self.settled, 1)
        done.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[1], SPACE[1], SPACE[2])
        column.setSpacing(SPACE[1])
        for each in (self.head, self.sides, self.ways, self.refusal, self.settled_row):
            column.addWidget(each)

    def _show_clash(self, clash: Clash) -> None:
        self.title.setText(clash.title)
        self.setAccessibleName(clash.text)
        self.sides.setText(self._sides_text(clash))
        faces = [ChipFace(way.keep, _way_text(way)) for way in clash.ways[:WAYS_MAX]]
        self.ways.show_faces(faces)
        for place, button in enumerate(self.ways.buttons):
            # A ready-made way out is ranked; between two people's answers nobody is preferred.
            is_best = place == 0 and not clash.is_about_a_field
            set_property(button, "kind", "primary" if is_best else "plain")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _sides_text(self, clash: Clash) -> str:
        lines = []
        if clash.base:
            lines.append(self.tr("Before: {value}").format(value=escape(clash.base)))
        lines += [self._side_text(each) for each in clash.sides]
        return "<br>".join(lines)

    def _side_text(self, side: Side) -> str:
        words = f"<b>{marked(side.pieces, self._theme)}</b>"
        if side.signed:
            words = self.tr("{what} ({who})").format(what=words, who=escape(side.signed))
        if side.standing:
            words = self.tr("{what} – {standing}").format(
                what=words, standing=escape(side.standing)
            )
        return words

    @Slot(object)
    def _settle(self, keep: int) -> None:
        if (clash := self._model.current) is not None:
            self._model.settle(clash.id, keep)

    @Slot()
    def _step_back(self) -> None:
        self._model.step(-1)

    @Slot()
    def _step_on(self) -> None:
        self._model.step(1)

    @Slot(str)
    def _show_refusal(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.show()


def _way_text(way: WayOut) -> str:
    return f"{way.text}\n{way.note}" if way.note else way.text
