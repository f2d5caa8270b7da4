"""Whether two postings of one employer are one advertisement, and by which rule.

Goal: an advertisement stays itself in nine cities, reposted, edited a little, cut by an aggregator,
with another country's benefits; another team, product, level or language is another one. Conflicts
are decided for "different": to count one opening twice hurts less than to lose one. The rules and
their limits stand in ``data/rules/openings.yaml``; they are measured on labelled pairs.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from skillscan.dedup.shingles import Likeness, Shingles, likeness
from skillscan.dedup.titles import TitleKey
from skillscan.resources import data_yaml

_YEARS = re.compile(
    r"(?<!over )(?<!past )(?<!last )(\d{1,2})\s?\+?\s?(?:(?:-|–|—|to)\s?\d{1,2}\s?\+?\s?)?"
    r"(?:or more )?(?:years|yrs|jahre)\b(?! ago| old)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Advert:
    """One posting as it is compared: ``whole`` text, its ``own`` part, the years it names."""

    posting_id: str
    title: TitleKey
    whole: Shingles
    own: Shingles
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Same advertisement or not; ``rule`` names what decided and ``share`` how clearly."""

    is_same: bool
    rule: str
    share: float


def years_in(text: str) -> frozenset[str]:
    """The least numbers of years a text speaks of, but not of the employer's age."""
    return frozenset(_YEARS.findall(text[:60_000]))


@cache
def limits() -> dict[str, Any]:
    """The section ``similarity`` of ``data/rules/openings.yaml``."""
    rules: dict[str, Any] = data_yaml("rules", "openings.yaml")["similarity"]
    return rules


def judge(one: Advert, other: Advert, *, is_employer_known: bool = True) -> Verdict:
    """Compare two postings of one employer; symmetric."""
    whole = likeness(one.whole, other.whole)
    if one.title.words != other.title.words:
        return _judge_renamed(one, other, whole)
    if not is_employer_known:
        is_same = whole.jaccard >= limits()["unknown_employer"]
        return Verdict(is_same=is_same, rule="unknown employer", share=whole.jaccard)
    return _judge_text(one, other, whole)


def _judge_renamed(one: Advert, other: Advert, whole: Likeness) -> Verdict:
    is_same = one.title.core == other.title.core and whole.jaccard >= limits()["renamed"]
    rule = "one text under two wordings of the title" if is_same else "other title"
    return Verdict(is_same=is_same, rule=rule, share=whole.jaccard)


def _judge_text(one: Advert, other: Advert, whole: Likeness) -> Verdict:
    if whole.jaccard < limits()["years_decide_below"] and _is_other_level(one, other):
        return Verdict(is_same=False, rule="other years of experience", share=whole.jaccard)
    own = likeness(one.own, other.own)
    larger = max(one.whole.size, other.whole.size)
    for holds, rule, share in (*_by_whole(whole, larger), *_by_own(own)):
        if holds:
            return Verdict(is_same=True, rule=rule, share=share)
    return Verdict(is_same=False, rule="other text", share=max(whole.jaccard, own.jaccard))


_Rule = tuple[bool, str, float]
"""Whether it holds, its name, and the share it rests on."""


def _by_whole(whole: Likeness, larger: int) -> tuple[_Rule, ...]:
    limit = limits()
    new_shingles = whole.smaller * (1 - whole.containment)
    is_edited = new_shingles <= limit["edited_shingles"]
    is_short = larger <= limit["short_shingles"]
    return (
        (whole.jaccard >= limit["near_identical"], "near-identical text", whole.jaccard),
        (_is_cut(whole), "text cut", whole.containment),
        (is_edited and whole.jaccard >= limit["edited_jaccard"], "edited a little", whole.jaccard),
        (is_short and whole.jaccard >= limit["short_jaccard"], "short, reworded", whole.jaccard),
    )


def _by_own(own: Likeness) -> tuple[_Rule, ...]:
    limit = limits()
    is_enough = own.smaller >= limit["own_shingles"]
    return (
        (is_enough and own.jaccard >= limit["own_jaccard"], "same own text", own.jaccard),
        (
            is_enough and own.containment >= limit["own_containment"],
            "own text cut",
            own.containment,
        ),
    )


def _is_cut(whole: Likeness) -> bool:
    limit = limits()
    is_cut = whole.containment >= limit["cut_containment"]
    is_torn = whole.containment >= limit["torn_containment"]
    return (is_cut and whole.smaller >= int(limit["cut_shingles"])) or (
        is_torn and whole.smaller >= int(limit["torn_shingles"])
    )


def _is_other_level(one: Advert, other: Advert) -> bool:
    """Years that neither posting shares with the other; a cut text may name fewer."""
    return not (one.years <= other.years or other.years <= one.years)
