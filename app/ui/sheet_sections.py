"""The parts of a reservation sheet, from top to bottom; each draws the model and asks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.month_grid import MonthGrid
from app.ui.sheet_parts import (
    Caption,
    Check,
    ChipFace,
    Chips,
    IconButton,
    NameBox,
    Stepper,
    TimeGrid,
    discard,
    set_property,
)
from app.ui.theme import Theme
from app.viewmodels.sheet import SheetModel
from app.viewmodels.sheet_facts import TableChoice
from app.viewmodels.wording import listed, past_text, person_text
from resources.tokens import SPACE, TOUCH_MIN

MEMO_LINES_HEIGHT = 76
TIME_BOX_WIDTH = 108
CHANNELS = ("phone", "in_person", "web", "walk_in")


class Section(QWidget):
    """One part of the sheet."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE[0])

    def show_sheet(self) -> None:
        """Draw what stands on the sheet."""

    def retranslate(self) -> None:
        """Put every word into the language in force."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class DaySection(Section):
    """Which business day: a step to either side, or a calendar."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self.before = IconButton("left", theme, self)
        self.after = IconButton("right", theme, self)
        self.day = QPushButton(self)
        self.day.setProperty("kind", "day")
        self.calendar = MonthGrid(model.months, theme, self)
        self.calendar.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.before)
        row.addWidget(self.day, 1)
        row.addWidget(self.after)
        self.column.addLayout(row)
        self.column.addWidget(self.calendar)
        self.before.clicked.connect(self._step_back)
        self.after.clicked.connect(self._step_on)
        self.day.clicked.connect(self._toggle_calendar)
        self.calendar.chosen.connect(self._take_day)
        self.retranslate()

    def show_sheet(self) -> None:
        """Draw the day."""
        self.day.setText(self._model.day_text)
        if self.calendar.isVisible():
            self.calendar.show_day(self._model.form.business_day)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.before.set_words(self.tr("The day before"))
        self.after.set_words(self.tr("The day after"))
        self.day.setAccessibleName(self.tr("Choose a day"))

    @Slot()
    def _step_back(self) -> None:
        self._move(self._model.form.business_day - timedelta(days=1))

    @Slot()
    def _step_on(self) -> None:
        self._move(self._model.form.business_day + timedelta(days=1))

    @Slot()
    def _toggle_calendar(self) -> None:
        if self.calendar.isVisible():
            self.calendar.hide()
            return
        self.calendar.show_day(self._model.form.business_day)
        self.calendar.show()
        self.calendar.focus_day()

    @Slot(object)
    def _take_day(self, chosen: date) -> None:
        self.calendar.hide()
        self.day.setFocus()
        self._move(chosen)

    def _move(self, day: date) -> None:
        self._model.change(replace(self._model.form, business_day=day))


class TimeSection(Section):
    """When: quarter-hours to tap, or a time typed as staff say it."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self.box = QLineEdit(self)
        self.box.setFixedWidth(TIME_BOX_WIDTH)
        self.box.setProperty("kind", "clock")
        self.earlier = IconButton("left", theme, self)
        self.later = IconButton("right", theme, self)
        self.ends = QLabel(self)
        self.ends.setProperty("kind", "soft")
        self.grid = TimeGrid(theme, self)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.box)
        row.addWidget(self.ends, 1)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        self.column.setSpacing(SPACE[1])
        self.column.addLayout(row)
        self.column.addWidget(self.grid)
        self.box.editingFinished.connect(self._take_typed)
        self.earlier.clicked.connect(self._show_earlier)
        self.later.clicked.connect(self._show_later)
        self.grid.chosen.connect(self._take)
        self.retranslate()

    def show_sheet(self) -> None:
        """Draw the times."""
        facts, form = self._model.facts, self._model.form
        self.grid.show_chips(facts.chips, form.minute)
        self.earlier.setEnabled(facts.earlier)
        self.later.setEnabled(facts.later)
        chosen = self._model.time_text
        if not self.box.hasFocus() and self.box.text() != chosen:
            self.box.setText(chosen)
        words = self.tr("until {time}, {minutes} min")
        self.ends.setText(
            words.format(time=facts.ends_text, minutes=facts.turn_minutes)
            if facts.ends_text
            else ""
        )

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.box.setPlaceholderText(self.tr("Time"))
        self.box.setAccessibleName(self.tr("Time, such as 19:00 or 25:30"))
        self.box.setToolTip(self.tr("19:00, 25:30"))
        self.earlier.set_words(self.tr("Earlier times"))
        self.later.set_words(self.tr("Later times"))

    @Slot()
    def _take_typed(self) -> None:
        typed = self.box.text().strip()
        wrong = bool(typed) and not self._model.type_time(typed)
        set_property(self.box, "wrong", wrong)

    @Slot()
    def _show_earlier(self) -> None:
        self._model.turn_page(-1)

    @Slot()
    def _show_later(self) -> None:
        self._model.turn_page(1)

    @Slot(int)
    def _take(self, minute: int) -> None:
        set_property(self.box, "wrong", value=False)
        self.box.setText("")
        self._model.change(replace(self._model.form, minute=minute))
        self.box.setText(self._model.time_text)


class GuestSection(Section):
    """Who: found while typing, by kana, kanji or number; or somebody new."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self.name = NameBox(self)
        self.kana = NameBox(self)
        self.phone = QLineEdit(self)
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.matches = QVBoxLayout()
        self._match_buttons: list[QPushButton] = []
        self.matches.setSpacing(SPACE[0])
        self.banner = QLabel(self)
        self.banner.setProperty("kind", "soft")
        self.alarm = QLabel(self)
        self.alarm.setProperty("kind", "alarm")
        for label in (self.banner, self.alarm):
            label.setWordWrap(True)
        self.forget = QPushButton(self)
        self.make_card = Check(self)
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addLayout(self.matches, 1, 0, 1, 2)
        grid.addWidget(self.kana, 2, 0)
        grid.addWidget(self.phone, 2, 1)
        known = QHBoxLayout()
        known.addWidget(self.banner, 1)
        known.addWidget(self.forget)
        self.column.setSpacing(SPACE[1])
        self.column.addLayout(grid)
        self.column.addWidget(self.alarm)
        self.column.addLayout(known)
        self.column.addWidget(self.make_card)
        self._connect()
        self.retranslate()

    def show_sheet(self) -> None:
        """Draw the guest; a box that is being typed in is left alone."""
        form, guest = self._model.form, self._model.guest
        for box, text in ((self.name, form.name), (self.kana, form.kana), (self.phone, form.phone)):
            if box.text() != text:
                box.setText(text)
        self.banner.setVisible(guest is not None)
        self.forget.setVisible(guest is not None)
        alarm = ""
        if guest is not None:
            self.banner.setText(past_text(guest.visits))
            parts = []
            if guest.guest.caution:
                parts.append(self.tr("Caution: {why}").format(why=guest.guest.caution))
            if guest.guest.allergies:
                parts.append(self.tr("Allergy: {what}").format(what=listed(guest.guest.allergies)))
            alarm = "\n".join(parts)
        self.alarm.setText(alarm)
        self.alarm.setVisible(bool(alarm))
        can_make = guest is None and bool(form.name.strip() and form.phone.strip())
        self.make_card.setVisible(can_make and self._model.editing is None)
        self.make_card.setChecked(form.make_card)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        for box, words in (
            (self.name, self.tr("Name, kana or phone")),
            (self.kana, self.tr("Kana")),
            (self.phone, self.tr("Phone")),
        ):
            box.setPlaceholderText(words)
            box.setAccessibleName(words)
        self.forget.setText(self.tr("Not this guest"))
        self.make_card.setText(self.tr("Keep a guest card"))

    def _connect(self) -> None:
        self.name.textEdited.connect(self._take_name)
        self.kana.textEdited.connect(self._take_kana)
        self.phone.textEdited.connect(self._take_phone)
        self.name.typing.connect(self._model.look_up)
        self.kana.typing.connect(self._model.look_up)
        self.phone.textEdited.connect(self._model.look_up)
        self.name.reading_heard.connect(self._hear)
        self.forget.clicked.connect(self._model.forget_guest)
        self.make_card.toggled.connect(self._take_make_card)
        self._model.matches_changed.connect(self._show_matches)

    @property
    def match_buttons(self) -> tuple[QPushButton, ...]:
        """The guests found, best first."""
        return tuple(self._match_buttons)

    @Slot()
    def _show_matches(self) -> None:
        for button in self._match_buttons:
            discard(self.matches, button)
        self._match_buttons = []
        for match in self._model.matches:
            button = QPushButton(self)
            parts = (person_text(match.name), match.kana, match.phone)
            button.setText("   ".join(each for each in parts if each))
            set_property(button, "kind", "match")
            button.setProperty("guest", match.guest_id)
            button.clicked.connect(self._take_match)
            self.matches.addWidget(button)
            button.show()
            self._match_buttons.append(button)

    @Slot()
    def _take_match(self) -> None:
        guest_id = self.sender().property("guest")
        # The tapped button goes away; without this the focus would leave the sheet with it.
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.choose_guest(guest_id)

    @Slot(str)
    def _take_name(self, text: str) -> None:
        self._model.change(replace(self._model.form, name=text))

    @Slot(str)
    def _take_kana(self, text: str) -> None:
        self._model.change(replace(self._model.form, kana=text))

    @Slot(str)
    def _take_phone(self, text: str) -> None:
        self._model.change(replace(self._model.form, phone=text))

    @Slot(str)
    def _hear(self, reading: str) -> None:
        self._model.hear_reading(reading)

    @Slot(bool)
    def _take_make_card(self, make: bool) -> None:
        self._model.change(replace(self._model.form, make_card=make))


class TableSection(Section):
    """Where: what the house would give first, 席未定 last; and how long."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self._caption = Caption(self)
        self.chips = Chips(self)
        self.pinned = Check(self)
        self.turn = Stepper(theme, self)
        row = QHBoxLayout()
        row.addWidget(self.turn)
        row.addStretch(1)
        self.column.addWidget(self._caption)
        self.column.addWidget(self.chips)
        self.column.addWidget(self.pinned)
        self.column.addLayout(row)
        self.chips.chosen.connect(self._take)
        self.pinned.toggled.connect(self._pin)
        self.turn.stepped.connect(self._model.step_turn)
        self.retranslate()

    def show_sheet(self) -> None:
        """Draw the tables."""
        facts, form = self._model.facts, self._model.form
        faces = [self._face(each) for each in facts.tables]
        faces.append(ChipFace((), self.tr("No table yet"), not form.table_ids))
        self.chips.show_faces(faces)
        self.pinned.setChecked(form.table_pinned)
        self.pinned.setEnabled(bool(form.table_ids))
        self.turn.show_number(self.tr("{minutes} min").format(minutes=facts.turn_minutes))

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._caption.setText(self.tr("Table"))
        self.pinned.setText(self.tr("Promised to the guest"))
        self.turn.set_words(
            self.tr("Length of stay"), self.tr("15 minutes shorter"), self.tr("15 minutes longer")
        )

    def _face(self, choice: TableChoice) -> ChipFace:
        seats = self.tr("{seats} seats").format(seats=choice.seats)
        text = "  ".join(each for each in (choice.name, seats, choice.why) if each)
        spoken = text
        if choice.is_best:
            spoken = self.tr("{table}, suggested").format(table=text)
        return ChipFace(choice.table_ids, text, choice.is_chosen, spoken)

    @Slot(object)
    def _take(self, table_ids: tuple[str, ...]) -> None:
        self._model.choose_tables(tuple(table_ids))  # type: ignore[arg-type]

    @Slot(bool)
    def _pin(self, pinned: bool) -> None:
        self._model.change(replace(self._model.form, table_pinned=pinned))


class DetailSection(Section):
    """The rest: course, requests, memo, how it came and who took it."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self._captions = [Caption(self) for _ in range(5)]
        self.course_chips = Chips(self)
        self.course = QLineEdit(self)
        self.requests = _note_box(self)
        self.note = _note_box(self)
        self.channels = Chips(self)
        self.staff = Chips(self)
        self._stand()
        self._connect()
        self.retranslate()

    def show_sheet(self) -> None:
        """Draw the rest."""
        model, form = self._model, self._model.form
        known = [ChipFace("", self.tr("Seats only"), not form.course)]
        known += [ChipFace(each, each, each == form.course) for each in model.facts.courses]
        self.course_chips.show_faces(known)
        if self.course.text() != form.course:
            self.course.setText(form.course)
        for box, text in ((self.requests, form.requests), (self.note, form.note)):
            if box.toPlainText() != text:
                box.setPlainText(text)
        self.channels.show_faces(
            [ChipFace(each, self._channel(each), each == form.channel) for each in CHANNELS]
        )
        self.staff.show_faces(
            [ChipFace(each.id, each.name, each.id == form.taken_by) for each in model.staff]
        )
        self._captions[4].setVisible(bool(model.staff))

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        words = (
            self.tr("Course"),
            self.tr("Requests"),
            self.tr("Memo"),
            self.tr("Source"),
            self.tr("Taken by"),
        )
        for caption, word in zip(self._captions, words, strict=True):
            caption.setText(word)
        self.course.setPlaceholderText(self.tr("Another course"))
        boxes = (self.course, self.requests, self.note)
        for box, word in zip(boxes, words, strict=False):
            box.setAccessibleName(word)

    def _channel(self, channel: str) -> str:
        words = {
            "phone": self.tr("Phone"),
            "in_person": self.tr("In person"),
            "web": self.tr("Web"),
            "walk_in": self.tr("Walk-in"),
        }
        return words[channel]

    def _stand(self) -> None:
        parts: tuple[tuple[QWidget, ...], ...] = (
            (self.course_chips, self.course),
            (self.requests,),
            (self.note,),
            (self.channels,),
            (self.staff,),
        )
        for caption, widgets in zip(self._captions, parts, strict=True):
            self.column.addSpacing(SPACE[1])
            self.column.addWidget(caption)
            for each in widgets:
                self.column.addWidget(each)

    def _connect(self) -> None:
        self.course_chips.chosen.connect(self._take_course)
        self.course.textEdited.connect(self._take_course)
        self.requests.textChanged.connect(self._take_requests)
        self.note.textChanged.connect(self._take_note)
        self.channels.chosen.connect(self._take_channel)
        self.staff.chosen.connect(self._take_staff)

    @Slot(object)
    def _take_course(self, course: str) -> None:
        self._model.change(replace(self._model.form, course=course))

    @Slot()
    def _take_requests(self) -> None:
        if self._model.is_open:
            self._model.change(replace(self._model.form, requests=self.requests.toPlainText()))

    @Slot()
    def _take_note(self) -> None:
        if self._model.is_open:
            self._model.change(replace(self._model.form, note=self.note.toPlainText()))

    @Slot(object)
    def _take_channel(self, channel: str) -> None:
        now = self._model.form.channel
        self._model.change(replace(self._model.form, channel="" if channel == now else channel))

    @Slot(object)
    def _take_staff(self, staff_id: str) -> None:
        now = self._model.form.taken_by
        chosen = None if staff_id == now else staff_id
        self._model.change(replace(self._model.form, taken_by=chosen))  # type: ignore[arg-type]


def _note_box(parent: QWidget) -> QPlainTextEdit:
    box = QPlainTextEdit(parent)
    box.setFixedHeight(MEMO_LINES_HEIGHT)
    box.setMinimumHeight(TOUCH_MIN)
    box.setTabChangesFocus(True)
    return box
