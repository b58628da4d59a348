"""Settings of the house: name, hours, closing days, turns, pace."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.settings_parts import PAGE_WIDTH_MAX, Choice, Number, Page, Rows, WeekdayChips
from app.ui.sheet_news import NewsLine
from app.ui.sheet_parts import Caption, Check, IconButton, discard, words
from app.ui.theme import Theme
from app.viewmodels.settings import SettingsModel
from app.viewmodels.settings_form import HouseForm, ShiftForm, TurnForm, next_turn
from resources.tokens import SPACE

ZONES = ("Asia/Tokyo", "Asia/Seoul", "Asia/Taipei", "Europe/London", "America/New_York")
COVERS_MAX = 999
MINUTES_MAX = 1440
MINUTES_STEP = 15
CLOCK_WIDTH = 96


class ShiftBox(QWidget):
    """One shift: its name, its hours, its weekdays.

    Signals:
        changed: something else is typed.
        removed: staff take the shift away.
    """

    changed = Signal()
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
        for box in (self.name, self.opens, self.closes):
            box.textChanged.connect(self.changed)
        self.weekdays.changed.connect(self.changed)
        self.retranslate()

    def show_form(self, form: ShiftForm) -> None:
        """Show a shift; what reads the same already is left alone, with its cursor."""
        for box, text in (
            (self.name, form.name),
            (self.opens, form.opens),
            (self.closes, form.closes),
        ):
            show_text(box, text)
        self.weekdays.set_days(form.weekdays)

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


class TurnBox(QWidget):
    """One rule: parties up to a size stay so long.

    Signals:
        changed: another number stands there.
        removed: staff take the rule away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, form: TurnForm, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.covers = Number(1, COVERS_MAX, self)
        self.minutes = Number(MINUTES_STEP, MINUTES_MAX, self)
        self.minutes.setSingleStep(MINUTES_STEP)
        self.remove = IconButton("trash", theme, self)
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addWidget(self.covers, 1)
        row.addWidget(self.minutes, 1)
        row.addWidget(self.remove)
        self.show_form(form)
        for number in (self.covers, self.minutes):
            number.valueChanged.connect(self.changed)
        self.retranslate()

    def show_form(self, form: TurnForm) -> None:
        """Show a rule."""
        self.covers.setValue(form.covers_max)
        self.minutes.setValue(form.minutes)

    @property
    def form(self) -> TurnForm:
        """What is set."""
        return TurnForm(covers_max=self.covers.value(), minutes=self.minutes.value())

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.covers.setAccessibleName(self.tr("Up to so many guests"))
        self.minutes.setAccessibleName(self.tr("Minutes at the table"))
        self.covers.setPrefix(self.tr("up to "))
        self.covers.setSuffix(self.tr(" guests"))
        self.minutes.setSuffix(self.tr(" min"))
        self.remove.set_words(self.tr("Take this rule away"))


class HousePage(Page):
    """Everything about the house itself; nothing is saved before the button."""

    def __init__(self, model: SettingsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model.house
        self._theme = theme
        self._shifts: list[ShiftBox] = []
        self._turns: list[TurnBox] = []
        self._news: list[NewsLine] = []
        self._is_laying_out = False
        self._build()
        self._lay_out()
        self._listen()
        self.retranslate()

    @Slot()
    def show_house(self) -> None:
        """Show the form; what reads the same already keeps its cursor and its focus."""
        form = self._model.form
        self._is_laying_out = True
        for box, text in (
            (self.name, form.name),
            (self.day_starts, form.day_starts),
            (self.area_code, form.area_code),
            (self.closing_days, form.closing_days),
            (self.open_days, form.open_days),
        ):
            show_text(box, text)
        if self.zone.currentText() != form.timezone:
            self.zone.setCurrentText(form.timezone)
        self.closing_weekdays.set_days(form.closing_weekdays)
        self.pacing_covers.setValue(form.pacing_covers)
        self.pacing_minutes.setValue(form.pacing_minutes)
        self.infants.setChecked(form.infants_take_seat)
        self._show_shifts(form.shifts)
        self._show_turns(form.turns)
        self._is_laying_out = False
        self._show_typed()
        self.show_affected()

    @Slot()
    def show_news(self) -> None:
        """Show what others set on the fields that are being typed on here."""
        for line in self._news:
            discard(self._news_column, line)
        self._news = []
        for each in self._model.news:
            line = NewsLine(each, self._theme, self.inside)
            line.mine_kept.connect(self._model.keep_mine)
            line.theirs_taken.connect(self._model.take_theirs)
            self._news_column.addWidget(line)
            self._news.append(line)

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
        self.add_turn.setText(self.tr("Add a rule"))
        self.discard.setText(self.tr("Drop what was typed"))
        for shift in self._shifts:
            shift.retranslate()
        for turn in self._turns:
            turn.retranslate()
        self.closing_weekdays.retranslate()
        self.show_affected()
        self.show_news()

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
            turns=tuple(each.form for each in self._turns),
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
        self._shift_caption = Caption(inside)
        self._turn_caption = Caption(inside)
        self.add_shift = QPushButton(inside)
        self.add_shift.clicked.connect(self._add_empty_shift)
        self.add_turn = QPushButton(inside)
        self.add_turn.clicked.connect(self._add_usual_turn)
        self.affected = words(inside, "caution")
        self.save = QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._model.save)
        self.discard = QPushButton(self)
        self.discard.setProperty("kind", "quiet")
        self.discard.clicked.connect(self._model.discard)

    def _lay_out(self) -> None:
        self._rows, self._days, self._pace = Rows(), Rows(), Rows()
        self._rows.add(self.name, self.zone, self.day_starts, self.area_code)
        self._days.add(self.closing_weekdays, self.closing_days, self.open_days)
        self._pace.add(self.pacing_covers, self.pacing_minutes)
        self._shift_column = QVBoxLayout()
        self._turn_column = QVBoxLayout()
        self._turn_column.setSpacing(SPACE[1])
        self._news_column = QVBoxLayout()
        self.column.addLayout(self._news_column)
        self.column.addWidget(self.affected)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._shift_caption)
        self.column.addLayout(self._shift_column)
        self.column.addWidget(self.add_shift)
        self.column.addLayout(self._days)
        self.column.addWidget(self._turn_caption)
        self.column.addLayout(self._turn_column)
        self.column.addWidget(self.add_turn)
        self.column.addLayout(self._pace)
        self.column.addWidget(self.infants)
        self.column.addStretch(1)
        self.save.setMaximumWidth(PAGE_WIDTH_MAX)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.save, 1)
        row.addWidget(self.discard)
        self.footer.addLayout(row)

    def _listen(self) -> None:
        for box in (self.name, self.day_starts, self.area_code, self.closing_days, self.open_days):
            box.textChanged.connect(self._take_typed)
        self.zone.currentTextChanged.connect(self._take_typed)
        self.closing_weekdays.changed.connect(self._take_typed)
        self.pacing_covers.valueChanged.connect(self._take_typed)
        self.pacing_minutes.valueChanged.connect(self._take_typed)
        self.infants.toggled.connect(self._take_typed)
        self._model.laid_out.connect(self.show_house)
        self._model.news_changed.connect(self.show_news)
        self._model.saved.connect(self.show_affected)

    @Slot()
    def _take_typed(self) -> None:
        if not self._is_laying_out:
            self._model.type(self.form)
            self._show_typed()

    def _show_typed(self) -> None:
        self.discard.setVisible(self._model.is_typed_on)

    def _show_shifts(self, forms: tuple[ShiftForm, ...]) -> None:
        for box in self._shifts[len(forms) :]:
            self._drop_shift(box)
        for box, form in zip(self._shifts, forms, strict=False):
            box.show_form(form)
        for form in forms[len(self._shifts) :]:
            self._add_shift(form)

    def _show_turns(self, forms: tuple[TurnForm, ...]) -> None:
        for box in self._turns[len(forms) :]:
            self._drop_turn(box)
        for box, form in zip(self._turns, forms, strict=False):
            box.show_form(form)
        for form in forms[len(self._turns) :]:
            self._add_turn(form)

    def _add_shift(self, form: ShiftForm) -> None:
        box = ShiftBox(form, self._theme, self.inside)
        box.changed.connect(self._take_typed)
        box.removed.connect(self._remove_shift)
        self._shifts.append(box)
        self._shift_column.addWidget(box)

    def _drop_shift(self, box: ShiftBox) -> None:
        self._shifts.remove(box)
        discard(self._shift_column, box)

    def _add_turn(self, form: TurnForm) -> None:
        box = TurnBox(form, self._theme, self.inside)
        box.changed.connect(self._take_typed)
        box.removed.connect(self._remove_turn)
        self._turns.append(box)
        self._turn_column.addWidget(box)

    def _drop_turn(self, box: TurnBox) -> None:
        self._turns.remove(box)
        discard(self._turn_column, box)

    @Slot()
    def _add_empty_shift(self) -> None:
        self._add_shift(ShiftForm())
        self._take_typed()

    @Slot()
    def _add_usual_turn(self) -> None:
        self._add_turn(next_turn(tuple(each.form for each in self._turns)))
        self._take_typed()

    @Slot()
    def _remove_shift(self) -> None:
        box = self.sender()
        assert isinstance(box, ShiftBox)
        self._drop_shift(box)
        self._take_typed()

    @Slot()
    def _remove_turn(self) -> None:
        box = self.sender()
        assert isinstance(box, TurnBox)
        self._drop_turn(box)
        self._take_typed()


def show_text(box: QLineEdit, text: str) -> None:
    """Show a text, and leave the cursor alone where it stands there already."""
    if box.text() != text:
        box.setText(text)
