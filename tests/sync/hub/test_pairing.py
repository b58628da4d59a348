"""Joining a house: one code, one device, once; a lost answer is no accident; guessing is."""

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sync import wire
from sync.errors import Malformed, Refused, SignedOut, Throttled
from sync.hub import tables
from sync.hub.database import sqlite_url
from sync.hub.errors import NotAllowed, Unknown
from sync.hub.pairing import (
    CODE_ALPHABET,
    CODE_MINUTES,
    FORGET_MS,
    SEEN_MS,
    WRONG_TRIES_MAX,
    Joining,
    read_code,
)
from tests.sync.conftest import bodies, open_house
from tests.sync.strategies import INCARNATIONS

codes = st.text(CODE_ALPHABET, min_size=8, max_size=8)


def joining(code, **overrides):
    parts = {
        "code": code,
        "device": "register-1",
        "device_name": "レジ",
        "token": "t" * 43,
        "incarnation": INCARNATIONS[0],
    }
    return Joining(**(parts | overrides))


@pytest.fixture
def venue(house):
    return house.venues.add("暖簾", "production").id


def refusal(house, code, **overrides):
    with pytest.raises(NotAllowed) as told:
        house.pairing.join(joining(code, **overrides))
    return told.value.code


@given(codes)
def test_a_code_is_read_in_any_case_and_width(code):
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    assert unicodedata.normalize("NFKC", wide) == code
    for typed in (
        code,
        code.lower(),
        f" {code[:4]}-{code[4:]} ",
        wide,
        f"{wide[:4]}－{wide[4:].lower()}",
        f"{code[:4]}ー{code[4:]}",
    ):
        assert read_code(typed) == code


@given(codes)
def test_lookalikes_are_understood(code):
    misread = code.replace("1", "I").replace("0", "o").replace("V", "u")
    assert read_code(misread) == code
    assert read_code(code.replace("1", "l")) == code


def test_a_code_has_eight_letters_and_lasts_ten_minutes(house, venue):
    code = house.pairing.new_code(venue)
    assert len(read_code(code.code)) == 8
    assert code.code[4] == "-"
    assert code.expires_ms == house.clock.ms + CODE_MINUTES * 60_000
    assert house.pairing.new_code(venue).code != code.code
    with pytest.raises(Unknown):
        house.pairing.new_code("house-9")


def test_a_device_joins_and_is_signed_in_by_its_token(house, venue):
    joined = house.pairing.join(joining(house.pairing.new_code(venue).code))
    assert (joined.venue.id, joined.venue.name, joined.epoch) == (venue, "暖簾", house.log.epoch())
    known = house.pairing.sign_in("t" * 43)
    assert (known.venue, known.environment, known.device) == (venue, "production", "register-1")
    assert house.pairing.sign_in("x" * 43) is None


def test_neither_code_nor_token_is_kept_in_clear(house, venue):
    code = house.pairing.new_code(venue).code
    house.pairing.join(joining(code))
    with house.log.database.reading() as connection:
        kept = [
            *connection.execute(select(tables.pairing)).all(),
            *connection.execute(select(tables.device)).all(),
        ]
    assert len(kept) == 2
    assert read_code(code) not in repr(kept)
    assert "ttttt" not in repr(kept)


def test_a_code_lets_one_device_in(house, venue):
    code = house.pairing.new_code(venue).code
    house.pairing.join(joining(code))
    assert refusal(house, code, device="register-2", token="u" * 43) == "code_used"
    assert refusal(house, code, token="u" * 43) == "code_used"
    assert [each.id for each in house.pairing.devices(venue)] == ["register-1"]


def test_the_same_request_again_after_a_lost_answer_succeeds(house, venue):
    code = house.pairing.new_code(venue).code
    first = house.pairing.join(joining(code))
    house.clock.ms += CODE_MINUTES * 60_000 + 1
    assert house.pairing.join(joining(code)) == first
    house.pairing.revoke("register-1")
    assert refusal(house, code) == "code_used"


def test_a_code_expires(house, venue):
    code = house.pairing.new_code(venue).code
    house.clock.ms += CODE_MINUTES * 60_000 + 1
    assert refusal(house, code) == "code_expired"
    assert house.pairing.devices() == ()


def test_old_codes_are_forgotten(house, venue):
    old = house.pairing.new_code(venue).code
    house.clock.ms += CODE_MINUTES * 60_000 + FORGET_MS + 1
    house.pairing.new_code(venue)
    assert refusal(house, old) == "unknown_code"


def test_guessing_is_slowed_down_for_everybody_for_a_minute(house, venue):
    code = house.pairing.new_code(venue).code
    for _ in range(WRONG_TRIES_MAX):
        assert refusal(house, "0000-0000") == "unknown_code"
        house.clock.ms += 100
    assert refusal(house, "0000-0000") == "rate"
    assert refusal(house, code) == "rate"
    house.clock.ms += 60_000
    house.pairing.join(joining(code))


def test_a_clock_set_back_does_not_lock_the_door(house, venue):
    for _ in range(WRONG_TRIES_MAX):
        refusal(house, "0000-0000")
    house.clock.ms -= 3_600_000
    house.pairing.join(joining(house.pairing.new_code(venue).code))


def test_a_training_device_does_not_join_a_production_house(house, venue):
    code = house.pairing.new_code(venue).code
    assert refusal(house, code, environment="training") == "wrong_environment"
    assert house.pairing.devices() == ()
    house.pairing.join(joining(code, environment="production"))


def test_an_empty_house_takes_the_id_of_the_one_made_on_the_device(house, venue):
    code = house.pairing.new_code(venue).code
    for _ in range(2):
        joined = house.pairing.join(joining(code, venue="made-here", environment="production"))
        assert (joined.venue.id, joined.venue.name) == ("made-here", "暖簾")
    assert [each.id for each in house.venues.all()] == ["made-here"]
    assert house.pairing.sign_in("t" * 43).venue == "made-here"
    house.pairing.join(
        joining(house.pairing.new_code("made-here").code, device="register-2", token="u" * 43)
    )


def test_a_device_of_this_very_house_joins_whatever_is_in_it(house, venue):
    house.join(venue)
    house.log.push(venue, "production", [])
    client = house.client(house.join(venue, "register-2"))
    client.push(INCARNATIONS[0], bodies(venue, [1]))
    code = house.pairing.new_code(venue).code
    house.pairing.join(joining(code, device="register-3", token="w" * 43, venue=venue))


def test_a_house_with_a_book_of_its_own_takes_no_other_in(house, venue):
    member = house.client(house.join(venue, "register-2"))
    member.push(INCARNATIONS[0], bodies(venue, [1]))
    house.pairing.revoke("register-2")
    code = house.pairing.new_code(venue).code
    assert refusal(house, code, venue="made-here") == "wrong_house"
    assert [each.id for each in house.venues.all()] == [venue]
    assert house.pairing.sign_in("t" * 43) is None


def test_a_house_that_another_device_has_joined_keeps_its_id(house, venue):
    first = house.client(house.join(venue, "register-2"))
    code = house.pairing.new_code(venue).code
    assert refusal(house, code, venue="made-here") == "wrong_house"
    assert first.pull(0, 1).head == 0


def test_one_house_is_not_on_the_hub_twice(house, venue):
    other = house.venues.add("支店", "production").id
    code = house.pairing.new_code(other).code
    assert refusal(house, code, venue=venue) == "wrong_house"
    assert {each.id for each in house.venues.all()} == {venue, other}


def test_a_device_pairs_anew_with_another_token(house, venue):
    house.join(venue)
    house.pairing.revoke("register-1")
    house.pairing.join(joining(house.pairing.new_code(venue).code, token="n" * 43))
    assert house.pairing.sign_in("n" * 43).device == "register-1"
    assert len(house.pairing.devices()) == 1


def test_a_token_is_one_devices(house, venue):
    house.pairing.join(joining(house.pairing.new_code(venue).code))
    code = house.pairing.new_code(venue).code
    assert refusal(house, code, device="register-2") == "token_used"


def test_a_revoked_device_is_shut_out_by_id_or_name(house, venue):
    identity = house.join(venue)
    client = house.client(identity)
    client.pull(0, 1)
    revoked = house.pairing.revoke("レジ")
    assert (revoked.id, revoked.revoked_ms) == ("register-1", house.clock.ms)
    with pytest.raises(SignedOut):
        client.pull(0, 1)
    house.clock.ms += 5
    assert house.pairing.revoke("register-1") == revoked


def test_a_name_two_devices_share_is_no_name(house, venue):
    house.join(venue, "register-1")
    house.join(venue, "register-2")
    with pytest.raises(Unknown, match="register-2"):
        house.pairing.revoke("レジ")
    with pytest.raises(Unknown, match="no device"):
        house.pairing.revoke("タブレット")
    assert house.pairing.devices("house-9") == ()


def test_when_a_device_was_seen_is_noted_once_a_minute(house, venue):
    client = house.client(house.join(venue))
    first = house.clock.ms
    for moved, seen in ((1, first), (SEEN_MS, first + 1 + SEEN_MS), (5, first + 1 + SEEN_MS)):
        house.clock.ms += moved
        client.pull(0, 1)
        assert house.pairing.devices()[0].seen_ms == seen


def test_the_ledger_a_device_writes_as_is_remembered(house, venue):
    client = house.client(house.join(venue))
    client.push(INCARNATIONS[2], bodies(venue, [1]))
    assert house.pairing.devices()[0].incarnation == INCARNATIONS[2]


def test_on_the_wire_refusals_keep_their_code_and_guessing_is_throttled(house, venue):
    client = house.client()
    told = {
        "code": "0000-0000",
        "device": "register-1",
        "device_name": "レジ",
        "token": "t" * 43,
        "incarnation": INCARNATIONS[0],
    }
    for _ in range(WRONG_TRIES_MAX):
        with pytest.raises(Refused) as refused:
            client.pair(**told)
        assert (refused.value.code, refused.value.status) == ("unknown_code", 403)
    with pytest.raises(Throttled) as throttled:
        client.pair(**told)
    assert (throttled.value.code, throttled.value.retry_after_seconds) == ("rate", 60)


@pytest.mark.sqlite
def test_a_full_disk_does_not_keep_a_device_from_reading(house, venue):
    client = house.client(house.join(venue))
    house.clock.ms += SEEN_MS
    with house.log.database.reading() as connection:
        connection.exec_driver_sql("pragma query_only = 1")
    assert client.pull(0, 1).head == 0


@pytest.mark.sqlite
def test_a_hub_that_another_writes_to_for_long_still_signs_in_and_reads(tmp_path):
    path = tmp_path / "hub.db"
    with open_house(sqlite_url(path)) as house, closing(sqlite3.connect(path)) as other:
        client = house.client(house.join(house.venues.add("暖簾", "production").id))
        house.clock.ms += SEEN_MS
        other.execute("begin immediate")
        assert client.pull(0, 1).head == 0
        assert house.pairing.devices()[0].seen_ms == house.clock.ms - SEEN_MS
        other.rollback()
        client.pull(0, 1)
        assert house.pairing.devices()[0].seen_ms == house.clock.ms


def test_no_refusal_names_a_house_other_than_the_codes(house, venue):
    code = house.pairing.new_code(house.venues.add("支店", "production").id).code
    with pytest.raises(NotAllowed) as told:
        house.pairing.join(joining(code, venue=venue))
    assert "暖簾" not in str(told.value)


@pytest.mark.parametrize("name", ["a\nb", "\x1b[2J", "a\0", "\x9b", "\u202eb", "\u2028"])
def test_a_devices_name_cannot_write_over_what_is_printed_around_it(name):
    with pytest.raises(Malformed) as told:
        wire.make(
            wire.PairAsked,
            {"code": "x", "device_name": name, "token": "t" * 43, "incarnation": "0" * 16},
        )
    assert told.value.field == "device_name"


def test_a_device_that_took_the_id_of_another_houses_does_not_keep_that_one_from_being_shut_out(
    house, venue
):
    other = house.venues.add("支店", "production").id
    good, bad = house.join(venue), house.join(other)
    assert good.device == bad.device
    with pytest.raises(Unknown, match=f"register-1 of {other}"):
        house.pairing.revoke("register-1")
    house.pairing.revoke("register-1", other)
    assert house.pairing.sign_in(bad.token) is None
    assert house.pairing.sign_in(good.token) is not None
