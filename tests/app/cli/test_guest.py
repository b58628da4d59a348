import json

import pytest

from tests.app.cli.noren import DAY


@pytest.fixture
def takahashi(noren):
    return noren.ask(
        *("guest", "add", "--name", "髙橋", "--kana", "たかはし", "--phone", "090-1234-5678"),
        *("--phone", "03-1234-5678", "--birthday", "S59.12.24", "--allergy", "えび"),
        *("--tag", "VIP", "--caution", "声が大きい", "--email", "t@example.jp"),
    )


def test_a_card_is_printed_with_all_its_fields(takahashi):
    assert takahashi["name"] == "髙橋"
    assert {each["e164"] for each in takahashi["phones"]} == {"+819012345678", "+81312345678"}
    assert takahashi["birthday"] == "1984-12-24"
    assert (takahashi["allergies"], takahashi["tags"]) == (["えび"], ["VIP"])
    assert (takahashi["merged_into"], takahashi["conflicts"]) == (None, [])


@pytest.mark.parametrize("text", ["高橋", "ﾀｶﾊｼ", "たかは", "髙橋様", "橋", "1234", "090-12"])
def test_a_guest_is_found_by_any_spelling_and_part_of_a_phone(noren, takahashi, text):
    assert [each["id"] for each in noren.ask("guest", "find", text)] == [takahashi["id"]]


@pytest.mark.parametrize("text", ['"', "*", "a OR b", "12", "🍣", "た^", "-"])
def test_signs_that_mean_something_to_a_search_find_nobody_and_do_no_harm(noren, takahashi, text):
    assert noren.ask("guest", "find", "--", text) == []


def test_a_change_alters_only_what_is_named(noren, takahashi):
    changed = noren.ask("guest", "change", takahashi["id"], "--phone", "080-1111-2222", "--tag", "")
    assert [each["raw"] for each in changed["phones"]] == ["080-1111-2222"]
    assert (changed["tags"], changed["allergies"]) == ([], ["えび"])


def test_a_card_shows_visits_and_the_next_booking(noren, takahashi):
    gone = noren.book("--guest", takahashi["id"], name="髙橋", time="12:00")
    noren.ask("reservation", "status", gone["id"], "seated")
    coming = noren.book("--guest", takahashi["id"], name="髙橋", time="20:00")
    card = noren.ask("guest", "show", takahashi["id"])
    assert (card["visits"], card["last_visit"]) == (1, DAY)
    assert {each["id"] for each in card["reservations"]} == {gone["id"], coming["id"]}


def test_two_cards_become_one_and_two_again(noren, takahashi):
    other = noren.ask("guest", "add", "--name", "高橋")
    root = noren.ask("guest", "merge", other["id"], takahashi["id"])
    assert root["id"] == takahashi["id"]
    assert [each["id"] for each in noren.ask("guest", "find", "高橋")] == [takahashi["id"]]
    joined = noren.ask("guest", "show", takahashi["id"])["joined"]
    assert [each["id"] for each in joined] == [other["id"]]
    noren.ask("guest", "unmerge", other["id"])
    assert len(noren.ask("guest", "find", "高橋")) == 2


def test_a_card_can_be_deleted(noren, takahashi):
    noren.ask("guest", "delete", takahashi["id"])
    assert noren.ask("guest", "find", "高橋") == []


def test_phones_may_be_given_as_they_are_printed(noren, takahashi):
    given = json.dumps({"phones": takahashi["phones"], "note": "x"})
    changed = noren.ask("guest", "change", takahashi["id"], "--data", given)
    assert changed["phones"] == takahashi["phones"]


def test_an_odd_phone_is_told_and_kept(noren):
    made = noren.ask("guest", "add", "--name", "林", "--phone", "1234567")
    assert [each["code"] for each in made["warnings"]] == ["odd_phone"]


def test_people_read_a_card_line_by_line(noren, takahashi):
    shown = noren.say("guest", "show", takahashi["id"]).out
    assert "髙橋" in shown
    assert "えび" in shown
    assert "髙橋" in noren.say("guest", "find", "高橋").out


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["guest", "add"], "name"),
        (["guest", "add", "--name", "x" * 100_000], "name"),
        (["guest", "add", "--name", "x", "--birthday", "2026-02-30"], "birthday"),
        (["guest", "add", "--name", "x", "--anniversary", "soon"], "anniversary"),
        (["guest", "add", "--data", '{"name": "x", "phones": 5}'], "phones"),
        (["guest", "add", "--data", '{"name": "x", "phones": [5]}'], "phones"),
        (["guest", "show", "nobody"], "id"),
        (["guest", "change", "nobody", "--name", "x"], "id"),
        (["guest", "merge", "{id}", "nobody"], "into"),
        (["guest", "merge", "{id}", "{id}"], "into"),
        (["guest", "unmerge", "{id}"], "id"),
        (["guest", "find", "x", "--limit", "many"], "limit"),
        (["guest", "delete", "nobody"], "id"),
    ],
)
def test_a_wrong_request_is_refused_by_field_and_writes_nothing(noren, takahashi, words, field):
    words = [word.replace("{id}", takahashi["id"]) for word in words]
    assert noren.refused(*words)["field"] == field
