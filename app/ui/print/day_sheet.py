"""Paints the day's sheet on A4 across, black on white, with columns to write in.

One painter serves files, printers and the screen. Lengths are tenths of a point, 1/720 inch, on
whatever it paints, so that fonts can be sized in whole units.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from app.viewmodels.day_sheet import PrintedRow, PrintedSheet
from resources.tokens import LIGHT

UNITS_PER_INCH = 720
PAGE = QSizeF(8420, 5950)
"""A4 across."""

PDF_DPI = 288
MARGIN = 260.0
HEAD = 320.0
TITLES = 160.0
ROW = 264.0
FOOT = 150.0
BLANK_ROWS = 5
"""Empty lines at the end: parties walk in while the power is out, too."""

WIDTHS = (26, 40, 128, 84, 78, 58, 188, 40, 40, 40, 68)
"""Shares of the line, as the columns stand in `PrintedSheet.columns`."""

PAD = 30.0
TITLE, LARGE, PLAIN, SMALL = 150, 110, 85, 70
HAIR = 5.0
STEP = 5

ROWS_PER_PAGE = int((PAGE.height() - 2 * MARGIN - HEAD - TITLES - FOOT) // ROW)

LEFT, MIDDLE, RIGHT = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignHCenter,
    Qt.AlignmentFlag.AlignRight,
)


class SheetPainter:
    """One sheet, page by page."""

    def __init__(self, sheet: PrintedSheet, font: QFont) -> None:
        self._sheet = sheet
        self._font = font
        self._ink = QColor(LIGHT["ink"])
        self._hairline = QPen(QColor(LIGHT["edge"]), HAIR)

    @property
    def pages(self) -> int:
        """How many pages it takes, empty lines included."""
        return -(-(len(self._sheet.rows) + BLANK_ROWS) // ROWS_PER_PAGE)

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page, from 0, at the painter's origin."""
        painter.setPen(self._ink)
        area = QRectF(MARGIN, MARGIN, PAGE.width() - 2 * MARGIN, PAGE.height() - 2 * MARGIN)
        head = QRectF(area.left(), area.top(), area.width(), HEAD)
        self._text(painter, head, self._sheet.title, TITLE, bold=True)
        self._text(painter, head, self._sheet.made, PLAIN, RIGHT)
        titles = QRectF(area.left(), head.bottom(), area.width(), TITLES)
        painter.fillRect(titles, QColor(LIGHT["wait"]))
        for box, words in zip(_cells(titles), self._sheet.columns, strict=True):
            self._text(painter, box, words, SMALL, bold=True)
        for at, row in enumerate(self._lines(page)):
            top = titles.bottom() + at * ROW
            self._paint_row(painter, QRectF(area.left(), top, area.width(), ROW), row)
        foot = QRectF(area.left(), area.bottom() - FOOT, area.width(), FOOT)
        self._text(painter, foot, self._sheet.hint, SMALL)
        words = self._sheet.page.format(page=page + 1, pages=self.pages)
        self._text(painter, foot, words, SMALL, RIGHT)

    def _lines(self, page: int) -> tuple[PrintedRow | None, ...]:
        """Take a page's share of the parties and of the empty lines after them."""
        first = page * ROWS_PER_PAGE
        return (*self._sheet.rows, *[None] * BLANK_ROWS)[first : first + ROWS_PER_PAGE]

    def _paint_row(self, painter: QPainter, line: QRectF, row: PrintedRow | None) -> None:
        boxes = _cells(line)
        painter.setPen(self._hairline)
        painter.drawLine(line.bottomLeft(), line.bottomRight())
        for box in boxes[1:]:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.setPen(self._ink)
        if row is None:
            return
        number, time, name, phone, party, table, notes = boxes[:7]
        self._text(painter, number, row.number, LARGE, MIDDLE)
        self._text(painter, time, row.time, LARGE, bold=True)
        self._two(painter, name, row.name, row.kana)
        self._text(painter, phone, row.phone, PLAIN)
        self._two(painter, party, row.party, row.sorts)
        self._two(painter, table, row.table, row.status)
        self._notes(painter, notes, row)

    def _two(self, painter: QPainter, box: QRectF, above: str, below: str) -> None:
        """Write a large line, and a small one under it if there is one."""
        if not below:
            self._text(painter, box, above, LARGE, bold=True)
            return
        upper, lower = _halves(box)
        self._text(painter, upper, above, LARGE, bold=True)
        self._text(painter, lower, below, SMALL)

    def _notes(self, painter: QPainter, box: QRectF, row: PrintedRow) -> None:
        """Write allergies before all else; if they need both lines, notes give way."""
        first, second = _halves(box)
        alarm = row.alarm
        if not alarm:
            head, rest = self._broken(row.note, box.width() - 2 * PAD, SMALL, bold=False)
            self._text(painter, first if rest else box, head, PLAIN if not rest else SMALL)
            self._text(painter, second, rest, SMALL)
            return
        head, rest = self._broken(alarm, box.width() - 2 * PAD, SMALL, bold=True)
        self._text(painter, first, head, PLAIN, bold=True)
        if rest:
            self._text(painter, second, rest, SMALL, bold=True)
        else:
            self._text(painter, second, row.note, SMALL)

    def _broken(self, words: str, width: float, size: int, *, bold: bool) -> tuple[str, str]:
        """Break a line where it is full."""
        metrics = QFontMetricsF(self._sized(size, bold=bold))
        fits = len(words)
        while fits and metrics.horizontalAdvance(words[:fits]) > width:
            fits -= 1
        return words[:fits], words[fits:]

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        size: int,
        align: Qt.AlignmentFlag = LEFT,
        *,
        bold: bool = False,
    ) -> None:
        """Write one line; what is too long gets smaller first, and then ends with …."""
        inside = box.adjusted(PAD, 0, -PAD, 0)
        font = self._sized(size, bold=bold)
        while QFontMetricsF(font).horizontalAdvance(words) > inside.width() and size > SMALL:
            size -= STEP
            font = self._sized(size, bold=bold)
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(words) > inside.width():
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.setFont(font)
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter), words)

    def _sized(self, size: int, *, bold: bool) -> QFont:
        font = QFont(self._font)
        font.setPixelSize(size)
        font.setBold(bold)
        return font


def pdf_of(sheet: PrintedSheet, font: QFont) -> bytes:
    """Make a PDF of the sheet; on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setResolution(PDF_DPI)
    put_on(writer, sheet, font)
    return bytes(buffer.data().data())


def put_on(device: QPagedPaintDevice, sheet: PrintedSheet, font: QFont) -> bool:
    """Paint every page on paper, be it of a file or of a printer; False if it takes nothing."""
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0)))
    pages = SheetPainter(sheet, font)
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / UNITS_PER_INCH
    for page in range(pages.pages):
        if page:
            device.newPage()
        painter.save()
        painter.scale(scale, scale)
        pages.paint(painter, page)
        painter.restore()
    return painter.end()


def _halves(box: QRectF) -> tuple[QRectF, QRectF]:
    upper = QRectF(box.left(), box.top() + HAIR, box.width(), box.height() * 0.56)
    return upper, QRectF(
        box.left(), upper.bottom(), box.width(), box.bottom() - upper.bottom() - HAIR
    )


def _cells(line: QRectF) -> list[QRectF]:
    scale = line.width() / sum(WIDTHS)
    edges = [0.0, *accumulate(width * scale for width in WIDTHS)]
    return [
        QRectF(line.left() + left, line.top(), right - left, line.height())
        for left, right in pairwise(edges)
    ]
