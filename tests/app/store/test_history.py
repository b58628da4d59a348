"""What happened, taking it back, and what people disagree about."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import NotAllowed, Unknown
from app.domain.history import ChangeState
from app.domain.reservation import Status
from app.store import history, ledger_file, rows
from app.store.ledger import Write
from sync.change import DELETED, ChangeId
from sync.outbox import Answer
from tests.builders import a_guest, a_phone, a_reservation, a_staff, at
from tests.ledgers import NOON_MS, Stranger, a_ledger, add, receive

R1 = ("reservation", "r1")
fresh = count(1)


@pytest.fixture
def booked(ledger):
    """A booking as it stood on two screens before either of them changed it."""
    add(ledger, a_reservation(guest_name="山田", note="窓際", tags=("VIP",)))
    return ledger.get("reservation", "r1")


def save(ledger, before, after, intent="change", actor="佐藤"):
    """Save an edit; the id of its change."""
    write = Write(before, after, intent)
    return ledger.commit([write], actor=actor, now_ms=NOON_MS).change_ids[0]


def edit(ledger, before, **over):
    return save(ledger, before, replace(before, **over))


def shown(ledger):
    return ledger.find("reservation", "r1")


def undo(ledger, *ids):
    drafts = (draft for id in ids for draft in history.inverse(ledger, id, "鈴木"))
    return ledger.commit_drafts(drafts, now_ms=NOON_MS).change_ids


def plain(value):
    return replace(value, revision=0)


def fields_in_clash(ledger):
    return [(clash.entity_id, clash.field) for clash in history.clashes(ledger)]


def settle(ledger, value):
    (clash,) = history.clashes(ledger)
    draft = history.settlement(ledger, clash, value, "鈴木")
    ledger.commit_drafts([draft], now_ms=NOON_MS)


# Editors left open: both screens show the same, and neither has seen the other's edit.


def test_two_edits_of_one_fact_clash_with_both_values_authors_and_times(ledger, booked):
    save(ledger, booked, replace(booked, adults=4), actor="佐藤")
    save(ledger, booked, replace(booked, adults=6), actor="鈴木")
    (clash,) = history.clashes(ledger)
    assert (clash.id, clash.field, clash.shown, clash.base) == ("r1:adults", "adults", 6, 2)
    assert [(side.value, side.actor, side.device) for side in clash.values] == [
        (4, "佐藤", "レジ"),
        (6, "鈴木", "レジ"),
    ]
    assert all(side.at_ms == NOON_MS for side in clash.values)
    assert shown(ledger).adults == 6
    assert shown(ledger).conflicts == ("adults",)


def test_a_value_that_saw_both_settles_it(ledger, booked):
    edit(ledger, booked, adults=4)
    edit(ledger, booked, adults=6)
    settle(ledger, 5)
    assert history.clashes(ledger) == ()
    assert shown(ledger).adults == 5
    assert shown(ledger).conflicts == ()


def test_an_edit_of_what_is_shown_settles_it_too(ledger, booked):
    edit(ledger, booked, adults=4)
    edit(ledger, booked, adults=6)
    edit(ledger, shown(ledger), adults=7)
    assert history.clashes(ledger) == ()
    assert shown(ledger).adults == 7


def test_edits_of_different_facts_both_stand_and_ask_nobody(ledger, booked):
    edit(ledger, booked, adults=4)
    edit(ledger, booked, starts_at=at("20:00"))
    assert (shown(ledger).adults, shown(ledger).starts_at) == (4, at("20:00"))
    assert history.clashes(ledger) == ()


def test_two_edits_to_one_value_are_no_clash(ledger, booked):
    edit(ledger, booked, adults=4)
    edit(ledger, booked, adults=4)
    assert history.clashes(ledger) == ()


def test_one_screen_after_the_other_is_no_clash(ledger, booked):
    edit(ledger, booked, adults=4)
    edit(ledger, shown(ledger), adults=6)
    assert history.clashes(ledger) == ()
    assert shown(ledger).adults == 6


def test_tags_are_added_and_taken_off_one_by_one(ledger, booked):
    edit(ledger, booked, tags=("VIP", "記念日"))
    edit(ledger, booked, tags=())
    edit(ledger, booked, tags=("VIP", "初回"))
    assert set(shown(ledger).tags) == {"記念日", "初回"}
    assert history.clashes(ledger) == ()


def test_notes_of_two_people_are_joined(ledger, booked):
    edit(ledger, booked, note="窓際\nケーキ")
    edit(ledger, booked, note="窓際\n車椅子")
    assert shown(ledger).note == "窓際\nケーキ\n車椅子"
    assert history.clashes(ledger) == ()


def test_a_party_seated_while_another_screen_cancelled_it_is_seated_and_asks(ledger, booked):
    edit(ledger, booked, status=Status.CANCELLED)
    edit(ledger, booked, status=Status.SEATED)
    assert shown(ledger).status is Status.SEATED
    assert fields_in_clash(ledger) == [("r1", "status")]


@pytest.mark.parametrize("deleted_first", [True, False])
def test_what_was_deleted_here_and_edited_there_stays_and_asks(ledger, booked, deleted_first):
    acts = [lambda: save(ledger, booked, None), lambda: edit(ledger, booked, adults=4)]
    for act in acts if deleted_first else reversed(acts):
        act()
    assert shown(ledger).adults == 4
    (clash,) = history.clashes(ledger)
    assert clash.field == DELETED
    assert sorted(side.value for side in clash.values) == [False, True]


@pytest.mark.parametrize("choice", [True, False])
def test_the_question_of_a_deletion_is_settled_either_way(ledger, booked, choice):
    edit(ledger, booked, adults=4)
    save(ledger, booked, None)
    settle(ledger, choice)
    assert history.clashes(ledger) == ()
    assert (shown(ledger) is None) == choice


def test_deleting_twice_at_once_is_no_question(ledger, booked):
    save(ledger, booked, None)
    save(ledger, booked, None)
    assert shown(ledger) is None
    assert history.clashes(ledger) == ()


def test_clashes_of_many_things_stand_in_one_order(ledger, booked):
    add(ledger, a_guest("g9"), a_guest("g1"))
    for id in ("g9", "g1"):
        before = ledger.get("guest", id)
        save(ledger, before, replace(before, name="林"))
        save(ledger, before, replace(before, name="森", email="a@b"))
        save(ledger, before, replace(before, email="c@d"))
    edit(ledger, booked, adults=4)
    edit(ledger, booked, adults=5)
    assert fields_in_clash(ledger) == [
        ("g1", "email"),
        ("g1", "name"),
        ("g9", "email"),
        ("g9", "name"),
        ("r1", "adults"),
    ]


# History.


def test_history_tells_who_when_and_from_what_to_what(ledger, booked):
    edit(ledger, booked, adults=4, status=Status.CONFIRMED)
    first, second = history.of(ledger, "r1")
    assert (first.intent, first.actor, first.device, first.at_ms) == (
        "add",
        "佐藤",
        "レジ",
        NOON_MS,
    )
    assert first.fields["guest_name"] == (None, "山田")
    assert first.fields["tags/VIP"] == (None, True)
    assert second.fields == {"adults": (2, 4), "status": ("booked", "confirmed")}
    assert history.entry(ledger, second.change_id) == second


def test_history_tells_what_became_of_each_change(ledger, booked):
    first = edit(ledger, booked, adults=3)
    second = edit(ledger, shown(ledger), adults=4)

    def states():
        return [entry.state for entry in history.of(ledger, "r1")]

    assert states() == [ChangeState.WAITING] * 3
    made = [entry.change_id for entry in history.of(ledger, "r1")]
    answers = [Answer(ChangeId(id), "accepted", n, "") for n, id in enumerate(made[:2], start=1)]
    ledger.outbox.acknowledge([*answers, Answer(ChangeId(second), "refused", None, "?")], NOON_MS)
    assert states() == [ChangeState.APPLIED, ChangeState.SUPERSEDED, ChangeState.PARKED]
    ledger.outbox.drop(ChangeId(second))
    assert states() == [ChangeState.APPLIED, ChangeState.APPLIED, ChangeState.SUPERSEDED]
    assert first == made[1]


def test_a_losing_value_stays_in_history(ledger, booked):
    edit(ledger, booked, adults=4)
    edit(ledger, booked, adults=6)
    settle(ledger, 6)
    assert [entry.fields["adults"][1] for entry in history.of(ledger, "r1")] == [2, 4, 6, 6]


def test_history_hides_what_nobody_may_see(ledger):
    add(ledger, a_staff(pin_hash="$argon2$secret"))
    (entry,) = history.of(ledger, "s1")
    assert entry.fields["pin_hash"] == ("…", "…")


def test_there_is_no_history_of_what_never_was(ledger):
    for look in (
        lambda: history.of(ledger, "nothing"),
        lambda: history.entry(ledger, "0" * 16 + "-1"),
        lambda: history.inverse(ledger, "nonsense", ""),
    ):
        with pytest.raises(Unknown):
            look()


# Undo.


@pytest.mark.parametrize(
    "over",
    [
        {"adults": 4},
        {"status": Status.SEATED, "arrived_at": at("19:00"), "seated_at": at("19:00")},
        {"note": "", "tags": ("記念日",), "phone": a_phone()},
        {"table_ids": ("t1",), "starts_at": at("20:00"), "guest_name": ""},
    ],
)
def test_an_edit_is_taken_back_and_done_again(ledger, booked, over):
    (undone,) = undo(ledger, edit(ledger, booked, **over))
    assert plain(shown(ledger)) == plain(booked)
    (redone,) = undo(ledger, undone)
    assert plain(shown(ledger)) == plain(replace(booked, **over))
    undo(ledger, redone)
    assert plain(shown(ledger)) == plain(booked)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("reservation", a_reservation("new")),
        ("guest", a_guest("new")),
        ("guest", a_guest("new", name="", kana="やまだ")),
        ("staff", a_staff("new")),
    ],
)
def test_what_was_added_is_taken_out_again_and_put_back(ledger, kind, value):
    (undone,) = undo(ledger, *add(ledger, value))
    assert ledger.find(kind, "new") is None
    undo(ledger, undone)
    assert plain(ledger.get(kind, "new")) == value


def test_a_deletion_is_taken_back_and_done_again(ledger, booked):
    (undone,) = undo(ledger, save(ledger, booked, None))
    assert plain(shown(ledger)) == plain(booked)
    assert history.clashes(ledger) == ()
    undo(ledger, undone)
    assert shown(ledger) is None
    assert history.clashes(ledger) == ()


def test_a_settlement_is_taken_back_to_the_question(ledger, booked):
    edit(ledger, booked, adults=4)
    edit(ledger, booked, adults=6)
    (clash,) = history.clashes(ledger)
    draft = history.settlement(ledger, clash, 4, "")
    (settled,) = ledger.commit_drafts([draft], now_ms=NOON_MS).change_ids
    undo(ledger, settled)
    assert shown(ledger).adults == 6


def test_steps_are_taken_back_one_after_the_other(ledger, booked):
    first = edit(ledger, booked, status=Status.ARRIVED)
    second = edit(ledger, shown(ledger), status=Status.SEATED)
    third = edit(ledger, shown(ledger), status=Status.BILL)
    for id, left in ((third, "seated"), (second, "arrived"), (first, "booked")):
        undo(ledger, id)
        assert shown(ledger).status == left


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    ledger = a_ledger(tmp_path_factory.mktemp("book") / "ledger.db")
    yield ledger
    ledger.close()


@given(st.lists(st.sampled_from([Status.BOOKED, Status.LATE, Status.ARRIVED]), max_size=7))
@settings(max_examples=20)
def test_any_walk_is_taken_back_step_by_step_and_done_again(shared, walk):
    id = f"r-{next(fresh)}"
    add(shared, a_reservation(id, status=Status.WAITING))
    steps, statuses = [], [Status.WAITING]
    for status in walk:
        if status != statuses[-1]:
            before = shared.get("reservation", id)
            steps.append(save(shared, before, replace(before, status=status)))
            statuses.append(status)
    undone = []
    for number in reversed(range(len(steps))):
        undone += undo(shared, steps[number])
        assert shared.get("reservation", id).status is statuses[number]
    for number, change in enumerate(reversed(undone), start=1):
        undo(shared, change)
        assert shared.get("reservation", id).status is statuses[number]


def test_several_steps_of_one_thing_are_taken_back_at_once(ledger, booked):
    first = edit(ledger, booked, adults=3, note="")
    second = edit(ledger, shown(ledger), adults=4)
    undone = undo(ledger, second, first)
    assert plain(shown(ledger)) == plain(booked)
    assert history.clashes(ledger) == ()
    undo(ledger, *reversed(undone))
    assert (shown(ledger).adults, shown(ledger).note) == (4, "")


def test_several_steps_are_taken_back_wholly_or_not_at_all(ledger, booked):
    first = edit(ledger, booked, adults=3)
    edit(ledger, shown(ledger), adults=4)
    other = edit(ledger, shown(ledger), note="")
    before = shown(ledger)
    with pytest.raises(NotAllowed):
        undo(ledger, other, first)
    assert shown(ledger) == before


def test_only_what_still_shows_of_a_change_is_taken_back(ledger, booked):
    first = edit(ledger, booked, adults=4, guest_name="林")
    edit(ledger, shown(ledger), adults=5)
    undo(ledger, first)
    assert (shown(ledger).adults, shown(ledger).guest_name) == (5, "山田")


def test_what_shows_no_more_cannot_be_taken_back(ledger, booked):
    first = edit(ledger, booked, adults=4)
    edit(ledger, shown(ledger), adults=5)
    with pytest.raises(NotAllowed, match="undo the later one first"):
        undo(ledger, first)


def test_what_was_done_again_covers_what_lay_before_it(ledger, booked):
    first = edit(ledger, booked, adults=3)
    edit(ledger, shown(ledger), adults=4)
    third = edit(ledger, shown(ledger), adults=5)
    undo(ledger, *undo(ledger, third))
    with pytest.raises(NotAllowed):
        undo(ledger, first)
    assert shown(ledger).adults == 5


def test_nothing_is_taken_back_twice(ledger, booked):
    first = edit(ledger, booked, adults=4)
    undo(ledger, first)
    with pytest.raises(NotAllowed):
        undo(ledger, first)
    added = add(ledger, a_guest())
    undo(ledger, *added)
    with pytest.raises(NotAllowed):
        undo(ledger, *added)


def test_an_edit_of_what_was_deleted_since_is_not_taken_back_into_the_book(ledger, booked):
    first = edit(ledger, booked, adults=4)
    save(ledger, shown(ledger), None)
    with pytest.raises(NotAllowed, match="deleted since"):
        undo(ledger, first)
    assert shown(ledger) is None
    assert history.clashes(ledger) == ()


def test_what_others_built_on_is_not_taken_out_from_under_them(ledger):
    (added,) = add(ledger, a_reservation())
    live = ledger.journal.load(R1).entity.live
    seen = {"adults": (live["adults"][0].id,)}
    receive(ledger, Stranger().change(*R1, {"adults": 4}, seen=seen))
    with pytest.raises(NotAllowed, match="奥 has changed it since"):
        undo(ledger, added)
    assert shown(ledger).adults == 4


def test_the_edit_of_another_device_is_taken_back_too(ledger, booked):
    live = ledger.journal.load(R1).entity.live
    seen = {"adults": (live["adults"][0].id,)}
    theirs = Stranger().change(*R1, {"adults": 4}, seen=seen)
    receive(ledger, theirs)
    undo(ledger, theirs.id)
    assert shown(ledger).adults == 2
    assert history.clashes(ledger) == ()


def test_the_sides_of_a_clash_are_told_alike_where_one_device_gave_something_up(
    ledger, booked, tmp_path
):
    """An undo names what it took back; that this was given up since, only its maker knows."""
    first = edit(ledger, shown(ledger), guest_name="山本")
    given_up = edit(ledger, shown(ledger), guest_name="山下")
    undo(ledger, given_up)
    theirs = Stranger(made=9).change(
        *R1, {"guest_name": "川田"}, seen=ledger.journal.change(first)[0].seen
    )
    receive(ledger, theirs)
    with ledger_file.writing(ledger.sql):
        ledger.sql.execute("update change set state = 3 where id = ?", (given_up,))
        rows.project(ledger.sql, ledger.journal.refold([R1]))
    other = a_ledger(tmp_path / "other.db")
    everything = [change for change, _, _ in ledger.journal.changes_of("r1")]
    receive(other, *(each for each in everything if each.id != given_up))
    (here,), (there,) = history.clashes(ledger), history.clashes(other)
    assert here == there
    other.close()


def test_nothing_is_put_back_that_is_not_known_here(ledger, booked):
    """An undo of a status whose forerunner never arrived once took the booking out of the book."""
    given_up = Stranger().change(*R1, {"status": "late"})
    theirs = Stranger(made=1).change(*R1, {"status": "seated"}, seen={"status": (given_up.id,)})
    receive(ledger, theirs)
    with pytest.raises(NotAllowed, match="given up"):
        undo(ledger, theirs.id)
    assert shown(ledger).status is Status.SEATED


def test_a_field_of_a_newer_version_is_emptied_by_undo(ledger, booked):
    newer = Stranger().change(*R1, {"loyalty": 3, "note": "上客"})
    receive(ledger, newer)
    undo(ledger, newer.id)
    entity = ledger.journal.load(R1).entity
    assert [live.value for live in entity.live["loyalty"]] == [None]


def test_what_is_called_undoable_is_exactly_what_undo_takes(ledger, booked):
    first = edit(ledger, booked, adults=5)
    edit(ledger, shown(ledger), adults=6)
    edit(ledger, shown(ledger), note="奥")
    undo(ledger, edit(ledger, shown(ledger), guest_name="山口"))
    offered = history.undoable(ledger, "r1")
    for entry in history.of(ledger, "r1"):
        try:
            history.inverse(ledger, entry.change_id, "鈴木")
        except NotAllowed:
            assert entry.change_id not in offered
        else:
            assert entry.change_id in offered
    assert first not in offered


def test_acts_are_this_devices_own_newest_first_with_whom_they_were_about(ledger, booked):
    ours = edit(ledger, booked, adults=5)
    stranger = Stranger("b" * 16)
    receive(ledger, stranger.change(*R1, {"note": "奥"}))
    newest = history.acts(ledger, 1)[0]
    assert (newest.entry.change_id, newest.about, newest.can_undo) == (ours, "山田", True)
    assert len(history.acts(ledger, 2)) == 2
