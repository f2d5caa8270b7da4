"""Jobs that are named together before numbers: "for data analysts and data engineers, at 45 % and
66 %" are one number each, and one number for two jobs is of neither.
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords, FoundWords
from skillscan.article.grammar import pattern_of

_BETWEEN_JOBS = (
    r"(?: {opening_nouns})?(?:, ?|,? ?(?:{plain_coordinators}|&) ?|/)(?:{the_articles} )?"
)
_RESPECTIVE = re.compile(r"\brespective(?:ly)?\b", re.IGNORECASE)
_BETWEEN_NUMBERS = r"\s*(?:,|,? {plain_coordinators})\s*[~≈]?"


class JoinedJobs:
    """Finds the jobs that stand joined before the numbers of one article."""

    def __init__(self, structure: ArticleStructure, words: ArticleWords) -> None:
        self._structure = structure
        self._words = words

    def before(self, around: Surroundings) -> list[str]:
        """The jobs named last before a number and its row of numbers, where they are several."""
        numbers = self.row(around)
        first = numbers[0]
        start, end = around.sentence.start, self._structure.quantities[first].start
        text = self._structure.text[start:end]
        row: list[FoundWords] = []
        if self.are_respective(around):
            jobs = [text[one.start : one.end] for one in self._words.find("fields", text)]
            if len(set(jobs)) == len(numbers):
                return list(dict.fromkeys(jobs))
        for one in reversed(self._words.find("fields", text)):
            if not one.rule.fields["occupation"]:
                break
            if row and not pattern_of(_BETWEEN_JOBS).fullmatch(text, one.end, row[0].start):
                break
            row.insert(0, one)
        jobs = list(dict.fromkeys(text[one.start : one.end] for one in row))
        return jobs if len({self._occupation(job) for job in jobs}) > 1 else []

    def own(self, around: Surroundings, jobs: Sequence[str]) -> str:
        """The job of a number where each of its row has one, in order; else empty."""
        row = self.row(around)
        return jobs[row.index(around.place)] if len(row) == len(jobs) else ""

    def are_respective(self, around: Surroundings) -> bool:
        """Whether the numbers of a row are of the things named before, in order."""
        text, end = self._structure.text, around.sentence.end
        is_row = len(self.row(around)) > 1
        last = self._structure.quantities[self.row(around)[-1]]
        return is_row and _RESPECTIVE.search(text, last.end, end) is not None

    def _occupation(self, job: str) -> str:
        return str(self._words.find("fields", job)[0].rule.fields["occupation"])

    def row(self, around: Surroundings) -> list[int]:
        """The numbers of a sentence that are joined with this one, in order."""
        row: list[int] = []
        for place in around.neighbours:
            if row and not self._are_joined(row[-1], place):
                if around.place in row:
                    break
                row = []
            row.append(place)
        return row if around.place in row else [around.place]

    def _are_joined(self, first: int, second: int) -> bool:
        quantities = self._structure.quantities
        return (
            pattern_of(_BETWEEN_NUMBERS).fullmatch(
                self._structure.text, quantities[first].end, quantities[second].start
            )
            is not None
        )
