"""Who works the book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import StaffId


class Role(StrEnum):
    """What somebody may do: a manager may also override, export, merge and delete."""

    HOST = "host"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One member of staff.

    Attributes:
        pin_hash: argon2 hash of the PIN, or empty for nobody's PIN yet; never shown or exported.
        active: False once they have left the house.
    """

    id: StaffId
    name: str
    role: Role = Role.HOST
    pin_hash: str = ""
    active: bool = True
    revision: int = 0
    conflicts: tuple[str, ...] = ()
