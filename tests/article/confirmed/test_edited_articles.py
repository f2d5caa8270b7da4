"""Decisions on whole articles that somebody went on editing: sentences moved, reworded, cut, copied
and numbers changed, many times at random. Each lands on its own number or is told to be lost.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from skillscan.article.article_numbers import ReadArticle
from skillscan.article.confirmed.decision import ClaimDecision
from skillscan.article.confirmed.matching import match
from skillscan.article.model import Binding
from tests.article.confirmed.numbers import places, read_markdown

LABELLED = Path(__file__).parent.parent / "labelled"
ARTICLES = ("newspaper.txt", "newsletter.txt", "product_blog.md", "listicle.md", "traps.txt")
ROUNDS = 6
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_SHARE = re.compile(r"(?<!to )(?<![-–.\d])\d+(?=(?:\.\d+)? ?(?:%|percent))")
_SYNONYMS = (
    ("postings", "ads"),
    ("require", "ask for"),
    ("shows up", "turns up"),
    ("appears", "is seen"),
    ("name", "mention"),
    ("but", "yet"),
    ("only", "just"),
    ("now", "today"),
)
_OPENINGS = ("Still, ", "By the way, ", "In short, ", "To be sure, ")
STRANGERS = (
    "Zorbotron appears in 12% of postings for ML engineers.",
    "Only 7% of postings ask for COBOL, and 3% for Fortran.",
    "Nobody counted the other 41% of them.",
)


@dataclass(frozen=True)
class Sentence:
    """One sentence, and which of the article before the edits it was; ``None`` of a new one."""

    words: str
    origin: int | None


Paragraph = tuple[Sentence, ...]
Draft = Callable[[list[Paragraph], random.Random], list[Paragraph]]


def paragraphs(text: str) -> list[Paragraph]:
    found, number = [], 0
    for piece in text.split("\n\n"):
        is_prose = not piece.lstrip().startswith(("#", "-", "*", "|", "1."))
        words = _SENTENCE.split(piece) if is_prose and "\n" not in piece else [piece]
        found.append(tuple(Sentence(one, number + at) for at, one in enumerate(words)))
        number += len(words)
    return found


def moved(text: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Sections change places, paragraphs within them, and sentences within those."""
    sections: list[list[Paragraph]] = [[]]
    for paragraph in text:
        is_heading = paragraph[:1] and paragraph[0].words.startswith("#")
        if is_heading:
            sections.append([paragraph])
        else:
            sections[-1].append(tuple(chance.sample(paragraph, len(paragraph))))
    for section in sections:
        is_headed = bool(section) and section[0][:1] and section[0][0].words.startswith("#")
        rest = section[1:] if is_headed else section
        section[:] = [*section[: len(section) - len(rest)], *chance.sample(rest, len(rest))]
    first, *others = sections
    return [one for section in (first, *chance.sample(others, len(others))) for one in section]


def reworded(text: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Some sentences say the same in other words."""
    return [tuple(_reworded(one, chance) for one in paragraph) for paragraph in text]


def _reworded(one: Sentence, chance: random.Random) -> Sentence:
    words = one.words
    if chance.random() < 0.5 or not words[:1].isalpha():
        return one
    for old, new in chance.sample(_SYNONYMS, 3):
        words = re.sub(rf"\b{old}\b", new, words)
    if chance.random() < 0.4:
        words = chance.choice(_OPENINGS) + words
    return replace(one, words=words)


def renumbered(text: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Shares have other digits."""
    return [
        tuple(
            replace(one, words=_SHARE.sub(lambda _: str(chance.randint(11, 89)), one.words))
            for one in paragraph
        )
        for paragraph in text
    ]


def cut(text: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Some sentences are gone."""
    return [
        tuple(one for one in paragraph if one.words.startswith("#") or chance.random() < 0.8)
        for paragraph in text
    ]


def copied(text: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Some paragraphs stand there twice, and new sentences among them."""
    found = []
    for paragraph in text:
        found += [paragraph] * (1 + (chance.random() < 0.15))
        if chance.random() < 0.2:
            found.append((Sentence(chance.choice(STRANGERS), None),))
    return found


def written(text: Sequence[Paragraph]) -> tuple[str, list[tuple[int, int, int | None]]]:
    """The text, and where each sentence stands in it."""
    whole, spans = "", []
    for paragraph in text:
        for place, one in enumerate(paragraph):
            whole += " " if place else ("\n\n" if whole else "")
            spans.append((len(whole), len(whole) + len(one.words), one.origin))
            whole += one.words
    return whole, spans


def home_of(article: ReadArticle, spans: Sequence[tuple[int, int, int | None]], index: int) -> str:
    """The sentence that a number stands in, and the how-manieth number of it it is."""
    starts = [article.article.source_span(q.start, q.end)[0] for q in article.quantities]
    for start, end, origin in spans:
        if start <= starts[index] < end:
            before = sum(start <= other < starts[index] for other in starts)
            return f"{origin}/{before}"
    raise AssertionError("a number stands in no sentence")


def decisions_of(article: ReadArticle) -> list[ClaimDecision]:
    """Every number decided: what was read is confirmed, all else dismissed."""
    return [
        places(article).decide(index, found if isinstance(found, Binding) else None)
        for index, found in enumerate(article.readings)
    ]


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize(
    ("edits", "least"),
    [
        ((moved,), 0.9),
        ((renumbered,), 0.9),
        ((moved, renumbered), 0.9),
        ((moved, reworded), 0.5),
        ((cut, moved, renumbered), 0.5),
        ((copied, moved), 0.3),
        ((reworded, renumbered, cut, copied, moved), 0.2),
    ],
    ids=lambda value: "+".join(one.__name__ for one in value) if isinstance(value, tuple) else "",
)
def test_a_decision_is_on_its_own_number_or_lost(
    name: str, edits: tuple[Draft, ...], least: float
) -> None:
    """After the next draft a dismissal would silence, or a binding rewrite, another number."""
    old_text = paragraphs((LABELLED / name).read_text(encoding="utf-8").strip())
    source, spans = written(old_text)
    old = read_markdown(source)
    decisions = decisions_of(old)
    homes = {decision.id: home_of(old, spans, at) for at, decision in enumerate(decisions)}
    found = 0
    for seed in range(ROUNDS):
        chance = random.Random(f"{name} {seed}")  # noqa: S311 (a draft, no secret)
        text = old_text
        for edit in edits:
            text = edit(text, chance)
        new_source, new_spans = written([one for one in text if one])
        new = read_markdown(new_source)
        matched = match(new.article, new.quantities, new.readings, decisions)
        assert len(matched.found) + len(matched.lost) == len(decisions)
        misplaced = {
            decision.quote: new_source[slice(*new.article.source_span(q.start, q.end))]
            for index, decision in matched.found.items()
            for q in (new.quantities[index],)
            if home_of(new, new_spans, index) != homes[decision.id]
        }
        assert misplaced == {}
        found += len(matched.found)
    assert found >= least * ROUNDS * len(decisions)
