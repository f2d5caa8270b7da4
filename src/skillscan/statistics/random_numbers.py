"""Random whole numbers, the very ones that NumPy's generator draws, in less time.

``Generator.integers`` makes one number of one word of 32 bits after the other (Lemire 2019, ACM
Transactions on Modeling and Computer Simulation 29(1)); here many words are multiplied at once. The
words are what NumPy promises for all of its versions, which it does not of those numbers.
"""

import numpy as np
from numpy.typing import NDArray


class RandomNumbers:
    """Numbers from 0 on that are ``below`` another one of 32 bits, each as likely as the others."""

    def __init__(self, below: int, seed: int) -> None:
        self._bits = np.random.PCG64(seed)
        self._below = np.uint64(below)
        self._unequal = 2**32 % below
        self._left = np.zeros(0, dtype=np.uint32)

    def next(self, count: int) -> NDArray[np.uint32]:
        """So many of them."""
        products = np.multiply(self._words(count), self._below, dtype=np.uint64)
        # The upper half of a product is a number; the lower one tells which would be too likely.
        halves = products.astype("<u8", copy=False).view("<u4")
        rest, numbers = halves[::2], halves[1::2].copy()
        if self._unequal and rest.min(initial=self._unequal) < self._unequal:
            numbers = numbers[rest >= self._unequal]
            return np.concatenate([numbers, self.next(count - len(numbers))])
        return numbers

    def _words(self, count: int) -> NDArray[np.uint32]:
        """The next words: two of 32 bits in one of 64, the lower one first."""
        raw = self._bits.random_raw((count - len(self._left) + 1) // 2)
        words = raw.astype("<u8", copy=False).view("<u4")
        if len(self._left):
            words = np.concatenate([self._left, words])
        self._left = words[count:]
        return words[:count]
