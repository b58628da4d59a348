"""Taking over another system's bookings or guests: a file, its columns, what would come, and all.

Nothing is in the book before staff say so, and afterwards one tap takes all of it back.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.import_fields import Field, Kind
from app.ui.card import Card
from app.ui.sheet_parts import Caption, ChipFace, Chips, FingerScroll, discard, words
from app.ui.theme import Theme
from app.viewmodels.import_words import import_field_word
from app.viewmodels.imports import Column, ImportModel, Step
from resources.tokens import SPACE

FIELD_WIDTH = 220


class ImportCard(Card):
    """Over the whole book: it is work for a quiet hour."""

    def __init__(self, model: ImportModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.setProperty("kind", "sheet")
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.setAcceptDrops(True)
        self.refusal = words(self, "alarm")
        self.pages = QStackedWidget(self)
        self.choosing = ChoosePage(model, self)
        self.checking = CheckPage(model, self)
        self.pages.addWidget(self.choosing)
        self.pages.addWidget(self.checking)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.pages, 1)
        self.refusal.hide()
        model.changed.connect(self._show)
        model.refused.connect(self._refuse)
        self.retranslate()

    def bring_up(self) -> None:
        """Show how far the import has come, or the files to choose from."""
        self.refusal.hide()
        self.show()
        self.raise_()
        self._model.open()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Take over bookings or guests"))
        self.choosing.retranslate()
        self.checking.retranslate()
        self._model.reword()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dragged here."""
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a file that is dropped here."""
        path = _dropped(event.mimeData())
        if path is not None and self._model.step is Step.CHOOSE:
            self._model.read(path)

    @Slot()
    def _show(self) -> None:
        is_choosing = self._model.step is Step.CHOOSE
        self.pages.setCurrentWidget(self.choosing if is_choosing else self.checking)
        if is_choosing:
            self.choosing.show_files()
        else:
            self.refusal.hide()
            self.checking.show_table()

    @Slot(str)
    def _refuse(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.show()


class ChoosePage(QWidget):
    """Which file, and what it lists."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._kind_caption = Caption(self)
        self.kinds = Chips(self)
        self._file_caption = Caption(self)
        self.none = words(self, "soft")
        inside = QWidget(self)
        self._files = QVBoxLayout(inside)
        self._files.setContentsMargins(0, 0, SPACE[1], 0)
        self._files.setSpacing(SPACE[1])
        self._files.addStretch(1)
        self.file_buttons: list[QPushButton] = []
        self.path = QLineEdit(self)
        self.read = QPushButton(self)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.path, 1)
        row.addWidget(self.read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        for each in (self._kind_caption, self.kinds, self._file_caption, self.none):
            column.addWidget(each)
        column.addWidget(FingerScroll(inside, self), 1)
        column.addLayout(row)
        self.kinds.chosen.connect(model.choose_kind)
        self.read.clicked.connect(self._read_path)
        self.path.returnPressed.connect(self._read_path)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._kind_caption.setText(self.tr("What the file lists"))
        self._file_caption.setText(self.tr("CSV files on this machine, the newest first"))
        self.none.setText(self.tr("None found. Drop a file here, or write where it lies."))
        self.path.setPlaceholderText(self.tr("Where the file lies, such as C:/bookings.csv"))
        self.path.setAccessibleName(self.tr("Where the file lies"))
        self.read.setText(self.tr("Open"))

    def show_files(self) -> None:
        """List the files."""
        kinds = ((Kind.BOOKINGS, self.tr("Bookings")), (Kind.GUESTS, self.tr("Guests")))
        self.kinds.show_faces(
            [ChipFace(kind, word, kind is self._model.kind) for kind, word in kinds]
        )
        for button in self.file_buttons:
            discard(self._files, button)
        self.file_buttons = []
        for each in self._model.files:
            button = QPushButton(f"{each.name}   {each.detail}", self)
            button.setProperty("kind", "line")
            button.setProperty("path", str(each.path))
            button.clicked.connect(self._read_file)
            self._files.insertWidget(len(self.file_buttons), button)
            self.file_buttons.append(button)
        self.none.setVisible(not self.file_buttons)

    @Slot()
    def _read_file(self) -> None:
        self._model.read(Path(self.sender().property("path")))

    @Slot()
    def _read_path(self) -> None:
        if typed := self.path.text().strip().strip('"'):
            self._model.read(Path(typed).expanduser())


class ColumnRow(QWidget):
    """One column of the table: its head, what stands in it, and what it is taken for."""

    def __init__(self, column: Column, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._place = column.place
        self.head = QLabel(self)
        self.samples = Caption(self)
        self.box = QComboBox(self)
        self.box.setFixedWidth(FIELD_WIDTH)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.head)
        text.addWidget(self.samples)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[2])
        row.addLayout(text, 1)
        row.addWidget(self.box)
        self.box.activated.connect(self._take)

    def show_column(self, column: Column) -> None:
        """Show the column; its box offers what such a table may hold."""
        elide, room = Qt.TextElideMode.ElideRight, FIELD_WIDTH
        self.head.setText(self.head.fontMetrics().elidedText(column.head, elide, room))
        self.samples.setText(self.samples.fontMetrics().elidedText(column.samples, elide, room))
        self.box.setAccessibleName(column.head)
        fields: tuple[Field | None, ...] = (None, *self._model.fields)
        self.box.clear()
        for each in fields:
            name = self.tr("— not taken —") if each is None else import_field_word(each)
            self.box.addItem(name, each)
        self.box.setCurrentIndex(fields.index(column.field))

    @Slot(int)
    def _take(self, at: int) -> None:
        field = self.box.itemData(at)
        self._model.set_field(self._place, Field(field) if field is not None else None)


class CheckPage(QWidget):
    """The columns at the left, what would come of them at the right."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._told: tuple[Column, ...] = ()
        self.rows: list[ColumnRow] = []
        inside = QWidget(self)
        self._columns = QVBoxLayout(inside)
        self._columns.setContentsMargins(0, 0, SPACE[1], 0)
        self._columns.setSpacing(SPACE[2])
        self._columns.addStretch(1)
        self.source = QLineEdit(self)
        self.counts = words(self, "heading")
        self.missing = words(self, "caution")
        self.shown = words(self, "body")
        self.problems = words(self, "body")
        self._captions = [Caption(self) for _ in range(4)]
        self.back = QPushButton(self)
        self.take_back = QPushButton(self)
        self.start = QPushButton(self)
        self.start.setProperty("kind", "primary")
        self._stand(inside)
        self.source.editingFinished.connect(self._take_source)
        self.back.clicked.connect(model.start_over)
        self.take_back.clicked.connect(model.take_back)
        self.start.clicked.connect(model.start)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        captions = (
            self.tr("Columns of the file"),
            self.tr("System it comes from (the same each time)"),
            self.tr("As it will stand in the book"),
            self.tr("What is wrong"),
        )
        for caption, text in zip(self._captions, captions, strict=True):
            caption.setText(text)
        self.source.setAccessibleName(captions[1])
        self.back.setText(self.tr("Another file"))
        self.take_back.setText(self.tr("Take all of it back"))
        self._told = ()

    def show_table(self) -> None:
        """Draw columns, counts, samples and problems."""
        model = self._model
        self._show_columns()
        if not self.source.hasFocus():
            self.source.setText(model.source)
        self.missing.setText(model.missing)
        self.missing.setVisible(bool(model.missing))
        self.counts.setText(self._counts_text())
        for label, caption, lines in (
            (self.shown, self._captions[2], model.shown),
            (self.problems, self._captions[3], model.problems),
        ):
            label.setText("\n".join(lines))
            label.setVisible(bool(lines))
            caption.setVisible(bool(lines))
        self.start.setText(self.tr("Take over {count}").format(count=model.counts.new))
        self.start.setEnabled(model.can_import)
        self.start.setVisible(model.step is not Step.DONE)
        self.take_back.setVisible(model.can_take_back)

    def _counts_text(self) -> str:
        model, counts = self._model, self._model.counts
        if model.missing:
            return ""
        facts = {"new": counts.new, "known": counts.known, "bad": counts.bad}
        heads = {
            Step.CHECK: self.tr("Looking at it, {percent} %").format(percent=model.percent),
            Step.WRITE: self.tr("Taking it over, {percent} %").format(percent=model.percent),
            Step.DONE: self.tr("Taken over"),
        }
        said = self.tr("{new} new, {known} already here, {bad} stay out").format_map(facts)
        return "   ".join(each for each in (heads.get(model.step, ""), said) if each)

    def _show_columns(self) -> None:
        columns = self._model.columns
        if columns == self._told:
            return
        self._told = columns
        while len(self.rows) > len(columns):
            discard(self._columns, self.rows.pop())
        while len(self.rows) < len(columns):
            row = ColumnRow(columns[len(self.rows)], self._model, self)
            self._columns.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for row, column in zip(self.rows, columns, strict=True):
            row.show_column(column)
            row.show()

    def _stand(self, inside: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE[1])
        left.addWidget(self._captions[0])
        left.addWidget(FingerScroll(inside, self), 1)
        said = QWidget(self)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, SPACE[1], 0)
        column.setSpacing(SPACE[1])
        for each in (
            self._captions[1],
            self.source,
            self.missing,
            self.counts,
            self._captions[2],
            self.shown,
            self._captions[3],
            self.problems,
        ):
            column.addWidget(each)
        column.addStretch(1)
        footer = QHBoxLayout()
        footer.setSpacing(SPACE[1])
        footer.addWidget(self.back)
        footer.addWidget(self.take_back)
        footer.addStretch(1)
        footer.addWidget(self.start)
        right = QVBoxLayout()
        right.setSpacing(SPACE[1])
        right.addWidget(FingerScroll(said, self), 1)
        right.addLayout(footer)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(SPACE[4])
        both.addLayout(left, 1)
        both.addLayout(right, 1)

    @Slot()
    def _take_source(self) -> None:
        self._model.set_source(self.source.text())


def _dropped(data: QMimeData) -> Path | None:
    """Find the one file that is dragged."""
    files = [each.toLocalFile() for each in data.urls() if each.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
