"""Tables that set populations, or months, side by side: each number with its interval.

No difference is computed: where a release has no interval for one, two numbers with theirs are all
that can be said. Which columns there are: ``population_tables``, ``month_tables``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from skillscan.release.shown import leading
from skillscan.site.number_words import VIEW_LABELS, amount, between, percent, uncapitalised
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Estimate, View
from skillscan.statistics.figures.figure import Figure

_LOWEST = -9.0
"""What a cell without one number is sorted by."""


@dataclass(frozen=True, kw_only=True)
class SideColumn:
    """A population or a month; ``sample`` is what its numbers are of."""

    key: str
    label: str
    sample: str


@dataclass(frozen=True, kw_only=True)
class SideCell:
    """A number with its interval, or what is said where there is none."""

    text: str
    interval: str = ""
    key: float = _LOWEST


@dataclass(frozen=True, kw_only=True)
class SideNumber:
    """What an estimate or a figure shows in a table."""

    value: str
    label: str
    kind: str | None
    openings: int
    cell: SideCell


@dataclass(frozen=True, kw_only=True)
class SideRow:
    """A value, and its number in each column."""

    label: str
    cells: tuple[SideCell, ...]


@dataclass(frozen=True, kw_only=True)
class SideTable:
    """One statistic in several columns; ``left_out`` counts values that the files have besides."""

    key: str
    population: str = ""
    """The population whose months these are; empty where the columns are populations."""
    definition: Definition
    title: str
    of: str
    """Which openings the numbers are of."""
    columns: tuple[SideColumn, ...]
    rows: tuple[SideRow, ...]
    left_out: int = 0


Numbers = Mapping[str, Mapping[str, SideNumber]]
"""Column to value to number."""


def side_rows(
    columns: Sequence[SideColumn], numbers: Numbers, most: int, none: Callable[[str], SideCell]
) -> tuple[tuple[SideRow, ...], int]:
    """The rows of the values that most openings hold, and how many values are left out; ``none`` is
    what stands where a column has no number of a value.
    """
    known = _by_size([numbers[column.key].values() for column in columns])
    rows = tuple(
        SideRow(
            label=one.label,
            cells=tuple(
                found.cell if (found := numbers[column.key].get(one.value)) else none(column.key)
                for column in columns
            ),
        )
        for one in _ordered(known, most)
    )
    return rows, len(known) - len(rows)


def too_few(definition: Definition) -> SideCell:
    """What stands where a column with numbers of a statistic has none of a value."""
    least = definition.minimum.value_openings
    return SideCell(text="in none" if least == 1 else f"in fewer than {least}", key=0.0)


def of_words(definition: Definition) -> str:
    """Which openings the numbers of a table are of, in words."""
    figure = definition.figures.get(definition.headline.measure)
    if figure is not None:
        return figure.says
    measure = definition.measures[definition.headline.measure].rstrip(".")
    return f"{VIEW_LABELS[definition.headline.view]}. Counted: {uncapitalised(measure)}."


def of_share(one: Estimate, definition: Definition, instead: str = "") -> SideNumber:
    """The view of an estimate that leads, or what stands in its place."""
    view: View | None = getattr(one.views, definition.headline.view)
    if instead or view is None:
        return _number(one, SideCell(text=instead or "–"))
    interval = f"{view.low:.0%}–{view.high:.0%}"
    return _number(one, SideCell(text=percent(view.share), interval=interval, key=view.share))


def of_figure(one: Figure, instead: str = "") -> SideNumber:
    """A figure in its unit, or what stands in its place."""
    if instead:
        return _number(one, SideCell(text=instead))
    cell = SideCell(
        text=amount(one.number, one.unit),
        interval=between(one.low, one.high, one.unit),
        key=one.number,
    )
    return _number(one, cell)


def _number(one: Estimate | Figure, cell: SideCell) -> SideNumber:
    return SideNumber(
        value=one.value, label=one.label, kind=one.kind, openings=one.openings, cell=cell
    )


def _by_size(columns: Iterable[Iterable[SideNumber]]) -> list[SideNumber]:
    """Each value once, by its openings in all columns together."""
    known: dict[str, SideNumber] = {}
    openings: defaultdict[str, int] = defaultdict(int)
    for column in columns:
        for one in column:
            known.setdefault(one.value, one)
            openings[one.value] += one.openings
    return sorted(leading(known.values()), key=lambda one: (-openings[one.value], one.value))


def _ordered(known: Sequence[SideNumber], most: int) -> list[SideNumber]:
    """The largest; numbers counted in their own order."""
    kept = list(known[:most])
    if kept and all(one.value.isdigit() for one in kept):
        kept.sort(key=lambda one: int(one.value))
    return kept
