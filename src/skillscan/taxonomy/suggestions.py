"""Terms that postings use often and the taxonomy lacks, so that the list can follow the market.

A term is a run of up to three words of which each looks technical: a capital, a digit or a sign
inside, or a capital at the start where no sentence begins. Words that postings mostly write small
are ordinary words. Terms count once a posting and are ranked by the number of employers that use
them, so that the boilerplate of one employer with many postings stays below.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from skillscan import resources
from skillscan.taxonomy.model import SkillFinder

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{0,29}(?:[.+#-][A-Za-z0-9+#]{1,20}){0,2}[+#]{0,2}")
_JOINT = " "
_MOST_WORDS = 3
_CONTEXT = 50
_SMALL_SHARE = 0.5
"""A term written small in more than this share of its postings is an ordinary word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerText:
    """The text of one posting, and who hires."""

    text: str
    employer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSuggestion:
    """A term with the numbers of postings and employers that use it, and places of it."""

    term: str
    postings: int
    employers: int
    examples: tuple[str, ...]


@dataclass(slots=True)
class _Count:
    postings: int = 0
    employers: set[str] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)


def suggest_terms(
    texts: Iterable[EmployerText],
    finder: SkillFinder,
    *,
    limit: int = 100,
    min_employers: int = 3,
    examples: int = 2,
) -> list[TermSuggestion]:
    """The ``limit`` terms that most employers use and the taxonomy does not know."""
    counts: dict[str, _Count] = defaultdict(_Count)
    small: dict[str, int] = defaultdict(int)
    for posting in texts:
        for word in set(re.findall(r"\b[a-z][a-z0-9]{1,29}\b", posting.text)):
            small[word] += 1
        employer = (posting.employer or "").casefold()
        for term, place in _terms(posting.text, finder).items():
            if employer and term.casefold() in employer:
                continue
            count = counts[term]
            count.postings += 1
            count.employers.add(employer or f"posting {count.postings}")
            if len(count.examples) < examples:
                count.examples.append(place)
    found = [
        TermSuggestion(
            term=term,
            postings=count.postings,
            employers=len(count.employers),
            examples=tuple(count.examples),
        )
        for term, count in counts.items()
        if len(count.employers) >= min_employers and not _is_ordinary(term, count.postings, small)
    ]
    found.sort(key=lambda c: (-c.employers, -c.postings, c.term))
    return found[:limit]


def _is_ordinary(term: str, postings: int, small: dict[str, int]) -> bool:
    reviewed = _reviewed_words()
    words = term.casefold().split(_JOINT)
    return all(word in reviewed or small[word] > _SMALL_SHARE * postings for word in words)


@cache
def _reviewed_words() -> frozenset[str]:
    """Words of terms that somebody has looked at and found to be no skills."""
    lines = resources.data("reviewed_terms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _terms(text: str, finder: SkillFinder) -> dict[str, str]:
    """The technical-looking terms of a text that no mention covers, each with one place."""
    known = [(mention.start, mention.end) for mention in finder(text)]
    found: dict[str, str] = {}
    for start, end in _runs(text):
        if any(start < last and first < end for first, last in known):
            continue
        left, right = max(start - _CONTEXT, 0), end + _CONTEXT
        found.setdefault(text[start:end], " ".join(text[left:right].split()))
    return found


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """All runs of one to three technical-looking words, next to each other on one line."""
    run: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        if not _looks_technical(text, word):
            run = []
            continue
        if run and text[run[-1][1] : word.start()] != _JOINT:
            run = []
        run = [*run[1 - _MOST_WORDS :], word.span()]
        for start, _ in run:
            yield start, word.end()


def _looks_technical(text: str, word: re.Match[str]) -> bool:
    written = word.group()
    if any(c.isupper() or c.isdigit() or c in "+#." for c in written[1:]):
        return len(written) > 1
    return written[0].isupper() and not _begins_sentence(text, word.start())


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(start - 3, 0) : start].rstrip(" ")
    return not before or before[-1] in "\n.!?:•-–*"
