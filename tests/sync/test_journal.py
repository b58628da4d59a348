"""The log of a device: what is written, what is taken in, and what can be computed anew."""

import random
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import clock, digest, merge
from sync.change import DELETED, Change, ChangeId, change_id, content_hash, pack, unpack
from sync.journal import ChangeState, Draft, Incoming, Key
from tests.sync.books import NOW_MS, OURS, R1, R2, a_book
from tests.sync.strategies import INCARNATIONS, a_change, histories

THEIRS = INCARNATIONS[1]


@pytest.fixture
def book():
    book = a_book()
    with closing(book.sql):
        yield book


def foreign(number, sets, **over):
    """The so-manieth change of another device."""
    return a_change(id=change_id(THEIRS, number), sets=sets, **over)


# Writing.


def test_changes_are_numbered_without_gaps_and_stamped_one_after_the_other(book):
    made = [book.write({"note": str(number)}) for number in range(5)]
    assert [each.id for each in made] == [change_id(OURS, number) for number in range(1, 6)]
    stamps = [each.stamp for each in made]
    assert stamps == sorted(set(stamps))
    device = book.journal.device()
    assert (device.sequence, device.stamp) == (5, stamps[-1])


def test_a_change_carries_who_where_and_whose(book):
    made = book.write({"status": "booked"})
    assert (made.actor, made.device, made.venue, made.environment) == (
        "佐藤",
        "レジ",
        "house-1",
        "production",
    )
    assert book.journal.change(made.id) == (made, ChangeState.WAITING)


def test_a_write_has_seen_exactly_what_was_on_its_authors_screen(book):
    first = book.write({"status": "booked", "note": "窓際"})
    screen = book.journal.load(R1).pos
    second = book.write({"status": "late"})
    unseen = book.write({"status": "seated", "note": ""}, revision=screen)
    assert second.seen == {"status": (first.id,)}
    assert unseen.seen == {"status": (first.id,), "note": (first.id,)}
    assert book.values("status") == ["late", "seated"]
    assert book.values("note") == [""]


def test_a_write_on_a_fresh_screen_has_seen_all_sides(book):
    book.write({"status": "booked"})
    screen = book.journal.load(R1).pos
    book.write({"status": "late"})
    book.write({"status": "seated"}, revision=screen)
    assert len(book.write({"status": "left"}).seen["status"]) == 2
    assert book.values("status") == ["left"]


def test_two_changes_of_one_thing_in_one_act_see_each_other_if_the_second_says_so(book):
    first = Draft(*R1, "book", "", {"status": "booked"}, 0)
    blind = Draft(*R1, "change", "", {"status": "late"}, 0)
    changes, moved = book.journal.write([first, blind], NOW_MS)
    assert changes[1].seen == {}
    assert len(moved[R1].entity.live["status"]) == 2
    sees = Draft(*R1, "change", "", {"status": "left"}, moved[R1].pos)
    (last,), _ = book.journal.write(iter([sees]), NOW_MS)
    assert len(last.seen["status"]) == 2


def test_a_deletion_names_all_its_author_saw(book):
    first = book.write({"status": "booked"})
    second = book.write({"note": "窓際"})
    screen = book.journal.load(R1).pos
    book.write({"note": "静かに"})
    deletion = book.write({DELETED: True}, revision=screen)
    assert deletion.sets == {DELETED: sorted([first.id, second.id])}
    assert book.write({DELETED: None}).sets == {DELETED: None}


def test_an_editor_left_open_over_a_drop_saw_what_the_dropped_one_hid(book):
    first = book.write({"status": "booked"})
    dropped = book.write({"status": "late"})
    screen = book.journal.load(R1).pos
    book.answer("refused", dropped)
    book.outbox.drop(dropped.id)
    book.write({"note": "x"})
    assert book.write({"status": "seated"}, revision=screen).seen == {"status": (first.id,)}
    assert book.values("status") == ["seated"]


# Taking in.


def recomputed(book):
    """What the log must hold if it is recomputed from the changes alone."""
    changes: dict[Key, list[Change]] = {}
    for (body,) in book.sql.execute("select body from change"):
        change = unpack(body)
        changes.setdefault((change.entity_type, change.entity_id), []).append(change)
    return {key: merge.fold(group) for key, group in changes.items()}


def assert_consistent(book):
    expected = recomputed(book)
    assert {key: book.entity(key) for key in book.journal.all_keys()} == expected
    hashes = {
        key: digest.entity_hash(key[0], key[1], merge.pack_entity(entity))
        for key, entity in expected.items()
    }
    assert book.journal.hashes(expected) == hashes
    buckets = book.journal.buckets()
    for number in range(digest.BUCKETS):
        of_bucket = [hash for key, hash in hashes.items() if digest.bucket_of(key[1]) == number]
        assert buckets.get(number, digest.NOTHING) == digest.fold_hashes(of_bucket)
    lives = {
        id: sum(live.id == id for group in entity.live.values() for live in group)
        for entity in expected.values()
        for id in entity.applied
    }
    ours = dict(book.sql.execute("select id, live from change where own = 1"))
    assert ours == {id: lives[id] for id in ours}
    for _, entity_id in expected:
        for change, _, shows in book.journal.changes_of(entity_id):
            assert shows == (lives[change.id] > 0)
    assert book.journal.verify(expected) == []


@given(
    histories(max_size=6),
    histories(max_size=4),
    st.randoms(use_true_random=False),
    st.integers(1, 5),
)
@settings(max_examples=80)
def test_pages_of_any_size_in_any_order_with_repeats_make_one_state(first, second, chance, size):
    renamed = {each.id: ChangeId("f" + each.id[1:]) for each in second}
    others = [
        a_change(
            id=renamed[each.id],
            entity_id="r2",
            stamp=each.stamp,
            sets=each.sets,
            seen={name: tuple(renamed[id] for id in ids) for name, ids in each.seen.items()},
        )
        for each in second
    ]
    changes = [*first, *others]
    sent = [*changes, *chance.sample(changes, len(changes) // 2)]
    chance.shuffle(sent)
    book = a_book()
    with closing(book.sql):
        fresh = sum(
            book.absorb(*sent[at : at + size], cursors=False).fresh
            for at in range(0, len(sent), size)
        )
        assert fresh == len(changes)
        assert book.entity(R1) == merge.fold(first)
        assert book.entity(R2) == merge.fold(others)
        assert_consistent(book)


@given(histories(max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_writing_between_pages_keeps_everything_consistent(changes, chance):
    book = a_book()
    with closing(book.sql):
        for change in changes:
            if chance.random() < 0.5:
                newest = book.journal.load(R1).pos
                book.write({"note": chance.random() < 0.5}, revision=chance.randint(0, newest))
            book.absorb(change)
        assert_consistent(book)


def test_a_page_says_what_it_moved_and_where_its_newest_change_stands(book):
    book.write({"status": "booked"})
    absorbed = book.absorb(foreign(1, {"note": "x"}), foreign(2, {"a": 1}, entity_id="r2"))
    assert set(absorbed.moved) == {R1, R2}
    assert [absorbed.moved[key].pos for key in (R1, R2)] == [2, 3]
    assert book.journal.load(R2) == absorbed.moved[R2]


def test_our_own_change_coming_back_is_thereby_at_the_hub(book):
    made = book.write({"status": "booked"})
    absorbed = book.absorb(foreign(1, {"note": "x"}), made)
    assert (absorbed.fresh, absorbed.clashing, absorbed.overtaken) == (1, [], False)
    assert book.states()[made.id] == ChangeState.APPLIED
    assert book.journal.cursors([made.id, ChangeId("x")]) == {made.id: 2}


def test_what_was_parked_with_a_change_the_hub_has_after_all_waits_again(book):
    first, second = book.write({"note": "窓際"}), book.write({"status": "late"})
    book.alter(first.id, "窓際", "窓辺")
    book.answer("refused", first)
    assert book.outbox.waiting() == ()
    book.absorb(first)
    assert book.outbox.parked() == ()
    assert [each.id for each in book.outbox.waiting()] == [second.id]
    assert book.journal.change(first.id) == (first, ChangeState.APPLIED)


def test_a_parked_change_that_the_hub_has_after_all_is_parked_no_more(book):
    made = book.write({"status": "booked"})
    book.answer("refused", made, reason="?")
    book.absorb(made)
    assert book.outbox.parked() == ()
    assert book.states() == {made.id: ChangeState.APPLIED}


def test_a_change_given_up_that_the_hub_has_after_all_shows_again_at_once(book):
    book.write({"status": "booked"})
    made = book.write({"status": "late"})
    book.answer("refused", made, reason="?")
    book.outbox.drop(made.id)
    assert book.values("status") == ["booked"]
    absorbed = book.absorb(made)
    assert set(absorbed.moved) == {R1}
    assert book.values("status") == ["late"]
    assert_consistent(book)


def test_what_is_no_change_is_told_of_with_its_place_and_stops_nothing(book):
    good = foreign(1, {"note": "x"})
    absorbed = book.absorb(b"nonsense", b'{"id":"?"}', good)
    assert [at for at, _ in absorbed.malformed] == [1, 2]
    assert all(reason for _, reason in absorbed.malformed)
    assert absorbed.fresh == 1
    assert book.values("note") == ["x"]


def test_a_name_of_ours_that_stands_for_something_else_is_a_clash(book):
    made = book.write({"status": "booked"})
    twin = a_change(id=made.id, sets={"status": "late"})
    assert book.absorb(twin).clashing == [made.id]
    assert book.values("status") == ["booked"]


def test_a_name_of_ours_that_we_never_gave_means_that_we_were_copied(book):
    book.write({"status": "booked"})
    absorbed = book.absorb(a_change(id=change_id(OURS, 2), sets={"note": "x"}))
    assert absorbed.overtaken
    assert absorbed.fresh == 1


def test_another_devices_name_for_two_things_is_told_of_and_is_not_our_clash(book):
    book.absorb(foreign(1, {"status": "booked"}))
    absorbed = book.absorb(foreign(1, {"status": "late"}))
    assert (absorbed.clashing, absorbed.overtaken, absorbed.fresh) == ([], False, 0)
    assert len(absorbed.malformed) == 1
    assert book.values("status") == ["booked"]


def test_a_stamp_from_the_far_future_does_not_drag_our_clock_along(book):
    decade_ms = 10 * 365 * 86_400_000
    book.absorb(foreign(1, {"note": "x"}, stamp=clock.stamp(NOW_MS + decade_ms, 0)))
    assert book.journal.device().stamp == clock.ZERO
    assert clock.wall_ms(book.write({"note": "y"}).stamp) == NOW_MS
    near = clock.stamp(NOW_MS + 60_000, 7)
    book.absorb(foreign(2, {"note": "z"}, stamp=near))
    assert book.write({"note": "y"}).stamp > near


def test_unknown_types_and_keys_of_a_newer_version_are_kept_byte_for_byte(book):
    newer = foreign(
        1,
        {"wings": [1, {"a": None}]},
        entity_type="dragon",
        entity_id="d1",
        schema=9,
        extra={"sig": "x", "zone": {"b": [2]}},
    )
    book.absorb(newer)
    assert book.journal.bodies_of([("dragon", "d1")]) == {newer.id: pack(newer)}
    assert book.journal.change(newer.id) == (newer, ChangeState.APPLIED)


def test_where_we_have_pulled_to_is_remembered(book):
    book.journal.advance(41, "epoch-1")
    device = book.journal.device()
    assert (device.cursor, device.epoch) == (41, "epoch-1")


# Reading.


def test_a_state_is_computed_as_of_any_position(book):
    book.write({"status": "booked"})
    book.write({"note": "x"}, key=R2)
    book.absorb(foreign(1, {"status": "late"}))
    assert book.journal.as_of(R1, 0) == merge.EMPTY
    assert len(book.journal.as_of(R1, 2).live["status"]) == 1
    assert book.journal.as_of(R1, 3) == book.entity(R1)


def test_things_of_two_types_may_share_an_id(book):
    book.write({"name": "a"}, key=("guest", "x"))
    book.write({"name": "b"}, key=("table", "x"))
    assert book.values("name", ("guest", "x")) == ["a"]
    assert book.values("name", ("table", "x")) == ["b"]
    assert_consistent(book)
    assert book.journal.refold([("guest", "x")])
    assert_consistent(book)


def test_what_the_hub_may_get_leaves_out_what_is_parked_or_given_up(book):
    kept, parked, dropped = (book.write({"note": n}, key=("n", n)) for n in "abc")
    book.answer("refused", parked, dropped)
    book.outbox.drop(dropped.id)
    keys = [("n", n) for n in "abc"]
    assert book.journal.bodies_of(keys) == {kept.id: pack(kept)}
    assert book.journal.keys_of([kept.id, ChangeId("x-1")]) == {("n", "a")}


def test_entities_are_listed_by_their_buckets(book):
    for number in range(30):
        book.write({"n": number}, key=("n", f"id-{number}"))
    found: dict[Key, bytes] = {}
    for number in range(digest.BUCKETS):
        part = book.journal.hashes_in([number])
        assert all(digest.bucket_of(key[1]) == number for key in part)
        found |= part
    assert found == book.journal.hashes(book.journal.all_keys())


# What rots on a disk.


def flip(book, column, where):
    """Change one byte of an entity's row."""
    (value,) = book.sql.execute(f"select {column} from entity where id = ?", (where,)).fetchone()
    value = bytes([value[0] ^ 1]) + value[1:]
    book.sql.execute(f"update entity set {column} = ? where id = ?", (value, where))


def rotten_state(book, made):
    flip(book, "state", "r1")


def rotten_hash(book, made):
    flip(book, "hash", "r1")


def lost_state(book, made):
    book.sql.execute("delete from entity where id = 'r1'")


def lost_change(book, made):
    book.sql.execute("delete from change where id = ?", (made.id,))


def altered_change(book, made):
    book.alter(made.id, "窓際", "窓辺")


def broken_change(book, made):
    book.alter(made.id, '"id"', "!id!")


ROT = [rotten_state, rotten_hash, lost_state, lost_change, altered_change, broken_change]


@pytest.mark.parametrize("rot", ROT)
def test_whatever_rots_of_an_entity_is_noticed(book, rot):
    made = book.write({"note": "窓際"})
    book.write({"note": "x"}, key=R2)
    assert book.journal.verify([R1, R2]) == []
    rot(book, made)
    assert book.journal.verify([R1, R2]) == [R1]


@pytest.mark.parametrize("rot", [rotten_state, rotten_hash])
def test_a_rotten_state_is_computed_anew_from_its_changes(book, rot):
    book.write({"note": "窓際"})
    book.write({"status": "booked"})
    before = book.entity()
    rot(book, None)
    moved = book.journal.refold([R1])
    assert moved[R1].entity == before
    assert book.journal.verify([R1]) == []


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{}",
        b"noise",
        b'{"a":{},"l":{"x":{"y":1}}}',
        b'{"a":{"x":""},"l":{"x":1}}',
        b"[]",
        b"1",
    ],
)
def test_a_state_that_cannot_be_read_is_worked_with_as_its_changes_make_it(book, state):
    book.write({"note": "窓際"})
    whole = book.entity()
    book.sql.execute("update entity set state = ?", (state,))
    assert book.entity() == whole
    book.absorb(foreign(1, {"status": "late"}))
    book.write({"status": "seated"})
    assert (book.values("note"), book.values("status")) == (["窓際"], ["seated"])
    assert_consistent(book)


def test_computing_anew_mends_the_digest_too(book):
    book.write({"note": "窓際"})
    book.write({"note": "x"}, key=R2)
    good = book.journal.buckets()
    book.sql.execute("update digest set hash = x'00112233445566778899aabbccddeeff'")
    assert book.journal.repair_digest()
    assert book.journal.buckets() == good
    assert not book.journal.repair_digest()


@pytest.mark.parametrize("rot", [altered_change, broken_change])
def test_an_altered_change_is_left_out_until_its_bytes_are_put_back(book, rot):
    first = book.write({"note": "静かに"})
    second = book.write({"note": "窓際"})
    whole = book.entity()
    rot(book, second)
    assert [change.id for change, _, _ in book.journal.changes_of("r1")] == [first.id]
    assert book.journal.change(second.id) is None
    book.journal.refold([R1])
    assert book.values("note") == ["静かに"]
    book.journal.mend([Incoming(b"nonsense", 1), Incoming(pack(second), 2)])
    book.journal.refold([R1])
    assert book.entity() == whole
    assert book.journal.verify([R1]) == []


def test_what_has_rotted_beyond_reading_can_still_be_written(book):
    made = book.write({"note": "静かに"})
    rotten_state(book, made)
    broken_change(book, made)
    second = book.write({"status": "booked"})
    assert book.values("status") == ["booked"]
    book.journal.mend([Incoming(pack(made), 1)])
    book.journal.refold([R1])
    assert book.entity() == merge.fold([made, second])
    assert not book.journal.repair_digest()


def test_only_the_very_bytes_that_were_written_are_put_back(book):
    made = book.write({"note": "窓際"})
    altered_change(book, made)
    forged = a_change(id=made.id, sets={"note": "forged"})
    book.journal.mend([Incoming(pack(forged), 1)])
    (body,) = book.sql.execute("select body from change").fetchone()
    assert content_hash(body) not in (content_hash(pack(made)), content_hash(pack(forged)))


def test_noise_of_any_kind_in_a_body_never_raises(book):
    made = [book.write({"note": str(number)}) for number in range(20)]
    chance = random.Random(3)
    for each in made:
        body = bytearray(pack(each))
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        book.sql.execute("update change set body = ? where id = ?", (bytes(body), each.id))
    assert book.journal.verify([R1]) == [R1]
    assert book.journal.changes_of("r1") == []
    book.journal.refold([R1])
    assert book.entity() == merge.EMPTY
