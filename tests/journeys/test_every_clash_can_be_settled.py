"""Promise 7, field by field: from the window, from the command line, undone, again, and by two."""

import io
import json
import re
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QTimer

from app.cli.main import run
from app.domain.ids import AreaId, GuestId, StaffId
from app.domain.phone import Phone
from app.domain.reservation import Status
from app.domain.staff import Role, Staff
from app.domain.table import Area
from app.domain.venue import Pacing, Shift, TurnRule
from app.store.ledger import Write
from app.store.policies import POLICIES
from app.viewmodels.clashes import ClashesModel
from app.viewmodels.day import DayModel
from sync.policy import later_asks
from tests.builders import a_guest

RAW = re.compile(r"[a-z]_[a-z]|[{}\\]]")
"""What no guest ever said: a field's own name, and brackets of JSON."""

AHEAD = date(2099, 12, 24)
"""Commands go by the real clock, and look for tables promised twice from yesterday on."""

LATE, LATER = timedelta(minutes=30), timedelta(minutes=45)
DIFFERENTLY = {
    "reservation": {
        "starts_at": lambda r: (r.starts_at + LATE, r.starts_at + LATER),
        "turn_minutes": lambda _: (60, 75),
        "adults": lambda _: (3, 5),
        "children": lambda _: (1, 2),
        "infants": lambda _: (1, 2),
        "guest_name": lambda _: ("山田 太郎", "山田 次郎"),
        "phone": lambda _: (_phone("0312345678"), _phone("0398765432")),
        "table_ids": lambda r: ((r.table_ids[0],), (r.table_ids[1],)),
        "status": lambda _: (Status.CANCELLED, Status.SEATED),
        "course": lambda _: ("会席", "おまかせ"),
        "answer_by": lambda r: (r.starts_at - LATE, r.starts_at - LATER),
    },
    "guest": {
        "name": lambda _: ("田中 一", "田中 二"),
        "email": lambda _: ("a@example.jp", "b@example.jp"),
        "birthday": lambda _: (date(1980, 1, 2), date(1980, 2, 1)),
        "anniversary": lambda _: (date(2010, 1, 2), date(2010, 2, 1)),
        "merged_into": lambda _: (GuestId("g2"), GuestId("g3")),
    },
    "table": {
        "name": lambda _: ("窓1", "窓2"),
        "seats_min": lambda _: (2, 3),
        "seats_max": lambda _: (5, 6),
        "closed": lambda _: (True, False),
    },
    "area": {"name": lambda _: ("テラス", "奥")},
    "staff": {
        "name": lambda _: ("佐藤 一", "佐藤 二"),
        "role": lambda _: (Role.MANAGER, Role.HOST),
        "active": lambda _: (False, True),
    },
    "venue": {
        "name": lambda _: ("本店", "支店"),
        "timezone": lambda _: ("Asia/Seoul", "Asia/Taipei"),
        "day_starts_minute": lambda _: (240, 360),
        "shifts": lambda _: (
            (Shift(name="夜", opens_minute=1020, closes_minute=1320),),
            (Shift(name="夜", opens_minute=1020, closes_minute=1380),),
        ),
        "closing_weekdays": lambda _: (frozenset({0}), frozenset({1})),
        "turn_rules": lambda _: (
            (TurnRule(covers_max=2, minutes=60),),
            (TurnRule(covers_max=2, minutes=75),),
        ),
        "pacing": lambda _: (
            Pacing(slot_minutes=15, covers_max=10),
            Pacing(slot_minutes=15, covers_max=12),
        ),
    },
}
CASES = [(kind, field) for kind, fields in DIFFERENTLY.items() for field in fields]


def _phone(digits):
    return Phone(raw=digits, digits=digits, e164=f"+81{digits[1:]}")


def _put(device, value):
    device.ledger.commit([Write(None, value, "add")], actor="", now_ms=device.home.clock())
    return value.id


def _furnish(house, hall):
    """Give every case a thing of its own; what they are called by case."""
    tables = tuple(house.tables(hall).values())
    made: dict[tuple[str, str], str] = {}
    for kind, field in CASES:
        id = f"{kind}-{field}"
        match kind:
            case "reservation":
                made[kind, field] = hall.book(field.replace("_", " "), table_ids=tables[:2]).id
            case "guest" if field == "merged_into":
                made[kind, field] = _put(hall, a_guest(id))
                for other in DIFFERENTLY[kind][field](None):
                    _put(hall, a_guest(other, name=f"山田 {other}"))
            case "guest":
                made[kind, field] = _put(hall, a_guest(id))
            case "table":
                made[kind, field] = _put(hall, replace(hall.desk.floor.tables()[0], id=id))
            case "area":
                made[kind, field] = _put(hall, Area(id=AreaId(id), name="庭"))
            case "staff":
                made[kind, field] = _put(hall, Staff(id=StaffId(id), name="佐藤"))
            case "venue":
                made[kind, field] = hall.desk.house.venue().id
    return made


def _set(device, kind, id, field, value):
    before = device.ledger.get(kind, id)
    write = Write(before, replace(before, **{field: value}), "change")
    device.ledger.commit([write], actor="", now_ms=device.home.clock())


def _quarrel(house, made, cases):
    """Let two tablets set each field differently without hearing of each other."""
    hall, entrance = house.devices
    house.cut()
    for kind, field in cases:
        id = made[kind, field]
        mine, theirs = DIFFERENTLY[kind][field](hall.ledger.get(kind, id))
        _set(hall, kind, id, field, mine)
        if getattr(entrance.ledger.get(kind, id), field) == theirs:
            _set(entrance, kind, id, field, mine)  # to and fro, or it would be no edit at all
        _set(entrance, kind, id, field, theirs)
    house.mend()
    house.sync_all()


def _open(device):
    return {each.id: each for each in device.desk.clashes.fields()}


def _said(clash):
    """What is told of a clash: who said what, when, and what was there before."""
    sides = {(str(each.value), each.actor, each.device, each.at_ms) for each in clash.values}
    return sides, clash.base, clash.shown


@contextmanager
def _window(device):
    """Give the models of a window; nothing of them looks at the book once it is closed."""
    day = DayModel(device.desk, device.home.clock)
    clashes = ClashesModel(device.desk, day)
    yield clashes, day
    for timer in (*day.findChildren(QTimer), *clashes.findChildren(QTimer)):
        timer.stop()


def _settle_in_the_window(device, id, keep):
    """Settle a clash as it is shown, take it back, do it again, and take it back."""
    with _window(device) as (clashes, day):
        shown = next(each for each in clashes.clashes if each.id == id)
        assert len({side.text for side in shown.sides}) == 2, shown.title
        ways = " ".join(way.text for way in shown.ways)
        assert not RAW.search(f"{shown.text} {ways}"), shown.text
        before = _open_of(device, id)
        clashes.settle(id, keep)
        assert _open_of(device, id) is None, id
        day.undo()
        assert _open_of(device, id) == before, id
        day.redo()
        assert _open_of(device, id) is None, id
        day.undo()
        assert _open_of(device, id) == before, id


def _open_of(device, id):
    """What is told of an open clash; None when it is not open."""
    if (found := _open(device).get(id)) is not None:
        return _said(found)
    return next((each.id for each in device.desk.clashes.doubles() if each.id == id), None)


def _command(device, *words):
    with redirect_stdout(io.StringIO()) as out:
        code = run(["--home", str(device.home.path), "--json", *words])
    return code, json.loads(out.getvalue())


@pytest.fixture
def disputed(two):
    """A house in which every field that asks has been set differently on its two tablets."""
    house, hall, _ = two
    made = _furnish(house, hall)
    house.sync_all()
    _quarrel(house, made, CASES)
    return house, [f"{made[case]}:{case[1]}" for case in CASES]


def test_every_field_that_asks_is_among_these():
    for kind, rules in POLICIES.rules.items():
        asking = {name for name, rule in rules.items() if rule is later_asks}
        assert asking <= DIFFERENTLY.get(kind, {}).keys()


def test_it_is_settled_in_the_window_taken_back_there_and_settled_again_by_command(disputed, qapp):
    house, ids = disputed
    hall, entrance = house.devices
    assert set(_open(hall)) == set(_open(entrance)) == set(ids)
    sides = _open(hall)
    for id in ids:
        _settle_in_the_window(entrance, id, 0)
        code, told = _command(entrance, "conflict", "settle", id, "--keep", "1")
        assert code == 0, told
    house.sync_all()
    for device in house.devices:
        assert _open(device) == {}
    for (kind, field), id in zip(CASES, ids, strict=True):
        kept = hall.ledger.journal.load((kind, id.partition(":")[0])).entity
        assert sides[id].values[1].value in [live.value for live in kept.live[field]], (kind, field)
    house.assert_same_everywhere()


def test_settled_differently_by_two_at_once_it_asks_again_and_alike_on_both(disputed):
    house, ids = disputed
    hall, entrance = house.devices
    house.cut()
    for id in ids:
        for keep, device in enumerate(house.devices):
            device.desk.clashes.settle(id, keep, device.author)
            assert id not in _open(device)
    house.mend()
    house.sync_all()
    assert _open(hall) == _open(entrance)
    assert set(_open(hall)) == set(ids)
    for id in ids:
        hall.desk.clashes.settle(id, 0, hall.author)
    house.sync_all()
    assert _open(entrance) == {}
    house.assert_same_everywhere()


def test_settled_alike_by_two_at_once_it_asks_nobody(disputed):
    house, ids = disputed
    house.cut()
    for id in ids:
        for device in house.devices:
            device.desk.clashes.settle(id, 1, device.author)
    house.mend()
    house.sync_all()
    for device in house.devices:
        assert _open(device) == {}
    house.assert_same_everywhere()


def test_a_deletion_against_an_edit_is_settled_either_way_and_taken_back(two, qapp):
    house, hall, entrance = two
    for keep, stays in ((0, False), (1, True)):
        booking = hall.book(f"山田{keep}")
        house.sync_all()
        house.cut()
        hall.desk.bookings.delete(hall.get(booking), hall.author)
        entrance.change(entrance.get(booking), replace(entrance.get(booking), adults=3))
        house.mend()
        house.sync_all()
        id = f"{booking.id}:deleted"
        _settle_in_the_window(entrance, id, keep)
        assert entrance.get(booking).adults == 3
        assert _command(entrance, "conflict", "settle", id, "--keep", str(keep))[0] == 0
        house.sync_all()
        assert (hall.ledger.find("reservation", booking.id) is not None) == stays
    house.assert_same_everywhere()


def test_a_table_promised_twice_is_settled_taken_back_and_settled_by_command(two, qapp):
    house, hall, entrance = two
    table = house.tables(hall)["T5"]
    house.cut()
    hall.book("佐々木", "19:15", table_ids=(table,), business_day=AHEAD)
    entrance.book("山田", "19:00", table_ids=(table,), business_day=AHEAD)
    house.mend()
    house.sync_all()
    (double,) = entrance.desk.clashes.doubles()
    _settle_in_the_window(entrance, double.id, 0)
    assert _command(entrance, "conflict", "settle", double.id, "--keep", "0")[0] == 0
    house.sync_all()
    assert hall.desk.clashes.doubles() == ()
    house.assert_same_everywhere()


def test_texts_tags_and_pins_ask_nobody_and_lose_nothing(two):
    house, hall, entrance = two
    guest = _put(hall, a_guest("g", tags=("VIP",)))
    staff = hall.desk.team.add("佐藤", Role.HOST, hall.author)
    house.sync_all()
    house.cut()
    for device, note, tag, pin in (
        (hall, "窓側", "常連", "1234"),
        (entrance, "静か", "記念日", "5678"),
    ):
        before = device.ledger.get("guest", guest)
        after = replace(before, note=note, tags=(*before.tags, tag))
        device.ledger.commit([Write(before, after, "change")], actor="", now_ms=house.clock())
        device.desk.team.set_pin(device.desk.team.get(staff.id), pin, device.author)
    house.mend()
    house.sync_all()
    for device in house.devices:
        assert _open(device) == {}
        both = device.desk.guests.get(guest)
        assert set(both.tags) == {"VIP", "常連", "記念日"}
        assert set(both.note.splitlines()) == {"窓側", "静か"}
        assert device.desk.team.check_pin(device.desk.team.get(staff.id), "5678")
        assert sum("pin_hash" in each.fields for each in device.desk.history.of(staff.id)) == 2
    house.assert_same_everywhere()
