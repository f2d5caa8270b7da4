"""Which of many contexts have words in common, without comparing each with each: an article of two
megabytes has thousands that are read as the same thing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray


class AlikeContexts:
    """Contexts by the words around their numbers, each with how often it has them."""

    def __init__(self, contexts: Sequence[Counter[str]]) -> None:
        self._totals = np.array([one.total() for one in contexts], dtype=np.int64)
        having: dict[tuple[str, int], list[int]] = defaultdict(list)
        for place, words in enumerate(contexts):
            for word in _numbered(words):
                having[word].append(place)
        self._having: dict[tuple[str, int], NDArray[np.int64]] = {
            word: np.array(places, dtype=np.int64) for word, places in having.items()
        }

    def alike(self, words: Counter[str], least: float) -> list[int]:
        """The places of the contexts of whose words, and these, at least this share is common."""
        found = [self._having[word] for word in _numbered(words) if word in self._having]
        if not found:
            return []
        common = np.bincount(np.concatenate(found), minlength=len(self._totals))
        shares = 2 * common / (self._totals + words.total())
        return [int(place) for place in np.flatnonzero(shares >= least)]


def _numbered(words: Counter[str]) -> Iterator[tuple[str, int]]:
    """Each word as often as it stands there, counted through."""
    return ((word, number) for word, times in words.items() for number in range(times))
