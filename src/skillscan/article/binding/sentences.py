"""The sentences of an article, and what stands around a number in its own."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from skillscan.article.binding.speakers import speaker_labels
from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleText, Quantity
from skillscan.nlp.structure.sentences import SentenceReader
from skillscan.rules import load_rules

HARD_BREAK = re.compile(
    r";|(?:\s--+\s|\s[–—]\s|(?<=\w)—(?=\w))(?!(?:\w{3,12}ing|found|listed|named) |[~≈<>]?\d)"
)
"""What parts a sentence so that a number on one side is not of words on the other."""
_SHORT_YEARS = re.compile(r"\d\+? yrs?\.\s(?=\d)")
"""Years that end a sentence although they are shortened: "34 % want 5+ yrs. 3 % want 10+"."""
_SMALL_AFTER_SHARE = re.compile(r"%\.\s(?=[a-z])")
"""A sentence that begins small behind a share: "pytorch: 53%. both in the same post: 25%"."""
_LANGUAGE_R = re.compile(r"(?:%|and|or|&|,|/|in|for|vs\.?|to) R\.\s(?=[A-Z])")
"""The language R that ends a sentence, and is no initial: "35 % R. ML engineers: …"."""
_IS_R = re.compile(
    r"\b(?:is|was) R\.\s(?=(?:It|This|That|But|And|In|On|At|Among|With|For|Of|The)\b)"
)
"""The same of a sentence that tells which language it is: "The widest gap is R. It appears"."""
_SMALL_NAME = r"[a-z%)]\.\s(?={small_names}\b)"
"""A sentence that begins with a name which is written small: "It takes a day. dbt Labs …"."""
_EMOJI = re.compile(r"[\w%)][.!?]\s+(?=[\u2600-\u27bf\U0001f300-\U0001faff])")
"""A sentence that begins with a picture: "… from 35 %. 💷 Pay: …"."""
_DAY = r"\b(?:between|and|from|to|until|till|on|since|by|the) \d{1,2}\.\s(?={month_names}\b)"
"""A day as Germans write it, which ends no sentence: "until 30. September"."""
_AND_OTHERS = re.compile(r"\bet al\.\s(?=\((?:19|20)\d\d)")
"""Authors of a work, behind whom its year follows: "Halden et al. (2024)"."""
_NOTE_MARK = re.compile(
    r"[.!?][\"'”’)]?(?:\[\^?\w{1,12}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]|[*†‡](?!\*)){1,3} +(?=[\"'“‘(\[]{0,2}[A-Z0-9])"
)
"""The mark of a footnote behind the end of a sentence: "has 13 %.[^1] The five biggest"."""
_ASIDE = re.compile(r"[–—-]+ ?[~≈<>]?\d[\d.,]{0,6} ?(?:%|percent|per cent) ?[–—-]+(?=\s)")
"""A number between dashes, which part nothing: "nearly every listing – 86 % – wants Python"."""
_ASIDE_LENGTH = 16
_MOST_CHARACTERS = 1_500
_JUDGED_UNITS = frozenset({"percent", "ratio"})


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """``text[start:end]``, in the block of this place."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A number in its sentence. ``before`` and ``after`` are the spans next to it that no other
    share and no strong break parts from it.
    """

    place: int
    quantity: Quantity
    sentence: ArticleSentence
    before: tuple[int, int]
    after: tuple[int, int]
    neighbours: tuple[int, ...]
    """Places of all shares of the sentence, this one among them."""

    @property
    def shares_before(self) -> tuple[int, ...]:
        """Places of the shares of the sentence that stand before this number."""
        return tuple(place for place in self.neighbours if place < self.place)


@lru_cache(maxsize=1)
def _reader() -> SentenceReader:
    return SentenceReader(load_rules("sentences.yaml"))


def sentences_of(article: ArticleText) -> list[ArticleSentence]:
    """The sentences of all blocks, in order; none crosses a block, and who speaks is in none."""
    starts = [block.start for block in article.blocks]
    ends = (
        match.end()
        for pattern in (
            _SHORT_YEARS,
            _SMALL_AFTER_SHARE,
            _LANGUAGE_R,
            _IS_R,
            _NOTE_MARK,
            _EMOJI,
            pattern_of(_SMALL_NAME, 0),
        )
        for match in pattern.finditer(article.text)
    )
    days = {
        match.end()
        for pattern in (pattern_of(_DAY, 0), _AND_OTHERS)
        for match in pattern.finditer(article.text)
    }
    cuts = sorted({*_reader().starts(article.text, starts), *ends} - days)
    found, said = [], speaker_labels(article)
    for place, block in enumerate(article.blocks):
        begin = said.get(place, block.start)
        inside = cuts[bisect_right(cuts, begin) : bisect_right(cuts, block.end - 1)]
        begins = [begin, *inside]
        for start, end in zip(begins, [*inside, block.end], strict=True):
            found += [ArticleSentence(*piece, place) for piece in _pieces(article.text, start, end)]
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of bounded length: all that is read of one grows with its square."""
    while end - start > _MOST_CHARACTERS:
        cut = text.rfind(" ", start + 1, start + _MOST_CHARACTERS) + 1 or start + _MOST_CHARACTERS
        yield start, cut
        start = cut
    yield start, end


def hard_breaks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The strong breaks of a stretch but the dashes on both sides of a number."""
    asides = [match.span() for match in _ASIDE.finditer(text, max(0, start - _ASIDE_LENGTH), end)]
    for hard in HARD_BREAK.finditer(text, start, end):
        if not any(first <= hard.start() < last for first, last in asides):
            yield hard


def surroundings_of(
    article: ArticleText, sentences: Sequence[ArticleSentence], quantities: Sequence[Quantity]
) -> list[Surroundings]:
    """Each quantity in its sentence."""
    starts = [sentence.start for sentence in sentences]
    homes = [bisect_right(starts, quantity.start) - 1 for quantity in quantities]
    by_sentence: dict[int, list[int]] = {}
    for place, home in enumerate(homes):
        by_sentence.setdefault(home, []).append(place)
    found = []
    for place, home in enumerate(homes):
        shares = [n for n in by_sentence[home] if quantities[n].unit in _JUDGED_UNITS]
        found.append(_around(article.text, place, quantities, sentences[home], shares))
    return found


def _around(
    text: str,
    place: int,
    quantities: Sequence[Quantity],
    sentence: ArticleSentence,
    shares: Sequence[int],
) -> Surroundings:
    quantity = quantities[place]
    start, end = sentence.start, sentence.end
    for other in shares:
        if other < place:
            start = max(start, quantities[other].end)
        elif other > place:
            end = min(end, quantities[other].start)
    for hard in hard_breaks(text, sentence.start, sentence.end):
        if hard.end() <= quantity.start:
            start = max(start, hard.end())
        elif hard.start() >= quantity.end:
            end = min(end, hard.start())
            break
    return Surroundings(
        place, quantity, sentence, (start, quantity.start), (quantity.end, end), tuple(shares)
    )
