"""The bottom of the window: how the book stands, who signs, undo, and everything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.domain.venue import Environment
from app.ui import icons
from app.ui.eliding_button import ElidingButton
from app.ui.keys import key
from app.ui.theme import Theme
from app.viewmodels.connection import Level
from app.viewmodels.discretion import is_discreet
from app.viewmodels.shell import WindowModels
from app.viewmodels.toast import undo_text
from resources.tokens import SPACE, TOUCH_MIN

UNDO_WIDTH_MAX = 5 * TOUCH_MIN
"""As much as a name and what was done to it need; what is wrong comes first on this line."""

ASIDES_STRETCH = 1000
"""The asides take what is free before the empty space beside them does."""

TOKENS = {Level.CALM: "ink_soft", Level.WARN: "arrived_ink", Level.ALARM: "vermilion"}


class ConnectionLine(QFrame):
    """One line, always there, never a dialog.

    Signals:
        sync_room_requested, clashes_requested: the line, or what is to settle, was tapped.
        staff_requested, undo_requested, acts_requested: so were these.
        menu_requested: everything else, please.
    """

    sync_room_requested = Signal()
    clashes_requested = Signal()
    staff_requested = Signal()
    undo_requested = Signal()
    acts_requested = Signal()
    menu_requested = Signal()

    def __init__(self, models: WindowModels, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._theme = theme
        self.setObjectName("connectionLine")
        self.setFixedHeight(TOUCH_MIN + 2)
        self.state = ElidingButton(self)
        self.to_settle = ElidingButton(self)
        self.asides = ElidingButton(self)
        self.staff = QPushButton(self)
        self.undo = ElidingButton(self)
        self.acts = QPushButton(self)
        self.menu = QPushButton(self)
        self._world = QLabel(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.acts.setAccessibleName(self.tr("What was done last"))
        self.menu.setText(self.tr("More"))
        self.menu.setToolTip(key("menu").caps[0])
        training = self._models.environment is Environment.TRAINING
        self._world.setText(self.tr("Training") if training else self.tr("Live"))
        self._show_staff()
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[1], 0, SPACE[3], 0)
        row.setSpacing(SPACE[0])
        for button in (
            self.to_settle,
            self.staff,
            self.undo,
            self.acts,
            self.menu,
        ):
            button.setProperty("kind", "quiet")
            button.setIconSize(QSize(20, 20))
        # Long sentences give way before the buttons on their right do, the asides first.
        self.state.setIconSize(QSize(20, 20))
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.asides.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.asides.setMinimumWidth(TOUCH_MIN)
        self.undo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.undo.setMinimumWidth(2 * TOUCH_MIN)
        self.undo.setMaximumWidth(UNDO_WIDTH_MAX)
        self.undo.setProperty("strong", True)
        self.acts.setFixedWidth(TOUCH_MIN)
        self._world.setProperty("kind", "soft")
        row.addWidget(self.state)
        row.addWidget(self.to_settle)
        row.addWidget(self.asides, ASIDES_STRETCH)
        row.addStretch(1)
        for widget in (
            self.staff,
            self.undo,
            self.acts,
            self._world,
            self.menu,
        ):
            row.addWidget(widget)
        self.staff.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _connect(self) -> None:
        self.state.clicked.connect(self.sync_room_requested)
        self.asides.clicked.connect(self.sync_room_requested)
        self.to_settle.clicked.connect(self.clashes_requested)
        self.staff.clicked.connect(self.staff_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.acts.clicked.connect(self.acts_requested)
        self.menu.clicked.connect(self.menu_requested)
        self._models.connection.changed.connect(self._show_state)
        self._models.day.saved.connect(self._show_undo)
        self._models.day.piles_changed.connect(self._show_undo)
        self._models.clashes.changed.connect(self._show_state)
        self._models.day.author_changed.connect(self._show_staff)
        self._theme.changed.connect(self._show_state)

    @Slot()
    def _show_state(self) -> None:
        hub, *rest = self._models.connection.parts
        name = {Level.CALM: "sync", Level.WARN: "offline", Level.ALARM: "caution"}[hub.level]
        self.state.say(hub.text)
        self.state.setIcon(icons.icon(name, self._theme, TOKENS[hub.level]))
        _set_level(self.state, hub.level)
        count = self._models.connection.to_settle
        self.to_settle.setVisible(bool(count))
        if count:
            self.to_settle.say(self._to_settle_text(rest.pop(0).text, alone=not rest))
            self.to_settle.setIcon(icons.icon("clash", self._theme, "vermilion"))
            _set_level(self.to_settle, Level.ALARM)
        self.asides.say("   ".join(part.text for part in rest))
        self.asides.setVisible(bool(rest))
        if rest:
            _set_level(self.asides, max((part.level for part in rest), key=list(Level).index))
            self.asides.setMaximumWidth(self.asides.sizeHint().width())
        self._show_undo()
        self.acts.setIcon(icons.icon("history", self._theme, "ink_soft"))
        self.menu.setIcon(icons.icon("more", self._theme, "ink_soft"))
        self.staff.setIcon(icons.icon("person", self._theme, "ink_soft"))

    def _to_settle_text(self, words: str, *, alone: bool) -> str:
        """Name the first clash where there is room for it."""
        clash = self._models.clashes.current
        if clash is None or not alone or is_discreet():
            return words
        return self.tr("{words}: {clash}").format(words=words, clash=clash.title)

    @Slot()
    def _show_undo(self) -> None:
        day = self._models.day
        what = undo_text(day)
        words = self.tr("Undo: {what}").format(what=what) if what else self.tr("Undo")
        self.undo.say(words)
        self.undo.setToolTip(f"{words}  {key('undo').caps[0]}")
        self.undo.setEnabled(day.can_undo)
        self.undo.setIcon(icons.icon("undo", self._theme, "ink" if day.can_undo else "edge"))

    @Slot()
    def _show_staff(self) -> None:
        name = self._models.staff.author_name or self.tr("Nobody signs")
        device = self._models.device_name
        words = self.tr("{name} ({device})").format(name=name, device=device) if device else name
        self.staff.setText(words)
        self.staff.setAccessibleName(self.tr("Who signs: {name}").format(name=words))


def _set_level(button: QPushButton, level: Level) -> None:
    if button.property("level") != level.value:
        button.setProperty("level", level.value)
        button.style().unpolish(button)
        button.style().polish(button)
