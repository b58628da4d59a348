import json

from app.cli.booking_fields import FIELDS
from app.cli.inputs import names_of
from app.store.schema import KINDS

STAMPED = {"quoted_at", "called_at", "arrived_at", "seated_at", "left_at", "cancel_reason"}
"""Set by moving a party on, never typed."""


def test_every_field_of_a_reservation_can_be_given_by_its_own_name():
    fields = {field.name for field in KINDS["reservation"].fields}
    assert fields - STAMPED <= names_of(FIELDS).keys()


def test_a_booking_can_be_given_back_with_every_name_it_is_printed_with(noren):
    made = noren.book("--table", "T5", "--tag", "VIP", "--note", "窓側", "--phone", "0312345678")
    given = {name: made[name] for name in names_of(FIELDS) if name in made and name != "tables"}
    again = noren.ask("reservation", "add", "--data", "-", stdin=json.dumps(given))
    same = given.keys() - {"guest_id"}
    assert {name: again[name] for name in same} == {name: made[name] for name in same}
