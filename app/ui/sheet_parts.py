"""The small controls a reservation sheet is made of: steppers, chips, quarter-hours, a name box."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.flow import FlowLayout
from app.ui.theme import Theme
from app.viewmodels.sheet_slots import TimeChip
from resources.tokens import RADIUS_CARD, SPACE, TOUCH_MIN, TYPE

TIME_COLUMNS = 4
ICON_PX = 20
NUMBER_WIDTH = 26

_KANA = re.compile(r"[ぁ-ゖァ-ヺーゝゞヽヾ 　]+")
_KANJI = re.compile(r"[㐀-鿿々豈-﫿]")


class Caption(QLabel):
    """The small word over a control."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "soft")


class IconButton(QPushButton):
    """A square button with nothing but an icon, named for readers."""

    def __init__(self, icon: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self.setFixedSize(TOUCH_MIN, TOUCH_MIN)
        self.setProperty("kind", "icon")
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        theme.changed.connect(self._tint)
        self._tint()

    def set_words(self, words: str) -> None:
        """Name it for readers, and for who holds a mouse over it."""
        self.setAccessibleName(words)
        self.setToolTip(words)

    @Slot()
    def _tint(self) -> None:
        self.setIcon(icons.icon(self._icon, self._theme, "ink"))


class Check(QCheckBox):
    """A check box that a tap anywhere on its row changes."""

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802  # Qt calls it
        """Take the whole row for the box."""
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a tick into the box: colour alone would not say that it is set."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRectF(
            self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(self.palette().highlightedText().color(), 2.5, c=Qt.PenCapStyle.RoundCap)
        )
        middle, side = box.center(), box.width() / 4
        painter.drawPolyline(
            [
                middle + QPointF(-side, 0),
                middle + QPointF(-side / 4, side * 0.75),
                middle + QPointF(side, -side * 0.75),
            ]
        )
        painter.end()


class Stepper(QWidget):
    """A number with a minus and a plus under the thumb.

    Signals:
        stepped: carries +1 or -1.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = Caption(self)
        self.less = IconButton("minus", theme, self)
        self.more = IconButton("plus", theme, self)
        self.number = QLabel("0", self)
        self.number.setProperty("kind", "heading")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setMinimumWidth(NUMBER_WIDTH)
        for button in (self.less, self.more):
            button.setAutoRepeat(True)
        self.less.clicked.connect(self._step_down)
        self.more.clicked.connect(self._step_up)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.less)
        row.addWidget(self.number, 1)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addWidget(self._caption)
        column.addLayout(row)

    def set_words(self, caption: str, fewer: str, more: str) -> None:
        """Name the number and its buttons."""
        self._caption.setText(caption)
        self.number.setAccessibleName(caption)
        self.less.set_words(fewer)
        self.more.set_words(more)

    def show_number(self, text: str) -> None:
        """Show the number."""
        self.number.setText(text)
        wide = self.number.sizeHint().width()
        # A number with its unit would touch the buttons.
        air = 0 if text.isdigit() else 2 * SPACE[1]
        self.number.setMinimumWidth(max(NUMBER_WIDTH, wide + air))

    @Slot()
    def _step_down(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _step_up(self) -> None:
        self.stepped.emit(1)


@dataclass(frozen=True, slots=True)
class ChipFace:
    """What one chip shows, and what it stands for."""

    key: Hashable
    text: str
    is_chosen: bool = False
    spoken: str = ""
    alarms: bool = False


class Chips(QWidget):
    """A row of chips that goes on in the next line; a tap says which.

    Signals:
        chosen: carries the key of the chip that was tapped.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._faces: tuple[ChipFace, ...] = ()
        self._buttons: list[QPushButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The chips, in order."""
        return tuple(self._buttons)

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """What the chips stand for, in order."""
        return tuple(face.key for face in self._faces)

    def show_faces(self, faces: Sequence[ChipFace]) -> None:
        """Show these chips; those that stay keep their place and the focus."""
        wanted = tuple(faces)
        if wanted == self._faces:
            return
        self._faces = wanted
        while len(self._buttons) > len(wanted):
            discard(self._flow, self._buttons.pop())
        while len(self._buttons) < len(wanted):
            button = QPushButton(self)
            button.setCheckable(True)
            button.clicked.connect(self._tell)
            self._buttons.append(button)
            self._flow.addWidget(button)
        for button, face in zip(self._buttons, wanted, strict=True):
            button.setText(face.text)
            button.setChecked(face.is_chosen)
            button.setAccessibleName(face.spoken or face.text)
            set_property(button, "alarms", face.alarms)
            button.show()
        self._flow.invalidate()
        self.updateGeometry()

    @Slot()
    def _tell(self) -> None:
        place = self._buttons.index(self.sender())  # type: ignore[arg-type]
        # What is chosen is the model's to say, not the tap's.
        self._buttons[place].setChecked(self._faces[place].is_chosen)
        self.chosen.emit(self._faces[place].key)


class TimeButton(QAbstractButton):
    """One quarter-hour: the time, and under it how full it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip: TimeChip | None = None
        self.setCheckable(True)
        self.setMinimumSize(72, TOUCH_MIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def minute(self) -> int:
        """The time it stands for."""
        assert self._chip is not None
        return self._chip.minute

    def show_chip(self, chip: TimeChip, *, is_chosen: bool) -> None:
        """Show a quarter-hour."""
        self._chip = chip
        self.setChecked(is_chosen)
        words = [chip.text, self.tr("{pace} guests").format(pace=chip.pace) if chip.pace else ""]
        if not chip.has_table:
            words.append(self.tr("no table free"))
        if chip.over_pace:
            words.append(self.tr("over the house's pace"))
        self.setAccessibleName(", ".join(each for each in words if each))
        self.update()

    def sizeHint(self) -> QSize:
        """A finger wide and high."""
        return QSize(88, TOUCH_MIN + SPACE[0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw time, pace and what is against it: by colour, by outline and by word."""
        chip = self._chip
        if chip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, theme = self.isChecked(), self._theme
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = QPen(theme.color("indigo" if chosen or self.hasFocus() else "line"))
        edge.setWidthF(2 if self.hasFocus() else 1)
        if not chip.has_table and not chosen:
            edge.setColor(theme.color("edge"))
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        fill = "indigo" if chosen else "wait" if self.isDown() or not chip.has_table else "sheet"
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        ink = "on_indigo" if chosen else "ink" if chip.has_table else "ink_soft"
        self._write(painter, box, chip, ink)
        if chosen and self.hasFocus():
            painter.setPen(QPen(theme.color("on_indigo"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), RADIUS_CARD - 3, RADIUS_CARD - 3)

    def _write(self, painter: QPainter, box: QRectF, chip: TimeChip, ink: str) -> None:
        theme = self._theme
        below = chip.pace if chip.has_table else self.tr("full {pace}").format(pace=chip.pace)
        below = below.strip()
        top = QRectF(box)
        bottom = QRectF(box)
        if below:
            top.setBottom(box.center().y() + 3)
            bottom.setTop(box.center().y() + 2)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(TYPE[1], 700, tabular=True))
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, chip.text)
        if not below:
            return
        alarm = "vermilion_ink" if not self.isChecked() else "on_indigo"
        soft = "ink_soft" if not self.isChecked() else "on_indigo"
        painter.setPen(theme.color(alarm if chip.over_pace else soft))
        painter.setFont(theme.font(TYPE[0], 700 if chip.over_pace else 400, tabular=True))
        painter.drawText(bottom, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, below)


class TimeGrid(QWidget):
    """Three hours of quarter-hours.

    Signals:
        chosen: carries the minute that was tapped.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE[1])
        self._buttons: list[TimeButton] = []
        for column in range(TIME_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    @property
    def buttons(self) -> tuple[TimeButton, ...]:
        """The quarter-hours shown, in order."""
        return tuple(each for each in self._buttons if not each.isHidden())

    def show_chips(self, chips: Sequence[TimeChip], chosen: int | None) -> None:
        """Show these quarter-hours."""
        while len(self._buttons) < len(chips):
            button = TimeButton(self._theme, self)
            button.clicked.connect(self._tell)
            place = len(self._buttons)
            self._grid.addWidget(button, place // TIME_COLUMNS, place % TIME_COLUMNS)
            self._buttons.append(button)
        for button, chip in zip(self._buttons, chips, strict=False):
            button.show_chip(chip, is_chosen=chip.minute == chosen)
            button.show()
        for button in self._buttons[len(chips) :]:
            button.hide()

    @Slot()
    def _tell(self) -> None:
        button = self.sender()
        assert isinstance(button, TimeButton)
        self.chosen.emit(button.minute)


class NameBox(QLineEdit):
    """A line that tells what is being typed while the Japanese input method still composes it.

    Signals:
        typing: the text with what is being composed, at every stroke.
        reading_heard: a name was written in kanji; carries the kana it was typed in.
    """

    typing = Signal(str)
    reading_heard = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = ""
        self.textEdited.connect(self.typing)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Listen to the input method: it holds the kana that the written kanji no longer show."""
        preedit, commit = event.preeditString(), event.commitString()
        if _KANA.fullmatch(preedit):
            self._reading = preedit.strip()
        super().inputMethodEvent(event)
        if commit:
            if self._reading and _KANJI.search(commit):
                self.reading_heard.emit(self._reading)
            self._reading = ""
        else:
            self.typing.emit(self.text() + preedit)


class FingerScroll(QScrollArea):
    """Something tall, scrolled up and down by finger or wheel: no higher than it has to be."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Left to Qt, what is inside would be as high as chips in one column need: a resizable
        # widget never gets less than its minimum, and that knows nothing of the width given.
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._inside = inside
        self.setWidget(inside)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is inside the new width."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is inside when it grows or shrinks."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Make what is inside exactly as wide as is shown, and as high as that makes it."""
        inside, shown = self._inside, self.viewport().size()
        layout = inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(shown.width())
        else:
            needed = inside.sizeHint().height()
        inside.resize(shown.width(), max(shown.height(), needed))


def words(parent: QWidget, kind: str) -> QLabel:
    """Make a label that wraps, dressed as `kind`."""
    label = QLabel(parent)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label


def discard(layout: QLayout, widget: QWidget) -> None:
    """Take a widget off the screen now; Qt deletes it when it is safe to."""
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
