"""The policy table: for every field of every entity, what is shown while people disagree.

Times, party, table and names ask a person; sets and notes join; what no guest would notice takes
the later value silently. A test demands one row for every field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.reservation import Status
from app.domain.status import PROGRESS
from sync.policy import PolicyTable, Rule, earliest, element, later, later_asks, lines, ranked

_ENDED = frozenset({Status.CANCELLED.value, Status.NO_SHOW.value, Status.DUPLICATE.value})

_status = ranked([status.value for status in PROGRESS], asks_between=_ENDED)

_RESERVATION: Mapping[str, Rule] = {
    # The day follows from the time, and is always written with it: one question, not two.
    "business_day": later,
    "starts_at": later_asks,
    "turn_minutes": later_asks,
    "adults": later_asks,
    "children": later_asks,
    "infants": later_asks,
    "guest_name": later_asks,
    "guest_kana": later,
    "phone": later_asks,
    "guest_id": later,
    "table_ids": later_asks,
    "table_pinned": later,
    "status": _status,
    "course": later_asks,
    "requests": lines,
    "note": lines,
    "tags": element,
    "allergies": element,
    "source": later,
    "taken_by": later,
    "answer_by": later_asks,
    # Two hosts told one party two times: the party heard the later one last.
    "quoted_at": later,
    "quoted_minutes": later,
    "called_at": later,
    "arrived_at": earliest,
    "seated_at": earliest,
    "left_at": earliest,
    "cancel_reason": lines,
}

_GUEST: Mapping[str, Rule] = {
    "name": later_asks,
    "kana": later,
    "phones": element,
    "email": later_asks,
    "company": later,
    "birthday": later_asks,
    "anniversary": later_asks,
    "tags": element,
    "allergies": element,
    "preferences": lines,
    "caution": lines,
    "note": lines,
    "merged_into": later_asks,
}

_TABLE: Mapping[str, Rule] = {
    "name": later_asks,
    "seats_min": later_asks,
    "seats_max": later_asks,
    "area_id": later,
    "kind": later,
    "combines_with": element,
    "place": later,
    "order": later,
    "closed": later_asks,
}

_VENUE: Mapping[str, Rule] = {
    "name": later_asks,
    "timezone": later_asks,
    "day_starts_minute": later_asks,
    "shifts": later_asks,
    "closing_weekdays": later_asks,
    "closing_days": element,
    "open_days": element,
    "turn_rules": later_asks,
    "pacing": later_asks,
    "home_area_code": later,
    "infants_take_seat": later,
}

_CALL: Mapping[str, Rule] = {
    "feed": later,
    "rang_at": earliest,
    "feed_call_id": later,
    "phone": later,
    "withheld": later,
    "line": later,
    "did": later,
    # Somebody took it: that outranks what another device concluded from silence.
    "outcome": ranked(
        ["ringing", "unknown", "missed", "rejected", "answered"], asks_between=frozenset()
    ),
    "answered_at": earliest,
    "ended_at": earliest,
    "taken_on": later,
    "guest_id": later,
    "reservation_id": later,
    "note": lines,
}

_NOTICE: Mapping[str, Rule] = {
    "text": lines,
    "day_from": later,
    "day_to": later,
    "written_by": later,
    "read_by": element,
    "done": later,
}

POLICIES: Final = PolicyTable(
    rules={
        "venue": _VENUE,
        "area": {"name": later_asks, "order": later},
        "table": _TABLE,
        "staff": {
            "name": later_asks,
            "role": later_asks,
            "pin_hash": later,
            "active": later_asks,
        },
        "guest": _GUEST,
        "reservation": _RESERVATION,
        "call": _CALL,
        "notice": _NOTICE,
    },
    sets={
        "venue": frozenset({"closing_days", "open_days"}),
        "table": frozenset({"combines_with"}),
        "guest": frozenset({"phones", "tags", "allergies"}),
        "reservation": frozenset({"tags", "allergies"}),
        "notice": frozenset({"read_by"}),
    },
)
