"""Whether the words around a single sum make it the most or the least that is paid."""

import re

from skillscan.nlp.pay.words import PayWords

_OF_PAY = r"(?: (?:(?:annual|base|hourly) )?(?:salary|pay|rate|wage))?(?: (?:of|is))?"
_BOUND_CHARS = 36
"""Before a single sum, the words that make it a bound stand so near."""
_TOP_BEFORE = re.compile(
    r"(?:up[- ]?to|(?<!band )(?<!grade )(?<!level )(?<!step )\d\s?[-–—]"
    rf"|\bmax(?:imum)?{_OF_PAY}\b[.:]{{0,2}}|no(?:t)? more than|under"
    r"|as much as|\bcap:?|\bcapped at|not exceed(?:ing)?|\bbis(?: zu)?|≤"
    r"|(?:^|[:|]\s?|\b(?:salary|pay|rate)\s)to)\s?$"
)
_FLOOR_BEFORE = re.compile(
    r"(?:from|(?:start(?:s|ing)?|begin(?:s|ning)?) (?:at|from)|\bstarting|at least"
    rf"|\bmin(?:imum)?{_OF_PAY}(?: currently)?\b[.:]{{0,2}}|above|over|more than|not? less than"
    r"|upwards? of|in excess of|\bab|mindestens|(?:à|a) partir de|\ba partire da|\bdesde|\bdès"
    r"|\bvanaf|\bminimaal|>=?|≥)\s?$"
)
_TOP_AFTER = re.compile(r"\s?\(?max(?:imum)?\b", re.IGNORECASE)
_FLOOR_AFTER = re.compile(
    r"\+(?!\s?(?:[$€£\d]|equity|bonus|benefits|commission|stock|options|super|variable))"
    r"|\s?(?:(?:and )?upwards?|and (?:up|above)|or (?:more|above|higher)|\(?min(?:imum)?)\b",
    re.IGNORECASE,
)
_BEHIND_CHARS = 24
_LEAST_PAY_CHARS = 140
"""Before a single sum, a word for the least pay stands so near."""


def is_upper_bound(text: str, start: int, end: int) -> bool:
    """Whether no more than the sum is paid: "up to $9"."""
    before, behind = _around(text, start, end)
    return bool(_TOP_BEFORE.search(before) or _TOP_AFTER.match(behind))


def is_lower_bound(words: PayWords, text: str, start: int, end: int) -> bool:
    """Whether the sum is the least that is paid: "from $9", "the minimum wage for it is $9"."""
    before, behind = _around(text, start, end)
    if _FLOOR_BEFORE.search(before) or _FLOOR_AFTER.match(behind):
        return True
    wide_before = text[max(0, start - _LEAST_PAY_CHARS) : start].lower()
    wide_behind = text[end : end + 2 * _LEAST_PAY_CHARS].lower()
    return words.call_least(wide_before, wide_behind)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - _BOUND_CHARS) : start].lower()
    return before, text[end : end + _BEHIND_CHARS]
