"""Which estimates of a release are asked for; unknown words are answered with the nearest names."""

from collections.abc import Iterable
from difflib import get_close_matches

from skillscan.errors import UsageError
from skillscan.release.document import Publication
from skillscan.statistics.estimates import Estimate

_FIRST = "ml_engineer_us"


def known(kind: str, word: str, names: Iterable[str]) -> str:
    """The word, where it is one of the names. Raises UsageError with the nearest ones."""
    choices = list(names)
    if word in choices:
        return word
    near = get_close_matches(word.lower(), choices, n=3, cutoff=0.5) or choices[:12]
    listed = ", ".join(near) or "none in this release"
    raise UsageError(f"unknown {kind} {word!r}; nearest: {listed}")


def statistic_of(publication: Publication, word: str) -> str:
    """The id of a statistic. Raises UsageError where the release has none of this name."""
    return known("statistic", word, publication.statistics)


def population_of(publication: Publication, word: str | None) -> str:
    """The id of a population; without a word the first published one, US ML engineers if possible.

    Raises UsageError where the release has none of this name.
    """
    if word is not None:
        return known("population", word, publication.populations)
    published = {one.population for one in publication.estimates}
    for key in (_FIRST, *publication.populations):
        if key in published:
            return key
    return next(iter(publication.populations))


def estimates_of(publication: Publication, statistic: str, population: str) -> list[Estimate]:
    """The estimates of one statistic for one population, in the release's order."""
    return [
        one
        for one in publication.estimates
        if (one.statistic, one.population) == (statistic, population)
    ]


def value_of(publication: Publication, statistic: str, population: str, word: str) -> str:
    """The value (id or label, in any case) of a statistic. Raises UsageError where unknown."""
    found = {one.value: one.label for one in estimates_of(publication, statistic, population)}
    labels = {label.lower(): value for value, label in found.items()}
    kind = publication.statistics[statistic].dimension.name
    return labels.get(word.lower()) or known(kind, word.lower().rstrip("+"), found)


def reason_withheld(publication: Publication, statistic: str, population: str) -> str | None:
    """Why a statistic is not published for a population; ``None`` where it is."""
    for held in publication.withheld:
        if (held.statistic, held.population) == (statistic, population):
            return held.reason
    return None
