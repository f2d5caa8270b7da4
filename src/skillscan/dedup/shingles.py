"""A text as the sorted set of its runs of words, and how far two such sets agree.

Runs of four words ("shingles") tell an edited text from a different one better than words do
(Broder 1997, "On the resemblance and containment of documents"). Words are split where a lost line
break glued them ("DoCreate"), so that a copy without line breaks still agrees with its original.
Ids in web addresses are no words: every repost has others.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Shingles: TypeAlias = npt.NDArray[np.uint64]
"""Sorted, distinct 64-bit hashes."""

TEXT_CHARS = 60_000
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_PARTS = re.compile(r"[\W_]+")
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class SetSimilarity:
    """How far two sets agree: ``jaccard`` of both, ``containment`` of the smaller in the other."""

    jaccard: float
    containment: float
    smaller: int


def shingles_of(text: str, *, length: int = 4, words: int = 6000) -> Shingles:
    """The shingles of the first ``words`` words; a shorter text is one shingle, no text none."""
    plain = _ADDRESS.sub(_words_of_address, text[:TEXT_CHARS])
    found = _WORD.findall(_GLUED.sub(" ", plain))[:words]
    hashes = np.array([_hash(word.casefold()) for word in found], dtype=np.uint64)
    if hashes.size == 0:
        return hashes
    length = min(length, hashes.size)
    runs = np.zeros(hashes.size - length + 1, dtype=np.uint64)
    for start in range(length):
        runs = runs * _MULTIPLIER + hashes[start : start + runs.size]
    return np.unique(runs)


def _words_of_address(found: re.Match[str]) -> str:
    """The words of a web address, without the ids in it."""
    return " ".join(part for part in _PARTS.split(found[0]) if part.isalpha())


@lru_cache(maxsize=262_144)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def set_similarity(one: Shingles, other: Shingles) -> SetSimilarity:
    """Agreement of two sets; 0 where one is empty."""
    smaller = int(min(one.size, other.size))
    if smaller == 0:
        return SetSimilarity(0.0, 0.0, 0)
    both = int(np.intersect1d(one, other, assume_unique=True).size)
    return SetSimilarity(both / (one.size + other.size - both), both / smaller, smaller)


def without(shingles: Shingles, taken: Shingles) -> Shingles:
    """``shingles`` less those in ``taken``; both sorted and distinct."""
    if taken.size == 0 or shingles.size == 0:
        return shingles
    places = np.minimum(np.searchsorted(taken, shingles), taken.size - 1)
    left: Shingles = shingles[taken[places] != shingles]
    return left


def exchanged(one: Shingles, other: Shingles, word: str, put: str, *, length: int = 1) -> int:
    """How many shingles of ``one`` are in ``other`` with ``put`` for ``word``: as their last word,
    or as the first of ``length`` words.
    """
    step = np.uint64(pow(int(_MULTIPLIER), length - 1, 2**64))
    moved = (np.array([_hash(put)], dtype=np.uint64) - np.uint64(_hash(word))) * step
    return int(np.isin(one + moved, other).sum())
