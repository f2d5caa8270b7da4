"""Binds the share of openings that do not name a skill: "64 % of postings don't name Kubernetes",
"What are the other 18 % doing?" behind the 82 % that do.

What is left of a share is its complement where the two make a hundred; else the words must deny
that openings name the thing, which is the one in the denied clause, or behind "it" the only one
told of before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome, is_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.dimension import COMPLEMENT
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_SKILL_SHARE = "skill_share"
_REST = re.compile(
    r"\b(?:(?:the|those) (?:other|remaining)|means?|leaves|makes|follows)\b[^.;:%\d]{0,20}$",
    re.IGNORECASE,
)
_DENIED = (
    r"(?: of (?:(?:the|our|all|these) )*\d[\d,]{0,7})?"
    r"[^.;:%()\d]{0,50}?\b(?:(?:do|does|did|would|will)(?: not|n['’]t)|never)"
    r"(?: (?:even|ever|once|so much as|actually|explicitly))*"
)
_NOT_NAMED = rf"{_DENIED} (?P<verb>{{not_naming_verbs}})\b(?P<thing>[^.;:%()\d]{{0,60}})"
_LEFT_OUT = re.compile(
    r"[^.;:%()\d]{0,40}?\b(?:leaves?|left) (?P<thing>[^.;:%()\d]{1,30}?) out\b"
    r"|[^.;:%()\d]{0,40}?\b(?:do|does|get by|go|goes|make do) without (?P<none>[^.;:%()\d]{1,30})",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\W*(?:it|(?:the|that) (?:word|name|term|language|library|framework|tool|thing))\b",
    re.IGNORECASE,
)
_IN_SOME_WAY = re.compile(
    r"\b(?:only|just|alone|as (?:an? )?\w+|any(?! ?more)|or|nor|either|both|by name|first)\b"
    r"|\bin (?:the|its|their) (?:title|headline)",
    re.IGNORECASE,
)
"""What is denied beside the naming: "don't name it as a requirement"."""
_WHOLE, _ROUNDING, _BACK, _SENTENCES_BACK = 100, 1.05, 2, 3


def rest_of_share(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The complement of the share that a number and the one before it make a hundred with."""
    for place in range(around.place - 1, max(-1, around.place - _BACK - 1), -1):
        last, told = done[place], reading.quantities[place]
        if not is_ours(last, _SKILL_SHARE) or reading.quantities[place].unit != "percent":
            continue
        if around.sentence.block - reading.around[place].sentence.block > 1:
            return None
        if told.low != told.high or abs(told.low + around.quantity.low - _WHOLE) > _ROUNDING:
            continue
        is_plain = last.measure is None and last.view == "all" and not last.is_earlier
        return _complement(last, around) if is_plain and _is_rest(reading, around) else None
    return None


def _complement(last: Binding, around: Surroundings) -> Binding:
    start, end = around.quantity.start, around.quantity.end
    return replace(last, start=start, end=end, measure=COMPLEMENT)


def _is_rest(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether words say that a number is what is left, or deny what the one before it told."""
    text, start, end = reading.text, around.sentence.start, around.sentence.end
    if _REST.search(text, start, around.quantity.start):
        return not reading.subjects(around.sentence) or around.shares_before != ()
    return pattern_of(_DENIED).match(text, around.quantity.end, end) is not None


def not_named(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The skill that the openings of a share are said not to name."""
    text, start, end = reading.text, around.quantity.end, around.sentence.end
    found = pattern_of(_NOT_NAMED).match(text, start, end) or _LEFT_OUT.match(text, start, end)
    if found is None:
        return None
    group = "thing" if found["thing"] is not None else "none"
    thing, at = found[group], found.span(group)
    named = _skills(reading, around.sentence, *at)
    if _IN_SOME_WAY.search(thing):
        return None
    if named:
        return next(iter(named.values())) if len(named) == 1 else None
    return _last_named(reading, around) if _IT.match(thing) else None


def _last_named(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The only skill of the nearest sentence that names any, up to the number."""
    before = reading.sentences_before(around.sentence, _SENTENCES_BACK)
    for one in (around.sentence, *before):
        if around.sentence.block - one.block > 1:
            return None
        if named := _skills(reading, one, one.start, min(one.end, around.quantity.start)):
            found = next(iter(named.values()))
            return replace(found, start=-1, end=-1) if len(named) == 1 else None
    return None


def _skills(
    reading: ArticleReading, sentence: ArticleSentence, start: int, end: int
) -> dict[str | None, ClaimSubject]:
    return {
        one.dimension: one
        for one in reading.subjects(sentence)
        if one.statistic == _SKILL_SHARE and start <= one.start and one.end <= end
    }
