"""Finds what people name in their own words: tables by T5, areas, staff, days and times."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from app.cli.inputs import Inputs, Json, read_json
from app.domain.business_day import (
    at_minute,
    business_day_of,
    clock_minute,
    parse_day,
    parse_time,
)
from app.domain.errors import Invalid, Unknown
from app.domain.ids import AreaId, StaffId, TableId
from app.domain.staff import Staff
from app.domain.table import Area, Table
from app.domain.venue import Venue
from app.services.desk import Author, Desk

_JOINED: Final = re.compile(r"[,、，+＋]")
LIMIT_MAX: Final = 1_000
"""More than anybody reads."""

_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:.*")


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)
_Choice = TypeVar("_Choice", bound=StrEnum)


def find_named(things: Iterable[_Thing], text: str, id_of: Callable[[_Thing], str]) -> _Thing:
    """Find a thing by its id, its name, or its name in another width or case.

    Raises:
        Unknown: none, or several, go by that.
    """
    known = list(things)
    wanted = _plain(text)
    found = (
        [each for each in known if id_of(each) == text]
        or [each for each in known if each.name == text.strip()]
        or [each for each in known if _plain(each.name) == wanted]
    )
    if len(found) > 1:
        ids = ", ".join(id_of(each) for each in found)
        raise Unknown(f"'{text[:80]}' is the name of {len(found)}: say which by its id: {ids}")
    if not found:
        names = ", ".join(each.name for each in known[:40])
        raise Unknown(f"nothing goes by '{text[:80]}'; there are {names or 'none yet'}")
    return found[0]


def table_of(desk: Desk, text: str) -> Table:
    """Find a table by name or id."""
    return find_named(desk.floor.tables(), text, lambda table: table.id)


def area_of(desk: Desk, text: str) -> Area:
    """Find an area by name or id."""
    return find_named(desk.floor.areas(), text, lambda area: area.id)


def staff_of(desk: Desk, text: str) -> Staff:
    """Find a member of staff by name or id."""
    return find_named(desk.team.staff(), text, lambda member: member.id)


def table_ids(desk: Desk, inputs: Inputs, known: Sequence[TableId] = ()) -> tuple[TableId, ...]:
    """Find the tables of `--table T5 --table T6`; `T5+T6` is read too, if no table is called so.

    `known` are ids that are taken as they are: a table that a booking holds may have been removed.

    Raises:
        Unknown: a name is no table's.
    """
    with inputs.blaming("table"):
        tables = desk.floor.tables()
        names = {_plain(table.name) for table in tables}
        found: list[TableId] = []
        for text in inputs.texts("table"):
            parts = [text] if _plain(text) in names else _JOINED.split(text)
            for part in parts:
                is_known = part in known
                table = None if is_known else find_named(tables, part, lambda each: each.id)
                found.append(table.id if table else TableId(part))
        return tuple(dict.fromkeys(found))


def area_id(desk: Desk, text: str) -> AreaId | None:
    """Find an area's id; an empty text is no area."""
    return area_of(desk, text).id if text else None


def author_id(desk: Desk, author: Author) -> StaffId | None:
    """Recognise who signed as a member of staff."""
    alike = [each.id for each in desk.team.staff() if author.name in (each.id, each.name)]
    return alike[0] if author.name and len(alike) == 1 else None


def choice(kind: type[_Choice], text: str, field: str) -> _Choice:
    """Read one of some words, in any case, with hyphens or underscores, by value or by name.

    Raises:
        Invalid: it is none of them; lists them.
    """
    plain = _plain(text).replace("-", "_")
    for each in kind:
        if plain in (_plain(each.value), each.name.lower()):
            return each
    words = ", ".join(each.value for each in kind)
    raise Invalid(f"'{text[:80]}' is none of {words}", field=field)


def day_and_time(inputs: Inputs, venue: Venue) -> tuple[date, datetime]:
    """Read a business day and a time; an ISO time with offset names its day itself.

    Raises:
        Invalid: one is missing, or no such day or time.
    """
    text = inputs.needed("time")
    at = iso_moment(text) if not inputs.text("day") else None
    if at is not None:
        return business_day_of(at, venue), at
    with inputs.blaming("day"):
        day = parse_day(inputs.needed("day"))
    return day, parse_time(text, day, venue)


def moved_day_and_time(
    inputs: Inputs, venue: Venue, day: date, at: datetime
) -> tuple[date, datetime]:
    """Read a change of day or time or both: a new day keeps the clock, a new time keeps the day.

    Raises:
        Invalid: no such day or time.
    """
    if inputs.has("day") and inputs.has("time"):
        return day_and_time(inputs, venue)
    if inputs.has("day"):
        moved = parse_day(inputs.needed("day"))
        return moved, at_minute(moved, clock_minute(at, venue, day), venue)
    if inputs.has("time"):
        moment = iso_moment(inputs.needed("time"))
        if moment is not None:
            return business_day_of(moment, venue), moment
        return day, parse_time(inputs.needed("time"), day, venue)
    return day, at


def day_of(inputs: Inputs, name: str) -> date | None:
    """Read a day that may be missing.

    Raises:
        Invalid: no such day.
    """
    with inputs.blaming(name):
        return parse_day(inputs.text(name)) if inputs.text(name) else None


def iso_moment(text: str) -> datetime | None:
    """Read an ISO time with its offset, UTC; None when it is something else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _ISO.fullmatch(plain):
        return None
    try:
        at = datetime.fromisoformat(plain.upper())
        return at.astimezone(UTC).replace(second=0, microsecond=0) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def moment_of(text: str, day: date, venue: Venue) -> datetime | None:
    """Read an instant near a business day; an empty text is none."""
    if not text:
        return None
    return iso_moment(text) or parse_time(text, day, venue)


def list_of(value: Json, field: str) -> list[Json]:
    """Read one thing, or a list of them; nothing is an empty list.

    Raises:
        Invalid: it is a number or a flag.
    """
    if isinstance(value, (str, dict)):
        return [value]
    if value is None or isinstance(value, (list, tuple)):
        return list(value or ())
    raise Invalid(f"{field} is a list", field=field, code="wrong_type")


def texts_of(value: Json, field: str) -> tuple[str, ...]:
    """Read texts of whatever was given: one, or a list of them.

    Raises:
        Invalid: it is something else.
    """
    texts = list_of(value, field)
    if not all(isinstance(text, str) for text in texts):
        raise Invalid(f"{field} is a list of texts", field=field, code="wrong_type")
    return tuple(text for text in texts if text)


def object_of(value: Json, field: str) -> dict[str, Json]:
    """Read a JSON object, given as such or as its text.

    Raises:
        Invalid: it is something else.
    """
    read = read_json(value, field=field) if isinstance(value, str) else value
    if not isinstance(read, dict):
        raise Invalid(f"{field} is a JSON object", field=field, code="wrong_type")
    return read


def limit_of(inputs: Inputs, usual: int = 50) -> int:
    """Read how many are wanted at most.

    Raises:
        Invalid: fewer than one, or more than anybody reads.
    """
    limit = inputs.whole("limit")
    if limit is None:
        return usual
    if not 1 <= limit <= LIMIT_MAX:
        raise Invalid(f"limit is 1 to {LIMIT_MAX}, not {limit}", field="limit")
    return limit


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
