"""Seeded choices that come out the same on every machine and Python version.

Only ``Random.random`` is promised to keep its sequence between Python versions, so every choice
is made from it and not from ``choice``, ``sample`` or ``shuffle``.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class SeededRandom:
    """A stream of choices named by a seed."""

    def __init__(self, *seed: object) -> None:
        self._random = random.Random("/".join(map(str, seed)))  # noqa: S311

    def chance(self, share: float) -> bool:
        """True in this share of the calls."""
        return self._random.random() < share

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the others."""
        return options[int(self._random.random() * len(options))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Up to ``count`` different options, in random order."""
        left = list(options)
        chosen: list[T] = []
        while left and len(chosen) < count:
            chosen.append(left.pop(int(self._random.random() * len(left))))
        return chosen

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All options in random order."""
        return self.sample(options, len(options))
