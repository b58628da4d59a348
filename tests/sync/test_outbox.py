"""The queue: every change is exactly one of applied, superseded, waiting or parked."""

from contextlib import closing

import pytest

from sync import merge
from sync.change import DELETED, Incarnation, change_id, content_hash, pack, split_id, unpack
from sync.journal import ChangeState
from sync.outbox import Tally
from tests.sync.books import NOW_MS, OURS, R1, R2, a_book
from tests.sync.strategies import INCARNATIONS, a_change

NEXT = Incarnation("b" * 16)


@pytest.fixture
def book():
    book = a_book()
    with closing(book.sql):
        yield book


def ids(batch):
    return [each.id for each in batch]


def tally(book):
    counted = book.outbox.tally()
    assert counted.made == sum(counted[1:])
    return counted


# Waiting.


def test_changes_wait_in_the_order_they_were_made_as_they_were_made(book):
    made = [book.write({"note": str(number)}) for number in range(3)]
    waiting = book.outbox.waiting()
    assert [(each.id, each.body) for each in waiting] == [(each.id, pack(each)) for each in made]
    assert all(each.is_unaltered for each in waiting)


def test_a_batch_is_bounded_in_changes_and_in_bytes_but_never_empty(book):
    made = [book.write({"note": "x" * 100}, key=("n", str(number))) for number in range(5)]
    size = len(pack(made[0]))
    assert len(book.outbox.waiting(count_max=2)) == 2
    assert len(book.outbox.waiting(bytes_max=3 * (size + 2))) == 3
    assert ids(book.outbox.waiting(bytes_max=1)) == [made[0].id]


def test_what_the_disk_altered_says_so(book):
    made = book.write({"note": "窓際"})
    book.alter(made.id, "窓際", "窓辺")
    (waiting,) = book.outbox.waiting()
    assert not waiting.is_unaltered


def test_who_has_nothing_to_say_has_an_empty_queue(book):
    book.absorb(a_change())
    assert book.outbox.waiting() == ()
    assert book.outbox.queue_length() == (0, 0)
    assert book.outbox.unsettled(5) == []


# Answers.


@pytest.mark.parametrize("outcome", ["accepted", "known"])
def test_what_the_hub_took_leaves_the_queue_with_the_hubs_order(book, outcome):
    first, second = book.write({"note": "x"}), book.write({"status": "booked"})
    assert book.answer(outcome, first) == []
    assert ids(book.outbox.waiting()) == [second.id]
    assert book.journal.cursors([first.id, second.id]) == {first.id: 1}
    assert tally(book) == Tally(made=2, applied=1, superseded=0, waiting=1, parked=0)


def test_an_answer_to_a_later_change_does_not_take_an_earlier_one_along(book):
    first, second = book.write({"note": "x"}), book.write({"note": "y"})
    book.answer("accepted", second)
    assert ids(book.outbox.waiting()) == [first.id]


def test_what_was_replaced_is_superseded_once_it_is_at_the_hub(book):
    first, second = book.write({"note": "x"}), book.write({"note": "y"})
    assert tally(book).waiting == 2
    book.answer("accepted", first, second)
    assert tally(book) == Tally(made=2, applied=1, superseded=1, waiting=0, parked=0)


def test_what_another_device_replaced_is_superseded(book):
    made = book.write({"note": "x"})
    book.answer("accepted", made)
    book.absorb(a_change(sets={"note": "y"}, seen={"note": (made.id,)}))
    assert tally(book) == Tally(made=1, applied=0, superseded=1, waiting=0, parked=0)


def test_others_changes_are_not_counted_as_made_here(book):
    book.absorb(a_change(), a_change(id=change_id(INCARNATIONS[0], 2), entity_id="r2"))
    assert tally(book) == Tally(0, 0, 0, 0, 0)


def test_what_the_hub_refused_is_parked_with_its_reason_and_what_builds_on_it(book):
    bad = book.write({"note": "x" * 5})
    other = book.write({"note": "y"}, key=R2)
    later, last = book.write({"status": "late"}), book.write({"note": "z"})
    book.answer("refused", bad, reason="too long")
    assert ids(book.outbox.waiting()) == [other.id]
    (parked,) = book.outbox.parked()
    assert (parked.id, parked.reason, parked.blocks) == (bad.id, "too long", 2)
    assert (parked.entity_type, parked.entity_id, parked.since_ms) == (*R1, NOW_MS)
    assert tally(book) == Tally(made=4, applied=0, superseded=0, waiting=1, parked=3)
    assert book.outbox.queue_length() == (1, 3)
    assert set(book.outbox.unsettled(9) or ()) == {R1, R2}
    assert later.id != last.id


def test_what_came_before_a_refused_change_is_not_parked_with_it(book):
    first, second = book.write({"note": "x"}), book.write({"note": "y"})
    book.answer("refused", second)
    assert ids(book.outbox.waiting()) == [first.id]


def test_a_refusal_of_a_whole_batch_is_one_stuck_thing(book):
    made = [book.write({"note": str(number)}) for number in range(3)]
    book.answer("refused", *made, reason="?")
    (parked,) = book.outbox.parked()
    assert (parked.id, parked.blocks) == (made[0].id, 2)


def test_an_answer_about_what_nobody_knows_changes_nothing(book):
    made = book.write({"note": "x"})
    stranger = a_change()
    for outcome in ("accepted", "refused"):
        book.answer(outcome, stranger)
    assert book.states() == {made.id: ChangeState.WAITING}


def test_a_refusal_that_comes_late_does_not_park_what_is_at_the_hub(book):
    made = book.write({"note": "x"})
    book.answer("accepted", made)
    book.answer("refused", made)
    assert book.states() == {made.id: ChangeState.APPLIED}


def test_clashes_are_handed_back(book):
    made = book.write({"note": "x"})
    assert book.answer("clash", made) == [made.id]
    assert book.states() == {made.id: ChangeState.WAITING}


# Retry and drop.


def test_a_retry_puts_a_change_and_what_waits_for_it_back_in_order(book):
    made = [book.write({"note": str(number)}) for number in range(3)]
    other = book.write({"note": "y"}, key=R2)
    book.answer("refused", made[0], other)
    assert book.outbox.retry(made[0].id) == 3
    assert ids(book.outbox.waiting()) == ids(made)
    assert [each.id for each in book.outbox.parked()] == [other.id]
    assert book.outbox.retry(made[0].id) == 0
    assert tally(book) == Tally(made=4, applied=0, superseded=0, waiting=3, parked=1)


def test_a_drop_takes_the_change_and_what_builds_on_it_out_of_the_state(book):
    first = book.write({"status": "booked", "note": "x"})
    book.answer("accepted", first)
    bad, later = book.write({"note": "y"}), book.write({"note": "z"})
    book.answer("refused", bad)
    moved = book.outbox.drop(bad.id)
    assert moved[R1].entity == merge.fold([first])
    assert book.values("note") == ["x"]
    assert book.states() == {
        first.id: ChangeState.APPLIED,
        bad.id: ChangeState.DROPPED,
        later.id: ChangeState.DROPPED,
    }
    assert tally(book) == Tally(made=3, applied=1, superseded=2, waiting=0, parked=0)
    assert book.journal.verify([R1]) == []


def test_dropping_all_there_is_of_a_thing_leaves_nothing_of_it(book):
    made = book.write({"note": "x"})
    book.answer("refused", made)
    assert book.outbox.drop(made.id)[R1].entity == merge.EMPTY
    assert book.journal.all_keys() == []
    assert all(not any(hash) for hash in book.journal.buckets().values())
    assert book.outbox.drop(made.id) == {}


def test_what_was_written_after_the_parking_is_not_dropped_with_it(book):
    bad = book.write({"note": "x"})
    book.answer("refused", bad)
    after = book.write({"status": "late"})
    assert ids(book.outbox.waiting()) == [after.id]
    book.outbox.drop(bad.id)
    assert book.values("status") == ["late"]
    assert book.values("note") == []


def test_only_what_is_parked_can_be_dropped_or_retried(book):
    made = book.write({"note": "x"})
    assert book.outbox.drop(made.id) == {}
    assert book.outbox.retry(made.id) == 0
    assert book.states() == {made.id: ChangeState.WAITING}


def test_a_parked_change_whose_bytes_are_broken_can_be_seen_and_dropped(book):
    made = book.write({"note": "窓際"})
    book.alter(made.id, '"id"', "!id!")
    book.answer("refused", made, reason="altered")
    (parked,) = book.outbox.parked()
    assert (parked.id, parked.entity_type, parked.reason) == (made.id, "", "altered")
    assert book.outbox.drop(made.id)[R1].entity == merge.EMPTY
    assert tally(book) == Tally(made=1, applied=0, superseded=1, waiting=0, parked=0)


def test_too_many_things_to_name_are_none(book):
    for number in range(4):
        book.write({"note": "x"}, key=("n", str(number)))
    assert len(book.outbox.unsettled(4) or ()) == 4
    assert book.outbox.unsettled(3) is None


# What a restored hub lacks.


def test_what_the_hub_lost_is_offered_again_whoever_made_it(book):
    mine, theirs = book.write({"note": "x"}), a_change(entity_id="r2")
    book.answer("accepted", mine)
    book.absorb(theirs)
    book.outbox.requeue([mine.id, theirs.id])
    assert ids(book.outbox.waiting()) == [mine.id, theirs.id]
    assert book.journal.cursors([mine.id, theirs.id]) == {}
    assert tally(book) == Tally(made=1, applied=0, superseded=0, waiting=1, parked=0)
    assert book.outbox.queue_length() == (2, 0)


def test_what_is_parked_or_given_up_is_not_offered_again(book):
    parked, dropped = book.write({"note": "x"}), book.write({"note": "y"}, key=R2)
    book.answer("refused", parked, dropped)
    book.outbox.drop(dropped.id)
    book.outbox.requeue([parked.id, dropped.id])
    assert book.outbox.waiting() == ()


# A copy of this ledger.


def test_another_life_counts_on_from_one_and_keeps_what_it_made_before(book):
    first, second = book.write({"note": "x"}), book.write({"note": "y"})
    book.answer("accepted", first)
    assert book.outbox.reincarnate(NEXT) == {}
    assert ids(book.outbox.waiting()) == [second.id]
    assert book.write({"note": "z"}).id == change_id(NEXT, 1)
    assert tally(book) == Tally(made=3, applied=0, superseded=1, waiting=2, parked=0)
    book.outbox.reincarnate(Incarnation("c" * 16))
    assert tally(book).made == 3


def test_what_an_earlier_life_made_counts_when_the_hub_brings_it_back(book):
    book.write({"note": "x"})
    book.outbox.reincarnate(NEXT)
    book.absorb(a_change(id=change_id(OURS, 2), sets={"status": "late"}))
    assert tally(book) == Tally(made=2, applied=1, superseded=0, waiting=1, parked=0)


def renamed(first, sequence):
    """The name that a life's changes get from the first one whose name was given away twice."""
    return change_id(content_hash(pack(first)).hex()[:16], sequence)


def test_names_given_away_twice_are_changed_with_every_mention_of_them(book):
    first = book.write({"note": "x", "course": ""})
    second = book.write({"note": "y", "status": "booked"})
    other = book.write({"note": "o"}, key=R2)
    book.write({DELETED: True})
    before = (book.values("note"), book.values("status"))
    moved = book.outbox.reincarnate(NEXT, [other.id, second.id])
    assert set(moved) == {R1, R2}
    sent = [unpack(each.body) for each in book.outbox.waiting()]
    assert ids(sent) == [first.id, *(renamed(second, at) for at in (2, 3, 4))]
    assert sent[1].seen == second.seen
    assert sent[3].sets[DELETED] == sorted([first.id, renamed(second, 2)])
    assert all(each.is_unaltered for each in book.outbox.waiting())
    assert (book.values("note"), book.values("status")) == before
    assert book.write({"note": "z"}).id == change_id(NEXT, 1)
    assert tally(book).waiting == 5
    assert book.journal.verify([R1, R2]) == []


def test_a_later_write_still_replaces_an_earlier_one_under_its_new_name(book):
    first = book.write({"note": "x"})
    second = book.write({"note": "y"})
    book.outbox.reincarnate(NEXT, [first.id])
    sent = [unpack(each.body) for each in book.outbox.waiting()]
    assert sent[1].id == renamed(first, 2) != second.id
    assert sent[1].seen == {"note": (renamed(first, 1),)}
    assert book.values("note") == ["y"]


def test_twins_that_rename_one_queue_rename_it_alike(book):
    first = book.write({"note": "x"})
    book.write({"note": "y"})
    queues = []
    for life in (NEXT, Incarnation("c" * 16)):
        twin = a_book()
        book.sql.backup(twin.sql)
        # What each wrote since they parted has one name, and must get two.
        twin.write({"note": life})
        twin.outbox.reincarnate(life, [first.id])
        queues.append([each.body for each in twin.outbox.waiting()])
    assert queues[0][:2] == queues[1][:2]
    assert queues[0][2] != queues[1][2]


def test_what_mentions_a_renamed_change_is_renamed_with_what_follows_it(book):
    first = book.write({"note": "x"})
    book.outbox.reincarnate(NEXT)
    before = book.write({"note": "o"}, key=R2)
    edit = book.write({"note": "y"})
    book.write({"note": "p"}, key=R2)
    book.outbox.reincarnate(Incarnation("c" * 16), [first.id])
    assert ids(book.outbox.waiting()) == [
        renamed(first, 1),
        before.id,
        renamed(edit, 2),
        renamed(edit, 3),
    ]
    assert book.values("note") == ["y"]
    assert tally(book) == Tally(made=4, applied=0, superseded=0, waiting=4, parked=0)


def test_what_a_twin_renamed_and_sent_before_us_is_not_sent_again(book):
    mine = book.write({"note": "x"})
    theirs = mine._replace(id=renamed(mine, 1))
    book.absorb(theirs)
    moved = book.outbox.reincarnate(NEXT, [mine.id])
    assert book.outbox.waiting() == ()
    assert moved[R1].entity.applied == {theirs.id: theirs.stamp}
    assert tally(book) == Tally(made=1, applied=1, superseded=0, waiting=0, parked=0)


def test_a_name_that_came_back_from_elsewhere_and_is_changed_again_is_counted_once(book):
    mine = book.write({"note": "x"})
    book.outbox.reincarnate(NEXT, [mine.id])
    book.absorb(mine)
    book.outbox.requeue([mine.id])
    tally(book)
    book.outbox.reincarnate(Incarnation("c" * 16), [mine.id])
    assert ids(book.outbox.waiting()) == [renamed(mine, 1)]
    assert tally(book) == Tally(made=1, applied=0, superseded=0, waiting=1, parked=0)


def test_what_is_parked_stays_with_what_it_waits_for_under_new_names(book):
    bad = book.write({"note": "x"})
    book.write({"status": "late"})
    book.answer("refused", bad, reason="?")
    book.outbox.reincarnate(NEXT, [bad.id])
    (parked,) = book.outbox.parked()
    assert (parked.id, parked.blocks) == (renamed(bad, 1), 1)
    assert book.outbox.retry(parked.id) == 2
    assert ids(book.outbox.waiting()) == [renamed(bad, 1), renamed(bad, 2)]


def test_a_change_of_an_earlier_life_that_gets_another_name_is_counted_once(book):
    made = book.write({"note": "x"})
    book.outbox.reincarnate(NEXT)
    book.outbox.reincarnate(Incarnation("c" * 16), [made.id])
    assert tally(book) == Tally(made=1, applied=0, superseded=0, waiting=1, parked=0)
    book.absorb(a_change(id=made.id, sets={"status": "late"}))
    assert tally(book) == Tally(made=2, applied=1, superseded=0, waiting=1, parked=0)


def test_what_was_given_up_makes_room_for_what_its_name_stands_for_elsewhere(book):
    mine = book.write({"note": "x"})
    book.answer("refused", mine, reason="?")
    book.outbox.drop(mine.id)
    book.outbox.reincarnate(NEXT)
    theirs = a_change(id=mine.id, sets={"note": "y"})
    assert book.absorb(theirs).clashing == [mine.id]
    book.outbox.reincarnate(Incarnation("c" * 16), [mine.id])
    book.absorb(theirs)
    assert book.values("note") == ["y"]
    assert book.journal.change(renamed(mine, 1))[1] is ChangeState.DROPPED
    assert sum(tally(book)[1:]) == tally(book).made


def test_another_devices_change_renamed_by_us_stays_theirs_to_account_for(book):
    theirs = a_change()
    book.absorb(theirs)
    book.outbox.requeue([theirs.id])
    book.outbox.reincarnate(NEXT, [theirs.id])
    assert ids(book.outbox.waiting()) == [renamed(theirs, split_id(theirs.id)[1])]
    assert tally(book) == Tally(made=0, applied=0, superseded=0, waiting=0, parked=0)


@pytest.mark.parametrize("value", [True, 5, [1, "x"], {"a": 1}, [["x"]]])
def test_a_deletion_from_an_unknown_hand_does_not_stop_a_renaming(book, value):
    strange = a_change(sets={DELETED: value})
    book.absorb(strange)
    book.outbox.requeue([strange.id])
    mine = book.write({"note": "x"}, key=R2)
    book.outbox.reincarnate(NEXT, [mine.id])
    sent = [unpack(each.body) for each in book.outbox.waiting()]
    assert sent[0].sets == {DELETED: value}
    assert sent[1].id == renamed(mine, 1)


def test_what_the_disk_altered_does_not_stop_a_renaming(book):
    broken, mine = book.write({"note": "窓際"}), book.write({"note": "x"}, key=R2)
    book.alter(broken.id, '"id"', "!id!")
    book.outbox.reincarnate(NEXT, [broken.id, mine.id])
    assert book.states() == {
        broken.id: ChangeState.WAITING,
        renamed(mine, 2): ChangeState.WAITING,
    }
    assert tally(book).waiting == 2


def test_joining_a_house_changes_who_we_are_and_nothing_we_made(book):
    made = book.write({"note": "x"})
    device = book.journal.device()
    joined = device._replace(venue="house-2", id="d2", name="奥", cursor=0, epoch="e")
    book.outbox.adopt(joined)
    assert book.journal.device() == joined
    assert ids(book.outbox.waiting()) == [made.id]
