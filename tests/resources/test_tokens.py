import re

import pytest

import resources
from resources.tokens import EVENING, LIGHT, SHAPE_PAIRS, TEXT_PAIRS

THEMES = pytest.mark.parametrize("theme", [LIGHT, EVENING], ids=["light", "evening"])
TEXT_CONTRAST_MIN = 4.5
SHAPE_CONTRAST_MIN = 3.0


def luminance(color):
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def rules():
    """Every rule of the style sheet: its selector and what it sets."""
    sheet = re.sub(r"/\*.*?\*/", "", resources.text("qss/noren.qss"), flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet):
        yield selector.strip(), dict(re.findall(r"([\w-]+)\s*:\s*([^;]+);", body))


def test_black_on_white_measures_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@THEMES
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_every_text_can_be_read_on_its_fill(theme, pair):
    ink, fill = pair
    assert contrast(theme[ink], theme[fill]) >= TEXT_CONTRAST_MIN


@THEMES
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids=" on ".join)
def test_every_outline_that_means_something_can_be_seen(theme, pair):
    assert contrast(theme[pair[0]], theme[pair[1]]) >= SHAPE_CONTRAST_MIN


def test_both_themes_have_the_same_tokens():
    assert LIGHT.keys() == EVENING.keys()


def test_the_style_sheet_names_only_tokens_there_are():
    used = set(re.findall(r"@(\w+)@", resources.text("qss/noren.qss")))
    assert used
    assert used <= LIGHT.keys()


def test_the_style_sheet_writes_no_colour_of_its_own():
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\{)", resources.text("qss/noren.qss"))


def test_every_text_and_fill_set_together_in_the_style_sheet_is_a_measured_pair():
    pairs = set()
    for _, sets in rules():
        ink = re.fullmatch(r"@(\w+)@", sets.get("color", ""))
        fill = re.fullmatch(r"@(\w+)@", sets.get("background", ""))
        if ink and fill:
            pairs.add((ink[1], fill[1]))
    assert pairs
    assert pairs <= set(TEXT_PAIRS)
