"""Guests are found however their name is spelt, and by any three digits; no ghost is ever found."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.kana import fold
from app.store.check import examine
from app.store.ledger import Write
from sync.journal import Draft
from tests.app.store.values import names
from tests.builders import a_guest, a_phone
from tests.ledgers import NOON_MS, a_ledger, add

SIGNS = "\"*():^-+{}[]|\\/%_'`~!?&<>=,.;@#$ 　\t\n\0"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A book with a few guests that no test changes."""
    ledger = a_ledger(tmp_path_factory.mktemp("book") / "ledger.db")
    add(
        ledger,
        a_guest("takahashi", name="髙橋", kana="タカハシ", phones=(a_phone("090-1234-5678"),)),
        a_guest(
            "yamada", name="山田 太郎", kana="やまだ たろう", phones=(a_phone("03-5555-0199"),)
        ),
        a_guest("lee", name="Lee", kana="", company='O"Neil (株)'),
        a_guest("cafe", name="Café*", kana="", phones=(a_phone("+33 1 23 45 67 89"),)),
        a_guest("emoji", name="🍣さん", kana=""),
        a_guest("hayashi", name="林", kana="はやし", phones=(a_phone("内線 12"),)),
    )
    yield ledger
    ledger.close()


def found(ledger, text):
    return {guest.id for guest in ledger.find_guests(text)}


@pytest.mark.parametrize(
    "text",
    [
        "髙橋",
        "高橋",
        "ﾀｶﾊｼ",
        "タカハシ",
        "たかはし",
        "たか はし",
        "髙",
        "高",
        "か",
        "かは",
        "かはし",
        "橋様",
    ],
)
def test_one_name_is_found_in_every_spelling_and_by_any_part(book, text):
    assert found(book, text) == {"takahashi"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("田", {"yamada"}),
        ("田太", {"yamada"}),
        ("だた", {"yamada"}),
        ("だたろ", {"yamada"}),
        ("LEE", {"lee"}),
        ("ｌｅ", {"lee"}),
        ("ee", {"lee"}),
        ("café", {"cafe"}),
        ("cafe", {"cafe"}),
        ("株", {"lee"}),
        ("🍣", {"emoji"}),
        ("林", {"hayashi"}),
        ("山橋", set()),
        ("だは", set()),
        ("", set()),
        ("様", set()),
        (" 　", set()),
    ],
)
def test_parts_of_names_are_found_across_spaces_but_not_across_guests(book, text, who):
    assert found(book, text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("090", {"takahashi"}),
        ("123", {"takahashi", "cafe"}),
        ("234", {"takahashi", "cafe"}),
        ("5678", {"takahashi", "cafe"}),
        ("678", {"takahashi", "cafe"}),
        ("90-1234", {"takahashi"}),
        ("０９０１２３４５６７８", {"takahashi"}),
        ("(03) 5555", {"yamada"}),
        ("+81 90 1234", {"takahashi"}),
        ("0199", {"yamada"}),
        ("33123", {"cafe"}),
        ("999", set()),
        ("12", set()),
        ("09", set()),
        ("1234 山", set()),
    ],
)
def test_three_digits_anywhere_in_a_number_find_its_guest(book, text, who):
    assert found(book, text) == who


@given(st.text(st.sampled_from(SIGNS + "山aか1🍣") | st.characters(), max_size=12))
@settings(max_examples=150)
def test_whatever_is_typed_is_searched_for_and_never_an_error(book, text):
    for guest in book.find_guests(text):
        spelt = [fold(part) for part in (guest.name, guest.kana, guest.company)]
        digits = "".join(letter for letter in fold(text) if letter.isdigit())
        numbers = [phone.digits + " " + phone.e164 for phone in guest.phones]
        assert any(fold(text) in name for name in spelt) or any(
            digits and digits in number for number in numbers
        )


@pytest.mark.parametrize("sign", sorted(set(SIGNS)))
def test_a_sign_in_a_name_is_found_like_any_letter(ledger, sign):
    add(ledger, a_guest("g1", name=f"山{sign}田", kana=""), a_guest("g2", name="山田"))
    assert "g1" in found(ledger, f"山{sign}田")
    assert "g1" in found(ledger, "山")


@given(st.lists(names, min_size=1, max_size=6), st.data())
@settings(max_examples=30)
def test_every_part_of_every_name_finds_it(book, typed, data):
    """Names are put in and taken out again within the test: the book stays as it was."""
    added = [a_guest(f"x{number}", name=name, kana="") for number, name in enumerate(typed)]
    add(book, *added)
    try:
        for guest in added:
            name = fold(guest.name)
            if name:
                start = data.draw(st.integers(0, len(name) - 1))
                part = name[start : data.draw(st.integers(start + 1, len(name)))]
                if fold(part) == part:
                    assert guest.id in found(book, part)
    finally:
        shown = [book.get("guest", guest.id) for guest in added]
        book.commit([Write(guest, None, "delete") for guest in shown], actor="", now_ms=NOON_MS)
        _forget(book, [guest.id for guest in added])


def _forget(book, ids):
    """Let ids be used for fresh guests again."""
    for id in ids:
        book.sql.execute("delete from change where entity_id = ?", (id,))
        book.sql.execute("delete from entity where id = ?", (id,))


def change(ledger, id, **over):
    before = ledger.get("guest", id)
    ledger.commit([Write(before, replace(before, **over), "change")], actor="", now_ms=NOON_MS)


def test_a_guest_under_another_name_is_found_by_that_and_no_more_by_the_old(ledger):
    add(ledger, a_guest("g1", name="髙橋", kana="たかはし", phones=(a_phone(),)))
    change(ledger, "g1", name="山田", kana="やまだ", phones=(a_phone("03-5555-0199"),))
    assert found(ledger, "山田") == found(ledger, "5555") == {"g1"}
    for old in ("高", "たかはし", "1234", "5678"):
        assert found(ledger, old) == set()
    assert ledger.guests_by_phone(a_phone()) == ()
    assert ledger.guests_by_phone(a_phone("03-5555-0199")) == ("g1",)


def test_a_deleted_guest_is_found_no_more_and_undeleted_again(ledger):
    add(ledger, a_guest("g1", phones=(a_phone(),)), a_guest("g2"))
    ledger.commit([Write(ledger.get("guest", "g1"), None, "delete")], actor="", now_ms=NOON_MS)
    assert found(ledger, "山田") == {"g2"}
    assert found(ledger, "1234") == set()
    assert ledger.guests_by_last8(a_phone()) == ()
    ledger.commit_drafts([_undelete(ledger, "g1")], now_ms=NOON_MS)
    assert found(ledger, "山田") == {"g1", "g2"}
    assert found(ledger, "1234") == {"g1"}


def _undelete(ledger, id):
    return Draft("guest", id, "undo", "", {"deleted": None}, ledger.journal.load(("guest", id)).pos)


guests = st.builds(
    a_guest,
    id=st.sampled_from(["g1", "g2", "g3"]),
    name=names,
    kana=names,
    company=st.sampled_from(["", "商事", 'a"b']),
    phones=st.lists(
        st.sampled_from(["090-1234-5678", "03-5555-0199", "+33 1 23 45 67 89", "12"]),
        max_size=2,
        unique=True,
    ).map(lambda raws: tuple(a_phone(raw) for raw in raws)),
)


@given(st.lists(st.tuples(guests, st.booleans()), max_size=8))
@settings(max_examples=25)
def test_after_any_adding_renaming_and_deleting_the_search_is_as_if_built_anew(book, acts):
    for wanted, deletes in acts:
        before = book.find("guest", wanted.id)
        if before is None:
            pos = book.journal.load(("guest", wanted.id)).pos
            if pos:
                book.commit_drafts([_undelete(book, wanted.id)], now_ms=NOON_MS)
                before = book.get("guest", wanted.id)
        after = None if deletes and before is not None else wanted
        book.commit([Write(before, after, "test")], actor="", now_ms=NOON_MS)
    assert not [each for each in examine(book).findings if each.place == "search"]


def test_numbers_that_share_their_last_eight_digits_are_candidates_only(ledger):
    add(
        ledger,
        a_guest("here", phones=(a_phone("03-5555-0199"),)),
        a_guest("there", phones=(a_phone("06-5555-0199"),)),
        a_guest("short", phones=(a_phone("550199"),)),
    )
    assert set(ledger.guests_by_last8(a_phone("5555-0199"))) == {"here", "there"}
    assert ledger.guests_by_last8(a_phone("0199")) == ()
    assert ledger.guests_by_phone(a_phone("03-5555-0199")) == ("here",)


def test_the_end_of_a_name_and_the_beginning_of_its_reading_are_no_name(ledger):
    add(ledger, a_guest("g1", name="山田", kana="田中", phones=(a_phone("1234"), a_phone("3456"))))
    assert found(ledger, "山田中") == found(ledger, "123456") == set()
