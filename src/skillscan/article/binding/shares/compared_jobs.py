"""Which of two jobs names a skill more often, as the words around points say: "Docker is 12 points
more common in ML engineer ads than in data scientist ads", "Compared with data scientists, SQL is
named 17 points less often, R 24 points less often".

The job that is told of stands right behind the points, or before them where nothing sets it against
another; the other behind "than", "compared with" and the like. What a number's own part of the
sentence leaves open is taken over from the points before it, the job that nothing in the sentence
names is the article's own, or the one that the text before it sets ours against. Refused are points
against anything but a job: a time, a country, a level.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of

_SET_AGAINST = r"\b(?:{compared_with}|{differing_from}|than)\b|^\W*(?:unlike|against)\b"
_NEAR = r"[ '’\"](?:[\w'’-]+(?:[.,]\d+)* ){0,5}$"
"""What may stand between such a word and the job that it sets another against."""
_OURS = re.compile(r"\b(?:in|among|with|for|by|of|than) ours\b", re.IGNORECASE)
_PART_END = re.compile(r"[,;:()]\s|[,;:]?\s(?:and|but|while|whereas)\s|\s[–—-]+\s|[()]")
_ON_JOBS = r"\b(?:{compared_with}|{differing_from}|{compared_words}|against|unlike|just)\b|\?"
_SENTENCES_BEFORE, _OF_BOTH = 3, 2


@dataclass(frozen=True, slots=True)
class SkillGap:
    """By how many points of which skill one job is ahead: ``higher`` and ``lower`` are jobs."""

    skill: ClaimSubject
    higher: str
    lower: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A job that a sentence names at ``start``; ``is_other``: another is set against it."""

    start: int
    job: str
    is_other: bool


def told_gap(reading: ArticleReading, around: Surroundings) -> SkillGap | None:
    """What points of a sentence are told of; ``None`` where its words leave anything open."""
    skill, is_more = None, None
    end_of_last = around.sentence.start
    for place in (*reading.places_before(around), around.place):
        quantity = reading.quantities[place]
        if quantity.unit != "points":
            continue
        part = _Part(reading, around.sentence, end_of_last, (quantity.start, quantity.end))
        skill = part.skill
        is_more = part.direction if part.direction is not None else is_more
        end_of_last = part.end
    jobs = _jobs(reading, around, end_of_last)
    if skill is None or is_more is None or jobs is None:
        return None
    told, other = jobs
    return SkillGap(skill, told, other) if is_more else SkillGap(skill, other, told)


class _Part:
    """What of a sentence is of one number of points: from where the words of the points before it
    end up to where the next part begins.
    """

    def __init__(
        self,
        reading: ArticleReading,
        sentence: ArticleSentence,
        start: int,
        number: tuple[int, int],
    ) -> None:
        text = reading.text
        ends = _PART_END.search(text, number[1], sentence.end)
        self.end = ends.start() if ends else sentence.end
        self._reading, self._sentence = reading, sentence
        self._before = (start, number[0])
        self._behind = (number[1], self.end)

    @property
    def skill(self) -> ClaimSubject | None:
        """The one skill that is named before the number, else behind it."""
        for start, end in (self._before, self._behind):
            named = {
                one.dimension: one
                for one in self._reading.subjects(self._sentence)
                if one.statistic == "skill_share" and start <= one.start and one.end <= end
            }
            if named:
                return next(iter(named.values())) if len(named) == 1 else None
        return None

    @property
    def direction(self) -> bool | None:
        """Whether there are more, or fewer: the words behind the number, else those before it."""
        words = self._reading.words
        for start, end in (self._behind, self._before):
            text = self._reading.text[start:end]
            is_more = words.has("compared", text, "more")
            is_fewer = words.has("compared", text, "fewer")
            if is_more is not is_fewer:
                return is_more
        return None


def _jobs(reading: ArticleReading, around: Surroundings, end: int) -> tuple[str, str] | None:
    """The job that is told of and the other one."""
    start = around.sentence.start
    text = reading.text[start:end]
    named = list(_named(reading, text))
    if _sets_against_else(text, named):
        return None
    number = around.quantity.start - start
    behind = [one.job for one in named if one.start > number and not one.is_other]
    before = [one.job for one in named if one.start < number and not one.is_other]
    others = [one.job for one in named if one.is_other]
    told = next(iter((*behind[:1], *before[-1:])), None)
    other = next(iter(others[-1:]), None)
    own = reading.whose.job_of_article[0] if reading.whose.job_of_article else None
    if told is None and other is not None:
        told = own
    if other is None and told is not None:
        rest = {*before, *([own] if own else [])} - {told}
        rest = rest or _jobs_before(reading, around) - {told} or _only_two(reading) - {told}
        other = rest.pop() if len(rest) == 1 else None
    if told is None and other is None and own:
        rest = _jobs_before(reading, around) - {own}
        told, other = own, rest.pop() if len(rest) == 1 else None
    return (told, other) if told and other and told != other else None


def _named(reading: ArticleReading, text: str) -> Iterator[_Named]:
    """The jobs that a text names, in order; "ours" is the article's own."""
    own = reading.whose.job_of_article
    found = [
        (one.start, str(one.rule.fields["occupation"]))
        for one in reading.words.find("fields", text)
        if one.rule.fields["occupation"]
    ]
    if own:
        found += [(ours.end() - len("ours"), own[0]) for ours in _OURS.finditer(text)]
    set_against = pattern_of(f"(?:{_SET_AGAINST}){_NEAR}")
    last = 0
    for start, job in sorted(found):
        yield _Named(start, job, set_against.search(text, last, start) is not None)
        last = start


def _sets_against_else(text: str, named: list[_Named]) -> bool:
    """Whether anything but a job is what ours is set against: "than a year ago"."""
    against = len(pattern_of(_SET_AGAINST).findall(text))
    return against > sum(one.is_other for one in named)


def _jobs_before(reading: ArticleReading, around: Surroundings) -> set[str]:
    """The jobs that are set against each other right before a sentence: in its block, in the lead,
    the heading or the question above it.
    """
    block = reading.block(around)
    before = reading.sentences_before(around.sentence, _SENTENCES_BEFORE)
    near = [one for one in before if around.sentence.block - one.block <= 1]
    texts = [reading.lead(block), *map(reading.sentence_text, near), reading.heading(block)]
    on_jobs = pattern_of(_ON_JOBS)
    for text in filter(None, texts):
        jobs = _occupations(reading, text)
        if jobs and on_jobs.search(text):
            return jobs
    return set()


def _only_two(reading: ArticleReading) -> set[str]:
    """The jobs that an article names where these are two."""
    jobs = _occupations(reading, reading.text)
    return jobs if len(jobs) == _OF_BOTH else set()


def _occupations(reading: ArticleReading, text: str) -> set[str]:
    found = (one.rule.fields["occupation"] for one in reading.words.find("fields", text))
    return {str(job) for job in found if job}
