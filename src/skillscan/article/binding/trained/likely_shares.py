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
from skillscan.article.binding.outcome import OF_EFFORT, Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.binding import BY_LEAD, ShareBinder
from skillscan.article.binding.shares.levels_told import level_told
from skillscan.article.binding.shares.share_requirements import OF_WIDER
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
_LEAST_LOG_ODDS = 0.5
"""Odds of 1.6 to 1, as what speaks against a share is asked for too; what held-out texts lose and
gain by others: ``python -m skillscan.evaluation.share_training``.
"""
_LEAST_LOG_ODDS_IN_WORDS = 2.0
"""The same of "half" and "a third", which are said of anything."""
_LEAST_LOG_ODDS_AGAINST = 2.5
"""The same of numbers that the rules refused for one of these:"""
_OVERRULED = frozenset({OF_WIDER, BY_LEAD, OF_EFFORT.reason})
_ROUNDS = 2
"""How often the numbers in doubt are asked: what was taken tells of those beside it."""
_LEAST_LEAD = 1.0
"""By how much of the log-odds the likeliest thing must lead the next."""


def with_likely_shares(
    reading: ArticleReading, outcomes: Sequence[Outcome], shares: ShareBinder
) -> list[Outcome]:
    """The outcomes; a percentage in doubt is bound to what it is likely a share of."""
    if _are_of_several(outcomes):
        return list(outcomes)
    told = ToldThings(reading, outcomes)
    found = list(outcomes)
    for _ in range(_ROUNDS):
        features = PairFeatures(reading, found)
        done: list[Outcome] = []
        for around, outcome in zip(reading.around, list(found), strict=True):
            bound = None
            if isinstance(outcome, NotBound) and _is_in_doubt(around, outcome):
                bound = _taken(features, around, shares, done, outcome)
            if bound is not None and not told.has_another(around, bound):
                told.add(around, bound)
                found[around.place] = bound
            done.append(found[around.place])
    return found


def _is_in_doubt(around: Surroundings, refused: NotBound) -> bool:
    is_open = refused.is_doubt or _is_overruled(refused)
    return is_open and around.quantity.unit == "percent"


def _is_overruled(outcome: NotBound) -> bool:
    """Whether the rules refused a number for what the regression may know better."""
    return outcome.reason in _OVERRULED


def _taken(
    features: PairFeatures,
    around: Surroundings,
    shares: ShareBinder,
    done: Sequence[Outcome],
    refused: NotBound,
) -> Binding | None:
    """The share that a number in doubt likely is; None where none is, or something speaks against
    it.
    """
    reading = features.reading
    if level := level_told(reading, around, done):
        return level if isinstance(level, Binding) else None
    if is_said_elsewhere(reading, around):
        return None
    is_overruled = _is_overruled(refused)
    likely = _likeliest(features, around, _LEAST_LOG_ODDS_AGAINST if is_overruled else 0.0)
    if likely is None or is_of_something_else(reading, around, likely[0]):
        return None
    overruled = refused.reason if is_overruled else ""
    bound = shares.bind_likely(around, *likely, done, overruled=overruled)
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


def _likeliest(
    features: PairFeatures, around: Surroundings, at_least: float = 0.0
) -> tuple[ClaimSubject, float] | None:
    """What a number is likely of, and how likely; None where nothing is likely enough."""
    best: dict[Thing, tuple[float, ClaimSubject]] = {}
    for candidate, facts in features.of(around):
        log_odds = _regression().log_odds(facts)
        if candidate.thing not in best or log_odds > best[candidate.thing][0]:
            best[candidate.thing] = log_odds, candidate.subject
    ranked = sorted(best.values(), key=lambda one: -one[0])
    least = _LEAST_LOG_ODDS_IN_WORDS if around.quantity.is_in_words else _LEAST_LOG_ODDS
    if not ranked or ranked[0][0] < max(least, at_least):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAST_LEAD:
        return None
    return ranked[0][1], probability(ranked[0][0])


def share_log_odds(features: Sequence[str]) -> float:
    """The log-odds that a number with these features is a share of the thing that they are of."""
    return _regression().log_odds(features)


@cache
def _regression() -> Regression:
    stored = resources.data_json(*WEIGHTS)
    return Regression(stored["weights"], stored["bias"])
