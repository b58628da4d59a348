from datetime import UTC, datetime

import pytest

from app.cli.lookup import choice, iso_moment
from app.domain.errors import Invalid
from app.domain.reservation import Status
from app.domain.table import TableKind


@pytest.mark.parametrize("text", ["no_show", "no-show", "NO_SHOW", "ｎｏ-ｓｈｏｗ"])
def test_a_choice_is_read_in_any_case_width_and_with_a_hyphen(text):
    assert choice(Status, text, "status") is Status.NO_SHOW


def test_a_choice_goes_by_its_japanese_word_or_its_name():
    assert choice(TableKind, "個室", "kind") is choice(TableKind, "private_room", "kind")


def test_a_wrong_choice_lists_the_right_ones():
    with pytest.raises(Invalid, match="テーブル"):
        choice(TableKind, "roof", "kind")


@pytest.mark.parametrize(
    "text", ["2026-12-24T19:00+09:00", "2026-12-24 10:00z", "２０２６-12-24T19:00:59.5+09:00"]
)
def test_an_iso_time_with_offset_is_read_in_whole_minutes(text):
    assert iso_moment(text) == datetime(2026, 12, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["19:00", "2026-12-24T19:00", "2026-02-30T19:00Z", "0001-01-01T00:00+14:00", ""]
)
def test_anything_else_is_no_iso_time(text):
    assert iso_moment(text) is None
