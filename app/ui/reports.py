"""Reports over the book: a stretch of days in figures, charts and a table, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.card import Card
from app.ui.charts import ChartView
from app.ui.month_grid import MonthGrid
from app.ui.settings_parts import Group, TwoColumns
from app.ui.sheet_parts import FingerScroll, IconButton, set_property, words
from app.ui.theme import Theme
from app.viewmodels.months import MonthsModel
from app.viewmodels.reports import Chart, Figure, Period, ReportPage, ReportsModel
from resources.tokens import SPACE

CHARTS = 4
ROW_PX = 32
CALENDAR_WIDTH_MAX = 480


class FigureTile(QFrame):
    """One number that stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "group")
        self._label, self._value, self._note = QLabel(self), QLabel(self), QLabel(self)
        self._label.setProperty("kind", "soft")
        self._value.setProperty("kind", "title")
        self._note.setProperty("kind", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        column.setSpacing(0)
        for each in (self._label, self._value, self._note):
            column.addWidget(each)

    def show_figure(self, figure: Figure) -> None:
        """Show a number."""
        self._label.setText(figure.label)
        self._value.setText(figure.value)
        self._note.setText(figure.note)
        self.setAccessibleName(f"{figure.label} {figure.value} {figure.note}")


class ReportTable(QFrame):
    """The days below each other, in plain cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "group")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        self._grid.setHorizontalSpacing(SPACE[4])
        self._grid.setVerticalSpacing(0)
        self._cells: dict[tuple[int, int], QLabel] = {}

    def show_rows(self, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        """Show a table; cells that stand are used again."""
        table = (heads, *rows)
        for (row, column), cell in self._cells.items():
            cell.setVisible(row < len(table) and column < len(heads))
        for row, texts in enumerate(table):
            for column, text in enumerate(texts):
                cell = self._cell(row, column)
                if cell.text() != text:
                    cell.setText(text)
        self._grid.setColumnStretch(len(heads) - 3, 1)

    def text_at(self, row: int, column: int) -> str:
        """Read a cell; row 0 holds the heads."""
        return self._cells[row, column].text()

    def _cell(self, row: int, column: int) -> QLabel:
        if (row, column) not in self._cells:
            cell = QLabel(self)
            cell.setMinimumHeight(ROW_PX)
            cell.setProperty("kind", "soft" if row == 0 else "body")
            self._grid.addWidget(cell, row, column)
            self._cells[row, column] = cell
        return self._cells[row, column]


class ReportsCard(Card):
    """A stretch of days, added up."""

    def __init__(
        self,
        model: ReportsModel,
        months: MonthsModel,
        theme: Theme,
        folder: Callable[[], Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._folder = folder
        self._begun: date | None = None
        self.setProperty("kind", "sheet")
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.periods = {each: QPushButton(self) for each in Period}
        self.before = IconButton("left", theme, self)
        self.after = IconButton("right", theme, self)
        self.stretch = QLabel(self)
        self.save = QPushButton(self)
        self.answer = words(self, "body")
        self._inside = QWidget(self)
        self.calendar = MonthGrid(months, theme, self._inside)
        self.range_words = words(self._inside, "body")
        self.tiles = [FigureTile(self._inside) for _ in range(5)]
        self._groups = [Group(self._inside) for _ in range(CHARTS)]
        self.charts = [ChartView(theme, each) for each in self._groups]
        self._notes = [words(each, "soft") for each in self._groups]
        self.table = ReportTable(self._inside)
        self._lay_out()
        self._connect()
        self.retranslate()

    def bring_up(self) -> None:
        """Show the stretch."""
        self.answer.hide()
        self.show()
        self.raise_()
        self.read()
        self.periods[self._model.period].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Reports"))
        self.before.set_words(self.tr("Earlier"))
        self.after.set_words(self.tr("Later"))
        self.save.setText(self.tr("Save as CSV"))
        self._show_periods()
        self._show_range()
        if self.isVisible():
            self.read()

    @Slot()
    def read(self) -> None:
        """Read the stretch again."""
        page = self._model.page()
        self.stretch.setText(page.title)
        self._show_periods()
        self._show_range()
        self._show_page(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to the stretch before or after."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._model.step(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.stretch.setProperty("kind", "title")
        head = QHBoxLayout()
        head.setSpacing(SPACE[1])
        for button in self.periods.values():
            button.setCheckable(True)
            button.setProperty("kind", "toggle")
            head.addWidget(button)
        head.addSpacing(SPACE[2])
        head.addWidget(self.before)
        head.addWidget(self.stretch)
        head.addWidget(self.after)
        head.addStretch(1)
        head.addWidget(self.save)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, SPACE[2], SPACE[3])
        column.setSpacing(SPACE[3])
        column.addWidget(self.range_words)
        self.calendar.setMaximumWidth(CALENDAR_WIDTH_MAX)
        column.addWidget(self.calendar)
        figures = QHBoxLayout()
        figures.setSpacing(SPACE[2])
        for tile in self.tiles:
            figures.addWidget(tile, 1)
        column.addLayout(figures)
        over_time, *others = self._groups
        for group, chart, note in zip(self._groups, self.charts, self._notes, strict=True):
            group.column.addWidget(chart)
            group.column.addWidget(note)
        column.addWidget(over_time)
        sides = TwoColumns(self._inside)
        for place, group in enumerate(others):
            (sides.left if place != 1 else sides.right).addWidget(group)
        sides.right.addStretch(1)
        column.addWidget(sides)
        column.addWidget(self.table)
        column.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.answer)
        self.scroller = FingerScroll(self._inside, self)
        self.body.addWidget(self.scroller, 1)

    def _connect(self) -> None:
        for button in self.periods.values():
            button.clicked.connect(self._choose)
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn_on)
        self.save.clicked.connect(self._save)
        self.calendar.chosen.connect(self._take_day)
        self._model.changed.connect(self._read_if_shown)
        self._model.saved.connect(self._say)
        self._model.refused.connect(self._warn)

    def _show_periods(self) -> None:
        names = {
            Period.DAY: self.tr("Today"),
            Period.WEEK: self.tr("This week"),
            Period.MONTH: self.tr("This month"),
            Period.RANGE: self.tr("From … to …"),
        }
        for each, button in self.periods.items():
            button.setText(names[each])
            button.setChecked(each is self._model.period)

    def _show_range(self) -> None:
        is_range = self._model.period is Period.RANGE
        self.range_words.setText(
            self.tr("Now tap the last day.") if self._begun else self.tr("Tap the first day.")
        )
        self.range_words.setVisible(is_range)
        self.calendar.setVisible(is_range)

    def _show_page(self, page: ReportPage) -> None:
        for tile, figure in zip(self.tiles, page.figures, strict=True):
            tile.show_figure(figure)
        for place, chart in enumerate(page.charts):
            self._show_chart(place, chart)
        self.table.show_rows(page.heads, page.rows)

    def _show_chart(self, place: int, chart: Chart) -> None:
        self._groups[place].set_title(chart.title)
        self.charts[place].show_chart(chart)
        self._notes[place].setText(chart.note)
        self._notes[place].setVisible(bool(chart.note))

    @Slot()
    def _choose(self) -> None:
        period = next(each for each, button in self.periods.items() if button is self.sender())
        self._begun = None
        self.answer.hide()
        self._model.choose(period)
        if period is Period.RANGE:
            self.calendar.show_day(self._model.stretch[0])

    @Slot(object)
    def _take_day(self, day: date) -> None:
        if self._begun is None:
            self._begun = day
            self.calendar.show_day(day)
            self._show_range()
            return
        begun, self._begun = self._begun, None
        self._model.set_range(begun, day)

    @Slot()
    def _turn_back(self) -> None:
        self._model.step(-1)

    @Slot()
    def _turn_on(self) -> None:
        self._model.step(1)

    @Slot()
    def _save(self) -> None:
        self._model.save_csv(self._folder())

    @Slot()
    def _read_if_shown(self) -> None:
        if self.isVisible():
            self.read()

    @Slot(str)
    def _say(self, text: str) -> None:
        set_property(self.answer, "kind", "body")
        self.answer.setText(text)
        self.answer.show()

    @Slot(str)
    def _warn(self, text: str) -> None:
        set_property(self.answer, "kind", "alarm")
        self.answer.setText(text)
        self.answer.show()
