"""Notices (申し送り): what staff tell one another about a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import Invalid
from app.domain.ids import NoticeId, StaffId
from app.domain.limits import check_note
from app.domain.notice import Notice
from app.services.author import Author, Means
from app.store.ledger import Write


@dataclass(frozen=True, slots=True)
class Noted:
    """What was saved, and the changes that would undo it."""

    notice: Notice
    change_ids: tuple[str, ...]


class Notices:
    """Use cases around notices."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._new_id = means.new_id

    def on(self, business_day: date) -> tuple[Notice, ...]:
        """Read what is to be known on a business day and is not done, the oldest first."""
        return self._ledger.notices(business_day)

    def get(self, id: NoticeId) -> Notice:
        """Read one notice, done or not.

        Raises:
            Unknown: no notice has that id.
        """
        found: Notice = self._ledger.get("notice", id)
        return found

    def add(self, text: str, day_from: date, day_to: date | None, author: Author) -> Noted:
        """Write a notice for a day, for several, or (without a last day) until it is done.

        Raises:
            Invalid: it says nothing, or ends before it begins.
        """
        signs = (each.id for each in self._ledger.staff() if author.name in (each.id, each.name))
        notice = Notice(
            id=NoticeId(self._new_id()),
            text=text,
            day_from=day_from,
            day_to=day_to,
            written_by=next(signs, None),
        )
        return self._save(None, notice, author, "notice")

    def change(self, before: Notice, after: Notice, author: Author) -> Noted:
        """Save an edit of its words or days.

        Raises:
            Invalid: it says nothing, or ends before it begins.
        """
        return self._save(before, after, author, "change")

    def finish(self, before: Notice, author: Author) -> Noted:
        """Take a notice off the book: it is done."""
        return self._save(before, replace(before, done=True), author, "done")

    def read(self, before: Notice, reader: StaffId, author: Author) -> Noted:
        """Note that somebody has read it."""
        readers = (*before.read_by, *({reader} - set(before.read_by)))
        return self._save(before, replace(before, read_by=readers), author, "read")

    def _save(self, before: Notice | None, after: Notice, author: Author, intent: str) -> Noted:
        after = _checked(after)
        committed = self._ledger.commit(
            [Write(before, after, intent)], actor=author.name, now_ms=self._now_ms()
        )
        return Noted(self.get(after.id), committed.change_ids)


def _checked(notice: Notice) -> Notice:
    text = check_note(notice.text, "text")
    if not text:
        raise Invalid("a notice needs its words", field="text")
    if notice.day_to is not None and notice.day_to < notice.day_from:
        raise Invalid("the last day lies before the first", field="day_to")
    return replace(notice, text=text)
