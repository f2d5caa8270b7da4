"""The answer to "how many": one number, or the values of a statistic in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from skillscan.errors import UnknownNameError, UsageError
from skillscan.release import lookup
from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.release.number_lookup import number_meant
from skillscan.release.provenance import NumberAddress
from skillscan.release.shown import leading
from skillscan.release.skill_words import is_of_skills
from skillscan.serving.mcp.answers import EstimateAnswer, RankedValue
from skillscan.serving.mcp.asked import AskedPopulation, population_asked, statistic_asked
from skillscan.serving.mcp.context import context_of, population_warnings
from skillscan.serving.mcp.current_release import stamp
from skillscan.serving.mcp.number_models import NumberContext, PublishedNumber, ViewName
from skillscan.serving.mcp.numbers import disputed, ends_of, interval_of, published_number
from skillscan.serving.mcp.refusals import CannotSayError, unknown
from skillscan.serving.mcp.withheld import statistic_withheld
from skillscan.settings import Settings
from skillscan.site.narrative import amount, in_its_place, percent
from skillscan.statistics.estimates import ALL, Estimate, View
from skillscan.statistics.figures.figure import Figure

_Row = TypeVar("_Row", Estimate, Figure)


@dataclass(frozen=True, kw_only=True)
class NumberQuestion:
    """Which number is asked for, as an assistant says it; ``None``: the leading one."""

    statistic: str
    value: str | None = None
    people: AskedPopulation = field(default_factory=AskedPopulation)
    measure: str | None = None
    view: ViewName | None = None
    split: str | None = None
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class FoundNumber:
    """Where the number of a question stands, and the numbers around it; ``label`` names the
    value, whether or not an opening holds it.
    """

    publication: Publication
    address: NumberAddress
    label: str


def estimate(
    release: Release, settings: Settings, question: NumberQuestion, limit: int
) -> EstimateAnswer:
    """The answer. Raises CannotSayError where the data cannot say it, UsageError for arguments that
    contradict each other.
    """
    if question.value is None:
        return _ranking(release, settings, question, limit)
    found = find(release, settings.home, question)
    where = (found.address.statistic, found.address.population)
    context = context_of(found.publication, *where, settings.releases_base_url)
    try:
        number = numbered(found, question)
    except CannotSayError as refusal:
        return _refused(release, refusal, context)
    return EstimateAnswer(
        release=stamp(release), number=number, context=context, warnings=number.warnings
    )


def _refused(release: Release, refusal: CannotSayError, context: NumberContext) -> EstimateAnswer:
    """A refusal that counts go with: they need their sample as well."""
    return EstimateAnswer(
        refused=True,
        reason=str(refusal),
        instead=refusal.instead,
        release=stamp(release),
        context=context,
    )


def numbered(found: FoundNumber, question: NumberQuestion) -> PublishedNumber:
    """The number, in the view that is asked for. Raises CannotSayError where there is none."""
    return published_number(found.publication, found.address, question.view, found.label)


def find(release: Release, home: Path, question: NumberQuestion) -> FoundNumber:
    """The address of the number. Raises CannotSayError for names that the release does not know."""
    if question.value is None:
        raise UsageError("say which value is meant")
    statistic = statistic_asked(release, question.statistic)
    population = population_asked(release.excerpt, question.people)
    publication = release.of([statistic], population)
    if (question.split is None) != (question.group is None):
        raise UsageError("split and group go together: give both, or neither")
    try:
        address = number_meant(
            publication,
            statistic,
            question.value,
            population,
            home,
            measure=question.measure,
            group=question.group,
            split=question.split,
        )
    except UnknownNameError as error:
        lists = "find_skill" if is_of_skills(publication, statistic) else "get_estimate"
        raise unknown(error, lists) from error
    label = _label(release, publication, address)
    return FoundNumber(publication=publication, address=address, label=label)


def _label(release: Release, publication: Publication, address: NumberAddress) -> str:
    values = lookup.values_of(publication, address.statistic, address.population)
    if address.value in values:
        return values[address.value]
    with release.connect() as connection:
        row = connection.execute(
            "SELECT label FROM skills WHERE skill_id = $1", [address.value]
        ).fetchone()
    if row is None:
        raise unknown(
            UnknownNameError(f"the release was not read for {address.value!r}", nearest=()),
            "find_skill",
        )
    return str(row[0])


def _ranking(
    release: Release, settings: Settings, question: NumberQuestion, limit: int
) -> EstimateAnswer:
    statistic = statistic_asked(release, question.statistic)
    population = population_asked(release.excerpt, question.people)
    publication = release.of([statistic], population)
    definition = publication.statistics[statistic]
    context = context_of(publication, statistic, population, settings.releases_base_url)
    measure = _measure(publication, statistic, question.measure)
    rows: Sequence[Estimate | Figure]
    if measure in definition.measures:
        view = question.view or definition.headline.view
        shares = [one for one in publication.estimates if one.measure == measure]
        rows = _first(_of_groups(shares, question))
        ranked = [_ranked_share(publication, one, view) for one in rows]
    else:
        rows = _of_groups([one for one in publication.figures if one.figure == measure], question)
        ranked = [_ranked_figure(one) for one in rows]
    if not ranked:
        address = NumberAddress(
            statistic=statistic, population=population, value="", measure=measure
        )
        counts = leading(lookup.counts_of(publication, statistic, population, measure))
        refusal = statistic_withheld(publication, address, counts, definition.title)
        return _refused(release, refusal, context)
    return EstimateAnswer(
        release=stamp(release),
        values=ranked[:limit],
        values_left_out=max(0, len(ranked) - limit),
        context=context,
        warnings=population_warnings(publication, population),
    )


def _measure(publication: Publication, statistic: str, word: str | None) -> str:
    definition = publication.statistics[statistic]
    if word is None:
        return definition.headline.measure
    try:
        return lookup.require_known("measure", word, (*definition.measures, *definition.figures))
    except UnknownNameError as error:
        raise unknown(error, "list_statistics") from error


def _of_groups(rows: list[_Row], question: NumberQuestion) -> list[_Row]:
    """The rows of the whole population; of the split or group that is asked for, and of all groups
    where there is nothing else.
    """
    if question.group is not None and question.split is None:
        raise UsageError("split and group go together: give both, or neither")
    if question.split is None:
        return [one for one in rows if one.split == ALL] or rows
    return [
        one for one in rows if one.split == question.split and question.group in {None, one.group}
    ]


def _first(rows: list[Estimate]) -> list[Estimate]:
    """Those that any opening holds: numbers in their order, others by how many hold them."""
    held = [one for one in leading(rows) if one.openings]
    if all(one.value.isdigit() for one in held):
        return held
    return sorted(held, key=lambda one: (one.split, -one.openings, one.label, one.group))


def _ranked_share(publication: Publication, one: Estimate, view: ViewName) -> RankedValue:
    share: View = getattr(one.views, view) or one.views.all
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


def _ranked_figure(one: Figure) -> RankedValue:
    return RankedValue(
        value=one.value,
        label=one.label,
        split=one.split,
        group=one.group,
        number=one.number,
        shown=amount(one.number, one.unit),
        interval=ends_of(one),
        openings=one.openings,
        of_openings=one.of_openings,
        of_employers=one.of_employers,
    )
