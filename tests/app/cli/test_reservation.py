import json

import pytest

from tests.app.cli.noren import DAY


def test_a_booking_is_printed_with_all_its_fields_in_the_houses_own_time(noren):
    made = noren.ask(
        *("reservation", "add", "--day", DAY, "--time", "19:00", "--adults", "3"),
        *("--children", "1", "--infants", "1", "--name", "山田", "--kana", "やまだ"),
        *("--phone", "０９０−１２３４−５６７８", "--table", "T5", "--note", "窓側", "--tag", "VIP"),
        *("--allergy", "えび", "--allergy", "そば", "--course", "会席", "--requests", "静かな席"),
        *("--source", "web", "--site", "食べ歩きネット", "--reference", "S1", "--referrer", "宿"),
        *("--turn", "150", "--pinned", "--status", "confirmed"),
    )
    assert made["business_day"] == DAY
    assert made["starts_at"] == f"{DAY}T19:00:00+09:00"
    assert made["ends_at"] == f"{DAY}T21:30:00+09:00"
    assert (made["adults"], made["children"], made["infants"], made["covers"]) == (3, 1, 1, 5)
    assert made["phone"] == {
        "raw": "０９０−１２３４−５６７８",
        "digits": "09012345678",
        "e164": "+819012345678",
    }
    assert made["tables"] == ["T5"]
    assert made["allergies"] == ["えび", "そば"]
    assert made["source"] == {
        "channel": "web",
        "site": "食べ歩きネット",
        "reference": "S1",
        "referrer": "宿",
    }
    assert (made["table_pinned"], made["status"], made["tags"]) == (True, "confirmed", ["VIP"])
    assert (made["requests"], made["note"], made["course"]) == ("静かな席", "窓側", "会席")
    assert made["conflicts"] == []
    assert noren.ask("reservation", "show", made["id"])["starts_at"] == made["starts_at"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("18:30", "24T18:30"),
        ("25:30", "25T01:30"),
        ("26時", "25T02:00"),
        ("翌1:30", "25T01:30"),
        ("２６時半", "25T02:30"),
        (f"{DAY}T10:00:00+00:00", "24T19:00"),
    ],
)
def test_times_are_read_as_staff_write_them(noren, text, clock):
    made = noren.book(time=text)
    assert made["starts_at"] == f"2099-12-{clock}:00+09:00"
    assert made["business_day"] == DAY


def test_an_iso_time_names_its_business_day_itself(noren):
    given = json.dumps({"starts_at": "2099-12-25T01:30:00+09:00", "adults": 2})
    made = noren.ask("reservation", "add", "--data", given)
    assert made["business_day"] == DAY


def test_data_may_come_on_standard_input_under_the_books_own_names(noren):
    given = {
        "business_day": DAY,
        "time": "19:00",
        "adults": 2,
        "guest_name": "Lee",
        "table_ids": ["T5", "T6"],
        "turn_minutes": 90,
        "tags": ["VIP"],
        "phone": {"raw": "03-1234-5678", "digits": "", "e164": ""},
        "source": {"channel": "mail", "site": "x"},
    }
    made = noren.ask("reservation", "add", "--data", "-", stdin=json.dumps(given))
    assert made["guest_name"] == "Lee"
    assert made["tables"] == ["T5", "T6"]
    assert made["turn_minutes"] == 90
    assert made["phone"]["e164"] == "+81312345678"
    assert made["source"]["channel"] == "mail"


def test_a_booking_change_alters_only_what_is_named(noren):
    made = noren.book("--table", "T5", "--note", "窓側", "--phone", "090-1234-5678")
    changed = noren.ask("reservation", "change", made["id"], "--adults", "4")
    kept = {"adults", "covers", "revision", "change_ids", "warnings"}
    assert changed["adults"] == 4
    assert {k: v for k, v in changed.items() if k not in kept} == {
        k: v for k, v in made.items() if k not in kept
    }


def test_a_new_time_keeps_the_day_and_a_new_day_keeps_the_clock(noren):
    made = noren.book(time="25:30")
    later = noren.ask("reservation", "change", made["id"], "--time", "26:00")
    assert (later["business_day"], later["starts_at"][:16]) == (DAY, "2099-12-25T02:00")
    moved = noren.ask("reservation", "change", made["id"], "--day", "2099-12-26")
    assert (moved["business_day"], moved["starts_at"][:16]) == ("2099-12-26", "2099-12-27T02:00")


def test_an_empty_value_clears_and_no_table_takes_the_tables_away(noren):
    made = noren.book("--table", "T5", "--note", "窓側", "--phone", "090-1234-5678", "--tag", "VIP")
    cleared = noren.ask(
        *("reservation", "change", made["id"], "--note", "", "--phone", "", "--tag", ""),
        "--no-table",
    )
    assert (cleared["note"], cleared["phone"], cleared["tags"]) == ("", None, [])
    assert cleared["tables"] == []


def test_a_null_in_data_clears_too(noren):
    made = noren.book("--table", "T5", "--phone", "090-1234-5678")
    given = json.dumps({"table": None, "phone": None})
    cleared = noren.ask("reservation", "change", made["id"], "--data", given)
    assert (cleared["phone"], cleared["tables"]) == (None, [])


def test_a_change_made_on_an_old_reading_asks_instead_of_overwriting(noren):
    made = noren.book()
    noren.ask("reservation", "change", made["id"], "--time", "20:00")
    changed = noren.ask(
        "reservation", "change", made["id"], "--time", "18:00", "--revision", str(made["revision"])
    )
    (clash,) = changed["conflicts"]
    assert clash["field"] == "starts_at"
    assert [side["value"][11:16] for side in clash["values"]] == ["20:00", "18:00"]


def test_a_table_promised_twice_is_told_and_never_refused(noren):
    first = noren.book("--table", "T5")
    second = noren.book("--table", "T5", name="佐々木")
    codes = {each["code"]: each for each in second["warnings"]}
    assert codes["double_booked"]["with"] == [first["id"]]
    assert "山田" in codes["double_booked"]["message"]
    assert [each["kind"] for each in second["conflicts"]] == ["double_booking"]


def test_warnings_tell_of_pace_closed_days_odd_phones_and_duplicates(noren):
    noren.ask("venue", "set", "--pacing-covers", "3", "--closing-day", DAY)
    noren.book()
    made = noren.book("--phone", "123")
    assert {each["code"] for each in made["warnings"]} == {
        "over_pacing",
        "closed_day",
        "odd_phone",
        "possible_duplicate",
    }


def test_a_status_moves_the_party_and_stamps_it(noren):
    made = noren.book()
    moved = noren.ask("reservation", "status", made["id"], "arrived")
    assert moved["status"] == "arrived"
    assert moved["arrived_at"].endswith("+09:00")


def test_a_cancellation_keeps_its_reason(noren):
    made = noren.book()
    moved = noren.ask("reservation", "status", made["id"], "cancelled", "--reason", "風邪")
    assert moved["cancel_reason"] == "風邪"


def test_a_status_may_be_written_with_a_hyphen(noren):
    made = noren.book()
    assert noren.ask("reservation", "status", made["id"], "No-Show")["status"] == "no_show"


def test_a_booking_may_be_entered_as_it_stands_already(noren):
    made = noren.book("--status", "seated")
    assert made["status"] == "seated"
    assert made["seated_at"] is not None
    assert len(made["change_ids"]) == 2


def test_a_walk_in_is_seated_at_once(noren):
    made = noren.ask("reservation", "walk-in", "--table", "T5", "--adults", "2")
    assert (made["status"], made["source"]["channel"]) == ("seated", "walk_in")


def test_a_day_is_listed_in_order_of_time_and_by_status(noren):
    noren.book(name="林", time="25:30")
    noren.book(name="山田", time="19:00")
    gone = noren.book(name="加藤", time="18:00")
    noren.ask("reservation", "status", gone["id"], "cancelled")
    listed = noren.ask("reservation", "list", "--day", DAY)
    assert [each["guest_name"] for each in listed] == ["加藤", "山田", "林"]
    booked = noren.ask("reservation", "list", "--day", DAY, "--status", "booked")
    assert [each["guest_name"] for each in booked] == ["山田", "林"]
    assert booked[0]["warnings"] == []


def test_several_days_are_listed_in_order(noren):
    noren.book()
    noren.ask(
        *("reservation", "add", "--day", "2099-12-25", "--time", "12:00", "--adults", "1"),
    )
    listed = noren.ask("reservation", "list", "--day", DAY, "--until", "2099-12-25")
    assert [each["business_day"] for each in listed] == [DAY, "2099-12-25"]


def test_a_coming_booking_is_found_by_another_spelling_of_its_name(noren):
    noren.book(name="渡邉")
    assert [each["guest_name"] for each in noren.ask("reservation", "find", "渡辺")] == ["渡邉"]


def test_a_deleted_booking_is_gone_and_can_be_had_back(noren):
    made = noren.book()
    gone = noren.ask("reservation", "delete", made["id"])
    assert gone["deleted"] is True
    assert noren.ask("reservation", "list", "--day", DAY) == []
    noren.ask("undo", *gone["change_ids"])
    assert len(noren.ask("reservation", "list", "--day", DAY)) == 1


def test_whoever_signs_takes_the_booking_if_they_work_here(noren):
    member = noren.ask("staff", "add", "佐藤")
    made = noren.book("--as", "佐藤")
    assert made["taken_by"] == member["id"]
    (entry,) = noren.ask("history", made["id"])
    assert (entry["actor"], entry["device"]) == ("佐藤", "ホール端末")


def test_names_with_emoji_and_combining_kana_are_kept_composed(noren):
    made = noren.book("--note", "🎂 お誕生日", name="か\u3099っこう 𠮷野 🍣")
    assert made["guest_name"] == "がっこう 𠮷野 🍣"
    assert noren.ask("reservation", "show", made["id"])["note"] == "🎂 お誕生日"


def test_people_read_aligned_lines_and_warnings(noren):
    noren.book("--table", "T5")
    made = noren.book("--table", "T5", name="佐々木")
    shown = noren.say("reservation", "show", made["id"]).out
    assert "! T5 is promised to 山田 from 19:00 as well." in shown
    listed = noren.say("reservation", "list", "--day", DAY).out.splitlines()
    assert len(listed) == 2
    assert "double_booked" in listed[0]


BAD = [
    (["reservation", "show", "nobody"], "id", "unknown_id"),
    (["reservation", "status", "nobody", "arrived"], "id", "unknown_id"),
    (["reservation", "status", "{id}", "left"], "status", "illegal_move"),
    (["reservation", "status", "{id}", "dancing"], "status", "invalid"),
    (["reservation", "change", "{id}", "--time", "29:99"], "time", "invalid_time"),
    (["reservation", "change", "{id}", "--day", "2026-02-30"], "day", "invalid_day"),
    (["reservation", "change", "{id}", "--adults", "0"], "adults", "invalid"),
    (["reservation", "change", "{id}", "--adults", "10000"], "adults", "invalid"),
    (["reservation", "change", "{id}", "--adults", "vier"], "adults", "invalid_number"),
    (["reservation", "change", "{id}", "--adults", "-1"], "adults", "invalid"),
    (["reservation", "change", "{id}", "--turn", "0"], "turn", "invalid"),
    (["reservation", "change", "{id}", "--name", "山" * 40_000], "name", "invalid"),
    (["reservation", "change", "{id}", "--name", "a\x07b"], "name", "invalid"),
    (["reservation", "change", "{id}", "--table", "T99"], "table", "unknown_id"),
    (["reservation", "change", "{id}", "--guest", "nobody"], "guest", "unknown_id"),
    (["reservation", "change", "{id}", "--taken-by", "nobody"], "taken_by", "unknown_id"),
    (["reservation", "change", "{id}", "--answer-by", "soon"], "answer_by", "invalid_time"),
    (["reservation", "change", "{id}", "--table", "T5", "--no-table"], "no_table", "invalid"),
    (["reservation", "change", "{id}", "--revision", "0"], "revision", "invalid"),
    (["reservation", "change", "{id}", "--revision", "999"], "revision", "invalid"),
    (["reservation", "change", "{id}"], "", "nothing_to_change"),
    (["reservation", "change", "{id}", "--nope", "1"], "nope", "usage"),
    (["reservation", "change"], "id", "missing"),
    (["reservation", "add", "--day", DAY, "--time", "19:00"], "adults", "missing"),
    (["reservation", "add", "--day", DAY, "--adults", "2"], "time", "missing"),
    (["reservation", "add", "--time", "19:00", "--adults", "2"], "day", "missing"),
    (["reservation", "list", "--day", "2026-13-01"], "day", "invalid_day"),
    (["reservation", "list", "--day", DAY, "--until", "2099-12-01"], "day", "not_allowed"),
    (["reservation", "walk-in", "--adults", "2"], "table", "missing"),
    (["reservation", "find", "x", "--limit", "0"], "limit", "invalid"),
    (["reservation", "add", "--data", "{"], "data", "broken_json"),
    (["reservation", "add", "--data", "[1]"], "data", "wrong_type"),
    (["reservation", "add", "--data", '{"adults": NaN}'], "data", "broken_json"),
    (["reservation", "add", "--data", '{"adults": 2, "adults": 3}'], "data", "broken_json"),
    (["reservation", "add", "--data", "[" * 100_000], "data", "broken_json"),
    (["reservation", "add", "--data", '{"colour": "red"}'], "colour", "unknown_field"),
    (["reservation", "add", "--data", '{"adults": "2"}'], "adults", "wrong_type"),
    (["reservation", "add", "--data", '{"adults": true}'], "adults", "wrong_type"),
    (["reservation", "add", "--data", '{"adults": 2.5}'], "adults", "wrong_type"),
    (["reservation", "add", "--data", '{"guest_name": 5}'], "guest_name", "wrong_type"),
    (["reservation", "add", "--data", '{"tags": [1]}'], "tags", "wrong_type"),
    (["reservation", "add", "--data", '{"tags": {"a": 1}}'], "tags", "wrong_type"),
    (["reservation", "add", "--data", '{"pinned": "yes"}'], "pinned", "wrong_type"),
    (["reservation", "add", "--data", '{"note": "\\ud800"}'], "note", "wrong_type"),
    (["reservation", "add", "--data", '{"adults": 9' + "9" * 5_000 + "}"], "data", "broken_json"),
    (
        ["reservation", "add", "--data", '{"day": "x", "business_day": "y"}'],
        "business_day",
        "given_twice",
    ),
    (
        [
            "reservation",
            "add",
            "--data",
            f'{{"day": "{DAY}", "time": "19:00", "adults": 2, "phone": 5}}',
        ],
        "phone",
        "wrong_type",
    ),
    (
        [
            "reservation",
            "add",
            "--data",
            f'{{"day": "{DAY}", "time": "19:00", "adults": 2, "source": {{"x": "y"}}}}',
        ],
        "source",
        "invalid",
    ),
]


@pytest.mark.parametrize(("words", "field", "code"), BAD)
def test_a_wrong_request_is_refused_by_field_and_writes_nothing(noren, words, field, code):
    made = noren.book()
    error = noren.refused(*(word.replace("{id}", made["id"]) for word in words))
    assert (error["field"], error["code"]) == (field, code)
    assert error["message"]


def test_an_error_names_the_field_as_it_was_given(noren):
    given = json.dumps({"business_day": DAY, "starts_at": "29:99", "adults": 2})
    assert noren.refused("reservation", "add", "--data", given)["field"] == "starts_at"
    given = json.dumps({"day": DAY, "time": "19:00", "adults": 2, "guest_name": "x" * 100_000})
    assert noren.refused("reservation", "add", "--data", given)["field"] == "guest_name"


def test_a_phone_of_three_digits_is_kept_with_a_warning(noren):
    made = noren.book("--phone", "110")
    assert made["phone"]["digits"] == "110"
    assert [each["code"] for each in made["warnings"]] == ["odd_phone"]


def test_an_illegal_move_names_the_legal_ones(noren):
    made = noren.book()
    error = noren.refused("reservation", "status", made["id"], "bill")
    assert "confirmed" in error["message"]


def test_a_party_is_put_on_the_waitlist_with_what_it_was_told(noren):
    made = noren.book("--status", "waiting", "--quote", "20")
    assert (made["status"], made["quoted_minutes"]) == ("waiting", 20)
    assert made["quoted_at"] is not None
    changed = noren.ask("reservation", "change", made["id"], "--quote", "0")
    assert (changed["quoted_minutes"], changed["quoted_at"]) == (0, None)
    refused = noren.refused("reservation", "change", made["id"], "--quote", "-5")
    assert refused["field"] in ("quote", "quoted_minutes")
