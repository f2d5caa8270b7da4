"""The sign of a change as its words tell it: "openings fell 3 %" and "minus 3 %" are -3.

Only what is bound to a change has one: "down to 40 %" is a share.
"""

import re

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleText, Binding, Quantity

_SIGNED = frozenset({"posting_growth", "pay_premium_by_skill"})
_BEFORE, _BEHIND = 90, 60
_MINUS = re.compile(r"(?:(?<![\w.,])[-−–]\s?|\bminus )$", re.IGNORECASE)
_PLUS = re.compile(r"(?:(?<!\w)[+±]\s?|\bplus )$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s)")
_PART_END = re.compile(r"[;:](?=\s|$)|[,(]\s|\b(?:and|but|while)\b")
_CHANGE_BEHIND = (
    r"^ (?:(?!(?:{falling_words}|{rising_words}|after|from|and|but|in|of)\b)[\w'’-]+ ){0,2}"
    r"(?:(?P<fall>{falling_words})|{rising_words})\b"
)
_FALL_OR_RISE = r"\b(?:(?P<fall>{falling_words})|{rising_words})\b"


def signed_quantity(article: ArticleText, quantity: Quantity, binding: Binding) -> Quantity:
    """A number of an article, below zero where it is bound to a change and told as a fall."""
    is_change = binding.statistic in _SIGNED and binding.kind == "ours"
    if not is_change or quantity.low < 0 or not _is_fall(article, quantity):
        return quantity
    return quantity.turned()


def _is_fall(article: ArticleText, quantity: Quantity) -> bool:
    """Whether the sign of a number says so, else the words of change next to it: those right
    behind it ("3 % fewer"), else the last before it in its clause, sentence or line.
    """
    text, start = article.text, quantity.number_start
    block = next(one for one in article.blocks if one.start <= start < one.end)
    before = text[max(block.start, start - _BEFORE) : start]
    if _MINUS.search(before):
        return True
    if _PLUS.search(before):
        return False
    behind = text[quantity.number_end : min(block.end, quantity.number_end + _BEHIND)]
    if said := pattern_of(_CHANGE_BEHIND).match(_without_sign(behind)):
        return said["fall"] is not None
    parts = _PART_END.split(_SENTENCE_END.split(before)[-1])
    nearest = (
        found[-1]["fall"] is not None
        for part in reversed(parts)
        if (found := list(pattern_of(_FALL_OR_RISE).finditer(part)))
    )
    return next(nearest, False)


def _without_sign(behind: str) -> str:
    return re.sub(r"^ ?(?:%|percent\b|per cent\b|٪|％)", "", behind)
