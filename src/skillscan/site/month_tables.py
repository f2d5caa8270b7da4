"""Months side by side: a table of each statistic, population and split with at least two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skillscan.release.shown import share_measure
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.sample_words import counted
from skillscan.site.side_tables import (
    SideColumn,
    SideNumber,
    SideTable,
    of_share,
    of_words,
    side_rows,
    too_few,
)
from skillscan.statistics.definitions import Definition

MOST_ROWS = 40
MOST_MONTHS = 12
SPLITS = {
    "panel_month": "New openings on the boards that were read whole in every month shown",
    "month": "All openings, by the month in which they were posted",
}
"""Splits by month, the one that shows a trend first, and what their months hold."""


@dataclass(frozen=True, kw_only=True)
class MonthsMissing:
    """A population whose months are not set side by side, and why."""

    population: str
    reason: str


def month_tables(content: SiteContent) -> Iterator[SideTable]:
    """The tables, in the order of the statistics."""
    for definition in content.publication.statistics.values():
        for population in content.publication.populations:
            for split in SPLITS:
                columns = _months(content, definition, population, split)
                if len(columns) > 1:
                    yield _table(content, definition, population, split, columns)


def months_missing(content: SiteContent, shown: Iterable[SideTable]) -> Iterator[MonthsMissing]:
    """The populations with openings that have none of these tables, and why."""
    with_months = {table.population for table in shown}
    by_month = [one for one in content.publication.statistics.values() if {*one.splits} & {*SPLITS}]
    for population, entry in content.publication.populations.items():
        if not by_month or population in with_months or not entry.sample.openings:
            continue
        yield MonthsMissing(
            population=entry.definition.label,
            reason=confounding_sentence(content.publication, population)
            or "Fewer than two months have enough openings to publish shares of.",
        )


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


def _table(
    content: SiteContent,
    definition: Definition,
    population: str,
    split: str,
    columns: tuple[SideColumn, ...],
) -> SideTable:
    numbers: defaultdict[str, dict[str, SideNumber]] = defaultdict(dict)
    for one in content.estimates[definition.id, population, split]:
        if one.measure == share_measure(definition) and one.openings:
            numbers[one.group][one.value] = of_share(one, definition)
    rows, left_out = side_rows(columns, numbers, MOST_ROWS, lambda _: too_few(definition))
    entry = content.publication.populations[population]
    return SideTable(
        key=f"{split}-{population}-{definition.id}",
        population=population,
        definition=definition,
        title=f"{definition.title}: {entry.definition.label}",
        of=f"{SPLITS[split]}. {of_words(definition)}",
        columns=columns,
        rows=rows,
        left_out=left_out,
    )
