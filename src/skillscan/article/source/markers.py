"""The places of an article that an editor has marked as ours.

Two forms are recognised, in Markdown, HTML and plain text alike::

    <!-- skillscan: skill_share python ml_engineer_us -->72%<!-- /skillscan -->
    <span data-skillscan="skill_share python ml_engineer_us">72%</span>

The address is ``STATISTIC VALUE POPULATION`` and may be followed by the group that the number is of
(``seniority=senior``), ``view=`` and ``measure=``; without the last two the headline of the
statistic's definition is meant. A marker holds one number with a
few words. Each fault is told with its line and what to do, and none hides the markers beside it:
one that was passed over in silence would leave a stale number standing.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from skillscan.article.model import ArticleText, Binding
from skillscan.article.source.claim_address import (
    ADDRESS_FORM,
    AddressError,
    ClaimAddress,
    read_address,
)
from skillscan.article.source.html_elements import VOID
from skillscan.article.source.marker_words import ATTRIBUTE, comment_word
from skillscan.article.source.near_misses import (
    MAX_INNER,
    MarkerFault,
    first_number_end,
    hidden_markers,
)
from skillscan.article.source.readers import reading_of
from skillscan.article.source.reading import SeenMarkup, SourceReading
from skillscan.article.source.source_lines import SourceLines
from skillscan.text.printable import shortened

_EXAMPLE = f"<!-- skillscan: {ADDRESS_FORM} -->72%<!-- /skillscan -->"
_TAG_EXAMPLE = f'<span {ATTRIBUTE}="{ADDRESS_FORM}">72%</span>'
_OPEN = re.compile(r"\s{0,20}skillscan:(?P<address>.{0,300})", re.DOTALL)
_CLOSE = re.compile(r"\s{0,20}/skillscan\s{0,20}")
_TO_THE_EYE = re.compile(
    r"<!--\s{0,20}skillscan\s{0,20}:|(?<=\s)data-skillscan\s{0,20}=", re.IGNORECASE
)
_COMMENT_WITHIN = re.compile(r"<!--\s{0,20}/?\s{0,20}(?=[A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A number of an article, with what its marker says that it measures.

    ``start`` and ``end`` are positions in ``ArticleText.text``: what the marker holds; lines count
    from 1.
    """

    address: ClaimAddress
    line: int
    start: int
    end: int

    @property
    def binding(self) -> Binding:
        """What the number is of, as its marker says."""
        reasons = (f"the marker on line {self.line} says so",)
        return self.address.binding(self.start, self.end, "marker", reasons=reasons)


def find(article: ArticleText) -> tuple[tuple[Marker, ...], tuple[MarkerFault, ...]]:
    """The marked numbers whose markers have no fault; and what is wrong with others, or only looks
    like one. Both in text order.
    """
    finder = _MarkerFinder(article)
    markers = tuple(finder.markers())
    return markers, tuple(sorted(finder.faults, key=lambda fault: fault.line))


@dataclass(frozen=True, slots=True)
class _Held:
    """A marker's words, and what it holds: ``source[start:end]``; ``at`` is where it begins."""

    words: str
    at: int
    start: int
    end: int


class _MarkerFinder:
    def __init__(self, article: ArticleText) -> None:
        self._article = article
        self._lines = SourceLines(article.source)
        self.faults: list[MarkerFault] = []

    def markers(self) -> Iterator[Marker]:
        """The sound ones; fills ``faults``."""
        article = self._article
        if article.format == "docx":
            self.faults += hidden_markers(article, (), self._lines)
            return
        reading = reading_of(article.source, article.format)
        self.faults += hidden_markers(article, reading.codes, self._lines)
        held = [*self._comments(reading.markup), *self._tags(reading.markup)]
        for one in self._without_nested(sorted(held, key=lambda one: one.at)):
            marker = self._marker(one)
            if marker is not None:
                yield marker
        self._strays(reading)

    def _fault(self, position: int, problem: str, held: tuple[int, int] | None = None) -> None:
        self.faults.append(MarkerFault(self._lines.number(position), problem, held=held))

    def _comments(self, markup: Iterable[SeenMarkup]) -> Iterator[_Held]:
        opened: SeenMarkup | None = None
        is_close_due = False
        comments = [seen for seen in markup if seen.kind == "comment"]
        for place, seen in enumerate(comments):
            if _OPEN.fullmatch(seen.words):
                if opened is not None:
                    self._nested(opened.start, opened.end, seen.start)
                opened = seen
            elif not _CLOSE.fullmatch(seen.words):
                is_close_due = self._near_miss(seen, comments[place + 1 :][:1]) or is_close_due
            elif opened is not None:
                yield from self._closed(opened, seen)
                opened = None
            elif is_close_due:
                is_close_due = False
            else:
                self._fault(seen.start, "'/skillscan' closes no open marker; take it out")
        if opened is not None:
            self._unclosed(opened, "<!-- /skillscan -->")

    def _closed(self, opened: SeenMarkup, closing: SeenMarkup) -> Iterator[_Held]:
        if closing.start - opened.end > MAX_INNER:
            self._unclosed(opened, "<!-- /skillscan -->")
            return
        address = _OPEN.fullmatch(opened.words)
        words = html.unescape(address["address"]) if address else ""
        yield _Held(words, opened.start, opened.end, closing.start)

    def _near_miss(self, seen: SeenMarkup, following: Sequence[SeenMarkup]) -> bool:
        """Whether a comment is meant as a marker's beginning or end, and is none; ``following`` is
        the next comment, which may close it.
        """
        if _COMMENT_WITHIN.search(seen.words) and self._names_us_within(seen.words):
            self._fault(
                seen.start,
                "a marker stands inside another comment; take that comment away",
                self._held_before(seen, following),
            )
            return True
        word = comment_word(seen.words)
        if word is None:
            return False
        is_beginning = "/" not in seen.words
        self._fault(
            seen.start,
            f"{shortened(seen.words.strip(), 40)!r} looks like a marker but is not one;"
            f" write '{_EXAMPLE}'",
            self._held_before(seen, following) if is_beginning else None,
        )
        return is_beginning

    def _held_before(
        self, seen: SeenMarkup, following: Sequence[SeenMarkup]
    ) -> tuple[int, int] | None:
        """What a comment that is meant as a marker's beginning was put around: up to the comment
        that closes it, else the number behind it.
        """
        for closing in following:
            if "/" in closing.words and closing.start - seen.end <= MAX_INNER:
                return self._text_span(seen.end, closing.start)
        return self._number_behind(seen.end)

    def _number_behind(self, position: int, end: int | None = None) -> tuple[int, int] | None:
        """Where the number right behind a place of the source stands, before ``end``."""
        article = self._article
        start = bisect_left(article.origins, position, 0, len(article.text))
        found = start, first_number_end(article.text, start)
        return found if end is None or article.origins[found[1]] <= end else None

    def _names_us_within(self, words: str) -> bool:
        found = list(_COMMENT_WITHIN.finditer(words))[:10]
        return any(comment_word(words[one.end() :].partition("--")[0]) for one in found)

    def _tags(self, markup: Iterable[SeenMarkup]) -> Iterator[_Held]:
        for seen in markup:
            if seen.kind != "tag":
                continue
            if seen.attribute != ATTRIBUTE:
                self._fault(
                    seen.start,
                    f"{shortened(seen.attribute, 40)!r} looks like a marker but is none;"
                    f" write '{_TAG_EXAMPLE}'",
                    self._held_in(seen),
                )
            elif seen.name in VOID:
                self._fault(seen.start, f"<{seen.name}> holds no text; write '{_TAG_EXAMPLE}'")
            elif seen.inner_end is None or seen.inner_end - seen.end > MAX_INNER:
                self._unclosed(seen, f"</{seen.name}>")
            else:
                yield _Held(seen.words, seen.start, seen.end, seen.inner_end)

    def _held_in(self, seen: SeenMarkup) -> tuple[int, int] | None:
        """What a tag that is meant as a marker was put around."""
        if seen.inner_end is None or seen.inner_end - seen.end > MAX_INNER:
            return self._number_behind(seen.end)
        return self._text_span(seen.end, seen.inner_end)

    def _strays(self, reading: SourceReading) -> None:
        """What is a marker to the eye, and none of what was seen: within a comment, the value of an
        attribute, a link's title, front matter.
        """
        told = {fault.line for fault in self.faults}
        comments = {seen.start for seen in reading.markup if seen.kind == "comment"}
        tags = sorted((seen.start, seen.end) for seen in reading.markup if seen.kind == "tag")
        for found in _TO_THE_EYE.finditer(reading.article.source):
            place = found.start()
            around = bisect_right(tags, (place, len(reading.article.source))) - 1
            is_seen = place in comments or (around >= 0 and place < tags[around][1])
            if not is_seen and self._lines.number(place) not in told:
                self._fault(
                    place, "a marker stands within other markup and is not used; take it out"
                )

    def _unclosed(self, opened: SeenMarkup, wanted: str) -> None:
        self._fault(
            opened.start,
            f"not closed: no {wanted} within {MAX_INNER} characters; add it",
            self._number_behind(opened.end),
        )

    def _nested(self, outer: int, outer_end: int, inner: int) -> None:
        where = self._lines.number(inner)
        self._fault(
            outer,
            f"another marker begins on line {where} before this one is closed; close it first",
            self._number_behind(outer_end, inner),
        )

    def _without_nested(self, held: list[_Held]) -> Iterator[_Held]:
        """Those that hold no other one."""
        for index, one in enumerate(held):
            following = held[index + 1] if index + 1 < len(held) else None
            if following is not None and following.at < one.end:
                self._nested(one.at, one.start, following.at)
            else:
                yield one

    def _marker(self, held: _Held) -> Marker | None:
        span = self._text_span(held.start, held.end)
        try:
            address = read_address(held.words)
        except AddressError as error:
            self._fault(held.at, str(error), span)
            return None
        if span is None:
            self._fault(held.at, "holds no text that a reader sees; put it around the number")
            return None
        return Marker(
            address=address,
            line=self._lines.number(held.at),
            start=span[0],
            end=span[1],
        )

    def _text_span(self, source_start: int, source_end: int) -> tuple[int, int] | None:
        """Where what a marker holds stands in the article's text."""
        text, count = self._article.text, len(self._article.text)
        start = bisect_left(self._article.origins, source_start, 0, count)
        end = bisect_left(self._article.origins, source_end, 0, count)
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None
