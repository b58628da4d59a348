from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from app.domain.ids import TableId
from app.ui.plan.geometry import Geometry
from app.ui.plan.painter import PlanPainter, dress
from app.viewmodels.plan import PlanModel
from app.viewmodels.timeline_drag import Verdict


@pytest.fixture
def plan(day):
    return PlanModel(day)


def face(plan, table):
    return plan.faces[TableId(table)]


def test_a_table_wears_its_partys_colour(plan):
    assert dress(face(plan, "T3")).fill == "seated"
    assert dress(face(plan, "T6")).fill == "sheet"
    assert dress(face(plan, "T7")).fill == "alarm"


def test_a_table_promised_twice_is_outlined_in_vermilion(plan):
    worn = dress(face(plan, "T5"))
    assert (worn.fill, worn.edge) == ("arrived", "vermilion")


def test_a_promise_the_hub_has_not_confirmed_is_hatched_over_its_colour(plan, day):
    day.set_has_hub(True)
    worn = dress(face(plan, "T3"))
    assert worn.hatched
    assert worn.fill == "seated"


def test_how_a_table_would_take_the_party_in_the_hand_goes_before_all_else(plan):
    assert dress(face(plan, "T6"), Verdict.FREE).fill == "seated"
    assert dress(face(plan, "T5"), Verdict.TAKEN).fill == "alarm"


def test_a_table_is_drawn_inside_its_box_and_in_its_colour(plan, theme):
    geometry = Geometry(plan.rooms, QSize(900, 700))
    image = QImage(geometry.page, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    PlanPainter(theme).table(painter, geometry, face(plan, "T3"))
    painter.end()
    box = geometry.rect(TableId("T3"))
    corner = box.topLeft().toPoint()
    assert image.pixelColor(corner.x() + 6, corner.y() + 3) == theme.color("seated")
    outside = QRectF(box).adjusted(-4, -4, 4, 4).topLeft().toPoint()
    assert image.pixelColor(outside).alpha() == 0


def test_every_seat_has_a_chair_except_at_the_counter(plan, theme):
    geometry = Geometry(plan.rooms, QSize(900, 700))

    def inked(table):
        image = QImage(geometry.page, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        PlanPainter(theme).chairs(painter, geometry, TableId(table))
        painter.end()
        box = geometry.rect(TableId(table)).adjusted(-12, -12, 12, 12).toRect()
        cut = image.copy(box)
        return any(
            cut.pixelColor(x, y).alpha()
            for x in range(0, cut.width(), 3)
            for y in range(0, cut.height(), 3)
        )

    assert inked("T3")
    assert not inked("C1")
