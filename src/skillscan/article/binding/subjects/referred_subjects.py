"""What a share is the share of where "it" or "the figure" stands for what was named before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from skillscan.article.binding.denominators.takeover import REFERS_BACK
from skillscan.article.binding.growth.change_ends import is_start
from skillscan.article.binding.growth.growth_again import is_of_growth_before
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.pay.sums import is_money
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.shares.earlier_times import is_time_before
from skillscan.article.binding.subjects.asked_years import bare_amount, named_amount
from skillscan.article.binding.subjects.distinct_things import only_thing
from skillscan.article.binding.subjects.questions import (
    PEOPLE_ASKED,
    asked_thing,
    asks_of_people,
    question_of,
)
from skillscan.article.binding.subjects.section_topics import SectionTopics
from skillscan.article.binding.subjects.topic_kept import keeps_topic
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import Binding, Quantity

_GROWTH, _YEARS = "posting_growth", "experience_at_least"
_HARDLY_A_WORD, _SHORT_BLOCK = 2, 120
_ANSWER_WORDS, _QUESTIONS_BACK = 6, 4
_NAMED_BEFORE = 0.8
_IT = r"\W*{sentence_pronouns}\b"
ASK_FOR_IT = (
    r"\b{it_verbs} (?:it|them|one|{thing_nouns})\b"
    r"(?=[^\w\s]|$| (?:up|out|down|as|in|by|and|but|too|outright|explicitly|somewhere|at all"
    r"|{idle_words})\b)"
)
"""What asks for a thing that was named before: "40 % of the ads spell it out"."""
_FIND_IT = re.compile(
    r"\b(?:find|found|see|saw|spot|meet|encounter|count|counted) it in (?:\w+ )?[~≈]?$",
    re.IGNORECASE,
)
DO_SO = re.compile(r" (?:do|did)(?: so| too)?\s*(?:[.,;:!)]|$)")
"""What repeats what openings do: "45 % of the ads require it. Of the others, 34 % do."."""
_ONLY_COUNTRY = re.compile(
    r"\W*(?:(?:[Aa]nd|[Bb]ut) )?[Ii]n (?:the )?([^,;:.()\d]{2,30}?),? "
    r"(?:(?:only|about|just|some|nearly|around) )?[~≈]?"
)
"""What stands before a number that is but a country's: "In the UK, 49 % do"."""
_ITS_FIGURE = re.compile(
    r"\b[Tt]he ([A-Z]\w+) (?:figure|share|number|rate|value) (?:is|was|stands at|comes to) [~≈]?$"
)
"""The same thing's number elsewhere: "The Canadian figure is 82 %"."""
_WE_GOT = (
    r"\b(?:we|i) (?:{finding_verbs}|had|measured) (?:(?:{hedging_words}|{almost_words}) )?[~≈]?$"
)
"""What says who came to a number: "in spring 2024 I ran this too, and back then I got 27 %"."""
_SET_AGAINST = r"\b{set_against} $"
_RIGHT_BEHIND = (
    r"\W*(?:(?:of|in) (?:the |all |our |these )?(?:[\w/-]+ ){1,4})?(?:still |now |even )?"
    r"{it_verbs} (?:it|them)\b(?=[^\w\s]|$| (?:and|up|out|down)\b)"
)
_IS_NAMED = (
    r"\b(?:they(?: (?:are|were|still|now|also)|['’]re)*|{thing_nouns}) (?:\w+ ){0,2}"
    r"{naming_verbs}(?: up)? (?:in|by) (?:\w+ ){0,2}[~≈]?$"
)
"""Things that were named before: "they are named in 29 %", "the word appears in 23 %"."""
_THEY_MAKE_UP = (
    r"\W*They (?:{before_verbs} )?{making_up} (?:(?:{hedging_words}|{almost_words}) )?[~≈]?"
)
_GOES_ON = re.compile(r"\W*(?:And|But) (?!(?:in|as) )")
"""A line that goes on with the one above: "In 36 % of ads.", "And of those that say so, it is"."""
_NO_MORE = re.compile(r"(?: (?:of|in) (?:the |all |our |these )?\w+)?(?:[\s.!*]*$|,)")
_ONE = re.compile(
    r"\W*It\b(?! (?:turns?|turned|seems?|seemed|appears|appeared|happens|happened) (?:out )?that\b)"
)
_THIS_TOOL = (
    r"\W*This (?:\w+ )?(?:{product_nouns}|engine|package|technique|method) "
    r"(?:for|of|from|by|that|which|to) "
)
"""What begins a sentence that explains the thing before it: "This library for training models"."""
_NEXT_PART = re.compile(r"[,;:(—–]")


@dataclass(frozen=True, slots=True)
class ReferredSubjects:
    """Finds what the pronouns beside the shares of one article stand for."""

    reading: ArticleReading
    topics: SectionTopics

    def from_before(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """What "it" or "the figure" stands for."""
        if asked := self._asked(around):
            return asked
        refers = {
            match[0].lower()
            for match in pattern_of(REFERS_BACK).finditer(self.reading.region(around))
        }
        before = self.reading.span(around.before)
        is_repeated = DO_SO.match(self.reading.span(around.after)) is not None
        if tells_its_figure(self.reading, around):
            refers |= {"it"}
        if is_repeated and (
            self.reading.words.has("postings", before)
            or self._is_asked_by_all(around)
            or self._names_only_country(around)
        ):
            refers |= {"it"}
        is_found = _FIND_IT.search(before) is not None
        if (
            is_found
            or pattern_of(ASK_FOR_IT).search(self.reading.span(around.after))
            or pattern_of(_IS_NAMED).search(before)
        ):
            refers |= {"it"}
        if self._is_counted_before(around):
            refers |= {"it"}
        if kind := self._kind_of_openings(around):
            return kind
        if not refers & words_of("thing_again") and not self._is_set_against(around):
            return None
        if self._is_of_another(around):
            return None
        found = self.last_named(around, done) or self.topics.of(around)
        if found and found.statistic == _GROWTH and not is_of_growth_before(self.reading, around):
            return None
        if found and found.statistic == _YEARS and self._is_behind_sum(around):
            return None  # "he has 11 years. The median is $164k, and that's with half of them"
        if found and found.statistic == _YEARS:
            said = self.reading.text[around.sentence.start : around.quantity.start]
            found = named_amount(said) or found  # "For three or more it's 76 %"
        return found and replace(found, start=-1, end=-1, confidence=_NAMED_BEFORE)

    def _is_behind_sum(self, around: Surroundings) -> bool:
        """Whether a sum stands before a number in its sentence, of which "that" is told."""
        before = self.reading.places_before(around)
        return any(is_money(self.reading.quantities[n]) for n in before)

    def is_asked_for(self, around: Surroundings) -> bool:
        """Whether openings ask for "it" right behind a number: "27 % want it, a few"."""
        return pattern_of(_RIGHT_BEHIND).match(self.reading.span(around.after)) is not None

    def is_answer(self, around: Surroundings, own: ClaimSubject | None) -> bool:
        """Whether a number answers the question before, and nothing is asked for behind it that its
        sentence names: "Docker? 33 %, most of them for Kubernetes".
        """
        if asked_thing(self.reading, question_of(self.reading, around)) is None:
            return False
        if own is None:
            return True
        is_behind = own.start >= around.quantity.end
        between = self.reading.text[around.quantity.end : own.start]
        return is_behind and _NEXT_PART.search(between) is not None

    def in_sentence(
        self, around: Surroundings, subjects: Sequence[ClaimSubject]
    ) -> ClaimSubject | None:
        """The one thing that the sentence names before openings which ask for "it": "those who
        love Docker can relax, as 33 % of the ads name it".
        """
        before = [one for one in subjects if one.end <= around.quantity.start]
        named = [one for one in before if one.measure is None] or before  # not "a degree in Java"
        last = named[-1] if len({one.dimension for one in named}) == 1 else None
        return last and replace(last, start=-1, end=-1, confidence=_NAMED_BEFORE)

    def _is_asked_by_all(self, around: Surroundings) -> bool:
        """Whether a number begins its sentence and the one before says what is asked for:
        "Everybody wants LLM people. 43 % do".
        """
        reading = self.reading
        before = reading.previous(around.sentence)
        is_first = not reading.text[around.sentence.start : around.quantity.start].strip(' *_"“”~≈')
        return (
            before is not None
            and is_first
            and reading.reads_postings
            and not reading.words.has("others", reading.sentence_text(before), "organisations")
            and reading.words.has("employer_asks", reading.sentence_text(before))
            and only_thing(reading.subjects(before)) is not None
        )

    def _names_only_country(self, around: Surroundings) -> bool:
        """Whether nothing but a country stands before a number: "In the UK, 49 % do"."""
        reading = self.reading
        found = _ONLY_COUNTRY.fullmatch(reading.text, around.sentence.start, around.quantity.start)
        return found is not None and reading.populations.country(found[1]) is not None

    def _is_counted_before(self, around: Surroundings) -> bool:
        """Whether the author tells a share of the same that he came to at a time before today."""
        reading, text = self.reading, self.reading.sentence_text(around.sentence)
        return (
            pattern_of(_WE_GOT).search(reading.span(around.before)) is not None
            and is_time_before(text)
            and not reading.words.has("others", text, "people", "organisations")
            and not reading.subjects(around.sentence)
        )

    def _kind_of_openings(self, around: Surroundings) -> ClaimSubject | None:
        """The kind of openings that the sentence before names alone, where "they" are a share of
        all: "Entry-level openings are scarce. They account for 9 % of the postings".
        """
        reading = self.reading
        before = reading.previous(around.sentence)
        start, end = around.sentence.start, around.quantity.start
        if before is None or pattern_of(_THEY_MAKE_UP).fullmatch(reading.text, start, end) is None:
            return None
        named, text = reading.subjects(before), reading.sentence_text(before)
        if len({one.dimension for one in named}) != 1 or named[0].statistic == "skill_share":
            return None
        last = named[0].end - before.start
        is_kind = any(last <= one.start <= last + 1 for one in reading.words.find("postings", text))
        kind = replace(named[0], start=-1, end=-1, confidence=_NAMED_BEFORE)
        return kind if is_kind and not reading.words.has("others", text) else None

    def _is_of_another(self, around: Surroundings) -> bool:
        """Whether its sentence goes on with another thing behind "it": "beside it are LLMs, which
        are in 46 %".
        """
        reading, (start, end) = self.reading, around.before
        found = list(pattern_of(REFERS_BACK).finditer(reading.text, start, end))
        return bool(found) and any(
            found[-1].end() <= one.start < end for one in reading.subjects(around.sentence)
        )

    def _is_set_against(self, around: Surroundings) -> bool:
        """Whether its words name for whom or when it is of the same: "than 18 % in the UK"."""
        reading = self.reading
        if not reading.words.has("against", reading.span(around.before)):
            return False
        region = reading.region(around)
        return any(reading.words.has(group, region) for group in ("fields", "countries", "periods"))

    def last_named(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """What "it" most likely is: what a sentence names before its first share, the subject of
        the share before in the block, or what the sentence before names last.
        """
        reading = self.reading
        previous = reading.share_before(around)
        ahead = [s for s in reading.subjects(around.sentence) if s.end <= around.before[0]]
        if ahead and (previous is None or previous.sentence != around.sentence):
            return ahead[-1]
        own = [s for s in reading.subjects(around.sentence) if s.end <= around.quantity.start]
        if len({one.dimension for one in own}) == 1 and previous is None:
            return own[0]
        before = reading.previous(around.sentence)
        if before is None and previous is None:
            if _GOES_ON.match(reading.text, around.sentence.start):
                line = reading.share_above(around)
                return of_outcome(done[line.place]) if line else None
            asked = self._of_question(around)
            is_one = len({one.dimension for one in asked}) == 1
            return asked[0] if is_one else self._of_block_before(around)
        named = self._told_of(before) if before else []
        if before and not reading.subjects(before) and (further := reading.previous(before)):
            named = self._told_of(further)
        if pattern_of(ASK_FOR_IT).search(reading.span(around.after)):
            named = [one for one in named if not one.is_level] or named
        named = named or self._of_question(around)
        last = named[-1] if len({one.dimension for one in named}) == 1 else None
        if previous is None or (before and self._is_further(previous, before)):
            return last
        return of_outcome(done[previous.place]) or last

    def _is_further(self, previous: Surroundings, before: ArticleSentence) -> bool:
        """Whether a share stands before the sentence before, or before one that may be on another
        thing: not "73 %. Everybody asks me that. It was 72 a year ago".
        """
        if previous.sentence.start >= before.start:
            return False
        is_next = self.reading.previous(before) == previous.sentence
        return not (is_next and keeps_topic(self.reading.sentence_text(before)))

    def _told_of(self, sentence: ArticleSentence) -> list[ClaimSubject]:
        """What a sentence names but what it only sets a thing against: "second only to Python"."""
        text = self.reading.text
        return [
            one
            for one in self.reading.subjects(sentence)
            if not pattern_of(_SET_AGAINST).search(text[sentence.start : one.start])
        ]

    def _asked(self, around: Surroundings) -> ClaimSubject | None:
        """What the sentence before asks of in a word ("PyTorch? 49 %."), or all that it names where
        nothing but a number answers it: "Python leads again. 78 %.".
        """
        reading = self.reading
        if asked := asked_thing(reading, question_of(reading, around)):
            return asked
        before = reading.previous(around.sentence)
        text = reading.sentence_text(before).strip() if before else ""
        words = re.findall(r"[\w'’-]+", reading.span(around.before).lower())
        most = _ANSWER_WORDS if text.endswith("?") else _HARDLY_A_WORD
        is_answer = len(words) <= most and reading.words.link_words.issuperset(words)
        is_titled = reading.vocabulary.skill_called(text.strip(" .:")) is not None
        is_first = around.neighbours[:1] == (around.place,)
        if before is None or not is_answer or not is_first:
            return None
        if is_titled and len(titled := reading.header_subjects(text)) == 1:
            return titled[0]  # "PyTorch. Named by 46 % of postings; TensorFlow follows"
        if len(around.neighbours) != 1:
            return None
        if text.endswith("?"):
            years = bare_amount(text[:-1])
            return years if years and self._last_is_years(before) else None
        is_all = _NO_MORE.match(reading.span(around.after)) is not None
        subjects = reading.subjects(before) if is_all and not reading.places_in(before) else []
        only = only_thing(subjects)
        return only and replace(only, start=-1, end=-1, confidence=_NAMED_BEFORE)

    def _last_is_years(self, sentence: ArticleSentence) -> bool:
        """Whether a question before in the block asks for years, as of "Five or more years? 45 %.
        Eight or more? 16 %.".
        """
        before = self.reading.sentences_before(sentence, _QUESTIONS_BACK)
        return any(
            one.statistic == "experience_at_least"
            for other in before
            if other.block == sentence.block
            for one in self.reading.subjects(other)
        )

    def _of_question(self, around: Surroundings) -> list[ClaimSubject]:
        """What the heading asks of that a paragraph answers: "Do I need Docker?"."""
        heading = next(iter(self.reading.block(around).headings[-1:]), "")
        is_asked = heading.rstrip().endswith("?") and self.topics.is_kept(around)
        if asks_of_people(self.reading, heading):
            return []
        return self.reading.header_subjects(heading) if is_asked else []

    def is_of_it(self, around: Surroundings, pairs: Mapping[Quantity, ClaimSubject]) -> bool:
        """Whether a sentence on "it" names another thing only behind its first share: "It is in
        52 %, ahead of Docker".
        """
        subject = pairs.get(around.quantity)
        is_first = around.neighbours[:1] == (around.place,)
        is_named_behind = subject is not None and subject.start >= around.quantity.end
        is_asked = self.reading.words.has("employer_asks", self.reading.span(around.after))
        if is_first and pattern_of(_THIS_TOOL, 0).match(self.reading.text, around.sentence.start):
            return self.of_it(around) is not None
        return (
            is_first
            and (subject is None or (is_named_behind and not is_asked))
            and _ONE.match(self.reading.text, around.sentence.start) is not None
            and (
                self.reading.previous(around.sentence) is not None
                or self.topics.of(around) is not None
            )
        )

    def begun_with(self, around: Surroundings) -> list[ClaimSubject]:
        """What "it" stands for that a sentence begins with, which names another thing too."""
        if _ONE.match(self.reading.text, around.sentence.start) is None:
            return []
        found = self.of_it(around)
        return [found] if found else []

    def of_it(self, around: Surroundings) -> ClaimSubject | None:
        """What a question asks of that it answers, what the sentence before begins with, or the one
        thing that it names.
        """
        if asked := asked_thing(self.reading, question_of(self.reading, around)):
            return asked
        before = self.reading.previous(around.sentence)
        named = self.reading.subjects(before) if before else []
        if (
            before is None
            or not named
            or not (only_thing(named) or named[0].start - before.start <= _HARDLY_A_WORD)
        ):
            return None if named else self.topics.of(around)
        return replace(named[0], start=-1, end=-1, confidence=_NAMED_BEFORE)

    def of_level_left(
        self,
        around: Surroundings,
        pairs: Mapping[Quantity, ClaimSubject],
        done: Sequence[Outcome],
    ) -> ClaimSubject | None:
        """What "it" stands for before the level that a share left: "it fell from 23 % to 17 %"."""
        earlier = around.shares_before
        left = self.reading.around[earlier[-1]] if earlier else None
        if left is None or not is_start(self.reading.text, left.quantity):
            return None
        if self.is_of_it(left, pairs) and (it := self.of_it(left)):
            return it
        return self.from_before(left, done)

    def beyond_plain(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """What "it" stands for where the sentence before names nothing: what the one before that
        is on.
        """
        before = self.reading.previous(around.sentence)
        if before is None or self.reading.subjects(before):
            return None
        is_asked = pattern_of(PEOPLE_ASKED).search(self.reading.sentence_text(before)) is not None
        return None if is_asked else self.from_before(around, done)

    def _of_block_before(self, around: Surroundings) -> ClaimSubject | None:
        """The one thing that the short block before names: "1. SQL leads", then "It is in 50 %"."""
        blocks, home = self.reading.article.blocks, around.sentence.block
        is_told = pattern_of(_IT, 0).match(self.reading.text, around.sentence.start) is not None
        if not is_told or not home or blocks[home - 1].headings != blocks[home].headings:
            return None
        text = self.reading.text[blocks[home - 1].start : blocks[home - 1].end]
        named = self.reading.header_subjects(text) if len(text) < _SHORT_BLOCK else []
        return named[0] if len({one.dimension for one in named}) == 1 else None


def tells_its_figure(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number is that of the same thing in a country: "The Canadian figure is 82 %"."""
    found = _ITS_FIGURE.search(reading.span(around.before))
    return found is not None and reading.populations.country(found[1]) is not None


def of_outcome(outcome: Outcome) -> ClaimSubject | None:
    """What an earlier number of ours was found to be of."""
    if not isinstance(outcome, Binding) or outcome.kind != "ours" or not outcome.statistic:
        return None
    return ClaimSubject.unnamed(outcome.statistic, outcome.dimension, outcome.measure)
