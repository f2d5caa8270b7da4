"""Which tokens of a document may speak of years or of a degree.

One lexeme flag answers for both, once for every word of the vocabulary: what a document's own
tokens cost is one pass over their flags. Lines without such a token are not read.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from skillscan.nlp.degree.mention import DegreeHints
from skillscan.nlp.document import text_of, token_places
from skillscan.rules.folding import folded
from skillscan.rules.memo import Memo

_MEMO_CHARACTERS = 100_000


class Hint(NamedTuple):
    """A token that may speak of years (``is_unit``) or of a degree; offset in the document."""

    start: int
    is_unit: bool


@dataclass(frozen=True, slots=True)
class HasHint:
    """The getter of the lexeme flag; ``units`` are for folded words."""

    units: re.Pattern[str]
    degrees: DegreeHints

    def __call__(self, text: str) -> bool:
        """Whether this token is such a word."""
        word = folded(text)
        return self.units.search(word) is not None or self.degrees.are_in(text, word)


class HintReader:
    """Finds the hints of documents of one vocabulary."""

    def __init__(self, vocab: Vocab, units: re.Pattern[str], degrees: DegreeHints) -> None:
        self._units = units
        self._degrees = degrees
        self._flag = _flag(vocab, HasHint(units, degrees))
        self._kinds = Memo[tuple[bool, bool]](_MEMO_CHARACTERS)

    def read(self, doc: Doc) -> list[Hint]:
        """The hints in order; a token that may be both is two."""
        places = np.flatnonzero(doc.to_array(self._flag)).tolist()
        if not places:
            return []
        hints = []
        text, (begins, ends) = text_of(doc), token_places(doc)
        for place in places:
            start = begins[place]
            is_unit, is_degree = self._kinds_of(text[start : ends[place]])
            if is_unit:
                hints.append(Hint(start, is_unit=True))
            if is_degree:
                hints.append(Hint(start, is_unit=False))
        return hints

    def _kinds_of(self, word: str) -> tuple[bool, bool]:
        """Whether a word may be a unit of time, and whether it may be of a degree."""
        known = self._kinds.get(word)
        if known is None:
            in_lower_case = folded(word)
            is_unit = self._units.search(in_lower_case) is not None
            is_degree = self._degrees.are_in(word, in_lower_case)
            known = self._kinds.put(word, (is_unit, is_degree))
        return known


def _flag(vocab: Vocab, getter: HasHint) -> int:
    """The lexeme flag of this getter; two components of one vocabulary share it."""
    getters: dict[int, object] = vocab.lex_attr_getters  # type: ignore[attr-defined]
    known = (flag for flag, other in getters.items() if other == getter)
    return next(known, None) or vocab.add_flag(getter)
