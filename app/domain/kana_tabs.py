"""Where the readings of each index tab lie among all texts, for a store that compares code points.

For every reading that begins with a kana or a Latin letter: it lies within `stretches(tab)` exactly
if `app.domain.kana.tab_of` names that tab.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from app.domain.kana import LATIN, NO_KANA, TABS


class Stretch(NamedTuple):
    """Texts from one on, up to another that is no part of it."""

    first: str
    end: str


_KATAKANA: Final = 0x60
"""How far each katakana lies behind its hiragana."""

_HIRAGANA: Final = ("ぁお", "かご", "さぞ", "たど", "なの", "はぽ", "まも", "ゃよ", "らろ", "ゎん")
_HALF: Final = ("ｱｵ", "ｶｺ", "ｻｿ", "ﾀﾄ", "ﾅﾉ", "ﾊﾎ", "ﾏﾓ", "ﾔﾖ", "ﾗﾛ", "ﾜﾝ")
_SMALL_HALF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"あ": ("ｧｫ",), "か": ("ヵヶ",), "た": ("ｯｯ",), "や": ("ｬｮ",), "わ": ("ｦｦ", "ヷヺ")}
)
_LETTERS: Final = ("AZ", "az", "ＡＺ", "ａｚ")


def stretches(tab: str) -> tuple[Stretch, ...]:
    """List where a tab's readings lie; 読みなし has none of its own, it is all the rest."""
    if tab == NO_KANA:
        return ()
    if tab == LATIN:
        return tuple(map(_stretch, _LETTERS))
    place = TABS.index(tab)
    row = _HIRAGANA[place]
    katakana = "".join(chr(ord(each) + _KATAKANA) for each in row)
    pairs = [row, katakana, _HALF[place], *_SMALL_HALF.get(tab, ())]
    if tab == "か":
        pairs.append("ゕゖ")
    if tab == "あ":
        pairs += ["ゔゔ", "ヴヴ"]
    return tuple(map(_stretch, pairs))


def _stretch(pair: str) -> Stretch:
    return Stretch(pair[0], chr(ord(pair[-1]) + 1))
