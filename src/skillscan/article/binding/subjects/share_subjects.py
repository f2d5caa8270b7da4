"""Which of the things a sentence, a header or a heading names a share is the share of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from skillscan.article.binding.growth.change_ends import is_start
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.shares.added_hybrid import with_hybrid
from skillscan.article.binding.shares.levels_told import is_told_beside
from skillscan.article.binding.shares.numbers_set_against import NumbersSetAgainst
from skillscan.article.binding.shares.pairing import paired, twins_of
from skillscan.article.binding.subjects.both_skills import BothSkills
from skillscan.article.binding.subjects.header_subjects import HeaderSubjects
from skillscan.article.binding.subjects.joined_skills import (
    is_told_of_pairs,
    pair_of,
    partner_of,
)
from skillscan.article.binding.subjects.ordinal_things import ordinal_thing
from skillscan.article.binding.subjects.referred_subjects import ReferredSubjects
from skillscan.article.binding.subjects.section_topics import SectionTopics
from skillscan.article.binding.subjects.share_candidates import share_candidates
from skillscan.article.binding.subjects.shares_beside import KNOWN_GROUPS, SharesBeside
from skillscan.article.binding.subjects.titled_shares import TitledShares
from skillscan.article.model import Binding, Quantity

_NEXT_CLAUSE = re.compile(r";|, it\b")
_SIGN = re.compile(r"%|percent|per cent|٪|％|pct|^0?[.,]\d", re.IGNORECASE)
_OF_BOTH, _HARDLY_A_WORD = 2, 2
_NAMED_AT_BRACKET = re.compile(r"(?<=[\w,;)] )([A-Z][\w&-]{1,30}) \([~≈<>]?$")
_SEEN_BEFORE = 48


class ShareSubjects:
    """Finds the subjects of the shares of one article."""

    def __init__(self, reading: ArticleReading) -> None:
        self.reading = reading
        self._topics = SectionTopics(reading)
        self._headers = HeaderSubjects(reading, self._topics)
        self._referred = ReferredSubjects(reading, self._topics)
        self._titled = TitledShares(reading, self._topics)
        self._beside = SharesBeside(reading)
        self._set_against = NumbersSetAgainst(reading)
        self._both = BothSkills(reading, self._referred, self._topics)
        self._known: dict[
            ArticleSentence, tuple[list[ClaimSubject], dict[Quantity, ClaimSubject]]
        ] = {}

    def subject(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        """What a number is the share of; ``None`` where that is not told, or not of one thing."""
        if self._is_of_other_name(around):
            return None
        subjects, pairs = self._of_sentence(around)
        if found := self._of_table(around, subjects, pairs) or self._summed(around, subjects):
            return found
        if found := self._both.of_label(around, done):
            return found
        if found := with_hybrid(self.reading, around, done):
            return found
        is_named = any(
            one.end <= around.quantity.start and not one.is_level for one in subjects
        )  # "at mid level 27 % of openings name it"
        if not is_named and self._referred.is_asked_for(around):
            return self._referred.from_before(around, done)
        if (
            is_named
            and self._referred.is_asked_for(around)
            and (found := self._referred.in_sentence(around, subjects))
        ):
            return found
        if self._referred.is_answer(around, pairs.get(around.quantity)):
            return self._referred.of_it(around)
        if self._referred.is_of_it(around, pairs):
            return self._referred.of_it(around) or self._referred.beyond_plain(around, done)
        if self.reading.words.has("each", self.reading.span(around.before)):
            return None
        if not subjects and (found := self._topics.of_row(around)):
            return found
        return self._told_in_sentence(around, denominator, done)

    def _of_table(
        self,
        around: Surroundings,
        subjects: Sequence[ClaimSubject],
        pairs: Mapping[Quantity, ClaimSubject],
    ) -> ClaimSubject | None:
        """What the headers of a cell say that its number is of, or what stands above its table."""
        if self.reading.block(around).kind != "cell":
            return None
        if found := self._headers.of_cell(around):
            own = pairs.get(around.quantity)
            is_own = own is not None and (
                found.is_level if own.is_level else own.statistic == found.statistic
            )
            return own if is_own else found
        return None if subjects else self._headers.above_cell(around)

    def _told_in_sentence(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        """That of a number set against another one, or of two things named as "both"; else the
        thing that stands with the number in its sentence.
        """
        if ordered := ordinal_thing(self.reading, around):
            return ordered
        subjects, _ = self._of_sentence(around)
        if (other := self._set_against.other(around)) is not None:
            begun = self._referred.begun_with(around)
            found = self._set_against.in_order(
                around, other, [*begun, *self.reading.subjects(around.sentence)], done
            )
            if found is not None and begun:
                found = replace(found, start=-1, end=-1)
            if found is not None or not self._set_against.is_clause(around, other):
                return found
        if both := self._both.told_of(around, subjects, done):
            return both
        return self._paired_with(around, denominator, done)

    def _paired_with(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        """The thing that stands with a number in its sentence, with what is joined to that thing;
        without such what the sentences, headers and titles before it tell.
        """
        text = self.reading.text
        subjects, pairs = self._of_sentence(around)
        subject = pairs.get(around.quantity) or self._beside.restated(around, pairs)
        if subject is None:
            return self._named_elsewhere(around, denominator, pairs, done)
        if self._is_torn(around, subject, pairs):
            return None
        if (joined := partner_of(text, subject, subjects)) and not all(
            one in pairs.values() for one in joined
        ):
            is_of_pair = is_told_of_pairs(self.reading, around, joined, done)
            return pair_of(joined) if is_of_pair else None
        row = twins_of(text, subject, subjects)
        has_own = all(one in pairs.values() for one in row)
        return subject if has_own else self._both.pair(around, row, done)

    def _named_elsewhere(
        self,
        around: Surroundings,
        denominator: ClaimDenominator,
        pairs: Mapping[Quantity, ClaimSubject],
        done: Sequence[Outcome],
    ) -> ClaimSubject | None:
        """What a number is of with which no thing stands: the first of these that tells it."""
        return (
            self._of_row(around, pairs)
            or self._referred.from_before(around, done)
            or self._referred.of_level_left(around, pairs, done)
            or self._beside.made_exact(around, done)
            or self._beside.again(around, self._of_sentence(around)[0], pairs, done)
            or self._headers.from_above(around, denominator)
            or self._titled.below_title(around, denominator)
            or self._titled.by_short_name(around, denominator)
        )

    def as_before(self, around: Surroundings, done: Sequence[Outcome]) -> Binding | None:
        """The number of the sentence before whose job this one has that is set against another."""
        other = self._set_against.other(around)
        return None if other is None else self._set_against.as_before(around, other, done)

    def _is_of_other_name(self, around: Surroundings) -> bool:
        """Whether a bracket holds it right behind the name of no thing, as of an employer: "ads
        that name AWS come from Amazon (12 %)".
        """
        reading, end = self.reading, around.quantity.start
        start = max(around.sentence.start, end - _SEEN_BEFORE)
        name = _NAMED_AT_BRACKET.search(reading.text[start:end])
        if name is None:
            return False
        at, last = start + name.start(1), start + name.end(1)
        if any(one.start < last and at < one.end for one in reading.subjects(around.sentence)):
            return False
        before = reading.text[start:last]
        return not any(
            found.end > name.start(1)
            for group in KNOWN_GROUPS
            for found in reading.words.find(group, before)
        )

    def _is_torn(
        self,
        around: Surroundings,
        subject: ClaimSubject,
        pairs: Mapping[Quantity, ClaimSubject],
    ) -> bool:
        """Whether it takes its sign from the next number and that is of nothing else: "for AWS it
        is the reverse, at 39 and 44 per cent".
        """
        text, own = self.reading.text, around.quantity
        if own.is_in_words or _SIGN.search(text, own.start, own.end) is not None:
            return False
        behind = [q for q in self._shares(around) if q.start >= own.end]
        if behind and _NEXT_CLAUSE.search(text, own.end, behind[0].start):
            return False
        other = pairs.get(behind[0]) if behind else None
        return bool(behind) and (other is None or other.dimension == subject.dimension)

    def next_to(self, around: Surroundings) -> str | None:
        """The statistic that the word right behind a number or before it names: "26 % remote"."""
        for one in self.reading.subjects(around.sentence):
            start, end = around.quantity.end, one.start
            if one.end <= around.quantity.start:
                start, end = one.end, around.quantity.start
            if 0 <= end - start <= _HARDLY_A_WORD and not one.is_level:
                return one.statistic
        return None

    def _shares(self, around: Surroundings) -> list[Quantity]:
        """The percentages of the sentence."""
        quantities = [self.reading.quantities[n] for n in around.neighbours]
        return [quantity for quantity in quantities if quantity.unit == "percent"]

    def _told(self, around: Surroundings) -> list[Quantity]:
        """The percentages of the sentence but those that only tell another level of the one before
        them.
        """
        shares, end = self._shares(around), around.sentence.end
        return [
            one
            for before, one in zip([None, *shares], shares, strict=False)
            if before is None or not is_told_beside(self.reading.text, before, one, end)
        ]

    def _of_sentence(
        self, around: Surroundings
    ) -> tuple[list[ClaimSubject], dict[Quantity, ClaimSubject]]:
        """The subjects of the sentence, and which of its shares each is of; found once."""
        if around.sentence not in self._known:
            subjects = share_candidates(self.reading, around)
            shares = [q for q in self._told(around) if not is_start(self.reading.text, q)]
            pairs = paired(self.reading.text, shares, subjects, shares)
            self._known[around.sentence] = subjects, pairs
        return self._known[around.sentence]

    def _of_row(
        self, around: Surroundings, pairs: Mapping[Quantity, ClaimSubject]
    ) -> ClaimSubject | None:
        """That of the number that this one is joined with, where a row of numbers is of one thing:
        "Python is named in 36 %, 61 % and 70 % of these respective roles".
        """
        joined = self.reading.whose.joined
        if not joined.are_respective(around):
            return None
        row = [self.reading.quantities[place] for place in joined.row(around)]
        named = {pairs[one] for one in row if one in pairs}
        return named.pop() if len(named) == 1 else None

    def _summed(
        self, around: Surroundings, subjects: Sequence[ClaimSubject]
    ) -> ClaimSubject | None:
        """Remote and hybrid work where a number is of both: "remote (15 %) and hybrid (34 %)
        together make up 49 %".
        """
        if not self.reading.words.has("together", self.reading.span(around.before), "summed"):
            return None
        before = [one for one in subjects if one.end <= around.quantity.start]
        named = [one for one in before if one.statistic == "workplace_share"][-_OF_BOTH:]
        if {one.dimension for one in named} != {"remote", "hybrid"}:
            return None
        return ClaimSubject.unnamed("workplace_share", "remote_or_hybrid")
