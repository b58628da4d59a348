import json

import pytest

from tests.app.cli.noren import DAY


def test_the_houses_settings_are_read_as_staff_write_them(noren):
    house = noren.ask(
        *("venue", "set", "--name", "のれん", "--shift", "ランチ 11:30-14:30 月-金"),
        *("--shift", "ディナー 17:00〜26時", "--closing-weekday", "月火", "--closing-day", DAY),
        *("--open-day", "2099-12-28", "--turn", "2=90", "--turn", "999=120"),
        *("--pacing-covers", "20", "--home-area-code", "03", "--day-starts", "06:00"),
        "--infants-take-seat",
    )
    lunch, dinner = house["shifts"]
    assert (lunch["name"], lunch["weekdays"]) == ("ランチ", [0, 1, 2, 3, 4])
    assert (dinner["opens_minute"], dinner["closes_minute"]) == (1020, 1560)
    assert (house["closing_weekdays"], house["closing_days"]) == ([0, 1], [DAY])
    assert house["turn_rules"][1] == {"covers_max": 999, "minutes": 120}
    assert house["pacing"] == {"slot_minutes": 15, "covers_max": 20}
    assert (house["day_starts_minute"], house["infants_take_seat"]) == (360, True)
    assert noren.ask("venue", "show")["name"] == "のれん"


def test_the_settings_can_be_given_back_as_they_are_printed(noren):
    noren.ask("venue", "set", "--shift", "ディナー 17:00-26:00", "--turn", "999=120")
    house = noren.ask("venue", "show")
    given = {k: v for k, v in house.items() if k not in ("id", "revision", "conflicts")}
    assert noren.ask("venue", "set", "--data", json.dumps(given))["shifts"] == house["shifts"]


def test_bookings_left_outside_the_hours_are_listed_and_stay(noren):
    made = noren.book()
    # 2099 is further ahead than anybody looks: what is listed is the year that is being booked.
    house = noren.ask("venue", "set", "--shift", "ランチ 11:30-14:30")
    assert house["affected"] == []
    assert noren.ask("reservation", "show", made["id"])["status"] == "booked"
    codes = [each["code"] for each in noren.ask("reservation", "show", made["id"])["warnings"]]
    assert codes == ["outside_hours"]


def test_lists_are_cleared_with_an_empty_value(noren):
    noren.ask("venue", "set", "--closing-weekday", "月", "--shift", "昼 11:00-14:00")
    house = noren.ask("venue", "set", "--closing-weekday", "", "--shift", "")
    assert (house["closing_weekdays"], house["shifts"]) == ([], [])


def test_people_read_hours_and_weekdays(noren):
    shown = noren.say("venue", "set", "--shift", "ディナー 17:00-26:00 金土").out
    assert "ディナー 17:00-26:00 金土" in shown


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["--name", ""], "name"),
        (["--timezone", "Mars/Base"], "timezone"),
        (["--shift", "all day"], "shift"),
        (["--shift", "夜 26:00-17:00"], "shift"),
        (["--shift", "夜 17:00-30:00"], "shift"),
        (["--shift", "夜 17:61-20:00"], "shift"),
        (["--closing-weekday", "someday"], "closing_weekday"),
        (["--closing-day", "2026-02-30"], "closing_day"),
        (["--turn", "many"], "turn"),
        (["--turn", "2=0"], "turn"),
        (["--pacing-covers", "-1"], "pacing"),
        (["--home-area-code", "abc"], "home_area_code"),
        (["--day-starts", "25:00"], "day_starts"),
        (["--data", '{"shifts": [{"name": "x"}]}'], "shifts"),
        (
            ["--data", '{"shifts": [{"name": "x", "opens_minute": "a", "closes_minute": 5}]}'],
            "shifts",
        ),
        (["--data", '{"closing_weekdays": [9]}'], "closing_weekdays"),
        (["--data", '{"closing_weekdays": [[]]}'], "closing_weekdays"),
        (["--data", '{"turn_rules": 5}'], "turn_rules"),
        (["--data", '{"shifts": true}'], "shifts"),
        (["--data", '{"shifts": [5]}'], "shifts"),
        (["--data", '{"pacing": 5}'], "pacing"),
        (["--data", '{"day_starts": []}'], "day_starts"),
        (["--data", '{"pacing": {"x": 1}}'], "pacing"),
        (["--data", '{"turn_rules": [{"covers_max": true, "minutes": 5}]}'], "turn_rules"),
        (["--data", '{"day_starts_minute": 9999}'], "day_starts_minute"),
        ([], ""),
    ],
)
def test_a_wrong_request_is_refused_by_field_and_writes_nothing(noren, words, field):
    assert noren.refused("venue", "set", *words)["field"] == field
