"""What stands around a number: by it a claim is known again when the article has been edited.

The context is the number's sentence without the number, of a table's cell its headers as well, and
the heading above. Digits do not count, so that refreshed numbers leave every context as it was.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.article.model import ArticleBlock, ArticleText, Quantity

MAX_CONTEXT = 300
"""Characters before and after a number that are kept."""
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)]{0,2}\s+(?=[^a-z])|\n")
_NUMBER, HEADERS_END = "#", " | "
_DIGITS = re.compile(r"\d[\d.,]*")
_WORDS = re.compile(r"[^\W_][\w+#./-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContext:
    """The words around a number, as they stand; of ``occurrences`` equal places in this section it
    is the ``occurrence``-th.
    """

    before: str
    after: str
    section: str = ""
    occurrence: int = 1
    occurrences: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """What two contexts have in common that say the same."""
        return plain_words(self.before), plain_words(self.after)

    @property
    def words(self) -> Counter[str]:
        """The words around the number, how often each."""
        return Counter(_WORDS.findall(" ".join(self.key)))


def alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two contexts have in common, in [0, 1]."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def plain_words(text: str) -> str:
    """A text without what an editor's program or a refresh changes: case, blanks, digits."""
    return " ".join(_DIGITS.sub("#", text).casefold().split())


def in_its_sentence(before: str) -> str:
    """Of the characters before a number those of its own sentence, which it may begin."""
    ends = list(_SENTENCE_END.finditer(before + _NUMBER))
    return before[ends[-1].end() :] if ends else before


def contexts(article: ArticleText, quantities: Sequence[Quantity]) -> list[ClaimContext]:
    """The context of each number of an article; the quantities are in text order."""
    plain = [
        _context(article, quantity, block)
        for quantity, block in zip(quantities, _blocks(article, quantities), strict=True)
    ]
    return _counted(plain)


def _blocks(article: ArticleText, quantities: Sequence[Quantity]) -> list[ArticleBlock | None]:
    """The block of each number; both are in text order."""
    found: list[ArticleBlock | None] = []
    index = 0
    for quantity in quantities:
        while index < len(article.blocks) and article.blocks[index].end <= quantity.number_start:
            index += 1
        found.append(article.blocks[index] if index < len(article.blocks) else None)
    return found


def _context(article: ArticleText, quantity: Quantity, block: ArticleBlock | None) -> ClaimContext:
    start, end = quantity.number_start, quantity.number_end
    first, last = (block.start, block.end) if block else (0, len(article.text))
    before = article.text[max(first, start - MAX_CONTEXT) : start]
    after = article.text[end : min(max(last, end), end + MAX_CONTEXT)]
    before = in_its_sentence(before)
    following = _SENTENCE_END.search(after)
    after = after[: following.start() + 1] if following else after
    headers = " | ".join(one for one in (block.column, block.row) if one) if block else ""
    return ClaimContext(
        before=f"{headers[:MAX_CONTEXT]}{HEADERS_END}{before}" if headers else before,
        after=after,
        section=block.headings[-1][:MAX_CONTEXT] if block and block.headings else "",
    )


def _counted(plain: Sequence[ClaimContext]) -> list[ClaimContext]:
    places: dict[tuple[tuple[str, str], str], list[int]] = defaultdict(list)
    for index, one in enumerate(plain):
        places[one.key, plain_words(one.section)].append(index)
    counted = list(plain)
    for indices in places.values():
        for number, index in enumerate(indices, start=1):
            one = plain[index]
            counted[index] = ClaimContext(
                before=one.before,
                after=one.after,
                section=one.section,
                occurrence=number,
                occurrences=len(indices),
            )
    return counted
