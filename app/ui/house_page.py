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

from app.ui.effects_box import EffectsBox
from app.ui.month_grid import MonthGrid
from app.ui.settings_parts import (
    COLUMNS_WIDTH_MAX,
    Choice,
    Group,
    NumberStep,
    Page,
    Rows,
    TwoColumns,
    WeekdayChips,
)
from app.ui.sheet_news import NewsLine
from app.ui.sheet_parts import Check, IconButton, discard, words
from app.ui.theme import Theme
from app.viewmodels.house_words import part_text
from app.viewmodels.settings import SettingsModel
from app.viewmodels.settings_form import HouseForm, ShiftForm, TurnForm, is_closed_on, next_turn
from resources.tokens import SPACE

ZONES = ("Asia/Tokyo", "Asia/Seoul", "Asia/Taipei", "Europe/London", "America/New_York")
COVERS_MAX = 999
MINUTES_MAX = 1440
MINUTES_STEP = 15
CLOCK_WIDTH = 96
SAVE_WIDTH = 280


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
        self.covers = NumberStep(1, COVERS_MAX, 1, theme, self)
        self.minutes = NumberStep(MINUTES_STEP, MINUTES_MAX, MINUTES_STEP, theme, self)
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
            number.changed.connect(self.changed)
        self.retranslate()

    def show_form(self, form: TurnForm) -> None:
        """Show a rule."""
        self.covers.set_value(form.covers_max)
        self.minutes.set_value(form.minutes)

    @property
    def form(self) -> TurnForm:
        """What is set."""
        return TurnForm(covers_max=self.covers.value(), minutes=self.minutes.value())

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.covers.set_words(
            self.tr("Up to so many guests"), self.tr("Fewer guests"), self.tr("More guests")
        )
        self.minutes.set_words(
            self.tr("Minutes at the table"), self.tr("Fewer minutes"), self.tr("More minutes")
        )
        self.covers.box.setPrefix(self.tr("up to "))
        self.covers.box.setSuffix(self.tr(" p"))
        self.minutes.box.setSuffix(self.tr(" min"))
        self.remove.set_words(self.tr("Take this rule away"))


class HousePage(Page):
    """Everything about the house itself; nothing is saved before the button.

    Signals:
        reservation_chosen: staff want to see to a booking that a change touches; carries its id.
    """

    reservation_chosen = Signal(str)

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
        ):
            show_text(box, text)
        if self.zone.currentText() != form.timezone:
            self.zone.setCurrentText(form.timezone)
        self.closing_weekdays.set_days(form.closing_weekdays)
        self.pacing_covers.set_value(form.pacing_covers)
        self.pacing_minutes.set_value(form.pacing_minutes)
        self.infants.setChecked(form.infants_take_seat)
        self._show_shifts(form.shifts)
        self._show_turns(form.turns)
        self._is_laying_out = False
        self._show_typed()

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
    def show_effects(self) -> None:
        """List the bookings that what is typed would touch, or say what cannot be read yet."""
        self.effects.show_groups(self._model.effects)
        count = self.effects.count
        self.touched.setText(self.tr("Bookings touched: {count}").format(count=count))
        self.touched.setVisible(bool(count))
        self.mistake.setText(self._model.mistake)
        self.mistake.setVisible(bool(self._model.mistake))

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        for group, title in (
            (self._hours, self.tr("Shifts")),
            (self._closing, self.tr("Closing days")),
            (self._pace, self.tr("Pace")),
            (self._stay, self.tr("Length of stay")),
            (self._house, self.tr("The house")),
        ):
            group.set_title(title)
        self._rows.name_rows(
            self.tr("Name of the house"),
            self.tr("Area code, such as 03"),
            self.tr("The business day changes at"),
            self.tr("Time zone"),
        )
        self._closed_rows.name_rows(self.tr("Closed every"))
        self._pace_rows.name_rows(
            self.tr("Guests who may start in one slot (0: no limit)"),
            self.tr("Length of a slot in minutes"),
        )
        self.closing_hint.setText(self.tr("Tap a day to close it, or to open it all the same."))
        for number, name in (
            (self.pacing_covers, self.tr("Guests who may start in one slot")),
            (self.pacing_minutes, self.tr("Length of a slot in minutes")),
        ):
            number.set_words(name, self.tr("Less"), self.tr("More"))
        self.infants.setText(self.tr("Infants take a seat"))
        self.add_shift.setText(self.tr("Add a shift"))
        self.add_turn.setText(self.tr("Add a rule"))
        self.save.setText(self.tr("Save the house"))
        self.discard.setText(self.tr("Drop what was typed"))
        for shift in self._shifts:
            shift.retranslate()
        for turn in self._turns:
            turn.retranslate()
        self.closing_weekdays.retranslate()
        self._show_days()
        self.show_news()
        self.show_effects()

    @property
    def form(self) -> HouseForm:
        """What is typed."""
        return HouseForm(
            name=self.name.text(),
            timezone=self.zone.currentText(),
            day_starts=self.day_starts.text(),
            shifts=tuple(each.form for each in self._shifts),
            closing_weekdays=self.closing_weekdays.days,
            closing_days=self._model.form.closing_days,
            open_days=self._model.form.open_days,
            turns=tuple(each.form for each in self._turns),
            pacing_minutes=self.pacing_minutes.value(),
            pacing_covers=self.pacing_covers.value(),
            area_code=self.area_code.text(),
            infants_take_seat=self.infants.isChecked(),
        )

    def _build(self) -> None:
        inside, theme = self.inside, self._theme
        self._hours, self._closing = Group(inside), Group(inside)
        self._pace, self._stay, self._house = Group(inside), Group(inside), Group(inside)
        self.name = QLineEdit(self._house)
        self.zone = Choice(self._house)
        self.zone.setEditable(True)
        self.zone.addItems(list(ZONES))
        self.day_starts = QLineEdit(self._house)
        self.area_code = QLineEdit(self._house)
        self.infants = Check(self._house)
        self.closing_weekdays = WeekdayChips(self._closing)
        self.calendar = MonthGrid(self._model.months, theme, self._closing)
        self.closing_hint = words(self._closing, "soft")
        self.days = words(self._closing, "body")
        self.pacing_covers = NumberStep(0, COVERS_MAX, 1, theme, self._pace)
        self.pacing_minutes = NumberStep(5, 240, 5, theme, self._pace)
        self.add_shift = QPushButton(self._hours)
        self.add_shift.clicked.connect(self._add_empty_shift)
        self.add_turn = QPushButton(self._stay)
        self.add_turn.clicked.connect(self._add_usual_turn)
        self.effects = EffectsBox(inside)
        self.touched = QPushButton(self)
        self.touched.setProperty("kind", "match")
        self.touched.clicked.connect(self._unfold_effects)
        self.mistake = words(self, "alarm")
        self.save = QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._model.save)
        self.discard = QPushButton(self)
        self.discard.setProperty("kind", "quiet")
        self.discard.clicked.connect(self._model.discard)

    def _lay_out(self) -> None:
        self.inside.setMaximumWidth(COLUMNS_WIDTH_MAX)
        self._rows, self._closed_rows, self._pace_rows = Rows(), Rows(), Rows()
        self._rows.add(self.name, self.area_code, self.day_starts, self.zone)
        self._closed_rows.add(self.closing_weekdays)
        self._pace_rows.add(self.pacing_covers, self.pacing_minutes)
        self._shift_column, self._turn_column = QVBoxLayout(), QVBoxLayout()
        for column in (self._shift_column, self._turn_column):
            column.setSpacing(SPACE[1])
        self._hours.column.addLayout(self._shift_column)
        self._hours.column.addWidget(self.add_shift)
        self._closing.column.addLayout(self._closed_rows)
        self._closing.column.addWidget(self.closing_hint)
        self._closing.column.addWidget(self.calendar)
        self._closing.column.addWidget(self.days)
        self._pace.column.addLayout(self._pace_rows)
        self._stay.column.addLayout(self._turn_column)
        self._stay.column.addWidget(self.add_turn)
        self._house.column.addLayout(self._rows)
        self._house.column.addWidget(self.infants)
        sides = TwoColumns(self.inside)
        for side, groups in (
            (sides.left, (self._hours, self._pace, self._stay)),
            (sides.right, (self._closing, self._house)),
        ):
            for group in groups:
                side.addWidget(group)
            side.addStretch(1)
        self._news_column = QVBoxLayout()
        self.column.addLayout(self._news_column)
        self.column.addWidget(self.effects)
        self.column.addWidget(sides)
        self.column.addStretch(1)
        self.save.setMinimumWidth(SAVE_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.save)
        row.addWidget(self.touched)
        row.addWidget(self.discard)
        row.addWidget(self.mistake, 1)
        row.addStretch(1)
        self.footer.addLayout(row)

    def _listen(self) -> None:
        for box in (self.name, self.day_starts, self.area_code):
            box.textChanged.connect(self._take_typed)
        self.zone.currentTextChanged.connect(self._take_typed)
        self.closing_weekdays.changed.connect(self._take_typed)
        self.pacing_covers.changed.connect(self._take_typed)
        self.pacing_minutes.changed.connect(self._take_typed)
        self.infants.toggled.connect(self._take_typed)
        self.calendar.chosen.connect(self._model.toggle_day)
        self.calendar.turned.connect(self._show_days)
        self.effects.reservation_chosen.connect(self.reservation_chosen)
        self._model.laid_out.connect(self.show_house)
        self._model.news_changed.connect(self.show_news)
        self._model.effects_changed.connect(self.show_effects)

    @Slot()
    def _unfold_effects(self) -> None:
        self.effects.setVisible(self.effects.isHidden())
        self.scroller.verticalScrollBar().setValue(0)

    @Slot()
    def _take_typed(self) -> None:
        if not self._is_laying_out:
            self._model.type(self.form)
            self._show_typed()

    def _show_typed(self) -> None:
        self.discard.setVisible(self._model.is_typed_on)
        self.save.setEnabled(self._model.is_typed_on)
        self._show_days()

    @Slot()
    def _show_days(self) -> None:
        """Mark the closing days of the month as the form has them, and list the single ones."""
        form = self._model.form
        if self.calendar.isVisible():
            days = [each.day for each in self.calendar.page.days]
            self.calendar.show_closed([day for day in days if is_closed_on(form, day)])
        lines = [
            words.format(days=part_text(form, name))
            for name, words in (
                ("closing_days", self.tr("Closed: {days}")),
                ("open_days", self.tr("Open all the same: {days}")),
            )
            if getattr(form, name)
        ]
        self.days.setText("\n".join(lines))
        self.days.setVisible(bool(lines))

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
