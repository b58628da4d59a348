"""Which language the window speaks; changing it reaches every widget at once."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)

import resources

LANGUAGES = ("ja", "en")


class Language(QObject):
    """The language in force.

    Signals:
        changed: another one is; carries `ja` or `en`.
    """

    changed = Signal(str)

    def __init__(self, app: QCoreApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._code = ""
        self._translators: list[QTranslator] = []

    @property
    def code(self) -> str:
        """`ja` or `en`; empty before the first choice."""
        return self._code

    def choose(self, code: str) -> None:
        """Speak Japanese or English from now on."""
        if code == self._code or code not in LANGUAGES:
            return
        qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        old, self._translators = (
            self._translators,
            [_load(f"qtbase_{code}", qts), _load(f"noren_{code}", str(resources.folder("i18n")))],
        )
        self._code = code
        QLocale.setDefault(QLocale(code))
        for translator in self._translators:
            self._app.installTranslator(translator)
        for translator in old:
            self._app.removeTranslator(translator)
        # Qt posts the news to every window; delivered now, nothing shows two languages at once.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        self.changed.emit(code)

    def drop(self) -> None:
        """Speak plain English source text again, as before the first choice."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators, self._code = [], ""

    def toggle(self) -> None:
        """Change to the other language."""
        self.choose("en" if self._code == "ja" else "ja")


def _load(name: str, folder: str) -> QTranslator:
    translator = QTranslator()
    translator.load(name, folder)
    return translator
