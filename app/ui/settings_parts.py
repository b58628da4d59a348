"""Controls that several settings pages share: labelled rows, weekday chips, numbers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.ui.sheet_parts import Caption, ChipFace, Chips, FingerScroll, IconButton, set_property
from app.ui.theme import Theme
from app.viewmodels.header import weekday_text
from resources.tokens import SPACE

PAGE_WIDTH_MAX = 640
COLUMNS_WIDTH_MAX = 1280
TWO_COLUMNS_FROM = 840
"""A page that is wide enough for two columns of fields has them side by side."""
FIRST_MONDAY = 5
"""5 January 2026 was one."""

WEEKDAYS = 7


class Page(QWidget):
    """One page of the settings, scrolled by finger; its rows stand in one column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        inside.setMaximumWidth(PAGE_WIDTH_MAX)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, SPACE[2], SPACE[3])
        self.column.setSpacing(SPACE[1])
        self.inside = inside
        self.footer = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroller = FingerScroll(inside, self)
        outer.addWidget(self.scroller, 1)
        outer.addLayout(self.footer)

    def set_beside(self, overview: QWidget) -> None:
        """Put something tall at the left of the rows, scrolled by itself."""
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE[3])
        beside.addWidget(FingerScroll(overview, self), 1)
        beside.addWidget(self.scroller, 1)
        outer.insertLayout(0, beside, 1)

    def retranslate(self) -> None:
        """Put every word into the language in force."""


class Rows(QFormLayout):
    """Rows of a caption over its control."""

    def __init__(self) -> None:
        super().__init__()
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.setSpacing(SPACE[0])
        self._captions: list[tuple[Caption, QWidget]] = []

    def add(self, *controls: QWidget) -> None:
        """Add controls; `name_rows` gives them their words."""
        for control in controls:
            caption = Caption(control.parentWidget())
            self._captions.append((caption, control))
            self.addRow(caption, control)

    def name_rows(self, *words: str) -> None:
        """Name the rows in order, for eyes and for readers."""
        for (caption, control), word in zip(self._captions, words, strict=True):
            caption.setText(word)
            control.setAccessibleName(word)


class Group(QFrame):
    """Fields that belong together, under one heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "group")
        self._heading = QLabel(self)
        self._heading.setProperty("kind", "heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        self.column.setSpacing(SPACE[1])
        self.column.addWidget(self._heading)

    def set_title(self, words: str) -> None:
        """Name the group, for eyes and for readers."""
        self._heading.setText(words)
        self.setAccessibleName(words)


class TwoColumns(QWidget):
    """Groups in two columns where there is room, else in one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(SPACE[3])
        for column in (self.left, self.right):
            column.setSpacing(SPACE[3])
            self._sides.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, or one above the other."""
        super().resizeEvent(event)
        wide = event.size().width() >= TWO_COLUMNS_FROM
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != way:
            self._sides.setDirection(way)


class WeekdayChips(Chips):
    """The seven weekdays, any of them chosen.

    Signals:
        changed: another choice stands.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: frozenset[int] = frozenset()
        self.chosen.connect(self._toggle)
        self.retranslate()

    @property
    def days(self) -> frozenset[int]:
        """The weekdays chosen, 0 Monday to 6 Sunday."""
        return self._days

    def set_days(self, days: frozenset[int]) -> None:
        """Choose these weekdays."""
        self._days = days
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.show_faces(
            [ChipFace(day, _weekday_word(day), day in self._days) for day in range(WEEKDAYS)]
        )
        for button in self.buttons:
            set_property(button, "kind", "toggle")

    @Slot(object)
    def _toggle(self, day: int) -> None:
        self.set_days(self._days ^ {day})
        self.changed.emit()


class Number(QSpinBox):
    """A whole number; the wheel does not change it while somebody scrolls past."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        # The style sheet's padding does not reach the text inside a spin box.
        self.lineEdit().setTextMargins(SPACE[2], 0, SPACE[2], 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only while somebody is in the box; else let the page scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberStep(QWidget):
    """A number with a minus and a plus under the thumb, that can be typed as well.

    Signals:
        changed: another number stands there.
    """

    changed = Signal()

    def __init__(
        self, least: int, most: int, step: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = Number(least, most, self)
        self.box.setSingleStep(step)
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less = IconButton("minus", theme, self)
        self.more = IconButton("plus", theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[0])
        row.addWidget(self.less)
        row.addWidget(self.box, 1)
        row.addWidget(self.more)
        for button in (self.less, self.more):
            button.setAutoRepeat(True)
        self.less.clicked.connect(self.box.stepDown)
        self.more.clicked.connect(self.box.stepUp)
        self.box.valueChanged.connect(self._tell)

    def value(self) -> int:
        """Read the number."""
        return self.box.value()

    def set_value(self, value: int) -> None:
        """Show a number."""
        self.box.setValue(value)

    def set_words(self, name: str, fewer: str, more: str) -> None:
        """Name the number and its buttons for readers."""
        self.box.setAccessibleName(name)
        self.less.set_words(fewer)
        self.more.set_words(more)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


class Choice(QComboBox):
    """One of several; the wheel does not change it while somebody scrolls past."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only while somebody is in the box; else let the page scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _weekday_word(day: int) -> str:
    return weekday_text(date(2026, 1, FIRST_MONDAY + day))
