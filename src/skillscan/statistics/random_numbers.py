"""Random whole numbers, the very ones that NumPy's generator draws, in less time.

``Generator.integers`` makes one number of one word of 32 bits after the other (Lemire 2019, ACM
Transactions on Modeling and Computer Simulation 29(1)); here many words are multiplied at once. The
words are what NumPy promises for all of its versions, which it does not of those numbers.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_WORDS = 2**16
"""That are made at once: several that draw by one seed share them."""
_PIECES = 16
"""So many of these are kept: 4 MiB."""


class RandomNumbers:
    """Numbers from 0 on that are ``below`` another one of 32 bits, each as likely as the others."""

    def __init__(self, below: int, seed: int) -> None:
        self._seed = seed
        self._below = np.uint64(below)
        self._unequal = 2**32 % below
        self._place = 0

    def next(self, count: int) -> NDArray[np.uint32]:
        """So many of them."""
        found, done = np.empty(count, dtype=np.uint32), 0
        while done < count:
            piece, start = divmod(self._place, _WORDS)
            words = _words(self._seed, piece)[start : start + count - done]
            self._place += len(words)
            numbers = self._numbers(words)
            found[done : done + len(numbers)] = numbers
            done += len(numbers)
        return found

    def _numbers(self, words: NDArray[np.uint32]) -> NDArray[np.uint32]:
        products = np.multiply(words, self._below, dtype=np.uint64)
        # The upper half of a product is a number; the lower one tells which would be too likely.
        halves = products.astype("<u8", copy=False).view("<u4")
        rest, numbers = halves[::2], halves[1::2]
        is_fair = rest.min(initial=self._unequal) >= self._unequal
        return numbers if is_fair else numbers[rest >= self._unequal]


@lru_cache(maxsize=_PIECES)
def _words(seed: int, piece: int) -> NDArray[np.uint32]:
    """A piece of the words of a seed: two of 32 bits in one of 64, the lower one first."""
    bits = np.random.PCG64(seed).advance(piece * _WORDS // 2)
    found = bits.random_raw(_WORDS // 2).astype("<u8", copy=False).view("<u4")
    found.setflags(write=False)
    return found
