"""The jobs that one title lists: "Backend Engineer / ML Engineer", "Data Scientist or Analyst".

Decision (docs/annotation-guide.md#role, #seniority): the first of them is what the posting is for,
its level included. What stands in brackets lists no jobs, nor do names of fields: "AI/ML Engineer"
is one job. The nouns of jobs stand in ``data/rules/titles.yaml`` (``job``).
"""

import re

from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile

_MAX_JOB_CHARS = 20
_SEPARATOR = re.compile(r"\s?[/|•·;]\s?|\s(?:or|and|&|\+)\s", re.IGNORECASE)
_COMMA, _DASH = re.compile(r",\s"), re.compile(r"\s-\s")
_LEAST_BETWEEN_COMMAS = 3
"""Two jobs with a comma between them may be one: "Senior Developer, ML Engineer"; of two, the
first is in the plural: "Weavers, Senior Dyer". What stands behind a last dash may be of all jobs.
"""
_TWO = 2
_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")
_Place = tuple[int, int]


class JobLists:
    """Finds the jobs that titles list, by the nouns of ``titles.yaml``."""

    def __init__(self, titles: RuleFile) -> None:
        def framed(frame: str) -> re.Pattern[str]:
            return phrase_pattern(titles, "words", "job", frame=frame)

        self._names_job = framed(r"\b%s\b")
        self._ends_with_job = framed(r"\b%s(?:\s(?:[IVX]{1,4}|\d))?\Z")
        self._is_bare = framed(r"(?:[\w/.]+\s)?%s\Z")
        self._is_noun_with_field = framed(r"\W*%s\s?[,(:-]")

    def of(self, title: str) -> list[_Place]:
        """Where each of the jobs stands that a title lists; nothing where it names one job only.

        What follows the last of them is listed as well ("Engineer / Analyst / Internships").
        """
        jobs = self._with_nouns(title, self._parts(title))
        named = [job for job in jobs if self._names_job.search(title, *job)]
        is_one = len(named) < 2 or (len(named) == 2 and _is_same(title, *named))
        return [] if is_one else jobs

    def _parts(self, title: str) -> list[_Place]:
        """The title cut at all that stands between two jobs; "Engineer/Developer, AI" shares AI."""
        open_text = _BRACKETS.sub(lambda aside: "x" * len(aside[0]), title)
        for between in (_COMMA, _DASH):
            if parts := self._between(between, open_text):
                return parts
        starts, ends = [0], []
        for separator in _SEPARATOR.finditer(open_text):
            head = open_text[max(0, separator.start() - _MAX_JOB_CHARS) : separator.start()]
            sign = separator[0].strip()
            is_wide = separator[0] == f" {sign} " and sign in "/|•·;"
            is_bare = not is_wide or self._is_bare.match(open_text, starts[-1], separator.start())
            shares_field = is_bare and self._is_noun_with_field.match(open_text, separator.end())
            if (is_wide or self._ends_with_job.search(head)) and not shares_field:
                ends.append(separator.start())
                starts.append(separator.end())
        return list(zip(starts, [*ends, len(title)], strict=True))

    def _between(self, sign: re.Pattern[str], title: str) -> list[_Place]:
        """The jobs of a title that lists three or more with commas, or with dashes, and with no
        other sign: "Full Stack Engineer, ML Engineer, Member of Technical Staff"; or two with a
        comma, the first of which is many: "Software Engineers, Senior Research Engineer".
        """
        signs = [found.span() for found in sign.finditer(title)]
        starts, ends = [0, *(end for _, end in signs)], [start for start, _ in signs]
        named = (
            self._ends_with_job.search(title[:end], start)
            for start, end in zip(starts, ends, strict=False)
        )
        is_long = len(starts) >= _LEAST_BETWEEN_COMMAS + (sign is _DASH) or (
            sign is _COMMA
            and len(starts) == _TWO
            and title[: ends[0]].endswith("s")
            and self._ends_with_job.search(title, starts[-1]) is not None
        )
        is_list = is_long and not _SEPARATOR.search(title) and all(named)
        return list(zip(starts, [*ends, len(title)], strict=True)) if is_list else []

    def _with_nouns(self, title: str, parts: list[_Place]) -> list[_Place]:
        """Parts joined until each names a job: "AI / ML Engineer"."""
        jobs: list[_Place] = []
        start: int | None = None
        for part_start, end in parts:
            start = part_start if start is None else start
            if self._names_job.search(title, part_start, end):
                jobs.append((start, end))
                start = None
        return jobs if start is None else [*jobs, (start, len(title))]


def _is_same(title: str, first: _Place, second: _Place) -> bool:
    """Whether the second job is the first at another level: "Engineer / Sr. Engineer (AI)"."""
    name = title[slice(*first)].strip().lower()
    return f"{name} " in f"{title[slice(*second)].lower()} "
