"""The house's settings while somebody types on them and others set them too. Pure.

Three versions meet: the house the form was laid out from (`base`), what is typed (`form`) and what
the book says now (`theirs`). For every field:

    what nobody typed on follows the book
    what only this form changed stays as typed
    what both changed, differently, stays as typed and is contested until staff choose

and a save writes exactly the fields that were typed on: as its author saw them, so that a contested
one becomes a clash for a person instead of overwriting silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.domain.venue import Venue
from app.viewmodels.settings_form import HouseForm, form_of, write_on

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name",),
    "timezone": ("timezone",),
    "day_starts_minute": ("day_starts",),
    "shifts": ("shifts",),
    "closing_weekdays": ("closing_weekdays",),
    "closing_days": ("closing_days",),
    "open_days": ("open_days",),
    "turn_rules": ("turns",),
    "pacing": ("pacing_minutes", "pacing_covers"),
    "home_area_code": ("area_code",),
    "infants_take_seat": ("infants_take_seat",),
}
"""The fields of the house, and what stands for each on the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseEdit:
    """A form, and the house it is written against.

    Attributes:
        base: as read when the form was laid out; where nothing is typed, as the book has it now.
        contested: fields of the house that both changed, and nobody has chosen between.
    """

    base: Venue
    form: HouseForm
    theirs: Venue
    contested: tuple[str, ...] = ()

    @property
    def typed_on(self) -> tuple[str, ...]:
        """Name the fields of the house that stand otherwise on the form."""
        laid_out = form_of(self.base)
        return tuple(name for name in PARTS if _part(laid_out, name) != _part(self.form, name))


def begin(venue: Venue) -> HouseEdit:
    """Lay the house out for typing."""
    return HouseEdit(base=venue, form=form_of(venue), theirs=venue)


def type_on(edit: HouseEdit, form: HouseForm) -> HouseEdit:
    """Take what is typed now; who types what the others wrote has nothing to choose any more."""
    book = form_of(edit.theirs)
    contested = tuple(each for each in edit.contested if _part(form, each) != _part(book, each))
    base = _seen(edit.theirs, edit.base, contested)
    return replace(edit, base=base, form=form, contested=contested)


def meet(edit: HouseEdit, theirs: Venue) -> HouseEdit:
    """Take the house as the book has it now; see the module's rules."""
    laid_out, book = form_of(edit.base), form_of(theirs)
    follows: list[str] = []
    contested: list[str] = []
    for name in PARTS:
        old, mine, new = (_part(each, name) for each in (laid_out, edit.form, book))
        if mine == old:
            follows.append(name)
        elif new not in (old, mine):
            contested.append(name)
    return HouseEdit(
        base=_seen(theirs, edit.base, contested),
        form=_with_parts(edit.form, book, follows),
        theirs=theirs,
        contested=tuple(contested),
    )


def keep_mine(edit: HouseEdit, name: str) -> HouseEdit:
    """Keep what is typed in a contested field, knowing what the others wrote."""
    contested = tuple(each for each in edit.contested if each != name)
    return replace(edit, base=_seen(edit.theirs, edit.base, contested), contested=contested)


def take_theirs(edit: HouseEdit, name: str) -> HouseEdit:
    """Take what the others wrote in a contested field."""
    taken = replace(edit, form=_with_parts(edit.form, form_of(edit.theirs), (name,)))
    return keep_mine(taken, name)


def as_typed(edit: HouseEdit) -> Venue:
    """Return the house as a save would write it.

    Raises:
        Invalid: something cannot be read; the message says what and how it is written.
    """
    typed = write_on(edit.base, edit.form)
    return replace(edit.base, **{name: getattr(typed, name) for name in edit.typed_on})


def _seen(theirs: Venue, base: Venue, contested: Iterable[str]) -> Venue:
    """Say what the author has seen: the book as it is, but for what is contested."""
    unseen = {name: getattr(base, name) for name in contested}
    return replace(theirs, **unseen, revision=base.revision) if unseen else theirs


def _part(form: HouseForm, name: str) -> tuple[Any, ...]:
    return tuple(getattr(form, part) for part in PARTS[name])


def _with_parts(form: HouseForm, source: HouseForm, names: Iterable[str]) -> HouseForm:
    parts = (part for name in names for part in PARTS[name])
    return replace(form, **{part: getattr(source, part) for part in parts})
