"""`noren venue …`: the house itself, its hours, its pace, its turns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from app.cli import lookup, output
from app.cli.booking_text import reservations_text
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind
from app.cli.station import Station
from app.domain.business_day import minute_text
from app.domain.dates import WEEKDAYS_EN, WEEKDAYS_JA, parse_date
from app.domain.errors import Invalid
from app.domain.limits import check_party, check_turn
from app.domain.venue import Pacing, Shift, TurnRule

CLOSES_MINUTE_MAX: Final = 29 * 60
_CLOCK: Final = re.compile(r"([0-9]{1,2})(?::([0-9]{2})|時(?:([0-9]{1,2})分)?)")
_SHIFT: Final = re.compile(
    r"(?P<name>.*?)\s*(?P<opens>[0-9:時分]+)\s*[-~〜–]\s*(?P<closes>[0-9:時分]+)(?:\s+(?P<days>.+))?"
)
_TURN: Final = re.compile(r"([0-9]{1,3})\s*=\s*([0-9]{1,4})")
_LETTERS: Final = 3
_DAYS_APART: Final = re.compile(r"[\s,、・]+")


def _show(station: Station, _: Inputs) -> Answer:
    document = station.scribe().entity("venue", station.desk.house.venue())
    return Answer(document=document, text=lambda: _text(document))


def _set(station: Station, inputs: Inputs) -> Answer:
    house = station.desk.house
    before = house.venue()
    readers: dict[str, tuple[str, Callable[[], Any]]] = {
        **{name: (name, partial(inputs.text, name)) for name in _TEXTS},
        "day_starts": ("day_starts_minute", lambda: _minute(inputs.value("day_starts"))),
        "shift": ("shifts", lambda: _shifts(inputs.value("shift"))),
        "closing_weekday": (
            "closing_weekdays",
            lambda: _weekdays(inputs.value("closing_weekday"), "closing_weekday"),
        ),
        "closing_day": ("closing_days", lambda: _days(inputs, "closing_day")),
        "open_day": ("open_days", lambda: _days(inputs, "open_day")),
        "turn": ("turn_rules", lambda: _turns(inputs)),
        "pacing": ("pacing", lambda: _pacing(inputs, before.pacing)),
        "pacing_covers": ("pacing", lambda: _pacing(inputs, before.pacing)),
        "pacing_minutes": ("pacing", lambda: _pacing(inputs, before.pacing)),
        "infants_take_seat": ("infants_take_seat", lambda: inputs.flag("infants_take_seat")),
    }
    changes = {field: read() for name, (field, read) in readers.items() if inputs.has(name)}
    if not changes:
        raise Invalid("name at least one field to change", code="nothing_to_change")
    saved = house.change(before, replace(before, **changes), station.author)
    scribe = station.scribe()
    document = {
        **scribe.entity("venue", saved.venue),
        "affected": [scribe.reservation(each) for each in saved.affected],
    }
    return Answer(document=document, text=lambda: _saved_text(document))


def _minute(value: Json) -> int:
    """Read a time of day, or minutes after midnight."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _clock(str(value), "day_starts")


def _clock(text: str, field: str) -> int:
    match = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    minute = int(match[2] or match[3] or 0) if match else 60
    if match is None or minute >= 60:  # noqa: PLR2004  # minutes of an hour
        raise Invalid(f"'{text[:40]}' is no time: write 17:00 or 26時", field=field)
    return int(match[1]) * 60 + minute


def _shifts(value: Json) -> tuple[Shift, ...]:
    """Read shifts: `ディナー 17:00-26:00 月-土` as words, or the objects that are printed."""
    given = lookup.list_of(value, "shift")
    shifts = tuple(
        _shift_of_words(each) if isinstance(each, str) else _shift_of(each)
        for each in given
        if each
    )
    return tuple(sorted(shifts, key=lambda shift: (shift.opens_minute, shift.name)))


def _shift_of_words(text: str) -> Shift:
    match = _SHIFT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise Invalid(
            f"'{text[:80]}' is no shift: write 'ディナー 17:00-26:00' or"
            " 'ランチ 11:30-14:30 月火水木金'",
            field="shift",
        )
    return _checked_shift(
        {
            "name": match["name"],
            "opens_minute": _clock(match["opens"], "shift"),
            "closes_minute": _clock(match["closes"], "shift"),
            "weekdays": _weekdays(match["days"], "shift") if match["days"] else range(7),
        }
    )


def _shift_of(value: Json) -> Shift:
    given = lookup.object_of(value, "shift")
    if not {"name", "opens_minute", "closes_minute"} <= given.keys() <= _SHIFT_FIELDS:
        raise Invalid(
            "a shift has name, opens_minute, closes_minute and weekdays (0 Monday to 6 Sunday)",
            field="shift",
        )
    weekdays = _weekdays(given.get("weekdays", list(range(7))), "shift")
    return _checked_shift({**given, "weekdays": weekdays})


def _checked_shift(parts: Mapping[str, Any]) -> Shift:
    name, opens, closes = parts["name"], parts["opens_minute"], parts["closes_minute"]
    are_minutes = all(
        isinstance(each, int) and not isinstance(each, bool) for each in (opens, closes)
    )
    if not isinstance(name, str) or not name.strip() or not are_minutes:
        raise Invalid("a shift has a name and two times", field="shift")
    if not 0 <= opens < closes <= CLOSES_MINUTE_MAX:
        raise Invalid(
            f"a shift opens before it closes, at {minute_text(CLOSES_MINUTE_MAX)} at the latest",
            field="shift",
        )
    return Shift(
        name=name.strip(),
        weekdays=frozenset(parts["weekdays"]),
        opens_minute=opens,
        closes_minute=closes,
    )


def _weekdays(value: Json, field: str) -> frozenset[int]:
    """Read weekdays: 月, 月火水, mon, Monday, 月-土, or 0 for Monday to 6 for Sunday."""
    given = [value] if isinstance(value, int) else lookup.list_of(value, field)
    found: set[int] = set()
    for each in given:
        if isinstance(each, int) and not isinstance(each, bool):
            found.add(each)
        elif isinstance(each, str):
            for part in filter(None, _DAYS_APART.split(unicodedata.normalize("NFKC", each))):
                found |= _weekdays_of(part, field)
        else:
            raise Invalid("weekdays are names or numbers", field=field, code="wrong_type")
    if not found <= set(range(7)):
        raise Invalid("weekdays are 0 for Monday to 6 for Sunday", field=field)
    return frozenset(found)


def _weekdays_of(text: str, field: str) -> set[int]:
    first, dash, last = text.partition("-")
    if dash:
        a, b = _weekdays_of(first, field), _weekdays_of(last, field)
        if len(a) == len(b) == 1:
            start, end = a.pop(), b.pop()
            return {(start + each) % 7 for each in range((end - start) % 7 + 1)}
    elif text.isdigit() and len(text) == 1:
        return {int(text)}
    elif all(letter in WEEKDAYS_JA for letter in text):
        return {WEEKDAYS_JA.index(letter) for letter in text}
    elif len(text) >= _LETTERS:
        for number, name in enumerate(WEEKDAYS_EN):
            if name.lower().startswith(text.lower()):
                return {number}
    raise Invalid(f"'{text[:40]}' is no weekday: write 月 or Monday", field=field)


def _days(inputs: Inputs, name: str) -> tuple[date, ...]:
    return tuple(sorted(parse_date(text, field=name) for text in inputs.texts(name)))


def _turns(inputs: Inputs) -> tuple[TurnRule, ...]:
    """Read turns: `4=120` is 120 minutes for parties of up to four; or the objects printed."""
    given = lookup.list_of(inputs.value("turn"), "turn")
    rules = tuple(_turn(each) for each in given if each)
    with inputs.blaming("turn"):
        for rule in rules:
            check_turn(rule.minutes)
            check_party(rule.covers_max, 0, 0)
    return rules


def _turn(value: Json) -> TurnRule:
    if isinstance(value, str):
        match = _TURN.fullmatch(unicodedata.normalize("NFKC", value).strip())
        if match is not None:
            return TurnRule(covers_max=int(match[1]), minutes=int(match[2]))
    elif isinstance(value, dict) and value.keys() == {"covers_max", "minutes"}:
        numbers = value["covers_max"], value["minutes"]
        if all(isinstance(each, int) and not isinstance(each, bool) for each in numbers):
            return TurnRule(covers_max=numbers[0], minutes=numbers[1])
    raise Invalid("a turn is written 4=120: parties of up to 4, 120 minutes", field="turn")


def _pacing(inputs: Inputs, before: Pacing) -> Pacing:
    given = lookup.object_of(inputs.value("pacing"), "pacing") if inputs.has("pacing") else {}
    covers, minutes = inputs.whole("pacing_covers"), inputs.whole("pacing_minutes")
    if covers is not None:
        given = {**given, "covers_max": covers}
    if minutes is not None:
        given = {**given, "slot_minutes": minutes}
    if not given.keys() <= {"covers_max", "slot_minutes"} or not all(
        isinstance(each, int) and not isinstance(each, bool) for each in given.values()
    ):
        raise Invalid("pacing has the numbers covers_max and slot_minutes", field="pacing")
    return replace(before, **given)


def _text(venue: Mapping[str, Json]) -> str:
    facts = {
        **{name: venue[name] for name in ("id", "name", "timezone", "home_area_code")},
        "day_starts": minute_text(venue["day_starts_minute"]),
        "shifts": [
            f"{each['name']} {minute_text(each['opens_minute'])}-"
            f"{minute_text(each['closes_minute'])} {_days_text(each['weekdays'])}"
            for each in venue["shifts"]
        ],
        "closing_weekdays": _days_text(venue["closing_weekdays"]),
        "closing_days": venue["closing_days"],
        "open_days": venue["open_days"],
        "turns": [f"{each['covers_max']}={each['minutes']}" for each in venue["turn_rules"]],
        "pacing": f"{venue['pacing']['covers_max'] or 'no limit of'} covers in"
        f" {venue['pacing']['slot_minutes']} minutes",
        "infants_take_seat": venue["infants_take_seat"],
    }
    return output.sheet(facts)


def _saved_text(venue: Mapping[str, Json]) -> str:
    affected = venue["affected"]
    if not affected:
        return _text(venue)
    return f"{_text(venue)}\n\nThese bookings stay, outside the hours:\n" + reservations_text(
        affected
    )


def _days_text(weekdays: list[int]) -> str:
    return "".join(WEEKDAYS_JA[each] for each in weekdays)


_SHIFT_FIELDS: Final = {"name", "weekdays", "opens_minute", "closes_minute"}
_TEXTS: Final = ("name", "timezone", "home_area_code")

COMMANDS = (
    Command(
        words="venue show",
        summary="Show the house: hours, closing days, turns, pace.",
        example="venue show",
        act=_show,
    ),
    Command(
        words="venue set",
        summary="Change only what is named; bookings it leaves outside the hours are listed.",
        example="venue set --shift 'ディナー 17:00-26:00' --closing-weekday 月 --pacing-covers 20",
        act=_set,
        inputs=(
            Input("name", "The house's name."),
            Input("timezone", "Such as Asia/Tokyo."),
            Input(
                "day_starts",
                "When the business day changes: 05:00.",
                Kind.ANY,
                aliases=("day_starts_minute",),
                metavar="TIME",
            ),
            Input(
                "shift",
                "'ディナー 17:00-26:00 [月-土]'; all of them, one by one.",
                Kind.ANYS,
                aliases=("shifts",),
            ),
            Input(
                "closing_weekday",
                "定休日: 月; may be repeated; empty for none.",
                Kind.ANYS,
                aliases=("closing_weekdays",),
            ),
            Input(
                "closing_day",
                "A single day closed; may be repeated.",
                Kind.TEXTS,
                aliases=("closing_days",),
                metavar="DAY",
            ),
            Input(
                "open_day",
                "Open although it is 定休日; may be repeated.",
                Kind.TEXTS,
                aliases=("open_days",),
                metavar="DAY",
            ),
            Input(
                "turn",
                "4=120: parties of up to 4 hold 120 minutes; all of them, one by one.",
                Kind.ANYS,
                aliases=("turn_rules",),
            ),
            Input("pacing_covers", "Covers starting in one slot; 0 is no limit.", Kind.WHOLE),
            Input("pacing_minutes", "Length of a slot.", Kind.WHOLE),
            Input("pacing", "Both, as they are printed.", Kind.ANY, metavar="JSON"),
            Input("home_area_code", "Tried before short local numbers: 03."),
            Input("infants_take_seat", "幼児 count when a table is chosen.", Kind.FLAG),
        ),
        takes_data=True,
    ),
)
