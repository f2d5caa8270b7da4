"""Lines of postings as they are counted: generalised lightly, once a posting, by employer.

Numbers and names of places become ``#``. Lines are ranked by the number of employers that write
them, so that the boilerplate of one employer with many postings stays below; rare lines are
forgotten where there are too many to keep.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from skillscan.resources import data_yaml
from skillscan.text.country import place_names

MAX_LINES = 200_000
"""Different lines that are kept; beyond, the half that fewest employers write is forgotten."""
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:\s?[kKmM]\b)?")
"""A number as it is generalised: "5", "1,000", "120 k"."""
QUOTES = str.maketrans("’‘“”", "''\"\"")
EDGES = " \t•*·-–—:.…"
"""What is taken off both ends of a line."""
_PLACE_AND_STATE = re.compile(r"#(?:,? #|, [a-z]{2}\b)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """A line that no rule knows, generalised, with an example of it."""

    line: str
    postings: int
    employers: int
    sample: str


@dataclass(slots=True)
class _Count:
    sample: str
    postings: int = 0
    employers: set[str] = field(default_factory=set)


class LineCounts:
    """Counts lines by posting and employer, in bounded memory."""

    def __init__(self, most_lines: int = MAX_LINES) -> None:
        self._most_lines = most_lines
        self._counts: dict[str, _Count] = {}
        self._postings = 0

    @property
    def kept(self) -> int:
        """How many different lines are remembered."""
        return len(self._counts)

    def add(self, lines: Iterable[tuple[str, str]], employer: str | None) -> None:
        """Count the lines of one posting, each once; an unknown employer is one of its own."""
        self._postings += 1
        employer = employer or f"posting {self._postings}"
        for line, sample in dict(lines).items():
            count = self._counts.setdefault(line, _Count(sample))
            count.postings += 1
            count.employers.add(employer)
        if len(self._counts) > self._most_lines:
            self._forget_rare()

    def most_common(self, least_employers: int, limit: int) -> list[UnreadLine]:
        """The lines of at least so many employers, those of most employers first."""
        found = [
            UnreadLine(
                line=line,
                postings=count.postings,
                employers=len(count.employers),
                sample=count.sample,
            )
            for line, count in self._counts.items()
            if len(count.employers) >= least_employers
        ]
        found.sort(key=lambda c: (-c.employers, -c.postings, c.line))
        return found[:limit]

    def _forget_rare(self) -> None:
        """Forget the half of the lines that fewest employers write."""
        by_worth = sorted(
            self._counts.items(), key=lambda pair: (len(pair[1].employers), pair[1].postings)
        )
        self._counts = dict(by_worth[len(by_worth) // 2 :])


def generalised(text: str) -> str:
    """A line as it is counted: small letters, numbers and names of places as ``#``."""
    for start, end in reversed(place_names(text)):
        text = f"{text[:start]}#{text[end:]}"
    text = _number_words().sub("#", NUMBER.sub("#", text.casefold().translate(QUOTES)))
    return _PLACE_AND_STATE.sub("#", " ".join(text.split())).strip(EDGES)


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(candidate_words('number_words'))})\b")


def candidate_words(name: str) -> list[str]:
    """A list of words of ``data/candidates.yaml``."""
    return list(data_yaml("candidates.yaml")[name])
