"""What a share is a share of as the headers of its cell say, or the headings above it."""

import re
from dataclasses import dataclass

from skillscan.article.binding.column_periods import period_of
from skillscan.article.binding.denominators.denominators import share_of_organisations
from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.vocabulary import FoundWords
from skillscan.article.grammar import pattern_of, words_of

BY_ARTICLE = 0.58
"""How sure it is what a number is a share of where only the article as a whole says it."""
COUNTS_POSTINGS = "the article counts postings"
_JOB_MARKET = r"\b{job_markets}\b"
_WHERE_THEY_WORK = r"\bwhere (?:[\w-]+ ){1,2}{working_verbs}\b"
_MARKET_OF_JOB = re.compile(r"[ -](?:job |labou?r )?market(?:place)?\b", re.IGNORECASE)
"""What follows the name of a job in a heading: "the ML engineer market in tables"."""
_SHARE = re.compile(r"\d ?%")
_NAMED_COLUMN = r"\b(?:named|mentioned|listed|at all|anywhere|nice[- ]to[- ]have)\b"
_PLAIN_COLUMN = words_of("plain_columns") | words_of("own_counts") | {"week", "weeks"}
_COLUMN_WORD = re.compile(r"[^\W\d_]+")
_SHORT_COLUMN = 4
_MARKS = " *†‡§¹²³:%()"
_HEADER, _CAPTION, _HEADING, _HEADING_ABOVE = 0.9, 0.85, 0.7, 0.62


@dataclass(frozen=True, slots=True)
class DenominatorsAbove:
    """Finds what stands above the shares of one article."""

    reading: ArticleReading

    def in_headings(self, around: Surroundings) -> ClaimDenominator | None:
        """What the innermost heading says that says anything."""
        words = self.reading.words
        for depth, heading in enumerate(reversed(self.reading.block(around).headings)):
            found = words.find("postings", heading)
            is_counted = words.has("fields", heading) and self.reading.counts_postings
            is_said = found and (any(one.rule.id == "ads" for one in found) or is_counted)
            if is_said:
                confidence = _HEADING if depth == 0 else _HEADING_ABOVE
                return _above(heading[found[-1].start : found[-1].end], "", confidence)
            if shared := share_of_organisations(words, heading):
                return ClaimDenominator(kind="others", words=shared)
            if words.has("others", heading, "people", "things"):
                return None
        return None

    def of_headers(self, around: Surroundings) -> ClaimDenominator:
        """What the headers of a cell, its caption and the headings say, nearest first."""
        words, block = self.reading.words, self.reading.block(around)
        texts = [
            (self.reading.corner(around), _HEADER),
            (block.column, _HEADER),
            ("" if self.reading.sorts_rows(around) else block.row, _HEADER),
            (self.reading.lead(block), _CAPTION),
            *((heading, _HEADING) for heading in reversed(block.headings)),
        ]
        for text, confidence in texts:
            if not text:
                continue
            if found := words.find("postings", text):
                return _above(text[found[-1].start : found[-1].end], text, confidence)
            if confidence == _CAPTION and _SHARE.search(text):
                continue  # a paragraph with numbers of its own introduces nobody
            if text == block.column and self._is_called_by_job(around):
                continue  # whose openings, and not who was asked
            is_thing = text == block.row and bool(self.reading.header_subjects(text))
            if is_thing and not words.has("others", text, "people"):
                continue  # what openings say, and not what the share is of
            if others := self._others(text, is_heading=text in block.headings):
                return ClaimDenominator(
                    kind="others", words=text[others[-1].start : others[-1].end]
                )
        if self._is_told_by_article(around):
            return ClaimDenominator(kind="postings", confidence=BY_ARTICLE, reason=COUNTS_POSTINGS)
        return ClaimDenominator(kind="none")

    def _is_told_by_article(self, around: Surroundings) -> bool:
        """Whether a cell is of the openings that the article reads, though its headers only name
        what openings say, a time, a job or a country.
        """
        if self.reading.is_on_openings and self._is_of_thing(around):
            return True
        if self._is_of_wishes(around) and self._is_of_thing(around):
            return True
        if self._is_called_by_job(around):
            return True
        return self.reading.reads_postings and (
            self.reading.words.has("share_columns", self.reading.block(around).column or "")
            or self._is_by_job(around)
            or self._is_of_known_headers(around)
        )

    def _others(self, text: str, *, is_heading: bool) -> list[FoundWords]:
        """Who or what else a header names: not what skills are called ("Clouds and tools"), nor the
        "States" of the United States, nor in a heading the people whose openings were read or the
        job market.
        """
        words, populations = self.reading.words, self.reading.populations
        is_read = is_heading and self.reading.reads_postings
        is_asked = words.has("employer_asks", text)
        known = [(one.start, one.end) for one in words.find("countries", text)]
        known += [found.span() for found in pattern_of(_WHERE_THEY_WORK).finditer(text)]
        if is_read and not populations.other_market(text):
            known += [found.span() for found in pattern_of(_JOB_MARKET).finditer(text)]
            known += [
                (one.start, market.end())
                for one in words.find("fields", text)
                if (market := _MARKET_OF_JOB.match(text, one.end))
            ]
        return [
            one
            for one in words.find("others", text)
            if text[one.start : one.end].lower() not in words_of("kinds_of_thing")
            if not any(start <= one.start and one.end <= end for start, end in known)
            if not (is_read and populations.is_of_ours(text, one.start, one.end))
            if not (is_read and text[one.start : one.end].lower() in words_of("market_words"))
            if not (is_read and is_asked and one.rule.id == "organisations")
        ]

    def _is_of_thing(self, around: Surroundings) -> bool:
        """Whether the row of a cell is something that openings say, and its column no more than a
        time or how it is said: "LLMs mentioned | Now", "Docker | Required".
        """
        reading, block = self.reading, self.reading.block(around)
        if reading.attribution.source(around) is not None or reading.sorts_rows(around):
            return False
        column = (block.column or "").strip()
        is_plain = _says_no_more(column) or _PLAIN_COLUMN.issuperset(
            _COLUMN_WORD.findall(period[0] if (period := period_of(column)) else column.lower())
        )
        is_plain = is_plain or (
            len(column.split()) <= _SHORT_COLUMN and reading.words.has("asks", column)
        )
        row = (block.row or "").strip()
        is_of_pay = reading.words.has("pay_told", row, "pay_label")
        return is_plain and (is_of_pay or bool(reading.header_subjects(row)))

    def _is_of_wishes(self, around: Surroundings) -> bool:
        """Whether one column of its table is on what is only named and another on what is required,
        as openings alone do: "Named | Required".
        """
        own = self.reading.block(around)
        columns = {
            cell.column.lower()
            for cell in self.reading.article.blocks
            if cell.kind == "cell" and cell.column
            if (cell.headings, cell.lead) == (own.headings, own.lead)
        }
        required = {one for one in columns if self.reading.words.has("asks", one)}
        return bool(required) and any(
            pattern_of(_NAMED_COLUMN).search(one) for one in columns - required
        )

    def _is_of_known_headers(self, around: Surroundings) -> bool:
        """Whether one header of a cell names what openings say, and the other no more than a sign
        or a period: "Python | Q1 2026, %", "Q1 2026 | Remote".
        """
        reading, block = self.reading, self.reading.block(around)
        if reading.attribution.source(around) is not None:
            return False
        row, column = (block.row or "").strip(), (block.column or "").strip()
        if reading.sorts_rows(around):
            cells = [reading.text[c.start : c.end] for c in reading.row_cells(around)]
            row = next(filter(reading.header_subjects, cells), row)
        return any(
            bool(reading.header_subjects(named)) and _says_no_more(other)
            for named, other in ((row, column), (column, row))
        )

    def _is_called_by_job(self, around: Surroundings) -> bool:
        """Whether a column is but the name of a job, in an article that says somewhere which
        openings it is on; "Data engineers who use it" are people.
        """
        column = (self.reading.block(around).column or "").strip(_MARKS)
        named = self.reading.words.find("fields", column)
        is_job = any((one.start, one.end) == (0, len(column)) for one in named)
        return is_job and self.reading.is_on_openings and self._is_by_job(around)

    def _is_by_job(self, around: Surroundings) -> bool:
        """Whether a table has a column for each job or country that was read, and its row is
        something that openings say: "Fully remote | 20 % | 19 %".
        """
        reading, block = self.reading, self.reading.block(around)
        column = (block.column or "").strip()
        named = reading.populations.occupation(column)
        is_country = any(
            (one.start, one.end) == (0, len(column))
            for one in reading.words.find("countries", column)
        )
        if not (named and named[0]) and not is_country:
            return False
        is_told_by_us = reading.attribution.source(around) is None
        return is_told_by_us and bool(reading.header_subjects(block.row))


def _says_no_more(header: str) -> bool:
    """Whether a header is empty, a sign of a share or a period."""
    found = period_of(header)
    rest = found[0] if found else header.lower()
    return rest.strip(" %,.()") in {"", "percent", "in percent", "in"}


def _above(said: str, words: str, confidence: float) -> ClaimDenominator:
    return ClaimDenominator(
        kind="postings", words=words or said, confidence=confidence, reason=f"“{said}” above it"
    )
