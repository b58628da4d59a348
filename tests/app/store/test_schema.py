"""Every field of every kind comes back from the ledger as it was put in."""

from dataclasses import MISSING, fields, replace
from itertools import count

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.store.ledger import Ledger, Write
from app.store.schema import KINDS
from tests.app.store.values import VALUES
from tests.builders import a_guest, a_phone, a_reservation
from tests.ledgers import NOON_MS, a_ledger

LOCAL = {"id", "revision", "conflicts"}

unique = count(1)
every_kind = pytest.mark.parametrize("kind", sorted(KINDS))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    ledger = a_ledger(tmp_path_factory.mktemp("book") / "ledger.db", venue=None)
    yield ledger
    ledger.close()


def put(ledger: Ledger, before, after):
    """What the ledger shows after `after` was saved over `before`."""
    ledger.commit([Write(before, after, "test")], actor="", now_ms=NOON_MS)
    return ledger.find(KINDS_OF[type(after)], after.id)


KINDS_OF = {kind.cls: kind.name for kind in KINDS.values()}


def plain(value):
    """A value without its place in the ledger; the elements of a set in one order."""
    kind = KINDS[KINDS_OF[type(value)]]
    sets = {
        field.name: tuple(sorted(getattr(value, field.name), key=field.key))
        for field in kind.fields
        if field.is_set
    }
    return replace(value, revision=0, **sets)


@every_kind
def test_a_kind_has_a_field_for_each_of_its_class_and_no_other(kind):
    names = [field.name for field in KINDS[kind].fields]
    assert len(set(names)) == len(names)
    assert set(names) == {field.name for field in fields(KINDS[kind].cls)} - LOCAL


@every_kind
def test_the_values_below_are_drawn_with_every_field(kind):
    unusual = set()

    @given(VALUES[kind])
    @settings(max_examples=60, phases=[Phase.generate])
    def look(value):
        for field in fields(value):
            usual = "" if field.default is MISSING else field.default
            if getattr(value, field.name) != usual:
                unusual.add(field.name)

    look()
    assert unusual == {field.name for field in fields(KINDS[kind].cls)} - LOCAL | {"id"}


@every_kind
@given(data=st.data())
@settings(max_examples=20)
def test_what_is_saved_is_read_back(ledger, kind, data):
    value = replace(data.draw(VALUES[kind]), id=f"{kind}-{next(unique)}")
    assert plain(put(ledger, None, value)) == plain(value)


@every_kind
@given(data=st.data())
@settings(max_examples=20)
def test_an_edit_leads_from_any_value_to_any_other(ledger, kind, data):
    id = f"{kind}-{next(unique)}"
    before, after = (replace(data.draw(VALUES[kind]), id=id) for _ in range(2))
    shown = put(ledger, None, before)
    assert plain(put(ledger, shown, replace(after, revision=shown.revision))) == plain(after)


def test_a_sets_elements_stand_in_the_order_in_which_they_were_added(ledger):
    guest = put(ledger, None, a_guest("g-order", tags=("わ",)))
    for tags in (("わ", "あ"), ("わ", "あ", "か"), ("あ", "か"), ("あ", "か", "わ")):
        guest = put(ledger, guest, replace(guest, tags=tags))
        assert guest.tags == tags


def test_a_number_typed_otherwise_is_the_same_phone_under_its_new_spelling(ledger):
    guest = put(ledger, None, a_guest("g-phone", phones=(a_phone("090-1234-5678"),)))
    guest = put(ledger, guest, replace(guest, phones=(a_phone("+81 90 1234 5678"),)))
    assert [phone.raw for phone in guest.phones] == ["+81 90 1234 5678"]


def test_what_stands_at_its_default_needs_no_register(ledger):
    put(ledger, None, a_reservation("r-bare"))
    entity = ledger.journal.load(("reservation", "r-bare")).entity
    assert set(entity.live) == {"business_day", "starts_at", "turn_minutes", "adults", "status"}


@pytest.mark.parametrize(
    ("kind", "name", "good", "bad"),
    [
        ("reservation", "adults", [1, 999], ["2", 2.5, None, True, [2]]),
        ("reservation", "note", ["", "一行\n二行"], [1, None, {"a": 1}]),
        ("reservation", "guest_id", [None, "g1"], [1, ["g1"]]),
        ("reservation", "table_ids", [[], ["t1"]], ["t1", [1], None]),
        ("reservation", "status", ["booked"], ["gone", 1, None]),
        ("reservation", "starts_at", ["2026-11-13T10:00:00Z"], ["soon", None, 5]),
        ("reservation", "phone", [None, {"raw": "1", "digits": "1", "e164": ""}], ["1", {}]),
        ("reservation", "table_pinned", [True, False], ["yes", None]),
        ("table", "place", [KINDS["table"].by_name("place").default], [{"x": 1}, "here"]),
        ("venue", "closing_weekdays", [[0, 6]], [["Monday"], 3]),
    ],
)
def test_a_field_is_tried_before_a_person_settles_on_a_value(kind, name, good, bad):
    field = KINDS[kind].by_name(name)
    for value in good:
        KINDS[kind].check(field, value)
    for value in bad:
        with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
            KINDS[kind].check(field, value)
