"""Texts and what is read of them, generated together: every finding stands where it says.

Shaped like what is read of ``ml_us_2025`` and ``builtin_2026``: some sixty findings in 5,000
characters, of which nine in ten are skills; four of ten mentions repeat the one before. How often
each skill is named was fitted to the 1,614 read openings of these: of 100, 400 and 1,600 they name
750, 1,460 and 2,490 skills at all, and 160, 440 and 980 of them in five openings or more; generated
ones 810, 1,520 and 2,500, and 170, 480 and 1,020.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from skillscan.warehouse.tables.findings import SkillRow

Random = np.random.Generator
Numbers = NDArray[np.int64]
Answers = Mapping[str, NDArray[Any]]
"""What a text says of each thing but skills; ``None`` where it says nothing."""

FINDINGS, SPREAD, MOST_FINDINGS = 57, 0.5, 260
REPEATED = 0.42
SECTIONS = (
    ("duties", "What you will do:\n", "mentioned", "rules.duties"),
    ("required", "What you bring to the team:\n", "required", "rules.requirements"),
    ("preferred", "Nice to have:\n", "preferred", "rules.preferred"),
)
SECTION_ENDS = (0.45, 0.85)
PHRASES = 60
_BEFORE = (
    *("You have shipped models with", "Our group builds on", "Daily work with"),
    *("We expect that you know", "Design, review and run services that use"),
)
_AFTER = (
    *("in production, with people of other teams.", "at scale."),
    *(
        "and can explain to others what you did and why it works.",
        "as part of an international team.",
    ),
)
"""Years, degree, pay and workplace, in the order in which they stand first in a text."""
_SAID = ("experience", "degree", "pay", "workplace")


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What texts may name: skills by falling frequency, then the answers to other questions."""

    skills: Sequence[SkillRow]
    years: int = 16
    pays: int = 340

    @cached_property
    def frequency(self) -> NDArray[np.float64]:
        """How much of all mentions falls on the skills up to each: few by Zipf's law alone, which
        would name half as many skills again in so many openings.
        """
        rank = np.arange(len(self.skills))
        weight = (rank + 0.75) ** -0.476 * np.exp(-((rank / 95.4) ** 0.495))
        found: NDArray[np.float64] = np.cumsum(weight) / weight.sum()
        return found

    @cached_property
    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """Kind, value, the words, the rule, the details."""
        found = [("skill", s.skill_id, s.label, s.label, "{}") for s in self.skills]
        for years in range(self.years):
            detail = f'{{"bound": "at_least", "high": null, "low": {years}, "scope": "total"}}'
            found.append(("experience", str(years), f"{years}+ years", "years", detail))
        for degree in DEGREES:
            detail = f'{{"is_substituted": false, "named": "{degree}"}}'
            found.append(("degree", degree, f"a {degree} degree", "degree", detail))
        for number in range(self.pays):
            low, high = pay_range(number)
            detail = f'{{"currency": "USD", "max": {high}.0, "min": {low}.0, "period": "year"}}'
            words = f"${low:,} - ${high:,}"
            found.append(("pay", f"{low}-{high} USD year", words, "range_with_cue", detail))
        found += [
            ("workplace", place, f"{place} work", "job", '{"tier": "job"}') for place in WORKPLACES
        ]
        return found

    def first_of(self, kind: str) -> int:
        """The number of the first answer to a question."""
        return next(number for number, row in enumerate(self.rows) if row[0] == kind)


DEGREES = ("bachelor", "master", "phd", "none")
WORKPLACES = ("remote", "hybrid", "onsite")
TITLES = {
    "ml_engineer": "Machine Learning Engineer",
    "software_engineer": "Software Engineer",
    "data_scientist": "Data Scientist",
    "data_engineer": "Data Engineer",
    "other": "Product Manager",
}


def pay_range(number: int | Numbers) -> tuple[Any, Any]:
    """The range of yearly pay of this number, in dollars."""
    low = 60_000 + 1_000 * number
    return low, low + 40_000


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Titles and bodies, and the columns of their findings; ``text`` numbers the texts."""

    titles: list[str]
    bodies: list[str]
    findings: pa.Table


def write_texts(
    random: Random, vocabulary: Vocabulary, answers: Answers, hashes: Sequence[str], version: str
) -> Texts:
    """A text for each hash, which says what ``answers`` has (numbers below zero: nothing)."""
    titles = [
        f"{f'{s.title()} ' if s else ''}{TITLES[o]}, Team {t}"
        for s, o, t in zip(
            answers["seniority"], answers["occupation"], answers["team"], strict=True
        )
    ]
    mentions = _mentions(random, vocabulary, answers)
    words = [row[2] for row in vocabulary.rows]
    phrases = [
        (f"{_BEFORE[n % len(_BEFORE)]} ", f" {_AFTER[n % len(_AFTER)]} [{n}]")
        for n in range(PHRASES)
    ]
    phrase = random.integers(0, PHRASES, len(mentions.text))
    places = _places(mentions, words, phrases, phrase, np.array([len(t) for t in titles]) + 2)
    lines = [
        f"{SECTIONS[s][1] if f else ''}{phrases[p][0]}{words[w]}{phrases[p][1]}"
        for s, f, p, w in zip(
            mentions.section.tolist(),
            mentions.is_first_of_section.tolist(),
            phrase.tolist(),
            mentions.word.tolist(),
            strict=True,
        )
    ]
    ends = np.cumsum(mentions.counts).tolist()
    bodies = ["\n".join(lines[s:e]) for s, e in zip([0, *ends[:-1]], ends, strict=True)]
    table = pa.concat_tables(
        [
            _mention_rows(vocabulary, mentions, places, hashes, version),
            _title_rows(answers, titles, hashes, version),
        ]
    )
    return Texts(titles=titles, bodies=bodies, findings=table)


@dataclass(frozen=True, kw_only=True)
class _Mentions:
    """One row a mention, text by text: its text, its place among those, its word and section."""

    counts: Numbers
    text: Numbers
    place: Numbers
    word: Numbers
    section: Numbers

    @cached_property
    def is_first_of_section(self) -> NDArray[np.bool_]:
        new = np.ones(len(self.text), dtype=bool)
        new[1:] = (np.diff(self.text) != 0) | (np.diff(self.section) != 0)
        return new


def _mentions(random: Random, vocabulary: Vocabulary, answers: Answers) -> _Mentions:
    size = len(answers["team"])
    drawn = random.lognormal(np.log(FINDINGS), SPREAD, size)
    counts = np.clip(drawn, 2 + len(_SAID), MOST_FINDINGS).astype(np.int64)
    starts = np.cumsum(counts) - counts
    text = np.repeat(np.arange(size), counts)
    place = np.arange(len(text)) - np.repeat(starts, counts)
    skill = np.searchsorted(vocabulary.frequency, random.random(len(text)))
    is_again = (random.random(len(text)) < REPEATED) & (place > len(_SAID))
    kept = np.maximum.accumulate(np.where(is_again, 0, np.arange(len(text))))
    word = np.minimum(skill, len(vocabulary.skills) - 1)[kept]
    for number, kind in enumerate(_SAID):
        says = answers[kind] >= 0
        word[starts[says] + number] = vocabulary.first_of(kind) + answers[kind][says]
    part = place / np.repeat(counts, counts)
    return _Mentions(
        counts=counts,
        text=text,
        place=place,
        word=word,
        section=np.searchsorted(np.array(SECTION_ENDS), part, side="right"),
    )


def _places(
    mentions: _Mentions,
    words: Sequence[str],
    phrases: Sequence[tuple[str, str]],
    phrase: Numbers,
    before: Numbers,
) -> dict[str, Numbers]:
    """Where words, sentences and headings begin and end in title, blank line and body."""
    headings = np.array([len(heading) for _, heading, *_ in SECTIONS])
    is_first = mentions.is_first_of_section
    heading = headings[mentions.section] * is_first
    left = np.array([len(before) for before, _ in phrases])[phrase]
    right = np.array([len(after) for _, after in phrases])[phrase]
    length = np.array([len(word) for word in words])[mentions.word]
    line = heading + left + length + right + 1
    ends = np.cumsum(line)
    starts = np.cumsum(mentions.counts) - mentions.counts
    begins = ends - line
    begins += np.repeat(before - begins[starts], mentions.counts)
    firsts = np.maximum.accumulate(np.where(is_first, np.arange(len(begins)), 0))
    heading_start = begins[firsts]
    start = begins + heading + left
    return {
        "start_char": start,
        "end_char": start + length,
        "sentence_start": begins + heading,
        "sentence_end": start + length + right,
        "heading_start": heading_start,
        "heading_end": heading_start + headings[mentions.section] - 1,
    }


def _mention_rows(
    vocabulary: Vocabulary,
    mentions: _Mentions,
    places: Mapping[str, Numbers],
    hashes: Sequence[str],
    version: str,
) -> pa.Table:
    kinds, values, _, rules, details = zip(*vocabulary.rows, strict=True)
    is_required = np.array([kind in {"skill", "experience", "degree"} for kind in kinds])
    mention_class = np.where(is_required[mentions.word], mentions.section, 0)
    size = len(mentions.text)
    return pa.table(
        {
            "content_hash": _chosen(hashes, mentions.text),
            "pipeline_version": _chosen([version], np.zeros(size, np.int64)),
            "finding_number": (mentions.place + 2).astype(np.int32),
            "kind": _chosen(kinds, mentions.word),
            "value": _chosen(values, mentions.word),
            "mention_class": _chosen([one[2] for one in SECTIONS], mention_class),
            "rule": _chosen(rules, mentions.word),
            "detail": _chosen(details, mentions.word),
            "section": _chosen([one[0] for one in SECTIONS], mentions.section),
            "section_rule": _chosen([one[3] for one in SECTIONS], mentions.section),
            **{name: numbers.astype(np.int32) for name, numbers in places.items()},
        }
    )


def _title_rows(
    answers: Answers, titles: Sequence[str], hashes: Sequence[str], version: str
) -> pa.Table:
    rows = [
        (hash_, number, kind, value, 0, end, length)
        for hash_, title, occupation, seniority in zip(
            hashes, titles, answers["occupation"], answers["seniority"], strict=True
        )
        for length in [len(title)]
        for number, kind, value, end in (
            (0, "occupation", occupation, length),
            (1, "seniority", seniority, len(seniority or "")),
        )
        if value
    ]
    contents, numbers, kinds, values, starts, ends, lengths = zip(*rows, strict=True)
    size = len(rows)
    return pa.table(
        {
            "content_hash": _plain(contents),
            "pipeline_version": _plain([version] * size),
            "finding_number": pa.array(numbers, pa.int32()),
            "kind": _plain(kinds),
            "value": _plain(values),
            "mention_class": _plain(["mentioned"] * size),
            "rule": _plain(["title"] * size),
            "detail": _plain(["{}"] * size),
            "section": _plain(["title"] * size),
            "section_rule": _plain([None] * size),
            "start_char": pa.array(starts, pa.int32()),
            "end_char": pa.array(ends, pa.int32()),
            "sentence_start": pa.array(starts, pa.int32()),
            "sentence_end": pa.array(lengths, pa.int32()),
            "heading_start": pa.nulls(size, pa.int32()),
            "heading_end": pa.nulls(size, pa.int32()),
        }
    )


def _chosen(names: Sequence[str], numbers: Numbers) -> pa.Array:
    """The name of each number."""
    indices = pa.array(numbers.astype(np.int32))
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string())).cast(pa.string())


def _plain(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.string())
