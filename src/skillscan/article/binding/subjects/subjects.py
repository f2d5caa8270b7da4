"""What the words of a sentence or a header name that openings are counted by: skills, years of
experience, degrees, workplaces, levels.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.subjects.asked_years import (
    asked_years,
    elliptic_years,
    is_of_thing,
    is_time,
)
from skillscan.article.binding.subjects.named_skills import NamedSkills
from skillscan.article.binding.vocabulary import BindingVocabulary, FoundWords
from skillscan.article.model import ArticleBlock, ArticleText, Quantity
from skillscan.article.quantities import find

_AT = re.compile(r"(?:%|percent)[^,;%]{0,40}\bat (?:the )?$", re.IGNORECASE)
_LEVEL = re.compile(r"level\b", re.IGNORECASE)
_OF_YEARS = re.compile(r"years?|yrs?\b|\byoe\b|experience", re.IGNORECASE)
_LONGER = 24
_IS_THE = re.compile(r"(?: [a-z'’]+){0,6} (?:is|was|being|below|under|beneath) (?:an? )?")
"""What tells which degree is meant: "the lowest degree that will do is a master's"."""
_HEADER_PARTS = re.compile(r"\s*[+&/,]\s*|,? (?:and|with|or|plus) ")
_AS_THE = re.compile(r",? (?:as|is|was|are|being) (?:the|an?|its|their) (?:[\w-]+ ){0,2}")
"""What stands between a degree and what it is: "a master's as the lowest degree"."""
_ANY_DEGREE, _HARDLY_FAR = 0.7, 12
_SKILL_SHARE = "skill_share"
_EXPERIENCE = "experience_at_least"
_OWN_FIELD = "machine-learning"
"""Years of it are years in the job."""
_KEPT = 4096
"""Headers whose subjects are kept: the numbers of a table or list ask the same of the same."""


class SubjectReader:
    """Finds the subjects of texts."""

    def __init__(self, vocabulary: BindingVocabulary) -> None:
        self._vocabulary = vocabulary
        self._skills = NamedSkills(vocabulary)
        self._header = lru_cache(maxsize=_KEPT)(self._of_header)

    def of_span(
        self,
        text: str,
        start: int,
        end: int,
        quantities: Sequence[Quantity],
        *,
        are_years_told: bool = False,
        known: Set[str] = frozenset(),
        is_on_certificates: bool = False,
    ) -> list[ClaimSubject]:
        """The subjects of ``text[start:end]``; ``quantities`` are those of the article there,
        ``are_years_told`` whether what stands before is on years of experience, ``known`` the
        ordinary words that are names of skills in it, ``is_on_certificates`` whether it or what
        stands before is on certificates.
        """
        piece = text[start:end]
        skills = self._skills.find(piece, known, is_on_certificates=is_on_certificates)
        found = [*skills, *self._listed(piece)]
        moved = [_moved(subject, start) for subject in _without_groups(piece, found)]
        if _OF_YEARS.search(piece):
            things = [
                one.start
                for one in moved
                if one.statistic == _SKILL_SHARE and one.dimension != _OWN_FIELD
            ]
            moved += [
                years
                for one in quantities
                if start <= one.start < end and not is_time(self._vocabulary.words, one, text)
                if not is_of_thing(one, text, things)
                if (years := asked_years(one, text))
            ]
            named = [one.end for one in moved if one.statistic == _EXPERIENCE]
            if named:
                moved += elliptic_years(text, min(named), end)
        if are_years_told and not any(one.statistic == _EXPERIENCE for one in moved):
            moved += elliptic_years(text, start, end, is_told_before=True)
        return sorted(moved, key=lambda subject: (subject.start, -subject.end))

    def names_counted(self, pieces: Iterable[str]) -> frozenset[str]:
        """The ordinary words that are names of skills in an article of these sentences."""
        return self._skills.counted_names.of_article(pieces)

    def of_header(self, header: str) -> list[ClaimSubject]:
        """The subjects of a table's header, a heading or a label; offsets are those of nothing."""
        return self._header(header).copy()

    def _of_header(self, header: str) -> list[ClaimSubject]:
        name = header.strip().strip("*_:")
        skill_id = self._vocabulary.skill_called(name) or self._vocabulary.skill_called(
            re.sub(r"^\d{1,3}[.)]\s*", "", name)
        )
        if skill_id:
            return [ClaimSubject.unnamed(self._vocabulary.statistic_of(skill_id), skill_id)]
        parts = [self._vocabulary.skill_called(part) for part in _HEADER_PARTS.split(name)]
        if len(parts) > 1 and all(parts):
            return [
                ClaimSubject.unnamed(self._vocabulary.statistic_of(one), one)
                for one in parts
                if one
            ]  # "Airflow + dbt", of which a sentence would have to say more
        found = self.of_span(name, 0, len(name), find(_plain(name)))
        return [_moved(subject, None) for subject in found]

    def _listed(self, piece: str) -> Iterator[ClaimSubject]:
        words = self._vocabulary.words
        for place in words.find("workplace", piece):
            yield _subject(
                place.start, place.end, "workplace_share", str(place.rule.fields["value"])
            )
        yield from self._degrees(piece)
        levels = words.find("level", piece)
        for level in levels:
            if _is_inside(level, levels):
                continue
            value = str(level.rule.fields["value"])
            statistic = "entry_level_share" if value == "entry" else "seniority_share"
            is_of_all = words.has("longer_noun", piece[level.end : level.end + _LONGER], "of_level")
            if level.rule.id != "zero_years" and not is_of_all:
                yield _subject(level.start, level.end, statistic, value)

    def _degrees(self, piece: str) -> Iterator[ClaimSubject]:
        found = [
            one
            for one in self._vocabulary.words.find("degree", piece)
            if not self._vocabulary.words.has(
                "longer_noun", piece[one.end :][:_LONGER], "of_degree"
            )
        ]
        named = [one for one in found if one.rule.fields["value"]]
        named = [one for one in named if not _is_inside(one, named)]
        named = [
            one
            for one in named  # a bachelor's or equivalent experience: the degree is told of
            if one.rule.fields["value"] != "none"
            or not any(0 <= one.start - other.end <= _HARDLY_FAR for other in named)
        ]
        for degree in named:
            yield _subject(
                degree.start, degree.end, "degree_share", str(degree.rule.fields["value"])
            )
        for degree in found:
            if degree not in named and not any(
                one.start <= degree.start < one.end + 1
                or _AS_THE.fullmatch(piece, one.end, degree.start)
                or _IS_THE.fullmatch(piece, degree.end, one.start)
                for one in named
            ):
                yield ClaimSubject(
                    start=degree.start,
                    end=degree.end,
                    statistic="degree_share",
                    dimension="bachelor",
                    measure="at_least",
                    confidence=_ANY_DEGREE,
                )


def _is_inside(one: FoundWords, found: Sequence[FoundWords]) -> bool:
    """Whether words only are a part of longer ones: "junior" in "graduate-level or junior"."""
    return any(
        other.start <= one.start
        and one.end <= other.end
        and other.end - other.start > one.end - one.start
        for other in found
    )


def _without_groups(piece: str, found: Sequence[ClaimSubject]) -> list[ClaimSubject]:
    """The subjects but levels that only say whose share of another one a number is: "Docker is in
    28 % of ads and 20 % at junior level".
    """
    if all(one.is_level for one in found):
        return list(found)
    return [
        one
        for one in found
        if not one.is_level
        or _AT.search(piece[: one.start]) is None
        or _LEVEL.search(piece, one.start, one.end + len(" level")) is None
    ]


def _subject(start: int, end: int, statistic: str, value: str) -> ClaimSubject:
    return ClaimSubject(start=start, end=end, statistic=statistic, dimension=value)


def _moved(subject: ClaimSubject, by: int | None) -> ClaimSubject:
    start, end = (-1, -1) if by is None else (subject.start + by, subject.end + by)
    return ClaimSubject(
        start=start,
        end=end,
        statistic=subject.statistic,
        dimension=subject.dimension,
        measure=subject.measure,
        confidence=subject.confidence,
    )


def _plain(text: str) -> ArticleText:
    block = ArticleBlock(kind="paragraph", start=0, end=len(text))
    origins = tuple(range(len(text) + 1))
    return ArticleText(format="text", source=text, text=text, origins=origins, blocks=(block,))
