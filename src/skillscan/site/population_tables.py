"""Populations side by side: a table of each statistic that at least two have numbers of."""

from collections.abc import Iterator, Sequence

from skillscan.release.lookup import reason_withheld
from skillscan.release.pooled_headlines import figure_parts, parts_instead
from skillscan.release.shown import share_measure
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import in_its_place
from skillscan.site.sample_words import counted
from skillscan.site.side_tables import (
    Numbers,
    SideCell,
    SideColumn,
    SideNumber,
    SideTable,
    of_figure,
    of_share,
    of_words,
    side_rows,
    too_few,
)
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL

MOST_ROWS = 100
_NO_COLUMNS = frozenset({"difference", "lift"})
"""Kinds of figures that compare by themselves, or of pairs: they stand on their own pages."""


def population_columns(content: SiteContent) -> tuple[SideColumn, ...]:
    """The populations with openings, the leading one first and the one it is compared with next."""
    populations = content.publication.populations
    ordered = dict.fromkeys([content.population, *_against(content), *populations])
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
    """The tables, in the order of the statistics."""
    for definition in content.publication.statistics.values():
        numbers = {
            column.key: {one.value: one for one in _numbers(content, definition, column.key)}
            for column in columns
        }
        if sum(bool(found) for found in numbers.values()) > 1:
            yield _table(content, definition, tuple(columns), numbers)


def _against(content: SiteContent) -> Iterator[str]:
    """The populations that the leading one is compared with."""
    for definition in content.publication.statistics.values():
        for rule in definition.figures.values():
            other = rule.against.get(content.population)
            if other in content.publication.populations:
                yield other


def _numbers(content: SiteContent, definition: Definition, population: str) -> Iterator[SideNumber]:
    """The headline of a statistic for each value: a figure, or a share."""
    address, name = (definition.id, population, ALL), definition.headline.measure
    if name in definition.figures:
        if definition.figures[name].kind not in _NO_COLUMNS:
            found = content.figures.get(address, ())
            for figure in found:
                if figure.figure == name:
                    split = figure_parts(content.publication, figure)
                    yield of_figure(figure, in_its_place(split, figure.unit) if split else "")
        return
    pooled = parts_instead(content.publication, definition.id, population)
    for one in content.estimates.get(address, ()):
        if one.measure == share_measure(definition) and one.openings:
            parts = pooled.get(one.value)
            yield of_share(one, definition, in_its_place(parts) if parts else "")


def _table(
    content: SiteContent, definition: Definition, columns: tuple[SideColumn, ...], numbers: Numbers
) -> SideTable:
    def none(population: str) -> SideCell:
        if reason_withheld(content.publication, definition.id, population):
            return SideCell(text="withheld")
        if not numbers[population] or definition.headline.measure in definition.figures:
            return SideCell(text="–")
        return too_few(definition)

    rows, left_out = side_rows(columns, numbers, MOST_ROWS, none)
    return SideTable(
        key=f"populations-{definition.id}",
        definition=definition,
        title=definition.title,
        of=of_words(definition),
        columns=columns,
        rows=rows,
        left_out=left_out,
    )
