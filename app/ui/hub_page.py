"""Settings of this device: its hub, its language and its light."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.ui.language import LANGUAGES, Language
from app.ui.settings_parts import Page, Rows
from app.ui.sheet_parts import ChipFace, Chips, set_property, words
from app.ui.theme import Theme
from app.viewmodels.hub_words import FIRST, NEVER
from app.viewmodels.settings import SettingsModel
from resources.tokens import SPACE


class HubPage(Page):
    """Join a house with a code, or run a round now; the book stays open meanwhile."""

    def __init__(self, model: SettingsModel, _theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        inside = self.inside
        self.joined = words(inside, "heading")
        self.standing = words(inside, "body")
        self.relay = words(inside, "body")
        self.relays = Chips(inside)
        self.explanation = words(inside, "body")
        self.url = QLineEdit(inside)
        self.url.setPlaceholderText("https://")
        self.code = QLineEdit(inside)
        self.device = QLineEdit(inside)
        self.device.setText(model.device_name)
        self.answer = words(inside, "body")
        self.pair = QPushButton(inside)
        self.pair.setProperty("kind", "primary")
        self.sync = QPushButton(inside)
        self._relay_row = Rows()
        self._relay_row.add(self.relays)
        self._rows = Rows()
        self._rows.add(self.url, self.code, self.device)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addWidget(self.sync)
        buttons.addWidget(self.pair, 1)
        self.column.addWidget(self.joined)
        self.column.addWidget(self.standing)
        self.column.addLayout(self._relay_row)
        self.column.addWidget(self.relay)
        self.column.addWidget(self.explanation)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.answer)
        self.column.addLayout(buttons)
        self.column.addStretch(1)
        self.pair.clicked.connect(self._pair)
        self.code.returnPressed.connect(self._pair)
        self.sync.clicked.connect(model.sync_now)
        self.relays.chosen.connect(model.choose_relay)
        model.hub_answered.connect(self._show_answer)
        model.hub_moved.connect(self._show_standing)
        self.retranslate()

    def show_hub(self) -> None:
        """Draw whether this device has a hub, and whether an answer is awaited."""
        joined = self._model.joined_house
        self.joined.setText(self.tr("This device belongs to {house}").format(house=joined))
        self.joined.setVisible(bool(joined))
        self._relay_row.setRowVisible(0, bool(joined))
        self.relay.setVisible(bool(joined))
        self._show_standing()
        # A paired device has little reason to join again: a round now is what it is here for.
        set_property(self.pair, "kind", "plain" if joined else "primary")
        set_property(self.sync, "kind", "primary" if joined else "plain")
        self.pair.setText(self.tr("Join another house") if joined else self.tr("Join the house"))
        for button in (self.pair, self.sync):
            button.setEnabled(not self._model.is_asking)
        if self._model.is_asking:
            set_property(self.answer, "kind", "body")
            self.answer.setText(self.tr("Asking the hub… the book stays open"))

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.explanation.setText(
            self.tr(
                "The hub keeps all devices of the house alike. "
                "Its address and a pairing code come from whoever runs it."
            )
        )
        self._rows.name_rows(
            self.tr("Address of the hub"), self.tr("Pairing code"), self.tr("Name of this device")
        )
        self._relay_row.name_rows(self.tr("Relay of the house"))
        self.sync.setText(self.tr("Sync now"))
        self.show_hub()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the hub as it stands when staff look."""
        super().showEvent(event)
        self.show_hub()

    @Slot()
    def _show_standing(self) -> None:
        self.standing.setText(self._model.hub)
        self.relay.setText(self._model.relay)
        self.relays.show_faces(self._relay_faces())

    def _relay_faces(self) -> list[ChipFace]:
        wish = self._model.relay_wish
        words = {FIRST: self.tr("Ask it first"), NEVER: self.tr("Never ask it")}
        if wish not in words:
            words[wish] = wish  # an address that was given in the settings file
        return [ChipFace(key, word, key == wish) for key, word in words.items()]

    @Slot()
    def _pair(self) -> None:
        self._model.pair(self.url.text(), self.code.text(), self.device.text())

    @Slot(bool, str)
    def _show_answer(self, well: bool, text: str) -> None:
        set_property(self.answer, "kind", "body" if well else "alarm")
        self.answer.setText(text)
        if well:
            self.code.clear()
        self.show_hub()
        self.answer.setText(text)


class ScreenPage(Page):
    """Language and light, changed at once."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        inside = self.inside
        self.languages = Chips(inside)
        self.themes = Chips(inside)
        self._rows = Rows()
        self._rows.add(self.languages, self.themes)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self.languages.chosen.connect(language.choose)
        self.themes.chosen.connect(theme.choose)
        theme.changed.connect(self.retranslate)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._rows.name_rows(self.tr("Language"), self.tr("Brightness"))
        self.languages.show_faces(language_faces(self._language))
        self.themes.show_faces(theme_faces(self._theme))


def language_faces(language: Language) -> list[ChipFace]:
    """Offer every language; each is named in itself, so that nobody is lost in the other."""
    names = zip(LANGUAGES, ("日本語", "English"), strict=True)
    return [ChipFace(code, name, code == language.code) for code, name in names]


def theme_faces(theme: Theme) -> list[ChipFace]:
    """Offer both lights."""
    lights = (
        ("light", QCoreApplication.translate("ScreenPage", "Light")),
        ("evening", QCoreApplication.translate("ScreenPage", "Evening")),
    )
    return [ChipFace(name, word, name == theme.name) for name, word in lights]
