from hypothesis import given
from hypothesis import strategies as st

from app.domain.reservation import PRESENT, Status
from app.viewmodels.rows import GONE
from app.viewmodels.search_hits import (
    COMING,
    Command,
    Hit,
    HitKind,
    best_of,
    commands_found,
    grouped,
    ordered,
    party_at,
)
from tests.app.ui.sample import NOW
from tests.builders import a_reservation

BOOKINGS = st.lists(
    st.builds(
        lambda hour, status: a_reservation(time=f"{hour}:00", status=status),
        st.integers(min_value=17, max_value=26),
        st.sampled_from(Status),
    ),
    max_size=8,
)


def a_hit(title, kind=HitKind.GUEST, status=None):
    return Hit(kind=kind, id=title, title=title, detail="", status=status)


@given(BOOKINGS)
def test_who_is_to_come_stands_before_who_is_here_and_who_is_gone(bookings):
    at = min((each.starts_at for each in bookings), default=NOW)
    shown = ordered(bookings, at)
    assert sorted(map(id, shown)) == sorted(map(id, bookings))
    ranks = [0 if each.status in COMING else 1 if each.status in PRESENT else 2 for each in shown]
    assert ranks == sorted(ranks)
    coming = [each.starts_at for each in shown if each.status in COMING]
    assert coming == sorted(coming)


@given(st.lists(st.text(alphabet="たなかT1", min_size=1, max_size=3), min_size=1, max_size=6))
def test_the_marked_line_is_as_much_like_the_words_as_any(titles):
    hits = [a_hit(each) for each in titles]
    best = hits[best_of(hits, "たな")].title
    if "たな" in titles:
        assert best == "たな"
    elif any(each.startswith("たな") for each in titles):
        assert best.startswith("たな")
    else:
        assert best == titles[0]


def test_who_has_left_is_not_what_enter_opens():
    gone = a_hit("林", HitKind.BOOKING, next(iter(GONE)))
    assert best_of([gone, a_hit("小林")], "林") == 1


def test_nothing_found_marks_nothing():
    assert best_of([], "林") == -1


def test_groups_that_are_empty_have_no_heading():
    hits = grouped([(), (a_hit("a"), a_hit("b")), ()])
    assert [bool(each.heading) for each in hits] == [True, False]


def test_a_command_answers_to_its_key_and_to_part_of_its_words():
    undo = Command(action="undo", words="Undo", caps=("Ctrl+Z",))
    new = Command(action="new", words="New reservation", caps=("N",))
    assert commands_found((undo, new), "n") == (new,)
    assert commands_found((undo, new), "und") == (undo,)
    assert commands_found((undo, new), "") == ()


def test_who_sits_at_a_table_comes_before_who_is_to_come(day):
    def at(table):
        party = party_at(day.book.table(table), day.book)
        return party and party.id

    assert (at("T3"), at("T1"), at("T2")) == ("tanaka", "ito", None)
