"""Small numbers without a unit that a middle of years is told by: "the median asks for three",
"Median: 4", "I said four, because that is the median".
"""

import re
from collections.abc import Iterator, Sequence

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleText, Quantity
from skillscan.rules import load_rules

_LEAST, _MOST = 1, 15
_NUMBERS = {
    name: float(value)
    for name, value in load_rules("article_quantities.yaml").words["numbers"].items()
    if _LEAST < value <= _MOST
}
_NUMBER = rf"(?<![\w.,:/$€£#-])(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}}(?:\.\d)?)"
_END = (
    r"(?=[*_”\"'’†‡]{0,3}(?: of (?:them|those))?(?:[.,;:)!?](?!\d)|\s*$| ?[–—(]"
    r"| (?:and|but|while|whereas|because|if|when|where|which)\b"
    r"| (?:for|at|in|among) (?:the |an? )?(?:{level_names}|median|middle)\b))"
)
_ANY_MIDDLE = r"(?:{medians}|middle|typical(?:ly)?)"
_BETWEEN = r"(?:(?!{years_not_asked}\b|number of (?!years))[^.;!?\d$€£%]){0,110}?[\s*_(“\"]"
_BEHIND_MIDDLE = rf"\b{_ANY_MIDDLE}\b(?:\?\W+|{_BETWEEN}){_NUMBER}{_END}"
_BEFORE_MIDDLE = (
    rf"{_NUMBER}(?:,? (?:because|since|as) (?:that|this|it)(?: is|['’]s)|,? being|,? which is| is"
    rf"| at|,) (?:the|our|my) {_ANY_MIDDLE}\b(?! (?:is|was|of|for|[a-z]+ (?:is|was|asks|wants))\b)"
)
_COUNTED = re.compile(
    r"\b(?:the|these|those|all|other|last|first|next|past|top|every|than|or|to|no|by|nine"
    r"|(?<!median )of)\s$",
    re.IGNORECASE,
)
_QUESTIONED = re.compile(r"[”\"'’]\?")
"""A middle that somebody else is quoted with: "And “the median is 6”?"."""
_ON_YEARS = re.compile(r"\b(?:years?|yrs|experience)\b", re.IGNORECASE)
_NEAR, _BLOCKS = 320, 4
_ASKED = rf"\b{_ANY_MIDDLE}\b[^.!?\d]{{0,40}}\?\W*$"
_ANSWER = rf"\W*{_NUMBER}{_END}"
"""An answer to a question after a middle: "What's your median? / Four."."""


def years_in_words(
    article: ArticleText, place: int, known: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Such numbers of the block at ``place``, near which years are named; ``known``: what is found
    in it already, of which bare counts are read anew.
    """
    text, block = article.text, article.blocks[place]
    if block.kind == "cell":
        return
    free = {one.start for one in known if one.unit == "count"}
    taken = {n for one in known for n in range(one.start, one.end) if one.start not in free}
    found = {
        match.span("number")
        for template in (_BEHIND_MIDDLE, _BEFORE_MIDDLE)
        for match in pattern_of(template).finditer(text, block.start, block.end)
        if _COUNTED.search(text, match.start(), match.start("number")) is None
        if _QUESTIONED.match(text, match.end("number")) is None
    }
    above = article.blocks[place - 1] if place else block
    if pattern_of(_ASKED).search(text, above.start, above.end):
        answer = pattern_of(_ANSWER).match(text, block.start, block.end)
        found |= {answer.span("number")} if answer else set()
    for start, end in sorted(found):
        if not taken & set(range(start, end)) and _is_on_years(article, place, start, end):
            said = text[start:end].lower()
            value = _NUMBERS.get(said) or float(said)
            yield Quantity.bare((start, end), value, "years", is_in_words=said in _NUMBERS)


def _is_on_years(article: ArticleText, place: int, start: int, end: int) -> bool:
    """Whether years are named a little before a number, right behind it or above it."""
    text, block = article.text, article.blocks[place]
    since = max(article.blocks[max(0, place - _BLOCKS)].start, start - _NEAR)
    near = text[since : min(block.end, end + 60)]
    return any(map(_ON_YEARS.search, (near, *block.headings[-1:])))
