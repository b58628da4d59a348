"""Asks the book whether whoever signs may do something."""

from __future__ import annotations

from app.domain import rights
from app.domain.rights import Right
from app.services.author import Author
from app.store.ledger import Ledger


def require(ledger: Ledger, author: Author, right: Right) -> None:
    """Refuse what a member of staff may not do.

    Raises:
        NotAllowed: only a manager may do it.
    """
    if author.name:
        rights.require(ledger.staff(), author.name, right)
