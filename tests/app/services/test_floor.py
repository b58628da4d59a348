from dataclasses import replace

import pytest

from app.domain.errors import Invalid, NotAllowed, Unknown
from app.domain.ids import AreaId, TableId
from app.services.floor import TableDraft
from tests.app.services.conftest import HOST


def test_tables_and_areas_stand_in_the_order_they_came(desk):
    for name in ("ホール", "カウンター"):
        desk.floor.add_area(name, HOST)
    for name in ("T2", "T1"):
        desk.floor.add_table(TableDraft(name=name, seats_min=1, seats_max=2), HOST)
    assert [each.name for each in desk.floor.areas()] == ["ホール", "カウンター"]
    assert [each.name for each in desk.floor.tables()] == ["T2", "T1"]


@pytest.mark.parametrize("seats", [(0, 2), (3, 2), (1, 1000)])
def test_impossible_seats_are_refused(desk, seats):
    with pytest.raises(Invalid) as refused:
        desk.floor.add_table(TableDraft(name="T9", seats_min=seats[0], seats_max=seats[1]), HOST)
    assert refused.value.field == "seats"


def test_a_table_needs_a_name_of_its_own(desk, tables):
    with pytest.raises(NotAllowed, match="T1"):
        desk.floor.add_table(TableDraft(name="T1", seats_min=1, seats_max=2), HOST)
    with pytest.raises(NotAllowed, match="T1"):
        desk.floor.change_table(tables[1], replace(tables[1], name="T1"), HOST)
    with pytest.raises(NotAllowed, match="name"):
        desk.floor.add_table(TableDraft(name=" ", seats_min=1, seats_max=2), HOST)
    assert desk.floor.change_table(tables[0], replace(tables[0], seats_max=3), HOST).seats_max == 3


@pytest.mark.parametrize(
    "over", [{"area_id": AreaId("nowhere")}, {"combines_with": (TableId("nowhere"),)}]
)
def test_a_table_stands_only_in_and_beside_what_there_is(desk, over):
    with pytest.raises(Unknown):
        desk.floor.add_table(TableDraft(name="T9", seats_min=1, seats_max=2, **over), HOST)


def test_an_area_is_renamed_and_taken_away_without_its_tables(desk):
    area = desk.floor.add_area("テラス", HOST)
    table = desk.floor.add_table(
        TableDraft(name="T1", seats_min=1, seats_max=2, area_id=area.id), HOST
    )
    renamed = desk.floor.change_area(area, replace(area, name="中庭"), HOST)
    assert renamed.name == "中庭"
    desk.floor.delete_area(renamed, HOST)
    assert desk.floor.areas() == ()
    assert desk.floor.table(table.id) == table
    desk.floor.delete_table(table, HOST)
    with pytest.raises(Unknown):
        desk.floor.table(table.id)
