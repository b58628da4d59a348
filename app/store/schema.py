"""How each field of each entity is written: as JSON in a change, as a cell in a row, as a value.

A scalar field is one register; a set field is one register per element (`tags/VIP`). Writing and
reading come in pairs: `from_json(to_json(value)) == value`, and a cell reads back what JSON wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, Final, TypeAlias

import orjson

from app.domain.call import Call, Outcome, Withheld
from app.domain.guest import Guest
from app.domain.notice import Notice
from app.domain.phone import Phone
from app.domain.reservation import NO_SOURCE, Reservation, Source, Status
from app.domain.staff import Role, Staff
from app.domain.table import Area, Place, Table, TableKind, TableShape
from app.domain.venue import Pacing, Shift, TurnRule, Venue

Json: TypeAlias = Any
Value: TypeAlias = Any
"""A domain value, or one field of one; which class it is, the field knows."""

Cell: TypeAlias = str | int | None

_NOTHING: Final = type(None)
_EMPTY_SET: Final = "[]"

ROWS_REMEMBERED: Final = 4096
"""Values kept of each kind, by the row they were built from: a week of 300 bookings a day."""

_Put: TypeAlias = Callable[[Value, Any], None]
_Read: TypeAlias = Callable[[Any], Any]

_remembered: Final = lru_cache(maxsize=4096)
"""Cells repeat (a day has seven starting times, most tags are none), and what they read as is
immutable: not parsing them again halves the time in which a day is read."""


@dataclass(frozen=True)
class Field:
    """One field of an entity.

    Attributes:
        to_json: value to what a change sets; for a set field, one element to its payload.
        from_cell: cell of the row to the value; the whole set, for a set field.
        key: for a set field, what makes two elements the same.
        default: JSON shown where no change has set the field yet; `...` means there is none.
        cell: type of the column; a field whose default is None may also be null.
        least: for a number, the smallest that its class allows.
    """

    name: str
    to_json: Callable[[Any], Json]
    from_cell: Callable[[Any], Any] | None = None
    key: Callable[[Any], str] | None = None
    default: Json = ...
    cell: type[str] | type[int] = str
    least: int | None = None

    @property
    def is_set(self) -> bool:
        """Whether the field is stored element by element."""
        return self.key is not None


@dataclass(frozen=True)
class Kind:
    """One replicated entity type: its name, its class and its fields in row order."""

    name: str
    cls: type[Any]
    fields: tuple[Field, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The row's columns that mirror the entity's fields."""
        return ("id", *(field.name for field in self.fields), "revision", "conflicts")

    @cached_property
    def from_row(self) -> Callable[[tuple[Cell, ...]], Value]:
        """Build the value from a row of `columns`."""
        # A day is read again after every tap, and nearly all of its rows are as they were.
        return lru_cache(maxsize=ROWS_REMEMBERED)(self._built)

    def checked(self, row: tuple[Cell, ...]) -> Value:
        """Build the value from a row that may read as one that its class does not allow.

        Raises:
            TypeError, ValueError, KeyError, AttributeError, AssertionError: it does.
        """
        value = self._built(row)
        if hasattr(self.cls, "__post_init__"):
            value.__post_init__()
        return value

    def _built(self, row: tuple[Cell, ...]) -> Value:
        # Slot by slot: a frozen class's own `__init__` takes twice as long, and what it would
        # refuse was refused when the row was written (`checked`).
        values: list[Any] = list(row)
        for at, read in self._reads:
            values[at] = read(values[at])
        value = object.__new__(self.cls)
        for put, each in zip(self._puts, values, strict=True):
            put(value, each)
        return value

    @cached_property
    def _reads(self) -> tuple[tuple[int, _Read], ...]:
        """Where a cell is not the value itself, and how it is read."""
        reads: dict[str, _Read | None] = {field.name: field.from_cell for field in self.fields}
        reads["conflicts"] = _read_names
        return tuple(
            (at, read) for at, name in enumerate(self.columns) if (read := reads.get(name))
        )

    @cached_property
    def _puts(self) -> tuple[_Put, ...]:
        return tuple(getattr(self.cls, name).__set__ for name in self.columns)

    def to_row(
        self, id: str, shown: Mapping[str, Json], clashes: list[str], revision: int
    ) -> tuple[Cell, ...]:
        """Write a row of `columns` from what policy shows.

        Raises:
            KeyError: a field without a default has not been set by any change yet.
            TypeError: a field was given what its column cannot hold.
        """
        cells = list(map(shown.get, self._names, self._defaults))
        for at, is_set in self._to_convert(tuple(map(type, cells))):
            value = cells[at]
            if value is ...:
                raise KeyError(self.fields[at].name)
            cells[at] = _EMPTY_SET if is_set and not value else _cell(self.fields[at], value)
        return (id, *cells, revision, orjson.dumps(clashes).decode() if clashes else None)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @cached_property
    def _defaults(self) -> tuple[Json, ...]:
        """Each field's default as its cell; `...` where there is none."""
        return tuple(
            ... if field.default is ... else _cell(field, field.default) for field in self.fields
        )

    @cached_property
    def _to_convert(self) -> Callable[[tuple[type, ...]], tuple[tuple[int, bool], ...]]:
        """Tell, by the types of all fields' values, which are not their own cells, and are sets."""
        # There are few such combinations, and each stands for thousands of rows.
        return lru_cache(maxsize=ROWS_REMEMBERED)(self._not_plain)

    def _not_plain(self, types: tuple[type, ...]) -> tuple[tuple[int, bool], ...]:
        return tuple(
            (at, field.is_set)
            for at, (field, kind) in enumerate(zip(self.fields, types, strict=True))
            if field.is_set or kind is not field.cell
            if kind is not _NOTHING or field.default is not None
        )

    def to_cell(self, name: str, value: Json) -> Cell:
        """Write the cell of one field that holds one value, and look whether it reads back.

        Raises:
            TypeError, ValueError, KeyError, AttributeError: its class does not allow it.
        """
        field = self.by_name(name)
        cell: Cell = value if type(value) is field.cell else _cell(field, value)
        if field.from_cell is not None:
            field.from_cell(cell)
        if field.least is not None and isinstance(cell, int) and cell < field.least:
            raise ValueError(f"{name} is under {field.least}")
        return cell

    def by_name(self, name: str) -> Field:
        """Find a field; unknown names raise KeyError."""
        return self._index[name]

    def check(self, field: Field, value: Json) -> None:
        """Try whether a field can hold a JSON value, by writing and reading it.

        Raises:
            TypeError, ValueError, KeyError, AttributeError: it cannot.
        """
        if isinstance(value, bool) and field.from_cell is not bool:
            raise TypeError(f"{field.name} is not yes or no")
        cell = _cell(field, value)
        read = field.from_cell(cell) if field.from_cell is not None else cell
        if not field.is_set and field.to_json(read) != value:
            raise ValueError(f"{field.name} reads back as something else")

    @cached_property
    def _index(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    def differences(self, before: Value, after: Value) -> dict[str, Json]:
        """List what a change must set to lead from one value to the other; None is a new entity."""
        sets: dict[str, Json] = {}
        for field in self.fields:
            new = getattr(after, field.name)
            if before is None:
                sets.update(_first(field, new))
                continue
            old = getattr(before, field.name)
            if old == new:
                continue
            if field.key is None:
                sets[field.name] = field.to_json(new)
            else:
                sets.update(_elements(field, old, new))
        return sets


def _first(field: Field, new: Value) -> dict[str, Json]:
    """Write a new entity's field; what stands at its default needs no register yet."""
    if field.is_set:
        return _elements(field, (), new)
    value = field.to_json(new)
    return {} if value == field.default else {field.name: value}


def _elements(field: Field, old: Value, new: Value) -> dict[str, Json]:
    assert field.key is not None
    before = {field.key(each): field.to_json(each) for each in old}
    after = {field.key(each): field.to_json(each) for each in new}
    sets = {
        f"{field.name}/{key}": payload
        for key, payload in after.items()
        if before.get(key) != payload
    }
    sets.update({f"{field.name}/{key}": None for key in before if key not in after})
    return sets


def _cell(field: Field, value: Json) -> Cell:
    cell = _written(field, value)
    if not isinstance(cell, field.cell) and (cell is not None or field.default is not None):
        raise TypeError(f"{field.name} is written as {field.cell.__name__}")
    return cell


def _written(field: Field, value: Json) -> Cell:
    if field.is_set:
        return orjson.dumps(
            [key if payload is True else payload for key, payload in value.items()],
            option=orjson.OPT_SORT_KEYS,
        ).decode()
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (str, int)):
        return value
    if field.from_cell is None:
        raise TypeError(f"{field.name} is one plain value")
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


@_remembered
def _read_names(cell: str | None) -> tuple[str, ...]:
    return tuple(_only(str, orjson.loads(cell))) if cell else ()


def _only(cls: type, values: Collection[Json]) -> Collection[Json]:
    """Return values that are all of one type; anything else is from a version we cannot read."""
    if not {cls}.issuperset(map(type, values)):
        raise TypeError(f"these are not all {cls.__name__}: {values!r:.80}")
    return values


def to_moment(at: datetime | None) -> str | None:
    """Write an aware instant as `2026-12-24T10:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


@_remembered
def from_moment(text: str | None) -> datetime | None:
    """Read what `to_moment` wrote."""
    if not text:
        return None
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is UTC else at.replace(tzinfo=UTC)


def _same(value: Json) -> Json:
    return value


def _name() -> Field:
    """What a thing is called: without it, it has not begun."""
    return Field("name", _same)


def _text(name: str, default: Json = "") -> Field:
    return Field(name, _same, default=default)


def _number(name: str, default: Json = ..., *, least: int | None = None) -> Field:
    return Field(name, _same, default=default, cell=int, least=least)


def _flag(name: str, *, default: bool = False) -> Field:
    return Field(name, _same, from_cell=bool, default=default, cell=int)


def _id(name: str) -> Field:
    return Field(name, _same, default=None)


def _moment(name: str, default: Json = None) -> Field:
    return Field(name, to_moment, from_cell=from_moment, default=default)


def _day(name: str, default: Json = None) -> Field:
    return Field(
        name,
        lambda day: day.isoformat() if day else None,
        from_cell=_read_day,
        default=default,
    )


@_remembered
def _read_day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _state(name: str, cls: type[StrEnum], default: Json = ...) -> Field:
    members = {member.value: member for member in cls}
    return Field(
        name,
        lambda value: value.value if value is not None else None,
        from_cell=lambda cell: members[cell] if cell is not None else None,
        default=default,
    )


def _texts(name: str) -> Field:
    return Field(name, lambda _: True, from_cell=_read_names, key=_same)


def _phone_json(phone: Phone | None) -> Json:
    if phone is None:
        return None
    return {"raw": phone.raw, "digits": phone.digits, "e164": phone.e164}


def _phone(document: dict[str, Json]) -> Phone:
    phone = Phone(**document)
    if not (type(phone.raw) is type(phone.digits) is type(phone.e164) is str):
        raise TypeError(f"this is no phone: {document!r:.80}")
    return phone


@_remembered
def _read_phone(cell: str | None) -> Phone | None:
    return _phone(orjson.loads(cell)) if cell else None


def _read_phones(cell: str) -> tuple[Phone, ...]:
    return tuple(_phone(each) for each in orjson.loads(cell))


def _read_days(cell: str) -> tuple[date, ...]:
    return tuple(sorted(date.fromisoformat(each) for each in orjson.loads(cell)))


def _days(name: str) -> Field:
    return Field(name, lambda _: True, from_cell=_read_days, key=lambda day: day.isoformat())


def _ids(name: str) -> Field:
    return Field(name, list, from_cell=_read_names, default=[])


def _weekdays(name: str) -> Field:
    return Field(
        name,
        sorted,
        from_cell=lambda cell: frozenset(_only(int, orjson.loads(cell))),
        default=[],
    )


def _source_json(source: Source) -> Json:
    return {
        "channel": source.channel,
        "site": source.site,
        "reference": source.reference,
        "referrer": source.referrer,
    }


_NO_SOURCE = _source_json(NO_SOURCE)
_NO_SOURCE_CELL = orjson.dumps(_NO_SOURCE, option=orjson.OPT_SORT_KEYS).decode()


@_remembered
def _read_source(cell: str) -> Source:
    if cell == _NO_SOURCE_CELL:
        return NO_SOURCE
    document = orjson.loads(cell)
    _only(str, document.values())
    return Source(**document)


def _shift_json(shifts: tuple[Shift, ...]) -> Json:
    return [
        {
            "name": shift.name,
            "weekdays": sorted(shift.weekdays),
            "opens_minute": shift.opens_minute,
            "closes_minute": shift.closes_minute,
        }
        for shift in shifts
    ]


def _read_shifts(cell: str) -> tuple[Shift, ...]:
    return tuple(
        Shift(**{**each, "weekdays": frozenset(_only(int, each["weekdays"]))})
        for each in orjson.loads(cell)
    )


def _turns_json(rules: tuple[TurnRule, ...]) -> Json:
    return [{"covers_max": rule.covers_max, "minutes": rule.minutes} for rule in rules]


def _read_turns(cell: str) -> tuple[TurnRule, ...]:
    rules = orjson.loads(cell)
    for each in rules:
        _only(int, each.values())
    return tuple(TurnRule(**each) for each in rules)


def _read_pacing(cell: str) -> Pacing:
    document = orjson.loads(cell)
    _only(int, document.values())
    return Pacing(**document)


def _pacing_json(pacing: Pacing) -> Json:
    return {"slot_minutes": pacing.slot_minutes, "covers_max": pacing.covers_max}


def _place_json(place: Place) -> Json:
    return {
        "x": place.x,
        "y": place.y,
        "width": place.width,
        "depth": place.depth,
        "turn_degrees": place.turn_degrees,
        "shape": place.shape.value,
    }


@_remembered
def _read_place(cell: str) -> Place:
    values = orjson.loads(cell)
    shape = TableShape(values.pop("shape"))
    _only(int, values.values())
    return Place(**values, shape=shape)


_DEFAULTS = Venue(id="", name="")  # type: ignore[arg-type]  # only its defaults are read

KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(
            "venue",
            Venue,
            (
                _name(),
                _text("timezone", _DEFAULTS.timezone),
                _number("day_starts_minute", _DEFAULTS.day_starts_minute),
                Field("shifts", _shift_json, from_cell=_read_shifts, default=[]),
                _weekdays("closing_weekdays"),
                _days("closing_days"),
                _days("open_days"),
                Field(
                    "turn_rules",
                    _turns_json,
                    from_cell=_read_turns,
                    default=_turns_json(_DEFAULTS.turn_rules),
                ),
                Field(
                    "pacing",
                    _pacing_json,
                    from_cell=_read_pacing,
                    default=_pacing_json(Pacing()),
                ),
                _text("home_area_code"),
                _flag("infants_take_seat"),
            ),
        ),
        Kind("area", Area, (_name(), _number("order", 0))),
        Kind(
            "table",
            Table,
            (
                _name(),
                _number("seats_min"),
                _number("seats_max"),
                _id("area_id"),
                _state("kind", TableKind, TableKind.TABLE.value),
                _texts("combines_with"),
                Field("place", _place_json, from_cell=_read_place, default=_place_json(Place())),
                _number("order", 0),
                _flag("closed"),
            ),
        ),
        Kind(
            "staff",
            Staff,
            (
                _name(),
                _state("role", Role, Role.HOST.value),
                _text("pin_hash"),
                _flag("active", default=True),
            ),
        ),
        Kind(
            "guest",
            Guest,
            (
                _name(),
                _text("kana"),
                Field("phones", _phone_json, from_cell=_read_phones, key=lambda phone: phone.key),
                _text("email"),
                _text("company"),
                _day("birthday"),
                _day("anniversary"),
                _texts("tags"),
                _texts("allergies"),
                _text("preferences"),
                _text("caution"),
                _text("note"),
                _id("merged_into"),
            ),
        ),
        Kind(
            "reservation",
            Reservation,
            (
                _day("business_day", ...),
                _moment("starts_at", ...),
                _number("turn_minutes", least=1),
                _number("adults", least=0),
                _number("children", 0, least=0),
                _number("infants", 0, least=0),
                _text("guest_name"),
                _text("guest_kana"),
                Field("phone", _phone_json, from_cell=_read_phone, default=None),
                _id("guest_id"),
                _ids("table_ids"),
                _flag("table_pinned"),
                _state("status", Status),
                _text("course"),
                _text("requests"),
                _text("note"),
                _texts("tags"),
                _texts("allergies"),
                Field("source", _source_json, from_cell=_read_source, default=_NO_SOURCE),
                _id("taken_by"),
                _moment("answer_by"),
                _moment("quoted_at"),
                _number("quoted_minutes", 0, least=0),
                _moment("called_at"),
                _moment("arrived_at"),
                _moment("seated_at"),
                _moment("left_at"),
                _text("cancel_reason"),
            ),
        ),
        Kind(
            "call",
            Call,
            (
                _text("feed"),
                _moment("rang_at", ...),
                _text("feed_call_id"),
                Field("phone", _phone_json, from_cell=_read_phone, default=None),
                _state("withheld", Withheld, None),
                _text("line"),
                _text("did"),
                _state("outcome", Outcome, Outcome.RINGING.value),
                _moment("answered_at"),
                _moment("ended_at"),
                _text("taken_on"),
                _id("guest_id"),
                _id("reservation_id"),
                _text("note"),
            ),
        ),
        Kind(
            "notice",
            Notice,
            (
                _text("text", ...),
                _day("day_from", ...),
                _day("day_to"),
                _id("written_by"),
                _texts("read_by"),
                _flag("done"),
            ),
        ),
    )
}
