"""The handover in words: what the others did since whoever signs last looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QObject, Signal

from app.domain import rights
from app.domain.handover import Handover, Sort, Told
from app.services.desk import Desk
from app.viewmodels.day import DayModel
from app.viewmodels.record_words import Names, steps_text
from app.viewmodels.records import names_of
from app.viewmodels.rows import name_text
from app.viewmodels.wording import booking_text, listed, moment_text, translate


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One booking or notice.

    Attributes:
        reservation_id: what a tap opens; empty for a notice, or what is in the book no more.
    """

    head: str
    what: str
    who: str
    reservation_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsGroup:
    """News of one sort, the newest last."""

    sort: Sort
    title: str
    lines: tuple[NewsLine, ...]


class HandoverModel(QObject):
    """What is new to whoever signs.

    Signals:
        changed: there is something else to tell.
    """

    changed = Signal()

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._handover: Handover | None = None
        self._groups: tuple[NewsGroup, ...] = ()
        self._whose = ""

    @property
    def groups(self) -> tuple[NewsGroup, ...]:
        """The news, by sort."""
        return self._groups

    @property
    def title(self) -> str:
        """Say since when."""
        handover = self._handover
        if handover is None or handover.since_ms is None:
            return translate("Handover", "Handover")
        since = moment_text(handover.since_ms, self._day.book.venue, self._day.today())
        return translate("Handover", "{name}: since {time}").format(name=self._whose, time=since)

    @property
    def left_out(self) -> str:
        """Say how many more there are than are listed."""
        count = self._handover.left_out if self._handover else 0
        words = translate("Handover", "{count} more were changed before these")
        return words.format(count=count) if count else ""

    def look(self) -> bool:
        """Read what is new to whoever signs, and remember that they have seen it.

        Returns:
            Whether there is anything to tell.
        """
        signs = rights.signer(self._desk.team.staff(), self._day.author.name)
        if signs is None:
            self._handover, self._groups = None, ()
            self.changed.emit()
            return False
        self._whose = signs.name
        self._handover = self._desk.handovers.since(signs.id)
        self._desk.handovers.seen(signs.id, self._handover)
        self.reword()
        return bool(self._groups)

    def reword(self) -> None:
        """Say everything again, in the language that is spoken now."""
        told = self._handover.told if self._handover else ()
        names = names_of(self._desk, self._day)
        self._groups = tuple(
            NewsGroup(
                sort=sort,
                title=_title(sort),
                lines=tuple(self._line(each, names) for each in of_sort),
            )
            for sort, of_sort in groupby(told, key=lambda each: each.sort)
        )
        self.changed.emit()

    def _line(self, told: Told, names: Names) -> NewsLine:
        when = moment_text(told.at_ms, names.venue, names.today)
        who = f"{when}  {listed(_names(told.actors, names))}".strip()
        if told.notice is not None:
            return NewsLine(head=told.notice.text, what="", who=who)
        party = told.reservation
        assert party is not None
        text = booking_text(party, names.venue, names.tables)
        return NewsLine(
            head=f"{name_text(party)}  {text}",
            what=steps_text(told.fields, names),
            who=who,
            reservation_id="" if told.sort is Sort.DELETED else str(party.id),
        )


def _names(actors: Iterable[str], names: Names) -> Iterable[str]:
    return dict.fromkeys(names.actor(each) for each in actors if each)


def _title(sort: Sort) -> str:
    words = {
        Sort.NOTICE: translate("Handover", "Notices"),
        Sort.NEW: translate("Handover", "New bookings"),
        Sort.CHANGED: translate("Handover", "Changed"),
        Sort.CANCELLED: translate("Handover", "Cancelled"),
        Sort.NO_SHOW: translate("Handover", "Did not come"),
        Sort.SETTLED: translate("Handover", "Clashes settled"),
        Sort.DELETED: translate("Handover", "Deleted"),
        Sort.CAME: translate("Handover", "Came, sat or left"),
    }
    return words[sort]
