"""What several models ask of the book's records: its newest change, and what its ids stand for."""

from __future__ import annotations

from app.services.desk import Desk
from app.viewmodels.day import DayModel
from app.viewmodels.record_words import Names


def newest_change(desk: Desk, entity_id: str) -> str:
    """Find a thing's newest change, where a service answers with the thing alone."""
    return desk.history.of(str(entity_id))[-1].change_id


def names_of(desk: Desk, day: DayModel) -> Names:
    """Gather what recorded ids stand for, as of now."""
    return Names(
        venue=day.book.venue,
        today=day.today(),
        tables=desk.floor.tables(),
        staff=desk.team.staff(),
    )
