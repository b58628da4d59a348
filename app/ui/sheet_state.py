"""The head of a booking's sheet: where it stands, its next step, and every other move."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.sheet_parts import set_property
from app.ui.sheet_sections import Section
from app.ui.status_button import StatusButton
from app.ui.theme import Theme
from app.viewmodels.rows import status_word
from app.viewmodels.sheet import SheetModel
from resources.tokens import SPACE

COLUMNS = 3


class StateSection(Section):
    """Stands on the sheet of a booking, not on that of a new one."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        self.answer.setProperty("kind", "caution")
        self.next = StatusButton(theme, self)
        self.more = QPushButton(self)
        self.others = QWidget(self)
        self._grid = QGridLayout(self.others)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE[1])
        self._buttons: list[StatusButton] = []
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.next, 1)
        row.addWidget(self.more, 1)
        self.column.setSpacing(SPACE[1])
        self.column.addWidget(self.answer)
        self.column.addLayout(row)
        self.column.addWidget(self.others)
        self.others.hide()
        self.next.clicked.connect(self._take)
        self.more.clicked.connect(self._unfold)
        self.retranslate()

    @property
    def buttons(self) -> tuple[StatusButton, ...]:
        """The moves that are not the next one."""
        return tuple(each for each in self._buttons if not each.isHidden())

    def show_sheet(self) -> None:
        """Draw where the booking stands."""
        state = self._model.state
        self.setVisible(state is not None)
        if state is None:
            self.others.hide()
            return
        self.answer.setText(state.answer)
        self.answer.setVisible(bool(state.answer))
        set_property(self.answer, "kind", "alarm" if state.is_overdue else "caution")
        self.next.setVisible(state.next is not None)
        if state.next is not None:
            self.next.show_status(state.next)
            words = self.tr("To: {state}").format(state=status_word(state.next))
            self.next.setText(words)
        while len(self._buttons) < len(state.others):
            button = StatusButton(self._theme, self.others)
            button.clicked.connect(self._take)
            place = len(self._buttons)
            self._grid.addWidget(button, place // COLUMNS, place % COLUMNS)
            self._buttons.append(button)
        for button, status in zip(self._buttons, state.others, strict=False):
            button.show_status(status)
            button.show()
        for button in self._buttons[len(state.others) :]:
            button.hide()
        self.more.setVisible(bool(state.others))

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.more.setText(self.tr("Other moves"))

    def fold(self) -> None:
        """Put the other moves away, for the next sheet."""
        self.others.hide()

    @Slot()
    def _unfold(self) -> None:
        self.others.setVisible(self.others.isHidden())

    @Slot()
    def _take(self) -> None:
        button = self.sender()
        assert isinstance(button, StatusButton)
        status = button.status
        # The buttons change under the finger; a second tap shall not go one step further.
        self.others.hide()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.set_status(status)
