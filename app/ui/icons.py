"""The one SVG icon set, tinted by a colour token; never a font's pictograph, which may be a box."""

from __future__ import annotations

from functools import cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

import resources
from app.ui.theme import Theme


def icon(name: str, theme: Theme, token: str = "ink", px: int = 20) -> QIcon:
    """Draw an icon in a theme's colour; ask again when the theme changes.

    It is drawn for the screens there are; the theme tells when another one is plugged in.
    """
    made = QIcon()
    for scale in scales():
        made.addPixmap(pixmap(name, theme, token, px, scale))
    return made


def scales() -> tuple[int, ...]:
    """List what the screens there are draw at; between whole ones Qt scales down from the next."""
    return tuple(sorted({ceil(each.devicePixelRatio()) for each in QGuiApplication.screens()}))


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
