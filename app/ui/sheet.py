"""The reservation sheet: slides in over the later hours, never modal, and loses nothing typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.ui.history_panel import HistoryPanel
from app.ui.sheet_care import AllergySection, TagSection
from app.ui.sheet_news import NewsLine
from app.ui.sheet_parts import Caption, ChipFace, Chips, FingerScroll, discard
from app.ui.sheet_party import PartySection
from app.ui.sheet_sections import (
    DaySection,
    DetailSection,
    GuestSection,
    Section,
    TableSection,
    TimeSection,
)
from app.ui.sheet_state import StateSection
from app.ui.side_sheet import WIDTH, SideSheet
from app.ui.theme import Theme
from app.viewmodels.sheet import SheetModel
from app.viewmodels.sheet_news import News
from resources.tokens import SPACE

CAUTIONS_MAX = 3


class ReservationSheet(SideSheet):
    """One booking, new or old, beside the book."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.aside = Chips(self)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._form_page())
        self._pages.addWidget(self._readback_page())
        self.body.addWidget(self.aside)
        self.body.addLayout(self._pages, 1)
        self._connect()
        self.retranslate()
        self._show_history()
        if model.is_open:
            self.bring_up()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.save.setText(self.tr("Save"))
        self.save_after_reading.setText(self.tr("Save"))
        self.read_aloud.setText(self.tr("Read back"))
        self.back.setText(self.tr("Back"))
        self.discard.setText(self.tr("Discard"))
        self._history_title.setText(self.tr("History of changes"))
        self.cancel_booking.setText(self.tr("Cancel booking"))
        self._readback_title.setText(self.tr("Read this to the guest"))
        self._title_now()
        self._model.reword()

    def bring_up(self) -> None:
        """Show the sheet; staff asked for it, so the first empty box has the focus."""
        self._pages.setCurrentIndex(0)
        self.party.fold()
        self.state.fold()
        self._show_sheet()
        self.slide_up()
        self.scroller.verticalScrollBar().setValue(0)
        first = self.time.box if self._model.form.minute is None else self.guest.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_away(self) -> None:
        """Hide the sheet; what was typed waits aside."""
        if self._model.is_open:
            self._model.close()
        super().put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the reading first, then the sheet."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == 1:
            self._stop_reading()
        else:
            super().keyPressEvent(event)

    def _form_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        inside = QWidget(page)
        self._parts = parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, SPACE[1], SPACE[3])
        parts.setSpacing(SPACE[2])
        self.news = QVBoxLayout()
        self.news.setSpacing(SPACE[1])
        self._news_lines: list[NewsLine] = []
        self._told: tuple[News, ...] = ()
        parts.addLayout(self.news)
        self.state = StateSection(self._model, self._theme, inside)
        self.day = DaySection(self._model, self._theme, inside)
        self.time = TimeSection(self._model, self._theme, inside)
        self.party = PartySection(self._model, self._theme, inside)
        self.guest = GuestSection(self._model, self._theme, inside)
        self.allergies = AllergySection(self._model, self._theme, inside)
        self.table = TableSection(self._model, self._theme, inside)
        self.tags = TagSection(self._model, self._theme, inside)
        self.details = DetailSection(self._model, self._theme, inside)
        for section in self._sections():
            parts.addWidget(section)
        self._history_title = Caption(inside)
        self.history = HistoryPanel(self._theme, inside)
        parts.addWidget(self._history_title)
        parts.addWidget(self.history)
        parts.addStretch(1)
        self.scroller = FingerScroll(inside, page)
        column.addWidget(self.scroller, 1)
        column.addLayout(self._footer(page))
        return page

    def _footer(self, page: QWidget) -> QVBoxLayout:
        self.cautions = QLabel(page)
        self.cautions.setProperty("kind", "caution")
        self.cautions.setWordWrap(True)
        self.missing = QLabel(page)
        self.missing.setProperty("kind", "soft")
        self.refusal = QLabel(page)
        self.refusal.setProperty("kind", "alarm")
        self.refusal.setWordWrap(True)
        self.discard = QPushButton(page)
        self.cancel_booking = QPushButton(page)
        self.cancel_booking.setProperty("kind", "danger")
        self.read_aloud = QPushButton(page)
        self.save = QPushButton(page)
        self.save.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.discard)
        row.addWidget(self.cancel_booking)
        row.addStretch(1)
        row.addWidget(self.read_aloud)
        row.addWidget(self.save, 1)
        footer = QVBoxLayout()
        footer.setSpacing(SPACE[1])
        for each in (self.cautions, self.refusal, self.missing):
            footer.addWidget(each)
        footer.addLayout(row)
        return footer

    def _readback_page(self) -> QWidget:
        page = QFrame(self)
        page.setProperty("kind", "readback")
        self._readback_title = QLabel(page)
        self._readback_title.setProperty("kind", "soft")
        self.sentence = QLabel(page)
        self.sentence.setProperty("kind", "readback")
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.unsaid = QLabel(page)
        self.unsaid.setProperty("kind", "alarm")
        self.unsaid.setWordWrap(True)
        self.back = QPushButton(page)
        self.save_after_reading = QPushButton(page)
        self.save_after_reading.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.back)
        row.addWidget(self.save_after_reading, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, SPACE[2], SPACE[1], 0)
        column.setSpacing(SPACE[3])
        column.addWidget(self._readback_title)
        column.addWidget(self.sentence, 1)
        column.addWidget(self.unsaid)
        column.addLayout(row)
        return page

    @Slot()
    def _await_matches(self) -> None:
        # Where they stand is known once they have been laid out.
        QTimer.singleShot(0, self, self._uncover_matches)

    def _uncover_matches(self) -> None:
        """Scroll the guests found into view; the box typed in stays there above all."""
        self._parts.activate()
        for button in reversed(self.guest.match_buttons):
            self.scroller.ensureWidgetVisible(button, 0, SPACE[1])
        focus = self.focusWidget()
        if self.guest.match_buttons and focus is not None and self.guest.isAncestorOf(focus):
            self.scroller.ensureWidgetVisible(focus, 0, SPACE[1])

    def _sections(self) -> tuple[Section, ...]:
        return (
            self.state,
            self.day,
            self.time,
            self.party,
            self.guest,
            self.allergies,
            self.table,
            self.tags,
            self.details,
        )

    def _connect(self) -> None:
        model = self._model
        model.opened.connect(self.bring_up)
        model.changed.connect(self._show_sheet)
        model.closed.connect(self.put_away)
        model.refused.connect(self._show_refusal)
        self.save.clicked.connect(model.save)
        self.save_after_reading.clicked.connect(model.save)
        self.read_aloud.clicked.connect(self._read_aloud)
        self.back.clicked.connect(self._stop_reading)
        self.discard.clicked.connect(model.discard)
        self.cancel_booking.clicked.connect(model.cancel_booking)
        self.aside.chosen.connect(model.resume)
        model.changes.changed.connect(self._show_history)
        self.history.take_back_requested.connect(model.changes.take_back)
        model.matches_changed.connect(self._await_matches)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(model.save)

    @Slot()
    def _show_sheet(self) -> None:
        if not self._model.is_open:
            return
        self._title_now()
        for section in self._sections():
            section.show_sheet()
        facts = self._model.facts
        self._show_news()
        self._show_aside()
        self.refusal.hide()
        shown = facts.cautions[:CAUTIONS_MAX]
        more = len(facts.cautions) - len(shown)
        lines = [*shown, self.tr("and {count} more").format(count=more)] if more else list(shown)
        self.cautions.setText("\n".join(lines))
        self.cautions.setVisible(bool(lines))
        for label in (self.missing, self.unsaid):
            label.setText(facts.missing)
            label.setVisible(bool(facts.missing))
        self.save.setEnabled(not facts.missing)
        self.save_after_reading.setEnabled(not facts.missing)
        self.read_aloud.setEnabled(bool(facts.readback))
        self.sentence.setText(facts.readback)
        editing = self._model.editing is not None
        self.cancel_booking.setVisible(editing and self._model.may_cancel)
        self.discard.setVisible(not editing and self._model.has_changes)

    @Slot()
    def _show_history(self) -> None:
        lines = self._model.changes.lines
        self.history.show_lines(lines)
        self._history_title.setVisible(bool(lines))

    def _show_news(self) -> None:
        if self._told == self._model.news:
            return
        self._told = self._model.news
        for line in self._news_lines:
            discard(self.news, line)
        self._news_lines = []
        for each in self._told:
            line = NewsLine(each, self._theme, self)
            line.mine_kept.connect(self._model.keep_mine)
            line.theirs_taken.connect(self._model.take_theirs)
            self.news.addWidget(line)
            line.show()
            self._news_lines.append(line)

    def _show_aside(self) -> None:
        words = self._model.aside
        self.aside.show_faces(
            [
                ChipFace(place, self.tr("Begun: {who}").format(who=each))
                for place, each in enumerate(words)
            ]
        )
        self.aside.setVisible(bool(words))

    @Slot(str)
    def _show_refusal(self, why: str) -> None:
        self._stop_reading()
        self.refusal.setText(why)
        self.refusal.show()

    @Slot()
    def _read_aloud(self) -> None:
        self._pages.setCurrentIndex(1)
        self.save_after_reading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _stop_reading(self) -> None:
        self._pages.setCurrentIndex(0)
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title_now(self) -> None:
        """Say whose booking it is, and where it stands, as far as the head has room."""
        title = self._model.title if self._model.is_open else ""
        self.set_title(title)
        room = WIDTH - self.close_button.width() - SPACE[5]
        letters = self._title.fontMetrics()
        self._title.setText(letters.elidedText(title, Qt.TextElideMode.ElideMiddle, room))
