"""The values of a statistic in order, or one value in all groups of a population."""

from collections import Counter
from pathlib import Path
from typing import TypeVar

from skillscan.errors import UsageError
from skillscan.release import lookup
from skillscan.release.document import Publication
from skillscan.release.pooled_headlines import figure_parts
from skillscan.release.provenance import NumberAddress
from skillscan.release.shown import leading
from skillscan.serving.mcp.answers import RankedValue
from skillscan.serving.mcp.number_models import ViewName
from skillscan.serving.mcp.numbers import disputed, ends_of, interval_of
from skillscan.serving.mcp.question import NumberQuestion, measure_asked, value_asked
from skillscan.serving.mcp.withheld import statistic_withheld
from skillscan.site.doubt_sentences import in_its_place
from skillscan.site.number_words import amount, percent
from skillscan.statistics.estimates import ALL, Estimate, View
from skillscan.statistics.figures.figure import Figure

_Row = TypeVar("_Row", Estimate, Figure)


def is_ranking(publication: Publication, statistic: str, question: NumberQuestion) -> bool:
    """Whether a question has more than one number for its answer: it names no value, or a value
    and no group of a statistic that has nothing but groups, or of the split it names.
    """
    if question.value is None:
        return True
    by_groups = ALL not in publication.statistics[statistic].splits
    return question.group is None and (by_groups or question.split is not None)


def ranking(
    publication: Publication,
    statistic: str,
    population: str,
    question: NumberQuestion,
    home: Path,
) -> list[RankedValue]:
    """The values that any opening holds, by how many hold them; of one value its groups in order.

    Raises CannotSayError where there is none.
    """
    definition = publication.statistics[statistic]
    measure = measure_asked(publication, statistic, question.measure)
    value = None
    if question.value is not None:
        value = value_asked(publication, statistic, population, question.value, home)
    if measure in definition.measures:
        view = question.view or definition.headline.view
        shares = [one for one in publication.estimates if one.measure == measure]
        shares = [one for one in shares if one.openings and getattr(one.views, view)]
        rows = _in_order(_asked(shares, question, value))
        found = [_ranked_share(publication, one, view) for one in rows]
    else:
        figures = [one for one in publication.figures if one.figure == measure]
        asked = _in_order(_asked(figures, question, value))
        found = [_ranked_figure(publication, one) for one in asked]
    if not found:
        address = NumberAddress(
            statistic=statistic, population=population, value=value or "", measure=measure
        )
        counts = leading(lookup.counts_of(publication, statistic, population, measure))
        raise statistic_withheld(publication, address, counts, value or definition.title)
    return found


def _asked(rows: list[_Row], question: NumberQuestion, value: str | None) -> list[_Row]:
    """The rows of the value that is asked for (``None``: of all); of the whole population, of the
    split or group that is asked for, and of all groups where there is nothing else.
    """
    if question.group is not None and question.split is None:
        raise UsageError("a group goes with its split: give both, or neither")
    rows = [one for one in rows if value in {None, one.value}]
    if question.split is None:
        return [one for one in rows if one.split == ALL] or rows
    return [
        one for one in rows if one.split == question.split and question.group in {None, one.group}
    ]


def _in_order(rows: list[_Row]) -> list[_Row]:
    """Numbers in their order, others by how many openings hold them, each with its groups."""
    held = leading(rows)
    if all(one.value.isdigit() for one in held):
        return held
    weight = Counter[tuple[str, str]]()
    for one in held:
        weight[one.split, one.value] += one.openings
    return sorted(
        held, key=lambda one: (one.split, -weight[one.split, one.value], one.label, one.group)
    )


def _ranked_share(publication: Publication, one: Estimate, view: ViewName) -> RankedValue:
    share: View = getattr(one.views, view)
    parts = disputed(publication, one)
    openings, employers = lookup.denominator(publication, one, view)
    told_by = "by employer" if parts and parts.kind == "employer" else None
    return RankedValue(
        value=one.value,
        label=one.label,
        split=one.split,
        group=one.group,
        number=None if parts else share.share,
        shown=(told_by or in_its_place(parts)) if parts else percent(share.share, 1),
        interval=None if parts else interval_of(share),
        openings=one.openings,
        of_openings=openings,
        of_employers=employers,
        is_disputed=parts is not None,
    )


def _ranked_figure(publication: Publication, one: Figure) -> RankedValue:
    parts = figure_parts(publication, one)
    return RankedValue(
        value=one.value,
        label=one.label,
        split=one.split,
        group=one.group,
        number=None if parts else one.number,
        shown=in_its_place(parts, one.unit) if parts else amount(one.number, one.unit),
        interval=None if parts else ends_of(one),
        openings=one.openings,
        of_openings=one.of_openings,
        of_employers=one.of_employers,
        is_disputed=parts is not None,
    )
