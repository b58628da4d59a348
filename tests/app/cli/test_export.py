import csv
import io
import json

from tests.app.cli.noren import DAY


def test_an_export_holds_everything_that_is_shared_in_one_order(noren):
    noren.ask("guest", "add", "--name", "髙橋", "--phone", "090-1234-5678")
    noren.book("--table", "T5")
    ran = noren.run("export")
    document = ran.document
    keys = [(each["type"], each["id"]) for each in document["entities"]]
    assert keys == sorted(keys)
    assert {each[0] for each in keys} == {"venue", "table", "guest", "reservation"}
    assert (document["venue"], document["environment"]) == (
        noren.ask("status")["venue"],
        "production",
    )
    (booking,) = [each for each in document["entities"] if each["type"] == "reservation"]
    assert booking["starts_at"] == f"{DAY}T19:00:00+09:00"
    assert list(booking) == sorted(booking)
    assert "revision" not in booking
    assert "髙橋" in ran.out


def test_an_export_for_people_is_the_same_document(noren):
    noren.book()
    assert json.loads(noren.say("export").out) == noren.ask("export")


def test_open_conflicts_are_exported_with_both_sides(two):
    made = two.hall.book()
    two.sync()
    two.hall.ask("reservation", "change", made["id"], "--time", "18:30")
    two.door.ask("reservation", "change", made["id"], "--time", "20:00")
    two.sync()
    assert two.hall.run("export").out == two.door.run("export").out
    exported = two.hall.ask("export")["entities"]
    (booking,) = [each for each in exported if each["id"] == made["id"]]
    (conflict,) = booking["conflicts"]
    assert conflict["field"] == "starts_at"
    assert {side["value"][11:16] for side in conflict["values"]} == {"18:30", "20:00"}


def test_a_day_holds_its_bookings_and_whom_and_what_they_name(noren):
    guest = noren.ask("guest", "add", "--name", "髙橋")
    noren.ask("guest", "add", "--name", "誰か")
    noren.book("--guest", guest["id"], "--table", "T6")
    noren.ask("reservation", "add", "--day", "2099-12-25", "--time", "19:00", "--adults", "2")
    kept = noren.ask("export", "--day", DAY)["entities"]
    assert [each["type"] for each in kept] == ["guest", "reservation", "table"]
    assert kept[0]["name"] == "髙橋"
    assert kept[2]["name"] == "T6"


def test_a_spreadsheet_shows_names_and_runs_no_formula(noren):
    noren.book("--table", "T5", "--note", '=HYPERLINK("http://x","y")', name="@山田", time="20:00")
    noren.book("--phone", "+81 90 1234 5678", "--note", "＝1+1", name="-5", time="19:00")
    out = noren.say("export", "--csv").out
    assert out.startswith("\ufeff")
    first, second = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert (first["guest_name"], first["phone"], first["note"]) == (
        "'-5",
        "'+81 90 1234 5678",
        "'＝1+1",
    )
    assert (second["guest_name"], second["tables"]) == ("'@山田", "T5")
    assert second["note"].startswith("'=")


def test_a_wrong_request_is_refused_by_field(noren):
    assert noren.refused("export", "--csv")["field"] == "csv"
    assert noren.refused("export", "--day", "2026-02-30")["field"] == "day"
