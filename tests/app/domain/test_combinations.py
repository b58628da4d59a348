"""Tables pushed together."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.combinations import TABLES_MAX, combinations
from tests.builders import a_table


def row_of(count, seats_max=2):
    """Tables t1 to t<count> in a row, each naming only its right-hand neighbour."""
    return [
        a_table(f"t{n}", seats_min=1, seats_max=seats_max, combines_with=(f"t{n + 1}",))
        for n in range(1, count + 1)
    ]


def named(choices):
    return [" ".join(table.id for table in choice) for choice in choices]


def test_only_neighbours_are_pushed_together_whichever_names_the_other():
    assert named(combinations(row_of(4), 4)) == ["t1 t2", "t2 t3", "t3 t4"]


def test_up_to_four_tables_are_pushed_together():
    assert named(combinations(row_of(5), 8)) == ["t1 t2 t3 t4", "t2 t3 t4 t5"]
    assert combinations(row_of(9), 9) == ()


def test_no_table_is_pushed_along_that_could_be_spared():
    tables = [*row_of(2), a_table("t3", seats_max=4)]
    assert named(combinations(tables, 4)) == ["t1 t2"]
    assert combinations(row_of(4, seats_max=6), 6) == ()


def test_a_small_table_that_joins_two_others_cannot_be_spared():
    tables = [
        a_table("t1", seats_max=4, combines_with=("t2",)),
        a_table("t2", seats_min=1, seats_max=1, combines_with=("t3",)),
        a_table("t3", seats_max=4),
    ]
    assert named(combinations(tables, 8)) == ["t1 t2 t3"]


def test_a_table_that_joins_itself_or_nothing_known_joins_nothing():
    alone = a_table("t1", seats_max=2, combines_with=("t1", "gone"))
    assert combinations([alone], 4) == ()
    assert combinations([], 4) == ()


def test_a_hall_where_every_table_joins_every_other_is_still_answered():
    names = [f"t{n}" for n in range(45)]
    tables = [a_table(name, seats_min=1, seats_max=2, combines_with=tuple(names)) for name in names]
    assert named(combinations(tables, 8))[0] == "t0 t1 t2 t3"


SEATS = st.lists(st.integers(1, 6), min_size=1, max_size=7)
JOINS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12)


@given(SEATS, JOINS, st.integers(1, 14))
def test_every_combination_is_joined_large_enough_and_cannot_spare_a_table(seats, joins, party):
    tables = [
        a_table(
            f"t{n}",
            seats_min=1,
            seats_max=most,
            combines_with=tuple(f"t{b}" for a, b in joins if a == n),
        )
        for n, most in enumerate(seats)
    ]
    pairs = {(f"t{a}", f"t{b}") for a, b in joins} | {(f"t{b}", f"t{a}") for a, b in joins}
    found = combinations(tables, party)
    assert len(set(found)) == len(found)
    for choice in found:
        ids = [table.id for table in choice]
        assert 2 <= len(choice) <= TABLES_MAX
        assert sum(table.seats_max for table in choice) >= party
        assert joined(ids, pairs)
        for spared in choice:
            rest = [table for table in choice if table is not spared]
            enough = sum(table.seats_max for table in rest) >= party
            assert not (enough and joined([table.id for table in rest], pairs))


def joined(ids, pairs):
    reached, edge = {ids[0]}, [ids[0]]
    while edge:
        here = edge.pop()
        new = {id for id in ids if (here, id) in pairs} - reached
        reached |= new
        edge += new
    return reached == set(ids)
