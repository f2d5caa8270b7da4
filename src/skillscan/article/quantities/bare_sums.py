"""Whether a number without a sign of a currency is a year's pay: "Median of the posted ranges is
185k", or a cell whose header has the sign ("Median advertised pay (US$) | 171,000").
"""

import re
from bisect import bisect_left

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, ArticleText, Quantity
from skillscan.article.quantities.bare_cells import is_bare_cell

_LEAST, _MOST, _NEAR = 15_000, 999_000, 120
_SIGNS = (
    ("CAD", re.compile(r"C\$|CA\$|\bCAD\b|\bCanadian dollars\b")),
    ("AUD", re.compile(r"A\$|AU\$|\bAUD\b|\bAustralian dollars\b")),
    ("GBP", re.compile(r"£|\bGBP\b|\bpounds\b")),
    ("EUR", re.compile(r"€|\bEUR\b|\beuros?\b")),
    ("USD", re.compile(r"\$|\bUSD\b|\bdollars\b")),
)
_ON_PAY = r"\b(?:{pay_words}|base|median|ranges)\b"
_IN_PAY_TEXT = r"\b(?:{pay_words}|median|middle)\b"
_ONLY_TIME = (
    r"\W*(?:(?:(?:an?|one|two) )?(?:{time_units}s?|{season_names}) {ago_words}"
    r"|(?:{previous_words}|same|this) (?:{time_units}|{season_names})|{back_then}|{now_words}"
    r"|(?:{month_names} |{season_names} |{quarters} )?(?:19|20)\d\d|{month_names}|{quarters})\W*"
)
"""The header of a column of pay at another time than the one beside it: "A year ago"."""
_MOST_CELLS = 12
_THOUSANDS = re.compile(r"\d{2,3}[kK]")
_END = re.compile(
    r"\W*(?:$|[.,;:!?)\]\n])|(?: a year| per year| base| at the median)?"
    r"(?:\W*(?:$|[.,;:!?)])| (?:for|at|in|and|but|while|with|if|when|where)\b)"
)


def unit_of_bare_sum(article: ArticleText, block: ArticleBlock, quantity: Quantity) -> str:
    """The unit of a bare number that is pay; empty where it is none."""
    if not _LEAST <= quantity.low <= quantity.high <= _MOST:
        return ""
    if is_bare_cell(article, block):
        headers = " ".join(filter(None, (block.row, block.column)))
        if pattern_of(_ON_PAY).search(headers):
            return _unit(headers)
        lead = article.text[slice(*block.lead)] if block.lead else ""
        if pattern_of(_ON_PAY).search(" ".join((lead, *block.headings[-1:]))):
            return _unit(headers) or _unit_beside(article, block)
        return _unit_beside(article, block)
    number = article.text[quantity.start : quantity.end]
    if _THOUSANDS.search(number) is None:
        return ""
    before = article.text[max(block.start, quantity.start - _NEAR) : quantity.start]
    is_end = _END.match(article.text, quantity.end, block.end) is not None
    if not is_end or pattern_of(_IN_PAY_TEXT).search(before) is None:
        return ""
    return _unit(article.text) or "USD/year"


def _unit_beside(article: ArticleText, block: ArticleBlock) -> str:
    """The unit of the column of pay that stands before one of another time in the same row."""
    if pattern_of(_ONLY_TIME).fullmatch(block.column or "") is None:
        return ""
    home = bisect_left(article.blocks, block.start, key=lambda one: one.start)
    for cell in reversed(article.blocks[max(0, home - _MOST_CELLS) : home]):
        if cell.kind != "cell" or cell.row != block.row:
            return ""
        if pattern_of(_ON_PAY).search(cell.column or ""):
            return _unit(cell.column or "")
    return ""


def _unit(text: str) -> str:
    return next((f"{name}/year" for name, sign in _SIGNS if sign.search(text)), "")
