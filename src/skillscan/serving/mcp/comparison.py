"""Two numbers of one statistic side by side, and the interval of their difference where there is
one.
"""

from dataclasses import replace

from skillscan.errors import UsageError
from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.release.provenance import NumberAddress
from skillscan.serving.mcp.answers import ComparisonAnswer, NumberDifference
from skillscan.serving.mcp.asked import AskedPopulation, may_share_openings
from skillscan.serving.mcp.context import context_of
from skillscan.serving.mcp.current_release import stamp
from skillscan.serving.mcp.number_models import (
    Alternative,
    ConfidenceInterval,
    NumberContext,
    PublishedNumber,
    ViewName,
)
from skillscan.serving.mcp.numbers import ends_of
from skillscan.serving.mcp.question import FoundNumber, NumberQuestion, find, numbered
from skillscan.settings import Settings
from skillscan.site.narrative import figure_sentence
from skillscan.site.number_words import amount
from skillscan.statistics.definitions import Definition
from skillscan.statistics.figures.figure import Figure

_OF_DIFFERENCE = (
    "The interval is of the difference: employers that hire for both were drawn together."
)
_OF_EACH = (
    "The release has no interval of this difference. The intervals are each number's own: whether "
    "they overlap does not say whether the difference is one of chance."
)
_SHARED = "The two populations may share openings, so their numbers are not independent."
_ONE_SAMPLE = "Both are of the same openings, so the two numbers are not independent."
_MISLEADS = (
    "One of the two numbers pools samples that disagree, or is made by one employer: a difference "
    "of it would be one of what was pooled."
)


def compare(
    release: Release,
    settings: Settings,
    question: NumberQuestion,
    *,
    other_value: str | None,
    other_people: AskedPopulation | None,
) -> ComparisonAnswer:
    """The number of a question beside that of another value, or of another population.

    Raises CannotSayError where one of them cannot be said, UsageError where not exactly one of the
    two others is given.
    """
    if (other_value is None) == (other_people is None):
        raise UsageError(
            "say what to compare with: either other_value, or other_population (or other_occupation"
            " and other_country), not both"
        )
    beside = replace(
        question,
        value=other_value or question.value,
        people=other_people or question.people,
    )
    found, other = (find(release, settings.home, one) for one in (question, beside))
    first, second = numbered(found, question), numbered(other, beside)
    if first.unit != second.unit or _are_of_two_currencies(first, second):
        raise UsageError(f"{first.label} and {second.label} are in different units: not comparable")
    answer = ComparisonAnswer(
        release=stamp(release),
        first=first,
        second=second,
        contexts=_contexts(found, other, settings.releases_base_url),
        warnings=_warnings(found, other),
    )
    if first.number is None or second.number is None:
        parts = [*first.parts, *second.parts]
        instead = Alternative(text="Tell the parts of each number.", parts=parts)
        return answer.model_copy(update={"refused": True, "reason": _MISLEADS, "instead": instead})
    difference = _published(release, found, other, first.denominator.view) or _plain(
        found, other, first, second
    )
    return answer.model_copy(update={"difference": difference})


def _are_of_two_currencies(first: PublishedNumber, second: PublishedNumber) -> bool:
    return "currency" in first.unit and first.value != second.value


def _contexts(found: FoundNumber, other: FoundNumber, base_url: str | None) -> list[NumberContext]:
    populations = {found.address.population: found, other.address.population: other}
    return [
        context_of(one.publication, one.address.statistic, population, base_url)
        for population, one in populations.items()
    ]


def _warnings(found: FoundNumber, other: FoundNumber) -> list[str]:
    here, there = found.address.population, other.address.population
    if here == there:
        return [_ONE_SAMPLE]
    one = found.publication.populations[here]
    two = other.publication.populations[there]
    said = [_SHARED] if may_share_openings(one.definition, two.definition) else []
    if set(one.sample.sources) != set(two.sample.sources):
        said.append(
            f"They come from different sources ({', '.join(one.sample.sources)} against "
            f"{', '.join(two.sample.sources)}): a difference may be one of the sources."
        )
    return said


def _published(
    release: Release, found: FoundNumber, other: FoundNumber, view: ViewName
) -> NumberDifference | None:
    """The difference as the release has it, with its own interval; ``None`` where it has none of
    these very numbers.
    """
    here, there = found.address, other.address
    definitions = found.publication.statistics
    if here.value != there.value or view != definitions[here.statistic].headline.view:
        return None
    for definition in definitions.values():
        names = _difference_figures(definition, here)
        for of, against, sign in (
            (here.population, there.population, 1),
            (there.population, here.population, -1),
        ):
            if not names:
                continue
            publication = release.of([definition.id], of)
            for one in publication.figures:
                if one.figure in names and (one.value, one.against) == (here.value, against):
                    return _with_interval(publication, one, sign)
    return None


def _difference_figures(definition: Definition, number: NumberAddress) -> list[str]:
    """The figures of a statistic that are differences of a number like this one."""
    return [
        name
        for name, rule in definition.figures.items()
        if rule.kind == "difference"
        and rule.measure == number.measure
        and number.statistic in definition.related
    ]


def _with_interval(publication: Publication, one: Figure, sign: int) -> NumberDifference:
    ends = ends_of(one)
    if ends and sign < 0:
        ends = ConfidenceInterval(low=-ends.high, high=-ends.low)
    return NumberDifference(
        number=sign * one.number,
        unit="points",
        shown=amount(sign * one.number, "points"),
        interval=ends,
        is_interval_of_difference=ends is not None,
        sentence=figure_sentence(publication, one),
        note=_OF_DIFFERENCE if ends else _OF_EACH,
    )


def _plain(
    found: FoundNumber, other: FoundNumber, first: PublishedNumber, second: PublishedNumber
) -> NumberDifference:
    unit = "points" if first.unit == "share" else first.unit
    number = round((first.number or 0.0) - (second.number or 0.0), 6)
    labels = [
        f"{one.label} ({one_found.publication.populations[one.population].definition.label})"
        for one, one_found in ((first, found), (second, other))
    ]
    return NumberDifference(
        number=number,
        unit=unit,
        shown=amount(number, unit),
        interval=None,
        is_interval_of_difference=False,
        sentence=f"{labels[0]}: {first.shown}; {labels[1]}: {second.shown}.",
        note=_OF_EACH,
    )
