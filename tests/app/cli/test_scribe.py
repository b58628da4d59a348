import json
from dataclasses import fields

import pytest

from app.store.schema import KINDS
from tests.app.cli.noren import DAY

HIDDEN = {"pin_hash"}


@pytest.mark.parametrize(
    "kind", ["venue", "table", "guest", "reservation", "area", "staff", "call", "notice"]
)
def test_a_document_has_every_field_by_its_own_name(noren, kind):
    documents = {
        "venue": lambda: noren.ask("venue", "show"),
        "table": lambda: noren.ask("table", "list")[0],
        "guest": lambda: noren.ask("guest", "add", "--name", "林"),
        "reservation": noren.book,
        "area": lambda: noren.ask("area", "add", "奥"),
        "staff": lambda: noren.ask("staff", "add", "佐藤"),
        "call": lambda: noren.ask("call", "ring", "--number", "0312345678")["call"],
        "notice": lambda: noren.ask("notice", "add", "団体 19時", "--day", DAY),
    }
    document = documents[kind]()
    names = {field.name for field in fields(KINDS[kind].cls)}
    assert names - HIDDEN <= document.keys()
    assert not HIDDEN & document.keys()


def test_times_are_written_with_the_offset_of_the_house_in_winter_and_summer(empty):
    empty.ask("setup", "--venue", "Chez Nous", "--timezone", "Europe/Paris")
    for day, offset in (("2098-12-24", "+01:00"), ("2098-07-14", "+02:00")):
        given = {"day": day, "time": "19:00", "adults": 2}
        made = empty.ask("reservation", "add", "--data", json.dumps(given))
        assert made["starts_at"] == f"{day}T19:00:00{offset}"


def test_a_remedy_says_who_goes_where_and_whether_to_ring(noren):
    noren.book("--table", "T5")
    noren.book("--table", "T6")
    noren.book("--table", "T5", name="佐々木")
    (clash,) = noren.ask("conflict", "list")
    words = [each["message"] for each in clash["remedies"]]
    assert any(word.endswith("(ask them first)") for word in words)
    assert any("without a table for now (no call needed)" in word for word in words)


def test_a_party_without_a_name_has_remedies_too(noren):
    for _ in range(2):
        given = ("--day", DAY, "--time", "19:00", "--adults", "2", "--table", "T5")
        noren.ask("reservation", "add", *given)
    (clash,) = noren.ask("conflict", "list")
    assert "the party of 2" in clash["remedies"][0]["message"]


def test_several_guests_on_one_number_are_all_on_the_card(noren):
    for name in ("斎藤", "斎藤花子"):
        noren.ask("guest", "add", "--name", name, "--phone", "0312345678")
    card = noren.ask("call", "ring", "--number", "0312345678")["card"]
    assert {each["name"] for each in card["guests"]} == {"斎藤", "斎藤花子"}
    assert card["next_reservation"] is None


def test_a_booking_under_a_number_without_a_card_is_on_the_callers_card(noren):
    made = noren.book("--phone", "0312345678")
    card = noren.ask("call", "ring", "--number", "0312345678")["card"]
    assert [each["id"] for each in card["bookings"]] == [made["id"]]
    assert card["next_reservation"]["id"] == made["id"]
