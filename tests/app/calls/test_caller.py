import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.caller import NUMBER_CHARS_MAX, Caller, read_caller
from app.domain.call import Withheld


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("09012345678", "+819012345678"),
        ("090-1234-5678", "+819012345678"),
        ("０９０−１２３４−５６７８", "+819012345678"),
        ("819012345678", "+819012345678"),
        ("+8109012345678", "+819012345678"),
        ("0120-123-456", "+81120123456"),
        ("01012125550100", "+12125550100"),
        ("0312345678", "+81312345678"),
    ],
)
def test_a_number_is_understood_however_it_is_written(text, e164):
    assert read_caller(text) == Caller(number_raw=text, e164=e164)


@pytest.mark.parametrize(
    ("spellings", "withheld"),
    [
        (("PRIVATE", "Private", "ANONYMOUS", "anonymous", "P", "非通知", " 非通知 "), "P"),
        (("C", "公衆電話", "PAY PHONE", "Coin line/payphone", "PAYPHONE"), "C"),
        (("OUT-OF-AREA", "OUT OF AREA", "O", "Ｏ", "UNAVAILABLE", "表示圏外"), "O"),
        (("S", "Interaction with other service"), "S"),
        (("E",), "E"),
        (("-", "", " ", "NO NUMBER", "NO-NUMBER", "RING"), "N"),
    ],
)
def test_every_spelling_of_no_number_names_its_reason(spellings, withheld):
    for spelling in spellings:
        assert read_caller(spelling) == Caller(withheld=Withheld(withheld)), spelling


@pytest.mark.parametrize("text", ["18409012345678", "184-090-1234-5678"])
def test_a_number_that_slipped_out_of_a_withheld_call_is_dropped(text):
    assert read_caller(text) == Caller(withheld=Withheld.PRIVATE)


def test_fewer_than_six_digits_are_an_extension_and_no_number():
    assert read_caller("1") == Caller(number_raw="1", internal="1")
    assert read_caller("12345") == Caller(number_raw="12345", internal="12345")


@pytest.mark.parametrize("text", ["SPAM", "ゴミ", "\ufffd\ufffd", "0901234567B", "+", "9" * 60])
def test_what_cannot_be_a_number_is_a_receive_error(text):
    assert read_caller(text) == Caller(withheld=Withheld.ERROR)


def test_a_number_too_long_is_never_cut_into_somebody_elses():
    assert read_caller("09012345678" + "0" * NUMBER_CHARS_MAX).e164 is None


@given(text=st.text())
def test_any_text_is_a_number_an_extension_or_a_reason(text):
    caller = read_caller(text)
    assert (caller.withheld is None) == bool(caller.number_raw)
    assert caller.withheld is None or (caller.e164, caller.internal) == (None, "")
    assert not (caller.e164 and caller.internal)
