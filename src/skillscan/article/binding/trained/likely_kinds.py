"""Numbers that the rules do not bind, taken where labelled articles make it likely what they are.

The rules say of a number what it is where they know the words for it; people have more ways to say
such a thing than any rules. Of every number that is not bound a regression says how likely it is a
statistic of each kind, somebody else's figure or nothing to judge, whatever it is of. Which value
of its dimension is meant is then asked of what is named nearby; population, view and time are told
as of any number.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from skillscan import resources
from skillscan.article.binding.counts.lifts import LARGEST_LIFT, LIFT
from skillscan.article.binding.counts.naked_samples import tells_counting
from skillscan.article.binding.counts.plain_lifetimes import LIFETIME, lifetime_then_or_now
from skillscan.article.binding.counts.sample_sizes import EMPLOYERS, SIZE, sample_of
from skillscan.article.binding.counts.years import median_asked
from skillscan.article.binding.denominators.openings_level import KNOWN_LEVELS
from skillscan.article.binding.model import ClaimSubject, NotBound
from skillscan.article.binding.outcome import Outcome, is_ours, ours
from skillscan.article.binding.pay.named_levels import level_of_pay
from skillscan.article.binding.pay.own_pay import own_pay
from skillscan.article.binding.pay.premiums import PREMIUM
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.binding import ShareBinder
from skillscan.article.binding.shares.earlier_levels import is_earlier
from skillscan.article.binding.shares.views import WITH_SILENCE, view_of
from skillscan.article.binding.subjects.joined_skills import PAIRS
from skillscan.article.binding.trained.features import PairFeatures
from skillscan.article.binding.trained.kind_features import KindFeatures
from skillscan.article.binding.trained.kinds import (
    NOTHING,
    SILENT,
    THEIRS,
    WITH_VALUES,
    KindRegression,
)
from skillscan.article.binding.trained.likely_quantities import (
    concentration,
    counted_openings,
    growth,
)
from skillscan.article.binding.trained.likely_shares import share_log_odds
from skillscan.article.binding.trained.objections import ToldThings, is_of_something_else
from skillscan.article.dimension import NamedPart
from skillscan.article.model import Binding

WEIGHTS = ("article", "kind_weights.json")
LEAST = 0.65
"""How likely a kind must be at least: of five of ten writers' texts, held out, 65.3 % of the
numbers were found by .65, 65.0 % by .75, each at a precision of 88 %; ``python -m
skillscan.evaluation.share_training`` shows how often kinds are right.
"""
_REASON = "told like those of openings in other articles"
_AGAINST = re.compile(r",? (?:against|versus|vs\.?) [\d$€£]")
_LEAST_AGAINST = 0.95
"""The same of a number that the rules say is somebody else's."""
_LEAST_CHANCE = 1e-4
_LEAST_LEAD = 0.5
"""By how much of the log-odds the likeliest value of a dimension must lead the next."""
_SIGNS = frozenset("+−±-–")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that may be taken, and what is known of its article."""

    reading: ArticleReading
    around: Surroundings
    pairs: PairFeatures
    found: Sequence[Outcome]
    shares: ShareBinder
    kind: str
    chance: float


def with_likely_kinds(
    reading: ArticleReading,
    by_rules: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    shares: ShareBinder,
) -> list[Outcome]:
    """The outcomes; a number that is not bound is bound to what it likely is. ``by_rules`` are the
    outcomes of the rules alone, which the regression was fitted beside.
    """
    open_places = [n for n, one in enumerate(outcomes) if not is_ours(one)]
    chances = kind_chances(reading, by_rules, open_places)
    return with_chances(reading, outcomes, shares, chances)


def with_chances(
    reading: ArticleReading,
    outcomes: Sequence[Outcome],
    shares: ShareBinder,
    chances: Mapping[int, Mapping[str, float]],
) -> list[Outcome]:
    """The outcomes; those of numbers that are not bound, by their places, are what they likely
    are by ``chances``.
    """
    pairs = PairFeatures(reading, outcomes)
    told = ToldThings(reading, outcomes)
    found = list(outcomes)
    for around, outcome in zip(reading.around, outcomes, strict=True):
        if around.place not in chances or is_ours(outcome):
            continue
        kind, chance = max(chances[around.place].items(), key=lambda one: (one[1], one[0]))
        if chance < (LEAST if isinstance(outcome, NotBound) else _LEAST_AGAINST):
            continue
        if kind in (THEIRS, NOTHING) or _is_objected(reading, around):
            continue
        number = _Number(reading, around, pairs, found, shares, kind, chance)
        binder = _binder(around.quantity.unit, kind)
        bound = binder(number) if binder else None
        if not isinstance(bound, Binding) or bound.kind != "ours":
            continue
        if not told.has_another(around, bound):
            told.add(around, bound)
            reasons = (_REASON, *bound.reasons)
            found[around.place] = replace(bound, confidence=round(chance, 2), reasons=reasons)
    return found


def _is_objected(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether somebody is named for a number, its sentence tells two in the order of things before
    it ("5 % and 8 % respectively"), or sets two jobs against each other and its part of it names
    neither ("A doctorate? 21 % against 1 %", behind both).
    """
    if reading.attribution.source(around) is not None:
        return True
    block = reading.block(around)
    if _AGAINST.match(reading.text, around.quantity.end, block.end):
        text = reading.text[block.start : block.end]
        jobs = {str(one.rule.fields["occupation"]) for one in reading.words.find("fields", text)}
        if len(jobs) > 1:
            return True
    sentence = reading.sentence_text(around.sentence)
    if _RESPECTIVELY.search(sentence):
        return True
    in_sentence, own = (
        {str(one.rule.fields["occupation"]) for one in reading.words.find("fields", text)}
        for text in (sentence, reading.region(around))
    )
    return len(in_sentence) > 1 and len(own) != 1


def kind_chances(
    reading: ArticleReading, by_rules: Sequence[Outcome], places: Sequence[int]
) -> dict[int, dict[str, float]]:
    """By its place how likely each kind is of each of these numbers that has a unit; those of a
    column are of one.
    """
    features = KindFeatures(reading, by_rules)
    found: dict[int, dict[str, float]] = {}
    columns: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for around in (reading.around[place] for place in places):
        if around.quantity.unit is None:
            continue
        found[around.place] = regression().probabilities(features.of(around))
        block = reading.block(around)
        if block.kind == "cell" and block.column:
            named = (block.lead, block.headings, block.column, around.quantity.unit)
            columns[named].append(around.place)
    for column in columns.values():
        found |= dict.fromkeys(column, _together([found[place] for place in column]))
    return found


def _together(chances: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """How likely each kind is of numbers of one kind: the geometric mean of what each says."""
    means = {
        kind: math.exp(
            sum(math.log(max(one[kind], _LEAST_CHANCE)) for one in chances) / len(chances)
        )
        for kind in chances[0]
    }
    total = sum(means.values())
    return {kind: one / total for kind, one in means.items()}


def _share(number: _Number) -> Outcome | None:
    """A share of the openings that hold what is likely meant of the things named."""
    subject = _likely_thing(number, number.kind)
    view = _view(number, number.kind)
    if not _is_no_change(number) or subject is None or view == SILENT:
        return None
    if number.around.quantity.is_in_words and subject.start < number.around.sentence.start:
        return None  # parts are told of anything
    is_sentence = number.reading.block(number.around).kind != "cell"
    if is_sentence and is_of_something_else(number.reading, number.around, subject):
        return None
    return _of_openings(number, subject, view)


def _is_no_change(number: _Number) -> bool:
    """Whether a percentage has no sign of a change: "+5 %"."""
    start = number.around.quantity.start
    return number.reading.text[max(0, start - 2) : start].strip()[-1:] not in _SIGNS


def _share_of_value(number: _Number) -> Outcome | None:
    """A share of the openings that hold a value which the kind names."""
    if not _is_no_change(number):
        return None
    statistic, _, value = number.kind.partition(":")
    if value == SILENT:
        return _of_openings(number, ClaimSubject.unnamed(statistic), SILENT)
    view = _view(number, statistic)
    subject = ClaimSubject.unnamed(statistic, value)
    return _of_openings(number, subject, "all" if view == SILENT else view)


def _skill_of_level(number: _Number) -> Outcome | None:
    """The share of the openings of one level that name a skill."""
    skill, level = _likely_thing(number, "skill_share"), _level(number)
    if not _is_no_change(number) or skill is None or level is None:
        return None
    dimension = NamedPart(skill.dimension, "seniority", level).dimension
    subject = replace(skill, statistic="skill_share_by_seniority", dimension=dimension)
    return _of_openings(number, subject, "all")


def _pair(number: _Number) -> Outcome | None:
    """A share of the openings that name two skills."""
    likely = _likely_thing(number, PAIRS)
    return None if likely is None else _of_openings(number, likely, "all")


def _premium(number: _Number) -> Outcome | None:
    """By how much more those openings pay that name a skill."""
    skill = _likely_thing(number, "skill_share")
    if skill is None:
        return None
    subject = replace(skill, statistic=PREMIUM, measure=None)
    return _of_openings(number, subject, None)


def _stated_pay(number: _Number) -> Outcome | None:
    return _of_openings(number, ClaimSubject.unnamed("pay_median", None, "stated"), "all")


def _of_openings(number: _Number, subject: ClaimSubject, view: str | None) -> Outcome:
    reading, around = number.reading, number.around
    return ours(
        reading,
        around,
        subject,
        confidence=number.chance,
        said=reading.whose.population_words(around),
        view=view,
        measure=subject.measure,
        is_earlier=is_earlier(reading, around, subject, number.found),
    )


def _view(number: _Number, statistic: str) -> str:
    reading, around = number.reading, number.around
    view = view_of(reading, around, number.shares.denominator(around, number.found))
    if view == "stating" and statistic not in WITH_SILENCE:
        return "all"
    last = next((one for one in number.found[: around.place][::-1] if is_ours(one)), None)
    is_cell = reading.block(around).kind == "cell"  # its column says which openings are meant
    if view == "all" and not is_cell and is_ours(last, statistic) and last.view == "stating":
        return "stating"  # it goes on with those that state it
    return view


def _likely_thing(number: _Number, statistic: str) -> ClaimSubject | None:
    """What of the things of a statistic that are named near a number it is likely of."""
    best: dict[str | None, tuple[float, ClaimSubject]] = {}
    for candidate, facts in number.pairs.of(number.around):
        subject = candidate.subject
        if subject.statistic != statistic:
            continue
        log_odds = share_log_odds(facts)
        if subject.dimension not in best or log_odds > best[subject.dimension][0]:
            best[subject.dimension] = log_odds, subject
    ranked = sorted(best.values(), key=lambda one: -one[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAST_LEAD):
        return None
    return ranked[0][1]


def _level(number: _Number) -> str | None:
    """The level that is named for a number: nearest to it, in its row or column, or above it."""
    reading, around = number.reading, number.around
    row, column, label, heading, lead = reading.headers(around)
    is_cell = reading.block(around).kind == "cell"
    own = () if is_cell else (reading.region(around), reading.sentence_text(around.sentence))
    for text in (row, column, *own, label, lead, heading):
        is_named = reading.words.has("level", text)
        if is_named and (level := level_of_pay(reading, around, [text])) in KNOWN_LEVELS:
            return level
    return None


def _openings(number: _Number) -> Outcome | None:
    reading, around = number.reading, number.around
    said = reading.sentence_text(around.sentence)
    if not (
        reading.block(around).kind == "cell"
        or reading.words.has("postings", said)
        or tells_counting(said)
    ):
        return None
    span = counted_openings(reading, around)
    return sample_of(reading, around, SIZE, reading.span(span), span)


def _employers(number: _Number) -> Outcome | None:
    end = number.around.quantity.end
    return sample_of(number.reading, number.around, EMPLOYERS, "", (end, end))


def _years(number: _Number) -> Outcome | None:
    bound = median_asked(number.reading, number.around)
    if not isinstance(bound, Binding) or bound.dimension:
        return bound
    texts = [number.reading.region(number.around), number.reading.label_in_sentence(number.around)]
    level = level_of_pay(number.reading, number.around, texts)
    return replace(bound, dimension=f"seniority={level}") if level in KNOWN_LEVELS else bound


def _lift(number: _Number) -> Outcome | None:
    """How much more often than by chance a pair is named."""
    if number.around.quantity.high > LARGEST_LIFT:
        return None
    pair = _likely_thing(number, PAIRS)
    return None if pair is None else _of_openings(number, replace(pair, measure=LIFT), None)


def _pay(number: _Number) -> Outcome | None:
    quantity = number.around.quantity
    if quantity.low != quantity.high or "/" not in (quantity.unit or ""):
        return None
    return own_pay(number.reading, number.around, number.found)


def _lifetime(number: _Number) -> Outcome | None:
    beside = (number.found[n] for n in number.reading.places_in(number.around.sentence))
    if any(is_ours(one, LIFETIME) for one in beside):
        return None  # whose this one is, its words would have to say
    return lifetime_then_or_now(
        number.reading, number.around, number.reading.region(number.around), number.found
    )


def _growth(number: _Number) -> Outcome | None:
    return growth(number.reading, number.around, number.found)


def _concentration(number: _Number) -> Outcome | None:
    return concentration(number.reading, number.around, number.found)


_Binder = Callable[[_Number], Outcome | None]
_OF_PERCENTAGES: Mapping[str, _Binder] = {
    "skill_share": _share,
    "certification_share": _share,
    "degree_share": _share_of_value,
    "workplace_share": _share_of_value,
    "seniority_share": _share_of_value,
    "entry_level_share": _share,
    "experience_at_least": _share,
    "skill_share_by_seniority": _skill_of_level,
    "skill_pairs": _pair,
    "pay_premium_by_skill": _premium,
    "pay_median:stated": _stated_pay,
    "posting_growth": _growth,
    "employer_concentration": _concentration,
}
_OF_RATIOS: Mapping[str, _Binder] = {"skill_pairs:lift": _lift}
_OF_ANY: Mapping[str, _Binder] = {
    "pay_median": _pay,
    "sample_size:openings": _openings,
    "sample_size:employers": _employers,
    "experience_years": _years,
    "posting_lifetime": _lifetime,
}
_BY_UNIT: Mapping[str, Mapping[str, _Binder]] = {
    "percent": {**_OF_ANY, **_OF_PERCENTAGES},
    "ratio": {**_OF_ANY, **_OF_RATIOS},
    "count": {**_OF_ANY, **_OF_RATIOS},
}
"""Which binder makes the outcome of a number of a unit and a kind."""


def _binder(unit: str | None, kind: str) -> _Binder | None:
    statistic = kind.partition(":")[0]
    name = statistic if statistic in WITH_VALUES else kind
    return _BY_UNIT.get(unit or "", _OF_ANY).get(name)


@cache
def regression() -> KindRegression:
    """What labelled articles say of the kinds of numbers."""
    return KindRegression.stored(resources.data_json(*WEIGHTS))
