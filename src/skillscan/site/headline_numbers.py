"""The numbers that a release leads with, as sentences that can be printed.

``data/headlines.yaml`` says which. A number that pools what differs is told by its parts, one of
too small a sample by its counts, and what warns of a number stands with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from skillscan import resources
from skillscan.release.lookup import (
    counts_of,
    denominator,
    disagreements_about,
    headline_view,
)
from skillscan.release.pooled_headlines import figure_parts, parts_instead
from skillscan.release.shown import leading, share_measure
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import disagreement_sentence, in_its_place
from skillscan.site.narrative import (
    figure_sentence,
    number_sentence,
    parts_sentence,
    sentence,
    withheld_sentence,
)
from skillscan.site.number_words import (
    VIEW_LABELS,
    amount,
    between,
    count_of,
    days,
    ends,
    error_words,
    percent,
    uncapitalised,
)
from skillscan.site.sample_words import counted
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Disagreement, Estimate, View, WithheldCount
from skillscan.statistics.figures.figure import Figure

_Row = TypeVar("_Row", Estimate, Figure, WithheldCount)


class LeadingNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``data/headlines.yaml``: values of a statistic (of its ``figure``, where one is
    named), or the ``most`` that most openings hold; ``title`` is the heading they stand under.
    """

    title: str
    statistic: str
    figure: str = ""
    values: tuple[str, ...] = ()
    most: Annotated[int, Meta(ge=1, le=20)] = 1


@dataclass(frozen=True, kw_only=True)
class HeadlineNumber:
    """A number of a release as it is printed: what it is of (``whole``: which openings; empty of a
    figure), itself, its interval (empty where it has none), a sentence that says all of this, what
    warns of it, and how well it is read. ``is_parted``: it is told by its parts.
    """

    statistic: str
    value: str
    figure: str = ""
    label: str
    shown: str
    whole: str = ""
    is_parted: bool = False
    interval: str = ""
    sentence: str
    sample: str
    warnings: tuple[str, ...] = ()
    reading_error: str = ""

    @property
    def anchor(self) -> str:
        """Its id on the page, and what the address of it ends with."""
        return "-".join(filter(None, (self.statistic, self.figure, self.value)))


@dataclass(frozen=True, kw_only=True)
class NumberGroup:
    """The numbers below a heading, with the statistics they are of (id to title), and why some of
    these have no share.
    """

    title: str
    statistics: dict[str, str]
    numbers: tuple[HeadlineNumber, ...]
    withheld: tuple[str, ...]


def leading_numbers() -> list[LeadingNumbers]:
    """The entries of ``data/headlines.yaml``, in its order."""
    return msgspec.convert(resources.data_yaml("headlines.yaml"), list[LeadingNumbers])


def number_groups(content: SiteContent) -> list[NumberGroup]:
    """The numbers of the population that leads, by heading; headings without any are left out."""
    by_title: dict[str, list[LeadingNumbers]] = {}
    for entry in leading_numbers():
        if entry.statistic in content.publication.statistics:
            by_title.setdefault(entry.title, []).append(entry)
    groups = (_group(content, title, entries) for title, entries in by_title.items())
    return [one for one in groups if one.numbers or one.withheld]


def _group(content: SiteContent, title: str, entries: list[LeadingNumbers]) -> NumberGroup:
    known = content.publication.statistics
    reasons = (
        withheld_sentence(content.publication, one.statistic, content.population) for one in entries
    )
    return NumberGroup(
        title=title,
        statistics={one.statistic: known[one.statistic].title for one in entries},
        numbers=tuple(number for one in entries for number in _numbers(content, one)),
        withheld=tuple(dict.fromkeys(filter(None, reasons))),
    )


def _numbers(content: SiteContent, entry: LeadingNumbers) -> Iterator[HeadlineNumber]:
    publication, population = content.publication, content.population
    definition = publication.statistics[entry.statistic]
    address = (entry.statistic, population, ALL)
    if entry.figure:
        figures = content.figures.get(address, ())
        for figure in _chosen(entry, (one for one in figures if one.figure == entry.figure)):
            yield _of_figure(content, figure)
        return
    split = parts_instead(publication, entry.statistic, population)
    measure = share_measure(definition)
    shares = content.estimates.get(address, ())
    for one in _chosen(entry, (one for one in shares if one.measure == measure)):
        if view := headline_view(publication, one):
            yield _of_estimate(content, one, view, split.get(one.value))
    for count in _chosen(entry, counts_of(publication, entry.statistic, population)):
        yield _of_count(content, definition, count)


def _chosen(entry: LeadingNumbers, rows: Iterable[_Row]) -> list[_Row]:
    """Those that an entry names, in its order; else those that most openings hold."""
    held = [one for one in rows if one.openings]
    if entry.values:
        known = {one.value: one for one in held}
        return [known[value] for value in entry.values if value in known]
    return sorted(leading(held), key=lambda one: (-one.openings, one.value))[: entry.most]


def _of_estimate(
    content: SiteContent, one: Estimate, view: View, parts: Disagreement | None
) -> HeadlineNumber:
    publication = content.publication
    beside = [other for other in disagreements_about(publication, one) if other != parts]
    return HeadlineNumber(
        statistic=one.statistic,
        value=one.value,
        label=one.label,
        shown=in_its_place(parts) if parts else percent(view.share),
        whole=VIEW_LABELS[publication.statistics[one.statistic].headline.view].lower(),
        is_parted=parts is not None,
        interval="" if parts else ends(view),
        sentence=parts_sentence(publication, one, parts) if parts else sentence(publication, one),
        sample=_sample(content, *denominator(publication, one)),
        warnings=tuple(disagreement_sentence(other) for other in beside),
        reading_error=error_words(one.reading_error),
    )


def _of_figure(content: SiteContent, one: Figure) -> HeadlineNumber:
    rule = content.publication.statistics[one.statistic].figures[one.figure]
    parts = figure_parts(content.publication, one)
    return HeadlineNumber(
        statistic=one.statistic,
        value=one.value,
        figure=one.figure,
        label=f"{one.label}: {uncapitalised(rule.says.rstrip('.'))}",
        shown=in_its_place(parts, one.unit) if parts else amount(one.number, one.unit),
        is_parted=parts is not None,
        interval="" if parts else between(one.low, one.high, one.unit),
        sentence=figure_sentence(content.publication, one),
        sample=_sample(content, one.openings, one.employers),
        reading_error=error_words(None),
    )


def _of_count(content: SiteContent, definition: Definition, one: WithheldCount) -> HeadlineNumber:
    is_all = definition.headline.view == "all"
    employers = one.of_employers if is_all else one.stating_employers
    openings = one.of_openings if is_all else one.stating_openings
    return HeadlineNumber(
        statistic=one.statistic,
        value=one.value,
        label=one.label,
        shown=count_of(one, definition),
        sentence=number_sentence(content.publication, one),
        sample=_sample(content, openings, employers),
        reading_error=error_words(None),
    )


def _sample(content: SiteContent, openings: int, employers: int) -> str:
    seen = content.publication.populations[content.population].sample
    return f"{counted(openings, employers)}, {days(seen.first_day, seen.last_day)}"
