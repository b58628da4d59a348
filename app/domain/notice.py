"""What staff tell one another about a day (申し送り): a line above the book until it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.ids import NoticeId, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to know, for the staff of one day or several.

    Attributes:
        day_from, day_to: first and last business day it is shown; no last day is until it is done.
        written_by: staff who wrote it.
        read_by: staff who said that they have read it.
    """

    id: NoticeId
    text: str
    day_from: date
    day_to: date | None = None
    written_by: StaffId | None = None
    read_by: tuple[StaffId, ...] = ()
    done: bool = False
    revision: int = 0
    conflicts: tuple[str, ...] = ()

    def is_for(self, business_day: date) -> bool:
        """Tell whether it is to be shown on a business day."""
        last = self.day_to or business_day
        return not self.done and self.day_from <= business_day <= last
