"""Small numbers in words that a middle of years is told by: "the median asks for three"."""

import re
from collections.abc import Iterator

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, Quantity
from skillscan.rules import load_rules

_LEAST, _MOST = 2, 8
_NUMBERS = {
    name: float(value)
    for name, value in load_rules("article_quantities.yaml").words["numbers"].items()
    if _LEAST <= value <= _MOST
}
_MIDDLE = (
    r"\b(?:medians?|mid-?points?|typical [\w-]+(?: [\w-]+){0,8}?|the middle(?: of [\w ]{3,40}?)?)"
    r"(?: {middle_things})? {middle_joints} "
    rf"(?P<number>{'|'.join(_NUMBERS)})(?: of (?:them|those))?(?=\s*(?:[.,;:)]|$))"
)
_WORD = rf"(?P<number>{'|'.join(_NUMBERS)})(?=\s*(?:[.,;:)]|$)| and\b| years?\b(?! ago))"
_OF_LEVEL = (
    r"\b{level_names}\b[^.;:\d]{0,30}? (?:asks? for|wants?|needs?|is|it['’]s|at|of|for) " + _WORD,
    r"\b(?:rising|climbing|falling|going|dropping|up|down) to "
    rf"(?P<number>{'|'.join(_NUMBERS)})(?= (?:for|at|in|among) (?:the )?{{level_names}}\b)",
)
_ANY_MIDDLE = r"\b(?:{medians}|typical|typically|middle)\b"
"""Years of one level, behind a middle of all: "rising to six for senior roles"."""
_ON_YEARS = re.compile(r"\b(?:years|experience)\b", re.IGNORECASE)
_NEAR = 240


def years_in_words(text: str, block: ArticleBlock, taken: set[int]) -> Iterator[Quantity]:
    """Such numbers of a block in which years are named before; ``taken``: where others stand."""
    found = {
        one.span("number") for one in pattern_of(_MIDDLE).finditer(text, block.start, block.end)
    }
    found |= {
        one.span("number")
        for template in _OF_LEVEL
        for one in pattern_of(template).finditer(text, block.start, block.end)
        if pattern_of(_ANY_MIDDLE).search(text, max(block.start, one.start() - _NEAR), one.start())
    }
    for start, end in sorted(found):
        is_on_years = _ON_YEARS.search(text, max(block.start, start - _NEAR), start) is not None
        if is_on_years and not taken & set(range(start, end)):
            value = _NUMBERS[text[start:end].lower()]
            yield Quantity(
                start=start,
                end=end,
                number_start=start,
                number_end=end,
                low=value,
                high=value,
                unit="years",
                step=1.0,
                is_in_words=True,
            )
