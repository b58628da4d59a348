from dataclasses import replace

import pytest

from app.domain.errors import Invalid, Unknown
from app.domain.ids import StaffId
from app.domain.staff import Role
from tests.app.services.conftest import HOST


@pytest.fixture
def sato(desk):
    return desk.team.add("佐藤", Role.HOST, HOST)


def test_staff_are_taken_on_and_leave(desk, sato):
    assert desk.team.get(sato.id) == sato
    left = desk.team.change(sato, replace(sato, active=False, role=Role.MANAGER), HOST)
    assert (left.active, left.role) == (False, Role.MANAGER)
    assert desk.team.staff() == (left,)
    with pytest.raises(Invalid):
        desk.team.add(" ", Role.HOST, HOST)
    with pytest.raises(Unknown):
        desk.team.get(StaffId("nobody"))


def test_only_the_right_pin_fits_and_only_its_hash_is_kept(desk, ledger, sato):
    assert not desk.team.check_pin(sato, "")
    with_pin = desk.team.set_pin(sato, "2580", HOST)
    assert desk.team.check_pin(with_pin, "2580")
    assert not desk.team.check_pin(with_pin, "2581")
    bodies = b"".join(row[0] for row in ledger.sql.execute("select body from change"))
    assert b"2580" not in bodies
    assert ("…", "…") in [e.fields.get("pin_hash") for e in desk.history.of(sato.id)]


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "１２３４", ""])
def test_a_pin_is_four_to_eight_digits(desk, sato, pin):
    with pytest.raises(Invalid) as refused:
        desk.team.set_pin(sato, pin, HOST)
    assert refused.value.field == "pin"


def test_a_hash_that_is_none_fits_no_pin(desk, sato):
    broken = desk.team.change(sato, replace(sato, pin_hash="?"), HOST)
    assert not desk.team.check_pin(broken, "1234")
