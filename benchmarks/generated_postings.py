"""The openings of a generated warehouse, piece by piece: their employers, postings, readings."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.generated_findings import (
    DEGREES,
    TITLES,
    WORKPLACES,
    Numbers,
    Random,
    Texts,
    Vocabulary,
    pay_range,
    write_texts,
)
from skillscan.dedup.employers import employer_id_of
from skillscan.dedup.titles import title_key

SEED = 15
AS_OF = datetime(2026, 11, 1, 6, tzinfo=UTC)
WEEKS = 61
"""Fetches of a board that is read since the beginning; the last of them is that of ``AS_OF``."""
CRAWLED = ("greenhouse", "lever", "ashby", "smartrecruiters")
IMPORTED = ("file_2025", "file_2026")
SHARE_IMPORTED = 0.1
SHINGLES = 700
COUNTRIES = {"US": 0.52, "IN": 0.15, "GB": 0.1, "DE": 0.08, "CA": 0.05, "FR": 0.05, None: 0.05}
OCCUPATIONS = dict(zip(TITLES, (0.8, 0.07, 0.07, 0.04, 0.02), strict=True))
SENIORITIES = {
    None: 0.52,
    "senior": 0.25,
    "staff": 0.13,
    "junior": 0.05,
    "intern": 0.03,
    "mid": 0.02,
}
READ_SHARE = 0.94
"""Texts in English; the others are not read."""


@dataclass(frozen=True, kw_only=True)
class Versions:
    """By what a warehouse was made, so that it counts as read and grouped."""

    pipeline: str
    grouping: str
    comparable_text: str


@dataclass(frozen=True, kw_only=True)
class Employers:
    """Who advertises: ``size`` employers, the first of them with a twentieth of all openings."""

    size: int

    @classmethod
    def of(cls, openings: int) -> "Employers":
        """So many as advertise so many openings: of ten times the openings, six times as many."""
        return cls(size=max(20, round(1.6 * openings**0.8)))

    @cached_property
    def share(self) -> NDArray[np.float64]:
        """How much of all openings falls on the employers up to each."""
        weight = (np.arange(self.size) + 2.0) ** -0.9
        found: NDArray[np.float64] = np.cumsum(weight) / weight.sum()
        return found

    @cached_property
    def names(self) -> list[str]:
        """What they are called."""
        return [f"Employer {number}" for number in range(self.size)]

    @cached_property
    def ids(self) -> list[str]:
        """What a warehouse calls them."""
        return [employer_id_of(name) for name in self.names]

    @cached_property
    def sources(self) -> list[str]:
        """Where each advertises."""
        crawled, imported = len(CRAWLED), len(IMPORTED)
        every = round(1 / SHARE_IMPORTED)
        return [
            IMPORTED[number // every % imported]
            if number % every == every - 1
            else CRAWLED[number % crawled]
            for number in range(self.size)
        ]

    @cached_property
    def boards(self) -> list[str]:
        """Their boards; all files of a source are one."""
        return [
            "import" if source in IMPORTED else f"employer{number}"
            for number, source in enumerate(self.sources)
        ]

    @cached_property
    def first_weeks(self) -> Numbers:
        """The fetch that read the board for the first time; two of three since the beginning."""
        number = np.arange(self.size)
        return np.where(number % 3 == 2, number * 7 % (WEEKS // 2), 0)


class Piece:
    """Some openings with their postings, drawn by the number of the first."""

    def __init__(
        self,
        first: int,
        size: int,
        employers: Employers,
        vocabulary: Vocabulary,
        versions: Versions,
    ) -> None:
        self.first, self.size = first, size
        self.employers, self.vocabulary, self.versions = employers, vocabulary, versions
        self.random: Random = np.random.default_rng([SEED, first])
        self.employer = np.searchsorted(employers.share, self.random.random(size))
        self.employer = np.minimum(self.employer, employers.size - 1)
        self.hashes = [
            hashlib.md5(f"{SEED}/{first + number}".encode(), usedforsecurity=False).hexdigest()
            for number in range(size)
        ]
        self.country = self._drawn(COUNTRIES)
        self.is_read = self.random.random(size) < READ_SHARE
        self.answers = self._answers()

    def tables(self, *, is_grouped: bool) -> Iterator[tuple[str, pa.Table]]:
        """The rows of each table of the warehouse."""
        versions = self.versions
        texts = write_texts(
            self.random, self.vocabulary, self.answers, self.hashes, versions.pipeline
        )
        postings = self._postings()
        opening = np.repeat(np.arange(self.size), self.copies)
        yield "postings", postings
        yield "posting_versions", self._versions(texts, opening, postings)
        yield "readings", self._readings()
        read = pa.array(np.array(self.hashes, dtype=object)[self.is_read])
        yield (
            "findings",
            texts.findings.join(
                pa.table({"content_hash": read}), "content_hash", join_type="left semi"
            ),
        )
        yield "text_shingles", self._shingles()
        if is_grouped:
            yield "posting_openings", self._memberships(texts, opening, postings)

    def _drawn(self, shares: dict[Any, float]) -> NDArray[Any]:
        names = np.array(list(shares), dtype=object)
        drawn: NDArray[Any] = names[
            self.random.choice(len(names), self.size, p=list(shares.values()))
        ]
        return drawn

    def _answers(self) -> dict[str, NDArray[Any]]:
        random, size = self.random, self.size
        states_pay = (random.random(size) < 0.45) & (self.country == "US")
        level = np.clip(random.normal(80, 35, size), 0, self.vocabulary.pays - 1).astype(np.int64)
        years = np.clip(random.gamma(4, 1.2, size), 0, self.vocabulary.years - 1).astype(np.int64)
        return {
            "occupation": self._drawn(OCCUPATIONS),
            "seniority": self._drawn(SENIORITIES),
            "team": random.integers(1, 40, size),
            "experience": np.where(random.random(size) < 0.72, years, -1),
            "degree": self._drawn(
                dict(zip((*range(len(DEGREES)), -1), (0.3, 0.07, 0.05, 0.1, 0.48), strict=True))
            ).astype(np.int64),
            "pay": np.where(states_pay, level, -1),
            "workplace": self._drawn(
                dict(zip((*range(len(WORKPLACES)), -1), (0.17, 0.17, 0.06, 0.6), strict=True))
            ).astype(np.int64),
        }

    @cached_property
    def copies(self) -> Numbers:
        """How often each opening is advertised."""
        drawn = self.random.random(self.size)
        return 1 + (drawn < 0.1) + (drawn < 0.02)

    def _postings(self) -> pa.Table:
        opening = np.repeat(np.arange(self.size), self.copies)
        number = np.arange(len(opening)) - np.repeat(
            np.cumsum(self.copies) - self.copies, self.copies
        )
        employer = self.employer[opening]
        sources, boards = self.employers.sources, self.employers.boards
        native = [f"{self.first + o}-{n}" for o, n in zip(opening, number, strict=True)]
        source = [sources[e] for e in employer]
        board = [boards[e] for e in employer]
        is_imported = np.isin(np.array(source), IMPORTED)
        first_week = self.employers.first_weeks[employer]
        first = first_week + (self.random.random(len(opening)) * (WEEKS - first_week)).astype(int)
        last = np.minimum(first + self.random.exponential(6, len(opening)).astype(int), WEEKS - 1)
        file_week = WEEKS - 1 - 20 * np.where(np.array(source) == IMPORTED[1], 1, 2)
        first = np.where(is_imported, file_week, first)
        last = np.where(is_imported, file_week, last)
        missed = np.where(is_imported, 0, WEEKS - 1 - last)
        is_closed = missed >= 2
        gone = _weeks(last + 1)
        return pa.table(
            {
                "posting_id": [
                    f"{s}/{b}/{n}" for s, b, n in zip(source, board, native, strict=True)
                ],
                "source": source,
                "board": board,
                "native_id": native,
                "employer_id": [self.employers.ids[e] for e in employer],
                "content_hash": [self.hashes[o] for o in opening],
                "url": [f"https://jobs.example/{n}" for n in native],
                "first_seen": _weeks(first),
                "last_seen": _weeks(last),
                "sighted_at": _weeks(last),
                "posted_at": _weeks(first, days=-self.random.integers(0, 7, len(opening))),
                "closed_at": _only(gone, is_closed),
                "closed_reason": pa.array(np.where(is_closed, "absent", None), pa.string()),
                "missed_fetches": pa.array(missed, pa.int32()),
                "first_missed_at": _only(gone, missed > 0),
                "source_hash": [self.hashes[o] for o in opening],
            }
        )

    def _versions(self, texts: Texts, opening: Numbers, postings: pa.Table) -> pa.Table:
        countries = [self.country[o] for o in opening]
        return pa.table(
            {
                "posting_id": postings["posting_id"],
                "content_hash": postings["content_hash"],
                "title": [texts.titles[o] for o in opening],
                "text": pa.array([texts.bodies[o] for o in opening], pa.large_string()),
                "title_chars": pa.array([len(texts.titles[o]) for o in opening], pa.int32()),
                "text_chars": pa.array([len(texts.bodies[o]) for o in opening], pa.int32()),
                "company": [self.employers.names[self.employer[o]] for o in opening],
                "locations": pa.array([[c or "Anywhere"] for c in countries]),
                "country": pa.array(countries, pa.string()),
                "language": ["en" if self.is_read[o] else "de" for o in opening],
                "landing_file": pa.array(
                    [
                        f"{s}/{b}.jsonl.gz"
                        for s, b in zip(
                            postings["source"].to_pylist(),
                            postings["board"].to_pylist(),
                            strict=True,
                        )
                    ]
                ),
                "valid_from": postings["first_seen"],
            }
        )

    def _readings(self) -> pa.Table:
        found = self.answers
        low, high = pay_range(found["pay"])
        states_pay = found["pay"] >= 0
        years = pa.array(found["experience"], pa.int32(), mask=found["experience"] < 0)
        table = pa.table(
            {
                "content_hash": self.hashes,
                "pipeline_version": [self.versions.pipeline] * self.size,
                "occupation": pa.array(found["occupation"], pa.string()),
                "seniority": pa.array(found["seniority"], pa.string()),
                "years_min": years,
                "years_best": years,
                "degree": _named(DEGREES, found["degree"]),
                "pay_min": pa.array(low.astype(float), mask=~states_pay),
                "pay_max": pa.array(high.astype(float), mask=~states_pay),
                "pay_currency": pa.array(np.where(states_pay, "USD", None), pa.string()),
                "pay_period": pa.array(np.where(states_pay, "year", None), pa.string()),
                "workplace": _named(WORKPLACES, found["workplace"]),
                "read_at": pa.array([AS_OF] * self.size, pa.timestamp("us", tz="UTC")),
            }
        )
        return table.filter(pa.array(self.is_read))

    def _shingles(self) -> pa.Table:
        sizes = np.maximum(self.random.normal(SHINGLES, SHINGLES / 4, self.size), 50).astype(int)
        values = self.random.integers(0, 2**62, sizes.sum(), dtype=np.uint64)
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        owner = np.repeat(np.arange(self.size), sizes)
        values = values[np.lexsort((values, owner))]
        lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(values))
        none: list[list[str]] = [[]] * self.size
        strings = pa.list_(pa.string())
        return pa.table(
            {
                "content_hash": self.hashes,
                "shingles_version": [self.versions.comparable_text] * self.size,
                "shingles": lists,
                "years": pa.array(
                    [[str(y)] if y >= 0 else [] for y in self.answers["experience"]], strings
                ),
                "languages": pa.array(none, strings),
                "forms": pa.array(none, strings),
            }
        )

    def _memberships(self, texts: Texts, opening: Numbers, postings: pa.Table) -> pa.Table:
        ids = postings["posting_id"].to_pylist()
        firsts = np.cumsum(self.copies) - self.copies
        keys = {title: title_key(title).text for title in set(texts.titles)}
        openings = [f"o:{ids[firsts[o]]}" for o in opening]
        return pa.table(
            {
                "posting_id": ids,
                "opening_id": openings,
                "decision": [
                    "first posting of its opening"
                    if one == f"o:{posting}"
                    else f"near-identical text (1.00) with {one[2:]}"
                    for one, posting in zip(openings, ids, strict=True)
                ],
                "employer_id": postings["employer_id"],
                "content_hash": postings["content_hash"],
                "grouping_version": [self.versions.grouping] * len(ids),
                "own_opening_id": openings,
                "title_key": [keys[texts.titles[o]] for o in opening],
            }
        )


def _weeks(numbers: Numbers, *, days: int | Numbers = 0) -> pa.Array:
    """The times of these weekly fetches, and some days from there."""
    first = np.datetime64((AS_OF - timedelta(weeks=WEEKS - 1)).replace(tzinfo=None), "us")
    passed = (numbers * 7 + days).astype("timedelta64[D]")
    return pa.array(first + passed, pa.timestamp("us", tz="UTC"))


def _only(times: pa.Array, wanted: NDArray[np.bool_]) -> pa.Array:
    return pa.array(times.to_numpy(zero_copy_only=False), times.type, mask=~wanted)


def _named(names: Sequence[str], numbers: Numbers) -> pa.Array:
    """The name of each number; none below zero."""
    known = np.array([*names, None], dtype=object)
    return pa.array(known[numbers], pa.string())
