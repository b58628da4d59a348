import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from app.ui.flow import FlowLayout


@pytest.fixture
def host(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    return host


def a_flow(host, *widths):
    flow = FlowLayout(host, gap=10)
    for width in widths:
        child = QWidget(host)
        child.setFixedSize(width, 20)
        flow.addWidget(child)
    host.show()
    return flow


def places(flow):
    return [flow.itemAt(at).geometry().topLeft().toTuple() for at in range(flow.count())]


def test_children_stand_side_by_side_and_go_on_in_the_next_line(host):
    flow = a_flow(host, 50, 50, 50)
    flow.setGeometry(QRect(0, 0, 120, 100))
    assert places(flow) == [(0, 0), (60, 0), (0, 30)]
    assert flow.heightForWidth(120) == 50
    assert flow.heightForWidth(200) == 20


def test_a_child_wider_than_the_line_is_cut_to_it(host):
    flow = a_flow(host, 50)
    flow.itemAt(0).widget().setFixedWidth(300)
    flow.setGeometry(QRect(0, 0, 120, 100))
    assert flow.itemAt(0).geometry().left() == 0


def test_asking_beyond_the_end_finds_nothing(host):
    flow = a_flow(host, 50)
    assert flow.itemAt(1) is None
    assert flow.takeAt(1) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 0


def test_the_least_room_is_that_of_the_widest_child(host):
    assert a_flow(host, 30, 80).minimumSize() == QSize(80, 20)
