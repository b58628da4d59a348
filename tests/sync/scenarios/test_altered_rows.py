"""One silently altered row, on a device or on the hub: found, repaired, reported, not spread."""

from __future__ import annotations

import pytest

from sync import digest
from tests.sync.acts import alter_body, altered, assert_all_agree, book, change, get

EVERYTHING = ["/v1/digest", "/v1/entities"]
"""The two round trips in which any difference is found, wherever it is."""


@pytest.fixture
def party(hall, bar, house):
    """A booking that was changed once, beside others, known to all."""
    for number in range(5):
        book(bar, guest_name=f"客{number}")
    booked = book(hall)
    house.heal()
    change(hall, get(hall, booked), adults=4, note="窓際")
    house.heal()
    return booked


def row_altered(device, id):
    device.ledger.sql.execute("update reservation set adults = 9 where id = ?", (id,))


def row_missing(device, id):
    device.ledger.sql.execute("delete from reservation where id = ?", (id,))


def state_altered(device, id):
    device.ledger.sql.execute(
        "update entity set state = cast(replace(state, '窓際', '窓辺') as blob) where id = ?", (id,)
    )


def hash_altered(device, id):
    device.ledger.sql.execute("update entity set hash = randomblob(16) where id = ?", (id,))


def change_altered(device, id):
    alter_body(device, last_change(device, id), "窓際", "窓辺")


def change_missing(device, id):
    device.ledger.sql.execute("delete from change where id = ?", (last_change(device, id),))


def last_change(device, id):
    query = "select id from change where entity_id = ? order by pos desc limit 1"
    return device.ledger.sql.execute(query, (id,)).fetchone()[0]


@pytest.mark.parametrize(
    "alter",
    [row_altered, row_missing, state_altered, hash_altered, change_altered, change_missing],
)
def test_one_silently_altered_row_on_a_device_is_found_repaired_and_reported(
    hall, bar, house, party, alter
):
    """One silently altered row on a device; an altered change is repaired by re-fetch."""
    whole = house.book()
    alter(bar, party.id)
    bar.wire.requests.clear()
    done = bar.try_sync().round
    assert bar.wire.requests[:1] == ["/v1/pull"]
    found_in = [path for path in bar.wire.requests[1:] if path in EVERYTHING]
    assert found_in[:2] in (EVERYTHING, ["/v1/digest"])
    assert done.repaired or any(party.id in problem for problem in done.problems)
    assert any(repair.entity_id == party.id for repair in bar.repairs())
    assert (get(bar, party).adults, get(bar, party).note) == (4, "窓際")
    assert done.in_sync
    assert bar.line_says().startswith("In sync")
    assert house.book() == whole
    again = bar.try_sync().round
    assert (again.repaired, again.problems) == (0, ())
    assert_all_agree(house)


def hub_state_altered(house, id):
    house.sql(
        "update entity set state = cast(replace(state, '窓際', '窓辺') as blob) where id = ?", id
    )


def hub_hash_altered(house, id):
    house.sql("update entity set hash = randomblob(16) where id = ?", id)


def hub_state_missing(house, id):
    house.sql("delete from entity where id = ?", id)
    number = digest.bucket_of(id)  # as a hub would have it that never held it
    house.sql("update bucket set hash = ? where bucket = ?", digest.NOTHING, number)


def hub_change_altered(house, id):
    house.sql(
        "update change set body = cast(replace(body, '窓際', '窓辺') as blob) where entity_id = ?",
        id,
    )


def hub_change_missing(house, id):
    house.sql(
        "delete from change where entity_id = ? and instr(cast(body as text), '窓際') > 0", id
    )


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "alter",
    [
        hub_state_altered,
        hub_hash_altered,
        hub_state_missing,
        hub_change_altered,
        hub_change_missing,
    ],
)
def test_one_silently_altered_row_on_the_hub_is_found_repaired_and_reported(
    hall, bar, house, party, alter
):
    """One silently altered row on the hub: by the first device that comes along."""
    whole = house.book()
    alter(house, party.id)
    bar.wire.requests.clear()
    outcome = bar.try_sync()
    asked = bar.wire.requests
    assert asked[:2] == ["/v1/pull", "/v1/digest"]
    repairs = [path for path in asked[2:] if path not in EVERYTHING]
    before = asked[1 : asked.index(repairs[0])] if repairs else EVERYTHING
    assert len(before) <= 2, "found in at most two round trips"
    assert outcome.round.problems or outcome.round.repaired
    assert outcome.round.in_sync
    fresh = house.device("新しい端末")
    assert fresh.try_sync().round.in_sync
    assert (get(fresh, party).adults, get(fresh, party).note) == (4, "窓際")
    assert house.book() == whole
    again = bar.try_sync().round
    assert (again.repaired, again.problems) == (0, ())
    house.heal()
    assert_all_agree(house)


@pytest.mark.sqlite
def test_a_device_that_joins_while_the_hub_lacks_bytes_waits_for_who_has_them(
    hall, bar, house, party
):
    """One silently altered row on the hub is handed to nobody; who joins then is told no lies."""
    hub_change_altered(house, party.id)
    fresh = house.device("新しい端末")
    done = fresh.try_sync().round
    assert not done.in_sync
    assert any("the hub still holds something else" in problem for problem in done.problems)
    assert get(fresh, party).note == ""
    assert not fresh.line_says().startswith("In sync")
    bar.try_sync()
    assert fresh.try_sync().round.in_sync
    assert get(fresh, party).note == "窓際"
    house.heal()
    assert_all_agree(house)


def test_a_page_altered_on_its_way_leaves_nobody_apart(hall, bar, house, party):
    """A row altered on the line: both readings are shown to everybody, and all books are equal."""
    change(hall, get(hall, party), adults=6)
    hall.try_sync()

    def swap(document):
        for each in document["changes"]:
            each["body"]["set"] = {
                name: 7 if value == 6 else value for name, value in each["body"]["set"].items()
            }

    bar.wire.after = altered("/v1/pull", swap)
    bar.try_sync()
    bar.wire.after = None
    house.heal()
    for device in (hall, bar):
        (clash,) = device.desk.clashes.fields()
        assert {side.value for side in clash.values} == {6, 7}
    assert_all_agree(house)
