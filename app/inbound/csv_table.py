"""Reads a table that another system wrote as CSV, whatever its encoding and its separator.

Knows nothing of bookings. A file is bounded before it is read, and no line can hold up the others.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.errors import Invalid

BYTES_MAX: Final = 256 * 1024 * 1024
LINES_MAX: Final = 1_000_000
COLUMNS_MAX: Final = 200
CELL_LETTERS_MAX: Final = 20_000
DELIMITERS: Final = (",", "\t", ";")
SAMPLE_LINES: Final = 20
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ENCODINGS: Final = ("utf-8", "cp932")
"""What is tried in turn; text of the second is practically never valid in the first."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One entry; `number` is the line of the file it begins on, counted from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A whole file: its head, and its entries without the empty ones."""

    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    encoding: str
    delimiter: str


def read_table(data: bytes) -> CsvTable:
    """Read a file's bytes; the first line that is not empty is the head.

    Raises:
        Invalid: it is no table: too large, in no encoding known, without lines, or torn quotes.
    """
    if len(data) > BYTES_MAX:
        raise _invalid("csv_too_large", f"the file has more than {BYTES_MAX:,} bytes; cut it up")
    text, encoding = _decoded(data)
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    header = next(rows, None)
    if header is None:
        raise _invalid("csv_empty", "the file has no lines")
    if len(header.cells) > COLUMNS_MAX:
        raise _invalid("csv_too_wide", f"a table has at most {COLUMNS_MAX} columns")
    return CsvTable(
        header=tuple(each.strip() for each in header.cells),
        rows=tuple(rows),
        encoding=encoding,
        delimiter=delimiter,
    )


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding), encoding
    for encoding in ENCODINGS[:-1]:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return _decode(data, ENCODINGS[-1]), ENCODINGS[-1]


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = "the file is neither UTF-8 nor Shift_JIS: save it as one of them"
        raise _invalid("csv_encoding", message) from error


def _delimiter(text: str) -> str:
    """Choose what parts most lines of the beginning into as many cells as the first."""

    def worth(delimiter: str) -> tuple[int, int]:
        begin = io.StringIO(text[: SAMPLE_LINES * CELL_LETTERS_MAX], newline="")
        widths = []
        try:
            for cells in csv.reader(begin, delimiter=delimiter):
                widths.append(len(cells))
                if len(widths) >= SAMPLE_LINES:
                    break
        except csv.Error:
            return 0, 0
        first = widths[0] if widths else 0
        return (sum(width == first for width in widths) if first > 1 else 0), first

    return max(DELIMITERS, key=worth)


def _rows(text: str, delimiter: str) -> Iterator[CsvRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    count, began = 0, 1
    try:
        for cells in reader:
            number, began = began, reader.line_num + 1
            if not any(each.strip() for each in cells):
                continue
            if count > LINES_MAX:
                raise _invalid("csv_too_long", f"a table has at most {LINES_MAX:,} lines")
            count += 1
            yield CsvRow(number, tuple(each[:CELL_LETTERS_MAX] for each in cells))
    except csv.Error as error:
        message = f"the quotes of the entry on line {began} are never closed: mend that line"
        raise _invalid("csv_torn", message) from error


def _invalid(code: str, message: str) -> Invalid:
    return Invalid(message, field="file", code=code)
