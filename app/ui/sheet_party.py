"""How many: 1 to 8 by one tap, and behind them 大人, 子供 and 幼児 apart."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.ui.sheet_parts import Stepper
from app.ui.sheet_sections import Section
from app.ui.theme import Theme
from app.viewmodels.counted import Counted
from app.viewmodels.rows import covers_text
from app.viewmodels.sheet import SheetModel
from resources.tokens import SPACE

USUAL_MAX = 8
COLUMNS = 5


class PartySection(Section):
    """The party's size."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self.chips = tuple(self._chip(number) for number in range(1, USUAL_MAX + 1))
        self.apart = QPushButton(self)
        self.apart.setCheckable(True)
        self.steppers = QWidget(self)
        self.adults, self.children_, self.infants = (
            Stepper(theme, self.steppers) for _ in range(3)
        )
        self._stand()
        self.apart.clicked.connect(self._unfold)
        self.adults.stepped.connect(self._step_adults)
        self.children_.stepped.connect(self._step_children)
        self.infants.stepped.connect(self._step_infants)
        self.retranslate()

    def show_sheet(self) -> None:
        """Draw the party; one that is not of adults alone is spelt out."""
        form, words = self._model.form, Counted()
        for number, chip in enumerate(self.chips, 1):
            chip.setChecked(number == form.covers)
        mixed = bool(form.children or form.infants)
        parts = [words.adults_text(form.adults)]
        parts += [words.children_text(form.children)] if form.children else []
        parts += [words.infants_text(form.infants)] if form.infants else []
        is_told = mixed or form.covers > USUAL_MAX
        self.apart.setText(" ".join(parts) if is_told else self.tr("Children, 9+"))
        self.apart.setChecked(is_told)
        if is_told:
            self.steppers.show()
        self.adults.show_number(str(form.adults))
        self.children_.show_number(str(form.children))
        self.infants.show_number(str(form.infants))

    def fold(self) -> None:
        """Put the steppers away, for the next sheet."""
        self.steppers.hide()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        words = Counted()
        for number, chip in enumerate(self.chips, 1):
            chip.setText(covers_text(number))
            chip.setAccessibleName(words.guests_text(number))
        self.adults.set_words(
            self.tr("Adults"), self.tr("One adult fewer"), self.tr("One adult more")
        )
        self.children_.set_words(
            self.tr("Children"), self.tr("One child fewer"), self.tr("One child more")
        )
        self.infants.set_words(
            self.tr("Infants"), self.tr("One infant fewer"), self.tr("One infant more")
        )

    def _chip(self, number: int) -> QPushButton:
        chip = QPushButton(self)
        chip.setCheckable(True)
        chip.setProperty("covers", number)
        chip.clicked.connect(self._take)
        return chip

    def _stand(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        for place, chip in enumerate(self.chips):
            grid.addWidget(chip, place // COLUMNS, place % COLUMNS)
        grid.addWidget(self.apart, 1, USUAL_MAX - COLUMNS, 1, 2 * COLUMNS - USUAL_MAX)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        row = QHBoxLayout(self.steppers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        for stepper in (self.adults, self.children_, self.infants):
            row.addWidget(stepper, 1)
        self.steppers.hide()
        self.column.addLayout(grid)
        self.column.addWidget(self.steppers)

    @Slot()
    def _unfold(self) -> None:
        self.steppers.setVisible(self.steppers.isHidden())
        self.show_sheet()

    @Slot()
    def _take(self) -> None:
        # What is chosen is the model's to say, not the tap's.
        covers = self.sender().property("covers")
        self._model.set_covers(covers)
        self.show_sheet()

    @Slot(int)
    def _step_adults(self, by: int) -> None:
        self._model.step_party("adults", by)

    @Slot(int)
    def _step_children(self, by: int) -> None:
        self._model.step_party("children", by)

    @Slot(int)
    def _step_infants(self, by: int) -> None:
        self._model.step_party("infants", by)
