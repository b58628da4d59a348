"""Who may do what: hosts run the evening, managers answer for what outlasts it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.domain.errors import NotAllowed
from app.domain.staff import Role, Staff

CODE: Final = "manager"
"""The refusal that a manager's PIN gets over."""


class Right(StrEnum):
    """Something that not everybody may do."""

    OVERRIDE = "override"
    EXPORT = "export"
    MERGE = "merge"
    DELETE = "delete"
    SETTINGS = "settings"
    TEAM = "team"


NEEDED: Final[Mapping[Right, Role]] = MappingProxyType(dict.fromkeys(Right, Role.MANAGER))
"""The least role that may do each."""

GUARDED_KINDS: Final[Mapping[str, Right]] = MappingProxyType(
    {
        "venue": Right.SETTINGS,
        "area": Right.SETTINGS,
        "table": Right.SETTINGS,
        "staff": Right.TEAM,
    }
)
"""What it takes to change things of these kinds, be it by undoing a change of them."""


def managers(staff: Iterable[Staff]) -> tuple[Staff, ...]:
    """List who can lend a hand: managers who work here and can prove who they are."""
    return tuple(
        each for each in staff if each.active and each.role is Role.MANAGER and each.pin_hash
    )


def signer(staff: Iterable[Staff], name: str) -> Staff | None:
    """Find who signs, by id or name; None for whoever is no member of staff at work."""
    here = [each for each in staff if each.active]
    by_id = (each for each in here if each.id == name)
    by_name = (each for each in here if name and each.name == name)
    return next(by_id, None) or next(by_name, None)


def may(staff: Iterable[Staff], who: Staff | None, right: Right) -> bool:
    """Tell whether somebody may do it; None stands for a host nobody knows by name.

    Where no manager could lend a hand nobody is refused: a small house is never locked out. Where
    one could, a manager without a PIN counts for no more than a host: anybody can sign as them.
    """
    lend = managers(staff)
    return not lend or (who is not None and who.role is NEEDED[right] and bool(who.pin_hash))


def may_choose_pin(name: str, whose: Staff) -> bool:
    """Tell whether whoever signs may give themselves a PIN without asking a manager.

    A manager's first PIN is not theirs alone: before it, anybody could sign as them.
    """
    return name == whose.id and (whose.role is not Role.MANAGER or bool(whose.pin_hash))


def require(staff: Iterable[Staff], name: str, right: Right) -> None:
    """Refuse what a member of staff may not do.

    Who signs with no name, or one that is none of staff's, is a program: whoever runs programs on
    this device holds the whole book in their hands anyway.

    Raises:
        NotAllowed: only a manager may do it.
    """
    known = tuple(staff)
    who = signer(known, name)
    if who is not None and not may(known, who, right):
        raise NotAllowed(f"only a manager may do this ({right}); ask one to sign", code=CODE)
