"""Making the bindings of numbers."""

from collections.abc import Iterable
from typing import TypeGuard

from skillscan.article.binding.jobs.populations import PopulationWords
from skillscan.article.binding.model import (
    ClaimSubject,
    NamedSource,
    NotBound,
    not_understood,
    nothing_to_judge,
)
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.model import Binding

Outcome = Binding | NotBound
ANOTHERS = "another source's figure"
OF_EFFORT = nothing_to_judge("a share of effort, or how well something works")
_NAMING_LEVELS = frozenset({"seniority_share", "skill_share_by_seniority"})
"""Statistics that say themselves which level is meant, whatever population it is of."""
LEAST_CONFIDENCE = 0.5
"""Below it a number is not understood: no claim is guessed."""


def is_ours(outcome: Outcome | None, statistic: str | None = None) -> TypeGuard[Binding]:
    """Whether a number was bound to this statistic of ours, or to any, however it is split."""
    if not isinstance(outcome, Binding) or outcome.kind != "ours":
        return False
    return statistic in (None, outcome.statistic)


def is_read_as_ours(outcome: Outcome | None, statistic: str | None = None) -> TypeGuard[Binding]:
    """The same, and by reading: what a marker or an editor says is not changed."""
    return is_ours(outcome, statistic) and outcome.by == "reading"


def only_bound(outcome: Outcome) -> Binding | None:
    """A binding; ``None`` where a number was not bound, so that it may still be another."""
    return outcome if isinstance(outcome, Binding) else None


def ours(
    reading: ArticleReading,
    around: Surroundings,
    subject: ClaimSubject,
    *,
    confidence: float,
    said: PopulationWords,
    spans: Iterable[tuple[int, int]] = (),
    denominator: str = "",
    view: str | None = None,
    measure: str | None = None,
    is_earlier: bool = False,
    reasons: Iterable[str] = (),
) -> Outcome:
    """A binding to a statistic of ours; not understood where it is not sure enough."""
    if confidence < LEAST_CONFIDENCE:
        return not_understood("what it is a share of is too unsure", is_doubt=True)
    start, end = _quote(around, [(subject.start, subject.end), *spans])
    source = reading.attribution.source(around)
    is_of_levels = subject.statistic in _NAMING_LEVELS
    # "senior openings account for 38 %" is no share of the senior ones, nor is the next of them
    population = reading.whose.population(said, "" if is_of_levels else denominator)
    return Binding(
        start=start,
        end=end,
        kind="ours",
        statistic=subject.statistic,
        dimension=subject.dimension,
        population=population,
        occupation=None if population else said.occupation or None,
        country=None if population else said.country,
        view=view,
        measure=measure or subject.measure,
        confidence=round(confidence, 2),
        source_name=source.name or None if source else None,
        population_words=denominator or said.words,
        period_words=reading.period(around),
        is_earlier=is_earlier,
        reasons=tuple(reasons),
    )


def theirs(
    reading: ArticleReading,
    around: Surroundings,
    statistic: str | None,
    reason: str,
    source: NamedSource | None = None,
    words: str | None = None,
) -> Binding:
    """Somebody else's figure; ``statistic`` is our related one, ``words`` what it is of."""
    named = source or reading.attribution.source(around)
    spans = [(named.start, named.end)] if named and named.start >= 0 else []
    start, end = _quote(around, spans)
    return Binding(
        start=start,
        end=end,
        kind="theirs",
        statistic=statistic,
        confidence=0.9,
        source_name=named.name or None if named else None,
        population_words=words,
        period_words=reading.period(around),
        reasons=(reason,),
    )


def _quote(around: Surroundings, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The number with the words that say what it is of, where they stand in its sentence."""
    inside = [
        (start, end)
        for start, end in spans
        if around.before[0] <= start and end <= around.after[1] and start < end
    ]
    starts = [around.quantity.start, *(start for start, _ in inside)]
    ends = [around.quantity.end, *(end for _, end in inside)]
    return min(starts), max(ends)
