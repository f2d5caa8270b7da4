"""What the employers with the most openings hold of them: "the ten largest employers hold 22 %",
"Top-five share: 11 %", "the busiest of them was responsible for 5.6 %".
"""

import re
from dataclasses import dataclass

from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.openings_read import names_openings
from skillscan.article.binding.outcome import ANOTHERS, Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_COUNTED = {"five": "5", "5": "5", "ten": "10", "10": "10"}
_FIVE_OR_TEN = r"five|ten|5|10"
_LARGEST = (
    rf"\b(?:(?P<first>{_FIVE_OR_TEN})[ -])?{{most_active}}\b"
    rf"(?:[ -](?P<then>{_FIVE_OR_TEN})\b)?"
    r"(?: (?:(?:single|individual|one) )?(?P<noun>{hiring_firms}))?(?![\w-])"
)
_FEW_HOLD = (
    rf"\b(?P<first>{_FIVE_OR_TEN}) (?P<noun>{{hiring_firms}}) "
    r"(?:alone |together )?(?={market_holding_verbs}\b)"
)
"""A few that hold a share together, which are the largest: "five employers share 19 %"."""
_WITH_MOST = (
    rf"\b(?P<first>{_FIVE_OR_TEN}) (?P<noun>{{hiring_firms}}) with the "
    r"(?:most|largest number of) (?:[\w-]+ ){0,3}{opening_nouns}\b"
)
_PATTERNS = (_WITH_MOST, _LARGEST, _FEW_HOLD)
_NEXT = r"\s*(?:[^\w\s]|$|\d|(?:{market_holding_verbs}|{being_words}|{around_holding})\b)"
"""What stands behind the largest where no noun says who they are."""
_ON_FIRMS = r"\b(?:{hiring_firms}|hiring|hires|concentrat(?:ed|ion))\b"
_OF_ELSE = r"\b{not_openings_held}\b"
_STRONG = re.compile(r"[.;]\s|[()—]")
_OF_WHOLE = r"\s*(?:of|in) {held_wholes}\b"
_OF_ANY = r"\s*(?:of|in) (?!{plural_pronouns}\b|{those_words}\b|it\b|(?:the |all |our )?\d)"
_OTHER_NUMBER = r"\b(?:\d+|{small_numbers}|twenty|thirty|fifty|hundred|thousand|next)[ -]$"
"""How many of the largest no statistic tells of: "the twenty largest", "the next ten"."""
_BARE = "top"
"""What may be a place as well where nobody and no number is said to be it: "at the top"."""
_END = re.compile(r"[.,;:()—]\s|\band\b")
_HELD_BY = r"\b(?:by|from|with|at|to|of) (?:just |only )?(?:the )?$"
_POST = r"\b{market_holding_verbs}\b"
_TOP_SHARE = rf"\btop[ -](?:{_FIVE_OR_TEN})(?:[ -]\w+)? (?:share|concentration)\b"
"""What only employers have in an article on openings: "Top-five share: 11 %"."""
OF_LARGEST = "a share of the openings of the largest employers"
"""Why what those employers ask for is not bound."""
_SENTENCES_BACK = 2


@dataclass(frozen=True, slots=True)
class _Named:
    """Some of the largest, at ``start:end`` of a text; ``is_firm``: a noun says that they hire."""

    start: int
    end: int
    dimension: str
    is_firm: bool


def largest_employers(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> ClaimSubject | None:
    """How many of the largest employers a share of all openings is told of; ``None`` where it is
    told of anything else, as of what those employers ask for.
    """
    block = reading.block(around)
    before, behind = reading.span(around.before), _END.split(reading.span(around.after))[0]
    before = block.row or "" if block.kind == "cell" else before
    named = _named_before(before)
    said = (
        f"{before[named.start :]} … {behind}"
        if named
        else f"{_STRONG.split(before)[-1]} … {behind}"
    )
    named = named or _named_behind(behind)
    if named is None or not (named.is_firm or _is_on_firms(reading, around)):
        return None
    if _tells_of_else(reading, pattern_of(_OF_WHOLE).sub(" ", said)):
        return None
    if _is_of_no_openings(reading, behind):
        return None
    start, end = around.before[0], around.quantity.end + len(behind)
    if any(start <= one.start < end for one in reading.subjects(around.sentence)):
        return None
    if not _is_of_openings(reading, around, denominator):
        return None
    return ClaimSubject.unnamed("employer_concentration", named.dimension)


def bind_largest(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    largest: ClaimSubject,
) -> Outcome:
    """The outcome of what the largest employers hold of all openings."""
    if source := reading.attribution.source(around):
        return theirs(reading, around, None, ANOTHERS, source)
    if market := reading.whose.other_market(around, denominator.words):
        return theirs(reading, around, None, f"of other jobs: “{market}”")
    said = reading.whose.population_words(around)
    return ours(reading, around, largest, confidence=0.8, said=said, view="all")


def _is_of_no_openings(reading: ArticleReading, behind: str) -> bool:
    """Whether a share is said to be one of something, and no openings: "60 % of emissions"."""
    return (
        pattern_of(_OF_ANY).match(behind) is not None
        and pattern_of(_OF_WHOLE).match(behind) is None
        and not names_openings(reading.words, behind)
    )


def _tells_of_else(reading: ArticleReading, said: str) -> bool:
    """Whether words beside a number tell what the largest ask for, pay or change."""
    words = reading.words
    return (
        pattern_of(_OF_ELSE).search(said) is not None
        or words.has("pay", said, "pay")
        or words.has("change", said, "rise", "fall")
        or words.has("employer_asks", pattern_of(_POST).sub(" ", said))
    )


def _is_of_openings(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether openings are what a share is one of, in its words, those before or the article's."""
    is_behind = denominator.start >= around.quantity.end
    if denominator.kind == "others" and denominator.words and is_behind:
        return False
    if denominator.kind == "postings" or reading.reads_postings:
        return True
    is_whole = pattern_of(_OF_WHOLE).match(reading.span(around.after)) is not None
    before = reading.sentences_before(around.sentence, _SENTENCES_BACK)
    texts = map(reading.sentence_text, (around.sentence, *before))
    return is_whole or any(reading.words.has("postings", text) for text in texts)


def is_of_largest(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a part of the sentence before a number names the largest employers, whose openings
    are but some: "the ten largest employers ask for Docker in 40 % of their ads".
    """
    return any(one.is_firm for one in _all_named(reading.span(around.before)))


def _named_before(before: str) -> _Named | None:
    """The last of the largest that stand before a number in its part of the sentence."""
    found = [
        one for one in _all_named(before) if not _STRONG.search(before[one.end :].rstrip(": "))
    ]
    return found[-1] if found else None


def _named_behind(behind: str) -> _Named | None:
    """Those by whom openings right behind a number are told to be: "19 % come from the top ten"."""
    for one in _all_named(behind):
        if pattern_of(_HELD_BY).search(behind, 0, one.start):
            return one
    return None


def _all_named(text: str) -> list[_Named]:
    found = []
    for pattern in _PATTERNS:
        for match in pattern_of(pattern).finditer(text):
            said = match.groupdict()
            noun = (said.get("noun") or "").lower()
            if not noun and pattern_of(_NEXT).match(text, match.end()) is None:
                continue
            if match[0].lower() == _BARE or pattern_of(_OTHER_NUMBER).search(
                text, 0, match.start()
            ):
                continue
            if dimension := _dimension(said, noun):
                found.append(_Named(match.start(), match.end(), dimension, bool(noun)))
    return sorted(found, key=lambda one: one.end)


def _dimension(said: dict[str, str | None], noun: str) -> str | None:
    """How many they are of whom a statistic tells: one, five or ten."""
    for name in ("then", "first"):
        if count := _COUNTED.get((said.get(name) or "").lower()):
            return count
    return None if noun.endswith("s") else "1"


def _is_on_firms(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether those who hire are what its sentence, those before it or the heading are on."""
    block = reading.block(around)
    texts = [reading.sentence_text(around.sentence), *block.headings[-1:]]
    texts += map(reading.sentence_text, reading.sentences_before(around.sentence, _SENTENCES_BACK))
    is_share = pattern_of(_TOP_SHARE).search(texts[0]) is not None
    return is_share or any(pattern_of(_ON_FIRMS).search(text) for text in texts)
