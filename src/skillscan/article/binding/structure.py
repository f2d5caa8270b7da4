"""An article by its parts: its numbers in their sentences, and what stands above them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from skillscan.article.binding.column_periods import ColumnPeriods
from skillscan.article.binding.sentences import (
    ArticleSentence,
    Surroundings,
    sentences_of,
    surroundings_of,
)
from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, ArticleText, Quantity
from skillscan.article.quantities.bracketed_levels import has_earlier_in_brackets

_LABEL = re.compile(r"\W*([^:(|\n–—]{2,50}?)\s?(?::|\(|[–—]|\s-)\s*\W*$")
_SENTENCE_END = re.compile(r"[a-z][.!?]['\"”’*]* ")
_LABELLED = re.compile(r"\([^():]{1,40}: ?[~≈]?\d[^()]{0,20}\)")
"""Another's number in a bracket: "(scientists: 9 %)"."""
_UNCLOSED = re.compile(r"\([^()]{0,60}$")
"""A bracket behind a number whose words are of the next: "in 39 % (scientists: 9 %)"."""
_FOLLOWS = r"[,;–—:] (?:and )?{consequence_words}\b"
_CONTRAST = r";|\b{contrasts}\b"
_KIND = r"\W*(?:(?:skill|tool|tech|technology) )?{kind_columns}\W*"
_MOST_CELLS = 12
_SAID_BEFORE = 2_000
"""Characters before a sentence in which its block says whom it is of."""


def without_labelled(text: str) -> str:
    """A text without the numbers of others in brackets: "in 39 % (scientists: 9 %)"."""
    return _LABELLED.sub("", text)


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
        self._shares_before = _last_shares(quantities)

    def block(self, around: Surroundings) -> ArticleBlock:
        """The block a number stands in."""
        return self.article.blocks[around.sentence.block]

    def block_at(self, start: int) -> int:
        """The place of the block that a character stands in."""
        return bisect_right(self._starts, start) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.article.blocks]

    def span(self, span: tuple[int, int]) -> str:
        """The text of a span."""
        return self.text[slice(*span)]

    def sentence_text(self, sentence: ArticleSentence) -> str:
        """The text of a sentence."""
        return self.text[sentence.start : sentence.end]

    def region(self, around: Surroundings) -> str:
        """The part of the sentence that is of this number, the number in it."""
        return self.text[around.before[0] : around.after[1]]

    def is_next_item(self, around: Surroundings, before: Surroundings) -> bool:
        """Whether a number stands in the item of a list right behind that of another."""
        own, other = self.block(around), self.block(before)
        is_next = around.sentence.block - before.sentence.block == 1
        return is_next and own.kind == other.kind == "list_item" and own.lead == other.lead

    def previous(self, sentence: ArticleSentence) -> ArticleSentence | None:
        """The sentence before, of the same block."""
        place = self._places[sentence] - 1
        before = self.sentences[place] if place >= 0 else None
        return before if before is not None and before.block == sentence.block else None

    def places_in(self, sentence: ArticleSentence) -> list[int]:
        """The places of the numbers of a sentence."""
        return self._by_sentence.get(sentence, [])

    def places_before(self, around: Surroundings) -> list[int]:
        """The places of the numbers before one in its sentence."""
        return [place for place in self.places_in(around.sentence) if place < around.place]

    def places_after(self, around: Surroundings) -> list[int]:
        """The places of the numbers behind one in its sentence."""
        return [place for place in self.places_in(around.sentence) if place > around.place]

    def percentages_in(self, sentence: ArticleSentence) -> list[int]:
        """The places of the percentages of a sentence."""
        return [n for n in self.places_in(sentence) if self.quantities[n].unit == "percent"]

    def beginning_in(self, start: int, end: int) -> Sequence[Surroundings]:
        """The numbers that begin in a stretch of the text."""
        first = bisect_left(self._number_starts, start)
        return self.around[first : bisect_left(self._number_starts, end)]

    @cached_property
    def _number_starts(self) -> list[int]:
        return [quantity.start for quantity in self.quantities]

    def share_before(
        self, around: Surroundings, *, in_block_before: bool = False
    ) -> Surroundings | None:
        """The share before a number in its block, or in the block before below the same heading."""
        home, block = around.sentence.block, self.block(around)
        place = self._shares_before[around.place]
        if place is None:
            return None
        other = self.around[place]
        if other.sentence.block == home:
            return other
        if self.previous(around.sentence) is not None:
            return None  # what its block began with is nearer
        is_next = in_block_before and home - other.sentence.block == 1
        is_same = bool(block.headings) and self.block(other).headings == block.headings
        return other if is_next and is_same else None

    def share_above(self, around: Surroundings) -> Surroundings | None:
        """The last share of the line right above, where a number stands in the first sentence of
        its paragraph.
        """
        own = self.block(around)
        if self.previous(around.sentence) is not None or own.kind != "paragraph":
            return None
        for place in range(around.place - 1, -1, -1):
            other = self.around[place]
            distance = around.sentence.block - other.sentence.block
            if distance > 1:
                return None
            if distance == 1 and other.quantity.unit == "percent":
                above = self.block(other)
                is_line = above.kind == "paragraph" and above.headings == own.headings
                return other if is_line else None
        return None

    @cached_property
    def column_periods(self) -> ColumnPeriods:
        """The periods that the columns of its tables are of."""
        return ColumnPeriods(self.article.blocks)

    @cached_property
    def has_earlier_in_brackets(self) -> bool:
        """Whether numbers in brackets behind others are those of an earlier time."""
        return has_earlier_in_brackets(self.text)

    def row_cells(self, around: Surroundings) -> list[ArticleBlock]:
        """The cells before the one of a number in the row of its table, the nearest first."""
        home, blocks = around.sentence.block, self.article.blocks
        own, found = blocks[home], []
        for cell in reversed(blocks[max(0, home - _MOST_CELLS) : home]):
            text = self.text[cell.start : cell.end].strip()
            is_named = cell.row is None and own.row is not None and text in own.row
            if (
                cell.kind != "cell"
                or cell.lead != own.lead
                or not (is_named or cell.row == own.row)
            ):
                break
            found.append(cell)
            if is_named:
                break
        return found

    def corner(self, around: Surroundings) -> str:
        """The header of the column that names the rows of a cell's table; empty without one."""
        cells = self.row_cells(around)
        return (cells[-1].column or "") if cells and cells[-1].row is None else ""

    def sorts_rows(self, around: Surroundings) -> bool:
        """Whether the rows of a cell's table are headed by the kind of the thing that another cell
        names: "Languages | Python | 81 %".
        """
        return pattern_of(_KIND).fullmatch(self.corner(around)) is not None

    def lead(self, block: ArticleBlock) -> str:
        """The text that introduces the list or table of a block; empty where nothing does."""
        return self.text[slice(*block.lead)] if block.lead else ""

    def contexts(
        self, around: Surroundings, *, is_titled: bool = False, said_before: str | None = None
    ) -> Iterator[str]:
        """The texts around a number, nearest first: its part of the sentence, the sentence up to
        it, then up to what it is set against, what the block says before, headers, lead, headings
        from the innermost out; ``is_titled``: the innermost heading before what the block says;
        ``said_before``: what it says before, where not all of it counts.
        """
        end = self._end_of_told(around)
        region = self.text[around.before[0] : min(end, around.after[1])]
        yield _UNCLOSED.sub("", region)
        yield without_labelled(self.text[around.sentence.start : around.quantity.start])
        contrast = pattern_of(_CONTRAST).search(self.text, around.quantity.end, end)
        end = contrast.start() if contrast else end
        yield without_labelled(self.text[around.sentence.start : end])
        block = self.block(around)
        yield from filter(None, (block.column, block.row, self.lead(block)))
        if is_titled:
            yield from block.headings[-1:]
        if said_before is None:
            start = max(block.start, around.sentence.start - _SAID_BEFORE)
            said_before = self.text[start : around.sentence.start]
        yield without_labelled(said_before)
        yield from reversed(block.headings)

    def _end_of_told(self, around: Surroundings) -> int:
        """Where a sentence begins to tell what follows from a number, which says nothing of whose
        it is: "6 % of the American ones, so apply for data engineering".
        """
        end = around.sentence.end
        follows = pattern_of(_FOLLOWS).search(self.text, around.quantity.end, end)
        return follows.start() if follows else end

    def label(self, around: Surroundings) -> str:
        """What stands before a number in its block up to a colon, dash or bracket, where that is
        hardly more than a name: "Cloud architect: $150,000".
        """
        start = self.block(around).start
        found = _LABEL.match(self.text, start, around.quantity.start)
        if found is not None and _SENTENCE_END.search(found[1]):
            return self.label_in_sentence(around)
        return found[1] if found else ""

    def label_in_sentence(self, around: Surroundings) -> str:
        """The same of what stands before a number in its sentence."""
        found = _LABEL.match(self.text, around.sentence.start, around.quantity.start)
        return found[1] if found else ""

    def nearest_label(self, around: Surroundings) -> str:
        """The label of a number in its block, else in its sentence."""
        return self.label(around) or self.label_in_sentence(around)

    def between_numbers(self, around: Surroundings) -> tuple[int, int]:
        """The part of the sentence between the numbers before and behind one."""
        before, behind = self.places_before(around), self.places_after(around)
        start = self.quantities[before[-1]].end if before else around.sentence.start
        end = self.quantities[behind[0]].start if behind else around.sentence.end
        return start, end

    def sentences_before(self, sentence: ArticleSentence, most: int) -> list[ArticleSentence]:
        """Up to so many sentences before one, the nearest first."""
        place = self._places[sentence]
        return self.sentences[max(0, place - most) : place][::-1]

    def following(self, sentence: ArticleSentence) -> ArticleSentence | None:
        """The sentence behind, of the same block."""
        place = self._places[sentence] + 1
        behind = self.sentences[place] if place < len(self.sentences) else None
        return behind if behind is not None and behind.block == sentence.block else None


def _last_shares(quantities: Sequence[Quantity]) -> list[int | None]:
    """For each number the place of the last share before it."""
    found: list[int | None] = []
    last = None
    for place, quantity in enumerate(quantities):
        found.append(last)
        if quantity.unit in ("percent", "ratio"):
            last = place
    return found
