"""The jobs that an article calls by a part of their name: "Engineer: 78 %", "for scientists"."""

import re
from functools import cached_property

from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords

_HEAD = re.compile(r"\b(engineer|scientist|analyst)s?$", re.IGNORECASE)
_FOR_HEAD = re.compile(
    r"\)? (?:for|among|of) (?:the )?(engineer|scientist|analyst)s?\b(?! \w*(?:manager|team))",
    re.IGNORECASE,
)
_FOR_HEAD_BEFORE = re.compile(
    r"\b(?:for|among) (?:the )?(engineer|scientist|analyst)s?\b", re.IGNORECASE
)
_BARE_JOB = re.compile(r"(?<!\w )\b(scientist|engineer|analyst)s?\s?:\W{0,3}$", re.IGNORECASE)
_OF_TWO = 2


class BareJobs:
    """Finds what they are short for in one article."""

    def __init__(self, structure: ArticleStructure, words: ArticleWords) -> None:
        self._structure = structure
        self._words = words

    def job(self, around: Surroundings) -> str:
        """The job that is a label right before a number in an article on data jobs: "Engineer:
        78 %" of data engineers; empty where none is.
        """
        found = _BARE_JOB.search(self._structure.span(around.before))
        job = f"data {found[1].lower()}" if found else ""
        return job if job and job in self._structure.text.lower() else ""

    @cached_property
    def _jobs_by_head(self) -> dict[str, str]:
        """The one job of the article that "the engineers" or "the scientists" are."""
        text = self._structure.text
        named: dict[str, dict[str, str]] = {}
        for one in self._words.find("fields", text):
            said = text[one.start : one.end]
            head = _HEAD.search(said)
            if head and one.rule.fields["occupation"]:
                jobs = named.setdefault(head[1].lower(), {})
                jobs.setdefault(str(one.rule.fields["occupation"]), said)
        return {head: next(iter(jobs.values())) for head, jobs in named.items() if len(jobs) == 1}

    def head(self, around: Surroundings) -> str:
        """The job that "for engineers" right behind a number, else "for the engineer" before it in
        its sentence is, in an article that names one such job; empty without one.
        """
        text, start = self._structure.text, around.sentence.start
        if self._words.has("fields", self._structure.region(around)):
            return ""
        behind = _FOR_HEAD.match(text, around.quantity.end, around.after[1])
        before = list(_FOR_HEAD_BEFORE.finditer(text, start, around.quantity.start))
        found = behind or (before[-1] if before else None)
        if found is None or len(self._jobs_by_head) < _OF_TWO:
            return ""
        return self._jobs_by_head.get(found[1].lower(), "")
