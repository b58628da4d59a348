"""Settings of the team: who works here, who may do what, and their PINs."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.domain.staff import Role, Staff
from app.ui.settings_parts import Page, Rows
from app.ui.sheet_parts import Check, ChipFace, Chips, words
from app.ui.theme import Theme
from app.viewmodels.settings import SettingsModel, StaffForm
from resources.tokens import SPACE

PIN_LENGTH_MAX = 8


class StaffPage(Page):
    """The people as chips; a tap on one opens them below."""

    def __init__(self, model: SettingsModel, _theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._staff: Staff | None = None
        inside = self.inside
        self.people = Chips(inside)
        self.heading = words(inside, "heading")
        self.name = QLineEdit(inside)
        self.pin = QLineEdit(inside)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(PIN_LENGTH_MAX)
        self.is_manager = Check(inside)
        self.is_active = Check(inside)
        self.new = QPushButton(inside)
        self.save = QPushButton(inside)
        self.save.setProperty("kind", "primary")
        self._lay_out()
        self.people.chosen.connect(self._open)
        model.staff_saved.connect(self._begin_anew)
        self.new.clicked.connect(self._begin_new)
        self.save.clicked.connect(self._save)
        self.retranslate()

    def show_staff(self) -> None:
        """Draw the people."""
        chosen = self._staff.id if self._staff else None
        self.people.show_faces(
            [ChipFace(each, self._face(each), each.id == chosen) for each in self._model.staff]
        )
        staff = self._staff
        self.heading.setText(
            self.tr("{name}").format(name=staff.name) if staff else self.tr("Somebody new")
        )
        self.save.setText(self.tr("Save") if staff else self.tr("Add"))
        self.new.setVisible(staff is not None)
        self.is_active.setVisible(staff is not None)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._rows.name_rows(self.tr("Name"), self.tr("New PIN, 4 to 8 digits (may be left empty)"))
        self.is_manager.setText(self.tr("Manager: may also export, merge and delete"))
        self.is_active.setText(self.tr("Works here"))
        self.new.setText(self.tr("Somebody else"))
        self.show_staff()

    def _lay_out(self) -> None:
        self._rows = Rows()
        self._rows.add(self.name, self.pin)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addWidget(self.new)
        buttons.addWidget(self.save, 1)
        self.column.addWidget(self.people)
        self.column.addSpacing(SPACE[3])
        self.column.addWidget(self.heading)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.is_manager)
        self.column.addWidget(self.is_active)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def _face(self, staff: Staff) -> str:
        parts = [staff.name]
        if staff.role is Role.MANAGER:
            parts.append(self.tr("manager"))
        if staff.pin_hash:
            parts.append(self.tr("PIN"))
        if not staff.active:
            parts.append(self.tr("left"))
        return "  ".join(parts)

    def _fill(self, staff: Staff | None) -> None:
        self._staff = staff
        self.name.setText(staff.name if staff else "")
        self.pin.clear()
        self.is_manager.setChecked(staff is not None and staff.role is Role.MANAGER)
        self.is_active.setChecked(staff is None or staff.active)
        self.show_staff()

    @Slot(object)
    def _open(self, staff: Staff) -> None:
        self._fill(staff)

    @Slot()
    def _begin_new(self) -> None:
        self._fill(None)
        self.name.setFocus()

    @Slot()
    def _save(self) -> None:
        form = StaffForm(
            name=self.name.text().strip(),
            role=Role.MANAGER if self.is_manager.isChecked() else Role.HOST,
            active=self.is_active.isChecked(),
            pin=self.pin.text(),
        )
        self._model.save_staff(self._staff, form)

    @Slot()
    def _begin_anew(self) -> None:
        self._fill(None)
