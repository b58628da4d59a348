"""Settings of the house: name, hours, closing days, turns, pace."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.settings_parts import PAGE_WIDTH_MAX, Choice, Number, Page, Rows, WeekdayChips
from app.ui.sheet_parts import Caption, Check, IconButton, discard, words
from app.ui.theme import Theme
from app.viewmodels.settings import SettingsModel
from app.viewmodels.settings_form import HouseForm, ShiftForm, TurnForm
from resources.tokens import SPACE

ZONES = ("Asia/Tokyo", "Asia/Seoul", "Asia/Taipei", "Europe/London", "America/New_York")
TURNS = 4
COVERS_MAX = 999
MINUTES_MAX = 1440
CLOCK_WIDTH = 96


class ShiftBox(QWidget):
    """One shift: its name, its hours, its weekdays.

    Signals:
        removed: staff take the shift away.
    """

    removed = Signal()

    def __init__(self, form: ShiftForm, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(form.name, self)
        self.opens = QLineEdit(form.opens, self)
        self.closes = QLineEdit(form.closes, self)
        for box in (self.opens, self.closes):
            box.setFixedWidth(CLOCK_WIDTH)
        self.weekdays = WeekdayChips(self)
        self.weekdays.set_days(form.weekdays)
        self.remove = IconButton("trash", theme, self)
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.name, 1)
        row.addWidget(self.opens)
        row.addWidget(self.closes)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE[1])
        column.setSpacing(SPACE[1])
        column.addLayout(row)
        column.addWidget(self.weekdays)
        self.retranslate()

    @property
    def form(self) -> ShiftForm:
        """What is typed."""
        return ShiftForm(
            name=self.name.text(),
            weekdays=self.weekdays.days,
            opens=self.opens.text(),
            closes=self.closes.text(),
        )

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.name.setPlaceholderText(self.tr("Name, such as Dinner"))
        self.name.setAccessibleName(self.tr("Name of the shift"))
        self.opens.setAccessibleName(self.tr("Opens at"))
        self.closes.setAccessibleName(self.tr("Closes at, such as 26:00"))
        self.remove.set_words(self.tr("Take this shift away"))
        self.weekdays.retranslate()


class HousePage(Page):
    """Everything about the house itself; nothing is saved before the button."""

    def __init__(self, model: SettingsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._shifts: list[ShiftBox] = []
        self._build()
        self._lay_out()
        self.retranslate()

    def show_house(self) -> None:
        """Lay the house out."""
        form = self._model.house()
        self.name.setText(form.name)
        self.zone.setCurrentText(form.timezone)
        self.day_starts.setText(form.day_starts)
        self.area_code.setText(form.area_code)
        self.closing_weekdays.set_days(form.closing_weekdays)
        self.closing_days.setText(form.closing_days)
        self.open_days.setText(form.open_days)
        self.pacing_covers.setValue(form.pacing_covers)
        self.pacing_minutes.setValue(form.pacing_minutes)
        self.infants.setChecked(form.infants_take_seat)
        for place, (covers, minutes) in enumerate(self._turns):
            turn = form.turns[place] if place < len(form.turns) else None
            covers.setValue(turn.covers_max if turn else 0)
            minutes.setValue(turn.minutes if turn else 0)
        for box in list(self._shifts):
            self._drop_shift(box)
        for shift in form.shifts:
            self._add_shift(shift)
        self.show_affected()

    @Slot()
    def show_affected(self) -> None:
        """List the bookings that new hours would turn away."""
        lines = self._model.affected
        title = self.tr("These bookings stay, but lie outside the new hours:")
        self.affected.setText("\n".join((title, *lines)) if lines else "")
        self.affected.setVisible(bool(lines))

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._rows.name_rows(
            self.tr("Name of the house"),
            self.tr("Time zone"),
            self.tr("The business day changes at"),
            self.tr("Area code, such as 03"),
        )
        self._days.name_rows(
            self.tr("Closed every"),
            self.tr("Closed on (dates with commas)"),
            self.tr("Open all the same on (dates with commas)"),
        )
        self._pace.name_rows(
            self.tr("Guests who may start in one slot (0: no limit)"),
            self.tr("Length of a slot in minutes"),
        )
        self._shift_caption.setText(self.tr("Shifts"))
        self._turn_caption.setText(self.tr("Length of stay: up to so many guests, so many minutes"))
        self.infants.setText(self.tr("Infants take a seat"))
        self.add_shift.setText(self.tr("Add a shift"))
        self.save.setText(self.tr("Save the house"))
        for place, (covers, minutes) in enumerate(self._turns, 1):
            covers.setAccessibleName(self.tr("Rule {number}: up to guests").format(number=place))
            minutes.setAccessibleName(self.tr("Rule {number}: minutes").format(number=place))
            covers.setSpecialValueText(self.tr("none"))
            minutes.setSpecialValueText(self.tr("none"))
            covers.setSuffix(self.tr(" guests"))
            minutes.setSuffix(self.tr(" min"))
        for box in self._shifts:
            box.retranslate()
        self.closing_weekdays.retranslate()
        self.show_affected()

    @property
    def form(self) -> HouseForm:
        """What is typed."""
        return HouseForm(
            name=self.name.text(),
            timezone=self.zone.currentText(),
            day_starts=self.day_starts.text(),
            shifts=tuple(each.form for each in self._shifts),
            closing_weekdays=self.closing_weekdays.days,
            closing_days=self.closing_days.text(),
            open_days=self.open_days.text(),
            turns=tuple(
                TurnForm(covers_max=covers.value(), minutes=minutes.value())
                for covers, minutes in self._turns
                if covers.value() and minutes.value()
            ),
            pacing_minutes=self.pacing_minutes.value(),
            pacing_covers=self.pacing_covers.value(),
            area_code=self.area_code.text(),
            infants_take_seat=self.infants.isChecked(),
        )

    def _build(self) -> None:
        inside = self.inside
        self.name = QLineEdit(inside)
        self.zone = Choice(inside)
        self.zone.setEditable(True)
        self.zone.addItems(list(ZONES))
        self.day_starts = QLineEdit(inside)
        self.area_code = QLineEdit(inside)
        self.closing_weekdays = WeekdayChips(inside)
        self.closing_days = QLineEdit(inside)
        self.open_days = QLineEdit(inside)
        self.pacing_covers = Number(0, COVERS_MAX, inside)
        self.pacing_minutes = Number(5, 240, inside)
        self.infants = Check(inside)
        self._turns = [
            (Number(0, COVERS_MAX, inside), Number(0, MINUTES_MAX, inside)) for _ in range(TURNS)
        ]
        self._shift_caption = Caption(inside)
        self._turn_caption = Caption(inside)
        self.add_shift = QPushButton(inside)
        self.add_shift.clicked.connect(self._add_empty_shift)
        self.affected = words(inside, "caution")
        self.save = QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._save)

    def _lay_out(self) -> None:
        self._rows, self._days, self._pace = Rows(), Rows(), Rows()
        self._rows.add(self.name, self.zone, self.day_starts, self.area_code)
        self._days.add(self.closing_weekdays, self.closing_days, self.open_days)
        self._pace.add(self.pacing_covers, self.pacing_minutes)
        self._shift_column = QVBoxLayout()
        turns = QGridLayout()
        turns.setSpacing(SPACE[1])
        for place, pair in enumerate(self._turns):
            for side, box in enumerate(pair):
                turns.addWidget(box, place, side)
        self.column.addWidget(self.affected)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._shift_caption)
        self.column.addLayout(self._shift_column)
        self.column.addWidget(self.add_shift)
        self.column.addLayout(self._days)
        self.column.addWidget(self._turn_caption)
        self.column.addLayout(turns)
        self.column.addLayout(self._pace)
        self.column.addWidget(self.infants)
        self.column.addStretch(1)
        self.save.setMaximumWidth(PAGE_WIDTH_MAX)
        self.footer.addWidget(self.save)

    def _add_shift(self, form: ShiftForm) -> None:
        box = ShiftBox(form, self._theme, self.inside)
        box.removed.connect(self._remove_shift)
        self._shifts.append(box)
        self._shift_column.addWidget(box)

    def _drop_shift(self, box: ShiftBox) -> None:
        self._shifts.remove(box)
        discard(self._shift_column, box)

    @Slot()
    def _add_empty_shift(self) -> None:
        self._add_shift(ShiftForm())

    @Slot()
    def _remove_shift(self) -> None:
        box = self.sender()
        assert isinstance(box, ShiftBox)
        self._drop_shift(box)

    @Slot()
    def _save(self) -> None:
        if self._model.save_house(self.form):
            self.show_house()
