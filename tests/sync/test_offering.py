"""A copy is made only when it is wanted, and handed over once, whatever cuts in."""

from collections.abc import Generator
from dataclasses import dataclass, field
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.book_copy import BookCopy, CopyStanding, Offered, Placed
from sync.errors import Refused, Unreachable
from sync.offering import offer_copy
from tests.sync.copies import EPOCH, a_copy, an_offer, parts_of

BOOK = bytes(range(256)) * 8192


@dataclass
class AHub:
    wants: bool = True
    epoch: str = EPOCH
    newest: BookCopy | None = None
    parts: dict[int, bytes] = field(default_factory=dict)
    offers: int = 0
    cuts: set[int] = field(default_factory=set)
    refuses: bool = False

    def copy(self, layout, *, may_offer=False):
        assert may_offer
        return CopyStanding(epoch=self.epoch, head=9, copy=self.newest, wanted=self.wants)

    def offer(self, offered):
        self.offers += 1
        if self.refuses:
            raise Refused("no", code="not_wanted", status=403)
        missing = [number for number in range(len(offered.parts)) if number not in self.parts]
        return Placed(id="c" * 32, missing=tuple(missing))

    def offer_part(self, copy, number, part):
        if number in self.cuts:
            self.cuts.discard(number)
            raise Unreachable("cut")
        assert number not in self.parts
        self.parts[number] = part
        return 4 - len(self.parts)


@dataclass
class APress:
    made: int = 0
    is_behind: bool = False
    has: Offered | None = None
    is_taken: bool = False
    is_claimed: bool = False

    def claim(self):
        self.is_claimed = not self.is_taken
        return self.is_claimed

    def release(self):
        self.is_claimed = False

    def layout(self):
        return "noren-1"

    def epoch(self):
        return EPOCH

    def ready(self):
        return self.has

    def make(self):
        yield
        self.made += 1
        self.has = None if self.is_behind else an_offer(BOOK, cursor=9)
        yield

    def part(self, number):
        return parts_of(BOOK)[number]

    def clear(self):
        self.has = None


def carry_out(press, hub):
    for _ in offer_copy(press, hub):
        pass


def test_a_copy_that_is_wanted_is_made_and_handed_over():
    press, hub = APress(), AHub()
    carry_out(press, hub)
    assert b"".join(hub.parts[number] for number in range(4)) == BOOK
    assert press.has is None


def test_while_another_program_is_at_it_nothing_is_asked_made_or_cleared():
    press, hub = APress(has=an_offer(BOOK), is_taken=True), AHub()
    carry_out(press, hub)
    assert (press.made, hub.offers) == (0, 0)
    assert press.has is not None


def test_another_program_may_go_on_after_the_end_however_that_comes():
    press, hub = APress(), AHub(cuts={2})
    with pytest.raises(Unreachable):
        carry_out(press, hub)
    assert not press.is_claimed
    left_alone = offer_copy(press, hub)
    assert isinstance(left_alone, Generator)
    claimed = []
    next(left_alone)
    claimed.append(press.is_claimed)
    left_alone.close()
    claimed.append(press.is_claimed)
    assert claimed == [True, False]


def test_a_copy_that_is_not_wanted_is_not_made():
    press, hub = APress(has=an_offer(BOOK)), AHub(wants=False)
    carry_out(press, hub)
    assert (press.made, hub.offers) == (0, 0)
    assert press.has is None


@given(st.sets(st.integers(0, 3)))
def test_cut_off_anywhere_the_next_attempt_hands_over_what_is_missing(cuts):
    press, hub = APress(), AHub(cuts=set(cuts))
    for _ in range(len(cuts)):
        with pytest.raises(Unreachable):
            carry_out(press, hub)
    carry_out(press, hub)
    assert press.made == 1
    assert b"".join(hub.parts[number] for number in range(4)) == BOOK


def test_left_at_any_step_it_can_be_begun_again():
    for steps in range(1, 6):
        press, hub = APress(), AHub()
        for _ in islice(offer_copy(press, hub), steps):
            pass
        carry_out(press, hub)
        assert sorted(hub.parts) == [0, 1, 2, 3]


def test_a_hub_whose_log_this_device_has_not_read_is_offered_nothing():
    press, hub = APress(), AHub(epoch="f" * 16)
    carry_out(press, hub)
    assert (press.made, hub.offers) == (0, 0)


def test_a_copy_of_an_earlier_life_of_the_hub_is_made_anew():
    press, hub = APress(has=an_offer(BOOK, epoch="f" * 16)), AHub()
    carry_out(press, hub)
    assert press.made == 1


def test_a_copy_no_newer_than_the_hubs_is_not_handed_over():
    press, hub = APress(), AHub(newest=a_copy(BOOK, cursor=9))
    carry_out(press, hub)
    assert (press.made, hub.offers) == (1, 0)
    assert press.has is None


def test_a_book_with_unsent_changes_is_not_offered():
    press, hub = APress(is_behind=True), AHub()
    carry_out(press, hub)
    assert hub.offers == 0


def test_what_the_hub_refuses_is_not_kept():
    press, hub = APress(), AHub(refuses=True)
    with pytest.raises(Refused):
        carry_out(press, hub)
    assert press.has is None
