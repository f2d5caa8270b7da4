"""The answer to "how many": one number, or the values of a statistic in order."""

from skillscan.release.catalog import Release
from skillscan.serving.mcp.answers import EstimateAnswer
from skillscan.serving.mcp.asked import population_asked, statistic_asked
from skillscan.serving.mcp.context import context_of, population_warnings
from skillscan.serving.mcp.current_release import stamp
from skillscan.serving.mcp.number_models import NumberContext
from skillscan.serving.mcp.numbers import ACROSS
from skillscan.serving.mcp.question import NumberQuestion, find, numbered
from skillscan.serving.mcp.ranking import is_ranking, ranking
from skillscan.serving.mcp.refusals import CannotSayError
from skillscan.settings import Settings


def estimate(
    release: Release, settings: Settings, question: NumberQuestion, limit: int
) -> EstimateAnswer:
    """The answer. Raises CannotSayError where the data cannot say it, UsageError for arguments that
    contradict each other.
    """
    statistic = statistic_asked(release, question.statistic)
    population = population_asked(release.excerpt, question.people)
    context = context_of(release.excerpt, statistic, population, settings.releases_base_url)
    try:
        if is_ranking(release.excerpt, statistic, question):
            return _ranked(release, settings, question, limit, context)
        number = numbered(find(release, settings.home, question), question)
    except CannotSayError as refusal:
        return EstimateAnswer(
            refused=True,
            reason=str(refusal),
            instead=refusal.instead,
            release=stamp(release),
            context=context,  # counts need their sample as well
        )
    return EstimateAnswer(
        release=stamp(release), number=number, context=context, warnings=number.warnings
    )


def _ranked(
    release: Release,
    settings: Settings,
    question: NumberQuestion,
    limit: int,
    context: NumberContext,
) -> EstimateAnswer:
    publication = release.of([context.statistic], context.population)
    found = ranking(publication, context.statistic, context.population, question, settings.home)
    warnings = population_warnings(publication, context.population)
    if any(one.split == "month" for one in found[:limit]):
        warnings.append(ACROSS)
    return EstimateAnswer(
        release=stamp(release),
        values=found[:limit],
        values_left_out=max(0, len(found) - limit),
        context=context,
        warnings=warnings,
    )
