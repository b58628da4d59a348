"""The laws at the top of sync/digest.py."""

from hypothesis import assume, given
from hypothesis import strategies as st

from sync import digest
from sync.digest import BUCKETS, NOTHING

hashes = st.binary(min_size=16, max_size=16)
books = st.dictionaries(st.text(max_size=8), st.binary(max_size=20), max_size=12)


def toggle(buckets, entity_id, packed):
    number = digest.bucket_of(entity_id)
    hash = digest.entity_hash("reservation", entity_id, packed)
    return buckets | {number: digest.xor(buckets.get(number, NOTHING), hash)}


def buckets_of(book):
    buckets: dict[int, bytes] = {}
    for entity_id, packed in book:
        buckets = toggle(buckets, entity_id, packed)
    return buckets


@given(books, st.text(max_size=8), st.binary(max_size=20))
def test_putting_in_and_taking_out_again_changes_nothing(book, entity_id, packed):
    buckets = buckets_of(book.items())
    again = toggle(toggle(buckets, entity_id, packed), entity_id, packed)
    assert digest.differing(again, buckets) == []
    assert digest.root(again) == digest.root(buckets)


@given(books, st.data())
def test_equal_states_have_equal_roots_in_any_order(book, data):
    shuffled = data.draw(st.permutations(list(book.items())))
    assert digest.root(buckets_of(shuffled)) == digest.root(buckets_of(book.items()))


@given(books, books)
def test_unequal_states_differ_in_a_bucket_and_at_the_root(ours, theirs):
    assume(ours != theirs)
    a, b = buckets_of(ours.items()), buckets_of(theirs.items())
    expected = {
        digest.bucket_of(id) for id in ours.keys() | theirs.keys() if ours.get(id) != theirs.get(id)
    }
    assert set(digest.differing(a, b)) == expected
    assert digest.root(a) != digest.root(b)


@given(st.lists(hashes, max_size=6), st.data())
def test_hashes_fold_in_any_order(group, data):
    assert digest.fold_hashes(data.draw(st.permutations(group))) == digest.fold_hashes(group)


@given(hashes, hashes)
def test_folding_two_is_exclusive_or(a, b):
    assert digest.fold_hashes((a, b)) == digest.xor(a, b)
    assert digest.xor(digest.xor(a, b), b) == a


def test_a_missing_bucket_is_an_empty_one():
    assert digest.root({}) == digest.root(dict.fromkeys(range(BUCKETS), NOTHING))
    assert digest.differing({}, {3: NOTHING}) == []


@given(st.text())
def test_every_entity_has_a_bucket(entity_id):
    assert 0 <= digest.bucket_of(entity_id) < BUCKETS


def test_the_name_is_part_of_the_hash():
    hashes = {
        digest.entity_hash("guest", "1", b"x"),
        digest.entity_hash("table", "1", b"x"),
        digest.entity_hash("guest", "2", b"x"),
        digest.entity_hash("guest", "1", b"y"),
    }
    assert len(hashes) == 4
