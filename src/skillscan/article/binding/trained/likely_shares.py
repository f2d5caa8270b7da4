"""Shares of openings that the rules left in doubt, taken where labelled articles make them likely.

The rules say of a percentage what it is, or what speaks against its being a share of openings; of
some they only know too little: no word that they know links it to a thing. Of those the regression
says how likely each thing named nearby is what the number is a share of. The likeliest is taken
where it is likely enough and no other nearly so; whatever the rules hold against a share of ours
holds against this one too.
"""

import re
from collections.abc import Sequence
from functools import cache

from skillscan import resources
from skillscan.article.binding.model import ClaimSubject, NotBound
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import YEAR, ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.binding import ShareBinder
from skillscan.article.binding.trained.candidates import Candidate, Thing, candidates_of
from skillscan.article.binding.trained.features import (
    article_features,
    candidate_features,
    joined,
    number_features,
)
from skillscan.article.binding.trained.regression import Regression, probability
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_OF_JOBS = frozenset(
    {"skill_share", "degree_share", "workplace_share", "experience_at_least", "entry_level_share"}
)
_TIME_BEFORE = (
    r"\b(?:from [~≈]?\d|when (?:we|i|you|this|it)\b|{ago_words}|{previous_words}"
    r"|{edition_nouns}s?|{back_then}|first appear\w*"
    r"|has (?:come|gone)|have (?:come|gone)|had been|used to)"
)
_NO_SENTENCES = frozenset({"cell", "heading"})
"""Kinds of blocks whose numbers are said by others what they are of."""
_ALL = 100
_BRACKET_LABEL = re.compile(r"\([^().;]{1,40}: ?$")
WEIGHTS = ("article", "share_weights.json")
_LEAST_LOG_ODDS = 0.5
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
    weighed = Weighed(reading, outcomes)
    found: list[Outcome] = []
    for around, outcome in zip(reading.around, outcomes, strict=True):
        is_doubt = isinstance(outcome, NotBound) and outcome.is_doubt
        is_told = reading.block(around).kind not in _NO_SENTENCES and around.quantity.high <= _ALL
        is_open = is_doubt and is_told and not _is_beside_share(reading, around)
        likely = _likeliest(weighed, around) if is_open else None
        bound = shares.bind_likely(around, *likely, found) if likely else outcome
        is_refused = isinstance(bound, NotBound) or _is_perhaps_earlier(reading, around, bound)
        found.append(outcome if is_refused else bound)
        told = _told(outcomes, found, bound) if found[-1] is bound is not outcome else []
        if any(reading.quantities[n].low != around.quantity.low for n in told):
            found[-1] = outcome
    return found


def _told(outcomes: Sequence[Outcome], found: Sequence[Outcome], bound: Outcome) -> list[int]:
    """The places of other numbers that are told of the same thing, today."""
    return [
        place
        for place, one in enumerate([*found[:-1], *outcomes[len(found) - 1 :]])
        if isinstance(one, Binding) and isinstance(bound, Binding) and one.kind == "ours"
        if _of_what(one) == _of_what(bound) and not one.is_earlier and not bound.is_earlier
    ]


def _of_what(bound: Binding) -> tuple[str | None, ...]:
    return bound.statistic, bound.dimension, bound.view, bound.measure


def _is_perhaps_earlier(reading: ArticleReading, around: Surroundings, bound: Outcome) -> bool:
    """Whether words of a time before, or of a change, stand beside a share that is not known to be
    one of a time before: "FastAPI, 9 % at its first appearance".
    """
    if not isinstance(bound, Binding) or bound.is_earlier:
        return False
    region = reading.region(around)
    years = [int(one) for one in YEAR.findall(region)]
    return pattern_of(_TIME_BEFORE).search(region) is not None or any(
        one < reading.latest_year for one in years
    )


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


def _is_beside_share(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether only signs, or a label in a bracket, stand between a share and this one: "34 % (6 %)"
    and "38 % (last year: 33 %)" are of another time or job.
    """
    before = around.shares_before
    if not before:
        return False
    between = reading.text[reading.quantities[before[-1]].end : around.quantity.start]
    return not any(one.isalpha() for one in between) or _BRACKET_LABEL.search(between) is not None


class Weighed:
    """The features of the numbers of one article, for training and for use."""

    def __init__(self, reading: ArticleReading, outcomes: Sequence[Outcome]) -> None:
        self._reading = reading
        self._outcomes = outcomes
        self._article = article_features(reading, outcomes)

    def pairs(self, around: Surroundings) -> list[tuple[Candidate, list[str]]]:
        """Each thing that a number may be of, where it is named, with the pair's features."""
        reading, outcomes = self._reading, self._outcomes
        candidates = candidates_of(reading, around)
        if not candidates:
            return []
        number = number_features(reading, around, outcomes)
        return [
            (
                one,
                joined(
                    self._article,
                    number,
                    candidate_features(reading, around, candidates, one, outcomes),
                ),
            )
            for one in candidates
        ]


def _likeliest(weighed: Weighed, around: Surroundings) -> tuple[ClaimSubject, float] | None:
    """What a number is likely of, and how likely; None where nothing is likely enough."""
    best: dict[Thing, tuple[float, ClaimSubject]] = {}
    for candidate, features in weighed.pairs(around):
        log_odds = _regression().log_odds(features)
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
