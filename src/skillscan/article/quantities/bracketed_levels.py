"""Numbers in brackets right behind another, where an article says that brackets hold those of an
earlier time: "86 (84)" below "Q2 2026 (Q2 2025 in brackets)".
"""

import re

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, ArticleText

_TIME = (
    r"(?:{month_names}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|{quarters}|{season_names}"
    r"|(?:19|20)\d\d|(?:{previous_words}|{earlier_editions}|same) (?:\w+ )?"
    r"(?:{time_units}|{season_names}|{edition_nouns}|week|month)|(?:{time_units}|{season_names}) "
    r"{ago_words}|last (?:{month_names}|{season_names}))"
)
_BRACKETS = r"(?:in|within) (?:the )?(?:brackets|parenthes[ei]s|parens)\b"
_SAYS = (
    rf"\b{_TIME}\b[^.;\n]{{0,40}}\b{_BRACKETS}"
    rf"|\b{_BRACKETS}(?::|,| is| are| gives?| shows?)?[^.;\n]{{0,40}}\b{_TIME}\b"
)
_BEFORE = re.compile(r"\d ?%?[*_\s]{0,4}\(\W{0,2}$")
_ALONE = re.compile(r"\s*\(\W?\d[\d.,]{0,6} ?%?\W?\)\s*")
_NEAR = 12


def has_earlier_in_brackets(text: str) -> bool:
    """Whether an article says so."""
    return pattern_of(_SAYS).search(text) is not None


def is_behind_number(article: ArticleText, block: ArticleBlock, start: int) -> bool:
    """Whether a number that begins at ``start`` stands in brackets right behind another."""
    before = article.text[max(block.start, start - _NEAR) : start]
    return _BEFORE.search(before) is not None


def is_in_brackets(article: ArticleText, block: ArticleBlock, start: int) -> bool:
    """Whether it stands so, or in brackets that are all of a table's cell."""
    return is_behind_number(article, block, start) or (
        block.kind == "cell" and _ALONE.fullmatch(article.text, block.start, block.end) is not None
    )
