"""The sentence that a place of a document is judged in: the one definition of it.

Sentences are those of ``nlp/structure/sentences.py``, marked on the tokens. What is published as
the quote of a finding is the sentence that was judged. What is read line by line is judged together
with the label that stands before its sentence on the line ("Pay: $75 per hour").
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from spacy.attrs import SENT_START
from spacy.tokens import Doc

from skillscan.nlp.document import InHand, blocks_of, text_of, token_places


class JudgedSentences:
    """The sentences of one document, found once.

    A document without marks (the structure was taken out of the pipeline) is one sentence; it is
    false.
    """

    def __init__(self, doc: Doc, starts: Sequence[int] | None = None) -> None:
        """``starts``: the tokens that are marked, where they are known; in order."""
        self._doc = doc
        self._are_marked = len(doc) > 0 and (starts is not None or doc.has_annotation("SENT_START"))
        if not self._are_marked:
            starts = []
        elif starts is None:
            marks: Any = doc.to_array([SENT_START])
            starts = (marks == 1).nonzero()[0].tolist()
        self._starts = list(starts) if starts[:1] == [0] or not len(doc) else [0, *starts]
        begins, ends = token_places(doc)
        self._begins = [begins[token] for token in self._starts]
        self._ends = [ends[token - 1] for token in [*self._starts[1:], len(doc)] if token]

    def __bool__(self) -> bool:
        """Whether any are marked."""
        return self._are_marked

    def number(self, token: int) -> int:
        """Which sentence holds a token."""
        return (bisect_right(self._starts, token) or 1) - 1

    def place(self, number: int) -> tuple[int, int]:
        """Where a sentence begins and ends, in characters of the document."""
        return self._begins[number], self._ends[number]

    def next_on_line(self, number: int) -> int | None:
        """The sentence that follows on the same line, where one does."""
        behind = number + 1
        if behind >= len(self._begins):
            return None
        between = text_of(self._doc)[self._begins[number] : self._begins[behind]]
        return None if "\n" in between else behind

    def around(self, token: int) -> tuple[int, int]:
        """Where the sentence of a token begins and ends, in characters of the document."""
        return self.place(self.number(token))

    def holding(self, first: int, last: int, *, with_label: bool = False) -> tuple[int, int]:
        """Where the sentence (or the sentences) of two tokens begin and end, in characters.

        ``with_label``: from the label on, where one stands before it on the line.
        """
        number = self.number(first)
        begin = self._begins[number]
        if with_label:
            begin = self._labels.get(begin, begin)
        return begin, self._ends[number if last == first else self.number(last)]

    def starts_in(self, start: int, end: int) -> list[int]:
        """Where sentences begin in a stretch of lines; a label belongs to the one behind it."""
        starts = self._starts_with_label
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _starts_with_label(self) -> list[int]:
        return [begin for begin in self._begins if begin not in self._labels]

    @cached_property
    def _labels(self) -> dict[int, int]:
        """Where the sentence behind a label on its line begins, and where the label does."""
        begins, ends = token_places(self._doc)
        blocks, text = blocks_of(self._doc), text_of(self._doc)
        return {
            begins[end]: begins[start]
            for start, end, kind in zip(blocks.starts, blocks.ends, blocks.labels, strict=True)
            if kind == "heading"
            and end < len(begins)
            and text.find("\n", begins[start], ends[end - 1]) < 0
        }


def _sentences(doc: Doc) -> JudgedSentences:
    return JudgedSentences(doc)


judged_sentences = InHand(_sentences)
"""The sentences of the document in hand; the structure puts new ones in their place."""
