"""A rough number that a more exact one makes precise: "a fifth of ads (21.3 %) are remote", "more
than half, 53 percent, name Docker".
"""

import re

from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Quantity

_RESTATED = 5.0
_OPENED = re.compile(r"[^.,;()%\d]{0,40}\([~≈]?")
_BETWEEN_COMMAS = re.compile(
    r"(?: (?:of )?[^.,;()%\d]{2,40})?,? ?[,–—-] (?:(?:or|that is|exactly|precisely),? )?[~≈]?"
)
_EXACTLY = r"\b{exact_words}\b"
_BRACKET_END = re.compile(r"\)|,[^()%\d]{2,70}\)")
"""What closes a bracket with an exact number: "(89.7 %, if you are that sort of person)"."""
_CLOSED = re.compile(r",|\s[–—-]\s| to be (?:exact|precise)\b")


def exact_behind(structure: ArticleStructure, around: Surroundings) -> Surroundings | None:
    """The exact number that stands behind a rough one in a bracket, between commas or dashes."""
    own = around.quantity
    later = [n for n in around.neighbours if structure.quantities[n].start >= own.end]
    exact = structure.around[later[0]] if later else None
    if exact is None or exact.quantity.unit != "percent" or not _is_near(own, exact.quantity):
        return None
    text, end = structure.text, exact.quantity.end
    between = text[own.end : exact.quantity.start]
    is_aside = _BETWEEN_COMMAS.fullmatch(between) is not None and _CLOSED.match(text, end)
    is_said = pattern_of(_EXACTLY).search(between + structure.span(exact.after)) is not None
    is_exact = _is_in_bracket(text, own, exact.quantity) or is_aside or is_said
    return exact if is_exact else None


def rough_before(structure: ArticleStructure, around: Surroundings) -> Surroundings | None:
    """The rough number before an exact one that a bracket or "to be exact" makes precise: "more
    than half ask for it (57 %)".
    """
    own = around.quantity
    earlier = around.shares_before
    rough = structure.around[earlier[-1]] if earlier else None
    if rough is None or not _is_near(rough.quantity, own):
        return None
    around_own = structure.text[rough.quantity.end : own.start] + structure.span(around.after)
    between = structure.text[rough.quantity.end : own.start]
    is_aside = _BETWEEN_COMMAS.fullmatch(between) is not None
    is_exact = pattern_of(_EXACTLY).search(around_own) is not None or bool(
        is_aside and _CLOSED.match(structure.text, own.end)
    )
    return rough if _is_in_bracket(structure.text, rough.quantity, own) or is_exact else None


def _is_near(rough: Quantity, exact: Quantity) -> bool:
    return rough.is_in_words and abs(exact.low - rough.low) <= _RESTATED


def _is_in_bracket(text: str, rough: Quantity, exact: Quantity) -> bool:
    is_opened = _OPENED.fullmatch(text, rough.end, exact.start) is not None
    return is_opened and _BRACKET_END.match(text, exact.end) is not None
