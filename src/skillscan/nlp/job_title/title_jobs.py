"""The jobs that one title lists: "Backend Engineer / ML Engineer", "Data Scientist or Analyst".

Decision (docs/annotation-guide.md#role, #seniority): the first of them is what the posting is for,
its level included. What stands in brackets lists no jobs, nor do names of fields: "AI/ML Engineer"
is one job.
"""

import re

_JOB = (
    r"(?:engineers?|eng|developers?|devs?|scientists?|analysts?|architects?|researchers?"
    r"|programmers?|designers?|managers?|directors?|administrators?|assistants?|advocates?|writers?"
    r"|recruiters?|specialists?|consultants?|technicians?|biologists?|chemists?|traders?|experts?"
    r"|owners?|testers?|support|swe|sdet?|vp|cto|heads? of)"
)
_NAMES_JOB = re.compile(rf"\b{_JOB}\b", re.IGNORECASE)
_ENDS_WITH_JOB = re.compile(rf"\b{_JOB}(?:\s(?:[IVX]{{1,4}}|\d))?\Z", re.IGNORECASE)
_IS_NOUN_WITH_FIELD = re.compile(rf"\W*{_JOB}\s?[,(:-]", re.IGNORECASE)
_MAX_JOB_CHARS = 20
_SEPARATOR = re.compile(r"\s?[/|•·;]\s?|\s(?:or|and|&|\+)\s", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")


def listed_jobs(title: str) -> list[tuple[int, int]]:
    """Where each of the jobs stands that a title lists; nothing where it names one job only.

    What follows the last of them is listed as well ("Software Engineer / Analyst / Internships").
    """
    jobs = _with_nouns(title, _parts(title))
    named = [job for job in jobs if _NAMES_JOB.search(title, *job)]
    return jobs if len(named) > 1 and not _is_same(title, *named[:2]) else []


def _parts(title: str) -> list[tuple[int, int]]:
    """The title cut at all that stands between two jobs, but "Engineer/Developer, AI" shares AI."""
    open_text = _BRACKETS.sub(lambda aside: "x" * len(aside[0]), title)
    starts, ends = [0], []
    for separator in _SEPARATOR.finditer(open_text):
        head = open_text[max(0, separator.start() - _MAX_JOB_CHARS) : separator.start()]
        sign = separator[0].strip()
        is_wide = separator[0] == f" {sign} " and sign in "/|•·;"
        shares_field = _IS_NOUN_WITH_FIELD.match(open_text, separator.end())
        if (is_wide or _ENDS_WITH_JOB.search(head)) and not shares_field:
            ends.append(separator.start())
            starts.append(separator.end())
    return list(zip(starts, [*ends, len(title)], strict=True))


def _with_nouns(title: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts joined until each names a job: "AI / ML Engineer"."""
    jobs: list[tuple[int, int]] = []
    start: int | None = None
    for part_start, end in parts:
        start = part_start if start is None else start
        if _NAMES_JOB.search(title, part_start, end):
            jobs.append((start, end))
            start = None
    return jobs if start is None else [*jobs, (start, len(title))]


def _is_same(title: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether the second job is the first at another level: "Engineer / Sr. Engineer (AI)"."""
    name = title[slice(*first)].strip().lower()
    return f"{name} " in f"{title[slice(*second)].lower()} "
