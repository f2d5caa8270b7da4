"""Which of the things a sentence, a header or a heading names a share is the share of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from skillscan.article.binding.growth.change_ends import is_start
from skillscan.article.binding.links.linking_words import with_people_words
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.shares.added_hybrid import with_hybrid
from skillscan.article.binding.shares.exact_numbers import exact_behind, rough_before
from skillscan.article.binding.shares.numbers_set_against import NumbersSetAgainst
from skillscan.article.binding.shares.pairing import has_own_verb, is_said_too, paired, twins_of
from skillscan.article.binding.subjects.both_skills import BothSkills
from skillscan.article.binding.subjects.header_subjects import HeaderSubjects
from skillscan.article.binding.subjects.joined_skills import (
    is_told_of_pairs,
    pair_of,
    partner_of,
)
from skillscan.article.binding.subjects.ordinal_things import ordinal_thing
from skillscan.article.binding.subjects.referred_subjects import ReferredSubjects, of_outcome
from skillscan.article.binding.subjects.section_topics import SectionTopics
from skillscan.article.binding.subjects.share_candidates import share_candidates
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding, Quantity

_NOW = r"\b{now_words}\b(?: \w+){0,3} ?[~≈]?$"
_NOW_BEHIND = r"(?: (?:of|in) (?:(?:the|all|our) )?\w+)? {now_words}\b"
_AND_IS = r"\b(?:and|but)(?: {being_words})?(?: {naming_verbs})? (?:in|by|at) [~≈]?$"
_FROM = re.compile(r"\bfrom (?:\w+ )?[~≈]?$")
_TO = re.compile(r"^[^.;:]{0,40} to (?:\w+ )?[~≈]?$")
_SIGN_WIDTH = 16
_NEXT_CLAUSE = re.compile(r";|, it\b")
_ROUNDED = 2.0
_THAT_IS = re.compile(
    r"(?: (?:of|in) (?:the|all|our) [a-z]+)?[,(–—-]? ?"
    r"(?:that is|or|i\.e\.|in other words|which makes|so),? "
    r"(?:about |roughly |nearly |almost )?"
)
"""What stands before a number that says the same in words: "8.3 %, that is, one in twelve"."""
_OF_BOTH, _HARDLY_A_WORD = 2, 2
_BEFORE_BRACKET = re.compile(r"([^\W\d_][\w-]*) ?\([~≈]?$")
_SIGN = re.compile(r"%|percent|per cent|٪|％|pct|^0?[.,]\d", re.IGNORECASE)
_OF_OPENINGS = re.compile(r",? which (?:are|were|is|was|have|had|come|came)\b")
"""A clause on the openings: "a tenth of postings, which were duplicates"."""
_A_WORD = re.compile(r"[\w'’-]+")
_PART_END = re.compile(r"[.,;:()]|—")
_NAMED_AT_BRACKET = re.compile(r"(?<=[\w,;)] )([A-Z][\w&-]{1,30}) \([~≈<>]?$")
_SEEN_BEFORE = 48
_KNOWN_GROUPS = ("fields", "countries", "periods", "postings", "level", "degree", "workplace")


class ShareSubjects:
    """Finds the subjects of the shares of one article."""

    def __init__(self, reading: ArticleReading) -> None:
        self.reading = reading
        self._topics = SectionTopics(reading)
        self._headers = HeaderSubjects(reading, self._topics)
        self._referred = ReferredSubjects(reading, self._topics)
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
        if found := with_hybrid(self.reading, around, done):
            return found
        is_named = any(one.end <= around.quantity.start for one in subjects)
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
        subject = pairs.get(around.quantity) or self._restated(around, pairs)
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
            or self._made_exact(around, done)
            or self._again(around, pairs, done)
            or self._headers.from_above(around, denominator)
            or self._below_title(around, denominator)
            or self._by_short_name(around, denominator)
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
            for group in _KNOWN_GROUPS
            for found in reading.words.find(group, before)
        )

    def _below_title(
        self, around: Surroundings, denominator: ClaimDenominator
    ) -> ClaimSubject | None:
        """What the title above names, where the sentence names nothing and hardly goes on behind
        the number: "Boring, and in 24 % of the listings".
        """
        text, end = self.reading.text, max(around.quantity.end, denominator.end)
        if _OF_OPENINGS.match(text, end, around.after[1]):
            return None
        part = _PART_END.split(text[end : around.after[1]])[0]
        is_alone = (
            not self.reading.subjects(around.sentence) and len(part.split()) <= _HARDLY_A_WORD
        )
        return self._topics.of(around, is_first=self._is_first(around)) if is_alone else None

    def _by_short_name(
        self, around: Surroundings, denominator: ClaimDenominator
    ) -> ClaimSubject | None:
        """What the title above names, where openings ask for its last word: "AI agents", then "a
        quarter of the openings speak of agents".
        """
        reading, text = self.reading, self.reading.text
        topic = self._topics.of(around, is_first=self._is_first(around))
        if topic is None or topic.dimension is None or reading.subjects(around.sentence):
            return None
        titles = reading.block(around).headings[-1:]
        named = [
            title[m.start : m.end]
            for title in titles
            for m in reading.vocabulary.find_skills(title)
        ]
        words = {name.split()[-1].lower() for name in named if " " in name}
        since = max(around.quantity.end, denominator.end)
        part = _PART_END.split(text[since : around.after[1]])[0]
        said = list(_A_WORD.finditer(part))
        if not said or said[-1][0].lower() not in words:
            return None
        asking = with_people_words(reading, around, reading.words.asking_words)
        if not asking.issuperset(one[0].lower() for one in said[:-1]):
            return None
        return replace(topic, start=since + said[-1].start(), end=since + said[-1].end())

    def _is_first(self, around: Surroundings) -> bool:
        """Whether a sentence begins with its number: "A third of ads, which makes it a must"."""
        words = self.reading.text[around.sentence.start : around.quantity.start].split()
        return len(words) <= _HARDLY_A_WORD

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

    def _restated(
        self, around: Surroundings, pairs: Mapping[Quantity, ClaimSubject]
    ) -> ClaimSubject | None:
        """That of a more exact number that follows: "a fifth of ads (21.3 %) are"."""
        exact = exact_behind(self.reading, around)
        return pairs.get(exact.quantity) if exact else None

    def _made_exact(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """That of the rough number before that it makes precise, or that it says in words."""
        earlier = around.shares_before
        before = self.reading.quantities[earlier[-1]] if earlier else None
        if before is not None and self._is_in_other_words(before, around.quantity):
            return of_outcome(done[earlier[-1]])
        rough = rough_before(self.reading, around)
        return of_outcome(done[rough.place]) if rough else None

    def _is_in_other_words(self, exact: Quantity, own: Quantity) -> bool:
        """Whether a number says in words what stands right before it: "8.3 %, or one in twelve"."""
        is_same = own.is_in_words and not exact.is_in_words and abs(exact.low - own.low) <= _ROUNDED
        return is_same and _THAT_IS.fullmatch(self.reading.text, exact.end, own.start) is not None

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

    def _of_sentence(
        self, around: Surroundings
    ) -> tuple[list[ClaimSubject], dict[Quantity, ClaimSubject]]:
        """The subjects of the sentence, and which of its shares each is of; found once."""
        if around.sentence not in self._known:
            subjects = share_candidates(self.reading, around)
            shares = [q for q in self._shares(around) if not is_start(self.reading.text, q)]
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

    def _is_labelled_else(self, before: str) -> bool:
        """Whether a bracket stands behind a word that is not known: "RAG (20 %); agents (15 %)"."""
        word = _BEFORE_BRACKET.search(before)
        if word is None or word[1].lower() in self.reading.words.link_words:
            return False
        return not any(self.reading.words.has(group, word[1]) for group in _KNOWN_GROUPS)

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

    def _is_reached(self, around: Surroundings, earlier: Sequence[int]) -> bool:
        """Whether it is what the share before came to: "from 27 % of the ads in 2024 to 20 %", "it
        was named in 3 % and is named in 41 % now".
        """
        reading, text = self.reading, self.reading.text
        left = reading.quantities[earlier[-1]]
        before = reading.span(around.before)
        if _FROM.search(text[max(0, left.start - _SIGN_WIDTH) : left.start]) and _TO.search(before):
            return True
        is_now = pattern_of(_NOW_BEHIND).match(reading.span(around.after)) is not None
        return is_now and pattern_of(_AND_IS).search(before) is not None

    def _again(
        self,
        around: Surroundings,
        pairs: Mapping[Quantity, ClaimSubject],
        done: Sequence[Outcome],
    ) -> ClaimSubject | None:
        """That of the share before in its sentence, where only another job or time is named since:
        "SQL is in 50 % of ads for data engineers and 40 % for data scientists".
        """
        earlier = around.shares_before
        if not earlier:
            return None
        reading = self.reading
        before = reading.span(around.before)
        is_again = is_said_too(before)
        is_of_else = has_own_verb(reading.text, around.quantity) and not is_again
        if is_of_else or before.strip(" ~≈") == "(":
            return None  # "in 34 % (6 %)": whose the second is, is not said
        named = (
            reading.populations.occupation(reading.region(around))
            or reading.whose.bare.job(around)
            or reading.whose.bare.head(around)
            or reading.populations.country(before)
        )
        is_again = (
            is_again
            or reading.words.has("again", before)
            or pattern_of(_NOW).search(before)
            or self._is_reached(around, earlier)
        )
        if not named and not is_again and "(" not in before[-2:]:
            return None
        if not named and not is_again and self._is_labelled_else(before):
            return None
        region = around.before[0], around.after[1]
        subjects, _ = self._of_sentence(around)
        taken = set(pairs.values())
        if any(region[0] <= one.start < region[1] and one not in taken for one in subjects):
            return None
        found = [pairs[q] for n in earlier if (q := reading.quantities[n]) in pairs]
        return found[-1] if found else of_outcome(done[earlier[-1]])
