"""Say what others set on the house while its settings are open. Pure formatting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from app.domain.history import HistoryEntry
from app.viewmodels.header import weekday_text
from app.viewmodels.house_edit import HouseEdit
from app.viewmodels.settings_form import HouseForm, ShiftForm, form_of
from app.viewmodels.sheet_news import News, who_changed
from app.viewmodels.wording import field_word, listed, translate

FIRST_MONDAY = date(2026, 1, 5)


def contested_news(
    edit: HouseEdit, entries: Iterable[HistoryEntry], people: Mapping[str, str]
) -> tuple[News, ...]:
    """List the fields that both changed, each with all three versions."""
    history = tuple(entries)
    base, theirs = form_of(edit.base), form_of(edit.theirs)
    return tuple(
        News(
            field=name,
            base=part_text(base, name),
            mine=part_text(edit.form, name),
            theirs=part_text(theirs, name),
            is_contested=True,
            text=translate(
                "House", "{who} changed {field} too. What you typed stands here."
            ).format(who=who_changed(name, history, people, edit.theirs), field=field_word(name)),
        )
        for name in edit.contested
    )


def part_text(form: HouseForm, name: str) -> str:
    """Write what a form says in one field of the house."""
    match name:
        case "shifts":
            return listed(map(_shift_text, form.shifts)) or "—"
        case "closing_weekdays":
            return _weekdays_text(form.closing_weekdays) or "—"
        case "turn_rules":
            words = translate("Records", "up to {covers}: {minutes} min")
            return (
                listed(words.format(covers=t.covers_max, minutes=t.minutes) for t in form.turns)
                or "—"
            )
        case "pacing":
            return translate("Records", "{covers} guests in {minutes} min").format(
                covers=form.pacing_covers, minutes=form.pacing_minutes
            )
        case "infants_take_seat":
            return (
                translate("Records", "yes")
                if form.infants_take_seat
                else translate("Records", "no")
            )
        case "day_starts_minute":
            return form.day_starts or "—"
        case "home_area_code":
            return form.area_code or "—"
        case _:
            return str(getattr(form, name)) or "—"


def _shift_text(shift: ShiftForm) -> str:
    text = f"{shift.name} {shift.opens}–{shift.closes}".strip()
    if len(shift.weekdays) == len(range(7)):
        return text
    return f"{text} ({_weekdays_text(shift.weekdays)})"


def _weekdays_text(weekdays: Iterable[int]) -> str:
    return listed(
        weekday_text(date.fromordinal(FIRST_MONDAY.toordinal() + each)) for each in sorted(weekdays)
    )
