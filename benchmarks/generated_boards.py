"""Boards of any number with generated postings.

A posting is a deterministic function of the seed, its board and its number. Its text is made of
real sentences: about half of its characters are lines of its employer's own that stand in every
text of the board (as of the recorded boards), the rest are lines that were not there before, each
of two sentences of real postings.
"""

import html
import json
import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from benchmarks import material
from skillscan.domain import Board
from skillscan.text.prepare import prepare

SHARE_OWN = 0.53
"""Of the characters of the recorded boards, those in lines that their board had before."""
SPREAD = 1.2
LARGEST = 30
"""No board has more than so many times the mean."""
CORPORA = ("ml_us_2025", "builtin_2026", "ds_2020", "uk_general_2026")
PLACES = (
    "San Francisco, CA",
    "New York, NY",
    "Austin, TX",
    "Seattle, WA",
    "Remote, United States",
    "London, United Kingdom",
    "Berlin, Germany",
    "Toronto, Canada",
    "Bengaluru, India",
)
FIRST_ID = 100_001
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Sentences:
    """What texts are made of: titles, and the sentences of each real text."""

    titles: list[str]
    texts: list[list[str]]

    @cached_property
    def all(self) -> list[str]:
        """The sentences of all texts."""
        return [sentence for text in self.texts for sentence in text]

    @classmethod
    def kept(cls, file: Path) -> "Sentences":
        """Those of a file, which is made where it is not there."""
        if not file.is_file():
            rows = list(material.rows(CORPORA))
            texts = [_sentences(row["description"]) for row in rows]
            found = {
                "titles": [row["title"] for row in rows],
                "texts": [text for text in texts if len(text) > 5],
            }
            aside = file.with_suffix(".part")
            aside.write_text(json.dumps(found), encoding="utf-8")
            aside.replace(file)
        return cls(**json.loads(file.read_text(encoding="utf-8")))


def _sentences(description: str) -> list[str]:
    lines = prepare(description).split("\n")
    found = (part.strip(" •*-") for line in lines for part in _SENTENCE.split(line))
    return [part for part in found if len(part) > 20]


@dataclass(frozen=True, slots=True)
class GeneratedPosting:
    """One posting of a board; ``number`` is its place on it."""

    board: Board
    number: int
    title: str
    place: str
    body: str

    @property
    def native_id(self) -> str:
        """The source's id."""
        return str(FIRST_ID + self.number)


@dataclass(eq=False)
class GeneratedBoards:
    """The boards and how many postings each has; they add up to ``postings``."""

    boards: Sequence[Board]
    postings: int
    seed: int
    sentences: Sentences

    @cached_property
    def sizes(self) -> list[int]:
        """Of each board, as unequal as real ones."""
        chance = random.Random(self.seed)
        weights = [math.exp(chance.gauss(0, SPREAD)) for _ in self.boards]
        mean = sum(weights) / len(weights)
        weights = [min(weight, LARGEST * mean) for weight in weights]
        total, reached, given = sum(weights), 0.0, 0
        found = []
        for weight in weights:
            reached += weight
            until = round(self.postings * reached / total)
            found.append(until - given)
            given = until
        return found

    def posting(self, index: int, number: int) -> GeneratedPosting:
        """One posting of the board at an index."""
        board = self.boards[index]
        chance = random.Random(f"{self.seed}/{board.source}/{board.token}/{number}")
        title, place = chance.choice(self.sentences.titles), chance.choice(PLACES)
        lines: list[str] = []
        while sum(map(len, lines)) < material.CHARACTERS * (1 - SHARE_OWN):
            lines.append(f"{chance.choice(self.sentences.all)} {chance.choice(self.sentences.all)}")
        items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        body = f"{self._own(index)}<h3>What you will do and bring</h3><ul>{items}</ul>"
        return GeneratedPosting(board, number, title, place, body)

    @lru_cache(maxsize=64)  # noqa: B019 - one object a process
    def _own(self, index: int) -> str:
        board = self.boards[index]
        chance = random.Random(f"{self.seed}/{board.source}/{board.token}")
        lines: list[str] = []
        while sum(map(len, lines)) < material.CHARACTERS * SHARE_OWN:
            lines += chance.choice(self.sentences.texts)[:12]
        return "".join(f"<p>{html.escape(line)}</p>" for line in lines)

    def page(self, index: int, start: int = 0, limit: int | None = None) -> list[GeneratedPosting]:
        """A part of a board."""
        size = self.sizes[index]
        end = size if limit is None else min(size, start + limit)
        return [self.posting(index, number) for number in range(start, end)]
