"""Two occupations beside each other: the differences that a release has an interval for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from skillscan.release.document import Publication
from skillscan.release.lookup import reason_withheld
from skillscan.release.pooled_headlines import parts_instead
from skillscan.release.shown import leading
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import in_its_place
from skillscan.site.narrative import figure_sentence
from skillscan.site.sample_words import source_names
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL
from skillscan.statistics.figures.figure import Figure

MOST_ROWS = 100
"""Values of a pair that the page shows: those that most openings hold."""
MOST_SENTENCES = 5
_WITHIN = (
    "The openings of the two come from different samples (source and quarter), so they are "
    "compared within the samples that both have, and the shares are those in these."
)


@dataclass(frozen=True, kw_only=True)
class DifferenceRow:
    """A value in both populations. Where its number pools what differs in one of them, ``here`` or
    ``there`` is what stands in its place, and no difference is shown.
    """

    figure: Figure
    sentence: str
    here: str
    there: str

    @property
    def is_pooled(self) -> bool:
        """Whether the difference is one of numbers that no page shows."""
        return bool(self.here or self.there)

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        low, high = self.figure.low, self.figure.high
        return not self.is_pooled and low is not None and high is not None and low * high > 0


@dataclass(frozen=True, kw_only=True)
class OccupationPair:
    """Two populations of one statistic, the largest differences first; ``warnings`` is what must
    be said of all of them.
    """

    definition: Definition
    population: str
    against: str
    rows: list[DifferenceRow]
    left_out: int
    """Further values that the release's files have."""
    warnings: list[str]

    @property
    def sentences(self) -> list[str]:
        """The largest differences whose interval leaves out zero."""
        return [row.sentence for row in self.rows if row.is_clear][:MOST_SENTENCES]


@dataclass(frozen=True, kw_only=True)
class WithheldPair:
    """Two populations that are not compared, and why."""

    population: str
    against: str
    reason: str


def occupation_pairs(content: SiteContent) -> list[OccupationPair]:
    """The pairs that a release has, that of the leading population first."""
    found = [
        pair
        for definition in content.publication.statistics.values()
        for name, rule in definition.figures.items()
        if rule.kind == "difference"
        for pair in _pairs(content, definition, name)
    ]
    return sorted(found, key=lambda pair: pair.population != content.population)


def withheld_pairs(content: SiteContent) -> Iterator[WithheldPair]:
    """The pairs that a definition names and the release does not have."""
    publication = content.publication
    for definition in publication.statistics.values():
        for name, rule in definition.figures.items():
            for population, against in rule.against.items():
                if not {population, against} <= publication.populations.keys():
                    continue
                held = content.figures.get((definition.id, population, ALL))
                reasons = [
                    *(
                        reason_withheld(publication, definition.id, one)
                        for one in (population, against)
                    ),
                    *_why_no_difference(publication, definition.id, population, name),
                ]
                if not held:
                    reason = next(filter(None, reasons), "this release has no numbers of it")
                    yield WithheldPair(population=population, against=against, reason=reason)


def _why_no_difference(
    publication: Publication, statistic: str, population: str, figure: str
) -> Iterator[str]:
    for held in publication.withheld:
        if (held.statistic, held.population, held.figure) == (statistic, population, figure):
            yield held.reason


def _pairs(content: SiteContent, definition: Definition, name: str) -> Iterator[OccupationPair]:
    for population in content.publication.populations:
        figures = [
            one
            for one in content.figures.get((definition.id, population, ALL), ())
            if one.figure == name and one.against in content.publication.populations
        ]
        for against, of_pair in groupby(figures, key=lambda one: one.against or ""):
            yield _pair(content.publication, definition, against, list(of_pair))


def _pair(
    publication: Publication, definition: Definition, against: str, figures: list[Figure]
) -> OccupationPair:
    population = figures[0].population
    is_within = figures[0].is_within_samples
    # What is compared within samples pools nothing.
    here = {} if is_within else _instead(publication, definition, population)
    there = {} if is_within else _instead(publication, definition, against)
    known = leading(figures)
    shown = sorted(known, key=lambda one: (-one.openings, one.value))[:MOST_ROWS]
    rows = [
        DifferenceRow(
            figure=one,
            sentence=figure_sentence(publication, one),
            here=here.get(one.value, ""),
            there=there.get(one.value, ""),
        )
        for one in shown
    ]
    return OccupationPair(
        definition=definition,
        population=population,
        against=against,
        rows=sorted(rows, key=lambda row: (row.is_pooled, -abs(row.figure.number))),
        left_out=len(figures) - len(rows),
        warnings=[_WITHIN] if is_within else list(_unlike(publication, population, against)),
    )


def _instead(
    publication: Publication, definition: Definition, population: str
) -> Mapping[str, str]:
    """What stands in the place of the shares that the differences are of."""
    return {
        value: in_its_place(found)
        for statistic in definition.related
        for value, found in parts_instead(publication, statistic, population).items()
    }


def _unlike(publication: Publication, population: str, against: str) -> Iterator[str]:
    """That two samples come from other sources, whose difference is in every number."""
    here, there = (publication.populations[key] for key in (population, against))
    if set(here.sample.sources) != set(there.sample.sources):
        names = [source_names(publication, one.sample.sources) for one in (here, there)]
        yield (
            f"The two samples come from different sources: {names[0]} ({here.definition.label}) "
            f"and {names[1]} ({there.definition.label}). A difference may be one between the "
            "sources, or the times they cover, and not between the occupations."
        )
