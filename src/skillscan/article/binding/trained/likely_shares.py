"""Shares of openings that the rules left in doubt, taken where labelled articles make them likely.

The rules say of a percentage what it is, or what speaks against its being a share of openings; of
some they only know too little: no word that they know links it to a thing. Of those the regression
says how likely each thing named nearby is what the number is a share of. The likeliest is taken
where it is likely enough and no other nearly so; whatever the rules hold against a share of ours
holds against this one too.
"""

from collections.abc import Sequence
from functools import cache

from skillscan import resources
from skillscan.article.binding.model import ClaimSubject, NotBound
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.binding import ShareBinder
from skillscan.article.binding.shares.levels_told import level_told
from skillscan.article.binding.trained.candidates import Thing
from skillscan.article.binding.trained.features import PairFeatures
from skillscan.article.binding.trained.objections import (
    ToldThings,
    is_of_something_else,
    is_perhaps_earlier,
    is_said_elsewhere,
)
from skillscan.article.binding.trained.regression import Regression, probability
from skillscan.article.model import Binding

_OF_JOBS = frozenset(
    {"skill_share", "degree_share", "workplace_share", "experience_at_least", "entry_level_share"}
)
WEIGHTS = ("article", "share_weights.json")
_LEAST_LOG_ODDS = 1.0
"""Odds of 2.7 to 1; ``python -m skillscan.evaluation.share_training`` shows what held-out texts
lose and gain by others.
"""
_LEAST_LOG_ODDS_IN_WORDS = 2.0
"""The same of "half" and "a third", which are said of anything."""
_LEAST_LEAD = 1.0
"""By how much of the log-odds the likeliest thing must lead the next."""


def with_likely_shares(
    reading: ArticleReading, outcomes: Sequence[Outcome], shares: ShareBinder
) -> list[Outcome]:
    """The outcomes; a percentage in doubt is bound to what it is likely a share of."""
    if _are_of_several(outcomes):
        return list(outcomes)
    features, told = PairFeatures(reading, outcomes), ToldThings(reading, outcomes)
    found: list[Outcome] = []
    for around, outcome in zip(reading.around, outcomes, strict=True):
        bound = _taken(features, around, shares, found) if _is_in_doubt(outcome) else None
        if bound is None or told.has_another(around, bound):
            found.append(outcome)
        else:
            told.add(around, bound)
            found.append(bound)
    return found


def _is_in_doubt(outcome: Outcome) -> bool:
    return isinstance(outcome, NotBound) and outcome.is_doubt


def _taken(
    features: PairFeatures, around: Surroundings, shares: ShareBinder, done: Sequence[Outcome]
) -> Binding | None:
    """The share that a number in doubt likely is; None where none is, or something speaks against
    it.
    """
    reading = features.reading
    if level := level_told(reading, around, done):
        return level if isinstance(level, Binding) else None
    if is_said_elsewhere(reading, around):
        return None
    likely = _likeliest(features, around)
    if likely is None or is_of_something_else(reading, around, likely[0]):
        return None
    bound = shares.bind_likely(around, *likely, done)
    if not isinstance(bound, Binding) or is_perhaps_earlier(reading, around, bound):
        return None
    return bound


def _are_of_several(outcomes: Sequence[Outcome]) -> bool:
    """Whether an article's shares are of several populations: whose another one is, no weight
    tells.
    """
    named = {
        (one.population, one.occupation, one.country)
        for one in outcomes
        if isinstance(one, Binding) and one.kind == "ours" and one.statistic in _OF_JOBS
    }
    return len(named) > 1


def _likeliest(features: PairFeatures, around: Surroundings) -> tuple[ClaimSubject, float] | None:
    """What a number is likely of, and how likely; None where nothing is likely enough."""
    best: dict[Thing, tuple[float, ClaimSubject]] = {}
    for candidate, facts in features.of(around):
        log_odds = _regression().log_odds(facts)
        if candidate.thing not in best or log_odds > best[candidate.thing][0]:
            best[candidate.thing] = log_odds, candidate.subject
    ranked = sorted(best.values(), key=lambda one: -one[0])
    least = _LEAST_LOG_ODDS_IN_WORDS if around.quantity.is_in_words else _LEAST_LOG_ODDS
    if not ranked or ranked[0][0] < least:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAST_LEAD:
        return None
    return ranked[0][1], probability(ranked[0][0])


@cache
def _regression() -> Regression:
    stored = resources.data_json(*WEIGHTS)
    return Regression(stored["weights"], stored["bias"])
