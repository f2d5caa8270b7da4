"""What a share is the share of where a header, a label or a heading names it."""

import re
from dataclasses import dataclass, replace

from skillscan.article.binding.grammar import pattern_of
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings

_CELLS = 3
_FEW_WORDS, _HARDLY_A_WORD, _SHORT_SENTENCE = 6, 2, 14
_NAMED_ABOVE = 0.85
_BLOCK_LABEL = re.compile(r"\W*([^:.\n]{2,40}?)\W{0,2}:")
_HEADER_JOINTS = r"(?<!\d)\s*[&+/]\s*(?=[^\W\d_])|,? {plain_coordinators} "
_TIME = r"\b(?:19|20)\d\d\b|\b(?:{whole_words}|{quarters})\b"


@dataclass(frozen=True, slots=True)
class HeaderSubjects:
    """Finds what stands above the shares of one article, or in the headers of their cells."""

    reading: ArticleReading

    def from_above(
        self, around: Surroundings, denominator: ClaimDenominator
    ) -> ClaimSubject | None:
        """What the heading or lead names, where hardly a word stands behind the number: "Found in
        78 % of listings".
        """
        end = max(around.quantity.end, denominator.end)
        if len(self.reading.text[end : around.after[1]].split()) > _HARDLY_A_WORD:
            return None
        block = self.reading.block(around)
        sentence = self.reading.sentence_text(around.sentence)
        if len(sentence.split()) > _SHORT_SENTENCE:
            return None
        if labelled := self._of_label(around):
            return labelled
        is_other_row = block.kind == "cell" and block.row and not self._is_part(block.row)
        if is_other_row or self._is_named_before(around.sentence):
            return None
        for text in (self.reading.lead(block), *block.headings[-1:]):
            named = self.reading.header_subjects(text) if len(text.split()) <= _FEW_WORDS else []
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

    def _is_named_before(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence before in its block names something, which it may be of."""
        before = self.reading.previous(sentence)
        while before is not None:
            if self.reading.subjects(before):
                return True
            before = self.reading.previous(before)
        return False

    def of_cell(self, around: Surroundings) -> ClaimSubject | None:
        """What the headers of a cell name; the row's before the column's, levels last."""
        block = self.reading.block(around)
        is_part = not block.row or self._is_part(block.row)
        above = block.headings[-1:] if is_part else ()
        for header in (block.row, block.column, *above):
            named = self.reading.header_subjects(header)
            plain = [subject for subject in named if not subject.is_level] or named
            if plain:
                is_one = len({(one.statistic, one.dimension) for one in plain}) == 1
                is_whole = header is not None and self._is_whole(header)
                return plain[0] if is_one and is_whole else None
        return self._of_row(around)

    def _is_whole(self, header: str) -> bool:
        """Whether all that a header joins with a sign or "and" is one thing: not "CDC + Streaming",
        of which one is not known.
        """
        if self.reading.vocabulary.skill_called(header.strip()):
            return True
        parts = [part for part in pattern_of(_HEADER_JOINTS, 0).split(header) if part.strip()]
        return len(parts) == 1 or all(map(self.reading.header_subjects, parts))

    def _is_part(self, row: str) -> bool:
        """Whether a row is a part of what its heading names: a job, country, level or time."""
        words = self.reading.words
        return any(
            words.has(group, row) for group in ("fields", "countries", "level", "postings")
        ) or bool(pattern_of(_TIME).search(row))

    def _of_row(self, around: Surroundings) -> ClaimSubject | None:
        """What another cell of the row names, where its header is a job: "Data engineer | Kafka |
        31 %".
        """
        blocks, home = self.reading.article.blocks, around.sentence.block
        row = blocks[home].row
        if not row or not self.reading.populations.occupation(row):
            return None
        for block in reversed(blocks[max(0, home - _CELLS) : home]):
            if block.kind != "cell" or block.row != row:
                return None
            named = self.reading.header_subjects(self.reading.text[block.start : block.end])
            if len({(one.statistic, one.dimension) for one in named}) == 1:
                return replace(named[0], start=-1, end=-1, confidence=_NAMED_ABOVE)
        return None
