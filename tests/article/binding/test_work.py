"""How much is looked at to bind the numbers of a long article, counted and not timed."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from skillscan.article.binding import bind, load_vocabulary
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.subjects.subjects import SubjectReader
from skillscan.article.binding.vocabulary import (
    SOURCES_FILE,
    WORD_FILES,
    ArticleWords,
    FoundWords,
)
from skillscan.article.model import Quantity
from skillscan.article.quantities import find
from skillscan.article.source import read
from skillscan.rules import load_rules

VOCABULARY = load_vocabulary()
MOST = 2.3
"""Twice the text may take so much more work; four times would be a square."""


class Watched(list[Quantity]):
    """Numbers of an article that count how often one of them is looked at."""

    looked_at = 0

    def __iter__(self) -> Iterator[Quantity]:
        for one in super().__iter__():
            self.looked_at += 1
            yield one


def numbers_looked_at(text: str) -> int:
    article = read(text.encode(), "markdown")
    watched = Watched(find(article))
    bind(article, watched, VOCABULARY)
    return watched.looked_at


def searches(text: str) -> list[tuple[int, str, str, tuple[str, ...]]]:
    """In which texts words of the rule files are looked for; no answer is known yet."""
    searched = []
    matches = ArticleWords._matches

    def watched(
        self: ArticleWords, group: str, text: str, ids: tuple[str, ...]
    ) -> Iterator[FoundWords]:
        searched.append((id(self), group, text, ids))
        return matches(self, group, text, ids)

    words = ArticleWords(tuple(map(load_rules, WORD_FILES)), load_rules(SOURCES_FILE))
    article = read(text.encode(), "markdown")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ArticleWords, "_matches", watched)
        bind(article, find(article), replace(VOCABULARY, words=words))
    return searched


def characters_searched(text: str) -> int:
    return sum(len(searched) for _, _, searched, _ in searches(text))


@pytest.mark.parametrize(
    ("work", "unit"),
    [
        (numbers_looked_at, "Data engineer postings rose {}% on September.\n\n"),
        (numbers_looked_at, "Half of the ads, 50%, closed within {} days.\n\n"),
        (numbers_looked_at, "Our 9{} data engineer ads name Docker in 41%. "),
        (characters_searched, "Data engineer listings: 1{}\n\n"),
        (
            characters_searched,
            "Data engineer postings rose {}% on September, and 22% on the year. ",
        ),
        (characters_searched, "Docker was in {}% of the ads in 2024, and Java in 20%. "),
        (characters_searched, "- Docker: {}%\n- Kubernetes: 38% of the ads\n"),
    ],
)
def test_work_grows_with_the_length(work: Callable[[str], int], unit: str) -> None:
    """An article of two megabytes would take hours."""
    head = "# Data engineers\n\n"
    once, twice = (work(head + "".join(map(unit.format, range(10, end)))) for end in (90, 170))
    assert once < twice <= MOST * once


def test_a_text_is_searched_once_for_what_is_there_and_once_for_whether_it_is() -> None:
    """The numbers of a sentence ask the same of it: a dense text took three times as long."""
    unit = "Data engineer postings rose {}% on September, and 22% on the year. "
    found = searches("# Data engineers\n\n" + "".join(map(unit.format, range(10, 30))))
    assert max(Counter(found).values()) <= 2


def test_a_header_is_read_once() -> None:
    """All cells of a row, and all lines of a list, ask of the same words what they name."""
    read_headers: Counter[tuple[int, str]] = Counter()
    of_span = SubjectReader.of_span

    def watched(
        self: SubjectReader, text: str, start: int, end: int, *others: Any, **named: Any
    ) -> list[ClaimSubject]:
        if (start, end) == (0, len(text)):
            read_headers[id(self), text] += 1
        return of_span(self, text, start, end, *others, **named)

    rows = "".join(
        f"| Kubernetes clusters | {number}% | 3{number}% |\n" for number in range(10, 30)
    )
    text = f"We read data engineer ads.\n\n| Skill | Ads | Senior ads |\n|---|---|---|\n{rows}"
    article = read(text.encode(), "markdown")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SubjectReader, "of_span", watched)
        bind(article, find(article), VOCABULARY)
    assert set(read_headers.values()) == {1}
