import pytest

from app.domain.import_fields import FIELDS, Field, Kind, guess, missing

F = Field


def guessed(header, kind=Kind.BOOKINGS):
    found = guess(header, kind)
    return [found.get(place) for place in range(len(header))]


def test_a_japanese_system_is_understood_by_its_head():
    header = [
        "予約番号",
        "予約日",
        "予約時間",
        "人数",
        "氏名",
        "フリガナ",
        "電話番号",
        "卓番",
        "備考",
    ]
    assert guessed(header) == [
        F.REFERENCE,
        F.DAY,
        F.TIME,
        F.ADULTS,
        F.NAME,
        F.KANA,
        F.PHONE,
        F.TABLE,
        F.REQUESTS,
    ]


def test_an_english_system_is_understood_by_its_head():
    header = ["Reservation ID", "Visit Date", "Time", "Party Size", "First Name", "Last Name"]
    assert guessed(header) == [
        F.REFERENCE,
        F.DAY,
        F.TIME,
        F.ADULTS,
        F.GIVEN_NAME,
        F.FAMILY_NAME,
    ]


def test_full_width_spelling_and_words_around_the_known_one_are_no_hindrance():
    header = ["ＴＥＬ", "お客様の氏名（漢字）", "アレルギー情報（任意）"]
    assert guessed(header, Kind.GUESTS) == [F.PHONE, F.NAME, F.ALLERGIES]


def test_a_column_of_exactly_the_word_wins_and_no_field_is_given_twice():
    assert guessed(["予約者名の備考", "氏名", "名前"]) == [F.REQUESTS, F.NAME, None]


def test_the_longest_known_word_decides():
    assert guessed(["携帯番号（本人）", "番号"], Kind.GUESTS) == [F.PHONE, F.REFERENCE]


def test_unknown_columns_are_left_out():
    assert guess(["ポイント残高", ""], Kind.GUESTS) == {}


@pytest.mark.parametrize("kind", list(Kind))
def test_no_kind_offers_a_field_twice(kind):
    assert len(set(FIELDS[kind])) == len(FIELDS[kind])


def test_a_booking_needs_a_day_a_time_and_somebody_and_a_guest_a_name():
    assert missing((), Kind.BOOKINGS) == (F.DAY, F.TIME, F.NAME)
    assert missing((F.STARTS, F.PHONE), Kind.BOOKINGS) == ()
    assert missing((F.PHONE,), Kind.GUESTS) == (F.NAME,)
    assert missing((F.FAMILY_KANA,), Kind.GUESTS) == ()
