import pytest

from tests.app.cli.noren import DAY


def test_a_history_says_who_when_on_which_device_from_what_to_what(noren):
    made = noren.book("--as", "佐藤")
    noren.ask("reservation", "change", made["id"], "--time", "20:00", "--as", "鈴木")
    first, second = noren.ask("history", made["id"])
    assert (first["actor"], first["intent"], first["state"]) == ("佐藤", "book", "waiting")
    assert second["fields"]["starts_at"] == {
        "from": f"{DAY}T19:00:00+09:00",
        "to": f"{DAY}T20:00:00+09:00",
    }
    assert (second["actor"], second["device"]) == ("鈴木", "ホール端末")
    assert second["at"].endswith("+09:00")
    assert second["change_id"] in noren.say("history", made["id"]).out


def test_a_change_is_taken_back_and_taken_back_again(noren):
    made = noren.book()
    changed = noren.ask("reservation", "change", made["id"], "--adults", "5")
    undone = noren.ask("undo", *changed["change_ids"])
    assert noren.ask("reservation", "show", made["id"])["adults"] == 2
    noren.ask("undo", *undone["change_ids"])
    assert noren.ask("reservation", "show", made["id"])["adults"] == 5


def test_a_booking_is_taken_back_as_a_whole(noren):
    made = noren.book("--status", "seated")
    noren.ask("undo", *made["change_ids"])
    assert noren.run("reservation", "show", made["id"]).error["field"] == "id"


def test_several_steps_are_taken_back_together_or_not_at_all(noren):
    made = noren.book()
    steps = [
        noren.ask("reservation", "change", made["id"], "--adults", number)["change_ids"][0]
        for number in ("3", "4")
    ]
    assert noren.refused("undo", *steps, "nothing")["field"] == "change_id"
    assert noren.refused("undo", "nothing", *steps)["field"] == "change_id"
    noren.ask("undo", *steps)
    assert noren.ask("reservation", "show", made["id"])["adults"] == 2


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["history", "nobody"], "id"),
        (["history"], "id"),
        (["undo", "nothing"], "change_id"),
        (["undo"], "change_id"),
    ],
)
def test_a_wrong_request_is_refused_by_field_and_writes_nothing(noren, words, field):
    assert noren.refused(*words)["field"] == field
