from PySide6.QtWidgets import QLabel

from app.ui.keys import KEYS
from app.ui.shortcut_sheet import ShortcutSheet


def test_every_key_is_on_the_sheet_with_what_it_does(theme, qtbot):
    sheet = ShortcutSheet(theme)
    qtbot.addWidget(sheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for key in KEYS:
        assert set(key.caps) <= words
        assert key.words in words
