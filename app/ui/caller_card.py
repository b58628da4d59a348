"""Who is calling: cards at a fixed place that take no focus, no typed text and no stray tap."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.ids import CallId
from app.ui import icons
from app.ui.clash_card import over_the_timeline
from app.ui.sheet_parts import IconButton, discard, set_property, words
from app.ui.slide import slide_in
from app.ui.stage import Room
from app.ui.theme import Theme
from app.viewmodels.caller import CallerModel
from app.viewmodels.caller_face import CallerFace, GuestChoice
from app.viewmodels.caller_stack import Ringing
from resources.tokens import RADIUS_CARD, SPACE

WIDTH = 380
EDGE = 6
SHADE = SPACE[3]
"""Room around the cards for their shadow."""

RIM = SPACE[1]
"""As much of the shadow as is drawn: the less, the fewer taps are lost in it."""

ICON_PX = 18

ROWS_MAX = 2
"""Older calls that have a line of their own; the rest are counted."""

NOW_ROOM = 160
"""As much of the hours must stay in view beside a whole card: the present one is among them."""


WORD_JOINER = "\u2060"


class OneLine(QLabel):
    """Words that are shortened with … when they may not wrap, never cut off."""

    def minimumSizeHint(self) -> QSize:
        """Give way to the buttons beside."""
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(0, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            align,
            self.palette(),
            self.isEnabled(),
            words,
            self.foregroundRole(),
        )


class CallerCardView(QFrame):
    """One call.

    Signals:
        expand_requested: staff want to see this one whole; carries the call's id.
    """

    expand_requested = Signal(str)

    def __init__(
        self, call_id: CallId, model: CallerModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.call_id = call_id
        self._model = model
        self._theme = theme
        self._choices: tuple[GuestChoice, ...] = ()
        self._choice_buttons: list[QPushButton] = []
        self.setMaximumWidth(WIDTH)
        self._build_words()
        self._build_memo()
        self._build_buttons()
        self._lay_out()
        self._shade()
        _keep_focus_away(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.book.setText(self.tr("New reservation"))
        self.open_booking.setText(self.tr("Open reservation"))
        self.write_memo.setText(self.tr("Memo"))
        self.call_back.setText(self.tr("Call back"))
        self.keep_memo.setText(self.tr("Keep"))
        self.memo.setPlaceholderText(self.tr("What the caller wanted"))
        self.memo.setAccessibleName(self.tr("What the caller wanted"))
        self.close_button.set_words(self.tr("Put the call away; it stays in the call list"))
        self.expand.set_words(self.tr("Show this call"))

    def show_call(self, ringing: Ringing, *, is_full: bool) -> None:
        """Draw the call."""
        face = self._model.face(ringing)
        self._show_words(face, is_full=is_full)
        self._show_choices(face)
        for widget in (self.choices_title, *self._choice_buttons):
            widget.setVisible(is_full and bool(face.choices))
        typing = ringing.memo is not None
        self.memo_row.setVisible(is_full and typing)
        if typing and self.memo.text() != ringing.memo:
            self.memo.setText(ringing.memo)
        self.buttons.setVisible(is_full)
        self._column.setContentsMargins(
            SPACE[4], SPACE[1], SPACE[2], SPACE[3] if is_full else SPACE[1]
        )
        self.expand.setVisible(not is_full)
        self.open_booking.setEnabled(face.can_open)
        self.call_back.setEnabled(face.can_call_back and not face.calls_back)
        self.setAccessibleName(f"{face.state} {face.headline} {face.next_text}".strip())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card with its indigo edge; a style sheet's round corners would fray it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        painter.fillPath(outline, self._theme.color("sheet"))
        painter.setClipPath(outline)
        painter.fillRect(QRectF(0, 0, EDGE, self.height()), self._theme.color("indigo"))
        painter.setClipping(False)
        painter.setPen(self._theme.color("line"))
        painter.drawPath(outline)

    def _build_words(self) -> None:
        self.icon = QLabel(self)
        self.state = OneLine(self)
        set_property(self.state, "kind", "soft")
        self.headline = words(self, "display")
        self.kana = words(self, "body")
        self.caution = words(self, "alarm")
        self.allergies = words(self, "alarm")
        self.next = words(self, "heading")
        self.past = words(self, "body")
        self.notes = words(self, "body")
        self.line = words(self, "soft")
        self.choices_title = words(self, "soft")
        self.choices = QVBoxLayout()
        self.choices.setSpacing(SPACE[0])
        self.close_button = IconButton("close", self._theme, self)
        self.close_button.setProperty("quiet", True)
        self.close_button.clicked.connect(self._dismiss)
        self.expand = IconButton("down", self._theme, self)
        self.expand.setProperty("quiet", True)
        self.expand.clicked.connect(self._expand)

    def _build_memo(self) -> None:
        self.memo_row = QWidget(self)
        self.memo = QLineEdit(self.memo_row)
        self.keep_memo = QPushButton(self.memo_row)
        self.keep_memo.setProperty("kind", "primary")
        row = QHBoxLayout(self.memo_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addWidget(self.memo, 1)
        row.addWidget(self.keep_memo)
        self.memo.textEdited.connect(self._type_memo)
        self.memo.returnPressed.connect(self._keep_memo)
        self.keep_memo.clicked.connect(self._keep_memo)

    def _build_buttons(self) -> None:
        self.buttons = QWidget(self)
        self.book = QPushButton(self.buttons)
        self.book.setProperty("kind", "primary")
        self.open_booking = QPushButton(self.buttons)
        self.write_memo = QPushButton(self.buttons)
        self.call_back = QPushButton(self.buttons)
        grid = QGridLayout(self.buttons)
        grid.setContentsMargins(0, SPACE[1], 0, 0)
        grid.setSpacing(SPACE[1])
        four = (self.book, self.open_booking, self.write_memo, self.call_back)
        acts = (self._book, self._open_booking, self._write_memo, self._call_back)
        for place, (button, act) in enumerate(zip(four, acts, strict=True)):
            button.setProperty("reach", "large")
            button.clicked.connect(act)
            grid.addWidget(button, place // 2, place % 2)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE[1])
        head.addWidget(self.icon)
        head.addWidget(self.state, 1)
        head.addWidget(self.expand)
        head.addWidget(self.close_button)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(SPACE[0])
        column.addLayout(head)
        for each in (self.headline, self.kana, self.caution, self.allergies, self.next):
            column.addWidget(each)
        for each in (self.past, self.notes, self.choices_title):
            column.addWidget(each)
        column.addLayout(self.choices)
        column.addWidget(self.line)
        column.addWidget(self.memo_row)
        column.addWidget(self.buttons)

    def _show_words(self, face: CallerFace, *, is_full: bool) -> None:
        self._tint_icon(face)
        state = f"{face.state}  {face.times}".strip()
        if not is_full:
            state = f"{state}  {face.headline}  {face.number}".strip()
        self.state.setWordWrap(is_full)
        self.state.setText(state)
        set_property(self.state, "kind", "alarm" if face.alarms else "soft")
        who = "   ".join(each for each in (face.kana, face.number) if each)
        caution = face.caution and self.tr("Caution: {why}").format(why=face.caution)
        allergies = face.allergies and self.tr("Allergy: {what}").format(what=face.allergies)
        number_first = face.calls_back and face.number
        lines = (
            (self.headline, face.headline),
            (self.kana, who),
            (self.caution, caution),
            (self.allergies, allergies),
            (self.next, _unbroken(face.next_text)),
            (self.past, face.past),
            (self.notes, face.memo),
            (self.choices_title, face.choices_title),
            (self.line, face.line),
        )
        for label, text in lines:
            label.setText(text)
            label.setVisible(is_full and bool(text))
        set_property(self.next, "kind", "title" if face.next_is_today else "heading")
        if number_first:
            self.kana.setText(self.tr("Call back: {number}").format(number=face.number))
        set_property(self.kana, "kind", "title" if number_first else "body")

    def _show_choices(self, face: CallerFace) -> None:
        if face.choices == self._choices:
            return
        self._choices = face.choices
        for button in self._choice_buttons:
            discard(self.choices, button)
        self._choice_buttons = []
        for choice in face.choices:
            button = QPushButton(f"{choice.name}   {choice.detail}", self)
            button.setProperty("kind", "line")
            button.setProperty("guest", choice.guest_id)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._choose)
            self.choices.addWidget(button)
            self._choice_buttons.append(button)

    def _tint_icon(self, face: CallerFace) -> None:
        name = "phone-missed" if face.alarms else "phone-back" if face.calls_back else "phone"
        token = "vermilion" if face.alarms else "indigo"
        self.icon.setPixmap(
            icons.pixmap(name, self._theme, token, ICON_PX, self.devicePixelRatioF())
        )

    def _shade(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        ink = self._theme.color("shadow")
        ink.setAlpha(70 if self._theme.name == "light" else 160)
        shadow.setColor(ink)
        shadow.setBlurRadius(SPACE[4])
        shadow.setOffset(0, SPACE[0])
        self.setGraphicsEffect(shadow)

    def _is_meant(self) -> bool:
        """Whether a tap is for this card, and not for what it has just slid over."""
        return self._model.is_armed(self.call_id)

    @Slot()
    def _book(self) -> None:
        if self._is_meant():
            self._model.book(self.call_id)

    @Slot()
    def _open_booking(self) -> None:
        if self._is_meant():
            self._model.open_booking(self.call_id)

    @Slot()
    def _write_memo(self) -> None:
        if self._is_meant():
            self._model.type_memo(self.call_id, "")
            # Staff asked to write here, so here the focus may go.
            self.memo.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _type_memo(self, text: str) -> None:
        self._model.type_memo(self.call_id, text)

    @Slot()
    def _keep_memo(self) -> None:
        self._model.keep_memo(self.call_id)

    @Slot()
    def _call_back(self) -> None:
        if self._is_meant():
            self._model.call_back(self.call_id)

    @Slot()
    def _choose(self) -> None:
        if self._is_meant():
            self._model.choose(self.call_id, self.sender().property("guest"))

    @Slot()
    def _expand(self) -> None:
        self.expand_requested.emit(self.call_id)

    @Slot()
    def _dismiss(self) -> None:
        if self._is_meant():
            self._model.dismiss(self.call_id)


class CallerStack(QWidget):
    """The cards, newest on top, at the right edge beside whatever else stands there."""

    def __init__(self, model: CallerModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._cards: dict[CallId, CallerCardView] = {}
        self._newest = ""
        self._whole = ""
        self._is_narrow = False
        self._is_asked = False
        self._rows_max = ROWS_MAX
        self.more = QLabel(self)
        self.more.setProperty("kind", "more")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMaximumWidth(WIDTH + 2 * SHADE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SHADE, SHADE, SHADE, SHADE)
        self._column.setSpacing(SPACE[2])
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        model.changed.connect(self.show_stack)
        theme.changed.connect(self._dress_again)
        self.show_stack()

    @property
    def cards(self) -> tuple[CallerCardView, ...]:
        """The cards, newest first."""
        return tuple(self._cards[each.call.id] for each in self._model.stack)

    @property
    def is_folded(self) -> bool:
        """Whether every call is a line now."""
        return not any(self._is_full(each) for each in self._model.stack)

    @Slot()
    def show_stack(self) -> None:
        """Draw the calls; a card that is there already stays the same widget."""
        stack = self._model.stack
        ids = [each.call.id for each in stack]
        # One card is whole, the others a line each, so that all stay within a hand's reach; a new
        # call takes the place, unless something is being written on the one before.
        newest = ids[0] if ids else ""
        if newest != self._newest or self._whole not in ids:
            self._whole = newest
            self._is_asked = False
        self._newest = newest
        for call_id in [each for each in self._cards if each not in ids]:
            discard(self._column, self._cards.pop(call_id))
        for place, ringing in enumerate(stack):
            card = self._cards.get(ringing.call.id)
            if card is None:
                card = CallerCardView(ringing.call.id, self._model, self._theme, self)
                card.expand_requested.connect(self._expand)
                self._cards[ringing.call.id] = card
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            card.show_call(ringing, is_full=self._is_full(ringing))
        self._show_rows()
        self.setVisible(bool(stack))
        self.updateGeometry()
        self._cut_out()

    def fit(self, width: int, height: int, *, is_narrow: bool) -> int:
        """Fold and count as many calls as it takes to fit; return the height needed.

        Where the room is narrow even the newest call is a line, until staff ask for it.
        """
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.show_stack()
        inner = width - 2 * SHADE
        full = [each for each in self._model.stack if self._is_full(each)]
        folded = [each for each in self._model.stack if not self._is_full(each)]
        taken = 2 * SHADE + sum(
            _height(self._cards[each.call.id], inner) + SPACE[2] for each in full
        )
        rows = 1 if is_narrow and not full else ROWS_MAX
        if full and folded:
            row = _height(self._cards[folded[0].call.id], inner) + SPACE[2]
            count = self.more.sizeHint().height() + SPACE[2]
            rows = min(rows, max(0, height - taken - count) // row)
        if rows != self._rows_max:
            self._rows_max = rows
            self._show_rows()
        return _height(self, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be there only where a card is: between and beside them taps belong to the book."""
        super().resizeEvent(event)
        self._cut_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Slide in, so that the eye sees where it came from."""
        super().showEvent(event)
        self.raise_()
        slide_in(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            for card in self._cards.values():
                card.retranslate()
            self.show_stack()
        super().changeEvent(event)

    def _is_full(self, ringing: Ringing) -> bool:
        is_whole = ringing.call.id == self._whole and (self._is_asked or not self._is_narrow)
        return is_whole or ringing.memo is not None

    def _show_rows(self) -> None:
        rows, hidden = 0, 0
        for ringing in self._model.stack:
            is_shown = self._is_full(ringing) or rows < self._rows_max
            rows += not self._is_full(ringing)
            hidden += not is_shown
            self._cards[ringing.call.id].setVisible(is_shown)
        # Translated with a count, and read anew with every change of it.
        self.more.setText(self.tr("%n more call(s)", "", hidden))
        self.more.setVisible(hidden > 0)

    def _cut_out(self) -> None:
        self._column.activate()
        region = QRegion()
        for card in (*self._cards.values(), self.more):
            if card.isHidden():
                continue
            region += card.geometry().adjusted(-RIM, -RIM, RIM, RIM)
        self.setMask(region)

    @Slot(str)
    def _expand(self, call_id: str) -> None:
        self._whole = call_id
        self._is_asked = True
        self.show_stack()

    @Slot()
    def _dress_again(self) -> None:
        for call_id in list(self._cards):
            discard(self._column, self._cards.pop(call_id))
        self.show_stack()


class BesideSheet:
    """Where the stack stands: at the right edge, or left of the sheet while one is open there.

    A line that has no room but over the present hours stands at their foot, above the clash dock:
    at their head it would hide the clock, and the parties without a table.
    """

    def __init__(self, *sheets: QWidget, dock: QWidget | None = None) -> None:
        self._sheets = sheets
        self._dock = dock

    def __call__(self, overlay: QWidget, room: Room) -> QRect:
        """Tell the place."""
        taken = max((each.width() for each in self._sheets if not each.isHidden()), default=0)
        right = room.body.right() - taken
        free = right - room.later.left() + 1
        width = min(overlay.maximumWidth(), free)
        assert isinstance(overlay, CallerStack)
        is_narrow = taken > 0 and free < width + NOW_ROOM
        height = overlay.fit(width, room.body.height(), is_narrow=is_narrow)
        box = QRect(right - width + 1, room.body.top(), width, height)
        if is_narrow and overlay.is_folded:
            box.moveBottom(room.body.bottom())
            if self._dock is not None and not self._dock.isHidden():
                box.moveBottom(over_the_timeline(self._dock, room).top() - 1)
        return box


def _unbroken(text: str) -> str:
    """Let lines break between words only: Japanese may break anywhere, and tears `4名様` apart."""
    return re.sub(r"(?<=\S)(?=\S)", WORD_JOINER, text)


def _height(widget: QWidget, width: int) -> int:
    """Tell how high a widget wants to be; without words that wrap, the width does not matter."""
    layout = widget.layout()
    assert layout is not None
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()


def _keep_focus_away(card: QWidget) -> None:
    """Let Tab reach the buttons, but no tap move the focus from where somebody is typing."""
    for button in card.findChildren(QPushButton):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
