"""Phone numbers as Japanese houses write, dial and receive them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbers import read_phone

MOBILE = "+819012345678"


@pytest.mark.parametrize(
    ("text", "e164", "digits"),
    [
        ("090-1234-5678", MOBILE, "09012345678"),
        ("０９０−１２３４−５６７８", MOBILE, "09012345678"),
        ("090ー1234ー5678", MOBILE, "09012345678"),
        ("090‐1234–5678", MOBILE, "09012345678"),
        ("(090) 1234 5678", MOBILE, "09012345678"),
        ("090.1234.5678", MOBILE, "09012345678"),
        ("090\u3000１２３４・５６７８", MOBILE, "09012345678"),
        ("819012345678", MOBILE, "09012345678"),
        ("+81 90-1234-5678", MOBILE, "09012345678"),
        ("＋８１９０１２３４５６７８", MOBILE, "09012345678"),
        ("+8109012345678", MOBILE, "09012345678"),
        ("+81 (0)90 1234 5678", MOBILE, "09012345678"),
        ("0081 90 1234 5678", MOBILE, "09012345678"),
        ("010 81 90 1234 5678", MOBILE, "09012345678"),
        ("0033010819012345678", MOBILE, "09012345678"),
        ("tel:+81-90-1234-5678;phone-context=jp", MOBILE, "09012345678"),
        ("090-1234-5678 内線12", MOBILE, "09012345678"),
        ("090-1234-5678 ext. 12", MOBILE, "09012345678"),
        ("080-1234-5678", "+818012345678", "08012345678"),
        ("070-1234-5678", "+817012345678", "07012345678"),
        ("060-1234-5678", "+816012345678", "06012345678"),
        ("050-1234-5678", "+815012345678", "05012345678"),
        ("0800-123-4567", "+818001234567", "08001234567"),
        ("0120-123-456", "+81120123456", "0120123456"),
        ("0570-012-345", "+81570012345", "0570012345"),
        ("0200-1234-567890", "+812001234567890", "02001234567890"),
        ("03-1234-5678", "+81312345678", "0312345678"),
        ("81312345678", "+81312345678", "0312345678"),
        ("04992-1-2345", "+81499212345", "0499212345"),
        ("01012125550100", "+12125550100", "12125550100"),
        ("0033 010 1 212 555 0100", "+12125550100", "12125550100"),
        ("001 010 1 212 555 0100", "+12125550100", "12125550100"),
        ("00 1 212 555 0100", "+12125550100", "12125550100"),
        ("+1 (212) 555-0100", "+12125550100", "12125550100"),
        ("+39 06 1234 5678", "+390612345678", "390612345678"),
    ],
)
def test_every_spelling_of_a_number_is_that_number(text, e164, digits):
    read = read_phone(text)
    assert (read.phone.e164, read.phone.digits, read.phone.raw) == (e164, digits, text)
    assert (read.possible, read.odd_length, read.extension, read.withheld) == (
        True,
        False,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("text", "withheld"),
    [
        ("18409012345678", True),
        ("184-090-1234-5678", True),
        ("184+819012345678", True),
        ("18609012345678", False),
        ("１８４　０９０１２３４５６７８", True),
    ],
)
def test_184_hides_a_number_and_186_shows_it(text, withheld):
    read = read_phone(text)
    assert (read.phone.e164, read.phone.digits, read.withheld) == (MOBILE, "09012345678", withheld)


def test_an_american_number_beginning_like_a_privacy_prefix_keeps_it():
    assert read_phone("+1 845 555 0100").phone.e164 == "+18455550100"


@pytest.mark.parametrize(
    ("text", "area_code", "e164"),
    [
        ("1234-5678", "03", "+81312345678"),
        ("１２３-４５６７", "０４５", "+81451234567"),
        ("23-4567", "0422", "+81422234567"),
        ("8123-4567", "03", "+81381234567"),
    ],
)
def test_a_short_local_number_is_completed_with_the_home_area_code(text, area_code, e164):
    assert read_phone(text, area_code).phone.e164 == e164
    assert read_phone(text).odd_length


@pytest.mark.parametrize(
    "text",
    [
        "090-1234-567",
        "090-1234-56789",
        "03-1234-567",
        "03-1234-56789",
        "0120-123-4567",
        "1234567",
        "1234-5678-9012",
        "+81 90 1234",
        "+999 1234 5678",
        "00",
        "0" * 10,
        "0" * 15,
        "00000000",
        "090-1234-5678 / 03-1234-5678",
        "妻に聞く",
        "🍣",
        "9" * 5000,
    ],
)
def test_an_odd_number_is_kept_and_flagged_and_never_refused(text):
    read = read_phone(text)
    assert (read.phone.raw, read.phone.e164) == (text, "")
    assert (read.odd_length, read.possible) == (True, False)


@pytest.mark.parametrize("text", ["1", "123", "12345", "110", "内線 12"])
def test_fewer_than_six_digits_is_an_extension_and_odd_for_a_guest(text):
    read = read_phone(text, "03")
    assert (read.extension, read.odd_length, read.phone.e164) == ("内" not in text, True, "")


def test_an_extension_is_never_completed_with_an_area_code():
    assert read_phone("12345", "04992").phone.e164 == ""
    assert read_phone("1-2345", "04992").extension


def test_an_area_code_without_its_zero_completes_nothing():
    assert read_phone("1234-5678", "33").phone.e164 == ""


def test_six_digits_are_no_extension():
    assert not read_phone("123456").extension


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_nothing_typed_is_nothing_odd(text):
    read = read_phone(text)
    assert (read.odd_length, read.extension, read.possible, read.phone.digits) == (
        False,
        False,
        False,
        "",
    )


NUMBERISH = st.text("0123456789０１２３８９+＋-ー() 内x,") | st.text()


@given(NUMBERISH, st.sampled_from(["", "03", "045"]))
def test_a_number_understood_once_is_understood_the_same_for_ever(text, area_code):
    first = read_phone(text, area_code)
    assert first.phone.digits.isascii()
    if first.phone.e164:
        again = read_phone(first.phone.e164, area_code)
        assert (again.phone.e164, again.phone.digits) == (first.phone.e164, first.phone.digits)
        assert again.possible
        assert not again.withheld


@given(st.from_regex(r"0[2-9][0-9]{8,9}", fullmatch=True))
def test_a_number_of_the_right_length_is_never_odd(national):
    right = 11 if national[2] == "0" and national[1] in "256789" else 10
    if not national.startswith("0200"):
        assert read_phone(national).odd_length is (len(national) != right)
