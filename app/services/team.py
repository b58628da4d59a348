"""Staff: who works the book, and the PIN that says who is at the tablet."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.domain.errors import Invalid
from app.domain.ids import StaffId
from app.domain.limits import check_text
from app.domain.rights import Right, may_choose_pin
from app.domain.staff import Role, Staff
from app.services.author import Author, Means
from app.services.rights import require
from app.store.ledger import Write

PIN_DIGITS: Final = range(4, 9)


class Team:
    """Use cases around staff."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._new_id = means.new_id

    def staff(self) -> tuple[Staff, ...]:
        """Read everybody, by name."""
        return self._ledger.staff()

    def get(self, id: StaffId) -> Staff:
        """Read one member of staff.

        Raises:
            Unknown: nobody has that id.
        """
        found: Staff = self._ledger.get("staff", id)
        return found

    def add(self, name: str, role: Role, author: Author) -> Staff:
        """Take somebody on.

        Raises:
            Invalid: no name.
            NotAllowed: only a manager may do it.
        """
        require(self._ledger, author, Right.TEAM)
        member = Staff(id=StaffId(self._new_id()), name=_named(name), role=role)
        return self._save(None, member, author, "add")

    def change(self, before: Staff, after: Staff, author: Author) -> Staff:
        """Save an edit; `active=False` is how somebody leaves.

        Raises:
            Invalid: no name.
            NotAllowed: only a manager may do it.
        """
        require(self._ledger, author, Right.TEAM)
        return self._save(before, replace(after, name=_named(after.name)), author, "change")

    def set_pin(self, before: Staff, pin: str, author: Author) -> Staff:
        """Give somebody a PIN; only its argon2 hash is kept. Everybody may choose their own.

        Raises:
            Invalid: not 4 to 8 digits.
            NotAllowed: it is somebody else's, and only a manager may do it.
        """
        if not may_choose_pin(author.name, before):
            require(self._ledger, author, Right.TEAM)
        from argon2 import PasswordHasher  # 20 ms that few need

        check_pin_form(pin)
        after = replace(before, pin_hash=PasswordHasher().hash(pin))
        return self._save(before, after, author, "set_pin")

    def check_pin(self, member: Staff, pin: str) -> bool:
        """Tell whether a PIN is theirs; nobody's PIN fits somebody without one."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        if not member.pin_hash:
            return False
        try:
            return PasswordHasher().verify(member.pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False

    def _save(self, before: Staff | None, after: Staff, author: Author, intent: str) -> Staff:
        self._ledger.commit(
            [Write(before, after, intent)], actor=author.name, now_ms=self._now_ms()
        )
        return self.get(after.id)


def check_pin_form(pin: str) -> None:
    """Check that a PIN could be one.

    Raises:
        Invalid: not 4 to 8 digits.
    """
    if not (pin.isascii() and pin.isdigit() and len(pin) in PIN_DIGITS):
        raise Invalid("a PIN is 4 to 8 digits", field="pin")


def _named(name: str) -> str:
    checked = check_text(name, "name")
    if not checked:
        raise Invalid("a name is needed", field="name")
    return checked
