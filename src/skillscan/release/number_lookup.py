"""One number of a release, from the words of whoever asks for it."""

from pathlib import Path

from skillscan.errors import SkillscanError, UsageError
from skillscan.release import lookup
from skillscan.release.document import Publication
from skillscan.release.provenance import NumberAddress
from skillscan.release.skill_words import value_meant
from skillscan.statistics.estimates import ALL, Estimate, WithheldCount
from skillscan.statistics.figures.figure import Figure

Number = Estimate | Figure | WithheldCount
"""A share, a figure, or what was counted where neither is published."""


def number_meant(
    publication: Publication,
    statistic: str,
    word: str,
    population: str | None,
    home: Path,
    *,
    measure: str | None = None,
    group: str | None = None,
    split: str | None = None,
) -> NumberAddress:
    """The number that is asked for; without a population and a measure the leading ones.

    Raises UsageError for words that the release does not know.
    """
    key = lookup.statistic_of(publication, statistic)
    where = lookup.population_of(publication, population)
    definition = publication.statistics[key]
    names = (*definition.measures, *definition.figures)
    if split is not None and group is None:
        raise UsageError("--split needs --group: say which group of it is meant")
    part = {}
    if group is not None:
        part["split"] = lookup.split_of(publication, key, where, group, split)
        part["group"] = group
    return NumberAddress(
        statistic=key,
        population=where,
        measure=lookup.require_known("measure", measure or definition.headline.measure, names),
        value=value_meant(publication, key, where, word, home),
        **part,
    )


def find_number(publication: Publication, number: NumberAddress) -> Number | None:
    """The share, figure or count of an address; ``None`` where the release has none there."""
    where = (number.statistic, number.population)
    for one in lookup.estimates_of(publication, *where, number.split, number.group):
        if (one.value, one.measure) == (number.value, number.measure):
            return one
    for figure in lookup.figures_of(publication, *where):
        if (figure.split, figure.group, figure.value, figure.figure) == (
            *(number.split, number.group, number.value, number.measure),
        ):
            return figure
    if number.split == ALL:
        for count in lookup.counts_of(publication, *where, number.measure):
            if count.value == number.value:
                return count
    return None


def number_at(publication: Publication, number: NumberAddress) -> Number:
    """The same; raises SkillscanError with the reason where there is none."""
    if (found := find_number(publication, number)) is not None:
        return found
    where = (number.statistic, number.population)
    group = f", {number.split} {number.group}" if number.group else ""
    if reason := lookup.reason_withheld(publication, *where, number.split, number.group):
        raise SkillscanError(
            f"{number.statistic} is withheld for {number.population}{group}: {reason}"
        )
    raise SkillscanError(
        f"release {publication.release} has no {number.statistic} {number.value} "
        f"({number.measure}) for {number.population}{group}: no opening holds it, or it is "
        "published by groups only (--group)"
    )
