"""The waitlist (順番待ち): who waits and for how long still, and one more at the door."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.waiting import DoorParty
from app.ui.card import Card
from app.ui.number_pad import NumberPad
from app.ui.seat_chips import SeatChips
from app.ui.sheet_parts import Caption, ChipFace, Chips, FingerScroll, Stepper, set_property
from app.ui.theme import Theme
from app.viewmodels.door import DoorModel, WaitLine
from resources.tokens import SPACE

WIDTH = 560
LIST_HEIGHT_MAX = 420
TICK_MS = 5_000
QUOTES = (10, 15, 20, 30, 45, 60, 90)
LONGER_MINUTES = 5
"""By how many minutes a wait is lengthened with one tap."""


class WaitRow(QFrame):
    """One party on the waitlist, with what may be done.

    Signals:
        asked: a tap; carries what (`seat`, `call_in`, `longer`, `give_up`) and the party's id.
        seated: carries the party's id and the tables.
    """

    asked = Signal(str, str)
    seated = Signal(str, tuple)

    def __init__(self, line: WaitLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.setProperty("kind", "entry")
        self.name = QLabel(self)
        self.name.setProperty("kind", "heading")
        self.party = QLabel(self)
        self.left = QLabel(self)
        self.facts = QLabel(self)
        self.facts.setProperty("kind", "soft")
        self.facts.setWordWrap(True)
        self.seats = SeatChips(self)
        self.seats.hide()
        self.full = QLabel(self)
        self.full.setProperty("kind", "soft")
        self.full.hide()
        self.buttons = {
            name: QPushButton(self) for name in ("seat", "call_in", "longer", "give_up")
        }
        self.buttons["seat"].setCheckable(True)
        self.buttons["give_up"].setProperty("kind", "quiet")
        head = QHBoxLayout()
        head.setSpacing(SPACE[1])
        head.addWidget(self.name)
        head.addWidget(self.party)
        head.addStretch(1)
        head.addWidget(self.left)
        acts = QHBoxLayout()
        acts.setSpacing(SPACE[1])
        for name, button in self.buttons.items():
            button.setProperty("act", name)
            button.clicked.connect(self._ask)
            acts.addWidget(button, 0 if name == "give_up" else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE[2], 0, SPACE[2])
        column.setSpacing(SPACE[1])
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addLayout(acts)
        column.addWidget(self.full)
        column.addWidget(self.seats)
        self.seats.chosen.connect(self._seat)
        self.show_line(line)

    @property
    def asks_where(self) -> bool:
        """Whether its tables stand open."""
        return self.buttons["seat"].isChecked()

    def show_line(self, line: WaitLine) -> None:
        """Show the party as it stands."""
        self._line = line
        self.setAccessibleName(line.spoken)
        self.name.setText(line.name)
        self.party.setText(line.party)
        self.left.setText(line.left)
        set_property(self.left, "kind", "alarm" if line.is_over else "body")
        facts = (line.waited, line.called, line.phone, line.note)
        self.facts.setText("   ".join(each for each in facts if each))
        words = {
            "seat": self.tr("Seat"),
            "call_in": self.tr("Call again") if line.called else self.tr("Call in"),
            "longer": self.tr("+{minutes} min").format(minutes=LONGER_MINUTES),
            "give_up": self.tr("Gone"),
        }
        for name, button in self.buttons.items():
            button.setText(words[name])
            button.setAccessibleName(
                self.tr("{what}: {who}").format(what=words[name], who=line.name)
            )
        self.full.setText(self.tr("No table for {covers} is free now.").format(covers=line.covers))

    def show_seats(self, door: DoorModel) -> None:
        """Offer the tables free for the party, if it was asked where."""
        groups = door.groups(self._line.covers) if self.asks_where else ()
        self.seats.show_groups(groups)
        self.seats.setVisible(bool(groups))
        self.full.setVisible(self.asks_where and not groups)

    @Slot()
    def _ask(self) -> None:
        act: str = self.sender().property("act")
        self.asked.emit(act, self._line.id)

    @Slot(tuple)
    def _seat(self, table_ids: tuple[str, ...]) -> None:
        self.seated.emit(self._line.id, table_ids)


class WaitlistCard(Card):
    """The parties in their order, and below them the next one to come."""

    def __init__(self, door: DoorModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._door = door
        self._rows: dict[str, WaitRow] = {}
        inside = QWidget(self)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, SPACE[2], 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._scroll = FingerScroll(inside, self)
        self.nobody = QLabel(self)
        self.nobody.setProperty("kind", "soft")
        self.body.addWidget(self.nobody)
        self.body.addWidget(self._scroll, 1)
        self.begin = QPushButton(self)
        self.begin.clicked.connect(self._begin)
        self.form = WaitForm(theme, self)
        self.back = QPushButton(self)
        self.back.setProperty("kind", "quiet")
        self.back.clicked.connect(self._show_list)
        for widget in (self.begin, self.form, self.back):
            self.body.addWidget(widget)
        self.setFixedWidth(WIDTH)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._show)
        self.form.changed.connect(self._show_form)
        self.form.done.connect(self._add)
        door.changed.connect(self._follow)
        self.retranslate()

    def bring_up(self) -> None:
        """Show who waits; with nobody waiting, ask for the first one."""
        self.form.clear()
        self.form.setVisible(not self._door.waiting())
        self._show()
        super().bring_up()

    def receive(self, covers: int) -> None:
        """Show the card with a party at the door, of so many (0: not asked yet)."""
        self.form.clear(covers)
        self.form.show()
        self._show()
        super().bring_up()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def rows(self) -> dict[str, WaitRow]:
        """The rows on the screen, by the party's id."""
        return dict(self._rows)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the minutes go on while it is seen."""
        self._clock.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while it is not."""
        self._clock.stop()
        super().hideEvent(event)

    def sizeHint(self) -> QSize:
        """Be as high as the list needs, as far as that is seemly."""
        inside = self._scroll.widget()
        layout = inside.layout() if inside is not None else None
        wanted = layout.totalHeightForWidth(WIDTH - 3 * SPACE[4]) if layout is not None else 0
        self._scroll.setMinimumHeight(min(max(0, wanted), LIST_HEIGHT_MAX))
        return super().sizeHint()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.begin.setText(self.tr("Take a party"))
        self.nobody.setText(self.tr("Nobody waits."))
        self.back.setText(self.tr("Back to who waits"))
        self.form.retranslate()
        self._show()

    @Slot()
    def _follow(self) -> None:
        if not self.isHidden():
            self._show()

    @Slot()
    def _show(self) -> None:
        lines = self._door.waiting()
        self.set_title(
            self.tr("Waitlist ({count})").format(count=len(lines)) if lines else self.tr("Waitlist")
        )
        self._show_rows(lines)
        is_list = self.form.isHidden()
        self.nobody.setVisible(not lines)
        self._scroll.setVisible(is_list and bool(lines))
        self.begin.setVisible(is_list)
        self.back.setVisible(not is_list and bool(lines))
        self._show_form()
        self.adjustSize()

    def _show_rows(self, lines: tuple[WaitLine, ...]) -> None:
        gone = self._rows.keys() - {line.id for line in lines}
        for id in gone:
            row = self._rows.pop(id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, line in enumerate(lines):
            row = self._rows.get(line.id) or self._new_row(line)
            row.show_line(line)
            row.show_seats(self._door)
            if self._list.indexOf(row) != at:
                self._list.removeWidget(row)
                self._list.insertWidget(at, row)

    def _new_row(self, line: WaitLine) -> WaitRow:
        row = self._rows[line.id] = WaitRow(line, self._scroll.widget())
        row.asked.connect(self._act)
        row.seated.connect(self._door.seat)
        return row

    @Slot()
    def _show_form(self) -> None:
        if not self.form.isHidden():
            self.form.show_facts(self._door)

    @Slot(str, str)
    def _act(self, act: str, id: str) -> None:
        match act:
            case "seat":
                for other, row in self._rows.items():
                    row.buttons["seat"].setChecked(other == id and row.asks_where)
                self._show()
            case "call_in":
                self._door.call_in(id)
            case "longer":
                self._door.lengthen(id, LONGER_MINUTES)
            case "give_up":
                self._door.give_up(id)

    @Slot()
    def _begin(self) -> None:
        self.form.clear()
        self.form.show()
        self._show()
        self.form.numbers.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add(self) -> None:
        if self._door.add(self.form.party(self._door)):
            self._show_list()

    @Slot()
    def _show_list(self) -> None:
        self.form.hide()
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class WaitForm(QWidget):
    """A party at the door: how many, who, and how long it is told to wait.

    Signals:
        changed: a number or a wait was chosen.
        done: it shall wait.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adults = self._children = 0
        self._estimate: int | None = None
        self._chosen: int | None = None
        self._adults_title = Caption(self)
        self.numbers = NumberPad(theme, self)
        self.children_count = Stepper(theme, self)
        self.name = QLineEdit(self)
        self.phone = QLineEdit(self)
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self._quote_title = Caption(self)
        self.quotes = Chips(self)
        self.take = QPushButton(self)
        self.take.setProperty("kind", "primary")
        who = QHBoxLayout()
        who.setSpacing(SPACE[1])
        who.addWidget(self.name, 3)
        who.addWidget(self.phone, 3)
        who.addWidget(self.children_count, 2)
        who.setAlignment(self.name, Qt.AlignmentFlag.AlignBottom)
        who.setAlignment(self.phone, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self._adults_title)
        column.addWidget(self.numbers)
        column.addLayout(who)
        column.addWidget(self._quote_title)
        column.addWidget(self.quotes)
        column.addWidget(self.take)
        self.numbers.chosen.connect(self._take_number)
        self.children_count.stepped.connect(self._step_children)
        self.quotes.chosen.connect(self._take_quote)
        self.name.returnPressed.connect(self._finish)
        self.phone.returnPressed.connect(self._finish)
        self.take.clicked.connect(self._finish)

    def clear(self, covers: int = 0) -> None:
        """Begin with a party of so many, or with nothing."""
        self._adults, self._children, self._chosen = covers, 0, None
        self.name.clear()
        self.phone.clear()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._adults_title.setText(self.tr("How many guests (adults)?"))
        self.numbers.retranslate()
        self.children_count.set_words(
            self.tr("Children"), self.tr("One child fewer"), self.tr("One child more")
        )
        self.phone.setPlaceholderText(self.tr("Phone"))
        self.phone.setAccessibleName(self.tr("Phone"))
        self.name.setAccessibleName(self.tr("Name or number"))
        self.take.setText(self.tr("Put on the waitlist"))

    def show_facts(self, door: DoorModel) -> None:
        """Show what is chosen, and what the house would tell them."""
        self.numbers.show_chosen(self._adults)
        self.children_count.show_number(str(self._children))
        self.children_count.less.setEnabled(self._children > 0)
        self.name.setPlaceholderText(
            self.tr("Name, or no. {number}").format(number=door.next_number())
        )
        self._estimate = door.estimate(self._adults, self._children) if self._adults else None
        self._quote_title.setText(self._estimate_text())
        wanted = self._quote
        offered = sorted({*QUOTES, *([self._estimate] if self._estimate else [])})
        self.quotes.show_faces(
            [
                ChipFace(0, self.tr("No promise"), is_chosen=wanted == 0),
                *(
                    ChipFace(
                        each,
                        self.tr("{minutes} min").format(minutes=each),
                        is_chosen=each == wanted,
                    )
                    for each in offered
                ),
            ]
        )
        self.take.setEnabled(self._adults > 0)

    def party(self, door: DoorModel) -> DoorParty:
        """Say who wants to wait; who gives no name gets the next number."""
        return DoorParty(
            adults=self._adults,
            children=self._children,
            name=self.name.text().strip() or door.next_number(),
            phone=self.phone.text(),
            quoted_minutes=self._quote,
        )

    @property
    def _quote(self) -> int:
        return (self._estimate or 0) if self._chosen is None else self._chosen

    def _estimate_text(self) -> str:
        if not self._adults:
            return self.tr("How long shall we say it will be?")
        if self._estimate is None:
            return self.tr("How long shall we say? No table in sight tonight.")
        if self._estimate == 0:
            return self.tr("How long shall we say? A table is free now.")
        return self.tr("How long shall we say? About {minutes} min, as it looks.").format(
            minutes=self._estimate
        )

    @Slot(int)
    def _take_number(self, covers: int) -> None:
        self._adults = covers
        self.changed.emit()

    @Slot(int)
    def _step_children(self, by: int) -> None:
        self._children = max(0, self._children + by)
        self.changed.emit()

    @Slot(object)
    def _take_quote(self, minutes: int) -> None:
        self._chosen = minutes
        self.changed.emit()

    @Slot()
    def _finish(self) -> None:
        if self.take.isEnabled():
            self.done.emit()
