"""Upstream tells its relays whom to let in, and a relay lets in nobody else."""

import pytest

from sync import proof
from sync.hub.members import Members
from sync.hub.pairing import SignedIn
from sync.membership import Member


@pytest.fixture
def members(house):
    return Members(house.log.database, now_ms=house.clock)


def signed_in(venue, device):
    return SignedIn(venue=venue, environment="production", device=device, incarnation="")


def test_a_device_hears_of_the_relays_and_of_nobodys_key(house, members):
    venue = house.venues.add("暖簾", "production").id
    house.join(venue, "tablet")
    house.join(venue, "relay", kind="relay")
    told = members.told_to(signed_in(venue, "tablet"))
    assert [each.id for each in told.relays] == ["relay"]
    assert told.devices == ()


def test_a_relay_hears_of_its_houses_devices_with_keys_made_for_it(house, members):
    venue = house.venues.add("暖簾", "production").id
    other = house.venues.add("梅", "production").id
    tablet = house.join(venue, "tablet")
    house.join(venue, "relay", kind="relay")
    house.join(other, "stranger")
    (told,) = members.told_to(signed_in(venue, "relay")).devices
    key = proof.relay_key(proof.hash_of(tablet.token), venue=venue, relay="relay", device="tablet")
    assert (told.id, told.key) == ("tablet", key)


def test_who_is_shut_out_upstream_is_told_of_no_more(house, members):
    venue = house.venues.add("暖簾", "production").id
    house.join(venue, "tablet")
    house.join(venue, "relay", kind="relay")
    house.join(venue, "relay-2", kind="relay")
    house.pairing.revoke("tablet")
    house.pairing.revoke("relay-2")
    told = members.told_to(signed_in(venue, "relay"))
    assert told.devices == ()
    assert [each.id for each in told.relays] == ["relay"]
    assert members.told_to(signed_in(venue, "relay-2")).devices == ()


def test_a_relay_lets_in_whom_upstream_named_and_shuts_the_others_out(house, members):
    venue = house.venues.add("暖簾", "production").id
    first, second = (
        Member(id=id, name=id, key=bytes([number]) * 32) for number, id in enumerate("ab")
    )
    members.admit(venue, [first, second])
    known = members.find(venue, "a")
    assert (known.device, known.environment, known.token_hash) == ("a", "production", first.key)
    members.admit(venue, [second])
    assert members.find(venue, "a") is None
    assert members.find(venue, "b") is not None
    assert house.pairing.welcome([venue]) == {second.key}
    members.admit(venue, [first, second])
    assert members.find(venue, "a") is not None


def test_a_key_is_no_token(house, members):
    venue = house.venues.add("暖簾", "production").id
    members.admit(venue, [Member(id="a", name="a", key=b"k" * 32)])
    assert house.pairing.sign_in("k" * 43) is None
    assert house.pairing.sign_in((b"k" * 32).hex()) is None
