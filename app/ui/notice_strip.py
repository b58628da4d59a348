"""One line under the headline of the day: what staff are to know (申し送り)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtWidgets import QWidget

from app.ui import icons
from app.ui.eliding_button import ElidingButton
from app.ui.theme import Theme
from app.viewmodels.discretion import is_discreet
from app.viewmodels.notices import NoticesModel

ICON_SIDE = 20


class NoticeStrip(ElidingButton):
    """The newest words of the notices; a tap opens them all. It is gone while there are none."""

    def __init__(self, model: NoticesModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.setProperty("kind", "strip")
        self.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        model.changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    @Slot()
    def _show(self) -> None:
        # Nobody knows whom a notice names.
        lines = () if is_discreet() else self._model.lines
        self.setVisible(bool(lines))
        if not lines:
            return
        unread = sum(not each.is_read for each in lines)
        words = self.tr("Notices ({count})").format(count=len(lines))
        if unread:
            words = self.tr("Notices ({count}, {unread} unread)").format(
                count=len(lines), unread=unread
            )
        heads = "   ".join(f"・{each.headline}" for each in lines)
        self.say(f"{words}   {heads}")
        self.setIcon(icons.icon("memo", self._theme, "indigo" if unread else "ink_soft"))
