"""Every move a party may make from where it stands, and what it must not eat, at the finger."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.domain.reservation import Reservation, Status
from app.ui.card import Card
from app.ui.sheet_care import toggled, usual_allergies, word_faces
from app.ui.sheet_parts import Caption, Chips
from app.ui.stage import Room, fitted, inset
from app.ui.status_button import StatusButton
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from app.viewmodels.discretion import is_discreet
from app.viewmodels.rows import Row, status_word
from app.viewmodels.sheet_state import moves_of
from resources.tokens import SPACE

WIDTH = 340
COLUMNS = 2


class MovesCard(Card):
    """The legal moves of one party, and its allergies.

    Signals:
        reservation_activated: staff want to see all of it instead; carries its id.
        guest_activated: staff want to see the guest's card; carries the guest's id.
    """

    reservation_activated = Signal(str)
    guest_activated = Signal(str)

    def __init__(self, day: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._day = day
        self._row: Row | None = None
        self._where = QPoint()
        self.moves = QGridLayout()
        self.moves.setSpacing(SPACE[1])
        self.body.addLayout(self.moves)
        self._care = Caption(self)
        self.allergies = Chips(self)
        self.allergies.chosen.connect(self._note_allergy)
        self.body.addSpacing(SPACE[0])
        self.body.addWidget(self._care)
        self.body.addWidget(self.allergies)
        self.body.addSpacing(SPACE[0])
        self.open_button = QPushButton(self)
        self.open_button.clicked.connect(self._open)
        self.guest_button = QPushButton(self)
        self.guest_button.clicked.connect(self._open_guest)
        more = QHBoxLayout()
        more.setSpacing(SPACE[1])
        more.addWidget(self.open_button, 1)
        more.addWidget(self.guest_button, 1)
        self.body.addLayout(more)
        self.setFixedWidth(WIDTH)
        self.retranslate()

    @property
    def buttons(self) -> dict[Status, QPushButton]:
        """The buttons, by the status each leads to."""
        found = (self.moves.itemAt(at) for at in range(self.moves.count()))
        widgets = (item.widget() for item in found if item is not None)
        return {
            Status(widget.property("status")): widget
            for widget in widgets
            if isinstance(widget, QPushButton)
        }

    def offer(self, row: Row, where: QPoint) -> None:
        """Show a party's moves beside a point on the screen."""
        self._row = row
        self._where = where
        while (item := self.moves.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        for at, status in enumerate(moves_of(row.status)):
            self.moves.addWidget(self._button(status), at // COLUMNS, at % COLUMNS)
        self.guest_button.setVisible(self._guest_id() is not None)
        self.retranslate()
        self.bring_up()
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def at_the_finger(self, _overlay: QWidget, room: Room) -> QRect:
        """Stand under the finger, as far as the book has room."""
        free = inset(room.body)
        box = fitted(self, free)
        box.moveTopLeft(self.mapToParent(self.mapFromGlobal(self._where)) + QPoint(SPACE[1], 0))
        box.moveRight(min(box.right(), free.right()))
        box.moveBottom(min(box.bottom(), free.bottom()))
        return box

    def sizeHint(self) -> QSize:
        """Be as high as the lines of chips are at this width."""
        hint = super().sizeHint()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(layout.totalHeightForWidth(WIDTH))
        return hint

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        row = self._row
        self.set_title(f"{row.time}  {row.name}{row.honorific}  {row.party}" if row else "")
        self.open_button.setText(self.tr("Open booking"))
        self.guest_button.setText(self.tr("Guest card"))
        self._care.setText(self.tr("Allergies"))
        self._show_allergies()
        for status, button in self.buttons.items():
            button.setText(status_word(status))

    def _guest_id(self) -> str | None:
        party = self._party()
        return party.guest_id if party else None

    def _button(self, status: Status) -> StatusButton:
        button = StatusButton(self._theme, self)
        button.show_status(status)
        button.clicked.connect(self._choose)
        return button

    @Slot()
    def _choose(self) -> None:
        status = Status(self.sender().property("status"))
        self.put_away()
        if self._row is not None:
            self._day.set_status(self._row.reservation_id, status)

    def _party(self) -> Reservation | None:
        return self._day.find(self._row.reservation_id) if self._row else None

    def _show_allergies(self) -> None:
        party = self._party()
        known = party.allergies if party else ()
        for widget in (self._care, self.allergies):
            widget.setVisible(not is_discreet())
        if is_discreet():
            known = ()
        self.allergies.show_faces(word_faces(known, usual_allergies(), alarms=True))

    @Slot(object)
    def _note_allergy(self, word: str) -> None:
        """Note it at once: who says it stands at the door, and there is no sheet to be saved."""
        party = self._party()
        if party is not None:
            self._day.note_allergies(party.id, toggled(party.allergies, word))
            self._show_allergies()

    @Slot()
    def _open(self) -> None:
        self.put_away()
        if self._row is not None:
            self.reservation_activated.emit(self._row.reservation_id)

    @Slot()
    def _open_guest(self) -> None:
        self.put_away()
        if guest_id := self._guest_id():
            self.guest_activated.emit(guest_id)
