"""Which bare numbers a line beside them says are percent: a note below a table ("All figures in per
cent."), the last item of a list ("(percent of ads)"), the end of a row ("Remote 24 / Hybrid 41 (in
%)"), a caption or title that is called a share ("Share of ads naming a tool. Docker 41; Kafka 18").

The unit must be all that a part of that line says, and no number stands before it. In a cell its
number must be all there is, but for another one in brackets ("86 (84)"); elsewhere a label must be
all that stands between a number and the one before.
"""

import re
from collections.abc import Iterator

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, ArticleText, Quantity
from skillscan.article.quantities.bare_cells import BareCells, is_bare_cell
from skillscan.article.quantities.bracketed_levels import is_behind_number

_UNIT = r"(?:%|per ?cents?|percentages?|pct)"
_PARTS = re.compile(r"[.;:,()\[\]*_|\n–—]+\s*")
_DECLARES = (
    r"(?:(?:all|the|these|those|both|each|every|other|remaining|first|second|third|last|top|bottom"
    r"|two|three"
    r"|four|five|six|one|and|to|in|as|are|is|were|given|shown|stated|expressed|told|here|below|above"
    r"|figures?|numbers?|values?|shares?|rows?|columns?|lines?|cells?|bars?|entries|everything|data"
    r"|them|it|rounded|whole|otherwise|unless|noted|only) )*"
    r"(?<!one )(?<!two )(?<!three )(?<!four )(?<!five )(?<!six )"
    rf"{_UNIT}(?: points?(?P<points>))?(?: (?:of|by|naming|that|with|for)\b[^.;:()\d]{{0,80}})?"
)
_SHARE_OF = (
    r"[*_(\"“ ]{0,3}(?:shares?|percentages?|proportions?) (?:of|in) (?:(?:all|the|our|these) )?"
    r"(?:[\w-]+ ){0,3}?(?:{opening_nouns}|{part_nouns})\b[^.:;\d]{0,80}"
)
_CAPTION_END = re.compile(r"[.:;\n]|$")
_MOST_NOTE, _MOST_RUN = 400, 400
_BETWEEN = re.compile(
    r"(?:^|[.;,/|•·)\n]|\s[–—-](?=\s)|\band\b|(?<=\d)(?=\s))"
    r"[\s*_“\"(]{0,4}(?:(?:and|in|at|but) )?"
    r"(?P<label>[^\W\d_][\w+#’'&-]{0,24}(?:[ /][\w+#’'&-]{1,24}){0,4}?)"
    r"(?:[:=]|,| at| in| is)?[\s*_]{1,6}[~≈]?$"
)
_BEHIND = re.compile(
    r"[*_]{0,2}(?:\s*\(\W*\d{1,3}(?:[.,]\d)?\W*\)|\s*\(!+\))?(?:\s*[.;,/|)](?!\d)|\s*$|\s+and\s|\s+(?=[^\W\d_]))"
)
_BRACKETED = re.compile(r"[*_]{0,2}\d{1,3}(?:[.,]\d)?[*_]{0,2}\s*\(\W{0,2}$")
_LABEL_BACK = 70
_OTHER_UNIT = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|medians?|average|mean|middle|lifts?|ratio|times|index|score"
    r"|rank|count(?:ed)?|number|sample|total|n|pay|salary|salaries|premium|change|differ\w*|gap"
    r"|points?|USD|EUR|GBP|CAD|employers|companies|page|slide|figure|table|section|step|part)\b"
    r"|[$€£#]|(?<!\d )(?<!\+ )(?<!state )\byears\b",
    re.IGNORECASE,
)
"""Headers and labels of numbers that are none of shares, whatever the line beside them says."""
_COUNTED = r"\W*(?:(?:of|no\.?|job) )?{opening_nouns}\W*"
"""A header that is but what is counted: its numbers are counts."""
_LINE = re.compile(
    r"\W{0,3}[^\W\d_][\w+#’'& /-]{0,40}[:=|]?\s*[~≈]?\d{1,3}(?:[.,]\d)?"
    r"(?:\s*\(\W?\d{1,3}(?:[.,]\d)?\W?\))?\W{0,2}"
)


class DeclaredShares:
    """The blocks of one article whose bare numbers a line beside them calls percent."""

    def __init__(self, article: ArticleText, cells: BareCells) -> None:
        self._article = article
        self._cells = cells
        self._places: set[int] = set()
        for place, block in enumerate(article.blocks):
            if block.kind != "cell" and self._declares(block):
                self._places |= set(self._declared(place))

    def is_share(self, place: int, quantity: Quantity) -> bool:
        """Whether a bare number of the block at ``place`` is a share for such a line's sake."""
        text, block = self._article.text, self._article.blocks[place]
        is_bracketed = is_behind_number(self._article, block, quantity.start)
        if is_bracketed and not self._cells.has_earlier_in_brackets:
            return False  # "34 (120)" may be a share and its count
        if place not in self._places:
            return False
        if block.kind == "cell":
            headers = " ".join(filter(None, (block.row, block.column)))
            is_else = _OTHER_UNIT.search(headers) is not None or (
                pattern_of(_COUNTED).fullmatch(block.column or "") is not None
            )
            is_bare = not is_else and is_bare_cell(self._article, block)
            return is_bare and self._cells.may_be_of_shares(block)
        before = text[max(block.start, quantity.start - _LABEL_BACK) : quantity.start]
        if is_bracketed:
            return _BRACKETED.search(before) is not None
        label = _BETWEEN.search(before)
        return (
            label is not None
            and _OTHER_UNIT.search(label["label"]) is None
            and _BEHIND.match(text, quantity.end, block.end) is not None
        )

    def _declares(self, block: ArticleBlock) -> bool:
        """Whether a block has a part that only names the unit, or begins as a caption of shares."""
        text = self._article.text
        if block.end - block.start > _MOST_NOTE:
            return False
        said = text[block.start : block.end]
        caption = pattern_of(_SHARE_OF).match(text, block.start, block.end)
        if caption and _CAPTION_END.match(text, caption.end(), block.end):
            return True
        for part in _PARTS.split(said):
            found = pattern_of(_DECLARES).fullmatch(part.strip())
            if found and found["points"] is None:
                return True
        return False

    def _declared(self, place: int) -> Iterator[int]:
        """The blocks that a line speaks of: itself, the table or list that stands before it, and
        what stands below it as its lead or title.
        """
        blocks = self._article.blocks
        own = blocks[place]
        yield place
        yield from self._run(place - 1, -1)
        if own.kind != "list_item":
            following = place + 1
            while following < len(blocks) and following - place < _MOST_RUN:
                one = blocks[following]
                if one.lead != (own.start, own.end) and not self._is_titled(one, own):
                    break
                yield following
                following += 1

    def _is_titled(self, one: ArticleBlock, title: ArticleBlock) -> bool:
        text = self._article.text[title.start : title.end]
        return title.kind == "heading" and one.headings[-1:] == (text,)

    def _run(self, place: int, step: int) -> Iterator[int]:
        """The cells, items or lines of a label and its number that end at ``place``."""
        blocks = self._article.blocks
        if place < 0:
            return
        last = blocks[place]
        for back in range(_MOST_RUN):
            at = place + step * back
            if at < 0:
                return
            one = blocks[at]
            if one.kind != last.kind or (one.headings, one.lead) != (last.headings, last.lead):
                return
            if one.kind == "paragraph" and not self._is_labelled(one):
                return
            yield at

    def _is_labelled(self, block: ArticleBlock) -> bool:
        """Whether a line is but a label and its number, with another in brackets."""
        return _LINE.fullmatch(self._article.text, block.start, block.end) is not None
