from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.domain.reservation import Status
from app.services.desk import Author
from app.ui.sheet_state import StateSection
from app.viewmodels.sheet import Beginning
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(models, news):
    return models.sheet


@pytest.fixture
def section(model, theme, house):
    section = StateSection(model, theme, house)
    model.changed.connect(section.show_sheet)
    section.resize(390, 400)
    section.show()
    return section


def test_the_next_step_is_one_tap_and_the_sheet_stays_with_what_was_typed(
    section, model, desk, qtbot
):
    model.edit("yamada")
    model.change(replace(model.form, note="窓側"))
    assert section.next.status == Status.ARRIVED
    qtbot.mouseClick(section.next, LEFT)
    assert desk.bookings.get("yamada").status is Status.ARRIVED
    assert section.next.status == Status.SEATED
    assert model.form.note == "窓側"
    assert model.save()
    assert desk.bookings.get("yamada").note == "窓側"
    assert desk.bookings.get("yamada").status is Status.ARRIVED


def test_every_other_move_is_a_second_tap_away(section, model, desk, qtbot):
    model.edit("yamada")
    assert section.buttons == () or section.others.isHidden()
    qtbot.mouseClick(section.more, LEFT)
    assert section.others.isVisible()
    late = next(each for each in section.buttons if each.status is Status.LATE)
    assert section.buttons[-1].status is Status.CANCELLED
    qtbot.mouseClick(late, LEFT)
    assert desk.bookings.get("yamada").status is Status.LATE
    assert section.others.isHidden()


def test_a_move_from_the_sheet_is_undone_like_any_other(section, model, desk, day, models, qtbot):
    model.edit("yamada")
    qtbot.mouseClick(section.next, LEFT)
    models.day.undo()
    assert desk.bookings.get("yamada").status is Status.CONFIRMED
    assert section.next.status is Status.ARRIVED


def test_a_new_booking_stands_nowhere_yet(section, model):
    model.begin(Beginning(minute=21 * 60))
    assert section.isHidden()


def test_a_request_counts_down_to_its_answer_and_then_up_in_red(section, model, desk, clock):
    before = desk.bookings.get("suzuki")
    wanted = replace(
        before,
        status=Status.REQUESTED,
        answer_by=before.starts_at - timedelta(minutes=15),
    )
    desk.bookings.change(before, wanted, Author("suzuki"))
    model.edit("suzuki")
    assert "18:15" in section.answer.text()
    assert "10 min left" in section.answer.text()
    clock.advance(12)
    model.tick()
    assert "2 min ago" in section.answer.text()
    assert section.answer.property("kind") == "alarm"


def test_every_control_is_in_a_fingers_reach_and_has_a_name(section, model, qtbot):
    model.edit("yamada")
    qtbot.mouseClick(section.more, LEFT)
    assert too_small(section) == []
    assert nameless(section) == []
