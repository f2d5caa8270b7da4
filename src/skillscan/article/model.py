"""What passes between the steps of an article's check.

The way of an article: bytes → ``ArticleText`` (``source``) → ``Quantity`` (``quantities``) →
``Binding`` (``binding``: what the number is of) → ``Judgement`` (``judging``: whether it holds, and
what to print instead) → ``Claim``, all of it together, which the report, the review page and the
refresh read. A number that is nothing to judge has a quantity and no binding.

Positions are in characters of ``ArticleText.text``, what a reader sees, unless a name says
``source``.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

_ENTITY = re.compile(r"&#?\w{1,32};?")
ArticleFormat = Literal["markdown", "html", "text", "docx"]
ArticleBlockKind = Literal["paragraph", "heading", "list_item", "cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBlock:
    """A run of text that a sentence does not cross: ``text[start:end]``.

    ``headings``: those it stands below, outermost first; ``row`` and ``column``: what the headers
    of a table's cell say; ``lead``: the paragraph that introduces the list or table it stands in,
    as a span, or ``None``.
    """

    kind: ArticleBlockKind
    start: int
    end: int
    headings: tuple[str, ...] = ()
    row: str | None = None
    column: str | None = None
    lead: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """An article as its reader sees it, and where each character stands in its source.

    ``source``: the decoded file (of a ``.docx`` its paragraphs joined by line ends);
    ``origins[i]``: where ``text[i]`` begins in ``source``; it has one entry more than ``text`` has
    characters. An entity such as ``&nbsp;`` is one character of ``text`` and six of ``source``.
    ``page_title``: what a page's head calls it, which no reader of ``text`` sees.
    """

    format: ArticleFormat
    source: str
    text: str
    origins: tuple[int, ...]
    blocks: tuple[ArticleBlock, ...]
    page_title: str = ""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in ``source``; markup behind its last character is not
        part of it.
        """
        if start == end:
            return self.origins[start], self.origins[start]
        last = self.origins[end - 1]
        entity = None
        if self.source[last : last + 1] != self.text[end - 1]:
            entity = _ENTITY.match(self.source, last, max(last, self.origins[end]))
        return self.origins[start], entity.end() if entity else last + 1


class Bound(StrEnum):
    """What the words before a number make of it ("more than", "about", "up to")."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    FEWER_THAN = "fewer_than"
    AT_MOST = "at_most"


NO_SIDE = frozenset({Bound.EXACT, Bound.ABOUT, Bound.NEARLY})
"""The bounds whose number is told itself, and not only on which side of it something lies."""


_TURNED = {
    Bound.MORE_THAN: Bound.FEWER_THAN,
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.FEWER_THAN: Bound.MORE_THAN,
    Bound.AT_MOST: Bound.AT_LEAST,
}
_NEAR_PART, _MOST_NEAR = 0.1, 2.5


def nearness_of_part(percent: float) -> float:
    """How far, in points, a share may be from the part ("one in five", "two thirds") that it is
    told as: a tenth of the part, so that small parts stay apart, and never more than halfway from
    one part to the next.
    """
    return min(_MOST_NEAR, _NEAR_PART * percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as it is printed.

    ``text[start:end]`` is number and unit with the words that bound it; ``text[number_start:
    number_end]`` what is replaced when another number is printed (of a range both numbers).
    ``low`` and ``high`` are in ``unit`` and equal unless it is a range. ``step``: the printed
    precision in ``unit`` (1 of "72 %", .1 of "39.8 %", 1000 of "$162k"; of a part of a whole twice
    its nearness). ``unit``: ``percent``, ``count``, ``ratio``, ``years``, money as ``USD/year`` and
    the like, or ``None`` where it is another one that nothing of ours is measured in (hours,
    requests).
    ``is_in_words``: "two thirds", "the majority".
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: float
    high: float
    unit: str | None
    step: float
    bound: Bound = Bound.EXACT
    is_in_words: bool = False

    @classmethod
    def bare(
        cls,
        span: tuple[int, int],
        value: float,
        unit: str | None,
        *,
        step: float = 1.0,
        is_in_words: bool = False,
    ) -> "Quantity":
        """One that is printed at ``text[slice(*span)]`` without its unit."""
        start, end = span
        return cls(
            start=start,
            end=end,
            number_start=start,
            number_end=end,
            low=value,
            high=value,
            unit=unit,
            step=step,
            is_in_words=is_in_words,
        )

    def turned(self) -> "Quantity":
        """The same below zero, or back: of a fall by "more than 3 %" what is below -3."""
        bound = _TURNED.get(self.bound, self.bound)
        return replace(self, low=-self.high, high=-self.low, bound=bound)


MEAN = "mean"
"""The measure of a binding whose number is a mean; ours are medians."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What a number is of.

    ``text[start:end]`` is the quote: the words that say so, the number among them. ``kind``:
    ``ours`` where postings can speak for it, ``theirs`` where it is another source's figure (then
    ``statistic`` is our related one, if there is any). ``dimension``: the value of the statistic's
    dimension ("python", "5"), a group as ``split=group`` ("seniority=junior"), a value within one
    ("python seniority=junior"), or ``None``. ``view``: one of the four views of a share, chosen by
    what the sentence is of. ``confidence`` in [0, 1]. ``source_name``: who is named for it
    ("Glassdoor 2025").
    ``population_words``, ``period_words``: as the article has them; ``occupation`` and ``country``
    what they say, where no population of ours is exactly that. ``sample_of``: the indices of the
    claims whose sample this number is. ``is_earlier``: the article gives it as an earlier figure
    ("up from 25 %"), which today's number must not replace. ``reasons``: why it was bound so.
    """

    start: int
    end: int
    kind: Literal["ours", "theirs"]
    statistic: str | None
    dimension: str | None = None
    population: str | None = None
    view: str | None = None
    measure: str | None = None
    confidence: float = 1.0
    by: Literal["reading", "marker", "editor"] = "reading"
    source_name: str | None = None
    population_words: str | None = None
    period_words: str | None = None
    occupation: str | None = None
    country: str | None = None
    sample_of: tuple[int, ...] = ()
    is_earlier: bool = False
    reasons: tuple[str, ...] = ()


class ClaimVerdict(StrEnum):
    """What is said of a claim; the tokens are a promise (``docs/promises.md``)."""

    CURRENT = "current"
    STALE = "stale"
    CONTRADICTED = "contradicted"
    DIFFERENT_POPULATION = "different_population"
    DIFFERENT_MEASURE = "different_measure"
    IMPLAUSIBLE = "implausible"
    UNSUPPORTED = "unsupported"
    NOT_OURS = "not_ours"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``new`` for ``ArticleText.text[start:end]``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What to print instead: ``number`` for the quantity ``text[start:end]`` (with its unit and the
    words that bound it), the whole sentence with all that changes in it, and the line that names
    the source (population, period, sample, release).

    ``edits`` are what a refresh writes, all or none of them: the number, and the name of a source
    or a period beside it that is not ours. Empty where only a person can write it (``note`` of the
    judgement says why).
    """

    number: str
    sentence: str
    source_line: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a claim holds. ``estimate`` and ``interval`` are in the quantity's unit; ``note`` is
    for the editor; ``related`` our figure beside another source's, as a sentence; ``conflicts``:
    indices of claims of the same article that say something else of the same thing.
    """

    verdict: ClaimVerdict
    estimate: float | None = None
    interval: tuple[float, float] | None = None
    replacement: Replacement | None = None
    note: str | None = None
    related: str | None = None
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A number of an article with all that is known of it. ``claim_id`` stays the same while its
    quote and what stands around it do.
    """

    claim_id: str
    quantity: Quantity
    binding: Binding
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCoverage:
    """How many numbers of an article were seen, and what became of them; they add up to ``seen``.

    ``nothing_to_judge``: recognised as prices, durations, advice and the like.
    """

    seen: int
    ours: int
    theirs: int
    nothing_to_judge: int
    not_understood: int


@dataclass(frozen=True, slots=True)
class UnjudgedNumber:
    """A number that may be a statistic, and the requirement of a binding that it does not meet."""

    quantity: Quantity
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFault:
    """What is wrong with a marker or with a binding that somebody confirmed; ``line`` counts from 1
    in the source. What is no error is a warning.
    """

    line: int | None
    problem: str
    is_error: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedArticle:
    """An article with a verdict on each of its claims, in text order."""

    article: ArticleText
    release: str
    coverage: ClaimCoverage
    claims: tuple[Claim, ...] = field(default=())
    not_understood: tuple[UnjudgedNumber, ...] = field(default=())
    faults: tuple[ArticleFault, ...] = field(default=())
