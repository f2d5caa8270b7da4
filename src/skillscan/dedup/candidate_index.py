"""Which openings a posting may belong to, without comparing it with all of them.

A handful of openings is compared one by one. Where one employer has many postings under one title,
MinHash with locality-sensitive hashing (rensa) names those with a similar text, the likeliest by
the sketches first; and a sample of the shingles (one in sixteen, by hash: the same ones in every
text) names those that contain a text that was cut, which MinHash cannot see.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash, RMinHashLSH

from skillscan.dedup.shingles import Shingles

FEW_OPENINGS = 48
"""Up to so many postings of one title are all compared with each other."""

_PERMUTATIONS = 120
_BANDS = 24
"""24 bands of 5 rows find a pair with jaccard 0.5 in 53 %, with 0.6 in 86 %, with 0.7 in 99 %."""

_SEED = 42
_MOST_SIMILAR = 8
_MOST_CONTAINING = 8
_SAMPLE_SHARED = 3
_SAMPLE_OPENINGS = 32
"""A sampled shingle that stands in more openings than this tells nothing."""


class CandidateIndex:
    """The openings of one employer and title, found by their texts. Deterministic."""

    def __init__(self, postings: int) -> None:
        """``postings``: how many there are; few need no index."""
        self._is_indexed = postings > FEW_OPENINGS
        self._count = 0
        if self._is_indexed:
            self._lsh = RMinHashLSH(0.5, _PERMUTATIONS, _BANDS)
            self._place_of: list[int] = []
            self._sketches = np.zeros((postings, _PERMUTATIONS), dtype=np.uint32)
            self._sampled: dict[int, list[int]] = defaultdict(list)

    def add(self, place: int, shingles: Shingles) -> None:
        """Remember that the opening at ``place`` (0, 1, …) has a posting with these shingles."""
        self._count = max(self._count, place + 1)
        if not self._is_indexed:
            return
        sketch = _sketch(shingles)
        row = len(self._place_of)
        self._lsh.insert(row, sketch)
        self._sketches[row] = sketch.digest()
        self._place_of.append(place)
        for shingle in _sample(shingles):
            known = self._sampled[shingle]
            if len(known) <= _SAMPLE_OPENINGS and place not in known:
                known.append(place)

    def near(self, shingles: Shingles) -> Sequence[int]:
        """Places of the openings to compare with, in ascending order."""
        if not self._is_indexed:
            return range(self._count)
        return sorted({*self._similar(shingles), *self._containing(shingles)})

    def _similar(self, shingles: Shingles) -> list[int]:
        sketch = _sketch(shingles)
        rows = np.array(sorted(self._lsh.query(sketch)), dtype=np.int64)
        agreeing = (self._sketches[rows] == _digest(sketch)).sum(axis=1)
        best = rows[np.lexsort((rows, -agreeing))]
        places = dict.fromkeys(self._place_of[row] for row in best)
        return list(places)[:_MOST_SIMILAR]

    def _containing(self, shingles: Shingles) -> list[int]:
        votes: Counter[int] = Counter()
        for shingle in _sample(shingles):
            known = self._sampled.get(shingle, [])
            if len(known) <= _SAMPLE_OPENINGS:
                votes.update(known)
        shared = [place for place, count in votes.items() if count >= _SAMPLE_SHARED]
        return sorted(shared, key=lambda place: (-votes[place], place))[:_MOST_CONTAINING]


def _sample(shingles: Shingles) -> list[int]:
    chosen: list[int] = shingles[(shingles >> np.uint64(7)) & np.uint64(15) == 0].tolist()
    return chosen


def _sketch(shingles: Shingles) -> RMinHash:
    packed = shingles.tobytes()
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update([packed[start : start + 8] for start in range(0, len(packed), 8)])
    return sketch


def _digest(sketch: RMinHash) -> npt.NDArray[np.uint32]:
    return np.array(sketch.digest(), dtype=np.uint32)
