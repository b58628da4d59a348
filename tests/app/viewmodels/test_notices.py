"""What staff tell one another about the day that is shown."""

import pytest

from app.services.author import Author
from app.viewmodels.notices import NoticesModel, Span


@pytest.fixture
def notices(desk, day):
    return NoticesModel(desk, day)


def texts(notices):
    return [each.text for each in notices.lines]


def test_a_notice_stands_on_its_day_its_week_or_until_it_is_done(notices, day):
    for span in Span:
        assert notices.add(span.value, span)
    assert texts(notices) == ["day", "week", "open"]
    day.step(1)
    assert texts(notices) == ["week", "open"]
    day.step(6)
    assert texts(notices) == ["open"]
    assert notices.lines[0].facts == "until it is done"


def test_it_says_until_when_who_wrote_it_and_who_has_read_it(notices, day):
    day.set_author(Author("sato"))
    notices.add("団体 19時\n裏口を開ける", Span.WEEK)
    (line,) = notices.lines
    assert not line.is_read
    notices.mark_read(line.id)
    (line,) = notices.lines
    assert line.headline == "団体 19時"
    assert line.is_read
    assert "by 佐藤" in line.facts
    assert "read by 佐藤" in line.facts
    day.set_author(Author("suzuki"))
    assert not notices.lines[0].is_read


def test_nobody_reads_for_nobody(notices, day):
    notices.add("団体", Span.DAY)
    (line,) = notices.lines
    notices.mark_read(line.id)
    assert day.last_saved.code == "notice"


def test_what_is_done_is_gone_and_undo_brings_it_back(notices, day):
    notices.add("団体", Span.DAY)
    notices.finish(notices.lines[0].id)
    assert texts(notices) == []
    day.undo()
    notices.refresh(day.last_saved.touched)
    assert texts(notices) == ["団体"]


def test_other_words_keep_the_end_unless_another_is_chosen(notices, day):
    notices.add("団体", Span.OPEN)
    notices.change(notices.lines[0].id, "団体 20時", None)
    assert (texts(notices), notices.lines[0].facts) == (["団体 20時"], "until it is done")
    notices.change(notices.lines[0].id, "団体 20時", Span.DAY)
    day.step(1)
    assert texts(notices) == []


def test_a_notice_without_words_is_refused_in_words(notices, day, qtbot):
    with qtbot.waitSignal(day.refused):
        assert not notices.add("  ", Span.DAY)


def test_news_from_elsewhere_is_heard(notices, desk, day, qtbot):
    noted = desk.notices.add("団体", day.business_day, None, Author())
    with qtbot.waitSignal(notices.changed):
        notices.refresh(frozenset({("notice", noted.notice.id)}))
    assert texts(notices) == ["団体"]
