"""What tests of overlays share: Japanese typing, and the reach of fingers and readers."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from resources.tokens import TOUCH_MIN

TYPED_IN = (QLineEdit, QPlainTextEdit, QSpinBox, QComboBox)


def write(box: QWidget, text: str) -> None:
    """Hand a text over as a Japanese input method does; key strokes are ASCII only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box, event)


def too_small(widget: QWidget) -> list[str]:
    """Name the controls that a wet finger would miss."""
    return [
        f"{each.objectName() or each.accessibleName() or each.text()!r}: "
        f"{each.width()}x{each.height()}"
        for each in widget.findChildren(QAbstractButton)
        if _is_ours(each) and (each.height() < TOUCH_MIN or each.width() < TOUCH_MIN)
    ]


def nameless(widget: QWidget) -> list[QWidget]:
    """List the controls a screen reader could not name."""
    controls = [each for kind in (QAbstractButton, *TYPED_IN) for each in widget.findChildren(kind)]
    return [
        each
        for each in controls
        if _is_ours(each)
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
    ]


def _is_ours(widget: QWidget) -> bool:
    """Leave out what Qt puts inside a spin box or a combo box."""
    inside = widget.parentWidget()
    while inside is not None:
        if isinstance(inside, (QSpinBox, QComboBox)):
            return False
        inside = inside.parentWidget()
    return widget.isVisible()
