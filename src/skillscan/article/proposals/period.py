"""The period that an article prints for numbers of ours, with the days of our sample in its place.

No number of ours may stand under a time that it is not of. A year becomes ours; what names months
or quarters becomes the months from the first to the last day of the sample, behind the article's
own preposition. Times of an earlier figure, or of another source's, stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from skillscan.article.grammar import pattern_of
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import ArticleText, Edit
from skillscan.article.proposals.sentences import sentence_span

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?: \d{1,2}(?:st|nd|rd|th)?\b(?!\d))?"
)
_PART = (
    r"(?:early |late |mid-? ?|(?:the )?(?:first|second|third|fourth|last|beginning|start|end)"
    r" (?:(?:half|quarter|months?|weeks?) )?of |[QH][1-4],? ?|(?:spring|summer|autumn|fall|winter)"
    r"(?: of)? )"
)
_LEADS = r"between|from|in|during|for|since|as of|by|of|until|through"
_PERIOD = re.compile(
    rf"(?:\b(?P<lead>{_LEADS}) (?:the )?)?"
    rf"(?:(?P<first>{_PART}?(?:{_MONTH},?(?: {_YEAR})?|{_YEAR}|[QH][1-4]\b))"
    r"(?P<joint> ?[-\u2013\u2014] ?| (?:and|to|through|until|till) ))?"
    rf"(?P<last>(?P<part>{_PART})?(?P<month>{_MONTH},? )?\b(?P<year>{_YEAR}))"
    r"(?![\d%,.]\d)\b(?! ?%)",
    re.IGNORECASE,
)
_ATTRIBUTE = r" (?:[\w-]+ ){0,3}?(?:{own_counts}|{own_works}|{edition_nouns})\b"
"""What a year stands before that is the year of a study: "a 2025 analysis of 3,000 postings"."""
_COUNTED = r" (?:[\w/-]+ ){0,3}?{opening_nouns}\b"
"""What stands behind a count that only looks like a year: "a sample of 2025 postings"."""
_ENDED = re.compile(r"[,()]")
_CLAUSE_END = re.compile(r"[;:]")
_FURTHEST = 60
"""How many claims of a sentence are looked at on each side."""
_FIRST = ("since",)
_LAST = ("as of", "by", "until", "through")


@dataclass(frozen=True, slots=True)
class SampleDays:
    """The days of the postings that our numbers are of."""

    first: date
    last: date

    @property
    def years(self) -> str:
        """The year, or both: "2025 and 2026"."""
        ends = dict.fromkeys((str(self.first.year), str(self.last.year)))
        return " and ".join(ends)

    def months(self, joint: str) -> str:
        """The month, or the first and the last with ``joint`` between them."""
        first, last = (f"{one:%B} {one.year}" for one in (self.first, self.last))
        if first == last:
            return last
        begin = first if self.first.year != self.last.year else f"{self.first:%B}"
        return f"{begin}{joint}{last}"


def period_edits(
    article: ArticleText, claims: Sequence[BoundClaim], index: int, days: SampleDays
) -> tuple[Edit, ...]:
    """What changes of the periods printed in the sentence of a claim for its number, or for the
    numbers that rest on it.
    """
    together = {index, *claims[index].binding.sample_of}
    quantity = claims[index].quantity
    start, end = sentence_span(article, quantity.start, quantity.end)
    near = [
        place
        for place in range(max(0, index - _FURTHEST), min(len(claims), index + _FURTHEST))
        if start <= claims[place].quantity.start < end
    ]
    source = _names(article, claims[index], start, end)
    edits = []
    for found in _PERIOD.finditer(article.text, start, end):
        if not _is_period(article.text, found, end):
            continue
        if _owner(article.text, claims, near, found) not in together:
            continue
        if any(first <= found.start("year") < last for first, last in source):
            continue  # it says when a source published
        new = _written(article.text, found, days)
        old = article.text[found.start() : found.end()]
        if new is not None and new.lower() != old.lower():
            edits.append(Edit(found.start(), found.end(), new))
    return tuple(edits)


def _names(article: ArticleText, claim: BoundClaim, start: int, end: int) -> list[tuple[int, int]]:
    """Where the source of a claim is named in its sentence, with a year behind it."""
    name = claim.binding.source_name
    if not name:
        return []
    found = re.finditer(rf"{re.escape(name)}(?:[ \u00a0,]{{1,2}}{_YEAR})?", article.text[start:end])
    return [(start + one.start(), start + one.end()) for one in found]


def _is_period(text: str, found: re.Match[str], end: int) -> bool:
    """Whether a year is one of a period, and no number, name or count: it has a preposition, a
    month or part, brackets, or the noun of a study behind it.
    """
    if found["part"] or found["month"] or found["joint"]:
        return True
    if found["lead"]:
        return pattern_of(_COUNTED).match(text, found.end(), end) is None
    is_bracketed = text[found.start() - 1 : found.start()] == "(" and text[found.end()] == ")"
    return is_bracketed or _is_attribute(text, found, end)


def _is_attribute(text: str, found: re.Match[str], end: int) -> bool:
    is_bare = not (found["lead"] or found["part"] or found["month"] or found["joint"])
    return is_bare and pattern_of(_ATTRIBUTE).match(text, found.end(), end) is not None


def _owner(
    text: str, claims: Sequence[BoundClaim], near: Sequence[int], found: re.Match[str]
) -> int | None:
    """The claim that a period is told for: the number before it in its clause, or the next one
    where a comma parts it from that.
    """
    before = [one for one in near if claims[one].quantity.end <= found.start()]
    behind = [one for one in near if claims[one].quantity.start >= found.end()]
    if before and _CLAUSE_END.search(text, claims[before[-1]].quantity.end, found.start()):
        before = []
    if behind and _CLAUSE_END.search(text, found.end(), claims[behind[0]].quantity.start):
        behind = []
    if not before or not behind:
        return next(iter((*before[-1:], *behind[:1])), None)
    last, following = claims[before[-1]].quantity, claims[behind[0]].quantity
    is_parted = _ENDED.search(text, last.end, found.start()) is not None
    goes_on = _ENDED.search(text, found.end(), following.start) is None
    return behind[0] if goes_on and is_parted else before[-1]


def _written(text: str, found: re.Match[str], days: SampleDays) -> str | None:
    """Our period in the form of a printed one."""
    lead, joint = found["lead"] or "", found["joint"] or ""
    kind = lead.lower()
    if not (found["part"] or found["month"] or (found["first"] or "").strip(" 0123456789")):
        if joint and days.first.year == days.last.year and kind in ("between", "from"):
            lead = _as_written("in", lead)
        return _with_lead(lead, _years(text, found, days, kind, joint))
    if kind in _FIRST:
        return f"{lead} {days.first:%B} {days.first.year}"
    if kind in _LAST and not joint:
        return f"{lead} {days.last:%B} {days.last.year}"
    is_one = days.months(" ") == f"{days.last:%B} {days.last.year}"
    if kind in ("between", "from", "in", "during", "until", "through", "by", "as of"):
        if is_one:
            return _with_lead(_as_written("in", lead), days.months(" "))
        if kind == "between":
            return f"{lead} {days.months(' and ')}"
        return _with_lead(_as_written("from", lead), days.months(" to "))
    return _with_lead(lead, days.months(joint if "-" in joint or "\u2013" in joint else " to "))


def _years(text: str, found: re.Match[str], days: SampleDays, kind: str, joint: str) -> str:
    """Our year in the place of one, or of two."""
    if kind in _FIRST:
        return str(days.first.year)
    is_bracketed = text[found.start() - 1 : found.start()] == "("
    if kind in _LAST or not (kind or joint or is_bracketed):
        return str(days.last.year)
    if kind in ("between", "from") and joint:
        return days.years.replace(" and ", joint)
    return days.years.replace(" and ", "\u2013") if joint or is_bracketed else days.years


def _with_lead(lead: str, words: str) -> str:
    return f"{lead} {words}" if lead else words


def _as_written(word: str, lead: str) -> str:
    """A preposition with a capital where the one that it stands for had one."""
    return word.capitalize() if lead[:1].isupper() else word
