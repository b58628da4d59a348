"""A table as typed, and what news about it means for what is being typed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.domain.ids import AreaId, TableId
from app.domain.table import Table, TableKind
from app.viewmodels.wording import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """A table as typed."""

    name: str
    seats_min: int = 1
    seats_max: int = 4
    area_id: AreaId | None = None
    kind: TableKind = TableKind.TABLE
    combines_with: tuple[TableId, ...] = ()
    closed: bool = False


FIELDS: Final = ("name", "seats_min", "seats_max", "area_id", "kind", "combines_with", "closed")


def form_of(table: Table) -> TableForm:
    """Lay a table out for typing."""
    return TableForm(**{field: getattr(table, field) for field in FIELDS})


def write_on(before: Table, form: TableForm) -> Table:
    """Return the table with what is typed differently; neighbours keep the order they had."""
    typed: Mapping[str, Any] = {
        field: getattr(form, field) for field in _differing(form_of(before), form)
    }
    return replace(before, **_ordered(before, typed))


def rebase(before: Table, now: Table, form: TableForm) -> tuple[TableForm, tuple[str, ...]]:
    """Take what others set since the form was laid out, and name what both sides set differently.

    What is typed here stays; everything else follows the book.
    """
    laid_out, fresh = form_of(before), form_of(now)
    theirs, mine = _differing(laid_out, fresh), _differing(laid_out, form)
    followed = {field: getattr(fresh, field) for field in theirs if field not in mine}
    contested = [field for field in theirs if field in mine and field in _differing(fresh, form)]
    return replace(form, **followed), tuple(contested)


def news_text(now: Table, contested: tuple[str, ...], area_name: Callable[[Table], str]) -> str:
    """Say which fields somebody else has set meanwhile, and to what."""
    if not contested:
        return ""
    said = "\n".join(
        f"{_field_word(field)}: {_value(now, field, area_name)}" for field in contested
    )
    words = translate("TableForm", "Set on another device meanwhile; saving keeps what you typed.")
    return f"{words}\n{said}"


def _ordered(before: Table, typed: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(typed)
    if {"seats_min", "seats_max"} & kept.keys():
        least = kept.get("seats_min", before.seats_min)
        most = kept.get("seats_max", before.seats_max)
        if least > most:
            kept["seats_min"] = most
    return kept


def _differing(one: TableForm, other: TableForm) -> tuple[str, ...]:
    return tuple(
        field
        for field in FIELDS
        if _comparable(getattr(one, field)) != _comparable(getattr(other, field))
    )


def _comparable(value: object) -> object:
    # Neighbours are a set; the order in which they were tapped means nothing.
    return frozenset(value) if isinstance(value, tuple) else value


def _value(table: Table, field: str, area_name: Callable[[Table], str]) -> str:
    if field == "area_id":
        return area_name(table)
    if field == "closed":
        yes, no = translate("TableForm", "Yes"), translate("TableForm", "No")
        return yes if table.closed else no
    if field == "combines_with":
        return str(len(table.combines_with))
    return str(getattr(table, field))


def _field_word(field: str) -> str:
    return {
        "name": translate("TableForm", "Name"),
        "seats_min": translate("TableForm", "Smallest party"),
        "seats_max": translate("TableForm", "Seats"),
        "area_id": translate("TableForm", "Area"),
        "kind": translate("TableForm", "Kind"),
        "combines_with": translate("TableForm", "Tables beside it"),
        "closed": translate("TableForm", "Out of use"),
    }[field]
