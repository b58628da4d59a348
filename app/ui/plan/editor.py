"""Draw the plan: rooms above, the floor at the left, what is known of the table at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.table import TableShape
from app.ui.card import Card
from app.ui.plan.canvas import PlanCanvas
from app.ui.sheet_parts import (
    Caption,
    ChipFace,
    Chips,
    FingerScroll,
    IconButton,
    Stepper,
    set_property,
    words,
)
from app.ui.theme import Theme
from app.viewmodels.plan_editor import FURNITURE, PlanEditorModel
from app.viewmodels.plan_words import furniture_text
from resources.tokens import SPACE

PANEL_WIDTH = 340
STRAYS = "-"
COLUMNS = 2


class PlanEditor(QWidget):
    """The drawing with everything around it; it writes as it goes."""

    def __init__(self, model: PlanEditorModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.rooms = Chips(self)
        self.room_name = QLineEdit(self)
        self.add_room = QPushButton(self)
        self.canvas = PlanCanvas(model, theme, self)
        self.furniture = [QPushButton(self) for _ in FURNITURE]
        self.undo = IconButton("undo", theme, self)
        self.remove_room = IconButton("trash", theme, self)
        self.problem = words(self, "alarm")
        self.hint = words(self, "soft")
        self.table = TableBox(model, theme, self)
        self._lay_out()
        self.rooms.chosen.connect(self._show_room)
        self.add_room.clicked.connect(self._add_room)
        self.room_name.editingFinished.connect(self._rename_room)
        self.remove_room.clicked.connect(model.remove_room)
        self.undo.clicked.connect(model.undo)
        model.changed.connect(self._follow)
        model.refused.connect(self._show_refused)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._furniture_caption.setText(self.tr("Put down"))
        for button, furniture in zip(self.furniture, FURNITURE, strict=True):
            button.setText(furniture_text(furniture))
        self.room_name.setAccessibleName(self.tr("Name of the room"))
        self.room_name.setToolTip(self.tr("Name of the room"))
        self.add_room.setText(self.tr("Add a room"))
        self.remove_room.set_words(self.tr("Take the empty room away"))
        self.undo.set_words(self.tr("Undo"))
        self.hint.setText(
            self.tr("Drag tables to where they stand. The knob turns, the corner sizes.")
        )
        self.table.retranslate()
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._furniture_caption = Caption(self)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE[1])
        bar.addWidget(self.rooms, 1)
        bar.addWidget(self.room_name)
        bar.addWidget(self.remove_room)
        bar.addWidget(self.add_room)
        bar.addWidget(self.undo)
        inside = QWidget(self)
        panel = QVBoxLayout(inside)
        panel.setContentsMargins(0, 0, SPACE[2], 0)
        panel.setSpacing(SPACE[1])
        panel.addWidget(self._furniture_caption)
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        for at, button in enumerate(self.furniture):
            button.setProperty("furniture", at)
            button.clicked.connect(self._add_table)
            grid.addWidget(button, at // COLUMNS, at % COLUMNS)
        panel.addLayout(grid)
        panel.addWidget(self.problem)
        panel.addWidget(self.table)
        panel.addWidget(self.hint)
        panel.addStretch(1)
        side = FingerScroll(inside, self)
        side.setFixedWidth(PANEL_WIDTH)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE[3])
        middle.addWidget(self.canvas, 1)
        middle.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(bar)
        column.addLayout(middle, 1)
        self.problem.hide()

    @Slot()
    def _follow(self) -> None:
        model = self._model
        faces = [ChipFace(each.id, each.name, each.id == model.room) for each in model.areas]
        if model.has_strays:
            faces.append(ChipFace(STRAYS, self.tr("In no room"), model.room is None))
        self.rooms.show_faces(faces)
        if not self.room_name.hasFocus():
            self.room_name.setText(model.drawn.name)
        self.room_name.setVisible(model.room is not None)
        is_empty = not model.drawn.faces
        self.remove_room.setVisible(is_empty and model.room is not None)
        self.hint.setVisible(model.selected is None)
        self.problem.hide()

    @Slot(object)
    def _show_room(self, room: object) -> None:
        area = next((each for each in self._model.areas if each.id == room), None)
        self._model.show_room(area.id if area else None)

    @Slot()
    def _add_room(self) -> None:
        names = {each.name for each in self._model.areas}
        name = next(
            named
            for number in range(1, len(names) + 2)
            if (named := self.tr("Room {number}").format(number=number)) not in names
        )
        if self._model.add_room(name):
            self.room_name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.room_name.setText(name)
            self.room_name.selectAll()

    @Slot()
    def _rename_room(self) -> None:
        if self.room_name.text().strip():
            self._model.rename_room(self.room_name.text())

    @Slot()
    def _add_table(self) -> None:
        self._model.add(FURNITURE[self.sender().property("furniture")])
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _show_refused(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()


class TableBox(QWidget):
    """What is known of the selected table."""

    def __init__(self, model: PlanEditorModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.name = QLineEdit(self)
        self.seats = Stepper(theme, self)
        self.least = Stepper(theme, self)
        self.width_box = Stepper(theme, self)
        self.depth_box = Stepper(theme, self)
        self.shapes = Chips(self)
        self.turn_back = IconButton("turn-back", theme, self)
        self.turn = IconButton("turn", theme, self)
        self.copy = QPushButton(self)
        self.remove = QPushButton(self)
        self.remove.setProperty("kind", "danger")
        self.rooms = Chips(self)
        self._room_caption = Caption(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.name.setAccessibleName(self.tr("Name of the table"))
        self.name.setPlaceholderText(self.tr("Name of the table"))
        self.seats.set_words(self.tr("Seats"), self.tr("Fewer seats"), self.tr("More seats"))
        self.least.set_words(
            self.tr("Smallest party"), self.tr("A smaller party"), self.tr("A larger party")
        )
        self.width_box.set_words(self.tr("Width, cm"), self.tr("Narrower"), self.tr("Wider"))
        self.depth_box.set_words(self.tr("Depth, cm"), self.tr("Shallower"), self.tr("Deeper"))
        self.turn_back.set_words(self.tr("Turn to the left"))
        self.turn.set_words(self.tr("Turn to the right"))
        self.copy.setText(self.tr("Another like it"))
        self.remove.setText(self.tr("Remove"))
        self._room_caption.setText(self.tr("Room"))
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Show the selected table."""
        table, place = self._model.selected, self._model.place
        self.setVisible(table is not None)
        if table is None or place is None:
            return
        if not self.name.hasFocus() or self.name.property("table") != table.id:
            self.name.setText(table.name)
        set_property(self.name, "table", table.id)
        self.seats.show_number(str(table.seats_max))
        self.least.show_number(str(table.seats_min))
        self.width_box.show_number(str(place.width))
        self.depth_box.show_number(str(place.depth))
        names = {TableShape.RECT: self.tr("Square"), TableShape.ROUND: self.tr("Round")}
        self.shapes.show_faces(
            [ChipFace(shape, name, shape is place.shape) for shape, name in names.items()]
        )
        areas = self._model.areas
        self.rooms.show_faces(
            [ChipFace(each.id, each.name, each.id == table.area_id) for each in areas]
        )
        several = len(areas) > 1 or self._model.room is None
        self.rooms.setVisible(several)
        self._room_caption.setVisible(several)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE[1], 0, 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self.name)
        for pair in ((self.least, self.seats), (self.width_box, self.depth_box)):
            row = QHBoxLayout()
            row.setSpacing(SPACE[1])
            for stepper in pair:
                row.addWidget(stepper, 1)
            column.addLayout(row)
        form = QHBoxLayout()
        form.setSpacing(SPACE[1])
        form.addWidget(self.shapes, 1)
        form.addWidget(self.turn_back)
        form.addWidget(self.turn)
        column.addLayout(form)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addWidget(self.remove)
        buttons.addWidget(self.copy, 1)
        column.addLayout(buttons)
        column.addWidget(self._room_caption)
        column.addWidget(self.rooms)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.follow)
        model.previewed.connect(self.follow)
        self.name.editingFinished.connect(self._rename)
        self.seats.stepped.connect(self._step_seats)
        self.least.stepped.connect(self._step_least)
        self.width_box.stepped.connect(self._step_width)
        self.depth_box.stepped.connect(self._step_depth)
        self.shapes.chosen.connect(self._cut)
        self.turn_back.clicked.connect(self._turn_left)
        self.turn.clicked.connect(self._turn_right)
        self.rooms.chosen.connect(model.move_to_room)
        self.copy.clicked.connect(model.copy)
        self.remove.clicked.connect(model.remove)

    @Slot()
    def _rename(self) -> None:
        table = self._model.selected
        # Choosing another table ends the typing: what was typed is the former one's name.
        if table is not None and self.name.property("table") == table.id:
            self._model.rename(self.name.text())

    @Slot(int)
    def _step_seats(self, step: int) -> None:
        table = self._model.selected
        if table is not None:
            self._model.seat(table.seats_min, table.seats_max + step)

    @Slot(int)
    def _step_least(self, step: int) -> None:
        table = self._model.selected
        if table is not None:
            self._model.seat(table.seats_min + step, table.seats_max)

    @Slot(int)
    def _step_width(self, step: int) -> None:
        self._model.grow(step, 0)

    @Slot(int)
    def _step_depth(self, step: int) -> None:
        self._model.grow(0, step)

    @Slot(object)
    def _cut(self, shape: TableShape) -> None:
        self._model.cut(shape)

    @Slot()
    def _turn_left(self) -> None:
        self._model.turn(-1)

    @Slot()
    def _turn_right(self) -> None:
        self._model.turn(1)


class PlanEditorCard(Card):
    """The drawing over the whole book."""

    def __init__(self, model: PlanEditorModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setProperty("kind", "sheet")
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self._model = model
        self.editor = PlanEditor(model, theme, self)
        self.body.addWidget(self.editor, 1)
        self.retranslate()

    def bring_up(self) -> None:
        """Show the plan as the book has it now."""
        self._model.read_again()
        self.show()
        self.raise_()
        self.editor.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Draw the floor plan"))
