"""Every phrase that counts something, in one place, so that each language can bend it."""

from __future__ import annotations

from PySide6.QtCore import QObject


class Counted(QObject):
    """Phrases with a number in them.

    Up to Qt 6.11 `lupdate` sees that a phrase has plural forms only in `self.tr`, and drops some
    where the number is passed to `QCoreApplication.translate`; hence a class for them.
    """

    def parties_text(self, count: int) -> str:
        """Count parties: `12組`, `12 parties`."""
        return self.tr("%n part(ies)", "", count)

    def guests_text(self, count: int) -> str:
        """Count guests as a party is addressed: `4名様`, `4 guests`."""
        return self.tr("%n guest(s)", "", count)

    def covers_text(self, count: int) -> str:
        """Count guests as the kitchen does: `38名`, `38 guests`."""
        return self.tr("%n cover(s)", "", count)

    def adults_text(self, count: int) -> str:
        """Count adults: `大人3`."""
        return self.tr("%n adult(s)", "", count)

    def children_text(self, count: int) -> str:
        """Count children: `子供1`."""
        return self.tr("%n child(ren)", "", count)

    def infants_text(self, count: int) -> str:
        """Count infants: `幼児1`."""
        return self.tr("%n infant(s)", "", count)
