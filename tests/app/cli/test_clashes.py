import pytest

from tests.app.cli.noren import DAY


@pytest.fixture
def apart(two):
    """Two devices that know one booking and cannot talk: each works on alone."""
    made = two.hall.book("--table", "T6")
    two.sync()
    return two, made["id"]


def test_one_field_set_on_both_devices_is_asked_in_the_same_words_on_both(apart):
    two, id = apart
    two.hall.ask("reservation", "change", id, "--time", "18:30", "--as", "佐藤")
    two.door.ask("reservation", "change", id, "--time", "20:00", "--as", "鈴木")
    two.sync()
    (clash,) = two.hall.ask("conflict", "list")
    assert clash == two.door.ask("conflict", "list")[0]
    assert clash["id"] == f"{id}:starts_at"
    assert (clash["kind"], clash["entity"], clash["entity_id"]) == ("field", "reservation", id)
    assert clash["base"] == f"{DAY}T19:00:00+09:00"
    assert [(side["value"], side["actor"], side["device"]) for side in clash["values"]] == [
        (f"{DAY}T18:30:00+09:00", "佐藤", "ホール端末"),
        (f"{DAY}T20:00:00+09:00", "鈴木", "入口端末"),
    ]
    assert clash["shown"] == f"{DAY}T20:00:00+09:00"
    assert two.hall.ask("conflict", "show", clash["id"]) == clash
    assert two.hall.ask("reservation", "show", id)["conflicts"] == [clash]
    assert two.hall.ask("status")["conflicts"] == 1
    assert "--keep 0" in two.hall.say("conflict", "list").out


def test_keeping_one_side_settles_it_on_both_devices(apart):
    two, id = apart
    two.hall.ask("reservation", "change", id, "--time", "18:30")
    two.door.ask("reservation", "change", id, "--time", "20:00")
    two.sync()
    settled = two.door.ask("conflict", "settle", f"{id}:starts_at", "--keep", "0")
    assert settled["open"] == 0
    two.sync()
    for each in (two.hall, two.door):
        assert each.ask("conflict", "list") == []
        assert each.ask("reservation", "show", id)["starts_at"][11:16] == "18:30"


@pytest.mark.parametrize("value", ['"19:45"', f'"{DAY}T10:45:00Z"', f'"{DAY}T19:45:00+09:00"'])
def test_a_value_that_neither_side_had_settles_it_too(apart, value):
    two, id = apart
    two.hall.ask("reservation", "change", id, "--time", "18:30")
    two.door.ask("reservation", "change", id, "--time", "20:00")
    two.sync()
    two.hall.ask("conflict", "settle", f"{id}:starts_at", "--value", value)
    assert two.hall.ask("reservation", "show", id)["starts_at"] == f"{DAY}T19:45:00+09:00"


def test_tables_and_phones_are_settled_as_people_write_them(apart):
    two, id = apart
    two.hall.ask("reservation", "change", id, "--table", "T5", "--phone", "0311112222")
    two.door.ask("reservation", "change", id, "--no-table", "--phone", "0333334444")
    two.sync()
    two.hall.ask("conflict", "settle", f"{id}:table_ids", "--value", '["T5", "T6"]')
    two.hall.ask("conflict", "settle", f"{id}:phone", "--value", '"090-1234-5678"')
    shown = two.hall.ask("reservation", "show", id)
    assert (shown["tables"], shown["phone"]["e164"]) == (["T5", "T6"], "+819012345678")


@pytest.mark.parametrize(
    ("field", "option", "value"),
    [("adults", "--adults", "0"), ("adults", "--adults", "99999"), ("turn_minutes", "--turn", "0")],
)
def test_a_value_no_booking_may_have_settles_nothing(apart, field, option, value):
    two, id = apart
    two.hall.ask("reservation", "change", id, option, "3")
    two.door.ask("reservation", "change", id, option, "4")
    two.sync()
    error = two.hall.refused("conflict", "settle", f"{id}:{field}", "--value", value)
    assert error["field"] == "value"
    assert two.hall.ask("reservation", "show", id)["id"] == id


def test_a_deletion_against_an_edit_is_asked_and_settled(apart):
    two, id = apart
    two.hall.ask("reservation", "delete", id)
    two.door.ask("reservation", "change", id, "--adults", "3")
    two.sync()
    (clash,) = two.hall.ask("conflict", "list")
    assert (clash["field"], [side["value"] for side in clash["values"]]) == (
        "deleted",
        [True, False],
    )
    two.hall.ask("conflict", "settle", clash["id"], "--keep", "0")
    two.sync()
    assert two.door.run("reservation", "show", id).error["code"] == "unknown_id"


def test_a_table_promised_twice_shows_both_claims_and_the_ways_out(two):
    first = two.hall.book("--table", "T5", "--as", "佐藤")
    second = two.door.book("--table", "T5", "--as", "鈴木", name="佐々木")
    two.sync()
    (clash,) = two.hall.ask("conflict", "list")
    assert [clash] == two.door.ask("conflict", "list")
    assert (clash["kind"], clash["field"]) == ("double_booking", "table_ids")
    assert clash["tables"] == ["T5"]
    assert [party["guest_name"] for party in clash["parties"]] == ["山田", "佐々木"]
    assert [party["holds"] for party in clash["parties"]] == [True, False]
    assert [(side["actor"], side["device"]) for side in clash["values"]] == [
        ("佐藤", "ホール端末"),
        ("鈴木", "入口端末"),
    ]
    assert clash["shown"] == {"holder": first["table_ids"], "other": second["table_ids"]}
    best = clash["remedies"][0]
    assert (best["code"], best["tables"], best["needs_call"]) == ("move", ["T6"], False)
    two.door.ask("conflict", "settle", clash["id"], "--keep", "0")
    two.sync()
    assert two.hall.ask("conflict", "list") == []
    assert two.hall.ask("reservation", "show", second["id"])["tables"] == ["T6"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["--keep", "9"], "keep"),
        (["--keep", "-1"], "keep"),
        (["--keep", "x"], "keep"),
        ([], "keep"),
        (["--keep", "0", "--value", '"20:00"'], "keep"),
        (["--value", "{"], "value"),
        (["--value", "5"], "value"),
        (["--value", '"soon"'], "value"),
        (["--value", "null"], "value"),
    ],
)
def test_a_wrong_settlement_is_refused_by_field_and_settles_nothing(apart, words, field):
    two, id = apart
    two.hall.ask("reservation", "change", id, "--time", "18:30")
    two.door.ask("reservation", "change", id, "--time", "20:00")
    two.sync()
    assert two.hall.refused("conflict", "settle", f"{id}:starts_at", *words)["field"] == field


def test_an_unknown_conflict_is_refused(noren):
    for words in (
        ["show", "x"],
        ["settle", "x", "--keep", "0"],
        ["settle", "x:table_ids:y", "--keep", "0"],
    ):
        assert noren.refused("conflict", *words)["field"] == "id"
