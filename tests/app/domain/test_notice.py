"""Which notices belong to a day."""

from datetime import timedelta

import pytest

from app.domain.ids import NoticeId
from app.domain.notice import Notice
from tests.builders import FRIDAY

DAY = timedelta(days=1)


def a_notice(**over):
    return Notice(**{"id": NoticeId("n1"), "text": "団体", "day_from": FRIDAY, **over})


@pytest.mark.parametrize(
    ("last", "after", "shown"),
    [
        (FRIDAY, -1, False),
        (FRIDAY, 0, True),
        (FRIDAY, 1, False),
        (FRIDAY + DAY, 1, True),
        (None, 400, True),
        (None, -1, False),
    ],
)
def test_a_notice_is_for_its_days_and_without_a_last_one_for_all_that_follow(last, after, shown):
    assert a_notice(day_to=last).is_for(FRIDAY + after * DAY) is shown


def test_what_is_done_is_for_no_day():
    assert not a_notice(day_to=FRIDAY, done=True).is_for(FRIDAY)
