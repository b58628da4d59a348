"""The notices (申し送り) of a day: read them, mark them, write one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.card import Card
from app.ui.sheet_parts import Caption, ChipFace, Chips, FingerScroll
from app.ui.theme import Theme
from app.viewmodels.notices import NoticeLine, NoticesModel, Span
from resources.tokens import SPACE

WIDTH = 560
LIST_HEIGHT_MAX = 320
LINES_SHOWN = 3
"""Lines of the box that is written in; more of them scroll."""


class NoticeRow(QFrame):
    """One notice, with what may be done.

    Signals:
        asked: a tap; carries what (`read`, `edit`, `done`) and the notice's id.
    """

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self.setProperty("kind", "entry")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.facts = Caption(self)
        self.buttons = {name: QPushButton(self) for name in ("read", "edit", "done")}
        acts = QHBoxLayout()
        acts.setSpacing(SPACE[1])
        acts.addWidget(self.facts, 1)
        for name, button in self.buttons.items():
            button.setProperty("act", name)
            button.clicked.connect(self._ask)
            acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        column.setSpacing(SPACE[1])
        column.addWidget(self.words)
        column.addLayout(acts)

    def show_line(self, line: NoticeLine) -> None:
        """Show a notice as it stands."""
        self._id = line.id
        self.words.setText(line.text)
        self.facts.setText(line.facts)
        self.facts.setWordWrap(True)
        names = {"read": self.tr("Read"), "edit": self.tr("Edit"), "done": self.tr("Done")}
        for name, button in self.buttons.items():
            button.setText(names[name])
            button.setAccessibleName(
                self.tr("{what}: {notice}").format(what=names[name], notice=line.headline)
            )
        self.buttons["read"].setVisible(not line.is_read)

    @Slot()
    def _ask(self) -> None:
        act: str = self.sender().property("act")
        self.asked.emit(act, self._id)


class NoticesCard(Card):
    """All of them, and below them a box for one more."""

    def __init__(self, model: NoticesModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._span: Span | None = Span.DAY
        self._editing = ""
        self._rows: dict[str, NoticeRow] = {}
        inside = QWidget(self)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, SPACE[2], 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._scroll = FingerScroll(inside, self)
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        line = self.box.fontMetrics().lineSpacing()
        self.box.setFixedHeight(LINES_SHOWN * line + 2 * SPACE[3])
        self.spans = Chips(self)
        self.save = QPushButton(self)
        self.save.setProperty("kind", "primary")
        for widget in (self._scroll, self.box, self.spans, self.save):
            self.body.addWidget(widget)
        self.setFixedWidth(WIDTH)
        self.box.textChanged.connect(self._show_form)
        self.spans.chosen.connect(self._choose_span)
        self.save.clicked.connect(self._save)
        model.changed.connect(self._follow)
        self.retranslate()

    @property
    def rows(self) -> dict[str, NoticeRow]:
        """The rows on the screen, by the notice's id."""
        return dict(self._rows)

    def bring_up(self) -> None:
        """Show the notices of the day on the screen."""
        self._show()
        super().bring_up()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """Be as high as the notices need, as far as that is seemly."""
        inside = self._scroll.widget()
        layout = inside.layout() if inside is not None else None
        wanted = layout.totalHeightForWidth(WIDTH - 3 * SPACE[4]) if layout is not None else 0
        self._scroll.setMinimumHeight(min(max(0, wanted), LIST_HEIGHT_MAX))
        return super().sizeHint()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Notices of the day"))
        self.box.setPlaceholderText(self.tr("What should the others know?"))
        self.box.setAccessibleName(self.tr("What should the others know?"))
        self._show()

    @Slot()
    def _follow(self) -> None:
        if not self.isHidden():
            self._show()

    def _show(self) -> None:
        lines = self._model.lines
        for id in self._rows.keys() - {line.id for line in lines}:
            row = self._rows.pop(id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, line in enumerate(lines):
            row = self._rows.get(line.id) or self._new_row(line.id)
            row.show_line(line)
            if self._list.indexOf(row) != at:
                self._list.removeWidget(row)
                self._list.insertWidget(at, row)
        if self._editing not in self._rows:
            self._editing = ""
        self._scroll.setVisible(bool(lines))
        self._show_form()
        self.adjustSize()

    def _new_row(self, id: str) -> NoticeRow:
        row = self._rows[id] = NoticeRow(self._scroll.widget())
        row.asked.connect(self._act)
        return row

    @Slot()
    def _show_form(self) -> None:
        words = {
            Span.DAY: self.tr("This day only"),
            Span.WEEK: self.tr("A week"),
            Span.OPEN: self.tr("Until it is done"),
        }
        self.spans.show_faces(
            [ChipFace(span, words[span], is_chosen=span is self._span) for span in Span]
        )
        self.save.setText(self.tr("Save the change") if self._editing else self.tr("Add"))
        self.save.setEnabled(bool(self.box.toPlainText().strip()))

    @Slot(object)
    def _choose_span(self, span: Span) -> None:
        self._span = span
        self._show_form()

    @Slot(str, str)
    def _act(self, act: str, id: str) -> None:
        match act:
            case "read":
                self._model.mark_read(id)
            case "done":
                self._model.finish(id)
            case "edit":
                # Until when it stands is left as it is, unless staff choose anew.
                self._editing, self._span = id, None
                self.box.setPlainText(next(e.text for e in self._model.lines if e.id == id))
                self._show_form()
                self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save(self) -> None:
        text = self.box.toPlainText()
        if self._editing:
            is_saved = self._model.change(self._editing, text, self._span)
        else:
            is_saved = self._model.add(text, self._span or Span.DAY)
        if is_saved:
            self._editing, self._span = "", Span.DAY
            self.box.clear()
            self._show()
