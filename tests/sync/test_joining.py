"""A copy is fetched from the first missing part on, and given up rather than believed."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.book_copy import PART_BYTES, BookCopy, CopyStanding, part_hash
from sync.errors import CopySpoilt, Refused, Unreachable
from sync.joining import TRIES_MAX, fetch_copy
from tests.sync.copies import EPOCH, a_copy, parts_of

BOOK = bytes(range(256)) * 8192
"""Four parts."""

NEWER = BOOK[::-1]


@dataclass
class AHub:
    """A hub that has copies, and fails when a test says so.

    Attributes:
        fails: what to raise, or to send instead, at the so-manyeth part asked for.
    """

    copies: list[tuple[BookCopy, bytes]]
    asked: list[int] = field(default_factory=list)
    spoilt: list[str] = field(default_factory=list)
    fails: dict[int, object] = field(default_factory=dict)

    def copy(self, layout, *, spoilt=None):
        if spoilt:
            self.spoilt.append(spoilt)
            self.copies = [each for each in self.copies if each[0].id != spoilt]
        newest = self.copies[-1][0] if self.copies else None
        return CopyStanding(epoch=EPOCH, head=9, copy=newest, wanted=False)

    def copy_part(self, copy, number):
        self.asked.append(number)
        failure = self.fails.pop(len(self.asked), None)
        if isinstance(failure, Exception):
            raise failure
        if isinstance(failure, bytes):
            return failure
        for each, packed in self.copies:
            if each.id == copy:
                return parts_of(packed)[number]
        raise Refused("gone", code="copy_gone", status=403)


@dataclass
class AShelf:
    """A shelf in memory; it survives what ends `fetch_copy`."""

    has_book: bool = False
    of: str = ""
    parts: list[bytes] = field(default_factory=list)
    book: bytes = b""
    refuses: set[str] = field(default_factory=set)

    def layout(self):
        return None if self.has_book else "noren-1"

    def held(self, copy):
        if self.of != copy.id:
            self.clear()
            self.of = copy.id
        return len(self.parts)

    def keep(self, part):
        self.parts.append(part)

    def put_in_place(self, copy):
        if copy.id in self.refuses:
            raise CopySpoilt("it is not what it says")
        self.book = b"".join(self.parts)
        return copy.offered.cursor

    def clear(self):
        self.of, self.parts = "", []


def a_hub(**over):
    return AHub([(a_copy(BOOK), BOOK)], **over)


def silent(done, total):
    pass


def test_a_copy_is_fetched_whole_and_put_in_place():
    shelf, hub, told = AShelf(), a_hub(), []
    joined = fetch_copy(shelf, hub, lambda done, total: told.append((done, total)))
    assert (joined.changes, joined.problems) == (3, ())
    assert shelf.book == BOOK
    assert told == [(number * PART_BYTES, len(BOOK)) for number in range(5)]


def test_a_device_with_a_book_asks_for_none():
    hub, shelf = a_hub(), AShelf(has_book=True, parts=[b"left over"])
    assert fetch_copy(shelf, hub, silent).changes == 0
    assert hub.asked == []
    assert shelf.parts == []


def test_without_a_copy_at_the_hub_nothing_is_taken_and_nothing_said():
    joined = fetch_copy(AShelf(), AHub([]), silent)
    assert (joined.changes, joined.problems) == (0, ())


@given(st.lists(st.integers(1, 4), max_size=4))
def test_cut_off_anywhere_it_goes_on_at_the_missing_part(lives):
    shelf = AShelf()
    asked = []
    for parts in lives:
        hub = a_hub(fails={parts + 1: Unreachable("cut")})
        try:
            fetch_copy(shelf, hub, silent)
        except Unreachable:
            asked += hub.asked[:-1]
        else:
            asked += hub.asked
            break
    else:
        hub = a_hub()
        fetch_copy(shelf, hub, silent)
        asked += hub.asked
    assert shelf.book == BOOK
    assert asked == [0, 1, 2, 3]


def test_a_newer_copy_that_takes_its_place_meanwhile_is_begun_anew():
    shelf, hub = AShelf(), a_hub()

    def replace(done, total):
        if done == 2 * PART_BYTES and len(hub.copies) == 1 and shelf.of == hub.copies[0][0].id:
            hub.copies[:] = [(a_copy(NEWER, 2, cursor=8), NEWER)]

    assert fetch_copy(shelf, hub, replace).changes == 8
    assert shelf.book == NEWER


def test_a_copy_that_is_not_what_it_says_is_reported_and_the_log_read_instead():
    copy = a_copy(BOOK)
    shelf, hub = AShelf(refuses={copy.id}), a_hub()
    joined = fetch_copy(shelf, hub, silent)
    assert joined.changes == 0
    assert "not what it says" in joined.problems[0]
    assert hub.spoilt == [copy.id]
    assert shelf.parts == []


def test_after_a_spoilt_copy_another_one_is_taken():
    good, bad = a_copy(BOOK, 1), a_copy(NEWER, 2)
    shelf, hub = AShelf(refuses={bad.id}), AHub([(good, BOOK), (bad, NEWER)])
    joined = fetch_copy(shelf, hub, silent)
    assert shelf.book == BOOK
    assert len(joined.problems) == 1


def test_a_part_that_was_altered_on_the_way_is_asked_for_again():
    shelf, hub = AShelf(), a_hub(fails={2: b"altered"})
    assert fetch_copy(shelf, hub, silent).changes == 3
    assert hub.asked == [0, 1, 1, 2, 3]
    assert shelf.book == BOOK


def test_a_part_that_never_is_what_was_offered_spoils_the_copy():
    shelf, hub = AShelf(), a_hub(fails=dict.fromkeys(range(2, 2 + TRIES_MAX), b"altered"))
    assert fetch_copy(shelf, hub, silent).changes == 0
    assert len(hub.spoilt) == 1


def test_where_parts_do_not_come_through_the_log_is_read_and_the_copy_not_blamed():
    failures = {number: Unreachable("cut") for number in range(1, 1 + TRIES_MAX)}
    shelf, hub = AShelf(), a_hub(fails=failures)
    joined = fetch_copy(shelf, hub, silent)
    assert joined.changes == 0
    assert "do not come through" in joined.problems[0]
    assert hub.spoilt == []


def test_another_refusal_than_a_copy_that_is_gone_is_passed_on():
    hub = a_hub(fails={2: Refused("no", code="signed_out", status=401)})
    with pytest.raises(Refused):
        fetch_copy(AShelf(), hub, silent)


def test_the_hash_of_a_part_is_that_of_its_bytes():
    assert part_hash(b"a") == part_hash(b"a") != part_hash(b"b")
