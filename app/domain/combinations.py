"""Tables that can be pushed together for one party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from app.domain.table import Table

TABLES_MAX: Final = 4
GROWING_MAX: Final = 250
SCANNED_MAX: Final = 3000
"""Sets kept, and looked at, per size: no real floor has so many, no odd one makes staff wait."""

_Neighbours = Sequence[Sequence[int]]


def combinations(tables: Sequence[Table], seats: int) -> tuple[tuple[Table, ...], ...]:
    """Find sets of two to four tables, joined one to another, that seat `seats`.

    No table of a set could be spared. Fewer tables come first, then the order of `tables`.
    """
    neighbours = _neighbours(tables)
    largest = max((table.seats_max for table in tables), default=0)
    growing: list[frozenset[int]] = [
        frozenset({number}) for number, table in enumerate(tables) if table.seats_max < seats
    ]
    found: list[tuple[Table, ...]] = []
    for size in range(2, TABLES_MAX + 1):
        seats_to_come = (TABLES_MAX - size) * largest
        grown: list[frozenset[int]] = []
        for chosen in dict.fromkeys(islice(_grow(growing, neighbours), SCANNED_MAX)):
            spare = sum(tables[number].seats_max for number in chosen) - seats
            if spare < 0:
                if spare + seats_to_come >= 0 and len(grown) < GROWING_MAX:
                    grown.append(chosen)
            elif len(found) < GROWING_MAX and not _can_spare_one(chosen, tables, spare, neighbours):
                found.append(tuple(tables[number] for number in sorted(chosen)))
        growing = grown
    return tuple(found)


def _neighbours(tables: Sequence[Table]) -> _Neighbours:
    place = {table.id: number for number, table in enumerate(tables)}
    joined: list[set[int]] = [set() for _ in tables]
    for number, table in enumerate(tables):
        for other in table.combines_with:
            beside = place.get(other)
            if beside is not None:
                joined[number].add(beside)
                joined[beside].add(number)
    return [sorted(each) for each in joined]


def _grow(sets: Iterable[frozenset[int]], neighbours: _Neighbours) -> Iterator[frozenset[int]]:
    for chosen in sets:
        for number in sorted(chosen):
            for beside in neighbours[number]:
                if beside not in chosen:
                    yield chosen | {beside}


def _can_spare_one(
    chosen: frozenset[int], tables: Sequence[Table], spare: int, neighbours: _Neighbours
) -> bool:
    return any(
        tables[number].seats_max <= spare and _is_joined(chosen - {number}, neighbours)
        for number in chosen
    )


def _is_joined(chosen: frozenset[int], neighbours: _Neighbours) -> bool:
    first = min(chosen)
    reached, edge = {first}, [first]
    while edge:
        for beside in neighbours[edge.pop()]:
            if beside in chosen and beside not in reached:
                reached.add(beside)
                edge.append(beside)
    return len(reached) == len(chosen)
