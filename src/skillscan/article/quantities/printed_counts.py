"""Counts that are printed with a share: the part and the whole that it was counted from, as in
"440 postings, 60 % of 732", "60 % of the ads (440 of 732)", "487 ads, or 37 %".

The part is no sample: it holds only as long as the share does, and goes with it.
"""

import re
from dataclasses import dataclass

from skillscan.article.grammar import pattern_of

_N = r"\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,2}|\d{1,7}"
_NOUN = r"(?: (?:[\w/-]+ ){0,4}?{opening_nouns})"
_OF = r" ?(?:of|out of|/|in) ?(?:(?:the|these|those|our|all|a total of) ){0,2}"
_THAT_IS = (
    r"(?: \(|, | [-–—] |: ?)"
    r"(?:(?:so|or|i\.e\.,?|that is,?|which is|about|some|around) ){0,2}[~≈]?"
)
_BRACKET_BEHIND = (
    r"[^.;:()\d%]{0,60}\((?:[^()\d%]{0,20} )?"
    rf"(?P<part>{_N}){_NOUN}?{_OF}(?P<whole>{_N})(?![.,]?\d| ?%)[^()%\d]{{0,30}}\)"
)
"""Behind a share: "60 % of ML engineer postings (440 of 732)"."""
_BOTH_BEFORE = (
    rf"(?<![\d.,$€£])(?P<part>{_N}){_NOUN}?{_OF}(?P<whole>{_N})(?![.,]?\d)"
    rf"{_NOUN}?{_THAT_IS}$"
)
"""Before a share: "1,061 of the 1,310 ads, so 81 %"."""
_PART_BEFORE = rf"(?<![\d.,$€£])(?P<part>{_N}){_NOUN}?(?: \(|, | [-–—] )(?:or |about )?$"
_WHOLE_BEHIND = rf"{_OF}(?P<whole>{_N})(?![.,]?\d| ?(?:%|percent|per cent))"
"""Around a share: "440 postings, 60 % of 732"."""
_PART_TOLD = rf"(?<![\d.,$€£])(?P<part>{_N}){_NOUN}(?:,? or |, i\.e\.,? |, that is,? )[~≈]?$"
"""Before a share, without the whole: "487 ads, or 37 %"."""
_PART_IN_FRONT = rf"(?<![\d.,$€£])(?P<part>{_N}){_NOUN} \([~≈]?$"
_BRACKET_ENDS = r" ?(?:of (?:the total|them|all))?\)"
"""Around a share in brackets: "440 postings (60 %)"."""
_FURTHEST = 160


@dataclass(frozen=True, slots=True)
class PrintedCounts:
    """Where the part and the whole of a share are printed, ``text[start:end]`` each."""

    part: tuple[int, int]
    whole: tuple[int, int] | None = None


def counts_of_share(
    text: str, share: tuple[int, int], since: int, until: int
) -> PrintedCounts | None:
    """The counts printed with a share that stands at ``share``, between two places of the text."""
    found = _found(text, share, since, until)
    if found is None or found.whole is None:
        return found
    is_part = printed_count(text, found.part) < printed_count(text, found.whole)
    return found if is_part else None


def printed_count(text: str, span: tuple[int, int]) -> int:
    """What a printed count comes to."""
    return int(re.sub(r"\D", "", text[slice(*span)]))


def _found(text: str, share: tuple[int, int], since: int, until: int) -> PrintedCounts | None:
    start, end = share
    since, until = max(since, start - _FURTHEST), min(until, end + _FURTHEST)
    if behind := pattern_of(_BRACKET_BEHIND).match(text, end, until):
        return _counts(behind)
    if before := pattern_of(_BOTH_BEFORE).search(text, since, start):
        return _counts(before)
    whole = pattern_of(_WHOLE_BEHIND).match(text, end, until)
    part = pattern_of(_PART_BEFORE).search(text, since, start)
    if whole and part:
        return PrintedCounts(part.span("part"), whole.span("whole"))
    if told := pattern_of(_PART_TOLD).search(text, since, start):
        return _counts(told)
    in_front = pattern_of(_PART_IN_FRONT).search(text, since, start)
    if in_front and pattern_of(_BRACKET_ENDS).match(text, end, until):
        return _counts(in_front)
    return None


def _counts(found: re.Match[str]) -> PrintedCounts:
    whole = found.span("whole") if "whole" in found.re.groupindex else None
    return PrintedCounts(found.span("part"), whole)
