"""The first minute: a new house, one to join, or a look around."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.hub_page import language_faces, theme_faces
from app.ui.language import Language
from app.ui.new_house import NewHouseSteps
from app.ui.settings_parts import Rows
from app.ui.sheet_parts import Chips, words
from app.ui.theme import Theme
from app.viewmodels.welcome import JoinHouse, WelcomeModel
from resources.tokens import SPACE

WIDTH = 620
DOORS, NEW, JOIN = range(3)
WIDE = 1040


class Door(QPushButton):
    """A way in: its name, and below it what lies behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("reach", "door")
        self._name, self._note = QLabel(self), QLabel(self)
        self._name.setProperty("kind", "heading")
        self._note.setProperty("kind", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[0])
        for label in (self._name, self._note):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def say(self, name: str, note: str) -> None:
        """Name the way, for eyes and for readers."""
        self._name.setText(name)
        self._note.setText(note)
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)


class WelcomeView(QWidget):
    """Three doors: a new house in three steps, one to join, a look around."""

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
        self.steps = NewHouseSteps(model, theme, self.card)
        self._leaves = (self._doors(), self.steps, self._join_house())
        for page in self._leaves:
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
        self.steps.stepped.connect(self._fit)
        self.steps.left.connect(self._go_back)
        self.pages.currentChanged.connect(self._fit)
        self.retranslate()
        self._follow()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.title.setText(self.tr("Noren"))
        self.subtitle.setText(
            self.tr("The reservation book that goes on when the internet does not")
        )
        self.to_new.say(self.tr("A new house"), self.tr("Ready in two minutes, hub or not"))
        self.to_join.say(self.tr("Join a house"), self.tr("With the address of its hub and a code"))
        self.to_demo.say(self.tr("Look around"), self.tr("A sample evening; nothing of it is kept"))
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
        self.to_new, self.to_join, self.to_demo = (Door(page) for _ in range(3))
        self.to_new.setProperty("kind", "primary")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, SPACE[3], 0, 0)
        column.setSpacing(SPACE[2])
        for button in (self.to_new, self.to_join, self.to_demo):
            column.addWidget(button)
        column.addStretch(1)
        self.to_new.clicked.connect(self._open_new)
        self.to_join.clicked.connect(self._open_join)
        self.to_demo.clicked.connect(self._model.try_demo)
        self._backs: list[QPushButton] = []
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
        for chips in (self.languages, self.themes):
            # Side by side: in the corner there is room for all of them.
            wide = sum(each.sizeHint().width() + SPACE[1] for each in chips.buttons)
            chips.setMinimumWidth(wide)

    @Slot()
    def _fit(self) -> None:
        """Make the card as large as the page that is open; to draw takes more room than to type."""
        for at, page in enumerate(self._leaves):
            is_open = at == self.pages.currentIndex()
            policy = QSizePolicy.Policy.Preferred if is_open else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        is_new = self.pages.currentIndex() == NEW
        self.subtitle.setVisible(not is_new)
        self.title.setVisible(not is_new)
        self.card.setFixedWidth(WIDE if is_new and self.steps.is_drawing else WIDTH)
        self.card.adjustSize()

    @Slot()
    def _open_new(self) -> None:
        self.pages.setCurrentIndex(NEW)
        self.steps.begin()

    @Slot()
    def _open_join(self) -> None:
        self.pages.setCurrentIndex(JOIN)
        self.url.setFocus()

    @Slot()
    def _go_back(self) -> None:
        self.pages.setCurrentIndex(DOORS)
        self.problem.hide()

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
        for button in (self.steps.onward, self.join, self.to_demo):
            button.setEnabled(not self._model.is_busy)
