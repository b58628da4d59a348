"""The names of our colours, sizes and spaces, for the light and the evening theme.

A `…_ink` is the text that stands on the fill of the same name. Vermilion is kept for what needs a
person: clash, late, over time, allergy. Text in vermilion stands on paper or sheet; on a coloured
fill it is `vermilion_ink`, which is deep enough to be read there (4.5:1 and more).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#FBFAF6",
        "sheet": "#FFFFFF",
        "line": "#E4E0D6",
        "edge": "#8C8779",
        "ink": "#1E2430",
        "ink_soft": "#5B6472",
        "indigo": "#26437A",
        "indigo_deep": "#1B3261",
        "on_indigo": "#FFFFFF",
        "booked": "#DCE6F7",
        "booked_ink": "#26437A",
        "arrived": "#FFE7B8",
        "arrived_ink": "#6B4600",
        "seated": "#CFEBD6",
        "seated_ink": "#14532D",
        "leaving": "#E7E2F5",
        "leaving_ink": "#43337A",
        "left": "#F4F2F8",
        "left_ink": "#5B6472",
        "vermilion": "#C2321F",
        "vermilion_ink": "#A92817",
        "alarm": "#FBE5E0",
        "alarm_ink": "#A92817",
        "on_vermilion": "#FFFFFF",
        "wait": "#F1EFE8",
        "wait_ink": "#5B6472",
        "training": "#5E2B97",
        "on_training": "#FFFFFF",
        "toast": "#1E2430",
        "on_toast": "#FFFFFF",
        "toast_action": "#B9CEF7",
        "shadow": "#1E2430",
    }
)

EVENING: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#14171C",
        "sheet": "#1B2027",
        "line": "#2C333D",
        "edge": "#6F7A8A",
        "ink": "#E9EDF2",
        "ink_soft": "#A3AEBC",
        "indigo": "#8FB0F0",
        "indigo_deep": "#B4CAF6",
        "on_indigo": "#14171C",
        "booked": "#22324F",
        "booked_ink": "#B9CEF7",
        "arrived": "#4A3712",
        "arrived_ink": "#FFD88A",
        "seated": "#183A26",
        "seated_ink": "#A6E3BC",
        "leaving": "#2E2847",
        "leaving_ink": "#CFC3F5",
        "left": "#211F2B",
        "left_ink": "#A3AEBC",
        "vermilion": "#FF8A75",
        "vermilion_ink": "#FF9C8A",
        "alarm": "#43211C",
        "alarm_ink": "#FFA595",
        "on_vermilion": "#14171C",
        "wait": "#262B33",
        "wait_ink": "#A3AEBC",
        "training": "#5E2B97",
        "on_training": "#FFFFFF",
        "toast": "#E9EDF2",
        "on_toast": "#14171C",
        "toast_action": "#26437A",
        "shadow": "#000000",
    }
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "wait"),
    ("ink_soft", "paper"),
    ("ink_soft", "sheet"),
    ("ink_soft", "wait"),
    ("ink", "booked"),
    ("ink_soft", "booked"),
    ("indigo", "booked"),
    ("indigo", "paper"),
    ("indigo", "sheet"),
    ("indigo", "wait"),
    ("indigo_deep", "sheet"),
    ("on_indigo", "indigo"),
    ("on_indigo", "indigo_deep"),
    ("booked_ink", "booked"),
    ("arrived_ink", "arrived"),
    ("arrived_ink", "paper"),
    ("seated_ink", "seated"),
    ("leaving_ink", "leaving"),
    ("left_ink", "left"),
    ("wait_ink", "wait"),
    ("vermilion", "paper"),
    ("vermilion", "sheet"),
    ("vermilion", "wait"),
    ("alarm_ink", "alarm"),
    ("on_vermilion", "vermilion"),
    ("on_training", "training"),
    ("on_toast", "toast"),
    ("toast_action", "toast"),
    *(
        ("vermilion_ink", fill)
        for fill in ("sheet", "paper", "booked", "arrived", "seated", "leaving", "left", "wait")
    ),
)
"""Every pairing of text on a fill that the window may use; a test measures each one."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("edge", "paper"),
    ("edge", "sheet"),
    ("indigo", "sheet"),
    ("vermilion", "booked"),
    ("vermilion", "arrived"),
    ("vermilion", "seated"),
)
"""Outlines and shapes that carry meaning; 3:1 is enough for these."""

SPACE = (4, 8, 12, 16, 24, 32)
TYPE = (13, 15, 18, 24, 34)
RADIUS_BLOCK = 6
RADIUS_CARD = 10
TOUCH_MIN = 48
