"""The settings, over the book: house, floor, team, hub, screen."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui.card import Card
from app.ui.floor_page import FloorPage
from app.ui.house_page import HousePage
from app.ui.hub_page import HubPage, ScreenPage
from app.ui.language import Language
from app.ui.settings_parts import Page
from app.ui.sheet_parts import set_property, words
from app.ui.staff_page import StaffPage
from app.ui.theme import Theme
from app.viewmodels.settings import SettingsModel
from resources.tokens import SPACE

TABS_WIDTH = 200


class SettingsPanel(Card):
    """Its pages, each a tap away.

    Signals:
        reservation_chosen: staff want to see to a booking; carries its id.
    """

    reservation_chosen = Signal(str)

    def __init__(
        self,
        model: SettingsModel,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.setProperty("kind", "sheet")
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.house = HousePage(model, theme, self)
        self.floor = FloorPage(model, theme, self)
        self.team = StaffPage(model, theme, self)
        self.hub = HubPage(model, theme, self)
        self.screen_page = ScreenPage(theme, language, self)
        self._pages: tuple[tuple[object, Page], ...] = (
            (QT_TRANSLATE_NOOP("SettingsPanel", "House"), self.house),
            (QT_TRANSLATE_NOOP("SettingsPanel", "Tables"), self.floor),
            (QT_TRANSLATE_NOOP("SettingsPanel", "Staff"), self.team),
            (QT_TRANSLATE_NOOP("SettingsPanel", "Hub"), self.hub),
            (QT_TRANSLATE_NOOP("SettingsPanel", "Screen"), self.screen_page),
        )
        self.pages = QStackedWidget(self)
        self.tabs: list[QPushButton] = []
        self.answer = words(self, "body")
        self._lay_out()
        self.house.reservation_chosen.connect(self.reservation_chosen)
        model.changed.connect(self._follow)
        model.saved.connect(self._show_saved)
        model.refused.connect(self._show_refused)
        self.retranslate()

    def bring_up(self) -> None:
        """Show the settings as the book has them now."""
        self.answer.hide()
        self._model.house.open()
        self._follow()
        self.show()
        self.raise_()
        self.open_page(self.pages.currentIndex())

    def open_page(self, place: int) -> None:
        """Show one of the pages."""
        self.pages.setCurrentIndex(place)
        for at, tab in enumerate(self.tabs):
            tab.setChecked(at == place)
        self.tabs[place].setFocus()
        self.answer.hide()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Settings"))
        for tab, (name, page) in zip(self.tabs, self._pages, strict=True):
            tab.setText(QCoreApplication.translate("SettingsPanel", str(name)))
            page.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(SPACE[1])
        for _, page in self._pages:
            self.pages.addWidget(page)
            tab = QPushButton(self)
            tab.setCheckable(True)
            tab.setProperty("kind", "tab")
            tab.setFixedWidth(TABS_WIDTH)
            tab.clicked.connect(self._take_tab)
            self.tabs.append(tab)
            column.addWidget(tab)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SPACE[4])
        row.addLayout(column)
        row.addWidget(self.pages, 1)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.answer)

    @Slot()
    def _take_tab(self) -> None:
        self.open_page(self.tabs.index(self.sender()))  # type: ignore[arg-type]

    @Slot()
    def _follow(self) -> None:
        self.floor.show_floor()
        self.team.show_staff()
        self.hub.show_hub()

    @Slot(str)
    def _show_saved(self, text: str) -> None:
        set_property(self.answer, "kind", "body")
        self.answer.setText(text)
        self.answer.show()

    @Slot(str)
    def _show_refused(self, why: str) -> None:
        set_property(self.answer, "kind", "alarm")
        self.answer.setText(why)
        self.answer.show()
