"""An article by its parts: its numbers in their sentences, and what stands above them."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from skillscan.article.binding.grammar import pattern_of
from skillscan.article.binding.sentences import (
    ArticleSentence,
    Surroundings,
    sentences_of,
    surroundings_of,
)
from skillscan.article.model import ArticleBlock, ArticleText, Quantity

_LABEL = re.compile(r"\W*([^:(|\n–—]{2,50}?)\s?(?::|\(|[–—]|\s-)\s*\W*$")
_CONTRAST = r";|\b{contrasts}\b"
_SAID_BEFORE = 2_000
"""Characters before a sentence in which its block says whom it is of."""
_YEAR = re.compile(r"\W*((?:19|20)\d\d)\W*")


def year_of(header: str | None) -> int | None:
    """The year that a header is, if it is nothing else."""
    found = _YEAR.fullmatch(header) if header else None
    return int(found[1]) if found else None


class ArticleStructure:
    """Where each number of an article stands: sentence, block, list or table, headings."""

    def __init__(self, article: ArticleText, quantities: Sequence[Quantity]) -> None:
        self.article = article
        self.text = article.text
        self.quantities = quantities
        self.sentences = sentences_of(article)
        self.around: list[Surroundings] = surroundings_of(article, self.sentences, quantities)
        self._by_sentence: dict[ArticleSentence, list[int]] = {}
        for one in self.around:
            self._by_sentence.setdefault(one.sentence, []).append(one.place)
        self._places = {sentence: place for place, sentence in enumerate(self.sentences)}

    def block(self, around: Surroundings) -> ArticleBlock:
        """The block a number stands in."""
        return self.article.blocks[around.sentence.block]

    def span(self, span: tuple[int, int]) -> str:
        """The text of a span."""
        return self.text[slice(*span)]

    def sentence_text(self, sentence: ArticleSentence) -> str:
        """The text of a sentence."""
        return self.text[sentence.start : sentence.end]

    def region(self, around: Surroundings) -> str:
        """The part of the sentence that is of this number, the number in it."""
        return self.text[around.before[0] : around.after[1]]

    def previous(self, sentence: ArticleSentence) -> ArticleSentence | None:
        """The sentence before, of the same block."""
        place = self._places[sentence] - 1
        before = self.sentences[place] if place >= 0 else None
        return before if before is not None and before.block == sentence.block else None

    def places_in(self, sentence: ArticleSentence) -> list[int]:
        """The places of the numbers of a sentence."""
        return self._by_sentence.get(sentence, [])

    def share_before(
        self, around: Surroundings, *, in_block_before: bool = False
    ) -> Surroundings | None:
        """The share before a number in its block, or in the block before below the same heading."""
        home, block = around.sentence.block, self.block(around)
        for place in range(around.place - 1, -1, -1):
            other = self.around[place]
            if other.quantity.unit not in ("percent", "ratio"):
                continue
            if other.sentence.block == home:
                return other
            is_next = in_block_before and home - other.sentence.block == 1
            is_same = bool(block.headings) and self.block(other).headings == block.headings
            return other if is_next and is_same else None
        return None

    def latest_year_beside(self, block: ArticleBlock) -> int:
        """The latest year that is a column of the table of a cell; 0 where none is."""
        return self._years.get((block.headings, block.lead), 0)

    @cached_property
    def _years(self) -> dict[tuple[tuple[str, ...], tuple[int, int] | None], int]:
        found: dict[tuple[tuple[str, ...], tuple[int, int] | None], int] = {}
        for cell in self.article.blocks:
            if (year := year_of(cell.column)) is not None:
                table = cell.headings, cell.lead
                found[table] = max(year, found.get(table, 0))
        return found

    def lead(self, block: ArticleBlock) -> str:
        """The text that introduces the list or table of a block; empty where nothing does."""
        return self.text[slice(*block.lead)] if block.lead else ""

    def contexts(self, around: Surroundings) -> Iterator[str]:
        """The texts around a number, nearest first: its part of the sentence, the sentence up to
        it, then up to what it is set against, what the block says before, headers, lead, headings
        from the innermost out.
        """
        yield self.region(around)
        yield self.text[around.sentence.start : around.quantity.start]
        contrast = pattern_of(_CONTRAST).search(self.text, around.quantity.end, around.sentence.end)
        end = contrast.start() if contrast else around.sentence.end
        yield self.text[around.sentence.start : end]
        block = self.block(around)
        yield from filter(None, (block.column, block.row, self.lead(block)))
        start = max(block.start, around.sentence.start - _SAID_BEFORE)
        yield self.text[start : around.sentence.start]
        yield from reversed(block.headings)

    def label(self, around: Surroundings) -> str:
        """What stands before a number in its block up to a colon, dash or bracket, where that is
        hardly more than a name: "Cloud architect: $150,000".
        """
        start = self.block(around).start
        found = _LABEL.match(self.text, start, around.quantity.start)
        return found[1] if found else ""

    def sentences_before(self, sentence: ArticleSentence, most: int) -> list[ArticleSentence]:
        """Up to so many sentences before one, the nearest first."""
        place = self._places[sentence]
        return self.sentences[max(0, place - most) : place][::-1]

    def following(self, sentence: ArticleSentence) -> ArticleSentence | None:
        """The sentence behind, of the same block."""
        place = self._places[sentence] + 1
        behind = self.sentences[place] if place < len(self.sentences) else None
        return behind if behind is not None and behind.block == sentence.block else None
