import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.inbound import csv_table
from app.inbound.csv_table import read_table

CELL = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp"))
).map(str.strip)
SOMETHING = CELL.filter(bool)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_file_is_read_in_whatever_encoding_it_was_written(encoding):
    table = read_table("予約日,氏名\r\n2026/12/24,髙橋\r\n".encode(encoding))
    assert table.header == ("予約日", "氏名")
    assert [each.cells for each in table.rows] == [("2026/12/24", "髙橋")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_whatever_parts_the_cells_is_found(delimiter):
    text = delimiter.join(("日付", "氏名")) + "\n" + delimiter.join(("2026/12/24", "伊藤"))
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert table.rows[0].cells == ("2026/12/24", "伊藤")


def test_a_quoted_entry_may_hold_lines_and_the_next_one_still_knows_its_own():
    table = read_table('氏名,備考\n伊藤,"窓側\n静かな席"\n\n,,\n佐藤,なし\n'.encode())
    assert table.rows[0].cells == ("伊藤", "窓側\n静かな席")
    assert [each.number for each in table.rows] == [2, 6]


@given(st.lists(st.tuples(SOMETHING, CELL, CELL), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_is_read_back(rows):
    text = io.StringIO()
    csv.writer(text).writerows([("a", "b", "c"), *rows])
    table = read_table(text.getvalue().encode())
    assert [each.cells for each in table.rows] == rows


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "csv_empty"),
        (b"\n\n", "csv_empty"),
        (b"\x81\x01", "csv_encoding"),
        (b"," * 300, "csv_empty"),
        (b"a," * 300, "csv_too_wide"),
        (b'a,b\n"' + b"x" * 200_000, "csv_torn"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data, code):
    with pytest.raises(Invalid) as refused:
        read_table(data)
    assert refused.value.code == code


def test_more_lines_than_a_table_may_have_are_refused(monkeypatch):
    monkeypatch.setattr(csv_table, "LINES_MAX", 3)
    read_table(b"head\n1\n2\n3\n")
    with pytest.raises(Invalid, match="lines"):
        read_table(b"head\n1\n2\n3\n4\n")


def test_a_file_beyond_all_bounds_is_not_even_decoded(monkeypatch):
    monkeypatch.setattr(csv_table, "BYTES_MAX", 4)
    with pytest.raises(Invalid) as refused:
        read_table(b"\xff\xff\xff\xff\xff")
    assert refused.value.code == "csv_too_large"
