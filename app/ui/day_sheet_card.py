"""The day on paper: its pages as they will be printed, where to, and a way back from paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSaveFile, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.card import Card
from app.ui.print.day_sheet import PAGE, SheetPainter, pdf_of
from app.ui.print.printers import Printers
from app.ui.sheet_parts import Caption, ChipFace, Chips, FingerScroll, discard, words
from app.ui.theme import Theme
from app.viewmodels.day_sheet import DaySheetModel
from resources.tokens import LIGHT, SPACE, TOUCH_MIN, TYPE

SIDE_WIDTH = 360
TYPING_HEIGHT = 132


class Preview(QWidget):
    """One page, as large as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: SheetPainter | None = None
        self._page = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._pages.pages if self._pages is not None else 0

    def show_sheet(self, pages: SheetPainter) -> None:
        """Show another sheet, or the same with news."""
        self._pages = pages
        self.turn_to(self._page)

    def turn_to(self, page: int) -> None:
        """Show a page."""
        self._page = max(0, min(page, self.pages - 1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page as it will be on paper, which is white in the evening, too."""
        del event
        if self._pages is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / PAGE.width(), self.height() / PAGE.height())
        painter.translate((self.width() - PAGE.width() * scale) / 2, 0)
        painter.scale(scale, scale)
        paper = QRectF(QPointF(), PAGE)
        painter.setPen(QColor(LIGHT["edge"]))
        painter.setBrush(QColor(LIGHT["sheet"]))
        painter.drawRect(paper)
        painter.setClipRect(paper)
        self._pages.paint(painter, self._page)
        painter.end()


class DaySheetCard(Card):
    """Print preview, printing, and typing back.

    Signals:
        kept: a PDF was saved; carries its path.
    """

    kept = Signal(str)

    def __init__(
        self,
        model: DaySheetModel,
        printers: Printers,
        folder: Path,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._printers = printers
        self._folder = folder
        self._printer = ""
        self._echoes: list[QLabel] = []
        self.setProperty("kind", "sheet")
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.preview = Preview(self)
        self._make_controls()
        self._lay_out()
        self._connect()
        self.retranslate()

    def bring_up(self) -> None:
        """Show the day as it would be printed now."""
        self.answer.hide()
        self._list_printers()
        self._show_sheet()
        self.show()
        self.raise_()
        (self.print if self._printer else self.keep).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("The day on paper"))
        self.print.setText(self.tr("Print"))
        self.keep.setText(self.tr("Save as PDF"))
        self.previous.setAccessibleName(self.tr("Previous page"))
        self.next.setAccessibleName(self.tr("Next page"))
        self._printer_words.setText(self.tr("Printer"))
        self._no_printer.setText(
            self.tr("This device knows no printer. Save the PDF and print it elsewhere.")
        )
        self._typing_words.setText(self.tr("After the outage: type what was written, line by line"))
        self.typing.setPlaceholderText(self.tr("7 seated 19:05"))
        self.typing.setAccessibleName(self._typing_words.text())
        self._name_write()
        self._model.reword()

    def _make_controls(self) -> None:
        self.previous = QPushButton(self)
        self.next = QPushButton(self)
        self.turned = words(self, "body")
        self.turned.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (self.previous, self.next):
            button.setFixedWidth(TOUCH_MIN)
            button.setIconSize(QSize(20, 20))
        self._printer_words = Caption(self)
        self._no_printer = words(self, "soft")
        self.printers = Chips(self)
        self.print = QPushButton(self)
        self.print.setProperty("kind", "primary")
        self.keep = QPushButton(self)
        self.answer = words(self, "body")
        self._typing_words = Caption(self)
        self._typing_words.setWordWrap(True)
        self.typing = QPlainTextEdit(self)
        self.typing.setTabChangesFocus(True)
        self.typing.setFixedHeight(TYPING_HEIGHT)
        self.write = QPushButton(self)
        self.write.setProperty("kind", "primary")

    def _lay_out(self) -> None:
        turning = QHBoxLayout()
        turning.addWidget(self.previous)
        turning.addWidget(self.turned, 1)
        turning.addWidget(self.next)
        said = QWidget(self)
        self._said = QVBoxLayout(said)
        self._said.setContentsMargins(0, 0, SPACE[1], 0)
        self._said.setSpacing(SPACE[0])
        self._said.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(SPACE[1])
        for widget in (self._printer_words, self._no_printer, self.printers):
            side.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addWidget(self.keep, 1)
        buttons.addWidget(self.print, 1)
        side.addLayout(buttons)
        side.addWidget(self.answer)
        side.addSpacing(SPACE[3])
        side.addWidget(self._typing_words)
        side.addWidget(self.typing)
        side.addWidget(FingerScroll(said, self), 1)
        side.addWidget(self.write)
        left = QVBoxLayout()
        left.setSpacing(SPACE[1])
        left.addWidget(self.preview, 1)
        left.addLayout(turning)
        frame = QWidget(self)
        frame.setFixedWidth(SIDE_WIDTH)
        frame.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.setSpacing(SPACE[4])
        across.addLayout(left, 1)
        across.addWidget(frame)
        self.body.addLayout(across, 1)

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        self.printers.chosen.connect(self._choose_printer)
        self.print.clicked.connect(self._print)
        self.keep.clicked.connect(self._keep)
        self.typing.textChanged.connect(self._type)
        self.write.clicked.connect(self._write)
        self._model.changed.connect(self._follow)
        self._model.echoed.connect(self._show_echoes)
        self._model.refused.connect(self._say)
        self._theme.changed.connect(self._paint_icons)
        self._paint_icons()

    @Slot()
    def _follow(self) -> None:
        if not self.isHidden():
            self._show_sheet()

    def _show_sheet(self) -> None:
        self.preview.show_sheet(SheetPainter(self._model.sheet, self._theme.font(TYPE[1])))
        self._turn(0)

    def _turn(self, by: int) -> None:
        preview = self.preview
        preview.turn_to(preview.page + by)
        self.turned.setText(
            self._model.sheet.page.format(page=preview.page + 1, pages=preview.pages)
        )
        self.previous.setEnabled(preview.page > 0)
        self.next.setEnabled(preview.page + 1 < preview.pages)

    def _list_printers(self) -> None:
        names = self._printers.names()
        if self._printer not in names:
            self._printer = names[0] if names else ""
        self.printers.show_faces([ChipFace(each, each, each == self._printer) for each in names])
        self.printers.setVisible(bool(names))
        self._no_printer.setVisible(not names)
        self.print.setEnabled(bool(names))

    @Slot(object)
    def _choose_printer(self, name: str) -> None:
        self._printer = name
        self._list_printers()

    @Slot()
    def _print(self) -> None:
        done = self._printers.put_out(self._printer, self._model.sheet, self._theme.font(TYPE[1]))
        self._say(
            self.tr("Sent to {printer}").format(printer=self._printer)
            if done
            else self.tr("{printer} takes nothing now. Choose another, or save the PDF.").format(
                printer=self._printer
            )
        )

    @Slot()
    def _keep(self) -> None:
        file = self._folder / f"noren-{self._model.business_day.isoformat()}.pdf"
        saving = QSaveFile(str(file))
        contents = pdf_of(self._model.sheet, self._theme.font(TYPE[1]))
        if saving.open(QSaveFile.OpenModeFlag.WriteOnly) and saving.write(contents) >= 0:
            done = saving.commit()
        else:
            done = False
        if done:
            self.kept.emit(str(file))
        self._say(
            self.tr("Saved: {file}").format(file=file)
            if done
            else self.tr("{file} cannot be written").format(file=file)
        )

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self.answer.show()

    @Slot()
    def _type(self) -> None:
        self._model.type(self.typing.toPlainText())

    @Slot()
    def _show_echoes(self) -> None:
        for label in self._echoes:
            discard(self._said, label)
        self._echoes = []
        for place, echo in enumerate(self._model.echoes):
            label = words(self, "alarm" if echo.is_wrong else "body")
            label.setText(echo.text)
            self._said.insertWidget(place, label)
            label.show()
            self._echoes.append(label)
        self._name_write()

    def _name_write(self) -> None:
        count = self._model.ready
        self.write.setText(self.tr("Bring %n line(s) into the book", "", count))
        self.write.setEnabled(bool(count))

    @Slot()
    def _write(self) -> None:
        self.typing.setPlainText(self._model.write())

    @Slot()
    def _paint_icons(self) -> None:
        for button, name in (
            (self.previous, "left"),
            (self.next, "right"),
            (self.print, "print"),
        ):
            token = "on_indigo" if button is self.print else "ink_soft"
            button.setIcon(icons.icon(name, self._theme, token))
