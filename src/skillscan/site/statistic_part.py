"""A statistic for one population, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillscan.release.document import PopulationEntry
from skillscan.release.lookup import counts_of, reason_withheld
from skillscan.release.shown import leading
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.narrative import withheld_sentence
from skillscan.site.statistic_rows import (
    FigureRow,
    ValueRow,
    figure_rows,
    reasons,
    rows_of_other_kinds,
    value_rows,
)
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, WithheldCount


@dataclass(frozen=True, kw_only=True)
class PopulationPart:
    """A statistic for one population: rows and charts, or the reason why it is withheld."""

    population: str
    entry: PopulationEntry
    unclear: str
    """Which kinds of data cannot be told apart; empty where all can."""
    rows: Sequence[ValueRow]
    values: int
    """How many values there are, with those that are not listed."""
    unlisted_kinds: int
    """Of these, how many are of skills that are no technologies."""
    other_kinds: Sequence[ValueRow]
    """The largest of these, kind by kind: hidden until a reader asks for their kind."""
    figures: Mapping[str, Sequence[FigureRow]]
    """The figures that are listed, by their names."""
    withheld: str
    """Why there is no share, in a sentence."""
    counts: Sequence[WithheldCount]
    """What was counted all the same, the most frequent first."""
    reasons: Sequence[tuple[str, str]]
    """Why parts are withheld, and which."""
    labels: Mapping[str, str]
    """Population to its name."""

    def against(self, figure: str) -> str:
        """With which population a figure compares; empty where it compares none."""
        found = self.figures[figure][0].figure.against
        return self.labels.get(found, found) if found else ""

    @property
    def is_published(self) -> bool:
        """Whether there is any number of the whole population."""
        return bool(self.rows or self.figures)

    @property
    def label(self) -> str:
        """The population's name."""
        return self.entry.definition.label


def part_of(
    content: SiteContent,
    definition: Definition,
    population: str,
    most: int,
    *,
    lists_kinds: bool = False,
) -> PopulationPart:
    """The part; ``most`` values and figures of each name are listed, with ``lists_kinds`` also as
    many of each kind of skill that is no technology.
    """
    publication = content.publication
    rows = value_rows(content, definition, population) if definition.measures else []
    held = {
        one.value
        for one in content.estimates.get((definition.id, population, ALL), ())
        if one.openings
    }
    counts = counts_of(publication, definition.id, population)
    found = {
        name: figure_rows(content, definition, population, name) for name in definition.figures
    }
    return PopulationPart(
        population=population,
        entry=publication.populations[population],
        unclear=confounding_sentence(publication, population),
        rows=rows[:most],
        values=len(rows),
        unlisted_kinds=len(held) - len(rows),
        other_kinds=(
            rows_of_other_kinds(content, definition, population, most)
            if definition.measures and lists_kinds
            else []
        ),
        figures={name: figures[:most] for name, figures in found.items() if figures},
        withheld=withheld_sentence(publication, definition.id, population),
        counts=leading(counts)[: most // 3],
        reasons=list(reasons(content, definition.id, population)),
        labels={key: one.definition.label for key, one in publication.populations.items()},
    )


def why_withheld(content: SiteContent, definition: Definition, population: str) -> str:
    """Why a statistic has no number for a population; of its groups, the first reason."""
    whole = reason_withheld(content.publication, definition.id, population)
    of_parts = (why for why, _ in reasons(content, definition.id, population))
    return whole or next(of_parts, "no opening of it can be counted")
