import pytest

from app.domain.errors import Invalid
from app.domain.import_fields import Kind, guess
from app.domain.reservation import Status
from app.inbound.csv_table import read_table
from app.services.author import Means
from app.services.guests import GuestDraft
from app.services.imports import Imports, Outcome, Plan
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY
from tests.ledgers import Names

BOOKINGS = """予約番号,予約日,予約時間,人数,氏名,電話番号,卓番
A-1,2026/11/13,19:00,4,山田,090-1234-5678,T1
A-2,2026/11/13,25:30,2,佐藤,,T9
A-3,いつか,19:00,2,鈴木,,
A-1,2026/11/13,19:00,4,山田,090-1234-5678,T1
"""
GUESTS = "氏名,フリガナ,電話番号\n斎藤,サイトウ,090-1234-5678\n,,080-1111-2222\n"


def a_run(desk, text, kind, source="以前の台帳"):
    table = read_table(text.encode())
    run = desk.imports.begin(Plan(kind=kind, fields=guess(table.header, kind), source=source))
    return run, run.check(table.rows)


def take_over(desk, text, kind=Kind.BOOKINGS, source="以前の台帳"):
    run, lines = a_run(desk, text, kind, source)
    return run.write(lines, HOST)


def outcomes(lines):
    return [each.outcome for each in lines]


def names(desk):
    return [each.guest_name for each in desk.bookings.day(FRIDAY).reservations]


def test_a_dry_run_tells_what_becomes_of_each_line_and_writes_nothing(desk, tables):
    _, lines = a_run(desk, BOOKINGS, Kind.BOOKINGS)
    assert outcomes(lines) == [Outcome.NEW, Outcome.NEW, Outcome.BAD, Outcome.KNOWN]
    assert [each.number for each in lines] == [2, 3, 4, 5]
    assert [each.code for each in lines[1].problems] == ["unknown"]
    assert names(desk) == []


def test_taking_the_same_file_over_twice_doubles_nothing(desk, tables):
    first = take_over(desk, BOOKINGS)
    assert len(first.change_ids) == 2
    assert names(desk) == ["山田", "佐藤"]
    _, lines = a_run(desk, BOOKINGS, Kind.BOOKINGS)
    assert outcomes(lines) == [Outcome.KNOWN, Outcome.KNOWN, Outcome.BAD, Outcome.KNOWN]
    assert take_over(desk, BOOKINGS).change_ids == ()


def test_two_devices_that_take_one_file_over_make_one_booking(desk, ledger, clock, tables):
    _, here = a_run(desk, BOOKINGS, Kind.BOOKINGS)
    other = type(desk)(ledger, clock, Names("other"))
    _, there = a_run(other, BOOKINGS, Kind.BOOKINGS)
    assert [each.value.id for each in here if each.value] == [
        each.value.id for each in there if each.value
    ]


def test_numbers_of_two_systems_are_not_one_booking(desk, tables):
    take_over(desk, BOOKINGS, source="以前の台帳")
    assert len(take_over(desk, BOOKINGS, source="別の台帳").change_ids) == 2


def test_without_numbers_who_comes_when_tells_bookings_apart(desk, tables):
    text = "予約日,予約時間,氏名\n2026/11/13,19:00,山田\n2026/11/13,20:00,山田\n"
    assert len(take_over(desk, text).change_ids) == 2
    assert take_over(desk, text).change_ids == ()


def test_what_was_taken_over_is_taken_back_as_one_and_can_come_again(desk, tables):
    written = take_over(desk, BOOKINGS)
    desk.history.undo(written.change_ids, HOST)
    assert names(desk) == []
    again = take_over(desk, BOOKINGS)
    assert len(again.change_ids) == 2
    assert names(desk) == ["山田", "佐藤"]
    assert all(not each.conflicts for each in desk.bookings.day(FRIDAY).reservations)


def test_a_guest_of_that_name_and_number_is_linked_and_not_made_again(desk, tables):
    saito = desk.guests.add(
        GuestDraft(name="斎藤", kana="さいとう", phones=("090-1234-5678",)), HOST
    )
    _, lines = a_run(desk, GUESTS, Kind.GUESTS)
    assert outcomes(lines) == [Outcome.KNOWN, Outcome.BAD]
    take_over(desk, "予約日,時間,氏名,電話\n2026/11/13,19:00,斎藤,09012345678\n")
    (booked,) = desk.bookings.day(FRIDAY).reservations
    assert booked.guest_id == saito.id


def test_guests_come_with_their_numbers_and_are_found(desk):
    take_over(desk, GUESTS, Kind.GUESTS)
    (guest,) = desk.guests.find("さいとう")
    assert guest.phones[0].e164 == "+819012345678"


def test_visits_of_the_past_count_as_visits(desk, tables):
    take_over(desk, GUESTS, Kind.GUESTS)
    take_over(desk, "予約日,時間,氏名,電話\n2026/11/1,19:00,斎藤,09012345678\n")
    (guest,) = desk.guests.find("斎藤")
    card = desk.guests.card(guest.id)
    assert card.visits.visits == 1
    assert card.reservations[0].status is Status.LEFT


def test_what_somebody_did_between_the_dry_run_and_the_import_stands(desk, tables):
    run, lines = a_run(desk, BOOKINGS, Kind.BOOKINGS)
    take_over(desk, BOOKINGS)
    assert run.write(lines, HOST).change_ids == ()


def test_a_line_beyond_the_books_bounds_loses_only_itself(desk, tables):
    text = f"予約日,時間,氏名\n2026/11/13,19:00,{'長' * 300}\n2026/11/13,19:00,佐藤\n"
    _, lines = a_run(desk, text, Kind.BOOKINGS)
    assert outcomes(lines) == [Outcome.BAD, Outcome.NEW]


def test_five_thousand_lines_are_one_undo(desk, tables):
    rows = [f"B-{n},2026/11/13,19:00,2,客{n}" for n in range(5_000)]
    run, lines = a_run(desk, "予約番号,予約日,時間,人数,氏名\n" + "\n".join(rows), Kind.BOOKINGS)
    ids = []
    for at in range(0, len(lines), 500):
        ids += run.write(lines[at : at + 500], HOST).change_ids
    assert len(names(desk)) == 5_000
    undone = desk.history.undo(ids, HOST)
    assert names(desk) == []
    desk.history.undo(undone, HOST)
    assert len(names(desk)) == 5_000


def test_tables_lie_where_people_put_files(desk, ledger, clock, tmp_path):
    folder = tmp_path / "home" / "Downloads"
    folder.mkdir(parents=True)
    (folder / "yoyaku.csv").write_text(BOOKINGS, encoding="cp932")
    (folder / "photo.jpg").write_bytes(b"")
    means = Means(ledger, clock, Names("x"))
    imports = Imports(means, desk.bookings, desk.guests, home=tmp_path / "home")
    (file,) = imports.files()
    assert file.path.name == "yoyaku.csv"
    assert len(imports.read(file.path).rows) == 4
    with pytest.raises(Invalid) as refused:
        imports.read(folder / "none.csv")
    assert refused.value.code == "csv_unreadable"
