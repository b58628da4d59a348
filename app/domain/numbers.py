"""Reads phone numbers as Japanese houses write, dial and receive them; refuses none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.domain.phone import Phone

TEXT_MAX: Final = 128
EXTENSION_DIGITS_MAX: Final = 5
"""Fewer than six digits is a house extension or a service number; nobody is looked up by it."""

JAPAN: Final = "+81"
FIXED_DIGITS: Final = 10
MOBILE_DIGITS: Final = 11
MACHINE_DIGITS: Final = 14

_MACHINE: Final = re.compile("0200")
_MOBILE: Final = re.compile("0[25-9]0")
_TAIL: Final = re.compile(r"(内線?|ext|x|;|,|#).*$", re.IGNORECASE | re.DOTALL)
"""What follows names an extension behind the number, or parameters of a tel: address."""
_PRIVACY: Final = re.compile(r"(18[46])(?=[0+])")
_ABROAD: Final = re.compile(r"(?:00(?:1|[0-9]{2}))?010(?=[1-9])|00(?=[1-9])")
"""How a Japanese line dials abroad, with or without a carrier, and how other lines do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPhone:
    """A number as read, and what staff should know about it.

    Attributes:
        withheld: it was dialled with 184, which hides the caller's number; 186 shows it.
        extension: fewer than six digits: no guest is looked up by it.
        odd_length: something was typed that is no whole number; a warning, never a refusal.
        possible: the number is whole, and `phone.e164` names it.
    """

    phone: Phone
    withheld: bool
    extension: bool
    odd_length: bool
    possible: bool


class _Dialled(NamedTuple):
    digits: str
    e164: str


def read_phone(text: str, home_area_code: str = "") -> ReadPhone:
    """Read a phone number in any spelling, full-width or with dashes, Japanese or international.

    The digits kept are those dialled inside Japan (090…, 03…), for a foreign number those after
    the +. A number without an area code is completed with `home_area_code`.
    """
    plain = _TAIL.sub("", unicodedata.normalize("NFKC", text[:TEXT_MAX]))
    signs = "".join(re.findall("[0-9+]", plain))
    privacy = _PRIVACY.match(signs)
    if privacy:
        signs = signs[privacy.end() :]
    digits = signs.replace("+", "")
    dialled = _dial(signs, digits, _digits(home_area_code)) or _Dialled(digits, "")
    return ReadPhone(
        phone=Phone(raw=text, digits=dialled.digits, e164=dialled.e164),
        withheld=bool(privacy and privacy[1] == "184"),
        extension=0 < len(digits) <= EXTENSION_DIGITS_MAX,
        odd_length=bool(text.strip()) and not dialled.e164,
        possible=bool(dialled.e164),
    )


def _digits(text: str) -> str:
    return "".join(re.findall("[0-9]", unicodedata.normalize("NFKC", text)))


def _dial(signs: str, digits: str, area_code: str) -> _Dialled | None:
    """Find the number meant, trying in turn what a Japanese line would make of it."""
    if len(digits) <= EXTENSION_DIGITS_MAX:
        return None
    if signs.startswith("+"):
        return _international(digits)
    if abroad := _ABROAD.match(digits):
        return _international(digits[abroad.end() :])
    if digits.startswith("0"):
        return _japanese(digits)
    without_plus = _japanese(f"0{digits[2:].removeprefix('0')}") if digits[:2] == "81" else None
    return without_plus or (_japanese(area_code + digits) if area_code else None)


def _japanese(national: str) -> _Dialled | None:
    """Take a number as dialled inside Japan, if it has as many digits as its kind must have."""
    whole = FIXED_DIGITS
    if _MACHINE.match(national):
        whole = MACHINE_DIGITS
    elif _MOBILE.match(national):
        whole = MOBILE_DIGITS
    if not national.startswith("0") or national.startswith("00") or len(national) != whole:
        return None
    return _Dialled(national, JAPAN + national[1:])


def _international(digits: str) -> _Dialled | None:
    """Take a number that begins with a country code."""
    if digits.startswith(JAPAN[1:]):
        return _japanese(f"0{digits[2:].removeprefix('0')}")
    # Costs 60 ms, and only foreign numbers need it.
    import phonenumbers

    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return _Dialled(e164.removeprefix("+"), e164)
