"""What a share is the share of where a header, a label or a heading names it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.subjects.answered_things import thing_answered, thing_begun
from skillscan.article.binding.subjects.asked_years import bare_amount
from skillscan.article.binding.subjects.distinct_things import only_thing
from skillscan.article.binding.subjects.joined_skills import is_below_pairs, unnamed_pair
from skillscan.article.binding.subjects.questions import asks_of_people
from skillscan.article.binding.subjects.section_topics import SectionTopics
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import ArticleBlock

_FEW_WORDS, _LEAD_WORDS, _HARDLY_A_WORD, _SHORT_SENTENCE = 6, 16, 2, 14
_NAMED_ABOVE = 0.85
_BLOCK_LABEL = re.compile(r"\W*([^:.\n]{2,40}?)\W{0,2}:")
_OR_MORE = re.compile(r" (?:or|and) (?:more|over|above|higher)\b")
"""What makes a threshold of an amount or a degree, and joins nothing: "5 or more years"."""
_HEADER_JOINTS = r"(?<!\d)\s*[&+/]\s*(?=[^\W\d_])|,? {plain_coordinators} "
_ON_YEARS = r"\b{year_words}\b"
_WORDS = re.compile(r"[a-z]+")
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_YEARS = "experience_at_least"
_AT_LEAST = r"\b(?:at least|minimum|or more|no (?:fewer|less) than)\b"
"""What the corner of a table says whose rows are thresholds: "Asks for at least … | 3 years"."""
_AMOUNT = re.compile(r"\W*(?:\d{1,2}|[a-z]{3,6})\W*", re.IGNORECASE)
_AMOUNT_OF_YEARS = re.compile(r"\W*(\d{1,2}|[a-z]{3,6}) (?:years?|yrs?|yoe)\W*", re.IGNORECASE)
_BOTH = r"\b(?:both|together|{pair_nouns})\b"
_CERTIFICATES = r"^\W*{certificate_nouns}\W*$"
_TIME = r"\b(?:19|20)\d\d\b|\b(?:{whole_words}|{quarters})\b"


@dataclass(frozen=True, slots=True)
class HeaderSubjects:
    """Finds what stands above the shares of one article, or in the headers of their cells."""

    reading: ArticleReading
    topics: SectionTopics

    def from_above(
        self, around: Surroundings, denominator: ClaimDenominator
    ) -> ClaimSubject | None:
        """What the heading or lead names, where hardly a word stands behind the number: "Found in
        78 % of listings", or the label is a part of its share: "Data engineers: 59 %".
        """
        if begun := thing_begun(self.reading, around, denominator.end):
            return begun
        if answered := thing_answered(self.reading, around):
            return answered
        end = max(around.quantity.end, denominator.end)
        if len(self.reading.text[end : around.after[1]].split()) > _HARDLY_A_WORD:
            return None
        block = self.reading.block(around)
        sentence = self.reading.sentence_text(around.sentence)
        if len(sentence.split()) > _SHORT_SENTENCE:
            return None
        if labelled := self._of_label(around) or self._of_degree_label(around):
            return labelled
        is_other_row = block.kind == "cell" and block.row and not self._is_part(block.row)
        if is_other_row or self._is_named_before(around.sentence):
            return None
        most = _LEAD_WORDS if self._is_part(self.reading.label(around)) else _FEW_WORDS
        is_told = block.kind != "paragraph" or self.topics.is_kept(around)
        for text in (self.reading.lead(block), *(block.headings[-1:] if is_told else ())):
            is_of_openings = not asks_of_people(self.reading, text) and len(text.split()) <= most
            named = self.reading.header_subjects(text) if is_of_openings else []
            if len({subject.dimension for subject in named}) == 1:
                return replace(named[0], start=-1, end=-1, confidence=_NAMED_ABOVE)
        return None

    def _of_label(self, around: Surroundings) -> ClaimSubject | None:
        """What the label of its block names: "Docker: boxes for code. Named in 40 % of ads."."""
        start = self.reading.block(around).start
        found = _BLOCK_LABEL.match(self.reading.text, start, around.sentence.start)
        named = self.reading.header_subjects(found[1]) if found else []
        if len({subject.dimension for subject in named}) != 1:
            return None
        return replace(named[0], start=-1, end=-1, confidence=_NAMED_ABOVE)

    def _of_degree_label(self, around: Surroundings) -> ClaimSubject | None:
        """The degree that is all the label of a number: "Master: 16 %"."""
        label = self.reading.label(around)
        named = self._degree_called(label)
        at = self.reading.text.lower().rfind(label.lower(), 0, around.quantity.start)
        end = at + len(label)
        return replace(named, start=at, end=end, confidence=_NAMED_ABOVE) if named else None

    def _degree_called(self, name: str) -> ClaimSubject | None:
        """The degree that a name alone stands for in a label or row: "Master"."""
        name = name.strip(" *").lower()
        if name not in words_of("degree_labels"):
            return None
        return next(iter(self.reading.header_subjects(f"{name.removesuffix('s')}'s degree")), None)

    def _is_named_before(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence before in its block names something, which it may be of."""
        before = self.reading.previous(sentence)
        while before is not None:
            if self.reading.subjects(before):
                return True
            before = self.reading.previous(before)
        return False

    def of_cell(self, around: Surroundings) -> ClaimSubject | None:
        """What the headers of a cell name, the row's before the column's: a level only where
        neither names anything else, for then it is what is counted.
        """
        block = self.reading.block(around)
        if years := self._of_years(around):
            return years
        if pair := self._of_both_columns(around):
            return pair
        headers = [header for header in (block.row, block.column) if header]
        if degree := self._degree_called(block.row or ""):
            return degree
        for header in headers:
            plain = [one for one in self.reading.header_subjects(header) if not one.is_level]
            if header == block.row and self._is_of_certificates(around):
                plain = self._certificates_of(header, plain)
                if not plain:
                    return None
            if plain:
                is_of_row = header == block.row or not block.row or self._is_of_column(block.row)
                return self._of_names(around, header, plain) if is_of_row else None
        for header in headers:
            if levels := self.reading.header_subjects(header):
                return self._by_levels(block) or self._one_of(header, levels)
        return None

    def _by_levels(self, block: ArticleBlock) -> ClaimSubject | None:
        """The one skill that the caption of a table by level names: "Docker (share of openings at
        each level)".
        """
        lead = self.reading.lead(block)
        named = self.reading.header_subjects(lead) if len(lead.split()) <= _LEAD_WORDS else []
        plain = {one.dimension for one in named if not one.is_level}
        if len(plain) != 1 or any(one.statistic != "skill_share" for one in named):
            return None
        return replace(named[0], start=-1, end=-1, confidence=_NAMED_ABOVE)

    def _is_of_certificates(self, around: Surroundings) -> bool:
        """Whether the rows of a cell's table are certificates: "Certification | Share"."""
        return pattern_of(_CERTIFICATES).search(self.reading.corner(around)) is not None

    def _certificates_of(self, row: str, named: Sequence[ClaimSubject]) -> list[ClaimSubject]:
        """The certificates that a row among certificates names, also by their maker alone: "Any
        from AWS", "Databricks".
        """
        if any(one.statistic == "certification_share" for one in named):
            return [one for one in named if one.statistic == "certification_share"]
        found = [
            one
            for skill in self.reading.vocabulary.find_skills(row)
            for one in self.reading.header_subjects(f"{row[skill.start : skill.end]} certification")
            if one.statistic == "certification_share"
        ]
        return found if len({one.dimension for one in found}) == 1 else []

    def _of_years(self, around: Surroundings) -> ClaimSubject | None:
        """The threshold that a row tells as a bare amount, where the header of its column, the line
        above or the heading is on years of experience: "Years required | 5 or more".
        """
        reading, block = self.reading, self.reading.block(around)
        corner = reading.corner(around)
        row = block.row or ""
        is_least = pattern_of(_AT_LEAST).search(corner) is not None
        found = bare_amount(f"{row}+" if _AMOUNT.fullmatch(row) and is_least else row)
        if found is None and is_least and (least := _AMOUNT_OF_YEARS.fullmatch(row)):
            found = bare_amount(f"{least[1]}+")
            column = reading.header_subjects(block.column) if block.column else []
            if found and all(one.statistic == _YEARS for one in column):
                return found
            return None
        if found is None or (block.column and reading.header_subjects(block.column)):
            return None
        is_of_else = bool(set(_WORDS.findall(corner.lower())) - words_of("threshold_words"))
        above = [corner] if is_of_else else [corner, reading.lead(block), *block.headings[-1:]]
        named = next((text for text in above if pattern_of(_ON_YEARS).search(text)), "")
        is_of_thing = any(one.statistic != _YEARS for one in reading.header_subjects(named))
        return None if not named or is_of_thing else found

    def _of_both_columns(self, around: Surroundings) -> ClaimSubject | None:
        """The two skills that the cells before name, one each, where the column is of ads that name
        both: "Docker | Kubernetes | 21 %" below "First | Second | Both named in".
        """
        reading = self.reading
        column = reading.block(around).column or ""
        above = f"{column} … {reading.lead(reading.block(around))}"
        if pattern_of(_BOTH).search(above) is None:
            return None
        cells = [reading.text[one.start : one.end] for one in reading.row_cells(around)]
        named = [reading.header_subjects(one) for one in cells]
        if len(cells) != 2 or any(len(one) != 1 for one in named):
            return None
        return unnamed_pair([one[0] for one in named])

    def _of_names(
        self, around: Surroundings, header: str, named: Sequence[ClaimSubject]
    ) -> ClaimSubject | None:
        """The thing that a header names, or the two of a row in a table of pairs."""
        is_pair = not _OR.search(header) and is_below_pairs(self.reading, around)
        if is_pair and (two := self._two_of_row(around, named)):
            return two
        return self._one_of(header, named) or (unnamed_pair(named) if is_pair else None)

    def _two_of_row(
        self, around: Surroundings, named: Sequence[ClaimSubject]
    ) -> ClaimSubject | None:
        """The two skills of a row that has a column for each: "Docker | Kubernetes | 21.3 %"."""
        found = list(named)
        for cell in self.reading.row_cells(around):
            found += self.reading.header_subjects(self.reading.text[cell.start : cell.end])
        return unnamed_pair(found)

    def _one_of(self, header: str, named: Sequence[ClaimSubject]) -> ClaimSubject | None:
        only = only_thing(named)
        return only if only and self._is_whole(header) else None

    def _is_of_column(self, row: str) -> bool:
        """Whether a row is a part that a column's share may be of, or all of it: not "Startups",
        whose share it would be.
        """
        return self._is_part(row) or "%" in row or self.reading.words.has("share_columns", row)

    def above_cell(self, around: Surroundings) -> ClaimSubject | None:
        """What the heading above a cell names whose row is a part of it, or another cell of its
        row.
        """
        block = self.reading.block(around)
        if not block.row or self._is_part(block.row):
            for heading in block.headings[-1:]:
                named = self.reading.header_subjects(heading)
                plain = [one for one in named if not one.is_level] or named
                if plain:
                    return self._one_of(heading, plain)
        return self._of_row(around)

    def _is_whole(self, header: str) -> bool:
        """Whether all that a header joins with a sign or "and" is one thing: not "CDC + Streaming",
        of which one is not known.
        """
        if self.reading.vocabulary.skill_called(header.strip()):
            return True
        joined = _OR_MORE.sub("+", header)
        parts = [part for part in pattern_of(_HEADER_JOINTS, 0).split(joined) if part.strip()]
        return len(parts) == 1 or all(map(self.reading.header_subjects, parts))

    def _is_part(self, row: str) -> bool:
        """Whether a row is a part of what its heading names: a job, country, level or time."""
        words = self.reading.words
        return any(
            words.has(group, row) for group in ("fields", "countries", "level", "postings")
        ) or bool(pattern_of(_TIME).search(row))

    def _of_row(self, around: Surroundings) -> ClaimSubject | None:
        """What another cell of the row names, where its header is a job or a kind of things: "Data
        engineer | Kafka | 31 %".
        """
        row = self.reading.block(around).row
        if not row:
            return None
        if not self.reading.sorts_rows(around) and not self.reading.populations.occupation(row):
            return None
        for cell in self.reading.row_cells(around):
            named = self.reading.header_subjects(self.reading.text[cell.start : cell.end])
            if only := only_thing(named):
                return replace(only, start=-1, end=-1, confidence=_NAMED_ABOVE)
        return None
