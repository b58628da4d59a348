"""The guests of the house under their tabs; a tap opens a card."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QListView, QPushButton, QWidget

from app.ui.hit_list import HitList
from app.ui.search import HitDelegate
from app.ui.sheet_parts import words
from app.ui.side_sheet import SideSheet
from app.ui.theme import Theme
from app.viewmodels.guest_index import GuestIndexModel
from resources.tokens import SPACE

COLUMNS = 5


class GuestIndex(SideSheet):
    """Tabs above, guests below."""

    def __init__(self, model: GuestIndexModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        tabs = QGridLayout()
        tabs.setSpacing(SPACE[0])
        self.tabs: dict[str, QPushButton] = {}
        for place, (tab, _) in enumerate(model.tabs):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("kind", "icon")
            button.setProperty("tab", tab)
            button.clicked.connect(self._choose_tab)
            tabs.addWidget(button, place // COLUMNS, place % COLUMNS)
            self.tabs[tab] = button
        self.nobody = words(self, "soft")
        self.hits = HitList(model, self)
        self.view = QListView(self)
        self.view.setProperty("kind", "sheet")
        self.view.setModel(self.hits)
        self.view.setItemDelegate(HitDelegate(theme, self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.more = QPushButton(self)
        self.body.addLayout(tabs)
        self.body.addWidget(self.nobody)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.more)
        self.view.clicked.connect(self._choose)
        self.more.clicked.connect(model.show_more)
        model.changed.connect(self._show)
        theme.changed.connect(self.view.viewport().update)
        self.retranslate()

    def bring_up(self) -> None:
        """Show the index as the book has it now."""
        self._model.open()
        self.slide_up()
        self.tabs[self._model.tab].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_away(self) -> None:
        """Hide the index."""
        self._model.close()
        super().put_away()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Guests"))
        for tab, word in self._model.tabs:
            self.tabs[tab].setText(word)
        self.nobody.setText(self.tr("Nobody stands here"))
        self.more.setText(self.tr("More"))
        self.view.setAccessibleName(self.tr("Guests"))
        self._model.reword()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the marked guest on Enter."""
        marked = self.view.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and marked.isValid():
            self._choose(marked)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show(self) -> None:
        for tab, button in self.tabs.items():
            button.setChecked(tab == self._model.tab)
        self.nobody.setVisible(not self._model.hits)
        self.more.setVisible(self._model.has_more)

    @Slot()
    def _choose_tab(self) -> None:
        self._model.choose_tab(self.sender().property("tab"))
        self.view.scrollToTop()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self._model.choose(index.row())
