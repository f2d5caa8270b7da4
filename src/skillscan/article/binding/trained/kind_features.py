"""What the regression of kinds knows of a number: plain facts, each a word of its own, in the
manner of maximum-entropy taggers (Ratnaparkhi 1996).

A sentence is read as marks and words: what stands for a skill, a level, a degree, a job, openings,
a source or another number is one mark for all of its kind, so that what one name teaches holds of
others. A feature is ``name=value``. All are bounded: of a span its nearest or first words are
taken.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.trained.words import rough_size, tokens
from skillscan.article.model import Binding, Bound, Quantity

_WINDOW = 10
"""Marks and words of each side that are features of their own."""
_PAIRS = 8
_LONGEST_HEADER = 80
_FEW, _MOST_MARKS = 3, 7
_NAMED_DIMENSIONS = ("workplace_share", "degree_share")
_PEOPLE, _ORGANISATIONS = "people", "organisations"
_GROUPS = ("postings", "fields", "countries")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark or word of a sentence; ``place`` is the number's where it stands for one."""

    start: int
    name: str
    place: int = -1


class KindFeatures:
    """The features of the numbers of one article, for training and for use."""

    def __init__(self, reading: ArticleReading, outcomes: Sequence[Outcome]) -> None:
        self._reading = reading
        self._outcomes = outcomes
        self._article = list(_article(reading, outcomes))
        self._marks: dict[ArticleSentence, list[_Mark]] = {}
        self._headers: dict[str, list[str]] = {}

    def of(self, around: Surroundings) -> list[str]:
        """What is known of a number."""
        number = list(_number(around.quantity))
        signed = self._reading.text[max(0, around.quantity.start - 2) : around.quantity.start]
        number.append(f"signed={signed.strip()[-1:]}|{around.quantity.unit}")
        near = list(self._at_number(around))
        found = [
            *self._article,
            *number,
            *near,
            *self._sentences(around),
            *self._place(around),
            *_company(self._reading, around, self._outcomes),
        ]
        unit = number[0]
        joined = [f"{one}|{unit}" for one in near if one.startswith(("at", "mark", "order"))]
        joined += [
            f"{one}|{unit}" for one in found if one.startswith(("col", "row", "head", "lab"))
        ]
        return [*found, *joined]

    def marks(self, sentence: ArticleSentence) -> list[_Mark]:
        """A sentence as marks and words."""
        if sentence not in self._marks:
            self._marks[sentence] = list(_marks(self._reading, sentence))
        return self._marks[sentence]

    def _at_number(self, around: Surroundings) -> Iterator[str]:
        marks = self.marks(around.sentence)
        here = next((n for n, one in enumerate(marks) if one.place == around.place), None)
        if here is None:
            yield "unmarked"
            return
        before = [one.name for one in marks[:here]][::-1]
        behind = [one.name for one in marks[here + 1 :]]
        for sign, names in (("-", before), ("+", behind)):
            for size in (1, 2, 3, 4):
                yield f"at{sign}{size}={' '.join(names[:size])}"
            near = names[:_WINDOW]
            yield from (f"in{sign}={one}" for one in sorted(set(near)))
            yield from (f"in{sign}={a} {b}" for a, b in pairwise(names[:_PAIRS]))
            kinds = [(n, one) for n, one in enumerate(names) if one.startswith("<")]
            yield from (f"mark{sign}={one}" for one in sorted({one for _, one in kinds}))
            for rank, (n, one) in enumerate(kinds[:2]):
                yield f"mark{sign}{rank}={one}"
                yield f"mark{sign}{rank}={one} {rough_size(n)}"
                yield f"mark{sign}{rank}={one} {' '.join(names[:n][:3])}"
        yield f"at={' '.join(before[:1])} # {' '.join(behind[:1])}"
        yield f"at={' '.join(before[:2][::-1])} # {' '.join(behind[:2])}"
        order = [
            one.name if one.place != around.place else "<N>" for one in marks if one.name[0] == "<"
        ]
        at = order.index("<N>")
        yield f"order={' '.join(order[max(0, at - 3) : at + 4])}"
        yield f"order={' '.join(order[max(0, at - 2) : at + 2])}"
        yield f"order={' '.join(order[max(0, at - 1) : at + 3])}"
        yield f"begins={' '.join(one.name for one in marks[:1])}"
        yield f"begins={' '.join(one.name for one in marks[:2])}"
        yield f"begins={' '.join(one.name for one in marks[:3])}"
        yield f"ends={' '.join(one.name for one in marks[-2:])}"
        yield f"length={rough_size(len(marks))}"
        yield f"first={here}" if here < _FEW else "first=far"
        yield f"last={len(marks) - here}" if len(marks) - here < _FEW else "last=far"

    def _sentences(self, around: Surroundings) -> Iterator[str]:
        """The sentences before and the one behind."""
        reading = self._reading
        for n, one in enumerate(reading.sentences_before(around.sentence, _FEW)):
            names = [mark.name for mark in self.marks(one)]
            same = one.block == around.sentence.block
            yield f"gap{n}={same:d}"
            yield from (f"before{n}={name}" for name in sorted(set(names)) if name[0] == "<")
            if n < 2:
                yield from (
                    f"words{n}={name}" for name in sorted(set(names[-15:])) if name[0] != "<"
                )
                yield f"ends{n}={' '.join(names[-2:])}"
                yield f"begins{n}={' '.join(names[:2])}"
        behind = reading.following(around.sentence)
        if behind is not None:
            names = [mark.name for mark in self.marks(behind)]
            yield from (f"behind={name}" for name in sorted(set(names)) if name[0] == "<")
            yield f"begins+={' '.join(names[:2])}"

    def _place(self, around: Surroundings) -> Iterator[str]:
        reading, block = self._reading, self._reading.block(around)
        yield f"block={block.kind}"
        yield f"at_block={min(_FEW, around.sentence.block)}"
        headers = zip(("row", "col", "lab", "head", "lead"), reading.headers(around), strict=True)
        for name, said in headers:
            names = self._header(said)
            yield f"{name}={' '.join(names[:4])}"
            yield from (f"{name}+={one}" for one in sorted(set(names)))
            yield from (f"{name}+={a} {b}" for a, b in pairwise(names))
        if block.kind == "cell":
            kinds = [
                " ".join(one for one in self._header(said or "") if one[0] == "<")
                for said in (block.row, block.column)
            ]
            yield f"cross={kinds[0]} # {kinds[1]}"
            lead, heading = self._header(reading.lead(block)), self._header(reading.heading(block))
            yield from (
                f"crosslead={kinds[0]} # {kinds[1]} {one}" for one in sorted({*lead, *heading})
            )
            yield f"corner={' '.join(self._header(reading.corner(around))[:3])}"
        outer = " ".join(block.headings[:-1])
        yield from (f"outer+={one}" for one in sorted(set(self._header(outer))))

    def _header(self, said: str) -> list[str]:
        """A header as marks and words."""
        said = said[-_LONGEST_HEADER:]
        if said not in self._headers:
            subjects = {_name(one) for one in self._reading.header_subjects(said)}
            found = [*sorted(subjects)]
            found += [f"<{group}>" for group in _GROUPS if self._reading.words.has(group, said)]
            self._headers[said] = [*found, *tokens(said)]
        return self._headers[said]


def _marks(reading: ArticleReading, sentence: ArticleSentence) -> Iterator[_Mark]:
    """What a sentence says, in order; the larger kind of mark is taken where two overlap."""
    text, base = reading.text, sentence.start
    said = reading.sentence_text(sentence)
    spans: list[tuple[int, int, _Mark]] = []
    for place in reading.places_in(sentence):
        number = reading.quantities[place]
        mark = _Mark(number.start, f"<{number.unit}{'w' if number.is_in_words else ''}>", place)
        spans.append((number.start, number.end, mark))
    for one in reading.attribution.sources(sentence):
        if sentence.start <= one.start < one.end <= sentence.end:
            name = "<source>" if one.name else "<some source>"
            spans.append((one.start, one.end, _Mark(one.start, name)))
    spans += [
        (one.start, one.end, _Mark(one.start, _name(one)))
        for one in reading.subjects(sentence)
        if one.start >= 0
    ]
    words = reading.words
    for group in _GROUPS:
        for found in words.find(group, said):
            start, end = base + found.start, base + found.end
            spans.append((start, end, _Mark(start, f"<{group}>")))
    for group in (_PEOPLE, _ORGANISATIONS):
        for found in words.find("others", said, group):
            start, end = base + found.start, base + found.end
            spans.append((start, end, _Mark(start, f"<{group}>")))
    kept: list[tuple[int, int, _Mark]] = []
    for start, end, mark in spans:
        if start < end and not any(a < end and start < b for a, b, _ in kept):
            kept.append((start, end, mark))
    at = sentence.start
    for start, end, mark in sorted(kept, key=lambda one: one[0]):
        yield from (_Mark(at, one) for one in tokens(text[at:start]))
        yield mark
        at = end
    yield from (_Mark(at, one) for one in tokens(text[at : sentence.end]))


def _name(subject: ClaimSubject) -> str:
    if subject.statistic in _NAMED_DIMENSIONS:
        return f"<{subject.statistic}:{subject.dimension}>"
    return f"<{subject.statistic}>"


def _article(reading: ArticleReading, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What is known of a whole article: what it reads, and whose its numbers are."""
    kinds = [one.kind for one in outcomes if isinstance(one, Binding)]
    yield f"reads={reading.reads_postings:d}{reading.counts_postings:d}"
    yield f"ours={rough_size(kinds.count('ours'))}"
    yield f"theirs={min(_FEW, kinds.count('theirs'))}"


def _number(number: Quantity) -> Iterator[str]:
    unit = f"unit={number.unit}{'w' if number.is_in_words else ''}"
    yield unit
    digits = int(math.log10(number.high) * 2) if number.high > 0 else -1
    yield f"size={digits}|{number.unit}"
    yield f"round={number.high % 10 == 0:d}|{number.unit}"
    bound = Bound.ABOUT if number.bound is Bound.NEARLY else number.bound
    yield f"bound={bound}|{number.unit}"
    yield f"range={number.low != number.high:d}|{number.unit}"
    yield f"fraction={number.high % 1 != 0:d}|{number.unit}"
    yield f"sum={number.high < 100:d}{number.high < 31:d}{number.high < 13:d}|{number.unit}"


def _company(
    reading: ArticleReading, around: Surroundings, outcomes: Sequence[Outcome]
) -> Iterator[str]:
    """The numbers beside it, and what they were bound to."""
    source = reading.attribution.source(around)
    yield f"source={source is not None:d}"
    for sign, place in (("-", around.place - 1), ("-2", around.place - 2), ("+", around.place + 1)):
        if not 0 <= place < len(outcomes):
            yield f"beside{sign}=none"
            continue
        found, other = outcomes[place], reading.around[place]
        where = "in" if other.sentence == around.sentence else "out"
        kind = f"{found.kind}:{found.statistic}" if isinstance(found, Binding) else "none"
        yield f"beside{sign}={where}:{kind}"
        yield f"beside{sign}={where}:{other.quantity.unit}"
    inside = [outcomes[n] for n in reading.places_in(around.sentence) if n != around.place]
    for kind in ("ours", "theirs"):
        count = sum(isinstance(one, Binding) and one.kind == kind for one in inside)
        yield f"{kind}_in={min(_FEW, count)}"
    yield f"numbers={rough_size(len(inside))}"
