"""The waitlist (順番待ち): what parties at the door were told, and how long they still wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.reservation import Reservation


def quoted(reservation: Reservation, minutes: int, at: datetime) -> Reservation:
    """Note that a party was told to wait so many minutes from `at` on; 0 takes the word back."""
    return replace(reservation, quoted_minutes=minutes, quoted_at=at if minutes else None)
