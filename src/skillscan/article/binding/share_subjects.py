"""Which of the things a sentence, a header or a heading names a share is the share of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from skillscan.article.binding.changes import is_start
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.pairing import OWN_VERB, paired, twins_of
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.takeover import REFERS_BACK
from skillscan.article.model import Binding, Quantity

_OF_BOTH, _CELLS, _SHORT_BLOCK = 2, 3, 120
_FEW_WORDS, _HARDLY_A_WORD, _SHORT_SENTENCE = 6, 2, 14
_NAMED_BEFORE, _NAMED_ABOVE = 0.8, 0.85
_BLOCK_LABEL = re.compile(r"\W*([^:.\n]{2,40}?)\W{0,2}:")
_HEADER_JOINTS = re.compile(r"(?<!\d)\s*[&+/]\s*(?=[^\W\d_])|,? (?:and|or) ")
_IT = re.compile(r"\W*(?:It|This|They)\b")
_ONE = re.compile(r"\W*It\b")
_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b(?:all|share|total|overall|Q[1-4])\b", re.IGNORECASE)
_VERSUS = re.compile(r"\s*(?:vs\.?|versus)\s*", re.IGNORECASE)
_SUBJECT_AGAIN = frozenset(
    {"it", "its", "this", "that figure", "the figure", "the share", "the number", "one"}
)


class ShareSubjects:
    """Finds the subjects of the shares of one article."""

    def __init__(self, reading: ArticleReading) -> None:
        self.reading = reading
        self._known: dict[
            ArticleSentence, tuple[list[ClaimSubject], dict[Quantity, ClaimSubject]]
        ] = {}

    def subject(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        """What a number is the share of; ``None`` where that is not told, or not of one thing."""
        reading = self.reading
        if reading.block(around).kind == "cell" and (found := self._of_cell(around)):
            return found
        subjects, pairs = self._of_sentence(around)
        if self._is_of_it(around, pairs):
            return self._of_it(around)
        if reading.words.has("each", reading.span(around.before)):
            return None
        if (against := self._against(around)) is not None:
            return self._in_order(around, against, subjects)
        subject = pairs.get(around.quantity)
        if subject is None:
            return (
                self._from_before(around, done)
                or self._again(around, pairs, done)
                or self._from_above(around, denominator)
            )
        row = twins_of(reading.text, subject, subjects)
        has_own = all(one in pairs.values() for one in row)
        return subject if has_own else self._pair(around, row)

    def next_to(self, around: Surroundings) -> str | None:
        """The statistic that the word right behind a number or before it names: "26 % remote"."""
        for one in self.reading.subjects(around.sentence):
            start, end = around.quantity.end, one.start
            if one.end <= around.quantity.start:
                start, end = one.end, around.quantity.start
            if 0 <= end - start <= _HARDLY_A_WORD and not one.is_level:
                return one.statistic
        return None

    def _against(self, around: Surroundings) -> Quantity | None:
        """The other number of "59 % vs 36 %", whose order tells what each is of."""
        text, own = self.reading.text, around.quantity
        for n in around.neighbours:
            other = self.reading.quantities[n]
            start, end = min(own.end, other.end), max(own.start, other.start)
            if n != around.place and _VERSUS.fullmatch(text, start, end):
                return other
        return None

    def _in_order(
        self, around: Surroundings, other: Quantity, subjects: Sequence[ClaimSubject]
    ) -> ClaimSubject | None:
        """The first or second of the two things that stand before two numbers, if they are two."""
        first = min(around.quantity.start, other.start)
        shares = [q.end for q in self._shares(around) if q.end <= first]
        named = [one for one in subjects if max(shares, default=0) <= one.start < one.end <= first]
        if len({one.dimension for one in named}) != _OF_BOTH or len(named) != _OF_BOTH:
            return None
        return named[0 if around.quantity.start == first else 1]

    def _shares(self, around: Surroundings) -> list[Quantity]:
        """The percentages of the sentence."""
        quantities = [self.reading.quantities[n] for n in around.neighbours]
        return [quantity for quantity in quantities if quantity.unit == "percent"]

    def _of_sentence(
        self, around: Surroundings
    ) -> tuple[list[ClaimSubject], dict[Quantity, ClaimSubject]]:
        """The subjects of the sentence, and which of its shares each is of; found once."""
        if around.sentence not in self._known:
            subjects = self._candidates(around)
            shares = [q for q in self._shares(around) if not is_start(self.reading.text, q)]
            pairs = paired(self.reading.text, shares, subjects, shares)
            self._known[around.sentence] = subjects, pairs
        return self._known[around.sentence]

    def _candidates(self, around: Surroundings) -> list[ClaimSubject]:
        """The subjects of the sentence but those inside of what its numbers are shares of."""
        inside = [
            (found.start, found.end)
            for n in around.neighbours
            for found in (self.reading.denominator(self.reading.around[n]),)
            if self.reading.quantities[n].end <= found.start < found.end
        ]
        return [
            subject
            for subject in self.reading.subjects(around.sentence)
            if not any(start <= subject.start and subject.end <= end for start, end in inside)
        ]

    def _pair(self, around: Surroundings, row: Sequence[ClaimSubject]) -> ClaimSubject | None:
        """Two skills that are named together; what is said of several at once is not judged."""
        is_pair = len(row) == _OF_BOTH and row[0].statistic == "skill_share"
        if not is_pair or not self.reading.words.has("pair", self.reading.region(around)):
            return None
        return ClaimSubject(
            start=row[0].start,
            end=row[1].end,
            statistic="skill_pairs",
            dimension="|".join(sorted(str(one.dimension) for one in row)),
        )

    def _again(
        self,
        around: Surroundings,
        pairs: Mapping[Quantity, ClaimSubject],
        done: Sequence[Outcome],
    ) -> ClaimSubject | None:
        """That of the share before in its sentence, where only another job or time is named since:
        "SQL is in 50 % of ads for data engineers and 40 % for data scientists".
        """
        earlier = [n for n in around.neighbours if n < around.place]
        if not earlier:
            return None
        reading = self.reading
        before = reading.span(around.before)
        if OWN_VERB.match(reading.text, around.quantity.end):
            return None
        named = reading.populations.occupation(reading.region(around)) or reading.whose.bare_job(
            around
        )
        if not named and not reading.words.has("again", before) and "(" not in before[-2:]:
            return None
        region = around.before[0], around.after[1]
        subjects, _ = self._of_sentence(around)
        taken = set(pairs.values())
        if any(region[0] <= one.start < region[1] and one not in taken for one in subjects):
            return None
        found = [pairs[q] for n in earlier if (q := reading.quantities[n]) in pairs]
        return found[-1] if found else _of_outcome(done[earlier[-1]])

    def _from_before(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """What "it" or "the figure" stands for."""
        refers = {match[0].lower() for match in REFERS_BACK.finditer(self.reading.region(around))}
        before = self.reading.span(around.before)
        if not refers & _SUBJECT_AGAIN and not self.reading.words.has("against", before):
            return None
        found = self._last_named(around, done)
        return found and replace(found, start=-1, end=-1, confidence=_NAMED_BEFORE)

    def _last_named(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """The subject of the share before in the block, or what the sentence before names last."""
        reading = self.reading
        previous = reading.share_before(around)
        ahead = [s for s in reading.subjects(around.sentence) if s.end <= around.before[0]]
        if ahead and (previous is None or previous.sentence != around.sentence):
            return ahead[-1]
        before = reading.previous(around.sentence)
        if before is None and previous is None:
            return self._of_block_before(around)
        named = reading.subjects(before) if before else []
        if before and not named and (further := reading.previous(before)):
            named = reading.subjects(further)
        last = named[-1] if len({one.dimension for one in named}) == 1 else None
        if previous is None or (before and previous.sentence.start < before.start):
            return last
        return _of_outcome(done[previous.place]) or last

    def _is_of_it(self, around: Surroundings, pairs: Mapping[Quantity, ClaimSubject]) -> bool:
        """Whether a sentence on "it" names another thing only behind its first share: "It is in
        52 %, ahead of Docker".
        """
        subject = pairs.get(around.quantity)
        is_first = around.neighbours[:1] == (around.place,)
        is_named_behind = subject is not None and subject.start >= around.quantity.end
        is_asked = self.reading.words.has("employer_asks", self.reading.span(around.after))
        return (
            is_first
            and (subject is None or (is_named_behind and not is_asked))
            and _ONE.match(self.reading.text, around.sentence.start) is not None
            and self.reading.previous(around.sentence) is not None
        )

    def _of_it(self, around: Surroundings) -> ClaimSubject | None:
        """What the sentence before begins with, or the one thing that it names."""
        before = self.reading.previous(around.sentence)
        named = self.reading.subjects(before) if before else []
        is_one = len({(one.statistic, one.dimension) for one in named}) == 1
        if (
            before is None
            or not named
            or not (is_one or named[0].start - before.start <= _HARDLY_A_WORD)
        ):
            return None
        return replace(named[0], start=-1, end=-1, confidence=_NAMED_BEFORE)

    def _of_block_before(self, around: Surroundings) -> ClaimSubject | None:
        """The one thing that the short block before names: "1. SQL leads", then "It is in 50 %"."""
        blocks, home = self.reading.article.blocks, around.sentence.block
        is_told = _IT.match(self.reading.text, around.sentence.start) is not None
        if not is_told or not home or blocks[home - 1].headings != blocks[home].headings:
            return None
        text = self.reading.text[blocks[home - 1].start : blocks[home - 1].end]
        named = self.reading.header_subjects(text) if len(text) < _SHORT_BLOCK else []
        return named[0] if len({one.dimension for one in named}) == 1 else None

    def _from_above(
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

    def _of_cell(self, around: Surroundings) -> ClaimSubject | None:
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
        parts = [part for part in _HEADER_JOINTS.split(header) if part.strip()]
        return len(parts) == 1 or all(map(self.reading.header_subjects, parts))

    def _is_part(self, row: str) -> bool:
        """Whether a row is a part of what its heading names: a job, country, level or time."""
        words = self.reading.words
        return any(
            words.has(group, row) for group in ("fields", "countries", "level", "postings")
        ) or bool(_TIME.search(row))

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


def _of_outcome(outcome: Outcome) -> ClaimSubject | None:
    """What an earlier number of ours was found to be of."""
    if not isinstance(outcome, Binding) or outcome.kind != "ours" or not outcome.statistic:
        return None
    return ClaimSubject.unnamed(outcome.statistic, outcome.dimension, outcome.measure)
