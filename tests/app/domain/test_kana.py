"""Names found whatever keyboard they were typed on, and sorted as in a dictionary."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.kana import LATIN, NO_KANA, TABS, fold, kana_key, same_name, tab_of

KANA = st.text("あいうえおかがきぎくぐはばぱひびぴやゃゆゅよょっつんをーアイカガハバパヴゝ・ 　")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ヤマダ", "やまだ"),
        ("ﾔﾏﾀﾞ", "やまだ"),
        ("ｶﾞﾝﾊﾞ", "がんば"),
        ("か゛ん", "がん"),
        ("か\u3099ん", "がん"),
        ("ハ゜パ", "ぱぱ"),
        ("ヴィトン", "ゔぃとん"),
        ("やまだ たろう", "やまだ　たろう"),
        ("やまだ\u200bたろう", "やまだたろう"),
        ("ジョン・スミス", "ジョンスミス"),
        ("ｼﾞｮﾝ･ｽﾐｽ", "じょんすみす"),
        ("田中-佐藤", "田中佐藤"),
        ("ラーメン", "ラ‐メン"),
        ("ラ−メン", "らーめん"),
        ("ラ－メン", "ラ—メン"),
        ("ラ〜メン", "ﾗｰﾒﾝ"),
        ("山田様", "山田"),
        ("山田 樣", "山田"),
        ("ＳＭＩＴＨ", "smith"),
        ("José", "jose"),
        ("O'Brien", "O’Brien"),
        ("佐々木", "佐佐木"),
        ("いすゞ", "いすず"),
        ("関ヶ原", "関ケ原"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("山嵜", "山崎"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡邊"),
        ("濵田", "浜田"),
        ("濱田", "濵田"),
        ("德永", "徳永"),
        ("齋藤", "斉藤"),
        ("斎藤", "齊藤"),
        ("中嶋", "中島"),
        ("小澤", "小沢"),
        ("廣瀨", "広瀬"),
        ("眞鍋", "真鍋"),
        ("櫻井", "桜井"),
        ("𠮷田", "吉田"),
        ("葛\U000e0100城", "葛城"),
        ("福田", "福田"),
    ],
)
def test_spellings_of_one_name_are_one(a, b):
    assert same_name(a, b)
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("はば", "ばば"),
        ("山田", "川田"),
        ("大坂", "大阪"),
        ("畑山", "畠山"),
        ("河田", "川田"),
        ("様田", "田"),
        ("", ""),
        ("ー", "・"),
        ("", "山田"),
    ],
)
def test_other_names_stay_other_names(a, b):
    assert not same_name(a, b)


def test_only_a_closing_sama_is_an_honorific():
    assert fold("様田様") == "様田"
    assert fold("様") == "様"


def test_a_sign_of_repetition_with_nothing_before_it_stays():
    assert fold("々木") == "々木"


def test_a_voice_typed_as_a_sign_of_its_own_is_sorted_with_its_kana():
    assert kana_key("か゛ん")[:2] == kana_key("がん")[:2]
    assert kana_key("ハ゜ン")[:2] == kana_key("ぱん")[:2]


@given(st.text())
@example("゛か゜")
@example("々々佐々")
@example("ゝ゛")
@example("山田様 様・様")
@example("\u0345ß\u1fb4")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_spellings_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_what_is_folded_can_be_stored(text):
    fold(text).encode()


def test_names_stand_in_the_order_of_the_dictionary():
    ordered = ["あ", "アーサー", "ああす", "あい", "いえ", "か", "が", "かあ", "きょう", "きよう"]
    ordered += ["は", "はば", "ばば", "ぱぱ", "はやし", "はやし あい", "はやし まこと"]
    ordered += ["はやしだ あい", "ん", "Adams", "smith", "", "山田"]
    mixed = ordered[1::2] + ordered[::2]
    assert sorted(mixed, key=kana_key) == ordered


def test_letters_are_compared_before_voices_and_voices_before_sizes():
    assert sorted(["ばあ", "はい", "はあ", "ぱあ"], key=kana_key) == [
        "はあ",
        "ばあ",
        "ぱあ",
        "はい",
    ]
    assert sorted(["かつた", "がった", "かった"], key=kana_key) == ["かった", "かつた", "がった"]
    assert sorted(["ああ", "あゝ", "あぁ", "あー"], key=kana_key) == [
        "あー",
        "あぁ",
        "あゝ",
        "ああ",
    ]


def test_a_long_vowel_stands_where_its_vowel_would():
    assert sorted(["けき", "けーき", "けえか", "けお"], key=kana_key) == [
        "けえか",
        "けーき",
        "けお",
        "けき",
    ]


@given(st.lists(KANA | st.text(), min_size=2))
def test_any_readings_can_be_put_in_order_and_only_equal_ones_tie(readings):
    keys = sorted(kana_key(reading) for reading in readings)
    assert all(a <= b for a, b in pairwise(keys))
    assert len(set(keys)) == len(set(readings))


@given(st.lists(KANA | st.text()))
def test_readings_in_order_run_through_the_tabs_in_order(readings):
    tabs = [TABS.index(tab_of(reading)) for reading in sorted(readings, key=kana_key)]
    assert tabs == sorted(tabs)


@pytest.mark.parametrize(
    ("reading", "tab"),
    [
        ("おおの", "あ"),
        ("ヴァンサン", "あ"),
        ("ごとう", "か"),
        ("ﾀﾞｲﾓﾝ", "た"),
        ("ぱく", "は"),
        ("ゃまだ", "や"),
        ("を", "わ"),
        ("ん", "わ"),
        (" ー・ さとう", "さ"),
        ("Smith", LATIN),
        ("Ｅmma", LATIN),
        ("émile", LATIN),
        ("Aki", LATIN),
        ("Zoe", LATIN),
        ("゛か", "か"),
        ("山田", NO_KANA),
        ("", NO_KANA),
        ("3番", NO_KANA),
        ("🍣", NO_KANA),
        ("Ωμέγα", NO_KANA),
    ],
)
def test_a_reading_stands_under_its_tab(reading, tab):
    assert tab_of(reading) == tab
