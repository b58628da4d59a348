from app.domain.clashes import double_bookings
from app.domain.history import ChangeState, ClashValue, FieldClash, HistoryEntry
from app.domain.ids import ReservationId, TableId
from app.domain.remedies import SWAP, UNASSIGN, Remedy
from app.viewmodels.clash_words import Shelf, double_words, field_words
from app.viewmodels.record_words import Names
from tests.builders import FRIDAY, VENUE, a_day, a_reservation, a_staff, at

YAMADA = a_reservation("yamada", tables="t1", adults=4, guest_name="山田")
SASAKI = a_reservation("sasaki", tables="t1", guest_name="佐々木")
BOOK = a_day(YAMADA, SASAKI, commit_order={ReservationId("yamada"): 1})
TABLES = BOOK.tables


def ms(time):
    return int(at(time).timestamp() * 1000)


def a_shelf(history=None, today=FRIDAY, shown=FRIDAY):
    return Shelf(
        shown=shown,
        names=Names(venue=VENUE, today=today, tables=TABLES, staff=(a_staff("s1"),)),
        history=lambda id: (history or {}).get(id, ()),
        reservation=BOOK.reservation,
    )


def an_entry(field, time, device, actor):
    return HistoryEntry(
        change_id="a-1",
        entity_type="reservation",
        entity_id="x",
        at_ms=ms(time),
        actor=actor,
        device=device,
        intent="change",
        fields={field: (None, None)},
        state=ChangeState.APPLIED,
    )


def test_a_table_promised_twice_is_said_with_both_sides_and_their_authors():
    (double,) = double_bookings(BOOK)
    clash = double_words(
        double,
        a_shelf(
            {
                "yamada": (an_entry("table_ids", "18:02", "ホール端末", "s1"),),
                "sasaki": (
                    an_entry("table_ids", "18:05", "入口端末", "鈴木"),
                    an_entry("note", "18:09", "入口端末", "田中"),
                ),
            }
        ),
    )
    assert clash.title == "19:00 T1 is promised twice"
    assert [each.text for each in clash.sides] == ["山田 4", "佐々木 2"]
    assert clash.sides[0].signed == "ホール端末 18:02 佐藤"
    assert clash.sides[1].signed == "入口端末 18:05 鈴木"
    assert clash.reservation_ids == ("yamada", "sasaki")


def test_the_cheapest_way_out_stands_first_and_says_that_nobody_need_be_called():
    (double,) = double_bookings(BOOK)
    first = double_words(double, a_shelf()).ways[0]
    assert first.text == "佐々木 to T2"
    assert not first.needs_call
    assert first.note == "no call needed"
    assert first.keep == 0


def test_another_time_says_that_the_guest_must_be_called():
    (double,) = double_bookings(BOOK)
    ways = double_words(double, a_shelf()).ways
    calls = [each for each in ways if each.needs_call]
    assert calls
    assert all(each.note == "call the guest" for each in calls)


def test_a_swap_names_who_makes_room():
    (double,) = double_bookings(BOOK)
    remedies = (
        Remedy(
            code=SWAP,
            reservation_id=SASAKI.id,
            table_ids=(TableId("t2"),),
            starts_at=SASAKI.starts_at,
            needs_call=False,
            other_id=YAMADA.id,
            other_table_ids=(TableId("t3"),),
        ),
        Remedy(
            code=UNASSIGN,
            reservation_id=SASAKI.id,
            table_ids=(),
            starts_at=SASAKI.starts_at,
            needs_call=False,
        ),
    )
    vars(double)["remedies"] = remedies  # as if they had been looked for
    ways = double_words(double, a_shelf()).ways
    assert ways[0].text == "佐々木 to T2, 山田 to T3"
    assert ways[1].text == "佐々木 without a table for now"


def test_a_clash_of_another_day_says_which():
    (double,) = double_bookings(BOOK)
    clash = double_words(double, a_shelf(today=FRIDAY.replace(day=12)))
    assert clash.title.startswith("Fri 13 Nov")


def test_beside_another_day_a_clash_of_today_says_its_date_too():
    (double,) = double_bookings(BOOK)
    clash = double_words(double, a_shelf(shown=FRIDAY.replace(day=20)))
    assert clash.title == "Fri 13 Nov 19:00 T1 is promised twice"


def a_field_clash(field="starts_at", values=None, **over):
    values = values or ("2026-11-13T10:00:00Z", "2026-11-13T10:30:00Z")
    return FieldClash(
        **{
            "id": f"yamada:{field}",
            "entity_type": "reservation",
            "entity_id": "yamada",
            "field": field,
            "shown": values[1],
            "values": tuple(
                ClashValue(
                    value=each,
                    actor="s1",
                    device="入口端末",
                    at_ms=ms("18:05"),
                    change_id=f"a-{n}",
                )
                for n, each in enumerate(values, 1)
            ),
            **over,
        }
    )


def test_a_field_clash_shows_the_base_and_marks_what_differs():
    clash = field_words(a_field_clash(base="2026-11-13T10:00:00Z"), "山田", a_shelf())
    assert clash.title == "山田: two answers for Time"
    assert clash.base == "Fri 13 Nov 19:00"
    mine, theirs = clash.sides
    assert not any(each.differs for each in mine.pieces)
    assert [each.text for each in theirs.pieces if each.differs] == ["30"]
    assert theirs.standing == "in the book now"
    assert mine.signed == "入口端末 18:05 佐藤"


def test_each_answer_of_a_field_clash_is_one_tap():
    ways = field_words(a_field_clash(), "山田", a_shelf()).ways
    assert [each.keep for each in ways] == [0, 1]
    assert ways[1].text == "Keep Fri 13 Nov 19:30"


def test_a_deletion_against_an_edit_is_asked_in_plain_words():
    clash = field_words(a_field_clash("deleted", (True, False), shown=False), "山田", a_shelf())
    assert clash.title == "山田: deleted here, edited there"
    assert [each.text for each in clash.ways] == ["delete it", "keep it"]


def test_an_emptied_field_is_said_to_be_left_empty():
    ways = field_words(a_field_clash("course", ("", "松")), "山田", a_shelf()).ways
    assert [each.text for each in ways] == ["Leave it empty", "Keep 松"]


def test_the_whole_clash_is_one_line_for_readers():
    (double,) = double_bookings(BOOK)
    assert "山田" in double_words(double, a_shelf()).text
