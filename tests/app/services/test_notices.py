"""What staff tell one another about a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import Invalid
from app.domain.staff import Role
from app.services.author import Author
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY

SATURDAY = FRIDAY + timedelta(days=1)


def texts(desk, day=FRIDAY):
    return [each.text for each in desk.notices.on(day)]


def test_a_notice_stands_on_its_days_and_says_who_wrote_it(desk):
    member = desk.team.add("佐藤", Role.HOST, HOST)
    noted = desk.notices.add(" 19時 団体 ", FRIDAY, FRIDAY, Author(member.id))
    assert texts(desk) == ["19時 団体"]
    assert texts(desk, SATURDAY) == []
    assert noted.notice.written_by == member.id


def test_without_a_last_day_it_stands_until_it_is_done_and_undo_brings_it_back(desk):
    noted = desk.notices.add("鍵は事務所", FRIDAY, None, HOST)
    assert texts(desk, SATURDAY) == ["鍵は事務所"]
    done = desk.notices.finish(noted.notice, HOST)
    assert texts(desk, SATURDAY) == []
    desk.history.undo(done.change_ids, HOST)
    assert texts(desk, SATURDAY) == ["鍵は事務所"]


def test_who_has_read_it_is_noted_once_each(desk):
    notice = desk.notices.add("団体", FRIDAY, FRIDAY, HOST).notice
    for reader in ("s1", "s2", "s1"):
        notice = desk.notices.read(notice, reader, HOST).notice
    assert sorted(notice.read_by) == ["s1", "s2"]


def test_a_notice_without_words_or_with_its_days_the_wrong_way_round_is_refused(desk):
    with pytest.raises(Invalid) as refused:
        desk.notices.add("  ", FRIDAY, None, HOST)
    assert refused.value.field == "text"
    notice = desk.notices.add("団体", FRIDAY, FRIDAY, HOST).notice
    with pytest.raises(Invalid) as refused:
        desk.notices.change(notice, replace(notice, day_from=SATURDAY), HOST)
    assert refused.value.field == "day_to"
