"""What a share is of that only a share beside it in its sentence tells: it makes that one precise,
says it in words, or is of the same thing for another job or time.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.exact_numbers import exact_behind, rough_before
from skillscan.article.binding.shares.pairing import has_own_verb, is_said_too
from skillscan.article.binding.subjects.referred_subjects import of_outcome
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Quantity

_NOW = r"\b{now_words}\b(?: \w+){0,3} ?[~≈]?$"
_NOW_BEHIND = r"(?: (?:of|in) (?:(?:the|all|our) )?\w+)? {now_words}\b"
_AND_IS = r"\b(?:and|but)(?: {being_words})?(?: {naming_verbs})? (?:in|by|at) [~≈]?$"
_AND_ASKED = (
    r"[^.;:%\d]{0,40}?\b(?:and|but) (?:{before_verbs} )?"
    r"(?:(?:{being_words}|is|was|remains?|gets?) |(?=listed|called|required|demanded))"
    r"[^.,;:%\d]{2,40} (?:in|by|at|for) (?:{nearly_words} )?[~≈]?"
)
"""What goes on from how many name a thing to how many require it: "and are listed as a must in"."""
_FROM = re.compile(r"\bfrom (?:\w+ )?[~≈]?$")
_TO = re.compile(r"^[^.;:]{0,40} to (?:\w+ )?[~≈]?$")
_SIGN_WIDTH = 16
_ROUNDED = 2.0
_THAT_IS = re.compile(
    r"(?: (?:of|in) (?:the|all|our) [a-z]+)?[,(–—-]? ?"
    r"(?:that is|or|i\.e\.|in other words|which makes|so),? "
    r"(?:about |roughly |nearly |almost )?"
)
"""What stands before a number that says the same in words: "8.3 %, that is, one in twelve"."""
_BEFORE_BRACKET = re.compile(r"([^\W\d_][\w-]*) ?\([~≈]?$")
KNOWN_GROUPS = ("fields", "countries", "periods", "postings", "level", "degree", "workplace")
"""What a word is that is no name of a thing of its own."""


@dataclass(frozen=True, slots=True)
class SharesBeside:
    """Finds the subjects of such shares of one article."""

    reading: ArticleReading

    def restated(
        self, around: Surroundings, pairs: Mapping[Quantity, ClaimSubject]
    ) -> ClaimSubject | None:
        """That of a more exact number that follows: "a fifth of ads (21.3 %) are"."""
        exact = exact_behind(self.reading, around)
        return pairs.get(exact.quantity) if exact else None

    def made_exact(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
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

    def again(
        self,
        around: Surroundings,
        subjects: Sequence[ClaimSubject],
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
            or pattern_of(_NOW).search(before) is not None
            or self._is_reached(around, earlier)
            or (
                pattern_of(_AND_ASKED).fullmatch(before) is not None
                and reading.words.has("asks", before)
            )
        )
        if not named and not is_again and "(" not in before[-2:]:
            return None
        if not named and not is_again and self._is_labelled_else(before):
            return None
        region = around.before[0], around.after[1]
        taken = set(pairs.values())
        if any(region[0] <= one.start < region[1] and one not in taken for one in subjects):
            return None
        found = [pairs[q] for n in earlier if (q := reading.quantities[n]) in pairs]
        return found[-1] if found else of_outcome(done[earlier[-1]])

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

    def _is_labelled_else(self, before: str) -> bool:
        """Whether a bracket stands behind a word that is not known: "RAG (20 %); agents (15 %)"."""
        word = _BEFORE_BRACKET.search(before)
        if word is None or word[1].lower() in self.reading.words.link_words:
            return False
        return not any(self.reading.words.has(group, word[1]) for group in KNOWN_GROUPS)
