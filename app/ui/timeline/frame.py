"""One picture of the timeline: what is drawn, and where it stands in the viewport."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from app.ui.timeline.geometry import AREA_PX, HEAD_PX, Geometry
from app.viewmodels.timeline_drag import Ghost, Grip, Verdict
from app.viewmodels.timeline_rows import Block, Row

FILL_OF: Mapping[Verdict, str] = {
    Verdict.FREE: "seated",
    Verdict.TIGHT: "arrived",
    Verdict.TAKEN: "alarm",
    Verdict.WRONG_SIZE: "wait",
}
"""Colour token of a row while a party is in somebody's hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything one picture of the timeline shows.

    Attributes:
        scroll: how far the page is scrolled.
        selected: the selected party and the row on which it was selected.
        grip: how the ghost is held, while there is one.
        scale: device pixels to one of ours.
    """

    geometry: Geometry
    scroll: QPoint
    size: QSize
    selected: tuple[str, str] = ("", "")
    focused: bool = False
    ghost: Ghost | None = None
    grip: Grip = Grip.BODY
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    scale: float = 1.0

    @property
    def page(self) -> QRect:
        """Where the rows scroll."""
        top = self.geometry.frozen_height
        return QRect(HEAD_PX, top, self.size.width() - HEAD_PX, self.size.height() - top)

    @property
    def sticky_area(self) -> tuple[Row, QRect] | None:
        """Which area's name stays at the top of the page, and where the next one pushed it."""
        sticky = self.geometry.sticky_area(self.scroll.y())
        if sticky is None:
            return None
        row, push = sticky
        return row, QRect(0, self.page.top() + push, self.size.width(), AREA_PX)

    def x_of(self, minute: float) -> float:
        """Find where a minute stands in the viewport."""
        return HEAD_PX + self.geometry.x_of(minute) - self.scroll.x()

    def top_of(self, key: str) -> int | None:
        """Find where a row begins in the viewport."""
        span = self.geometry.span(key)
        if span is None or self.geometry.is_pinned(key):
            return span[0] if span else None
        return self.geometry.frozen_height + span[0] - self.scroll.y()

    def block_rect(self, block: Block, row: Row, top: float) -> QRectF:
        """Place a block in the viewport, on whole pixels so that its letters stay sharp."""
        rect = self.geometry.block_rect(block, row, top)
        return QRectF(rect.translated(HEAD_PX - self.scroll.x(), 0).toRect())


@contextmanager
def clipped(painter: QPainter, rect: QRect) -> Iterator[None]:
    """Draw within a rectangle only."""
    painter.save()
    painter.setClipRect(rect)
    try:
        yield
    finally:
        painter.restore()


@contextmanager
def smooth(painter: QPainter) -> Iterator[None]:
    """Draw round corners round; straight lines stay sharp without it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield
    finally:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
