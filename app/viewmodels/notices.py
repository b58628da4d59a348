"""Notices (申し送り): what staff tell one another about the day that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.ids import NoticeId, StaffId
from app.domain.notice import Notice
from app.services.desk import Desk
from app.services.notices import Noted
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.wording import listed, short_day_text, translate

NOTICE_TYPES = frozenset({"notice", "staff"})
WEEK_DAYS = 7


class Span(StrEnum):
    """For how long a notice stands, counted from the day shown."""

    DAY = "day"
    WEEK = "week"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice, as it is shown.

    Attributes:
        facts: for how long, who wrote it, and who has read it.
        is_read: whoever signs has read it, or nobody signs.
    """

    id: str
    text: str
    facts: str
    is_read: bool

    @property
    def headline(self) -> str:
        """Its first line."""
        return self.text.splitlines()[0]


class NoticesModel(QObject):
    """The notices of the day on the screen.

    Signals:
        changed: one came, went, or reads differently.
    """

    changed = Signal()

    def __init__(self, desk: Desk, day: DayModel) -> None:
        super().__init__(day)
        self._desk = desk
        self._day = day
        self._notices: tuple[Notice, ...] = ()
        self._names: dict[str, str] = {}
        day.opened.connect(self._read)
        day.author_changed.connect(self.changed)
        self._read()

    @property
    def lines(self) -> tuple[NoticeLine, ...]:
        """What is to be known, the oldest first."""
        return tuple(self._line(each) for each in self._notices)

    @property
    def signs(self) -> StaffId | None:
        """Who signs, if that is somebody of the house."""
        name = self._day.author.name
        return StaffId(name) if name in self._names else None

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news."""
        if any(kind in NOTICE_TYPES for kind, _ in touched):
            self._read()

    def add(self, text: str, span: Span) -> bool:
        """Write a notice; False if the house refuses."""
        first = self._day.business_day
        return self._do(
            "notice",
            lambda: self._desk.notices.add(text, first, self._last(span), self._day.author),
        )

    def change(self, id: str, text: str, span: Span | None) -> bool:
        """Put other words, or another end, to a notice; without a span its end stays."""
        before = self._find(id)
        if before is None:
            return False
        last = before.day_to if span is None else self._last(span)
        after = replace(before, text=text, day_to=last)
        return self._do(
            "notice_change",
            lambda: self._desk.notices.change(before, after, self._day.author),
        )

    def finish(self, id: str) -> None:
        """Take a notice off the book."""
        if before := self._find(id):
            self._do("notice_done", lambda: self._desk.notices.finish(before, self._day.author))

    def mark_read(self, id: str) -> None:
        """Note that whoever signs has read it."""
        before, reader = self._find(id), self.signs
        if before is not None and reader is not None:
            author = self._day.author
            self._do("notice_read", lambda: self._desk.notices.read(before, reader, author))

    def _last(self, span: Span) -> date | None:
        first = self._day.business_day
        match span:
            case Span.DAY:
                return first
            case Span.WEEK:
                return first + timedelta(days=WEEK_DAYS - 1)
            case Span.OPEN:
                return None

    def _do(self, code: str, act: Callable[[], Noted]) -> bool:
        try:
            noted = act()
        except REFUSALS as error:
            self._day.refused.emit(refusal_text(error))
            return False
        touched = frozenset({("notice", str(noted.notice.id))})
        self._read()
        self._day.record_changes(Saved(code, noted.change_ids, touched))
        return True

    def _find(self, id: str) -> Notice | None:
        wanted = NoticeId(id)
        return next((each for each in self._notices if each.id == wanted), None)

    @Slot()
    def _read(self) -> None:
        self._notices = self._desk.notices.on(self._day.business_day)
        self._names = {each.id: each.name for each in self._desk.team.staff()}
        self.changed.emit()

    def _line(self, notice: Notice) -> NoticeLine:
        readers = [self._names.get(each, "?") for each in notice.read_by]
        writer = self._names.get(notice.written_by or "", "")
        facts = (
            _until_text(notice, self._day.business_day),
            writer and translate("Notices", "by {name}").format(name=writer),
            readers and translate("Notices", "read by {names}").format(names=listed(readers)),
        )
        return NoticeLine(
            id=notice.id,
            text=notice.text,
            facts="   ".join(each for each in facts if each),
            is_read=self.signs is None or self.signs in notice.read_by,
        )


def _until_text(notice: Notice, shown: date) -> str:
    if notice.day_to is None:
        return translate("Notices", "until it is done")
    if notice.day_to == shown:
        return translate("Notices", "today only") if notice.day_from == shown else ""
    return translate("Notices", "until {day}").format(day=short_day_text(notice.day_to))
