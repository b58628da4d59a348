"""The handover: what the others did since whoever signs last looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.domain.handover import Handover, Sort, Told, ordered, sort_of
from app.domain.ids import StaffId
from app.services.author import Means
from app.store import handovers

TOLD_MAX: Final = 120
"""More than this nobody reads standing up; the rest is counted."""

KINDS: Final = ("reservation", "notice")


class Handovers:
    """Use cases around handing the book over."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms

    def since(self, staff: StaffId) -> Handover:
        """Say what the others did since somebody last looked; nothing is marked as read."""
        pos = self._ledger.position()
        last = handovers.read_to(self._ledger, staff)
        if last is None:
            return Handover(since_ms=None, told=(), left_out=0, pos=pos)
        found, left_out = handovers.moved_since(
            self._ledger, last[0], KINDS, TOLD_MAX, frozenset({staff})
        )
        return Handover(since_ms=last[1], told=ordered(_told(found)), left_out=left_out, pos=pos)

    def seen(self, staff: StaffId, handover: Handover) -> None:
        """Remember that somebody has looked."""
        handovers.mark(self._ledger, staff, handover.pos, self._now_ms())


def _told(found: Iterable[handovers.Moved]) -> Iterable[Told]:
    for each in found:
        if each.key[0] == "notice":
            if each.after is not None and not each.after.done:
                yield Told(
                    sort=Sort.NOTICE,
                    notice=each.after,
                    fields={},
                    actors=each.actors,
                    at_ms=each.at_ms,
                )
            continue
        sort = sort_of(each.before, each.after, each.fields)
        if sort is not None:
            yield Told(
                sort=sort,
                reservation=each.after or each.before,
                fields=each.fields if sort in (Sort.CHANGED, Sort.SETTLED) else {},
                actors=each.actors,
                at_ms=each.at_ms,
            )
