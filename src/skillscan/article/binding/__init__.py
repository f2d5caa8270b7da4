"""Says of each quantity of an article what it is of, in the words of our statistics.

A number is bound to a statistic of ours only where the article says that it is one of openings, and
names what is counted; where that is not sure it is not understood. What a source measured of other
people or things is theirs. The words are data: ``data/rules/article_*.yaml``.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from skillscan.article.binding.carried_numbers import carried
from skillscan.article.binding.counts.binding import bind_count
from skillscan.article.binding.counts.lifetimes import bind_days
from skillscan.article.binding.counts.lifetimes_beside import lifetime_beside
from skillscan.article.binding.counts.plain_lifetimes import bare_lifetime
from skillscan.article.binding.counts.ratios import bind_ratio
from skillscan.article.binding.counts.sampled_shares import with_samples
from skillscan.article.binding.counts.years import bind_years
from skillscan.article.binding.earlier_figures import with_earlier_figures
from skillscan.article.binding.model import NotBound, Unbound, not_understood, nothing_to_judge
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.pay.binding import bind_pay
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.binding import ShareBinder
from skillscan.article.binding.shares.comparisons import bind_points
from skillscan.article.binding.shares.level_of_it import with_level_of_it
from skillscan.article.binding.shares.told_twice import with_told_twice
from skillscan.article.binding.shares.years_settled import with_years_settled
from skillscan.article.binding.sources.bodies_that_tell import with_bodies_that_tell
from skillscan.article.binding.sources.related_statistics import with_related
from skillscan.article.binding.sources.row_sources import with_sources_of_rows
from skillscan.article.binding.sources.same_figure import with_sources_of_same
from skillscan.article.binding.sources.set_apart import with_set_apart
from skillscan.article.binding.sources.study_of_others import with_study_of_others
from skillscan.article.binding.sources.told_after import with_sources_told_after
from skillscan.article.binding.told_along import with_told_along
from skillscan.article.binding.trained.likely_kinds import with_likely_kinds
from skillscan.article.binding.trained.likely_quantities import with_likely_quantities
from skillscan.article.binding.trained.likely_shares import with_likely_shares
from skillscan.article.binding.vocabulary import BindingVocabulary, load_vocabulary
from skillscan.article.model import ArticleText, Binding, Quantity
from skillscan.article.quantities.carried_units import is_bare_number

__all__ = [
    "BindingVocabulary",
    "NotBound",
    "Outcome",
    "Unbound",
    "bind",
    "load_vocabulary",
    "not_understood",
    "nothing_to_judge",
]


_NOTHING_TOLD: Mapping[int, Binding] = MappingProxyType({})


def bind(
    article: ArticleText,
    quantities: Sequence[Quantity],
    vocabulary: BindingVocabulary,
    told: Mapping[int, Binding] = _NOTHING_TOLD,
) -> list[Outcome]:
    """For each quantity its binding, or why it has none; ``told``: those that the article itself
    says in a marker, by their places, which are not read (and say to their neighbours what they
    are).
    """
    reading = ArticleReading(article, quantities, vocabulary)
    shares = ShareBinder(reading)
    by_rules = bound_by_rules(reading, shares, told)
    outcomes = with_likely_shares(reading, with_likely_quantities(reading, by_rules), shares)
    outcomes = with_set_apart(reading, with_likely_kinds(reading, by_rules, outcomes, shares))
    outcomes = with_bodies_that_tell(reading, with_level_of_it(reading, outcomes))
    outcomes = with_sources_told_after(reading, with_sources_of_same(reading, outcomes))
    outcomes = with_sources_of_rows(reading, outcomes)
    outcomes = with_told_along(reading, with_earlier_figures(reading, outcomes))
    outcomes = with_told_twice(reading, with_years_settled(reading, outcomes))
    outcomes = with_study_of_others(reading, with_samples(reading, outcomes))
    return with_related(reading, outcomes)


def bound_by_rules(
    reading: ArticleReading,
    shares: ShareBinder,
    told: Mapping[int, Binding] = _NOTHING_TOLD,
) -> list[Outcome]:
    """The same without what only labelled articles make likely."""
    outcomes: list[Outcome] = []
    for place, around in enumerate(reading.around):
        outcomes.append(told.get(place) or _outcome(reading, around, shares, outcomes))
    return outcomes


def _outcome(
    reading: ArticleReading,
    around: Surroundings,
    shares: ShareBinder,
    done: Sequence[Outcome],
) -> Outcome:
    unit = around.quantity.unit
    if same := carried(reading, around, done):
        return same
    if unit == "percent":
        return shares.bind(around, done)
    if unit == "count":
        return bind_count(reading, around, done)
    if unit == "ratio":
        return bind_ratio(reading, around, done)
    if unit == "days":
        found = bind_days(reading, around)
        if isinstance(found, NotBound) and is_bare_number(reading.text, around.quantity):
            beside = lifetime_beside(reading, around, done)
            return beside or bare_lifetime(reading, around, done) or found
        return found
    if unit == "years":
        return bind_years(reading, around, done)
    if unit == "points":
        return bind_points(reading, around, done)
    if unit is None:
        return nothing_to_judge("its unit is none of a statistic")
    return bind_pay(reading, around, done)
