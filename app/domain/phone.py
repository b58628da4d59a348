"""A phone number as the book keeps it: as typed, as digits, and as E.164 where it can be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One phone number.

    Attributes:
        raw: exactly as typed or received.
        digits: ASCII digits only, a 184/186 prefix stripped; empty when there are none.
        e164: `+81…`, or empty when it could not be understood.
    """

    raw: str
    digits: str
    e164: str = ""

    @property
    def key(self) -> str:
        """What makes two spellings the same number."""
        return self.e164 or self.digits or self.raw
