"""The words told of one sum of money: its part of the sentence, and what stands above it."""

import re

from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import words_of
from skillscan.article.model import Quantity

_PARTED = re.compile(r"\)(?:[,;.]| (?:and|or|but|while)\b|\s*$)", re.IGNORECASE)
"""A bracket behind which something else is told."""
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_NEXT_CLAUSE = re.compile(r", (?:and|while|whereas|but) ")


def is_money(quantity: Quantity) -> bool:
    """Whether a number is one of money, with or without a period."""
    return "/" in str(quantity.unit) or (quantity.unit or "").isupper()


def has_sum_between(
    reading: ArticleReading, sentence: ArticleSentence, start: int, end: int
) -> bool:
    """Whether a sum of money begins in a part of a sentence."""
    inside = (reading.quantities[n] for n in reading.places_in(sentence))
    return any(is_money(one) and start <= one.start < end for one in inside)


def is_paid(reading: ArticleReading, text: str, *, is_own: bool = False) -> bool:
    """Whether a text speaks of pay, or of a median or average of nothing else that it names; in the
    words of a sum itself (``is_own``) a median is one of pay where no noun follows it.
    """
    words = reading.words
    return words.has("pay", text, "pay") or any(
        (behind := _NEXT_WORD.match(text, one.end)) is None
        or behind[1].lower() in words.behind_middle
        or (
            is_own
            and reading.reads_postings
            and text[one.start : one.end].lower() == "median"
            and behind[1].lower() in words_of("beside_median")
        )
        or any(job.start == 0 for job in words.find("fields", text[behind.start(1) :]))
        for one in words.find("pay", text, "typical")
    )


def part_of_sum(reading: ArticleReading, around: Surroundings) -> str:
    """The sentence up to the sums beside this one."""
    return reading.span(span_of_sum(reading, around))


def span_of_sum(reading: ArticleReading, around: Surroundings) -> tuple[int, int]:
    """Where the part of the sentence stands that no other sum is told in."""
    start, end = around.sentence.start, around.sentence.end
    own = around.quantity
    for place in reading.places_in(around.sentence):
        other = reading.quantities[place]
        if not is_money(other) or other == own:
            continue
        if other.end <= own.start:
            start = max(start, _parting(reading.text, other.end, own.start)[1])
        elif own.end <= other.start:
            end = min(end, _parting(reading.text, own.end, other.start)[0])
    return start, min(end, _end_of_bracket(reading.text, start, end, own))


def _end_of_bracket(text: str, start: int, end: int, own: Quantity) -> int:
    """Where the bracket ends that a sum stands in, which is not told what stands behind it."""
    is_inside = text.rfind("(", start, own.start) > text.rfind(")", start, own.start)
    closed = text.find(")", own.end, end)
    is_parted = closed >= 0 and _PARTED.match(text, closed, end) is not None
    return closed if is_inside and is_parted else end


def above_sum(reading: ArticleReading, around: Surroundings) -> list[str]:
    """What stands before and above it: the sentence before, headers, lead, headings."""
    block = reading.block(around)
    before = reading.previous(around.sentence)
    texts = [block.row, block.column, reading.lead(block), *reversed(block.headings)]
    return [*filter(None, texts), *([reading.sentence_text(before)] if before else [])]


def _parting(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words of one sum end and those of the next begin, by the sign between them."""
    joined = list(_NEXT_CLAUSE.finditer(text, start, end))
    if joined and ";" not in text[start:end]:
        return joined[-1].start(), joined[-1].start() + 1
    for sign in (";", " -- ", ","):
        at = text.rfind(sign, start, end)
        if at >= 0:
            return at, at + len(sign)
    if text.startswith(" (", start):
        return start, start + 2  # "$148,000 (juniors: $104,000)"
    return end, start
