"""Reads what a command was given, from options or from JSON, and names the field that is wrong."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final, NoReturn, TypeAlias

from app.domain.errors import DomainError, Invalid

Json: TypeAlias = Any
"""A JSON value."""

DATA_CHARS_MAX: Final = 4_000_000
"""No --data is longer; what is longer is a file given by mistake."""

WHOLE_DIGITS_MAX: Final = 15
NUMBER_MAX: Final = 2**53 - 1
"""Beyond this, JSON readers that keep numbers as doubles see another one."""

_WHOLE: Final = re.compile(r"[+-]?[0-9]+")


class Kind(Enum):
    """How an input is written.

    `TEXTS` may be given several times. `SWITCH` is there or not, `FLAG` also has a `--no-…`.
    `ANY` and `ANYS` are a text on the command line, and in --data also the JSON that is printed;
    `JSON` is a value's JSON, also on the command line.
    """

    TEXT = auto()
    TEXTS = auto()
    WHOLE = auto()
    SWITCH = auto()
    FLAG = auto()
    ANY = auto()
    ANYS = auto()
    JSON = auto()


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a command takes.

    Attributes:
        name: as an option (`--home-area-code` is `home_area_code`), in --data and in batch.
        help: a few words.
        aliases: other names it goes by, such as the field's own name in the book.
        is_positional: written without its name, in the order of the command's inputs.
        metavar: what stands for it in the help, such as `ID`.
    """

    name: str
    help: str
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()
    is_positional: bool = False
    metavar: str = ""

    @property
    def takes_many(self) -> bool:
        """Whether it may be given several times."""
        return self.kind in (Kind.TEXTS, Kind.ANYS)


def positional(name: str, words: str, *, aliases: tuple[str, ...] = ()) -> Input:
    """Describe an input that is written without its name."""
    return Input(name, words, aliases=aliases, is_positional=True, metavar=name.upper())


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a command was given, by its inputs' names.

    Attributes:
        known: what the command takes.
        values: read; what was not given is missing.
        spelled: the name it was given under, which is the one an error names.
    """

    known: Sequence[Input]
    values: Mapping[str, Any]
    spelled: Mapping[str, str]

    def has(self, name: str) -> bool:
        """Tell whether it was given, if only to be cleared."""
        return name in self.values

    def text(self, name: str) -> str:
        """Read a text; empty when it was not given, or is to be cleared."""
        return self.values.get(name) or ""

    def needed(self, name: str) -> str:
        """Read a text that must be there.

        Raises:
            Invalid: it is not.
        """
        value = self.text(name)
        if not value.strip():
            self.miss(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Read texts; an empty one among them clears nothing but itself."""
        return tuple(text for text in self.values.get(name) or () if text)

    def whole(self, name: str) -> int | None:
        """Read a whole number; None when it was not given."""
        value: int | None = self.values.get(name)
        return value

    def needed_whole(self, name: str) -> int:
        """Read a whole number that must be there.

        Raises:
            Invalid: it is not.
        """
        value = self.whole(name)
        if value is None:
            self.miss(name)
        return value

    def flag(self, name: str) -> bool:
        """Tell whether a flag was given and is on."""
        return bool(self.values.get(name))

    def value(self, name: str) -> Json:
        """Read whatever was given: a text, or the JSON of --data."""
        return self.values.get(name)

    def miss(self, name: str) -> NoReturn:
        """Complain that something needed was not given."""
        raise Invalid(f"{name} is needed", field=name, code="missing")

    @contextmanager
    def blaming(self, name: str) -> Iterator[None]:
        """Name this input as the one at fault in whatever goes wrong inside."""
        try:
            yield
        except DomainError as error:
            error.field = name
            raise

    def spell(self, field: str) -> str:
        """Find the name under which a field was given, or would be."""
        for each in self.known:
            if field == each.name or field in each.aliases:
                return self.spelled.get(each.name, each.name)
        return field


def read_options(
    known: Sequence[Input], options: Mapping[str, Any], data: str | None = None
) -> Inputs:
    """Read a command line: options by their names, and --data where the command takes it.

    Raises:
        Invalid: names the field, and what would do.
    """
    values: dict[str, Any] = {}
    spelled: dict[str, str] = {}
    if data is not None:
        given = read_json(_stdin() if data == "-" else data, field="data")
        if not isinstance(given, dict):
            raise Invalid("--data is one JSON object", field="data", code="wrong_type")
        read = read_document(known, given)
        values.update(read.values)
        spelled.update(read.spelled)
    by_name = names_of(known)
    for name, value in options.items():
        if value is None or (isinstance(value, (list, tuple)) and not value):
            continue
        each = by_name[name]
        if each.name in values:
            raise Invalid(f"{name} is given twice", field=name, code="given_twice")
        values[each.name] = _from_words(each, name, value)
        spelled[each.name] = name
    return Inputs(known, values, spelled)


def read_document(known: Sequence[Input], given: Mapping[str, Json]) -> Inputs:
    """Read a command's inputs from one JSON object.

    Raises:
        Invalid: an unknown field, or a value of the wrong type; names it.
    """
    by_name = names_of(known)
    values: dict[str, Any] = {}
    spelled: dict[str, str] = {}
    for name, value in given.items():
        each = by_name.get(name)
        if each is None:
            fields = ", ".join(each.name for each in known)
            raise Invalid(
                f"'{_shown(name)}' is no field here; known are {fields or 'none'}",
                field=name,
                code="unknown_field",
            )
        if each.name in values:
            raise Invalid(f"{name} is given twice", field=name, code="given_twice")
        values[each.name] = _from_json(each, name, value)
        spelled[each.name] = name
    return Inputs(known, values, spelled)


def names_of(known: Sequence[Input]) -> dict[str, Input]:
    """Find an input by every name it goes by."""
    return {name: each for each in known for name in (each.name, *each.aliases)}


def read_json(text: str, *, field: str) -> Json:
    """Read one JSON document.

    Raises:
        Invalid: it is broken, too large or too deep, or names one key twice.
    """
    if len(text) > DATA_CHARS_MAX:
        raise Invalid(f"{field} is longer than {DATA_CHARS_MAX} letters", field=field)
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_no_doubles)
    except (ValueError, RecursionError) as error:
        reason = "it nests too deep" if isinstance(error, RecursionError) else str(error)
        raise Invalid(f"{field} is no JSON: {reason}", field=field, code="broken_json") from error


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _no_doubles(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key '{_shown(key)}' stands there twice")
        found[key] = value
    return found


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read(DATA_CHARS_MAX * 4 + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("data is no UTF-8", field="data", code="broken_json") from error


def _from_words(each: Input, name: str, value: Any) -> Any:  # noqa: ANN401  # what typer hands over
    match each.kind:
        case Kind.TEXT | Kind.ANY:
            return _text(name, value)
        case Kind.TEXTS | Kind.ANYS:
            return tuple(_text(name, text) for text in value)
        case Kind.WHOLE:
            return _whole_of(name, value)
        case Kind.SWITCH | Kind.FLAG:
            return bool(value)
        case Kind.JSON:
            return _from_json(each, name, read_json(_text(name, value), field=name))


def _from_json(each: Input, name: str, value: Json) -> Any:  # noqa: ANN401  # a value of its kind
    match each.kind:
        case Kind.TEXT:
            return _text(name, "" if value is None else value)
        case Kind.TEXTS:
            texts = [value] if isinstance(value, str) else value or []
            if not isinstance(texts, list):
                _refuse(name, "a list of texts")
            return tuple(_text(name, text) for text in texts)
        case Kind.WHOLE:
            if value is None:
                return None
            if not isinstance(value, int) or isinstance(value, bool):
                _refuse(name, "a whole number")
            return _whole_of(name, str(value))
        case Kind.SWITCH | Kind.FLAG:
            if not isinstance(value, bool):
                _refuse(name, "true or false")
            return value
        case Kind.ANY | Kind.ANYS | Kind.JSON:
            _check_json(name, value)
            return value


def _text(name: str, value: Any) -> str:  # noqa: ANN401  # anything, until it proves to be a text
    if not isinstance(value, str):
        _refuse(name, "a text")
    if any(unicodedata.category(sign) == "Cs" for sign in value):
        raise Invalid(f"{name} is no valid Unicode text", field=name, code="wrong_type")
    return value


def _whole_of(name: str, text: str) -> int:
    # Full-width digits are digits; a superscript two, which NFKC also makes a 2, is not.
    wide = "".join(sign if not sign.isdigit() or sign.isdecimal() else "?" for sign in text)
    plain = unicodedata.normalize("NFKC", wide).strip()
    if not _WHOLE.fullmatch(plain) or len(plain) > WHOLE_DIGITS_MAX:
        raise Invalid(
            f"{name} is a whole number, not '{_shown(text)}'", field=name, code="invalid_number"
        )
    return int(plain)


def _check_json(name: str, value: Json) -> None:
    """Refuse what nothing in the book could hold: half a character, a fraction, a huge number."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            _text(name, each)
        elif isinstance(each, float) or (isinstance(each, int) and abs(each) > NUMBER_MAX):
            _refuse(name, "made of texts and whole numbers")
        elif isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each


def _refuse(name: str, wanted: str) -> NoReturn:
    raise Invalid(f"{name} is {wanted}", field=name, code="wrong_type")


def _shown(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"  # noqa: PLR2004  # a line of a terminal
