"""A new house in three steps: hours, tables, people; what is usual is filled in already."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.plan.canvas import PlanCanvas
from app.ui.settings_parts import Rows
from app.ui.sheet_parts import Caption, Check, Stepper, words
from app.ui.theme import Theme
from app.viewmodels.house_sketch import COUNTED, HouseSketch
from app.viewmodels.plan_words import furniture_text
from app.viewmodels.welcome import TABLES_MAX, NewHouse, NewStaff, WelcomeModel
from resources.tokens import SPACE

HOURS, TABLES, STAFF = range(3)
STAFF_MAX: Final = 6
FLOOR_HEIGHT: Final = 320


class NewHouseSteps(QWidget):
    """The steps, one at a time, with a way back from each.

    Signals:
        stepped: another step is open.
        left: staff went back from the first one.
    """

    stepped = Signal()
    left = Signal()

    def __init__(self, model: WelcomeModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.sketch = HouseSketch(self)
        self.step_words = words(self, "step")
        self.heading = words(self, "title")
        self.pages = QStackedWidget(self)
        self._steps = (self._hours(), self._tables(), self._staff())
        for page in self._steps:
            self.pages.addWidget(page)
        self.back = QPushButton(self)
        self.onward = QPushButton(self)
        self.onward.setProperty("kind", "primary")
        footer = QHBoxLayout()
        footer.setSpacing(SPACE[1])
        footer.addWidget(self.back)
        footer.addWidget(self.onward, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        for part in (self.step_words, self.heading, self.pages):
            column.addWidget(part)
        column.addLayout(footer)
        self.back.clicked.connect(self._step_back)
        self.onward.clicked.connect(self._step_on)
        self.sketch.changed.connect(self._show_counts)
        self._open(HOURS)

    @property
    def is_drawing(self) -> bool:
        """Whether the step with the floor is open."""
        return self.pages.currentIndex() == TABLES

    @property
    def house(self) -> NewHouse:
        """Everything as entered so far."""
        first, *others = self.staff_rows
        return NewHouse(
            name=self.name.text(),
            opens=self.opens.text(),
            closes=self.closes.text(),
            twos=0,
            fours=0,
            sixes=0,
            areas=self.sketch.areas,
            drawn=self.sketch.tables,
            host=first.name.text(),
            pin=first.pin.text(),
            others=tuple(each.staff for each in others),
            device_name=self.device.text(),
            is_training=self.training.isChecked(),
        )

    def begin(self) -> None:
        """Open the first step, ready to type."""
        self._open(HOURS)
        self.name.setFocus()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._house_rows.name_rows(self.tr("Name of the house"))
        self._hours_caption.setText(self.tr("Open from, until (26:00 is 2 a.m.)"))
        self.opens.setAccessibleName(self.tr("Opens at"))
        self.closes.setAccessibleName(self.tr("Closes at"))
        self.training.setText(self.tr("A house to practise in; it never meets the real book"))
        for stepper, furniture in zip(self.counts, COUNTED, strict=True):
            name = furniture_text(furniture)
            stepper.set_words(
                name,
                self.tr("One less: {table}").format(table=name),
                self.tr("One more: {table}").format(table=name),
            )
        self.hint.setText(
            self.tr("Drag tables to where they stand, or leave it for later: nothing is final.")
        )
        for place, row in enumerate(self.staff_rows):
            row.retranslate(is_first=place == 0)
        self.add_staff.setText(self.tr("One more person"))
        self._device_rows.name_rows(self.tr("Name of this device"))
        self.back.setText(self.tr("Back"))
        self._name_step()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _hours(self) -> QWidget:
        page = QWidget(self)
        usual = NewHouse(name="")
        self.name = QLineEdit(page)
        self.opens, self.closes = QLineEdit(usual.opens, page), QLineEdit(usual.closes, page)
        self.training = Check(page)
        self._house_rows = Rows()
        self._house_rows.add(self.name)
        self._hours_caption = Caption(page)
        hours = QHBoxLayout()
        hours.setSpacing(SPACE[1])
        hours.addWidget(self.opens)
        hours.addWidget(self.closes)
        column = _column(page)
        column.addLayout(self._house_rows)
        column.addWidget(self._hours_caption)
        column.addLayout(hours)
        column.addWidget(self.training)
        for box in (self.name, self.opens, self.closes):
            box.returnPressed.connect(self._step_on)
        return page

    def _tables(self) -> QWidget:
        page = QWidget(self)
        self.counts = [Stepper(self._theme, page) for _ in COUNTED]
        row = QHBoxLayout()
        row.setSpacing(SPACE[2])
        for place, stepper in enumerate(self.counts):
            stepper.setProperty("sort", place)
            stepper.stepped.connect(self._count)
            row.addWidget(stepper, 1)
        self.canvas = PlanCanvas(self.sketch, self._theme, page)
        self.canvas.setFixedHeight(FLOOR_HEIGHT)
        self.hint = words(page, "soft")
        column = _column(page)
        column.addLayout(row)
        column.addWidget(self.canvas)
        column.addWidget(self.hint)
        return page

    def _staff(self) -> QWidget:
        page = QWidget(self)
        self.staff_rows: list[StaffRow] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(SPACE[1])
        self.add_staff = QPushButton(page)
        self.add_staff.clicked.connect(self._add_person)
        self.device = QLineEdit(page)
        self._device_rows = Rows()
        self._device_rows.add(self.device)
        column = _column(page)
        column.addLayout(self._people)
        column.addWidget(self.add_staff)
        column.addLayout(self._device_rows)
        self._staff_page = page
        self._add_row()
        return page

    def _add_row(self) -> StaffRow:
        row = StaffRow(self._staff_page)
        row.name.returnPressed.connect(self._step_on)
        row.pin.returnPressed.connect(self._step_on)
        self.staff_rows.append(row)
        self._people.addWidget(row)
        return row

    def _open(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        for at, page in enumerate(self._steps):
            policy = QSizePolicy.Policy.Preferred if at == step else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self.retranslate()
        self._show_counts()
        self.stepped.emit()

    def _name_step(self) -> None:
        step = self.pages.currentIndex()
        self.step_words.setText(
            self.tr("Step {step} of {all}").format(step=step + 1, all=self.pages.count())
        )
        headings = (self.tr("Name and hours"), self.tr("Tables"), self.tr("Who works here?"))
        self.heading.setText(headings[step])
        self.onward.setText(self.tr("Open the book") if step == STAFF else self.tr("Next"))

    @Slot()
    def _step_back(self) -> None:
        step = self.pages.currentIndex()
        if step == HOURS:
            self.left.emit()
        else:
            self._open(step - 1)

    @Slot()
    def _step_on(self) -> None:
        step = self.pages.currentIndex()
        if step == STAFF:
            self._model.make(self.house)
        elif self._model.passes(self.house):
            self._open(step + 1)
            focus = self.staff_rows[0].name if step + 1 == STAFF else self.onward
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _count(self, step: int) -> None:
        furniture = COUNTED[self.sender().property("sort")]
        wanted = self.sketch.count(furniture) + step
        if wanted < 0 or len(self.sketch.tables) + step > TABLES_MAX:
            return
        self.sketch.set_count(furniture, wanted)
        rooms = [each.area_id for each in self.sketch.tables if each.kind is furniture.kind]
        if rooms:
            # What was counted is seen: stools stand at the counter, tables in the hall.
            self.sketch.show_room(rooms[-1])

    @Slot()
    def _show_counts(self) -> None:
        for stepper, furniture in zip(self.counts, COUNTED, strict=True):
            stepper.show_number(str(self.sketch.count(furniture)))

    @Slot()
    def _add_person(self) -> None:
        row = self._add_row()
        row.retranslate(is_first=False)
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.add_staff.setVisible(len(self.staff_rows) < STAFF_MAX)
        self.stepped.emit()


class StaffRow(QWidget):
    """A name, and a PIN if one is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.pin = QLineEdit(self), QLineEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addWidget(self.name, 3)
        row.addWidget(self.pin, 2)

    @property
    def staff(self) -> NewStaff:
        """Who was typed."""
        return NewStaff(name=self.name.text(), pin=self.pin.text())

    def sizeHint(self) -> QSize:
        """As high as its boxes."""
        return QSize(super().sizeHint().width(), self.name.sizeHint().height())

    def retranslate(self, *, is_first: bool) -> None:
        """Put every word into the language in force."""
        name = self.tr("Your name (manager)") if is_first else self.tr("Name")
        self.name.setPlaceholderText(name)
        self.name.setAccessibleName(name)
        pin = self.tr("PIN, 4 to 8 digits, if wanted")
        self.pin.setPlaceholderText(pin)
        self.pin.setAccessibleName(pin)


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE[1])
    return column
