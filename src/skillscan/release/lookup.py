"""What of a release is asked for: estimates, their views and denominators.

Unknown words are answered with the nearest names.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from skillscan.errors import UnknownNameError, UsageError
from skillscan.release.document import Publication
from skillscan.release.shown import share_measure
from skillscan.statistics.estimates import (
    ALL,
    Denominator,
    Disagreement,
    Estimate,
    SampleDifference,
    View,
    Withheld,
    WithheldCount,
)
from skillscan.statistics.figures.figure import Figure

_FIRST = "ml_engineer_us"


def require_known(kind: str, word: str, names: Iterable[str]) -> str:
    """The word, where it is one of the names. Raises UnknownNameError with the nearest ones."""
    choices = list(names)
    if word in choices:
        return word
    near = get_close_matches(word.lower(), choices, n=3, cutoff=0.5) or choices[:12]
    listed = ", ".join(near) or "none in this release"
    raise UnknownNameError(f"unknown {kind} {word!r}; nearest: {listed}", nearest=tuple(near))


def statistic_of(publication: Publication, word: str) -> str:
    """The id of a statistic. Raises UsageError where the release has none of this name."""
    return require_known("statistic", word, publication.statistics)


def population_of(publication: Publication, word: str | None) -> str:
    """The id of a population; without a word the first published one, US ML engineers if possible,
    and where all are too small the one with the most openings.

    Raises UsageError where the release has none of this name.
    """
    if word is not None:
        return require_known("population", word, publication.populations)
    published = {one.population for one in publication.estimates}
    for key in (_FIRST, *publication.populations):
        if key in published:
            return key
    sizes = {key: one.sample.openings for key, one in publication.populations.items()}
    return max(sizes, key=lambda key: sizes[key])


def shares_and_figures(publication: Publication) -> list[Estimate | Figure]:
    """All numbers that the publication has: shares, then figures."""
    return [*publication.estimates, *publication.figures]


class _Rows:
    """The disagreements or differences of a publication, known again while it has no more."""

    def __init__(self, rows: Sequence[Disagreement | SampleDifference]) -> None:
        self.rows = rows
        self.size = len(rows)

    def __hash__(self) -> int:
        return id(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rows) and other.rows is self.rows and other.size == self.size


@lru_cache(maxsize=4)
def _by_number(held: _Rows) -> Mapping[tuple[str, ...], Sequence[Any]]:
    """Those about each number: a page asks for every number of it."""
    found: dict[tuple[str, ...], list[Any]] = {}
    for one in held.rows:
        part = (one.statistic, one.population, one.split, one.group)
        found.setdefault((*part, one.value, one.measure), []).append(one)
    return found


def _about(
    rows: Sequence[Disagreement | SampleDifference], number: Estimate | Figure
) -> Sequence[Any]:
    measure = number.figure if isinstance(number, Figure) else number.measure
    part = (number.statistic, number.population, number.split, number.group)
    return _by_number(_Rows(rows)).get((*part, number.value, measure), ())


def disagreements_about(publication: Publication, number: Estimate | Figure) -> list[Disagreement]:
    """Why a number misleads as it stands."""
    return list(_about(publication.disagreements, number))


def difference_about(publication: Publication, one: Estimate) -> SampleDifference | None:
    """That the samples of a number lie far apart, though chance may explain it; ``None`` where they
    do not, where they disagree, and where there are none to be compared.
    """
    return next(iter(_about(publication.sample_differences, one)), None)


def estimates_of(
    publication: Publication, statistic: str, population: str, split: str = ALL, group: str = ""
) -> list[Estimate]:
    """The estimates of one statistic for one population (or group), in the release's order."""
    wanted = (statistic, population, split, group)
    return [
        one
        for one in publication.estimates
        if (one.statistic, one.population, one.split, one.group) == wanted
    ]


def figures_of(publication: Publication, statistic: str, population: str) -> list[Figure]:
    """The figures of one statistic for one population, its groups among them."""
    return [
        one
        for one in publication.figures
        if (one.statistic, one.population) == (statistic, population)
    ]


def counts_of(
    publication: Publication, statistic: str, population: str, measure: str | None = None
) -> list[WithheldCount]:
    """What was counted of a statistic that is withheld for a population, the most frequent first;
    without a measure by that of the headline.
    """
    definition = publication.statistics[statistic]
    wanted = measure if measure in definition.measures else share_measure(definition)
    found = [
        one
        for one in publication.withheld_counts
        if (one.statistic, one.population, one.measure) == (statistic, population, wanted)
    ]
    if all(one.value.isdigit() for one in found):
        return found
    return sorted(found, key=lambda one: (-one.openings, one.label))


def disagreements_of(
    publication: Publication, statistic: str, population: str, split: str = ALL, group: str = ""
) -> dict[str, list[Disagreement]]:
    """Why shares of a statistic mislead as they stand, by value (the headline measure's), for one
    population (or group).
    """
    measures = publication.statistics[statistic].measures
    wanted = (statistic, population, split, group)
    found: dict[str, list[Disagreement]] = {}
    for one in publication.disagreements:
        is_here = (one.statistic, one.population, one.split, one.group) == wanted
        if is_here and one.measure in measures:
            found.setdefault(one.value, []).append(one)
    return found


def values_of(publication: Publication, statistic: str, population: str) -> dict[str, str]:
    """Value to label of all that the release says of a statistic and population, groups too."""
    rows: list[Estimate | Figure | WithheldCount] = [
        *publication.estimates,
        *publication.figures,
        *publication.withheld_counts,
    ]
    return {
        one.value: one.label
        for one in rows
        if (one.statistic, one.population) == (statistic, population)
    }


def value_of(publication: Publication, statistic: str, population: str, word: str) -> str:
    """The value (id or label, in any case) of a statistic. Raises UsageError where unknown."""
    found = values_of(publication, statistic, population)
    labels = {label.lower(): value for value, label in found.items()}
    if word in found:
        return word
    kind = publication.statistics[statistic].dimension.name
    return labels.get(word.lower()) or require_known(kind, word.lower().rstrip("+"), found)


def denominator_of(publication: Publication, statistic: str, population: str) -> Denominator | None:
    """What the shares of a statistic are of, for a whole population; none where it is withheld."""
    wanted = (statistic, population, ALL)
    for one in publication.denominators:
        if (one.statistic, one.population, one.split) == wanted:
            return one
    return None


def split_of(
    publication: Publication, statistic: str, population: str, group: str, split: str | None
) -> str:
    """The split of a statistic that has the group.

    Raises UsageError where none has, or several have and none is named.
    """
    rows: list[Estimate | Figure | Withheld] = [
        *publication.estimates,
        *publication.figures,
        *publication.withheld,
    ]
    groups: dict[str, set[str]] = {}
    for one in rows:
        if (one.statistic, one.population) == (statistic, population) and one.split != ALL:
            groups.setdefault(one.split, set()).add(one.group)
    if split is not None:
        require_known("split", split, groups)
        require_known("group", group, sorted(groups[split]))
        return split
    holding = [name for name, known in groups.items() if group in known]
    if len(holding) > 1:
        raise UsageError(f"several splits have a group {group!r}: say --split {holding[0]}")
    if not holding:
        require_known("group", group, sorted({one for known in groups.values() for one in known}))
    return holding[0]


def reason_withheld(
    publication: Publication, statistic: str, population: str, split: str = ALL, group: str = ""
) -> str | None:
    """Why a statistic is not published for a population as a whole (or for a group); ``None`` where
    it is, or where it is published by groups only.
    """
    wanted = (statistic, population, split, group)
    for held in publication.withheld:
        address = (held.statistic, held.population, held.split, held.group)
        if address == wanted and not held.figure:
            return held.reason
    return None


def headline_view(publication: Publication, estimate: Estimate) -> View | None:
    """The view of an estimate that its definition calls the headline; ``None`` without one."""
    name = publication.statistics[estimate.statistic].headline.view
    view: View | None = getattr(estimate.views, name)
    return view


def denominator(
    publication: Publication, estimate: Estimate, view: str | None = None
) -> tuple[int, int]:
    """Openings and employers that a view speaks of; without a name, the headline's.

    One vote for each employer is given in the denominator of the headline.
    """
    headline = publication.statistics[estimate.statistic].headline.view
    if (headline if view in {None, "employer"} else view) == "stating":
        return estimate.stating_openings, estimate.stating_employers
    return estimate.of_openings, estimate.of_employers
