import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import resources
from app.ui import icons
from app.ui.row_delegate import MARK_ICONS
from app.ui.theme import Theme

FOLDER = Path(resources.folder("icons"))
NAMES = sorted(file.stem for file in FOLDER.glob("*.svg"))
SOURCES = Path(icons.__file__).parent


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_tinted_by_its_token(qapp, name):
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(source).get("viewBox") == "0 0 24 24"
    assert "currentColor" in source
    assert not re.search(r"#[0-9a-fA-F]{3}", source)


def test_an_icon_has_the_tokens_colour_and_the_screens_sharpness(qapp):
    theme = Theme()
    drawn = icons.pixmap("plus", theme, "vermilion", 20, 2.0)
    assert drawn.size().width() == 40
    assert drawn.devicePixelRatio() == 2.0
    assert drawn.toImage().pixelColor(20, 20) == theme.color("vermilion")


def test_another_theme_draws_another_icon(qapp):
    light, evening = Theme(), Theme("evening")
    middle = [
        icons.pixmap("plus", t, "ink", 20).toImage().pixelColor(10, 10) for t in (light, evening)
    ]
    assert middle[0] != middle[1]


def test_every_mark_that_names_an_icon_has_one():
    assert set(MARK_ICONS.values()) <= set(NAMES)


def test_no_widget_uses_a_pictograph_that_a_font_may_lack():
    pictographs = re.compile(
        r"[\u2190-\u21FF\u2300-\u23FF\u25A0-\u27BF\u2B00-\u2BFF\U0001F000-\U0001FAFF]"
    )
    guilty = {
        file.name
        for file in SOURCES.rglob("*.py")
        if pictographs.search(file.read_text(encoding="utf-8"))
    }
    assert guilty == set()
