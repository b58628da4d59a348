"""A hub keeps copies of a book without knowing what is in them, each for its own house alone."""

import httpx
import pytest

from sync.book_copy import PART_BYTES, LogHash
from sync.change import content_hash
from sync.errors import Refused, SignedOut
from sync.hub import archive, tables
from sync.hub.copies import OFFER_MS_MAX, TURN_MS, log_hash
from tests.sync.conftest import bodies, open_house
from tests.sync.copies import an_offer, parts_of
from tests.sync.hub.test_gate import headers
from tests.sync.strategies import INCARNATIONS

BOOK = bytes(range(256)) * (PART_BYTES // 128 + 7)
"""Three parts, the last one short."""

LAYOUT = "noren-1"


@pytest.fixture
def house():
    with open_house() as opened:
        opened.app.state.hub.copies.grown_min = 3
        yield opened


@pytest.fixture
def venue(house):
    return house.venues.add("暖簾", "production").id


@pytest.fixture
def till(house, venue):
    """A device of a house in which three changes were made."""
    client = house.client(house.join(venue, "till"))
    client.push(INCARNATIONS[0], bodies(venue, [1, 2, 3]))
    return client


@pytest.fixture
def hall(house, venue, till):
    return house.client(house.join(venue, "hall"))


def offer(client, packed=BOOK, **over):
    epoch = client.pull(0, 1).epoch
    offered = an_offer(packed, **{"epoch": epoch, **over})
    placed = client.offer(offered)
    for number in placed.missing:
        client.offer_part(placed.id, number, parts_of(packed)[number])
    return placed.id


def fetched(client, copy):
    return b"".join(client.copy_part(copy.id, number) for number in range(len(copy.offered.parts)))


def refusal(act, *args):
    with pytest.raises(Refused) as told:
        act(*args)
    return told.value.code


def held(house):
    with house.log.database.reading() as connection:
        return {
            table.name: len(connection.execute(table.select()).all())
            for table in (tables.book_copy, tables.copy_part)
        }


def test_a_copy_comes_out_as_it_went_in(till, hall):
    offer(till)
    copy = hall.copy(LAYOUT).copy
    assert fetched(hall, copy) == BOOK
    assert (copy.offered.cursor, copy.offered.stamp) == (3, "019b3f0a2c40.0000")


def test_the_hub_itself_hashes_the_log_that_must_be_in_a_copy(till, hall, venue):
    till.push(INCARNATIONS[0], bodies(venue, [4]))
    offer(till)
    hash = LogHash()
    for cursor, body in enumerate(bodies(venue, [1, 2, 3]), start=1):
        hash.add(cursor, f"{INCARNATIONS[0]}-{cursor}", f"r{cursor}", content_hash(body))
    assert hall.copy(LAYOUT).copy.log == hash.digest()


def test_what_the_hub_has_packed_away_is_hashed_as_well(house, till, hall, venue):
    offer(till)
    before = hall.copy(LAYOUT).copy.log
    with house.log.database.writing() as connection:
        row = connection.execute(tables.change.select().where(tables.change.c.cursor == 2)).one()
        moving = archive.Moving(2, row.id, (row.entity_type, row.entity_id), row.body, row.hash)
        archive.put(connection, house.log.database, venue, 0, [moving])
        connection.execute(tables.change.delete().where(tables.change.c.cursor == 2))
        assert log_hash(connection, venue, 3) == before
        assert log_hash(connection, venue, 1) != log_hash(connection, venue, 2) != before


def test_a_copy_that_has_not_come_in_whole_is_shown_to_nobody(till, hall):
    placed = till.offer(an_offer(BOOK, epoch=till.pull(0, 1).epoch))
    assert placed.missing == (0, 1, 2)
    assert till.offer_part(placed.id, 2, parts_of(BOOK)[2]) == 2
    assert hall.copy(LAYOUT).copy is None
    assert refusal(hall.copy_part, placed.id, 2) == "copy_gone"


def test_an_offer_made_again_tells_what_is_missing(till):
    offered = an_offer(BOOK, epoch=till.pull(0, 1).epoch)
    placed = till.offer(offered)
    till.offer_part(placed.id, 1, parts_of(BOOK)[1])
    again = till.offer(offered)
    assert (again.id, again.missing) == (placed.id, (0, 2))


def test_a_part_handed_over_twice_counts_once(till, hall):
    id = offer(till)
    assert till.offer_part(id, 0, parts_of(BOOK)[0]) == 0
    assert fetched(hall, hall.copy(LAYOUT).copy) == BOOK


@pytest.mark.parametrize(
    ("number", "part"),
    [(0, b"altered"), (0, BOOK[1 : PART_BYTES + 1]), (2, BOOK[:PART_BYTES]), (3, b"")],
)
def test_a_part_that_was_not_offered_is_refused(till, number, part):
    placed = till.offer(an_offer(BOOK, epoch=till.pull(0, 1).epoch))
    assert refusal(till.offer_part, placed.id, number, part) == "spoilt"
    assert till.offer(an_offer(BOOK, epoch=till.pull(0, 1).epoch)).missing == (0, 1, 2)


def test_a_newer_copy_takes_the_place_of_the_older(house, till, hall, venue):
    older = offer(till)
    till.push(INCARNATIONS[0], bodies(venue, [4]))
    newer = offer(till, BOOK[::-1], cursor=4)
    assert hall.copy(LAYOUT).copy.id == newer
    assert refusal(hall.copy_part, older, 0) == "copy_gone"
    assert held(house) == {"book_copy": 1, "copy_part": 3}


def test_a_copy_no_newer_than_the_one_here_is_refused(till):
    offer(till)
    assert refusal(offer, till, BOOK[::-1]) == "not_wanted"


def test_two_layouts_are_kept_side_by_side_and_no_third(house, till, hall, venue):
    till.push(INCARNATIONS[0], bodies(venue, [4, 5]))
    for cursor, layout in ((3, "old"), (4, "new"), (5, "newest")):
        offer(till, BOOK[cursor:], cursor=cursor, layout=layout)
    assert hall.copy("old").copy is None
    assert hall.copy("new").copy.offered.cursor == 4
    assert hall.copy("newest").copy.offered.cursor == 5
    assert held(house)["book_copy"] == 2


def test_a_copy_is_wanted_once_the_log_is_far_ahead_of_it(till, venue):
    assert till.copy(LAYOUT, may_offer=True).wanted
    offer(till)
    assert not till.copy(LAYOUT, may_offer=True).wanted
    till.push(INCARNATIONS[0], bodies(venue, [4, 5]))
    assert not till.copy(LAYOUT, may_offer=True).wanted
    till.push(INCARNATIONS[0], bodies(venue, [6]))
    assert till.copy(LAYOUT, may_offer=True).wanted


def test_a_large_log_wants_a_copy_only_when_it_has_grown_by_a_tenth(till, venue):
    till.push(INCARNATIONS[0], bodies(venue, range(4, 101)))
    offer(till, cursor=100)
    till.push(INCARNATIONS[0], bodies(venue, range(101, 111)))
    assert not till.copy(LAYOUT, may_offer=True).wanted
    till.push(INCARNATIONS[0], bodies(venue, [111, 112]))
    assert till.copy(LAYOUT, may_offer=True).wanted


def test_one_device_at_a_time_is_asked_for_a_copy(house, till, hall):
    assert not hall.copy(LAYOUT).wanted
    assert till.copy(LAYOUT, may_offer=True).wanted
    assert not hall.copy(LAYOUT, may_offer=True).wanted
    assert till.copy(LAYOUT, may_offer=True).wanted
    house.clock.ms += TURN_MS + 1
    assert hall.copy(LAYOUT, may_offer=True).wanted


def test_a_clock_set_back_does_not_keep_everybody_waiting(house, till, hall):
    till.copy(LAYOUT, may_offer=True)
    house.clock.ms -= 10 * TURN_MS
    assert hall.copy(LAYOUT, may_offer=True).wanted


def test_a_copy_found_spoilt_is_let_go_and_another_wanted(house, till, hall):
    id = offer(till)
    standing = hall.copy(LAYOUT, may_offer=True, spoilt=id)
    assert (standing.copy, standing.wanted) == (None, True)
    assert held(house) == {"book_copy": 0, "copy_part": 0}


def test_a_copy_of_another_life_of_the_hub_is_neither_taken_nor_given(house, till, hall):
    epoch = till.pull(0, 1).epoch
    id = offer(till)
    with house.log.database.writing() as connection:
        connection.execute(tables.hub.update().values(epoch="f" * 16))
    assert hall.copy(LAYOUT).copy is None
    assert refusal(hall.copy_part, id, 0) == "copy_gone"
    assert refusal(till.offer, an_offer(BOOK, epoch=epoch)) == "other_life"
    offer(till, BOOK[::-1])
    assert held(house)["book_copy"] == 1


def test_a_copy_that_reaches_beyond_the_log_is_refused(till):
    epoch = till.pull(0, 1).epoch
    assert refusal(till.offer, an_offer(BOOK, epoch=epoch, cursor=4)) == "other_life"


def test_an_offer_that_was_given_up_is_swept_away_by_the_next(house, till, venue):
    epoch = till.pull(0, 1).epoch
    placed = till.offer(an_offer(BOOK, epoch=epoch, layout="old"))
    till.offer_part(placed.id, 0, parts_of(BOOK)[0])
    house.clock.ms += OFFER_MS_MAX + 1
    till.offer(an_offer(BOOK[::-1], epoch=epoch))
    assert held(house) == {"book_copy": 1, "copy_part": 0}


def test_another_offer_of_the_same_layout_replaces_one_that_is_not_whole(house, till, hall):
    epoch = till.pull(0, 1).epoch
    placed = till.offer(an_offer(BOOK, epoch=epoch))
    till.offer_part(placed.id, 0, parts_of(BOOK)[0])
    hall.offer(an_offer(BOOK[::-1], epoch=epoch))
    assert refusal(till.offer_part, placed.id, 1, parts_of(BOOK)[1]) == "copy_gone"
    assert held(house) == {"book_copy": 1, "copy_part": 0}


def test_however_many_layouts_are_offered_few_are_kept(house, till):
    epoch = till.pull(0, 1).epoch
    for number in range(6):
        house.clock.ms += 1
        placed = till.offer(an_offer(BOOK, epoch=epoch, layout=f"noren-{number}"))
        till.offer_part(placed.id, 0, parts_of(BOOK)[0])
    assert held(house) == {"book_copy": 2, "copy_part": 2}


def test_no_device_of_another_house_sees_or_touches_a_copy(house, till):
    id = offer(till)
    stranger = house.member("隣", device="stranger")
    assert stranger.copy(LAYOUT).copy is None
    assert refusal(stranger.copy_part, id, 0) == "copy_gone"
    assert refusal(stranger.offer_part, id, 0, parts_of(BOOK)[0]) == "copy_gone"
    stranger.copy(LAYOUT, spoilt=id)
    assert till.copy(LAYOUT).copy.id == id


def test_a_revoked_device_gets_no_part(house, till, hall):
    id = offer(till)
    house.pairing.revoke("hall")
    with pytest.raises(SignedOut):
        hall.copy_part(id, 0)


def test_a_part_that_is_no_base64_is_malformed(house, till, venue):
    told = headers(house.join(venue, "raw"))
    with httpx.Client(base_url="http://hub.test", transport=house.transport) as raw:
        body = {"copy_id": "0" * 32, "number": 0, "part": "!"}
        response = raw.post("/v1/offer_part", json=body, headers=told)
    assert response.status_code == 400
    assert response.json()["error"]["field"] == "part"
