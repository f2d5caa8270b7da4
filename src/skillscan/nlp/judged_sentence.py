"""The sentence that a place of a document is judged in: the one definition of it.

Sentences are those of ``nlp/structure/sentences.py``, marked on the tokens. What is published as
the quote of a finding is the sentence that was judged. What is read line by line is judged together
with the label that stands before its sentence on the line ("Pay: $75 per hour").
"""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Any

from spacy.tokens import Doc


class JudgedSentences:
    """The sentences of one document, found once.

    A document without marks (the structure was taken out of the pipeline) is one sentence; it is
    false.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._are_marked = len(doc) > 0 and doc.has_annotation("SENT_START")
        marks: Any = doc.to_array(["SENT_START"])
        starts: list[int] = (marks == 1).nonzero()[0].tolist() if self._are_marked else []
        self._starts = starts if starts[:1] == [0] or not len(doc) else [0, *starts]

    def __bool__(self) -> bool:
        """Whether any are marked."""
        return self._are_marked

    def number(self, token: int) -> int:
        """Which sentence holds a token."""
        return max(bisect_right(self._starts, token) - 1, 0)

    def place(self, number: int) -> tuple[int, int]:
        """Where a sentence begins and ends, in characters of the document."""
        return self._doc[self._starts[number]].idx, self._end(number)

    def around(self, token: int) -> tuple[int, int]:
        """Where the sentence of a token begins and ends, in characters of the document."""
        return self.place(self.number(token))

    def holding(self, first: int, last: int, *, with_label: bool = False) -> tuple[int, int]:
        """Where the sentence (or the sentences) of two tokens begin and end, in characters.

        ``with_label``: from the label on, where one stands before it on the line.
        """
        begin = self._starts[self.number(first)]
        if with_label:
            begin = self._labels.get(begin, begin)
        return self._doc[begin].idx, self._end(self.number(last))

    def starts_in(self, start: int, end: int) -> list[int]:
        """Where sentences begin in a stretch of lines; a label belongs to the one behind it."""
        starts = self._starts_with_label
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]

    def _end(self, number: int) -> int:
        following = number + 1
        stop = self._starts[following] if following < len(self._starts) else len(self._doc)
        last = self._doc[stop - 1]
        return int(last.idx + len(last))

    @cached_property
    def _starts_with_label(self) -> list[int]:
        labels = self._labels
        offsets = self._doc.to_array(["IDX"]).tolist()
        return [offsets[token] for token in self._starts if token not in labels]

    @cached_property
    def _labels(self) -> dict[int, int]:
        """Of each sentence behind a label on its line, where that begins; tokens."""
        heading = self._doc.vocab.strings["heading"]
        return {
            block.end: block.start
            for block in self._doc.spans.get("blocks", ())
            if block.label == heading and "\n" not in block.text and block.end < len(self._doc)
        }
