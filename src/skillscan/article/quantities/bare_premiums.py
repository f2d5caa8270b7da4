"""Numbers without a sign that are premiums of pay, as a premium was told before them in their block
or the line above is on them: "Terraform is worth seven. Go, 12", "Tableau? Minus nine".
"""

import re
from collections.abc import Iterator

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, Quantity
from skillscan.rules import load_rules

_MOST = 40
_NUMBERS = {
    name: float(value)
    for name, value in load_rules("article_quantities.yaml").words["numbers"].items()
    if value <= _MOST
}
_NAME = r"(?:[A-Z][\w+#.-]{0,20}(?: [A-Z][\w+#.-]{0,20}){0,2}|[a-z]+ training|{small_names})"
_HOW = (
    r"(?:[:,–—] ?|\? | \(| (?:is|are|was) worth |(?:['’]s)? (?:premium )?"
    r"(?:gives?|costs?|takes?|adds?|brings?|earns?|gets?|is|was|at|it['’]s|with) )"
    r"(?:(?:you|only|just|about|some|another|almost|nearly|an?|modest|plain|flat|mere|meagre"
    r"|small) ){0,3}"
)
_NUMBER = rf"(?P<number>(?:{'|'.join(_NUMBERS)})|\d{{1,2}}(?:\.\d)?)"
_BARE = (
    rf"(?<![\w+#]){_NAME}{_HOW}(?:plus |minus |[+−-])?{_NUMBER}"
    r"(?=\s*(?:[.,;:)!?](?!\d)|$)| (?:away|more|less|for)\b)"
)
_MINUS = rf"\b(?:plus|minus) {_NUMBER}(?=\s*(?:[.,;:)!?](?!\d)|$))"
_TOLD = (
    r"(?:%|percent\b|per cent\b)[^.;%\d]{0,12}\b(?:more|above|less|below|on top|extra)\b"
    r"|\b{premium_nouns}\b|\bskills? that pays?\b"
    r"|\bhow much (?:more|extra|less)\b[^.?!]{0,60}\b(?:pays?|offers?)\b"
)
_ON_PAY = r"\b(?:{pay_words}|{premium_verbs}|premiums?|worth)\b"
_FAR = 500


def bare_premiums(text: str, block: ArticleBlock) -> Iterator[Quantity]:
    """Such numbers of a block."""
    above = " … ".join((*block.headings[-1:], text[slice(*block.lead)] if block.lead else ""))
    is_below = pattern_of(_TOLD).search(above) is not None
    told = next(pattern_of(_TOLD).finditer(text, block.start, block.end), None)
    if block.kind == "cell" or (told is None and not is_below):
        return
    start = block.start if is_below or told is None else told.end()
    if pattern_of(_ON_PAY).search(above + text[block.start : block.end]) is None:
        return
    found = {
        one.span("number")
        for template in (_BARE, _MINUS)
        for one in pattern_of(template, 0 if template == _BARE else re.IGNORECASE).finditer(
            text, start, min(block.end, start + _FAR)
        )
    }
    for first, last in sorted(found):
        number = text[first:last]
        value = _NUMBERS.get(number.lower())
        low = float(number) if value is None else value
        step = 0.1 if "." in number else 1.0
        in_words = value is not None
        yield Quantity.bare((first, last), low, "percent", step=step, is_in_words=in_words)
