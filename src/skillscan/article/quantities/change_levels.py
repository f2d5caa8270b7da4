"""The two ends of a change that read like a range: "rose from 5 % to 9 % of postings"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from skillscan.article.model import Bound, Quantity
from skillscan.rules import RuleFile

_ENDS = re.compile(
    r"(\d[\d.,]*|zero)(\s?(?:%|percent|per cent))?\s+to\s+(?:[a-z]{4,7} )?[~≈]?"
    r"(\d[\d.,]*)(?:\s?(?:%|percent|per cent))?"
)
_NEAR = 60


def ends_of_change(text: str, quantity: Quantity, rules: RuleFile) -> Iterator[Quantity]:
    """The level left and the level reached, where words of a change stand before "from"; else the
    quantity as it is.
    """
    ends = _ENDS.fullmatch(text, quantity.number_start, quantity.end)
    is_range = quantity.unit == "percent" and quantity.low != quantity.high
    before = text[max(0, quantity.start - _NEAR) : quantity.start]
    words: Mapping[str, Sequence[str]] = rules.words
    if not is_range or ends is None or not _verbs(tuple(words["change_verbs"])).search(before):
        yield quantity
        return
    yield replace(
        quantity,
        end=ends.end(2) if ends[2] else ends.end(1),
        number_end=ends.end(1),
        high=quantity.low,
        bound=Bound.EXACT,
    )
    yield replace(
        quantity,
        start=ends.start(3),
        number_start=ends.start(3),
        low=quantity.high,
        bound=Bound.EXACT,
    )


@cache
def _verbs(verbs: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, verbs))
    return re.compile(
        rf"\b(?:{listed})\b[^.;,]{{0,24}}(?:, (?:the (?:first|former|one) )?)?"
        r"\bfrom (?:[a-z]+ )?[~≈]?$",
        re.IGNORECASE,
    )
