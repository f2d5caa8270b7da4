"""Two skills of which one number is told: "18 % ask for the two together", "both are in 26 %".

They stand before the number in its sentence, or are the only two that the sentences before name. A
share of both is never larger than that of one of them: such a number is of either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.shares.exact_numbers import exact_behind
from skillscan.article.binding.subjects.joined_skills import (
    PAIRS,
    is_told_of_pairs,
    pair_of,
    unnamed_pair,
)
from skillscan.article.binding.subjects.referred_subjects import (
    ReferredSubjects,
    of_outcome,
)
from skillscan.article.binding.subjects.section_topics import SectionTopics
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_OF_BOTH, _SENTENCES_BACK, _SHARES_BACK, _LABELS_BACK = 2, 4, 8, 40
_HAVE_BOTH = (
    r"(?:^|\b(?:{it_verbs}|have|has)) ?{two_of_them}(?: of them)?"
    r"(?: {both_adverbs})?"
    r"(?=[^\w\s]|\s*$| (?:and|so|but|as|usually|often|in)\b)"
)
_BOTH_ARE = (
    r"(?:^\W*|[,;:—–] ?|\b(?:and|but|while) )(?:{pair_adverbs},? )?"
    r"(?:{two_of_them}|{both_of_them})(?: of them)?(?: [\w-]+){0,6} (?:in|by|to|at) "
    r"(?:{hedging_words} )?[~≈]?$"
)
_BOTH_IN_ONE = (
    r"(?:^\W*|[,;:—–] ?|\b(?:and|but|while) ){two_of_them}(?: of them)?(?: are)?(?: together)? "
    r"(?:in|on|inside|within) (?:the same|one|a single) {single_openings}:? ?"
    r"(?:{hedging_words} )?[~≈]?$"
)
"""A label or clause on both: "Both in the same ad: 17 %"."""
_THAT_HAVE_BOTH = r"\b(?:that|which) {it_verbs} {two_of_them}(?: of them)? [^.;:,%\d]{2,30}$"
_TWO = r"\b{two_of_them}\b"
_ASKED = (
    r"\W*(?:(?:and|but|so|what about|how about|how many (?:want|name|ask for|list|mention)) ){0,2}"
    r"{two_of_them}(?: of them)?(?: {both_adverbs}| {pair_adverbs}| at once)?\?\W*"
)
"""A question on both: "Both? 22 %", "And the two together?"."""
_LABEL_JOINT = r" ?(?:&|\+|,? (?:and|{side_by_side}|plus|with)) ?"
_LABEL_ENDS = " \t*_:|(~≈≥–—-"
_IT_WITH = r"\b{it_verbs} it {beside_it} $"


def _is_skill(found: Outcome) -> bool:
    return (
        isinstance(found, Binding)
        and found.kind == "ours"
        and found.statistic == "skill_share"
        and not found.is_earlier
    )


@dataclass(frozen=True, slots=True)
class BothSkills:
    """Finds the pairs that shares of one article are of."""

    reading: ArticleReading
    referred: ReferredSubjects
    topics: SectionTopics

    def told_of(
        self, around: Surroundings, subjects: Sequence[ClaimSubject], done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        """The pair that a number is of whose words name two skills as "both", or "it" and another
        one.
        """
        found = (
            self._named_before(around, subjects)
            or self._last_two(around, done)
            or self._it_and(around, subjects, done)
        )
        return None if found is None or self._is_of_either(around, found, done) else found

    def pair(
        self, around: Surroundings, row: Sequence[ClaimSubject], done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        """Two skills that are named together; what is said of several at once is not judged."""
        exact = exact_behind(self.reading, around)
        region = self.reading.region(exact or around)
        pair = pair_of(row) if len(row) == _OF_BOTH else None
        is_pair = pair is not None and (
            self.reading.words.has("pair", region)
            or is_told_of_pairs(self.reading, around, row, done)
        )
        return pair if is_pair else None

    def of_label(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """The pair that a row, an item or a label is nothing but the names of, where each of the
        two has a share of its own before that is no smaller: "Docker: 34 %", "Kubernetes: 30 %",
        then "Docker and Kubernetes: 24 %".
        """
        reading, block = self.reading, self.reading.block(around)
        said = block.row or "" if block.kind == "cell" else reading.span(around.before)
        names = pattern_of(_LABEL_JOINT).split(said.strip(" ,;•" + _LABEL_ENDS))
        if len(names) != _OF_BOTH:
            return None
        calls = reading.vocabulary.skill_called
        skills = [skill for name in names if (skill := calls(name.strip(_LABEL_ENDS)))]
        pair = unnamed_pair([ClaimSubject.unnamed("skill_share", one) for one in skills])
        told = self._told_before(around, done)
        is_of_both = all(told.get(one, -1.0) >= around.quantity.high for one in skills)
        return pair if pair and is_of_both else None

    def _told_before(
        self, around: Surroundings, done: Sequence[Outcome]
    ) -> dict[str | None, float]:
        """The skills that shares shortly before are of, and how large each is."""
        return {
            found.dimension: self.reading.quantities[place].high
            for place in range(max(0, around.place - _LABELS_BACK), around.place)
            if _is_skill(found := done[place]) and isinstance(found, Binding)
        }

    def _named_before(
        self, around: Surroundings, subjects: Sequence[ClaimSubject]
    ) -> ClaimSubject | None:
        """The two skills before a number on "both": "Spark and Kafka: 17 % name the two"."""
        if not self._is_on_both(around):
            return None
        ahead = [one for one in subjects if one.end <= around.quantity.start]
        if len(ahead) != len(subjects):
            return None
        if len({one.dimension for one in ahead}) == 1:
            ahead = [*self._only_one_above(around), *ahead]
        return unnamed_pair(ahead) if ahead else self._only_two(around)

    def _is_on_both(self, around: Surroundings) -> bool:
        """Whether the words at a number say "both" or "the two" of things named before."""
        reading = self.reading
        last = exact_behind(reading, around) or around
        behind = reading.span(last.after).lstrip(") ")
        before = reading.span(around.before)
        if pattern_of(_BOTH_IN_ONE).search(before):
            return True
        if pattern_of(_HAVE_BOTH).search(behind) or pattern_of(_THAT_HAVE_BOTH).search(before):
            return True
        asked = reading.previous(around.sentence)
        if asked and not before.strip(' ~≈*_"“') and self._asks_of_both(asked):
            return True
        are = pattern_of(_BOTH_ARE).search(before)
        return are is not None and (
            reading.words.has("pair", are[0]) or pattern_of(_TWO).search(are[0]) is not None
        )

    def _asks_of_both(self, asked: ArticleSentence) -> bool:
        return pattern_of(_ASKED).fullmatch(self.reading.sentence_text(asked)) is not None

    def _only_two(self, around: Surroundings) -> ClaimSubject | None:
        """The skills of the sentences before, from the nearest on, where they are two."""
        found: dict[str | None, ClaimSubject] = {}
        for named in self._named_above(around):
            found |= {one.dimension: one for one in named}
            if len(found) >= _OF_BOTH:
                break
        return unnamed_pair([*found.values()])

    def _last_two(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """The skills of the two shares right before a number on "both", in its sentence or the one
        before, whatever else is named there; not of three that one sentence tells.
        """
        reading, place = self.reading, around.place
        if place < _OF_BOTH or not self._is_on_both(around):
            return None
        near = {around.sentence, reading.previous(around.sentence)}
        if reading.block(around).kind == "list_item":
            near |= {*reading.sentences_before(around.sentence, _SENTENCES_BACK)}
        told = reading.around[place - _OF_BOTH : place]
        if not all(one.sentence in near and _is_skill(done[one.place]) for one in told):
            return None
        third = reading.around[place - _OF_BOTH - 1 : place - _OF_BOTH]
        if any(_is_skill(done[one.place]) for one in third) and (
            len({one.sentence for one in (*third, *told)}) == 1
        ):
            return None
        return unnamed_pair([s for one in told if (s := of_outcome(done[one.place]))])

    def _only_one_above(self, around: Surroundings) -> list[ClaimSubject]:
        """The one skill of the sentence before: "A third name Kubernetes. Docker is in 31 %, and a
        fifth of all ads name both".
        """
        before = self.reading.previous(around.sentence)
        named = self.reading.subjects(before) if before else []
        return named[:1] if len({one.dimension for one in named}) == 1 else []

    def _named_above(self, around: Surroundings) -> Iterator[list[ClaimSubject]]:
        """What each of the sentences before names in the block or the one before it, then what the
        heading does.
        """
        reading, home = self.reading, around.sentence.block
        blocks = reading.article.blocks
        for one in reading.sentences_before(around.sentence, _SENTENCES_BACK):
            is_near = home - one.block <= 1 and blocks[one.block].kind != "heading"
            if not is_near or blocks[one.block].headings != blocks[home].headings:
                break
            yield reading.subjects(one)
        for heading in blocks[home].headings[-1:]:
            yield reading.header_subjects(heading)

    def _is_of_either(
        self, around: Surroundings, pair: ClaimSubject, done: Sequence[Outcome]
    ) -> bool:
        """Whether a number is larger than the share of one of the two, told shortly before."""
        if pair.statistic != PAIRS or pair.dimension is None:
            return False
        two = pair.dimension.split("|")
        for other in reversed(
            self.reading.around[max(0, around.place - _SHARES_BACK) : around.place]
        ):
            found = done[other.place]
            if not isinstance(found, Binding) or found.kind != "ours" or found.is_earlier:
                continue
            if found.dimension in two and around.quantity.low > other.quantity.high:
                return True
        return False

    def _it_and(
        self, around: Surroundings, subjects: Sequence[ClaimSubject], done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        """What "it" stands for and the skill that openings name with it: "21 % list it together
        with Docker".
        """
        text = self.reading.text
        behind = [one for one in subjects if one.start >= around.quantity.end][:1]
        if len(subjects) != 1 or not behind:
            return None
        gap = text[around.quantity.end : behind[0].start]
        if pattern_of(_IT_WITH).search(gap) is None:
            return None
        it = self.referred.last_named(around, done) or self.topics.of(around)
        return unnamed_pair([it, behind[0]]) if it else None
