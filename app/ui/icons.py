"""The one SVG icon set, tinted by a colour token; never a font's pictograph, which may be a box."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

import resources
from app.ui.theme import Theme

SCALES = (1.0, 2.0, 3.0)
"""Screens we draw for; between them Qt scales down from the next one up."""


def icon(name: str, theme: Theme, token: str = "ink", px: int = 20) -> QIcon:
    """Draw an icon in a theme's colour; ask again when the theme changes."""
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(pixmap(name, theme, token, px, scale))
    return made


def pixmap(name: str, theme: Theme, token: str, px: int, scale: float = 1.0) -> QPixmap:
    """Draw an icon as a pixmap of `px` by `px` for a screen of that scale."""
    color = theme.tokens[token]
    key = f"noren/{name}/{color}/{px}/{scale}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    side = round(px * scale)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, drawn)
    return drawn


@cache
def _source(name: str) -> str:
    return resources.text(f"icons/{name}.svg")
