from app.domain.history import ChangeState, HistoryEntry
from app.viewmodels.record_words import (
    NOTHING,
    Names,
    channel_word,
    history_lines,
    intent_word,
    state_word,
    value_text,
    what_text,
)
from tests.builders import FRIDAY, VENUE, a_staff, a_table, at

NAMES = Names(
    venue=VENUE,
    today=FRIDAY,
    tables=(a_table("t1"), a_table("t2")),
    staff=(a_staff("s1"),),
    guests={"g1": "山田"},
)


def an_entry(fields, intent="change", **over):
    return HistoryEntry(
        **{
            "change_id": "a-1",
            "entity_type": "reservation",
            "entity_id": "r1",
            "at_ms": int(at("18:05").timestamp() * 1000),
            "actor": "s1",
            "device": "入口端末",
            "intent": intent,
            "fields": fields,
            "state": ChangeState.APPLIED,
            **over,
        }
    )


def test_a_change_is_told_from_what_to_what():
    entry = an_entry({"starts_at": ("2026-11-13T10:00:00Z", "2026-11-13T16:30:00Z")})
    assert what_text(entry, NAMES) == "Changed: Time Fri 13 Nov 19:00 → Fri 13 Nov 25:30"


def test_what_joined_and_left_a_set_is_told_by_its_sign():
    entry = an_entry({"tags/VIP": (None, True), "allergies/えび": (True, None)})
    assert what_text(entry, NAMES) == "Changed: Tags +VIP; Allergies −えび"


def test_a_number_that_joined_a_card_is_read_out():
    phone = {"raw": "090-1234-5678", "digits": "09012345678", "e164": ""}
    assert "+090-1234-5678" in what_text(an_entry({"phones/x": (None, phone)}), NAMES)


def test_a_beginning_does_not_name_every_field():
    fields = {"starts_at": (None, "2026-11-13T10:00:00Z"), "adults": (None, 2)}
    assert what_text(an_entry(fields, "book"), NAMES) == "Booked"
    assert what_text(an_entry(fields, "plant"), NAMES) == "plant"


def test_a_deletion_is_one_word():
    assert what_text(an_entry({"deleted": (None, ["a-1"])}, "delete"), NAMES) == "Deleted"


def test_a_step_of_the_party_is_named_by_its_status():
    assert intent_word("arrived") == "Arrived"
    assert intent_word("something_new") == "something_new"


def test_values_are_said_as_people_say_them():
    assert value_text("table_ids", ["t1", "t2"], NAMES) == "T1+T2"
    assert value_text("table_ids", [], NAMES) == "No table yet"
    assert value_text("status", "no_show", NAMES) == "No-show"
    assert value_text("taken_by", "s1", NAMES) == "佐藤"
    assert value_text("guest_id", "g1", NAMES) == "山田"
    assert value_text("guest_id", "gone", NAMES) == "a guest card"
    assert value_text("turn_minutes", 90, NAMES) == "90 min"
    assert value_text("table_pinned", True, NAMES) == "yes"
    assert value_text("birthday", "1980-12-24", NAMES) == "24 Dec 1980"
    assert value_text("business_day", "2026-11-13", NAMES) == "Fri 13 Nov"
    assert value_text("note", None, NAMES) == NOTHING
    assert value_text("source", {"channel": "phone", "site": "", "referrer": ""}, NAMES) == "Phone"
    assert value_text("phone", {"raw": "", "digits": "09012345678"}, NAMES) == "090-1234-5678"


def test_a_channel_of_tomorrow_keeps_its_name():
    assert channel_word("carrier_pigeon") == "carrier_pigeon"


def test_every_state_of_a_change_has_its_word():
    assert {each: bool(state_word(each)) for each in ChangeState} == {
        ChangeState.APPLIED: False,
        ChangeState.SUPERSEDED: True,
        ChangeState.WAITING: True,
        ChangeState.PARKED: True,
    }


def test_history_reads_newest_first_with_names_instead_of_ids():
    entries = (
        an_entry({"adults": (2, 3)}, change_id="a-1"),
        an_entry({"adults": (3, 4)}, change_id="a-2", state=ChangeState.PARKED),
    )
    lines = history_lines(entries, NAMES)
    assert [each.change_id for each in lines] == ["a-2", "a-1"]
    assert lines[0].state == "set aside"
    assert lines[1].state == ""
    assert lines[1].who == "佐藤 (入口端末)"
    assert lines[1].when == "18:05"
