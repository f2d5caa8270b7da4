"""What the regressions of counts, sums, changes and times know of a number: plain facts, each a
word of its own: the words and the rules' groups of words before and behind it, its unit and size,
where it stands, what was bound before and beside it, and whether the article reads openings.

A feature is ``name=value``. All are bounded: of a span its first or last words are taken.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.trained.words import tokens
from skillscan.article.grammar import GRAMMAR_FILE
from skillscan.article.model import Binding, Bound, Quantity
from skillscan.rules import load_rules

_WINDOW, _LONGEST_SPAN, _LONGEST_HEADER = 9, 300, 60
"""Words of a span that are features of their own, and characters of what is parted into words."""
_NEAR = 4
"""Words at a number whose lists of the grammar are features."""
_FEW, _MOST_BEFORE = 3, 2
_CLAUSE_SIGNS = re.compile(r"[,;:()–—?!\"/]")
_FEWEST_WORDS, _MOST_WORDS = 3, 80
"""Lists of the grammar that are features: of one or two words the words themselves are."""


class QuantityFeatures:
    """The features of the numbers of one article, for training and for use."""

    def __init__(self, reading: ArticleReading, outcomes: Sequence[Outcome]) -> None:
        self.reading = reading
        self._outcomes = outcomes
        self._largest = _largest(reading.quantities)
        self._article = list(_article(reading, outcomes))

    def of(self, around: Surroundings) -> list[str]:
        """What is known of a number."""
        reading = self.reading
        before, behind = _spans(reading, around)
        at_number = list(_at_number(before, behind))
        number = list(_number(around.quantity, self._largest))
        found = [
            *self._article,
            *number,
            *at_number,
            *_window(before, behind),
            *_groups(reading, around),
            *_place(reading, around),
            *_company(reading, around, self._outcomes),
            *_sentences_before(reading, around),
        ]
        size = number[0]
        reads = self._article[0]
        joined = [f"{one}|{size}" for one in at_number]
        joined += [f"{one}|{reads}" for one in found if one.startswith(("list", "openings"))]
        return [*found, *joined]


def _article(reading: ArticleReading, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What is known of a whole article: what it reads, and what was bound."""
    told: dict[str, int] = defaultdict(int)
    kinds: dict[str, int] = defaultdict(int)
    for one in outcomes:
        if isinstance(one, Binding):
            kinds[one.kind] += 1
            if one.kind == "ours":
                told[_name(one)] += 1
    yield f"reads={reading.reads_postings:d}{reading.counts_postings:d}"
    yield f"ours={min(_FEW, kinds['ours'])}"
    yield f"theirs={min(_FEW, kinds['theirs'])}"
    for name in ("sample_size", "sample_size:employers", "pay_median", "posting_growth"):
        yield f"told-{name}={min(_FEW, told[name])}"


def _name(bound: Binding) -> str:
    """A statistic, with what two of one name differ by."""
    if bound.statistic == "sample_size" and bound.dimension:
        return f"{bound.statistic}:{bound.dimension}"
    if bound.statistic == "pay_median" and bound.measure == "stated":
        return f"{bound.statistic}:stated"
    return str(bound.statistic)


def _number(number: Quantity, largest: Mapping[str | None, float]) -> Iterator[str]:
    digits = int(math.log10(number.high) * 2) if number.high > 0 else -1
    yield f"size={digits}"
    yield f"unit={number.unit}"
    yield f"largest={number.high >= largest[number.unit]:d}"
    yield f"round={_is_round(number.high):d}|size={digits}"
    # the weights were fitted before the two were told apart
    bound = Bound.ABOUT if number.bound is Bound.NEARLY else number.bound
    yield f"bound={bound}"
    yield f"words={number.is_in_words:d}"
    yield f"range={number.low != number.high:d}"
    yield f"fraction={number.high % 1 != 0:d}"


def _is_round(value: float) -> bool:
    """Whether a number has but one or two digits that are not zero: 5,000, 12,000."""
    return len(f"{value:.0f}".rstrip("0")) <= _MOST_BEFORE


def _largest(quantities: Sequence[Quantity]) -> dict[str | None, float]:
    """The largest number of each unit."""
    found: dict[str | None, float] = defaultdict(float)
    for one in quantities:
        found[one.unit] = max(found[one.unit], one.high)
    return found


def _spans(reading: ArticleReading, around: Surroundings) -> tuple[list[str], list[str]]:
    """The words of a number's sentence before and behind it."""
    text, number = reading.text, around.quantity
    start = max(around.sentence.start, number.start - _LONGEST_SPAN)
    end = min(around.sentence.end, number.end + _LONGEST_SPAN)
    return tokens(text[start : number.start]), tokens(text[number.end : end])


def _at_number(before: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    for size in (1, 2, 3):
        yield f"at-{size}={' '.join(before[-size:])}"
        yield f"at+{size}={' '.join(behind[:size])}"
    yield f"at={' '.join(before[-1:])} # {' '.join(behind[:1])}"
    for sign, words in (("-", before[::-1]), ("+", behind)):
        lists = {name for word in words[:_NEAR] for name in _lists_of(word)}
        yield from (f"list{sign}={name}" for name in sorted(lists))
        next_to = {name for word in words[:1] for name in _lists_of(word)}
        yield from (f"next{sign}={name}" for name in sorted(next_to))


def _window(before: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    near = before[-_WINDOW:]
    yield from (f"before={word}" for word in sorted(set(near)))
    yield from (f"behind={word}" for word in sorted(set(behind[:_WINDOW])))
    yield from (f"before={one} {two}" for one, two in pairwise(near))
    yield from (f"behind={one} {two}" for one, two in pairwise(behind[:_WINDOW]))
    yield f"begins={' '.join(before[:1])}"
    yield f"begins={' '.join(before[:2])}"
    yield f"words-={min(len(before), 8)}"
    yield f"words+={min(len(behind), 8)}"


def _groups(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """Which groups of the rules' words its clause, and the rest of its sentence, name."""
    words, text, number = reading.words, reading.text, around.quantity
    before = text[max(around.sentence.start, number.start - _LONGEST_SPAN) : number.start]
    behind = text[number.end : min(around.sentence.end, number.end + _LONGEST_SPAN)]
    clause_before, clause_behind = _CLAUSE_SIGNS.split(before)[-1], _CLAUSE_SIGNS.split(behind)[0]
    for name, said in (
        ("group-", before),
        ("group+", behind),
        ("near-", clause_before),
        ("near+", clause_behind),
    ):
        yield from (f"{name}={group}" for group in words.groups if words.has(group, said))


def _place(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    block = reading.block(around)
    yield f"block={block.kind}"
    yield f"at_block={min(_FEW, around.sentence.block)}"
    yield f"number_of_text={min(_FEW, around.place)}"
    names = ("row", "column", "label", "heading", "lead")
    for name, said in zip(names, reading.headers(around), strict=True):
        words = tokens(said[-_LONGEST_HEADER:])
        yield f"{name}={' '.join(words[:_NEAR])}"
        yield from (f"{name}+={word}" for word in sorted(set(words)))


def _company(
    reading: ArticleReading, around: Surroundings, outcomes: Sequence[Outcome]
) -> Iterator[str]:
    """The numbers beside it, what they were bound to, and who is named for it."""
    attribution, sentence = reading.attribution, around.sentence
    source = attribution.source(around)
    yield f"source={source is not None:d}"
    yield f"sources={min(_FEW, len(attribution.sources(sentence)))}"
    for sign, place in (("-", around.place - 1), ("+", around.place + 1)):
        if not 0 <= place < len(outcomes):
            yield f"beside{sign}=none"
            continue
        found, other = outcomes[place], reading.around[place]
        where = "in" if other.sentence == sentence else "out"
        kind = f"{found.kind}:{_name(found)}" if isinstance(found, Binding) else "none"
        yield f"beside{sign}={where}:{kind}"
        yield f"unit{sign}={where}:{other.quantity.unit}"
    subjects = {one.statistic for one in reading.subjects(sentence)}
    yield from (f"names={one}" for one in sorted(subjects))
    same = [n for n in reading.places_in(sentence) if n != around.place]
    yield f"numbers={min(_FEW, len(same))}"
    is_again = any(
        reading.quantities[place].high == around.quantity.high and isinstance(one, Binding)
        for place, one in enumerate(outcomes)
        if place != around.place
    )
    yield f"again={is_again:d}"


def _sentences_before(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    words, attribution = reading.words, reading.attribution
    sentence = reading.sentence_text(around.sentence)
    yield f"openings={words.has('postings', sentence):d}"
    yield f"analysed={words.has('sample', sentence, 'analysed'):d}"
    for n, one in enumerate(reading.sentences_before(around.sentence, _MOST_BEFORE)):
        said = reading.sentence_text(one)[-_LONGEST_SPAN:]
        yield f"openings{n}={words.has('postings', said):d}"
        yield f"analysed{n}={words.has('sample', said, 'analysed'):d}"
        yield f"sources{n}={bool(attribution.sources(one)):d}"
        if not n:
            groups = (group for group in words.groups if words.has(group, said))
            yield from (f"group0={group}" for group in groups)
            yield from (f"before0={word}" for word in sorted(set(tokens(said)[-_WINDOW:])))


@cache
def _lists_by_word() -> Mapping[str, tuple[str, ...]]:
    """The lists of the grammar that a word is in."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in sorted(load_rules(GRAMMAR_FILE).words.items()):
        if _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
            for word in words:
                found[str(word).lower()].append(name)
    return {word: tuple(names) for word, names in found.items()}


def _lists_of(word: str) -> tuple[str, ...]:
    return _lists_by_word().get(word, ())
