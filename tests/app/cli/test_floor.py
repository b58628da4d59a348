import json

import pytest

from tests.app.cli.noren import DAY


def test_a_table_is_printed_with_its_seats_and_area(noren):
    made = noren.ask(
        *("table", "add", "個室1", "--seats", "4〜8", "--area", "奥", "--kind", "個室"),
        *("--combine", "T5", "--place", '{"x": 10, "shape": "round"}', "--closed"),
    )
    assert (made["seats_min"], made["seats_max"], made["seats"]) == (4, 8, "4-8")
    assert (made["area"], made["kind"], made["closed"]) == ("奥", "個室", True)
    assert made["place"]["shape"] == "round"
    assert [each["name"] for each in noren.ask("area", "list")] == ["奥"]
    assert len(noren.ask("table", "list")) == 3


def test_a_second_table_joins_the_area_that_is_there(noren):
    noren.ask("area", "add", "ホール")
    made = noren.ask("table", "add", "T7", "--seats", "4", "--area", "ホール")
    assert made["seats"] == "4-4"
    assert len(noren.ask("area", "list")) == 1


def test_a_refused_table_makes_no_area(noren):
    error = noren.refused("table", "add", "T5", "--seats", "2-4", "--area", "奥")
    assert error["field"] == "name"


def test_a_table_goes_by_its_name_in_any_width(noren):
    changed = noren.ask("table", "change", "ｔ５", "--seats-max", "6", "--new-name", "T50")
    assert (changed["name"], changed["seats"]) == ("T50", "2-6")


def test_a_table_may_be_entered_as_it_is_printed(noren):
    given = {"name": "T9", "seats_min": 1, "seats_max": 2, "kind": "カウンター"}
    made = noren.ask("table", "add", "--data", json.dumps(given))
    assert (made["name"], made["kind"]) == ("T9", "カウンター")


def test_tables_joined_in_one_word_are_read_unless_a_table_is_called_so(noren):
    assert noren.book("--table", "T5+T6")["tables"] == ["T5", "T6"]
    noren.ask("table", "add", "T5+T6", "--seats", "8")
    assert noren.book("--table", "T5+T6")["tables"] == ["T5+T6"]


def test_two_tables_of_one_name_are_told_apart_by_id_only(noren):
    (first, _) = noren.ask("table", "list")
    made = noren.ask("table", "add", "t5", "--seats", "2")
    assert noren.book("--table", "T5")["table_ids"] == [first["id"]]
    assert noren.refused("table", "change", "Ｔ５", "--order", "1")["field"] == "id"
    assert noren.ask("table", "change", made["id"], "--new-name", "C1")["name"] == "C1"


def test_areas_are_renamed_ordered_and_taken_away(noren):
    noren.ask("area", "add", "奥")
    noren.ask("area", "add", "手前")
    noren.ask("area", "change", "手前", "--new-name", "ホール", "--order", "0")
    assert [each["name"] for each in noren.ask("area", "list")] == ["ホール", "奥"]
    noren.ask("area", "delete", "奥")
    assert len(noren.ask("area", "list")) == 1


def test_a_table_that_was_taken_away_leaves_its_bookings_with_a_warning(noren):
    made = noren.book("--table", "T5")
    noren.ask("table", "delete", "T5")
    shown = noren.ask("reservation", "show", made["id"])
    assert shown["tables"] == ["?"]
    assert [each["code"] for each in shown["warnings"]] == ["unknown_table"]
    kept = noren.ask("reservation", "change", made["id"], "--table", shown["table_ids"][0])
    assert kept["table_ids"] == shown["table_ids"]


def test_free_tables_come_ranked_with_reasons(noren):
    noren.ask("table", "change", "T6", "--combine", "T5")
    noren.book("--table", "T5", time="12:00")
    free = noren.ask("free", "--day", DAY, "--time", "19:00", "--adults", "4")
    assert {"+".join(each["tables"]) for each in free[:2]} == {"T5", "T6"}
    large = noren.ask("free", "--day", DAY, "--time", "19:00", "--adults", "7")
    assert [each["tables"] for each in large] == [["T5", "T6"]]
    assert "combined" in large[0]["reasons"]
    noon = noren.ask("free", "--day", DAY, "--time", "12:00", "--adults", "4")
    assert [each["tables"] for each in noon] == [["T6"]]


def test_people_read_tables_in_lines(noren):
    assert noren.say("table", "list").out.splitlines()[0].startswith("T5  2-4")
    assert "T6" in noren.say("free", "--day", DAY, "--time", "19:00", "--adults", "2").out


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["table", "add", "T7", "--seats", "many"], "seats"),
        (["table", "add", "T7", "--seats", "4-2"], "seats"),
        (["table", "add", "T7", "--seats", "0-2"], "seats"),
        (["table", "add", "T7"], "seats"),
        (["table", "add", "--seats", "2"], "name"),
        (["table", "add", "T7", "--seats", "2", "--kind", "屋根"], "kind"),
        (["table", "add", "T7", "--seats", "2", "--combine", "T99"], "combine"),
        (["table", "add", "T7", "--seats", "2", "--place", "{"], "place"),
        (["table", "add", "T7", "--seats", "2", "--place", '{"z": 1}'], "place"),
        (["table", "add", "T7", "--seats", "2", "--place", '{"x": 1.5}'], "place"),
        (["table", "add", "T7", "--seats", "2", "--place", '{"shape": "star"}'], "place"),
        (["table", "change", "T99", "--seats", "2"], "id"),
        (["table", "change", "T5"], ""),
        (["table", "change", "T5", "--new-name", "T6"], "new_name"),
        (
            [
                "table",
                "add",
                "T7",
                "--seats",
                "2",
                "--area",
                "00000000-0000-0000-0000-000000000000",
            ],
            "area",
        ),
        (["area", "add", ""], "name"),
        (["area", "delete", "nowhere"], "id"),
        (["free", "--day", DAY, "--time", "19:00", "--adults", "0"], "adults"),
        (["free", "--day", DAY, "--time", "19:00", "--adults", "2", "--ignoring", "x"], "ignoring"),
    ],
)
def test_a_wrong_request_is_refused_by_field_and_writes_nothing(noren, words, field):
    assert noren.refused(*words)["field"] == field
