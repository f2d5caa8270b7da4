"""Whether the sources and the times of a population can be told apart.

Where one source covers 2025 and another 2026, a difference between the years may be one between the
sources, and no number says which. Sources and times are the two ways of a two-way layout, whose
cells are the samples (source by quarter of posting): their effects can be told apart only where the
layout is *connected*, that is where one gets from every source to every other over times that two
of them share (Weeks and Williams 1964, Technometrics 6(3)). Parts of it that are not connected are
named, and no trend is drawn across them. Small samples join nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import duckdb

ACROSS_TIME = frozenset({"month"})
"""Splits by time of all that was collected: their groups side by side are read as a trend."""
BY_TIME = ACROSS_TIME | {"panel_month"}
"""Splits whose groups are months: they lie within a quarter, which is all that a sample is of."""
RAW_GROWTH = frozenset({"raw_on_month", "raw_on_year"})
"""Figures that compare times of all that was collected."""


class SamplePart(msgspec.Struct, frozen=True, kw_only=True):
    """Sources whose times overlap, from the first to the last quarter (``2025-Q1``)."""

    sources: list[str]
    first_quarter: str
    last_quarter: str
    openings: int


class Confounding(msgspec.Struct, frozen=True, kw_only=True):
    """The kinds of data that cannot be told apart in a population, and its unconnected parts."""

    population: str
    kinds: tuple[str, str]
    parts: list[SamplePart]


class _Cell(msgspec.Struct, frozen=True):
    source: str
    year: int
    quarter: int
    openings: int

    @property
    def time(self) -> str:
        return f"{self.year}-Q{self.quarter}"


def confounded(connection: "duckdb.DuckDBPyConnection") -> dict[str, Confounding]:
    """The populations whose sources and times cannot be told apart, by id; the view
    ``openings_by_sample`` exists.
    """
    # Whoever shows a release has what was found in it, and needs nothing of what finds it.
    from skillscan.statistics.sample_splits import LEAST_EMPLOYERS, LEAST_OPENINGS
    from skillscan.warehouse import queries

    least = {"least_openings": LEAST_OPENINGS, "least_employers": LEAST_EMPLOYERS}
    cells: dict[str, list[_Cell]] = {}
    for population, *cell in queries.rows(connection, "statistics/sample_kinds", **least):
        cells.setdefault(population, []).append(_Cell(*cell))
    return {
        population: found
        for population, of_population in cells.items()
        if (found := _confounding(population, of_population))
    }


def reason(found: Confounding, labels: Mapping[str, str] | None = None) -> str:
    """Why no trend is drawn over a population, in words; ``labels``: sources to their names."""
    known = labels or {}
    parts = "; ".join(
        f"{', '.join(known.get(one, one) for one in part.sources)} {_when(part)}"
        for part in found.parts
    )
    return (
        f"{' and '.join(found.kinds)} cannot be told apart ({parts}): no trend is drawn across "
        "them; a population of one source has one"
    )


def _when(part: SamplePart) -> str:
    if part.first_quarter == part.last_quarter:
        return f"in {part.first_quarter}"
    return f"from {part.first_quarter} to {part.last_quarter}"


def _confounding(population: str, cells: Sequence[_Cell]) -> Confounding | None:
    parts = list(_connected(cells, lambda cell: cell.time))
    if len(parts) < 2:
        return None
    by_year = len(list(_connected(cells, lambda cell: str(cell.year)))) > 1
    return Confounding(
        population=population,
        kinds=("source", "year" if by_year else "quarter"),
        parts=sorted(map(_part, parts), key=lambda part: (part.first_quarter, part.sources)),
    )


def _connected(cells: Iterable[_Cell], time_of: Callable[[_Cell], str]) -> Iterator[list[_Cell]]:
    """The cells in connected parts: those of one source belong together, and those of one time."""
    left = list(cells)
    while left:
        part, names = [left.pop(0)], set[str]()
        while True:
            names |= {name for one in part for name in (f"s {one.source}", f"t {time_of(one)}")}
            joined = [one for one in left if {f"s {one.source}", f"t {time_of(one)}"} & names]
            if not joined:
                break
            part += joined
            left = [one for one in left if one not in joined]
        yield part


def _part(cells: Sequence[_Cell]) -> SamplePart:
    times = sorted(one.time for one in cells)
    return SamplePart(
        sources=sorted({one.source for one in cells}),
        first_quarter=times[0],
        last_quarter=times[-1],
        openings=sum(one.openings for one in cells),
    )
