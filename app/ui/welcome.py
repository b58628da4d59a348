"""The first minute: a new house, one to join, or a look around."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.hub_page import language_faces, theme_faces
from app.ui.language import Language
from app.ui.settings_parts import Number, Rows
from app.ui.sheet_parts import Caption, Check, Chips, words
from app.ui.theme import Theme
from app.viewmodels.welcome import JoinHouse, NewHouse, WelcomeModel
from resources.tokens import SPACE

WIDTH = 620
DOORS, NEW, JOIN = range(3)
TABLES_MAX = 40


class WelcomeView(QWidget):
    """Three doors; behind each, one page and one button."""

    def __init__(
        self,
        model: WelcomeModel,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.setObjectName("central")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        self.card.setFixedWidth(WIDTH)
        self.title = words(self.card, "display")
        self.subtitle = words(self.card, "body")
        self.problem = words(self.card, "alarm")
        self.fetching = words(self.card, "body")
        self.pages = QStackedWidget(self.card)
        for page in (self._doors(), self._new_house(), self._join_house()):
            self.pages.addWidget(page)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[5])
        column.setSpacing(SPACE[2])
        for each in (self.title, self.subtitle, self.problem, self.fetching, self.pages):
            column.addWidget(each)
        self.languages, self.themes = Chips(self), Chips(self)
        self.languages.chosen.connect(language.choose)
        self.themes.chosen.connect(theme.choose)
        theme.changed.connect(self._show_switches)
        self._language = language
        switches = QHBoxLayout()
        switches.addStretch(1)
        switches.addWidget(self.languages)
        switches.addWidget(self.themes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        outer.addLayout(switches)
        middle = QHBoxLayout()
        outer.addLayout(middle, 1)
        middle.addStretch(1)
        middle.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addStretch(1)
        model.changed.connect(self._follow)
        self.retranslate()
        self._follow()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.title.setText(self.tr("Noren"))
        self.subtitle.setText(
            self.tr("The reservation book that goes on when the internet does not")
        )
        self.to_new.setText(self.tr("A new house\nReady in a minute, with or without a hub"))
        self.to_join.setText(self.tr("Join a house\nWith the address of its hub and a code"))
        self.to_demo.setText(self.tr("Look around\nA sample evening; nothing of it is kept"))
        self._house_rows.name_rows(
            self.tr("Name of the house"),
            self.tr("Your name"),
            self.tr("Name of this device"),
        )
        self._hours_caption.setText(self.tr("Open from, until (26:00 is 2 a.m.)"))
        self.opens.setAccessibleName(self.tr("Opens at"))
        self.closes.setAccessibleName(self.tr("Closes at"))
        counts = (
            self.tr("Tables for 2"),
            self.tr("Tables for 4"),
            self.tr("Tables for 6"),
            self.tr("Counter seats"),
        )
        for (caption, box), word in zip(self._counts, counts, strict=True):
            caption.setText(word)
            box.setAccessibleName(word)
        self.training.setText(self.tr("A house to practise in; it never meets the real book"))
        self.make.setText(self.tr("Open the book"))
        self._join_rows.name_rows(
            self.tr("Address of the hub"), self.tr("Pairing code"), self.tr("Name of this device")
        )
        self.join.setText(self.tr("Join the house"))
        for button in self._backs:
            button.setText(self.tr("Back"))
        self._show_switches()
        self.fetching.setText(self._model.fetching)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _doors(self) -> QWidget:
        page = QWidget(self)
        self.to_new, self.to_join, self.to_demo = (QPushButton(page) for _ in range(3))
        self.to_new.setProperty("kind", "primary")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, SPACE[3], 0, 0)
        column.setSpacing(SPACE[2])
        for button in (self.to_new, self.to_join, self.to_demo):
            button.setProperty("reach", "door")
            column.addWidget(button)
        column.addStretch(1)
        self.to_new.clicked.connect(self._open_new)
        self.to_join.clicked.connect(self._open_join)
        self.to_demo.clicked.connect(self._model.try_demo)
        self._backs: list[QPushButton] = []
        return page

    def _new_house(self) -> QWidget:
        page = QWidget(self)
        first = NewHouse(name="")
        self.name, self.host, self.device = (QLineEdit(page) for _ in range(3))
        self.opens, self.closes = QLineEdit(first.opens, page), QLineEdit(first.closes, page)
        self._house_rows = Rows()
        self._house_rows.add(self.name, self.host, self.device)
        self._hours_caption = Caption(page)
        hours = QHBoxLayout()
        hours.setSpacing(SPACE[1])
        hours.addWidget(self.opens)
        hours.addWidget(self.closes)
        self._counts = [(Caption(page), Number(0, TABLES_MAX, page)) for _ in range(4)]
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        starts = (first.twos, first.fours, first.sixes, first.counter_seats)
        for place, ((caption, number), count) in enumerate(zip(self._counts, starts, strict=True)):
            number.setValue(count)
            grid.addWidget(caption, 0, place)
            grid.addWidget(number, 1, place)
        self.training = Check(page)
        self.make = QPushButton(page)
        self.make.setProperty("kind", "primary")
        self.make.clicked.connect(self._make)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(self._house_rows)
        column.addWidget(self._hours_caption)
        column.addLayout(hours)
        column.addLayout(grid)
        column.addWidget(self.training)
        column.addLayout(self._footer(page, self.make))
        return page

    def _join_house(self) -> QWidget:
        page = QWidget(self)
        self.url, self.code, self.join_device = (QLineEdit(page) for _ in range(3))
        self.url.setPlaceholderText("https://")
        self._join_rows = Rows()
        self._join_rows.add(self.url, self.code, self.join_device)
        self.join = QPushButton(page)
        self.join.setProperty("kind", "primary")
        self.join.clicked.connect(self._join)
        self.code.returnPressed.connect(self._join)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(self._join_rows)
        column.addStretch(1)
        column.addLayout(self._footer(page, self.join))
        return page

    def _footer(self, page: QWidget, button: QPushButton) -> QHBoxLayout:
        back = QPushButton(page)
        back.clicked.connect(self._go_back)
        self._backs.append(back)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(back)
        row.addWidget(button, 1)
        return row

    @Slot()
    def _show_switches(self) -> None:
        self.languages.show_faces(language_faces(self._language))
        self.themes.show_faces(theme_faces(self._theme))

    @Slot()
    def _open_new(self) -> None:
        self.pages.setCurrentIndex(NEW)
        self.name.setFocus()

    @Slot()
    def _open_join(self) -> None:
        self.pages.setCurrentIndex(JOIN)
        self.url.setFocus()

    @Slot()
    def _go_back(self) -> None:
        self.pages.setCurrentIndex(DOORS)
        self.problem.hide()

    @Slot()
    def _make(self) -> None:
        twos, fours, sixes, counter = (box.value() for _, box in self._counts)
        self._model.make(
            NewHouse(
                name=self.name.text(),
                opens=self.opens.text(),
                closes=self.closes.text(),
                twos=twos,
                fours=fours,
                sixes=sixes,
                counter_seats=counter,
                host=self.host.text(),
                device_name=self.device.text(),
                is_training=self.training.isChecked(),
            )
        )

    @Slot()
    def _join(self) -> None:
        self._model.join(
            JoinHouse(
                url=self.url.text(), code=self.code.text(), device_name=self.join_device.text()
            )
        )

    @Slot()
    def _follow(self) -> None:
        self.problem.setText(self._model.problem)
        self.problem.setVisible(bool(self._model.problem))
        self.fetching.setText(self._model.fetching)
        self.fetching.setVisible(bool(self._model.fetching))
        self.pages.setVisible(not self._model.awaits_book)
        for button in (self.make, self.join, self.to_demo):
            button.setEnabled(not self._model.is_busy)
