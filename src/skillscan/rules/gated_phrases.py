"""Phrases that are tried as one expression, without those that the gate of literals rules out.

Each is tried only where one of the literals stands that its matches begin with.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_

from skillscan.rules.folding import folded
from skillscan.rules.literal_start import StartSearch


class GatedPhrases:
    """The phrases of a rule."""

    def __init__(self, phrases: Iterable[tuple[re.Pattern[str], int]]) -> None:
        """Take phrases in the order they are tried, each with its bit of the gate."""
        self._phrases = tuple((pattern, StartSearch(pattern), bit) for pattern, bit in phrases)
        self.bits = reduce(or_, (bit for _, _, bit in self._phrases), 0)

    def that_may_match(self, may_match: int) -> list[re.Pattern[str]]:
        """The phrases that the gate does not rule out, in their order."""
        return [pattern for pattern, _, bit in self._phrases if bit & may_match]

    def finditer(self, text: str, may_match: int) -> Iterator[re.Match[str]]:
        """The matches of all phrases as of one expression that joins them, in order."""
        if not self.bits & may_match:
            return iter(())
        phrases = [phrase for _, phrase, bit in self._phrases if bit & may_match]
        folded_text = _folded(text)
        if len(phrases) == 1:
            return phrases[0].finditer(text, folded_text)
        return _matches(phrases, text, folded_text)


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    """The rules of a file are asked one by one, all of the same text."""
    return folded(text)


def _matches(
    phrases: Iterable[StartSearch], text: str, folded_text: str
) -> Iterator[re.Match[str]]:
    """Leftmost first, and of those that begin together the one whose phrase stands first."""
    waiting = [(match, p) for p in phrases if (match := p.search(text, folded_text))]
    while waiting:
        first = min(waiting, key=lambda found: found[0].start())[0]
        yield first
        end = max(first.end(), first.start() + 1)
        waiting = [
            (match, p)
            for found, p in waiting
            if (match := found if found.start() >= end else p.search(text, folded_text, end))
        ]
