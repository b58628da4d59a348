"""Writes bookings for people: a list, or one below the other fact by fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.cli import output
from app.cli.inputs import Json

_NOT_FOR_PEOPLE: Final = frozenset(
    {"warnings", "conflicts", "table_ids", "adults", "children", "infants", "covers", "revision"}
)


def reservations_text(reservations: list[dict[str, Json]]) -> str:
    """Write bookings one below the other for people."""
    rows = [
        (
            each["business_day"],
            clock_of(each),
            each["guest_name"] or "–",
            party_of(each),
            "+".join(each["tables"]) or "–",
            each["status"],
            " ".join(warning["code"] for warning in each["warnings"]),
            each["id"],
        )
        for each in reservations
    ]
    return output.table(rows)


def reservation_text(reservation: Mapping[str, Json]) -> str:
    """Write one booking for people, its warnings last."""
    facts = {
        name: value
        for name, value in reservation.items()
        if name not in _NOT_FOR_PEOPLE and value != 0
    }
    lines = [output.sheet({**facts, "party": party_of(reservation)})]
    lines += [f"! {warning['message']}" for warning in reservation["warnings"]]
    lines += [f"? {each['field']}: see 'conflict show'" for each in reservation["conflicts"]]
    return "\n".join(lines)


def clock_of(reservation: Mapping[str, Json]) -> str:
    """Write when it starts as staff say it: 25:30 on its business day is 01:30 on the next."""
    starts_at = reservation["starts_at"]
    hour, minute = int(starts_at[11:13]), starts_at[14:16]
    is_past_midnight = starts_at[:10] != reservation["business_day"]
    return f"{hour + 24 * is_past_midnight:02}:{minute}"


def party_of(reservation: Mapping[str, Json]) -> str:
    """Write a party: 4, or 4 (3+1+0) where there are children."""
    parts = [reservation[name] for name in ("adults", "children", "infants")]
    covers = reservation["covers"]
    return str(covers) if covers == parts[0] else f"{covers} ({'+'.join(map(str, parts))})"
