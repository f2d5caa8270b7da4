"""What a share is a share of where the words next to it do not say so: taken over from what the
sentence, the block, the list, the headers or the headings said before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillscan.article.binding.denominators import acts, noun_phrase
from skillscan.article.binding.grammar import pattern_of
from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.model import Binding

_SAME_SENTENCE, _EARLIER_IN_SENTENCE, _SENTENCE_BEFORE = 0.85, 0.75, 0.72
_HEADER, _CAPTION, _LIST, _LEAD, _HEADING, _HEADING_ABOVE, _ARTICLE = (
    0.9,
    0.85,
    0.7,
    0.75,
    0.7,
    0.62,
    0.58,
)
ANOTHERS = "another source's figure"
_LOOK_BACK = 2
_TWIN = r"\s*(?:,|,? {plain_coordinators})\s*"
_ROW = r"\s?\),?(?: (?:{plain_coordinators}|&))? [^.,;:()%]{1,40}\([~≈]?"
_CLOSED = re.compile(r"\)\s*;")
_SIGNS = " (:–—-~≈|"
"""What stands between a label and its number."""
_AMONG = re.compile(r"\bamong (?:the )?$", re.IGNORECASE)
REFERS_BACK = (
    r"\b(?:{referring_words}|(?<=on )one|(?<=for )one|(?<=have )one|(?<=require )one|"
    r"(?<=requires )one)\b(?! in\b)"
)


@dataclass(frozen=True, slots=True)
class DenominatorTakeover:
    """Finds denominators of one article."""

    reading: ArticleReading

    def denominator(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator:
        """What a number is a share of; ``done`` are the outcomes of the numbers before it."""
        found = self.reading.denominator(around)
        if found.kind != "postings" and (named := self._of_jobs(around)):
            return named
        if self.reading.block(around).kind == "cell" and found.kind == "none":
            return self._of_headers(around)
        if found.kind == "others" and self._only_names_population(around, found):
            found = ClaimDenominator(kind="none", words=found.words)
        if found.kind != "none":
            return found
        return self._taken_over(around, done) or found

    def _of_jobs(self, around: Surroundings) -> ClaimDenominator | None:
        """The openings of a job whose noun stands further behind or nowhere: "52 % of data
        engineer and 40 % of data scientist postings", and in an article that counts postings
        "for data scientists, SQL (40 %) leads".
        """
        start, end, preposition = noun_phrase(self.reading.words, self.reading.text, *around.after)
        said = self.reading.text[start:end]
        named = self.reading.words.find("fields", said)
        is_job = bool(named) and (named[-1].start, named[-1].end) == (0, len(said))
        if preposition == "of" and is_job and (ahead := self._ahead_of(around)):
            return replace(ahead, start=start, end=end, words=said)
        if preposition == "of" and named and said.endswith(" ones"):
            return ClaimDenominator(
                kind="postings",
                start=start,
                end=end,
                words=said,
                confidence=_SAME_SENTENCE,
                reason="of openings, as the number before",
            )
        if self._is_bracketed(around):
            return ClaimDenominator(
                kind="postings", confidence=_ARTICLE, reason="the article counts postings"
            )
        return None

    def _ahead_of(self, around: Surroundings) -> ClaimDenominator | None:
        """The openings that a later number of the same sentence is a share of."""
        for place in around.neighbours:
            if place > around.place:
                found = self.reading.denominator(self.reading.around[place])
                if found.kind == "postings":
                    return replace(found, confidence=_SAME_SENTENCE)
        return None

    def _is_bracketed(self, around: Surroundings) -> bool:
        """Whether a number stands in brackets behind what it is of, in an article that counts
        postings, and its sentence names nobody but the people of the jobs.
        """
        reading, sentence = self.reading, self.reading.sentence_text(around.sentence)
        before = reading.text[around.sentence.start : around.quantity.start].rstrip()
        behind = reading.text[around.quantity.end : around.quantity.end + 2].lstrip()
        if not before.endswith(("(", "–", "-")) or not behind.startswith(")"):
            return False
        if not reading.counts_postings or reading.attribution.sources(around.sentence):
            return False
        if reading.words.has("others", sentence, "organisations"):
            return False
        people = reading.words.find("others", sentence, "people")
        return all(reading.populations.is_of_ours(sentence, one.start, one.end) for one in people)

    def _only_names_population(self, around: Surroundings, found: ClaimDenominator) -> bool:
        """Whether people only tell whose share of what was said before: "among data scientists it
        is 70 %", and in an article that counts postings "data engineers 61 %, data analysts 36 %".
        """
        before = self.reading.span(around.before)
        at = found.start - around.before[0]
        is_before = at >= 0 and found.end <= around.quantity.start
        if not is_before or not self.reading.words.has("fields", found.words):
            return False
        between = self.reading.text[found.end : around.quantity.start]
        is_beside = not between.strip(_SIGNS) and self.reading.counts_postings
        return is_beside or bool(
            _AMONG.search(before[:at]) and pattern_of(REFERS_BACK).search(before)
        )

    def _taken_over(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator | None:
        in_sentence = self._in_sentence(around, done)
        if in_sentence or self.reading.attribution.source(around) is not None:
            return in_sentence
        return (
            self._in_block(around.sentence, done)
            or self._in_list(around, done)
            or self._in_headings(around)
            or self._of_article(around)
        )

    def _in_sentence(
        self, around: Surroundings, done: Sequence[Outcome]
    ) -> ClaimDenominator | None:
        for place in reversed([n for n in around.neighbours if n < around.place]):
            if self._is_others(around, done[place]):
                return None
            if known := self._known(done[place]):
                reason = "of the same as the number before"
                return replace(known, confidence=_SAME_SENTENCE, reason=reason)
        if ahead := self._of_twin_ahead(around) or self._of_row_ahead(around):
            return ahead
        found = self._nearest(around.sentence.start, around.before[0])
        return found and replace(found, confidence=_EARLIER_IN_SENTENCE)

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
        """That of the number that this one is joined with: "42 % and 34 % of postings"."""
        following = next((n for n in around.neighbours if n > around.place), None)
        if following is None:
            return None
        other = self.reading.around[following]
        between = self.reading.text[around.quantity.end : other.quantity.start]
        found = self.reading.denominator(other)
        is_twin = pattern_of(_TWIN).fullmatch(between) and found.kind in ("postings", "others")
        return replace(found, start=0, end=0, confidence=_SAME_SENTENCE) if is_twin else None

    def _of_row_ahead(self, around: Surroundings) -> ClaimDenominator | None:
        """That of the last of a row of things with a number each, which it stands behind: "Python
        (71 %), SQL (54 %) and AWS (33 %) lead in job ads".
        """
        end = around.quantity.end
        for place in (n for n in around.neighbours if n > around.place):
            other = self.reading.around[place]
            if not pattern_of(_ROW).fullmatch(self.reading.text, end, other.quantity.start):
                return None
            found = self.reading.denominator(other)
            if found.kind == "postings":
                return replace(found, start=0, end=0, confidence=_SAME_SENTENCE)
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

    def _in_block(
        self, sentence: ArticleSentence, done: Sequence[Outcome]
    ) -> ClaimDenominator | None:
        """What the two sentences before say, as long as nobody else is named in them."""
        before: ArticleSentence | None = sentence
        for _ in range(_LOOK_BACK):
            before = self.reading.previous(before) if before else None
            if before is None:
                return None
            places = self.reading.places_in(before)
            shares = [n for n in places if self.reading.quantities[n].unit == "percent"]
            known = [found for n in shares if n < len(done) and (found := self._known(done[n]))]
            if known:
                reason = "of the same as in the sentence before"
                return replace(known[-1], confidence=_SENTENCE_BEFORE, reason=reason)
            if self.reading.attribution.sources(before):
                return None
            if found := self._nearest(before.start, before.end):
                return found
        return None

    def _in_list(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator | None:
        """What the lead of a list says, or the items before."""
        reading, block = self.reading, self.reading.block(around)
        if block.lead and (found := self._nearest(*block.lead)):
            return replace(found, confidence=_LEAD)
        if block.kind != "list_item":
            return None
        for other in reversed(reading.around[: around.place]):
            there = reading.block(other)
            if there.kind != "list_item" or there.headings != block.headings:
                return None
            if other.quantity.unit == "percent" and (known := self._known(done[other.place])):
                reason = "of the same as in the list before"
                return replace(known, confidence=_LIST, reason=reason)
        return None

    def _in_headings(self, around: Surroundings) -> ClaimDenominator | None:
        words = self.reading.words
        for depth, heading in enumerate(reversed(self.reading.block(around).headings)):
            found = words.find("postings", heading)
            is_counted = words.has("fields", heading) and self.reading.counts_postings
            is_said = found and (any(one.rule.id == "ads" for one in found) or is_counted)
            if is_said:
                confidence = _HEADING if depth == 0 else _HEADING_ABOVE
                return _above(heading[found[-1].start : found[-1].end], "", confidence)
            if words.has("others", heading, "people", "things"):
                return None
        return None

    def _of_article(self, around: Surroundings) -> ClaimDenominator | None:
        """In an article that says which postings it read, what a sentence says of nobody else."""
        text = self.reading.sentence_text(around.sentence)
        words = self.reading.words
        if not self.reading.reads_postings or words.has("others", text, "things"):
            return None
        if any(acts(one, text) for one in words.find("others", text, "people")):
            return None
        reason = "the article counts postings"
        return ClaimDenominator(kind="postings", confidence=_ARTICLE, reason=reason)

    def _known(self, outcome: Outcome) -> ClaimDenominator | None:
        """What an earlier number was found to be a share of."""
        if not isinstance(outcome, Binding):
            return None
        words = outcome.population_words or ""
        is_ours = outcome.kind == "ours" or (
            outcome.statistic is None
            and ANOTHERS in outcome.reasons
            and self.reading.words.has("postings", words)
        )
        return ClaimDenominator(kind="postings" if is_ours else "others", words=words)

    def _of_headers(self, around: Surroundings) -> ClaimDenominator:
        """What the headers of a cell, its caption and the headings say, nearest first."""
        words, block = self.reading.words, self.reading.block(around)
        texts = [
            (block.column, _HEADER),
            (block.row, _HEADER),
            (self.reading.lead(block), _CAPTION),
            *((heading, _HEADING) for heading in reversed(block.headings)),
        ]
        for text, confidence in texts:
            if text and (found := words.find("postings", text)):
                return _above(text[found[-1].start : found[-1].end], text, confidence)
            if text and (others := words.find("others", text)):
                return ClaimDenominator(
                    kind="others", words=text[others[-1].start : others[-1].end]
                )
        if self.reading.reads_postings and words.has("share_columns", block.column or ""):
            return ClaimDenominator(
                kind="postings", confidence=_ARTICLE, reason="the article counts postings"
            )
        return ClaimDenominator(kind="none")


def _above(said: str, words: str, confidence: float) -> ClaimDenominator:
    return ClaimDenominator(
        kind="postings", words=words or said, confidence=confidence, reason=f"“{said}” above it"
    )
