"""Which change of a thing is the newest, where a service answers with the thing alone."""

from __future__ import annotations

from app.services.desk import Desk


def newest_change(desk: Desk, entity_id: str) -> str:
    """Find the newest change of something in the book."""
    return desk.history.of(str(entity_id))[-1].change_id
