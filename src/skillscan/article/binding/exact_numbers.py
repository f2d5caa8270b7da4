"""A rough number that a more exact one makes precise: "a fifth of ads (21.3 %) are remote", "more
than half, 53 percent, name Docker".
"""

import re

from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.structure import ArticleStructure

_RESTATED = 5.0
_OPENED = re.compile(r"[^.,;()%\d]{0,40}\([~≈]?")
_BETWEEN_COMMAS = re.compile(
    r"(?: of [^.,;()%\d]{2,40})?,? ?[,–—-] (?:(?:or|that is|exactly|precisely),? )?[~≈]?"
)
_CLOSED = re.compile(r",|\s[–—-]\s| to be (?:exact|precise)\b")


def exact_behind(structure: ArticleStructure, around: Surroundings) -> Surroundings | None:
    """The exact number that stands behind a rough one in a bracket, between commas or dashes."""
    own = around.quantity
    later = [n for n in around.neighbours if structure.quantities[n].start >= own.end]
    if not later or not own.is_in_words:
        return None
    exact = structure.around[later[0]]
    if exact.quantity.unit != "percent" or abs(exact.quantity.low - own.low) > _RESTATED:
        return None
    text, end = structure.text, exact.quantity.end
    between = text[own.end : exact.quantity.start]
    is_bracketed = _OPENED.fullmatch(between) is not None and text[end : end + 1] == ")"
    is_aside = _BETWEEN_COMMAS.fullmatch(between) is not None and _CLOSED.match(text, end)
    return exact if is_bracketed or is_aside else None
