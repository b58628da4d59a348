from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.venue import Pacing, TurnRule
from app.viewmodels.house_edit import (
    PARTS,
    as_typed,
    begin,
    keep_mine,
    meet,
    take_theirs,
    type_on,
)
from app.viewmodels.settings_form import form_of
from tests.builders import FRIDAY, a_venue

VALUES = {
    "name": ("暖簾", "新暖簾", "別館"),
    "closing_weekdays": (frozenset(), frozenset({0}), frozenset({1})),
    "closing_days": ((), (FRIDAY,), (FRIDAY.replace(day=14),)),
    "turn_rules": (
        (),
        (TurnRule(covers_max=2, minutes=90),),
        (TurnRule(covers_max=4, minutes=60),),
    ),
    "pacing": (Pacing(), Pacing(covers_max=10), Pacing(slot_minutes=30, covers_max=10)),
    "infants_take_seat": (False, True, True),
}

picks = st.fixed_dictionaries({}, optional={each: st.integers(0, 2) for each in VALUES})


def house(picked, revision=1):
    fields = {name: VALUES[name][place] for name, place in picked.items()}
    return a_venue(**fields, revision=revision)


def edited(base, typed, theirs):
    begun = begin(base)
    form = form_of(replace(base, **{name: getattr(typed, name) for name in VALUES}))
    return meet(type_on(begun, form), theirs)


@given(picks, picks, picks)
def test_three_versions_meet_and_none_is_lost(first, second, third):
    base, mine, theirs = house(first), house(second), house(third, revision=2)
    edit = edited(base, mine, theirs)
    written = as_typed(edit)
    for name in VALUES:
        old, typed, new = (getattr(each, name) for each in (base, mine, theirs))
        if typed == old:
            assert getattr(written, name) == new
            assert name not in edit.typed_on
        else:
            assert getattr(written, name) == typed
            assert (name in edit.contested) == (new not in (old, typed))
            assert (name in edit.typed_on) == (typed != new)


@given(picks, picks, picks)
def test_what_is_contested_is_written_as_its_author_saw_it(first, second, third):
    base, theirs = house(first), house(third, revision=2)
    edit = edited(base, house(second), theirs)
    assert edit.base.revision == (1 if edit.contested else 2)
    for name in edit.contested:
        assert getattr(edit.base, name) == getattr(base, name)


@given(picks, picks, picks, st.booleans())
def test_once_all_is_chosen_nothing_is_contested(first, second, third, mine):
    edit = edited(house(first), house(second), house(third, revision=2))
    typed = edit.form
    for name in edit.contested:
        edit = keep_mine(edit, name) if mine else take_theirs(edit, name)
    assert not edit.contested
    assert edit.base == edit.theirs
    if mine:
        assert edit.form == typed


def test_typing_what_the_others_wrote_ends_the_contest():
    edit = edited(a_venue(), a_venue(name="こちら"), a_venue(name="あちら", revision=2))
    assert edit.contested == ("name",)
    edit = type_on(edit, replace(edit.form, name="あちら"))
    assert (edit.contested, edit.typed_on) == ((), ())


def test_every_field_of_the_house_that_can_be_typed_has_its_part_of_the_form():
    typed = {part for parts in PARTS.values() for part in parts}
    assert typed == set(form_of(a_venue()).__slots__)
