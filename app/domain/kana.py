"""Japanese names as they are searched and sorted, whatever keyboard they were typed on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

import jaconv

from app.domain.variants import SHAPES

NO_KANA: Final = "読みなし"
LATIN: Final = "A-Z"
TABS: Final = ("あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ", LATIN, NO_KANA)

_DAKUTEN: Final = "\u3099"
_HANDAKUTEN: Final = "\u309a"
_LONG: Final = "ー"
_MARKS: Final = str.maketrans({"\u309b": _DAKUTEN, "\u309c": _HANDAKUTEN})
"""NFKC would turn the stand-alone ゛ into a space and a mark; か゛ is meant as が."""

_REPEATS: Final = frozenset("々〻ゝヽ")
_KANA: Final = re.compile("[ぁ-ゖァ-ヺゝヽ]")
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Me", "Mn", "Pd"})
_DROPPED: Final = frozenset("ー−─━﹘⁃˗~・·•‧∙⋅'’‘`´ʼ＇")
_HONORIFIC: Final = re.compile("(?<=[^様])様+$")

_SMALL: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS: Final = {
    kana: row[0]
    for row in (
        "あかさたなはまやらわ",
        "いきしちにひみりゐ",
        "うくすつぬふむゆる",
        "えけせてねへめれゑ",
        "おこそとのほもよろを",
    )
    for kana in row
}
_TAB_STARTS: Final = "あかさたなはまやらわ"
_LAST_KANA: Final = "ん"


class _Letter(NamedTuple):
    """One kana, taken apart into the three things a dictionary compares in turn."""

    base: str
    voice: str
    size: str


class Word(NamedTuple):
    """One word's place in the dictionary: all base letters first, then all the marks."""

    bases: str
    voices: str
    sizes: str


def fold(text: str) -> str:
    """Fold a text so that all spellings of one name are equal; folding twice changes nothing.

    Katakana and half-width become hiragana, old shapes of a character its usual one, 々 what it
    repeats, É e. Spaces, hyphens, ・, apostrophes and a closing 様 vanish. So does the ー of a long
    vowel: typed, it cannot be told from a dozen dashes, and finding ゆーき under ゆき costs a
    glance, not finding a guest a booking. The result may be empty.
    """
    kana = jaconv.kata2hira("".join(_kept(_decomposed(text))))
    return _HONORIFIC.sub("", unicodedata.normalize("NFC", kana).translate(SHAPES))


def same_name(a: str, b: str) -> bool:
    """Tell whether two names are one name in two spellings; nothing is the same as no name."""
    folded = fold(a)
    return bool(folded) and folded == fold(b)


def kana_key(kana: str) -> tuple[int, tuple[Word, ...], str]:
    """Sort key in dictionary order: はば ばば はやし, tab by tab, surname before given name.

    As JIS X 4061 has it: letters first, ー counting as the vowel it lengthens; only where all are
    equal, plain before voiced (は ば ぱ); then ー before small before repeated before full-size.
    Two texts are equal only if they are the same text.
    """
    words = tuple(_word(part) for part in _plain(kana).split())
    return (TABS.index(tab_of(kana)), tuple(word for word in words if word.bases), kana)


def tab_of(kana: str) -> str:
    """Name the index tab a reading stands under; `A-Z` for Latin, `読みなし` without a reading."""
    first = next((letter for part in _plain(kana).split() for letter in _word(part).bases), "")
    if _TAB_STARTS[0] <= first <= _LAST_KANA:
        return max(start for start in _TAB_STARTS if start <= first)
    if "a" <= first <= "z":
        return LATIN
    return NO_KANA


def _decomposed(text: str) -> str:
    once = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()
    return unicodedata.normalize("NFKD", once)


def _kept(decomposed: str) -> Iterator[str]:
    """Yield the characters that tell names apart; marks only where they voice a kana."""
    before = ""
    for each in decomposed:
        if each in (_DAKUTEN, _HANDAKUTEN):
            if _KANA.match(before):
                yield each
            continue
        if each.isspace() or each in _DROPPED or unicodedata.category(each) in _DROPPED_CATEGORIES:
            continue
        if each not in _REPEATS:
            before = each
        yield before or each


def _plain(kana: str) -> str:
    """Hiragana, decomposed, small and lower case kept apart only where the order needs it."""
    return jaconv.kata2hira(_decomposed(kana))


def _word(plain: str) -> Word:
    letters = list(_letters(plain))
    return Word(
        "".join(letter.base for letter in letters),
        "".join(letter.voice for letter in letters),
        "".join(letter.size for letter in letters),
    )


def _letters(plain: str) -> Iterator[_Letter]:
    letter: _Letter | None = None
    for each in plain:
        if letter and each in (_DAKUTEN, _HANDAKUTEN):
            letter = letter._replace(voice="1" if each == _DAKUTEN else "2")
            continue
        following = _letter(each, letter.base if letter else "")
        if following is None:
            continue
        if letter:
            yield letter
        letter = following
    if letter:
        yield letter


def _letter(each: str, before: str) -> _Letter | None:
    if each == _LONG:
        return _Letter(_VOWELS[before], "0", "0") if before in _VOWELS else None
    if each in _REPEATS:
        return _Letter(before, "0", "2") if before else None
    full = each.translate(_SMALL)
    if full != each:
        return _Letter(full, "0", "1")
    return _Letter(each, "0", "3") if each.isalnum() else None
