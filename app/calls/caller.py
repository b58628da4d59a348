"""Read a feed's caller field: a number, an extension, or the reason why there is neither."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.call import Withheld
from app.domain.numbers import read_phone

NUMBER_CHARS_MAX: Final = 40
"""No number on earth is longer, separators included; cutting one short would make it another's."""

_BETWEEN_WORDS: Final = re.compile(r"[\s\-_/.]+")
_LATIN: Final = re.compile(r"[A-Za-z]")

WITHHELD_WORDS: Final[Mapping[str, Withheld]] = {
    "A": Withheld.PRIVATE,
    "P": Withheld.PRIVATE,
    "PRIVATE": Withheld.PRIVATE,
    "ANONYMOUS": Withheld.PRIVATE,
    "BLOCKED": Withheld.PRIVATE,
    "RESTRICTED": Withheld.PRIVATE,
    "WITHHELD": Withheld.PRIVATE,
    "非通知": Withheld.PRIVATE,
    "非通知設定": Withheld.PRIVATE,
    "C": Withheld.PAY_PHONE,
    "PAYPHONE": Withheld.PAY_PHONE,
    "COINLINE": Withheld.PAY_PHONE,
    "COINLINEPAYPHONE": Withheld.PAY_PHONE,
    "公衆": Withheld.PAY_PHONE,
    "公衆電話": Withheld.PAY_PHONE,
    "O": Withheld.OUT_OF_AREA,
    "OUTOFAREA": Withheld.OUT_OF_AREA,
    "UNAVAILABLE": Withheld.OUT_OF_AREA,
    "UNKNOWN": Withheld.OUT_OF_AREA,
    "圏外": Withheld.OUT_OF_AREA,
    "表示圏外": Withheld.OUT_OF_AREA,
    "S": Withheld.SERVICE,
    "INTERACTIONWITHOTHERSERVICE": Withheld.SERVICE,
    "サービス競合": Withheld.SERVICE,
    "E": Withheld.ERROR,
    "": Withheld.NONE_DELIVERED,
    "NONE": Withheld.NONE_DELIVERED,
    "NONUMBER": Withheld.NONE_DELIVERED,
    "NOCALLERID": Withheld.NONE_DELIVERED,
    # What NCID servers put in place of a number on a line without caller ID.
    "RING": Withheld.NONE_DELIVERED,
}
"""Every spelling met, in capitals and without separators, so that OUT-OF-AREA is OUT OF AREA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who rings, as far as the feed tells; exactly one of number, extension and reason is there."""

    number_raw: str = ""
    e164: str | None = None
    internal: str = ""
    withheld: Withheld | None = None


def read_caller(text: str, home_area_code: str = "") -> Caller:
    """Read the caller field of any feed; what cannot be a number is a receive error, no guess."""
    number = "".join(char for char in text if char.isprintable()).strip()
    plain = unicodedata.normalize("NFKC", number)
    if (withheld := WITHHELD_WORDS.get(_BETWEEN_WORDS.sub("", plain).upper())) is not None:
        return Caller(withheld=withheld)
    if len(number) > NUMBER_CHARS_MAX or _LATIN.search(plain):
        return Caller(withheld=Withheld.ERROR)
    read = read_phone(number, home_area_code)
    if not read.phone.digits:
        return Caller(withheld=Withheld.ERROR)
    if read.withheld:
        # The caller asked not to be shown; that the number came along is the network's slip.
        return Caller(withheld=Withheld.PRIVATE)
    if read.extension:
        return Caller(number_raw=number, internal=read.phone.digits)
    return Caller(number_raw=number, e164=read.phone.e164 or None)
