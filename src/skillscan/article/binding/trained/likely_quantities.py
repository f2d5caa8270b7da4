"""Counts, sums, changes and times that the rules leave open, taken where labelled articles make it
likely that they are a sample, pay, growth or another statistic of ours.

The rules say of a number what it is, or what speaks against its being ours; of some they only know
too little: no frame of theirs fits the words. Of those a logistic regression for each kind says how
likely the number is one. The likeliest is taken where it is likely enough and no other kind nearly
so; population, country and level are then told as of any number, and what the rules hold against
others holds against this one too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, get_args

from skillscan import resources
from skillscan.article.binding.counts.plain_lifetimes import lifetime_then_or_now
from skillscan.article.binding.counts.plain_samples import are_kept_out
from skillscan.article.binding.counts.sample_sizes import EMPLOYERS, SIZE, sample_of
from skillscan.article.binding.denominators.denominators import first_head_of, noun_phrase
from skillscan.article.binding.growth.binding import growth_of_openings
from skillscan.article.binding.growth.openings_alone import names_town
from skillscan.article.binding.model import ClaimSubject, NotBound
from skillscan.article.binding.outcome import Outcome, is_ours, ours
from skillscan.article.binding.pay.own_pay import own_pay
from skillscan.article.binding.pay.plain_stated_pay import is_stated_of_else
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.stated_pay_shares import bind_stated_pay
from skillscan.article.binding.trained.quantity_features import QuantityFeatures
from skillscan.article.binding.trained.regression import Regression, probability
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding, Quantity

QuantityKind = Literal[
    "openings", "employers", "pay", "stated_pay", "growth", "concentration", "lifetime"
]
KINDS: tuple[QuantityKind, ...] = get_args(QuantityKind)
WEIGHTS = ("article", "quantity_weights.json")
LEAST_LOG_ODDS = 1.0
"""Odds of 2.7 to 1; ``python -m skillscan.evaluation.share_training`` shows what held-out texts
lose and gain by others.
"""
_LEAST_LOG_ODDS_OF_PAY = 2.0
"""The same of a sum, which is the price of anything."""
_LEAST_LEAD = 1.0
"""By how much of the log-odds the likeliest kind must lead the next."""
_LEAST_SAMPLE = 20
_NUMBERS_BACK = 3
_FIVE_OR_TEN = re.compile(r"\b(five|ten|5|10)\b", re.IGNORECASE)
_OTHER_COUNT = (
    r"\b(?:two|three|four|six|seven|eight|nine|dozen|twelve|fifteen|twenty|thirty|fifty|hundred"
    r"|(?!(?:1|5|10)\b)\d{1,4})[ -](?:{most_active}|(?:[\w-]+ ){0,2}{hiring_firms})\b"
    r"|\btop[ -](?:two|three|four|six|seven|eight|nine|twelve|fifteen|twenty|(?!(?:1|5|10)\b)\d)"
)
"""Employers of whom no number of ours is: the one, five and ten largest are told."""
_LARGEST = {"five": "5", "5": "5", "ten": "10", "10": "10"}
_SO_MANY = (
    r"\b(?:{most_active}|big|same|the)[ -](five|ten|5|10)\b(?! (?:years|percent|per cent))"
    r"|\b(five|ten|5|10)[ -](?:(?!or\b|and\b)[\w-]+ ){0,2}?(?:{most_active}|{hiring_firms})\b"
)
"""How many of the largest a sentence, a label or a heading is on."""
_ONE_OF_THEM = (
    r"\b(?:{most_active}|single)\b(?![ -](?:\d|{small_numbers}|twenty|thirty|fifty|hundred))"
    r"|\b(?:one|no|any) (?:single )?(?:employer|company|firm|advertiser|poster)\b"
)
_REASON = "told like those of openings in other articles"


def kinds_of(number: Quantity) -> tuple[QuantityKind, ...]:
    """What a number may be by its unit."""
    unit = number.unit or ""
    if unit == "count":
        return ("openings", "employers", "lifetime")
    if unit == "percent":
        return ("stated_pay", "growth", "concentration")
    if unit == "days":
        return ("lifetime",)
    return ("pay",) if "/" in unit else ()


def kind_of(statistic: str | None, dimension: str | None, unit: str | None) -> QuantityKind | None:
    """Which kind a number of a statistic is; ``None`` for shares and years."""
    if statistic == "sample_size":
        return "employers" if dimension == "employers" else "openings"
    if statistic == "pay_median":
        return "stated_pay" if unit == "percent" else "pay"
    named: Mapping[str, QuantityKind] = {
        "posting_growth": "growth",
        "posting_lifetime": "lifetime",
        "employer_concentration": "concentration",
    }
    return named.get(statistic or "")


def with_likely_quantities(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; a number that is open is bound to what it likely is."""
    features = QuantityFeatures(reading, outcomes)
    found = list(outcomes)
    for around, outcome in zip(reading.around, outcomes, strict=True):
        if is_open(outcome) and (bound := _taken(features, around, found)):
            found[around.place] = bound
    return found


def is_open(outcome: Outcome) -> bool:
    """Whether the rules know too little of a number, and nothing that speaks against it."""
    return isinstance(outcome, NotBound) and (outcome.is_open or outcome.is_doubt)


def _taken(
    features: QuantityFeatures, around: Surroundings, found: Sequence[Outcome]
) -> Binding | None:
    """What an open number likely is; ``None`` where it is nothing, or something speaks against."""
    likely = _likeliest(features, around)
    if likely is None or features.reading.attribution.source(around) is not None:
        return None
    kind, chance = likely
    bound = _BINDERS[kind](features.reading, around, found)
    if not isinstance(bound, Binding) or bound.kind != "ours":
        return None
    return replace(bound, confidence=round(chance, 2), reasons=(_REASON, *bound.reasons))


def _likeliest(
    features: QuantityFeatures, around: Surroundings
) -> tuple[QuantityKind, float] | None:
    """What a number likely is, and how likely; ``None`` where nothing is likely enough."""
    kinds = kinds_of(around.quantity)
    if not kinds:
        return None
    facts = features.of(around)
    ranked = sorted(((_regressions()[one].log_odds(facts), one) for one in kinds), reverse=True)
    if ranked[0][0] < (_LEAST_LOG_ODDS_OF_PAY if ranked[0][1] == "pay" else LEAST_LOG_ODDS):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAST_LEAD:
        return None
    return ranked[0][1], probability(ranked[0][0])


def _openings(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> Outcome | None:
    return _sample(reading, around, found, SIZE, counted_openings(reading, around))


def counted_openings(reading: ArticleReading, around: Surroundings) -> tuple[int, int]:
    """The words behind a count that name openings; of no length where they name none."""
    start, end, _ = noun_phrase(reading.words, reading.text, *around.after)
    head = first_head_of(reading.words, reading.text[start:end])
    return (start, end) if head is not None and head[0] == "postings" else (start, start)


def _employers(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> Outcome | None:
    end = around.quantity.end
    return _sample(reading, around, found, EMPLOYERS, (end, end))


def _sample(
    reading: ArticleReading,
    around: Surroundings,
    found: Sequence[Outcome],
    subject: ClaimSubject,
    span: tuple[int, int],
) -> Outcome | None:
    """A sample where it is not left out, and no other of the same jobs is told."""
    if around.quantity.low < _LEAST_SAMPLE or are_kept_out(reading, around):
        return None
    sample = sample_of(reading, around, subject, reading.text[slice(*span)], span)
    return _unless_another(reading, around, sample, found)


def _unless_another(
    reading: ArticleReading, around: Surroundings, sample: Outcome, found: Sequence[Outcome]
) -> Outcome | None:
    """A sample where the article tells no other of the same jobs, today: this one were a part."""
    if not isinstance(sample, Binding):
        return None
    is_told = any(
        is_ours(one, "sample_size")
        and one.dimension == sample.dimension
        and (one.population, one.occupation, one.is_earlier)
        == (sample.population, sample.occupation, sample.is_earlier)
        and number.low != around.quantity.low
        for one, number in zip(found, reading.quantities, strict=True)
    )
    return None if is_told else sample


def _pay(reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]) -> Outcome | None:
    is_range = around.quantity.low != around.quantity.high
    return None if is_range else own_pay(reading, around, found)


def _stated_pay(reading: ArticleReading, around: Surroundings) -> Outcome | None:
    is_of_else = is_stated_of_else(reading, around)
    return None if is_of_else else bind_stated_pay(reading, around)


def growth(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> Outcome | None:
    """The growth of the openings that a number is told of; ``None`` of a town's, or a forecast."""
    sentence = reading.sentence_text(around.sentence)
    if names_town(reading, sentence) or reading.words.has("forecast", reading.region(around)):
        return None
    return growth_of_openings(reading, around, found, is_own=True)


def concentration(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> Outcome | None:
    """As many of the largest employers as are named for a share: beside it, in its sentence, in
    what stands above, or by the share before; ``None`` where nothing says how many.
    """
    before, behind = reading.span(around.before), reading.span(around.after)
    if any(pattern_of(_OTHER_COUNT).search(text) for text in (before, behind)):
        return None
    dimension = _how_many_largest(reading, around, found)
    if dimension is None:
        return None
    return ours(
        reading,
        around,
        ClaimSubject.unnamed("employer_concentration", dimension),
        confidence=1.0,
        said=reading.whose.population_words(around),
        view="all",
    )


def _how_many_largest(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> str | None:
    before, behind = reading.span(around.before), reading.span(around.after)
    row, column, label, heading, _ = reading.headers(around)
    said = reading.text[around.sentence.start : around.before[0]]
    if named := _FIVE_OR_TEN.findall(before)[-1:] or _FIVE_OR_TEN.findall(behind)[:1]:
        return _LARGEST[named[0].lower()]
    if pattern_of(_ONE_OF_THEM).search(f"{row} {before} … {behind}"):
        return "1"
    for text in (row, column, said, label, heading):
        if so_many := list(pattern_of(_SO_MANY).finditer(text)):
            return _LARGEST[(so_many[-1][1] or so_many[-1][2]).lower()]
    near = (around.sentence, reading.previous(around.sentence))
    for place in range(around.place - 1, max(-1, around.place - 1 - _NUMBERS_BACK), -1):
        one = found[place]
        if is_ours(one, "employer_concentration") and reading.around[place].sentence in near:
            return one.dimension
    return "1" if pattern_of(_ONE_OF_THEM).search(said) else None


def _lifetime(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> Outcome | None:
    return lifetime_then_or_now(reading, around, reading.region(around), found)


_Binder = Callable[[ArticleReading, Surroundings, Sequence[Outcome]], Outcome | None]
_BINDERS: Mapping[QuantityKind, _Binder] = {
    "openings": _openings,
    "employers": _employers,
    "pay": _pay,
    "stated_pay": lambda reading, around, _: _stated_pay(reading, around),
    "growth": growth,
    "concentration": concentration,
    "lifetime": _lifetime,
}


@cache
def _regressions() -> Mapping[str, Regression]:
    stored = resources.data_json(*WEIGHTS)["kinds"]
    return {kind: Regression(one["weights"], one["bias"]) for kind, one in stored.items()}
