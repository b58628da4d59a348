from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import AreaId, TableId
from app.domain.table import Table, TableKind
from app.viewmodels.table_form import FIELDS, form_of, news_text, rebase, write_on

BEFORE = Table(
    id=TableId("T3"),
    name="T3",
    seats_min=2,
    seats_max=4,
    area_id=AreaId("hall"),
    combines_with=(TableId("T1"), TableId("T2")),
)

tables = st.builds(
    lambda name, least, more, area, kind, beside, closed: replace(
        BEFORE,
        name=name,
        seats_min=least,
        seats_max=least + more,
        area_id=area,
        kind=kind,
        combines_with=tuple(beside),
        closed=closed,
    ),
    st.sampled_from(["T3", "T30"]),
    st.integers(1, 3),
    st.integers(0, 3),
    st.sampled_from([AreaId("hall"), AreaId("terrace"), None]),
    st.sampled_from(TableKind),
    st.lists(st.sampled_from([TableId("T1"), TableId("T2"), TableId("T4")]), unique=True),
    st.booleans(),
)


@given(tables)
def test_a_form_as_it_was_laid_out_writes_nothing(table):
    assert write_on(table, form_of(table)) == table


@given(tables, tables)
def test_what_is_typed_is_what_is_written(before, wanted):
    assert form_of(write_on(before, form_of(wanted))).name == wanted.name
    assert set(write_on(before, form_of(wanted)).combines_with) == set(wanted.combines_with)


@given(tables, tables, tables)
def test_news_changes_what_is_not_typed_on_and_nothing_else(before, now, typed):
    mine = form_of(typed)
    form, contested = rebase(before, now, mine)
    for field in FIELDS:
        own, base, book = (
            _plain(getattr(each, field)) for each in (mine, form_of(before), form_of(now))
        )
        shown = _plain(getattr(form, field))
        assert shown == (book if own == base else own)
        assert (field in contested) == (own != base and book not in (base, own))


def test_both_sides_of_a_field_are_told_with_what_the_others_set():
    now = replace(BEFORE, seats_max=9, area_id=AreaId("terrace"))
    form, contested = rebase(BEFORE, now, replace(form_of(BEFORE), seats_max=6))
    assert form.seats_max == 6
    assert form.area_id == "terrace"
    assert contested == ("seats_max",)
    assert news_text(now, contested, lambda _: "テラス").endswith("Seats: 9")


def test_a_party_is_never_smaller_at_most_than_at_least():
    form = replace(form_of(BEFORE), seats_min=6)
    assert (write_on(BEFORE, form).seats_min, write_on(BEFORE, form).seats_max) == (4, 4)


def test_every_field_that_can_be_contested_has_words(qapp):
    now = replace(BEFORE, area_id=None)
    said = news_text(now, FIELDS, lambda _: "エリアなし")
    assert len(said.splitlines()) == len(FIELDS) + 1
    assert news_text(now, (), lambda _: "") == ""


def _plain(value):
    return frozenset(value) if isinstance(value, tuple) else value
