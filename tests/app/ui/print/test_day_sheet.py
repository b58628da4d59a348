import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.ui.print.day_sheet import BLANK_ROWS, PAGE, ROWS_PER_PAGE, SheetPainter, pdf_of
from app.viewmodels.day_sheet import PrintedRow, PrintedSheet

ROW = PrintedRow(
    number="7",
    time="19:00",
    name="山田様",
    kana="やまだ",
    phone="090-1234-5678",
    party="4名",
    sorts="",
    table="T5",
    status="予約",
    alarm="",
    note="",
)


def sheet(*rows):
    return PrintedSheet(
        title="12月24日(木)",
        made="",
        hint="",
        columns=tuple("番時名電人卓ア来着退変"),
        rows=rows,
        page="{page}/{pages}",
    )


@pytest.fixture
def font(theme):
    return theme.font(15)


class Words(QPainter):
    """Writes down what is written, and where."""

    def __init__(self, image):
        super().__init__(image)
        self.said = []

    def drawText(self, box, flags, words):  # type: ignore[override]  # noqa: N802
        self.said.append((words, QRectF(box), self.fontMetrics().horizontalAdvance(words)))
        super().drawText(box, flags, words)


def painted(rows, font, page=0):
    image = QImage(842, 595, QImage.Format.Format_RGB32)
    painter = Words(image)
    painter.scale(0.1, 0.1)
    SheetPainter(sheet(*rows), font).paint(painter, page)
    painter.end()
    return painter.said


@pytest.mark.parametrize(
    ("parties", "pages"),
    [
        (0, 1),
        (ROWS_PER_PAGE - BLANK_ROWS, 1),
        (ROWS_PER_PAGE - BLANK_ROWS + 1, 2),
        (120, -(-(120 + BLANK_ROWS) // ROWS_PER_PAGE)),
    ],
)
def test_a_sheet_has_as_many_pages_as_it_needs_with_lines_for_walk_ins(parties, pages, font):
    assert SheetPainter(sheet(*[ROW] * parties), font).pages == pages


def test_every_party_is_on_exactly_one_page(font):
    rows = [_numbered(number) for number in range(1, 121)]
    seen = [
        words
        for page in range(SheetPainter(sheet(*rows), font).pages)
        for words, _, _ in painted(rows, font, page)
        if words.isdigit()
    ]
    assert seen == [str(number) for number in range(1, 121)]


def test_no_word_leaves_its_cell_or_the_paper(font):
    alarm = "アレルギー：" + "えび・" * 30
    long = _numbered(1, name="勅使河原 健太郎左衛門" * 2 + "様", alarm=alarm, note="席" * 90)
    for words, box, width in painted([long], font):
        assert width <= box.width() + 1, words
        assert QRectF(0, 0, PAGE.width(), PAGE.height()).contains(box)


def test_a_long_allergy_takes_both_lines_before_a_note_does(font):
    alarm = "アレルギー：えび・かに・そば・落花生・くるみ・乳・卵・小麦"
    said = "".join(words for words, _, _ in painted([_numbered(1, alarm=alarm, note="窓側")], font))
    assert alarm in said


def test_the_pdf_is_one(font):
    data = pdf_of(sheet(*[ROW] * 40), font)
    assert data.startswith(b"%PDF")
    assert data.rstrip().endswith(b"%%EOF")


def _numbered(number, **over):
    from dataclasses import replace

    return replace(ROW, number=str(number), **over)
