"""Tables that set populations, or months, side by side: each number with its interval.

No difference is computed: where a release has no interval for one, two numbers with theirs are all
that can be said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skillscan.release.lookup import reason_withheld
from skillscan.release.pooled_headlines import parts_instead
from skillscan.release.shown import leading, share_measure
from skillscan.site.content import SiteContent
from skillscan.site.narrative import (
    VIEW_LABELS,
    amount,
    confounding_sentence,
    in_its_place,
    percent,
)
from skillscan.site.sample_words import counted
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Estimate, View
from skillscan.statistics.figures.figure import Figure

MOST_ROWS = 100
MOST_MONTH_ROWS = 40
MOST_MONTHS = 12
_NO_COLUMNS = frozenset({"difference", "lift"})
"""Kinds of figures that compare by themselves, or of pairs: they stand on their own pages."""
_LOWEST = -9.0
"""What a cell without one number is sorted by."""
MONTH_SPLITS = {
    "panel_month": "New openings on the boards that were read whole in every month shown",
    "month": "All openings, by the month in which they were posted",
}
"""Splits by month, the one that shows a trend first, and what their months hold."""


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


@dataclass(frozen=True, kw_only=True)
class MonthsMissing:
    """A population whose months are not set side by side, and why."""

    population: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class _Number:
    """What an estimate or a figure shows in a table."""

    value: str
    label: str
    kind: str | None
    openings: int
    cell: SideCell


def population_columns(content: SiteContent) -> tuple[SideColumn, ...]:
    """The populations with openings, the leading one first and the one it is compared with next."""
    populations = content.publication.populations
    first = [content.population, *_against(content)]
    ordered = dict.fromkeys([*first, *populations])
    return tuple(
        SideColumn(
            key=key,
            label=populations[key].definition.label,
            sample=counted(populations[key].sample.openings, populations[key].sample.employers),
        )
        for key in ordered
        if populations[key].sample.openings
    )


def population_tables(content: SiteContent, columns: Sequence[SideColumn]) -> Iterator[SideTable]:
    """A table of each statistic that at least two populations have numbers of."""
    for definition in content.publication.statistics.values():
        table = _PopulationTable(content, definition, columns)
        if len([key for key, found in table.numbers.items() if found]) > 1:
            yield table.made


def month_tables(content: SiteContent) -> Iterator[SideTable]:
    """A table of each statistic, population and split by month with at least two months."""
    for definition in content.publication.statistics.values():
        for population in content.publication.populations:
            for split in MONTH_SPLITS:
                columns = _months(content, definition, population, split)
                if len(columns) > 1:
                    yield _month_table(content, definition, population, split, columns)


def months_missing(content: SiteContent) -> Iterator[MonthsMissing]:
    """The populations with openings that have no such table, and why."""
    shown = {table.population for table in month_tables(content)}
    by_month = [
        one for one in content.publication.statistics.values() if {*one.splits} & {*MONTH_SPLITS}
    ]
    for population, entry in content.publication.populations.items():
        if not by_month or population in shown or not entry.sample.openings:
            continue
        yield MonthsMissing(
            population=entry.definition.label,
            reason=confounding_sentence(content.publication, population)
            or "Fewer than two months have enough openings to publish shares of.",
        )


def _against(content: SiteContent) -> Iterator[str]:
    """The populations that the leading one is compared with."""
    for definition in content.publication.statistics.values():
        for rule in definition.figures.values():
            other = rule.against.get(content.population)
            if other in content.publication.populations:
                yield other


class _PopulationTable:
    """How the table of a statistic is made."""

    def __init__(
        self, content: SiteContent, definition: Definition, columns: Sequence[SideColumn]
    ) -> None:
        self._content, self._definition, self._columns = content, definition, columns

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[str, _Number]]:
        """Population to value to number."""
        return {
            column.key: {one.value: one for one in self._of_population(column.key)}
            for column in self._columns
        }

    @property
    def made(self) -> SideTable:
        known = _by_size([self.numbers[column.key].values() for column in self._columns])
        rows = tuple(self._row(one) for one in _ordered(known, MOST_ROWS))
        definition = self._definition
        return SideTable(
            key=f"populations-{definition.id}",
            definition=definition,
            title=definition.title,
            of=_of(definition),
            columns=tuple(self._columns),
            rows=rows,
            left_out=len(known) - len(rows),
        )

    def _of_population(self, population: str) -> Iterator[_Number]:
        definition, address = self._definition, (self._definition.id, population, ALL)
        figure = definition.figures.get(definition.headline.measure)
        if figure is not None:
            if figure.kind not in _NO_COLUMNS:
                for one in self._content.figures.get(address, ()):
                    if one.figure == definition.headline.measure:
                        yield _of_figure(one)
            return
        pooled = parts_instead(self._content.publication, definition.id, population)
        for found in self._content.estimates.get(address, ()):
            if found.measure == share_measure(definition) and found.openings:
                parts = pooled.get(found.value)
                yield _of_share(found, definition, in_its_place(parts) if parts else "")

    def _row(self, number: _Number) -> SideRow:
        cells = (
            self.numbers[column.key][number.value].cell
            if number.value in self.numbers[column.key]
            else self._none(column.key)
            for column in self._columns
        )
        return SideRow(label=number.label, cells=tuple(cells))

    def _none(self, population: str) -> SideCell:
        """What stands where a population has no number of a value."""
        definition = self._definition
        if reason_withheld(self._content.publication, definition.id, population):
            return SideCell(text="withheld")
        if not self.numbers[population] or definition.headline.measure in definition.figures:
            return SideCell(text="–")
        least = definition.minimum.value_openings
        return SideCell(text="in none" if least == 1 else f"in fewer than {least}", key=0.0)


def _months(
    content: SiteContent, definition: Definition, population: str, split: str
) -> tuple[SideColumn, ...]:
    """The months that have numbers, the newest last."""
    found: dict[str, SideColumn] = {}
    for one in content.estimates.get((definition.id, population, split), ()):
        if one.group not in found:
            sample = counted(one.of_openings, one.of_employers)
            found[one.group] = SideColumn(key=one.group, label=one.group, sample=sample)
    return tuple(found[key] for key in sorted(found)[-MOST_MONTHS:])


def _month_table(
    content: SiteContent,
    definition: Definition,
    population: str,
    split: str,
    columns: tuple[SideColumn, ...],
) -> SideTable:
    numbers: defaultdict[str, dict[str, _Number]] = defaultdict(dict)
    for one in content.estimates[definition.id, population, split]:
        if one.measure == share_measure(definition) and one.openings:
            numbers[one.group][one.value] = _of_share(one, definition)
    known = _by_size([numbers[column.key].values() for column in columns])
    least = definition.minimum.value_openings
    none = SideCell(text="in none" if least == 1 else f"in fewer than {least}", key=0.0)
    rows = tuple(
        SideRow(
            label=value.label,
            cells=tuple(
                numbers[column.key][value.value].cell
                if value.value in numbers[column.key]
                else none
                for column in columns
            ),
        )
        for value in _ordered(known, MOST_MONTH_ROWS)
    )
    entry = content.publication.populations[population]
    return SideTable(
        key=f"{split}-{population}-{definition.id}",
        population=population,
        definition=definition,
        title=f"{definition.title}: {entry.definition.label}",
        of=f"{MONTH_SPLITS[split]}. {_of(definition)}",
        columns=columns,
        rows=rows,
        left_out=len(known) - len(rows),
    )


def _of(definition: Definition) -> str:
    """Which openings the numbers of a table are of, in words."""
    figure = definition.figures.get(definition.headline.measure)
    if figure is not None:
        return figure.says
    measure = definition.measures[definition.headline.measure].rstrip(".")
    return f"{VIEW_LABELS[definition.headline.view]}. Counted: {measure[:1].lower()}{measure[1:]}."


def _of_share(one: Estimate, definition: Definition, instead: str = "") -> _Number:
    view: View | None = getattr(one.views, definition.headline.view)
    if instead or view is None:
        cell = SideCell(text=instead or "–")
    else:
        interval = f"{view.low:.0%}–{view.high:.0%}"
        cell = SideCell(text=percent(view.share), interval=interval, key=view.share)
    return _Number(
        value=one.value, label=one.label, kind=one.kind, openings=one.openings, cell=cell
    )


def _of_figure(one: Figure) -> _Number:
    interval = ""
    if one.low is not None and one.high is not None:
        interval = f"{amount(one.low, one.unit)} to {amount(one.high, one.unit)}"
    cell = SideCell(text=amount(one.number, one.unit), interval=interval, key=one.number)
    return _Number(
        value=one.value, label=one.label, kind=one.kind, openings=one.openings, cell=cell
    )


def _numbered(one: Estimate | Figure, cell: SideCell) -> _Number:
    return _Number(
        value=one.value, label=one.label, kind=one.kind, openings=one.openings, cell=cell
    )


def _by_size(columns: Iterable[Iterable[_Number]]) -> list[_Number]:
    """Each value once, with its openings in all columns together."""
    known: dict[str, _Number] = {}
    openings: defaultdict[str, int] = defaultdict(int)
    for column in columns:
        for one in column:
            known.setdefault(one.value, one)
            openings[one.value] += one.openings
    return sorted(leading(known.values()), key=lambda one: (-openings[one.value], one.value))


def _ordered(known: Sequence[_Number], most: int) -> list[_Number]:
    """The largest; numbers counted in their own order."""
    kept = list(known[:most])
    if kept and all(one.value.isdigit() for one in kept):
        kept.sort(key=lambda one: int(one.value))
    return kept
