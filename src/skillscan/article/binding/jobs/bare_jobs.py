"""The jobs that an article calls by a part of their name: "Engineer: 78 %", "for scientists"."""

from functools import cached_property

from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of

_HEAD = r"\b({job_heads})s?$"
_FOR_HEAD = r"\)? (?:for|among|of) (?:the )?({job_heads})s?\b(?! \w*(?:manager|team))"
_FOR_HEAD_BEFORE = r"\b(?:for|among) (?:the )?({job_heads})s?\b"
_BARE_JOB = r"(?<!\w )\b({job_heads})s?\s?:\W{0,3}$"
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
        found = pattern_of(_BARE_JOB).search(self._structure.span(around.before))
        job = f"data {found[1].lower()}" if found else ""
        return job if job and job in self._structure.text.lower() else ""

    @cached_property
    def _jobs_by_head(self) -> dict[str, str]:
        """The one job of the article that "the engineers" or "the scientists" are."""
        text = self._structure.text
        named: dict[str, dict[str, str]] = {}
        for one in self._words.find("fields", text):
            said = text[one.start : one.end]
            head = pattern_of(_HEAD).search(said)
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
        behind = pattern_of(_FOR_HEAD).match(text, around.quantity.end, around.after[1])
        before = list(pattern_of(_FOR_HEAD_BEFORE).finditer(text, start, around.quantity.start))
        found = behind or (before[-1] if before else None)
        if found is None or len(self._jobs_by_head) < _OF_TWO:
            return ""
        return self._jobs_by_head.get(found[1].lower(), "")
