"""Binds percentages: shares of openings, and those that are of something else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillscan.article.binding.changes import bind_change, bind_premium
from skillscan.article.binding.denominators import acts
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject, Unbound
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.pairing import paired, twins_of
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.views import view_of, without_subject
from skillscan.article.model import Binding

_SAME_SENTENCE, _EARLIER_IN_SENTENCE, _SENTENCE_BEFORE = 0.85, 0.75, 0.72
_LIST, _LEAD, _HEADING, _HEADING_ABOVE = 0.7, 0.75, 0.7, 0.62
_LOOK_BACK = 2
_FEW_WORDS, _HARDLY_A_WORD = 6, 2
_ARTICLE = 0.58
_REFERS_BACK = re.compile(
    r"\b(?:it|its|they|their|them|this|that figure|the figure|the share|the number|the rate)\b",
    re.IGNORECASE,
)
_WHOLE = frozenset({"it", "its", "this", "that figure", "the figure", "the share", "the number"})
_SPLIT_BY = frozenset(
    {"skill_share", "certification_share", "experience_at_least", "workplace_share", "degree_share"}
)
_LARGEST = {"five": "5", "5": "5", "ten": "10", "10": "10"}


@dataclass(frozen=True)
class ShareBinder:
    """Binds the percentages of one article; ``done`` are the outcomes of the numbers before."""

    reading: ArticleReading

    def bind(self, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
        """The outcome of one percentage."""
        reading = self.reading
        if earlier := self._earlier(around, done):
            return earlier
        region = reading.region(around)
        if reading.words.has("change", region, "premium"):
            return bind_premium(reading, around)
        denominator = self._denominator(around, done)
        if change := bind_change(reading, around, denominator):
            return change
        if denominator.kind == "nothing" or self._is_performance(around, denominator):
            return Unbound.NOTHING_TO_JUDGE
        if denominator.kind == "others":
            return theirs(
                reading, around, None, f"of {denominator.words!r}", words=denominator.words
            )
        if denominator.kind == "postings":
            return self._of_postings(around, denominator, done)
        if reading.source(around):
            return theirs(reading, around, None, "another source's figure")
        return Unbound.NOT_UNDERSTOOD

    def _is_performance(self, around: Surroundings, denominator: ClaimDenominator) -> bool:
        """ "5 % more accurate", "93.1 % accuracy"."""
        if denominator.kind == "postings" and denominator.start >= around.quantity.end:
            return False
        behind = self.reading.span(around.after)[:40]
        found = self.reading.words.find("nothing", behind, "performance")
        fell_by = self.reading.words.find(
            "nothing", self.reading.span(around.before)[-40:], "performance"
        )
        is_near = bool(found) and not re.search(r"[.,;:]", behind[: found[0].start])
        return is_near or bool(fell_by)

    def _earlier(self, around: Surroundings, done: Sequence[Outcome]) -> Outcome | None:
        """A figure that is given beside a newer one: "up from 25 % just two years prior"."""
        words, text = self.reading.words, self.reading.text
        before = text[max(around.before[0], around.quantity.start - 60) : around.quantity.start]
        behind = text[around.quantity.end : around.after[1]]
        is_from = words.has("change", before, "earlier")
        if not is_from and not words.has("change", behind, "earlier_after"):
            return None
        previous = self._previous_share(around, same_heading=True)
        if previous is None or not isinstance(done[previous.place], Binding):
            return None
        if not is_from and previous.sentence != around.sentence:
            return None
        found = done[previous.place]
        assert isinstance(found, Binding)  # noqa: S101 (asked above)
        quantity = around.quantity
        return replace(
            found,
            start=quantity.start,
            end=quantity.end,
            is_earlier=True,
            period_words=self.reading.period(around),
            confidence=round(found.confidence * 0.95, 2),
            reasons=(*found.reasons, "an earlier figure of the same"),
        )

    def _previous_share(self, around: Surroundings, *, same_heading: bool) -> Surroundings | None:
        """The percentage before, in the same block or else below the same heading."""
        block = self.reading.block(around)
        for place in range(around.place - 1, -1, -1):
            other = self.reading.around[place]
            if other.quantity.unit not in ("percent", "ratio"):
                continue
            if other.sentence.block == around.sentence.block:
                return other
            there = self.reading.block(other)
            is_same = same_heading and there.headings == block.headings and block.headings
            return other if is_same and around.sentence.block - other.sentence.block == 1 else None
        return None

    def _denominator(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator:
        block = self.reading.block(around)
        found = self.reading.denominator(around)
        if block.kind == "cell" and found.kind == "none":
            return self._of_headers(around)
        if found.kind == "others" and self._only_names_population(around, found):
            found = ClaimDenominator(kind="none", words=found.words)
        if found.kind != "none":
            return found
        return self._inherited(around, done) or found

    def _only_names_population(self, around: Surroundings, found: ClaimDenominator) -> bool:
        """ "For data scientists the figure is 70 %": who, of what was said before."""
        before = self.reading.text[around.before[0] : around.quantity.start]
        at = found.start - around.before[0]
        is_people = bool(self.reading.words.has("fields", found.words))
        says_who = bool(re.search(r"\bamong (?:the )?$", before[: max(at, 0)], re.IGNORECASE))
        return at >= 0 and is_people and says_who and _REFERS_BACK.search(before) is not None

    def _inherited(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator | None:
        """What was said before in the sentence, the block, the list, or in the headings."""
        reading, sentence = self.reading, around.sentence
        if reading.source(around) is not None:
            return self._in_sentence(around, done)
        return (
            self._in_sentence(around, done)
            or self._in_block(sentence, done)
            or self._in_list(around, done)
            or self._above(around)
            or self._of_article(around)
        )

    def _of_article(self, around: Surroundings) -> ClaimDenominator | None:
        """In an article that says which postings it read, what a sentence says of nobody else."""
        text = self.reading.sentence_text(around.sentence)
        if not self.reading.reads_postings or self.reading.words.has("others", text, "things"):
            return None
        others = self.reading.words.find("others", text, "people")
        if any(acts(one, text) for one in others):
            return None
        reason = "the article counts postings"
        return ClaimDenominator(kind="postings", words="", confidence=_ARTICLE, reason=reason)

    def _in_sentence(
        self, around: Surroundings, done: Sequence[Outcome]
    ) -> ClaimDenominator | None:
        for place in reversed([n for n in around.neighbours if n < around.place]):
            other = self._known(place, done)
            if other is not None:
                return replace(
                    other,
                    confidence=_SAME_SENTENCE,
                    reason="the same of what the sentence says before",
                )
        start = around.sentence.start
        found = self._nearest(start, around.before[0])
        return found and replace(found, confidence=_EARLIER_IN_SENTENCE)

    def _known(self, place: int, done: Sequence[Outcome]) -> ClaimDenominator | None:
        """What an earlier number was found to be a share of."""
        outcome = done[place]
        if not isinstance(outcome, Binding):
            return None
        if outcome.kind == "theirs":
            return ClaimDenominator(kind="others", words=outcome.population_words or "")
        return ClaimDenominator(kind="postings", words=outcome.population_words or "")

    def _nearest(self, start: int, end: int) -> ClaimDenominator | None:
        """The posting noun that stands last in a stretch, unless other people stand after it."""
        text = self.reading.text[start:end]
        postings = self.reading.words.find("postings", text)
        others = self.reading.words.find("others", text, "people", "things")
        others = (
            [one for one in others if acts(one, text) and one.end > postings[-1].end]
            if postings
            else []
        )
        if not postings or others:
            return None
        found = postings[-1]
        return ClaimDenominator(
            kind="postings",
            words=text[found.start : found.end],
            start=start + found.start,
            end=start + found.end,
            confidence=_SENTENCE_BEFORE,
            reason=f"“{text[found.start : found.end]}” before it",
        )

    def _in_block(
        self, sentence: ArticleSentence, done: Sequence[Outcome]
    ) -> ClaimDenominator | None:
        before: ArticleSentence | None = sentence
        for _ in range(_LOOK_BACK):
            before = self.reading.previous(before) if before else None
            if before is None:
                return None
            known = [
                found
                for other in self.reading.around
                if other.sentence == before and other.quantity.unit == "percent"
                if (found := self._known(other.place, done)) is not None
            ]
            if known:
                reason = "the same as in the sentence before"
                return replace(known[-1], confidence=_SENTENCE_BEFORE, reason=reason)
            if self.reading.sources(before):
                return None
            if found := self._nearest(before.start, before.end):
                return found
        return None

    def _in_list(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator | None:
        """What the lead of a list says, or the items before it."""
        reading, block = self.reading, self.reading.block(around)
        if block.lead and (found := self._nearest(*block.lead)):
            return replace(found, confidence=_LEAD)
        if block.kind != "list_item":
            return None
        for other in reversed(reading.around[: around.place]):
            there = reading.block(other)
            if there.kind != "list_item" or there.headings != block.headings:
                return None
            if other.quantity.unit == "percent" and (known := self._known(other.place, done)):
                return replace(known, confidence=_LIST, reason="the same as in the list before")
        return None

    def _above(self, around: Surroundings) -> ClaimDenominator | None:
        """What the headings say, from the innermost out."""
        words = self.reading.words
        for depth, heading in enumerate(reversed(self.reading.block(around).headings)):
            if words.has("others", heading, "people", "things") and not words.has(
                "postings", heading
            ):
                return None
            if found := words.find("postings", heading):
                said = heading[found[-1].start : found[-1].end]
                confidence = _HEADING if depth == 0 else _HEADING_ABOVE
                return ClaimDenominator(
                    kind="postings",
                    words=said,
                    confidence=confidence,
                    reason=f"“{said}” in a heading",
                )
        return None

    def _of_headers(self, around: Surroundings) -> ClaimDenominator:
        """What the headers of a cell, its caption and the headings say."""
        words, block = self.reading.words, self.reading.block(around)
        for text, confidence in (
            (block.column, 0.9),
            (block.row, 0.9),
            (self.reading.lead(block), 0.85),
            *((heading, _HEADING) for heading in reversed(block.headings)),
        ):
            if not text:
                continue
            if found := words.find("postings", text):
                said = text[found[-1].start : found[-1].end]
                return ClaimDenominator(
                    kind="postings", words=text, confidence=confidence, reason=f"“{said}” above it"
                )
            if others := words.find("others", text):
                said = text[others[-1].start : others[-1].end]
                return ClaimDenominator(kind="others", words=said)
        return ClaimDenominator(kind="none")

    def _of_postings(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> Outcome:
        reading = self.reading
        if largest := self._concentration(around):
            return ours(
                reading,
                around,
                largest,
                confidence=0.8,
                said=reading.population_words(around),
                view="all",
            )
        if self._is_restricted(denominator):
            return Unbound.NOT_UNDERSTOOD
        view = view_of(reading, around, denominator)
        subject = without_subject(reading, around) if view == "silent" else None
        if view == "silent" and subject is None:
            return Unbound.NOT_UNDERSTOOD
        subject = subject or self._subject(around, denominator, done)
        if subject is None:
            if reading.source(around):
                return theirs(
                    reading, around, None, "another source's figure", words=denominator.words
                )
            return Unbound.NOT_UNDERSTOOD
        near = self.reading.text[denominator.start : denominator.end]
        said = reading.population_words(around, near or denominator.words)
        spans = [(denominator.start, denominator.end)]
        return ours(
            reading,
            around,
            subject,
            confidence=denominator.confidence * subject.confidence / 0.9,
            said=said,
            spans=spans,
            denominator=_plain(denominator.words),
            view=view,
            measure=self._measure(around, subject),
            is_earlier=self._is_earlier_column(around),
            reasons=(denominator.reason, _told(reading, subject)),
        )

    def _concentration(self, around: Surroundings) -> ClaimSubject | None:
        found = self.reading.words.find("concentration", self.reading.region(around))
        if not found:
            return None
        most = found[0].groups.get("most") or found[0].groups.get("more") or ""
        dimension = _LARGEST.get(
            most.lower(), "1" if "largest employer" in self.reading.region(around) else None
        )
        if dimension is None:
            return None
        return ClaimSubject(
            start=-1, end=-1, statistic="employer_concentration", dimension=dimension
        )

    def _is_restricted(self, denominator: ClaimDenominator) -> bool:
        """Whether it is of openings that no population of ours singles out ("remote roles")."""
        if denominator.start == denominator.end:
            return False
        phrase = self.reading.text[denominator.start : denominator.end]
        return any(s.statistic in _SPLIT_BY for s in self.reading.header_subjects(phrase))

    def _subject(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> ClaimSubject | None:
        if self.reading.block(around).kind == "cell" and denominator.start == denominator.end:
            found = self._of_cell(around)
            if found is not None:
                return found
        shares = [
            self.reading.around[n].quantity
            for n in around.neighbours
            if self.reading.quantities[n].unit == "percent"
        ]
        subjects = self._candidates(around.sentence, around)
        pairs = paired(self.reading.text, shares, subjects, shares)
        subject = pairs.get(around.quantity)
        if subject is not None:
            return self._joint(around, subject, subjects, shares)
        return self._subject_before(around, done)

    def _candidates(self, sentence: ArticleSentence, around: Surroundings) -> list[ClaimSubject]:
        """The subjects of a sentence; those inside of what its numbers are shares of narrow that,
        and levels yield to all others in their part of the sentence.
        """
        found = self.reading.subjects(sentence)
        inside = [
            (d.start, d.end)
            for n in around.neighbours
            if (d := self.reading.denominator(self.reading.around[n])).start < d.end
            and d.start >= self.reading.around[n].quantity.end
        ]
        return [s for s in found if not any(a <= s.start and s.end <= b for a, b in inside)]

    def _joint(
        self,
        around: Surroundings,
        subject: ClaimSubject,
        subjects: Sequence[ClaimSubject],
        shares: Sequence[object],
    ) -> ClaimSubject | None:
        """The subject, or with a twin the pair; what is said of several at once is not judged."""
        row = twins_of(self.reading.text, subject, subjects)
        if len(row) == 1 or len(shares) >= len(row) or subject.statistic == "degree_share":
            return subject
        is_pair = len(row) == 2 and subject.statistic == "skill_share"
        if not is_pair or not self.reading.words.has("pair", self.reading.region(around)):
            return None
        first, second = sorted(str(one.dimension) for one in row)
        return ClaimSubject(
            start=row[0].start,
            end=row[1].end,
            statistic="skill_pairs",
            dimension=f"{first}|{second}",
        )

    def _subject_before(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        """What a pronoun or a heading stands for."""
        reading = self.reading
        own_part = reading.region(around)
        refers = {match[0].lower() for match in _REFERS_BACK.finditer(own_part)}
        if refers & _WHOLE and (found := self._last_subject(around, done)):
            return replace(found, start=-1, end=-1, confidence=0.8)
        if not self._says_nothing_else(around):
            return None
        block = reading.block(around)
        for text in (reading.lead(block), *list(reversed(block.headings))[:1]):
            named = reading.header_subjects(text) if len(text.split()) <= _FEW_WORDS else []
            if len({s.dimension for s in named}) == 1:
                return replace(named[0], start=-1, end=-1, confidence=0.85)
        return None

    def _says_nothing_else(self, around: Surroundings) -> bool:
        """Whether hardly a word stands behind a number and what it is of: "Found in 78 % of listings"."""
        end = max(around.quantity.end, self.reading.denominator(around).end)
        return len(self.reading.text[end : around.after[1]].split()) <= _HARDLY_A_WORD

    def _last_subject(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimSubject | None:
        reading = self.reading
        previous = self._previous_share(around, same_heading=False)
        before = reading.previous(around.sentence)
        if before is not None and (previous is None or previous.sentence.start < before.start):
            named = reading.subjects(before)
            return named[-1] if named else None
        if previous is None:
            return None
        if before is not None and previous.sentence == before:
            named = [s for s in reading.subjects(before) if s.start > previous.quantity.end]
        outcome = done[previous.place]
        if not isinstance(outcome, Binding) or outcome.kind != "ours" or not outcome.statistic:
            named = reading.subjects(before) if before else []
            return named[-1] if named else None
        between = reading.subjects(around.sentence)
        own = [
            s for s in between if s.end <= around.quantity.start and s.start > previous.quantity.end
        ]
        if own:
            return own[-1]
        return ClaimSubject(
            start=-1,
            end=-1,
            statistic=outcome.statistic,
            dimension=outcome.dimension,
            measure=outcome.measure,
        )

    def _of_cell(self, around: Surroundings) -> ClaimSubject | None:
        """What the headers of a cell name; the row's before the column's."""
        block = self.reading.block(around)
        for header in (block.row, block.column, *list(reversed(block.headings))[:1]):
            named = self.reading.header_subjects(header)
            plain = [s for s in named if not s.is_level] or named
            if len({(s.statistic, s.dimension) for s in plain}) == 1:
                return plain[0]
            if plain:
                return None
        return None

    def _measure(self, around: Surroundings, subject: ClaimSubject) -> str | None:
        """ "required" where the words between say so."""
        if subject.statistic not in ("skill_share", "certification_share"):
            return None
        block = self.reading.block(around)
        texts = [self.reading.region(around), *(t for t in (block.column, block.row) if t)]
        return "required" if any(self.reading.words.has("asks", text) for text in texts) else None

    def _is_earlier_column(self, around: Surroundings) -> bool:
        """Whether the column is of a year that a later column follows."""
        block = self.reading.block(around)
        year = _year(block.column)
        if year is None:
            return False
        others = (
            _year(other.column)
            for other in self.reading.article.blocks
            if other.kind == "cell"
            and other.headings == block.headings
            and other.lead == block.lead
        )
        return any(other is not None and other > year for other in others)


def _year(header: str | None) -> int | None:
    found = re.fullmatch(r"\W*((?:19|20)\d\d)\W*", header or "")
    return int(found[1]) if found else None


def _plain(words: str) -> str:
    return re.sub(r"^(?:of|in|among|across|from) ", "", words, flags=re.IGNORECASE)


def _told(reading: ArticleReading, subject: ClaimSubject) -> str:
    if subject.start < 0:
        return "its subject stands in a header or before it"
    return f"“{reading.text[subject.start : subject.end]}”"
