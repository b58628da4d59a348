"""Rows follow the states, and nothing another device can write keeps them from it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ids import GuestId
from app.store import rows
from app.store.ledger import Write
from app.store.schema import KINDS
from sync.change import DELETED
from sync.journal import Draft
from tests.app.store.values import VALUES
from tests.builders import FRIDAY, a_guest, a_phone, a_reservation, a_table, a_venue, at
from tests.ledgers import NOON_MS, Stranger, a_ledger, add, receive

SATURDAY = FRIDAY.replace(day=14)
EXAMPLES = {
    "guest": a_guest(),
    "reservation": a_reservation(),
    "table": a_table(),
    "venue": a_venue(),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    ledger = a_ledger(tmp_path_factory.mktemp("book") / "ledger.db", venue=None)
    yield ledger
    ledger.close()


def unreadable(ledger):
    return ledger.sql.execute("select type, id from unreadable").fetchall()


def commit(ledger, before, after):
    ledger.commit([Write(before, after, "test")], actor="", now_ms=NOON_MS)


def test_a_reservation_moved_to_another_day_is_on_that_day_only(ledger):
    add(ledger, a_reservation())
    before = ledger.get("reservation", "r1")
    commit(
        ledger,
        before,
        replace(before, business_day=SATURDAY, starts_at=at(business_day=SATURDAY)),
    )
    assert ledger.reservations(FRIDAY) == ()
    assert [each.id for each in ledger.reservations(SATURDAY)] == ["r1"]


def test_what_is_deleted_is_in_no_row_and_comes_back_whole(ledger):
    add(ledger, a_reservation(guest_name="山田"), a_guest())
    for kind, id in (("reservation", "r1"), ("guest", "g1")):
        before = ledger.get(kind, id)
        commit(ledger, before, None)
        assert ledger.find(kind, id) is None
        pos = ledger.journal.load((kind, id)).pos
        ledger.commit_drafts([Draft(kind, id, "undo", "", {DELETED: None}, pos)], now_ms=NOON_MS)
        assert replace(ledger.get(kind, id), revision=0) == replace(before, revision=0)


def test_a_change_that_comes_before_its_beginning_is_shown_once_that_is_here(ledger):
    stranger = Stranger()
    first = stranger.change("reservation", "r9", _registers("reservation", a_reservation("r9")))
    then = stranger.change("reservation", "r9", {"note": "窓際"})
    receive(ledger, then)
    assert ledger.find("reservation", "r9") is None
    assert unreadable(ledger) == []
    receive(ledger, first)
    assert ledger.get("reservation", "r9").note == "窓際"


def _registers(kind, value):
    return KINDS[kind].differences(None, value)


json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "t1", "2026-11-13"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=4,
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(data=st.data())
@settings(max_examples=30)
def test_no_value_from_elsewhere_keeps_the_rest_of_the_page_out(shared, kind, data):
    stranger = Stranger(incarnation=f"{data.draw(st.integers(0, 2**64 - 1)):016x}")
    field = data.draw(st.sampled_from(KINDS[kind].fields))
    register = f"{field.name}/x" if field.is_set and data.draw(st.booleans()) else field.name
    bad, good = f"{kind}-{stranger.incarnation}", f"g-{stranger.incarnation}"
    value = data.draw(VALUES[kind])
    first = stranger.change(kind, bad, _registers(kind, value))
    poison = stranger.change(kind, bad, {register: data.draw(json)})
    fine = stranger.change("guest", good, _registers("guest", a_guest(good)))
    deleted = stranger.change(kind, bad, {DELETED: data.draw(json)})
    receive(shared, first, poison, fine, deleted)
    assert shared.get("guest", good).name == "山田"
    for each in rows.read(shared.sql, kind):
        assert isinstance(each, KINDS[kind].cls)


def test_what_cannot_be_read_is_kept_and_shown_again_once_it_can(ledger):
    add(ledger, a_reservation(guest_name="山田"))
    stranger = Stranger()
    seen = {"adults": (ledger.journal.load(("reservation", "r1")).entity.live["adults"][0].id,)}
    broken = stranger.change("reservation", "r1", {"adults": "two"}, seen=seen)
    receive(ledger, broken)
    assert ledger.find("reservation", "r1") is None
    assert unreadable(ledger) == [("reservation", "r1")]
    mended = stranger.change("reservation", "r1", {"adults": 4}, seen={"adults": (broken.id,)})
    receive(ledger, mended)
    assert ledger.get("reservation", "r1").adults == 4
    assert unreadable(ledger) == []


@given(data=st.data())
@settings(max_examples=150)
def test_an_edit_leaves_the_same_row_as_writing_all_of_it_anew(shared, data):
    stranger = Stranger(incarnation=f"{data.draw(st.integers(0, 2**64 - 1)):016x}")
    id = f"edited-{stranger.incarnation}"
    key = ("reservation", id)
    value = data.draw(VALUES["reservation"])
    receive(shared, stranger.change(*key, _registers("reservation", value)))
    for _ in range(data.draw(st.integers(2, 6))):
        value = data.draw(VALUES["reservation"])
        sets = _registers("reservation", value)
        names = data.draw(st.lists(st.sampled_from(sorted(sets)), min_size=1, max_size=3))
        wild = data.draw(st.sampled_from([False, False, True]))
        fields = {name: data.draw(json) if wild else sets[name] for name in names}
        live = shared.journal.load(key).entity.live
        seen = {name: tuple(each.id for each in live.get(name, ())) for name in fields}
        if data.draw(st.sampled_from([False, False, True])):
            fields[DELETED] = data.draw(st.none() | st.just([]))
        told = data.draw(st.sampled_from([seen, {}]))
        receive(shared, stranger.change(*key, fields, seen=told))
        assert rows.differing(shared.sql, {key: shared.journal.load(key)}) == []


@pytest.mark.parametrize("name", sorted(rows.EDITABLE))
@given(value=json | st.integers(-(2**60), 2**60))
def test_what_one_field_takes_alone_its_class_takes(name, value):
    kind = KINDS["reservation"]
    plain = _registers("reservation", a_reservation()) | {"tags": {}, "allergies": {}}
    try:
        cell = kind.to_cell(name, value)
    except (TypeError, ValueError, KeyError, AttributeError):
        return
    row = kind.to_row("r1", plain | {name: value}, [], 1)
    assert cell in row
    assert kind.checked(row)


def test_a_guest_who_cannot_be_read_any_more_is_not_found_as_a_ghost(ledger):
    add(ledger, a_guest(phones=(a_phone(),)))
    live = ledger.journal.load(("guest", "g1")).entity.live
    phone = next(name for name in live if name.startswith("phones/"))
    broken = Stranger().change(
        "guest", "g1", {phone: {"raw": 5}}, seen={phone: (live[phone][0].id,)}
    )
    receive(ledger, broken)
    assert ledger.find_guests("山田") == ()
    assert ledger.guests_by_phone(a_phone()) == ()


def test_kinds_of_a_newer_version_have_no_rows_and_stop_nothing(ledger):
    stranger = Stranger()
    receive(
        ledger,
        stranger.change("robot", "x1", {"name": "R2"}),
        stranger.change("guest", "g7", {"name": "林", "loyalty": {"level": 3}}),
    )
    assert ledger.get("guest", "g7").name == "林"
    assert ledger.guests([GuestId("x1")]) == {}
    assert ("robot", "x1") in ledger.journal.all_keys()


@pytest.mark.parametrize(
    ("kind", "register", "value"),
    [
        ("guest", "tags/VIP", {"since": 3}),
        ("guest", "phones/x", {"raw": 1, "digits": 2, "e164": 3}),
        ("reservation", "table_ids", [1]),
        ("reservation", "source", {"channel": 5, "site": "", "reference": "", "referrer": ""}),
        ("venue", "closing_weekdays", ["Monday"]),
        ("venue", "pacing", {"slot_minutes": "15", "covers_max": 0}),
        ("venue", "turn_rules", [{"covers_max": 2, "minutes": "90"}]),
        ("table", "place", {**KINDS["table"].by_name("place").default, "x": "left"}),
    ],
)
def test_a_part_of_a_foreign_type_is_not_shown_as_if_it_were_ours(ledger, kind, register, value):
    stranger = Stranger()
    first = stranger.change(kind, "x9", _registers(kind, EXAMPLES[kind]))
    receive(ledger, first, stranger.change(kind, "x9", {register: value}))
    assert unreadable(ledger) == [(kind, "x9")]
    assert ledger.find(kind, "x9") is None
