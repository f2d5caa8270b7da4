"""What a share is a share of as the words before it say: its sentence, its block, its list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillscan.article.binding.denominators.denominators import acts, share_of_organisations
from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.outcome import ANOTHERS, OF_EFFORT, Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.shares.exact_numbers import exact_behind
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

SAME_SENTENCE = 0.85
AS_THE_NUMBER_BEFORE = "of the same as the number before"
AS_BEFORE = "of the same as in the sentence before"
AS_IN_LIST = "of the same as in the list before"
_EARLIER_IN_SENTENCE, _SENTENCE_BEFORE, _LIST, _LEAD = 0.75, 0.72, 0.7, 0.75
_LOOK_BACK = 2
_LIST_BACK = 200
"""Numbers of a list that are looked at before one: each of a long list would look at all."""
_COUNTED_LEVELS = frozenset({"seniority_share", "entry_level_share"})
_OF = r" {of_words} (?:the )?"
_TWIN = r"\s*(?:,|,? {plain_coordinators})\s*"
_ROW = r"\s?\),?(?: (?:{plain_coordinators}|&))? [^.,;:()%]{1,40}\([~≈]?"
_SLASHES = re.compile(r"\s?[/|·•]\s?[^.,;:()%/|\d]{1,40}\s[~≈]?")
"""What parts the things of a row that signs part: "Kafka 29% / Java 24% of ads"."""
_ASKED = r"\b(?:{asking_people}|{answering_verbs})\b(?! (?:for|by|of)\b)"
_OF_YOU = re.compile(r"\b(?:of you|you all)\b", re.IGNORECASE)
"""Readers who answered: "1,862 of you voted"."""
_ASKED_BACK = 4
_OF_THEM = r"\s*(?:{percent_signs} )?of {them_words}\b"
_CONTRAST = r"\b{contrasts}\b"
_CLOSED = re.compile(r"\)\s*;")


@dataclass(frozen=True, slots=True)
class EarlierDenominators:
    """Takes over for the shares of one article what was said before them."""

    reading: ArticleReading

    def in_sentence(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator | None:
        """What the numbers beside it in its sentence are shares of, or what stands before them."""
        for place in reversed(around.shares_before):
            if self._is_others(around, done[place]):
                return None
            if done[place] == OF_EFFORT:
                return ClaimDenominator(kind="nothing")
            if known := self._known(done[place]):
                return replace(known, confidence=SAME_SENTENCE, reason=AS_THE_NUMBER_BEFORE)
        if ahead := self._of_twin_ahead(around) or self._of_row_ahead(around):
            return ahead
        found = self._nearest(around.sentence.start, around.before[0])
        if found is None and (counted := self._organisations_of_them(around)):
            return counted
        return found and replace(found, confidence=_EARLIER_IN_SENTENCE)

    def _organisations_of_them(self, around: Surroundings) -> ClaimDenominator | None:
        """The organisations that "of them" stands for, where its sentence names no openings before:
        "we asked 50 companies; 70 % of them".
        """
        text, words = self.reading.text, self.reading.words
        start, end = around.sentence.start, around.quantity.start
        if pattern_of(_OF_THEM).match(text, around.quantity.end, around.sentence.end) is None:
            return None
        named = words.find("others", text[start:end], "organisations")
        if not named:
            return None
        said = text[start + named[-1].start : start + named[-1].end]
        return ClaimDenominator(
            kind="others", words=said, start=start + named[-1].start, end=start + named[-1].end
        )

    def in_block(
        self, sentence: ArticleSentence, done: Sequence[Outcome]
    ) -> ClaimDenominator | None:
        """What the two sentences before say, as long as nobody else is named in them."""
        before: ArticleSentence | None = sentence
        for _ in range(_LOOK_BACK):
            before = self._sentence_before(before) if before else None
            if before is None:
                return None
            shares = self._out_of_brackets(before)
            known = [found for n in shares if n < len(done) and (found := self._known(done[n]))]
            if known and (own := self._own_before(sentence, shares, done)):
                return own
            if known and before.block != sentence.block and known[-1].kind == "others":
                return None  # whom the paragraph before was on, this one need not be
            if known:
                return replace(known[-1], confidence=_SENTENCE_BEFORE, reason=AS_BEFORE)
            if self.reading.attribution.sources(before):
                return None
            if asked := self._asked_people(before):
                return asked
            is_own = before.block == sentence.block or self.reading.words.has(
                "sample", self.reading.sentence_text(before), "analysed"
            )
            if is_own and (found := self._nearest(before.start, before.end)):
                return found
        return None

    def _out_of_brackets(self, sentence: ArticleSentence) -> Sequence[int]:
        """The shares of a sentence but those that a bracket only sets beside others: "Go 31 % (a
        friend swears that it is half)"; all where each stands in one.
        """
        shares = self.reading.percentages_in(sentence)
        before = {
            n: self.reading.text[sentence.start : self.reading.quantities[n].start] for n in shares
        }
        outside = [n for n in shares if before[n].count("(") <= before[n].count(")")]
        return outside or shares

    def _own_before(
        self, sentence: ArticleSentence, shares: Sequence[int], done: Sequence[Outcome]
    ) -> ClaimDenominator | None:
        """The openings of the sentence before, which ends with what others found behind a
        semicolon, where this one goes on with what openings name: "Docker is in 34 % of ads; a
        survey by Halden found that 22 % teach it. Kafka comes up in 12 %".
        """
        reading = self.reading
        first, last = reading.quantities[shares[0]], reading.quantities[shares[-1]]
        known = self._known(done[shares[0]])
        is_own = known is not None and known.kind == "postings"
        between = reading.text[first.end : last.start]
        is_parted = ";" in between or pattern_of(_CONTRAST).search(between) is not None
        of_here = reading.percentages_in(sentence)
        if not (is_own and is_parted and of_here and reading.reads_postings):
            return None
        said = reading.text[sentence.start : reading.quantities[of_here[0]].start]
        is_named = reading.words.has("said_of", said) and not reading.words.has("others", said)
        is_last_others = (found := self._known(done[shares[-1]])) and found.kind == "others"
        if not is_named or not is_last_others or known is None:
            return None
        return replace(known, confidence=_SENTENCE_BEFORE, reason=AS_BEFORE)

    def asked_people(self, sentence: ArticleSentence) -> ClaimDenominator | None:
        """The people whom the sentences before it in its block say that somebody asked, where no
        openings are named since: "we polled 300 subscribers. Docker came first (80 %)".
        """
        reading = self.reading
        if reading.words.has("postings", reading.sentence_text(sentence)):
            return None
        before = reading.previous(sentence)
        for _ in range(_ASKED_BACK):
            if before is None or reading.words.has("postings", reading.sentence_text(before)):
                return None
            if asked := self._asked_people(before):
                return asked
            before = reading.previous(before)
        return None

    def _asked_people(self, sentence: ArticleSentence) -> ClaimDenominator | None:
        """The people whom a sentence says that somebody asked: "we interviewed 150 managers"."""
        text, words = self.reading.text, self.reading.words
        said = self.reading.sentence_text(sentence)
        asked = pattern_of(_ASKED).search(said)
        people = words.find("others", said, "people", "organisations") if asked else []
        if words.has("postings", said):
            return None
        if readers := asked and _OF_YOU.search(said):
            return ClaimDenominator(kind="others", words=readers[0])
        if not people:
            return None
        start = sentence.start + people[-1].start
        return ClaimDenominator(kind="others", words=text[start : sentence.start + people[-1].end])

    def _sentence_before(self, sentence: ArticleSentence) -> ArticleSentence | None:
        """The sentence before of its paragraph, or of the one before below the same headings."""
        if (before := self.reading.previous(sentence)) is not None:
            return before
        blocks = self.reading.article.blocks
        last = next(iter(self.reading.sentences_before(sentence, 1)), None)
        if last is None or sentence.block - last.block != 1:
            return None
        own, other = blocks[sentence.block], blocks[last.block]
        is_text = own.kind == other.kind == "paragraph" and own.headings == other.headings
        return last if is_text else None

    def in_list(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator | None:
        """What the lead of a list says, or the items before."""
        reading, block = self.reading, self.reading.block(around)
        if block.lead and (found := self._nearest(*block.lead)):
            return replace(found, confidence=_LEAD)
        lead = self.reading.text[slice(*block.lead)] if block.lead else ""
        if shared := share_of_organisations(self.reading.words, lead):
            return ClaimDenominator(kind="others", words=shared)
        if block.kind != "list_item":
            return None
        for place in range(around.place - 1, max(-1, around.place - 1 - _LIST_BACK), -1):
            other = reading.around[place]
            there = reading.block(other)
            if there.kind != "list_item" or there.headings != block.headings:
                return None
            if other.quantity.unit == "percent" and (known := self._known(done[other.place])):
                return replace(known, confidence=_LIST, reason=AS_IN_LIST)
        return None

    def _is_others(self, around: Surroundings, outcome: Outcome) -> bool:
        """Whether this number and the one before it have different sources, or a bracket and a
        semicolon part them, which ends what one source says.
        """
        if not isinstance(outcome, Binding) or self.reading.attribution.source(around) is None:
            return False
        between = self.reading.text[outcome.end : around.quantity.start]
        source = self.reading.attribution.source(around)
        is_parted = around.before[0] > outcome.end or ";" in between
        is_another = source is not None and source.name != outcome.source_name
        return bool(_CLOSED.search(between)) or (
            is_parted and is_another and outcome.source_name is not None
        )

    def _of_twin_ahead(self, around: Surroundings) -> ClaimDenominator | None:
        """That of the number that this one is joined with, or that makes it exact: "42 % and 34 %
        of postings", "half, 53 %, of the postings".
        """
        following = next((n for n in around.neighbours if n > around.place), None)
        if following is None:
            return None
        other = self.reading.around[following]
        between = self.reading.text[around.quantity.end : other.quantity.start]
        found = self.reading.denominator(other)
        is_joined = (
            pattern_of(_TWIN).fullmatch(between)
            or self._is_level_between(between)
            or exact_behind(self.reading, around)
        )
        is_twin = is_joined and found.kind in ("postings", "others")
        return replace(found, start=0, end=0, confidence=SAME_SENTENCE) if is_twin else None

    def _is_level_between(self, between: str) -> bool:
        """Whether only a level stands between two numbers of one noun: "19 % of junior and 43 % of
        senior postings".
        """
        levels = self.reading.words.find("level", between)
        return len(levels) == 1 and bool(
            pattern_of(_OF).fullmatch(between, 0, levels[0].start)
            and pattern_of(_TWIN).fullmatch(between, levels[0].end)
        )

    def _of_row_ahead(self, around: Surroundings) -> ClaimDenominator | None:
        """That of the last of a row of things with a number each, which it stands behind: "Python
        (71 %), SQL (54 %) and AWS (33 %) lead in job ads".
        """
        end = around.quantity.end
        for place in (n for n in around.neighbours if n > around.place):
            other = self.reading.around[place]
            gap = (end, other.quantity.start)
            is_slash = _SLASHES.fullmatch(self.reading.text, *gap) is not None
            if not is_slash and not pattern_of(_ROW).fullmatch(self.reading.text, *gap):
                return None
            found = self.reading.denominator(other)
            if found.kind == "postings":
                return replace(found, start=0, end=0, confidence=SAME_SENTENCE)
            end = other.quantity.end
        return None

    def _nearest(self, start: int, end: int) -> ClaimDenominator | None:
        """The posting noun that stands last in a stretch, unless others act after it."""
        text = self.reading.text[start:end]
        postings = self.reading.words.find("postings", text)
        if not postings:
            return None
        found = postings[-1]
        others = self.reading.words.find("others", text, "people", "things")
        if any(acts(one, text) and one.end > found.end for one in others):
            return None
        said = text[found.start : found.end]
        return ClaimDenominator(
            kind="postings",
            words=said,
            start=start + found.start,
            end=start + found.end,
            confidence=_SENTENCE_BEFORE,
            reason=f"“{said}” before it",
        )

    def _without_levels(self, words: str) -> str:
        """The noun of openings whose level was counted itself, and is none of the next number's."""
        for level in reversed(self.reading.words.find("level", words)):
            words = words[: level.start] + words[level.end :].lstrip()
        return words

    def _known(self, outcome: Outcome) -> ClaimDenominator | None:
        """What an earlier number was found to be a share of."""
        if not isinstance(outcome, Binding):
            return None
        words = outcome.population_words or ""
        if outcome.statistic in _COUNTED_LEVELS:
            words = self._without_levels(words)
        is_ours = outcome.kind == "ours" or (
            outcome.statistic is None
            and ANOTHERS in outcome.reasons
            and self.reading.words.has("postings", words)
        )
        return ClaimDenominator(kind="postings" if is_ours else "others", words=words)
