"""The sentence that a place of a document is judged in: the one definition of it.

Sentences are those of ``nlp/structure/sentences.py``, marked on the tokens. What is published as
the quote of a finding is the sentence that was judged.
"""

from bisect import bisect_right
from typing import Any

from spacy.tokens import Doc


class JudgedSentences:
    """The sentences of one document, found once; they need marks on its tokens."""

    def __init__(self, doc: Doc) -> None:
        marks: Any = doc.to_array(["SENT_START"])
        self._doc = doc
        self._starts: list[int] = (marks == 1).nonzero()[0].tolist()

    def number(self, token: int) -> int:
        """Which sentence holds a token; raises ValueError where none are marked."""
        if not self._starts:
            raise ValueError("the document has no sentences; keep skillscan_structure in the pipe")
        return max(bisect_right(self._starts, token) - 1, 0)

    def place(self, number: int) -> tuple[int, int]:
        """Where a sentence begins and ends, in characters of the document."""
        starts = self._starts
        last = starts[number + 1] if number + 1 < len(starts) else len(self._doc)
        end = self._doc[last - 1]
        return self._doc[starts[number]].idx, end.idx + len(end)

    def around(self, token: int) -> tuple[int, int]:
        """Where the sentence of a token begins and ends, in characters of the document."""
        return self.place(self.number(token))
