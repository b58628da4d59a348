import pytest

from app.domain.handover import Sort
from app.domain.reservation import Status
from app.services.author import Author
from app.viewmodels.handover import HandoverModel


@pytest.fixture
def model(desk, day):
    day.set_author(Author("sato"))
    model = HandoverModel(desk, day)
    model.look()
    return model


def elsewhere(day, act):
    day.set_author(Author("suzuki"))
    act()
    day.set_author(Author("sato"))


def test_who_looks_again_at_once_has_nothing_to_read(model):
    assert not model.look()
    assert model.groups == ()


def test_a_move_is_told_with_who_and_from_what_to_what(model, day):
    elsewhere(day, lambda: day.move("ito", ("T6",)))
    assert model.look()
    (group,) = model.groups
    assert (group.sort, group.title) == (Sort.CHANGED, "Changed")
    (line,) = group.lines
    assert line.what == "Table T1 → T6"
    assert line.head.startswith("伊藤")
    assert line.who.endswith("鈴木")
    assert line.reservation_id == "ito"


def test_who_came_meanwhile_stands_last(model, day):
    elsewhere(day, lambda: day.set_status("yamada", Status.SEATED))
    elsewhere(day, lambda: day.set_status("ito", Status.CANCELLED))
    model.look()
    assert [group.sort for group in model.groups] == [Sort.CANCELLED, Sort.CAME]


def test_the_title_says_since_when(model, day, clock):
    clock.advance(30)
    elsewhere(day, lambda: day.move("ito", ("T6",)))
    model.look()
    assert model.title == "佐藤: since 18:05"


def test_where_nobody_signs_there_is_nobody_to_hand_over_to(model, day):
    elsewhere(day, lambda: day.move("ito", ("T6",)))
    day.set_author(Author())
    assert not model.look()
