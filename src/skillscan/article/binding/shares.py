"""Binds percentages: shares of openings, and those that are of something else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.changes import bind_change, bind_premium, is_start
from skillscan.article.binding.doubts import is_of_another
from skillscan.article.binding.links import is_unlinked
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject, Unbound
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.restrictions import is_conditional, is_of_part, is_split
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.share_subjects import ShareSubjects
from skillscan.article.binding.structure import year_of
from skillscan.article.binding.takeover import ANOTHERS, DenominatorTakeover
from skillscan.article.binding.views import view_of, without_subject
from skillscan.article.model import Binding

_OTHER_JOBS = "a share of other jobs"
_EXPLAINED = re.compile(r"\s?\)\s?[:–—-]")
_LARGEST = {"five": "5", "5": "5", "ten": "10", "10": "10"}
_SURE, _TAKEN_OVER = 0.9, 0.75
_BEHIND, _BEFORE = 40, 60
_IN_FIELD = re.compile(
    r"\W{0,3}(?:prevalence |adoption |share )?(?:in|of|for|among|across) (?:relevant )?",
    re.IGNORECASE,
)
_NEXT_WORD, _NEAR_WORDS = 14, 6
_OURS_AGAIN = re.compile(r";|\b(?:we|our|ours|us)\b", re.IGNORECASE)
_PART = re.compile(r"[.,;:]")
_OF = re.compile(r"\s*(?:of|in) ")
_PART_OR_BRACKET = re.compile(r"[.,;:)]")
_PREPOSITION = re.compile(r"^(?:of|in|among|across|from) ", re.IGNORECASE)


class ShareBinder:
    """Binds the percentages of one article."""

    def __init__(self, reading: ArticleReading) -> None:
        self._reading = reading
        self._takeover = DenominatorTakeover(reading)
        self._subjects = ShareSubjects(reading)

    def bind(self, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
        """The outcome of one percentage; ``done`` are those of the numbers before it."""
        reading = self._reading
        if earlier := self._earlier(around, done):
            return earlier
        if self._is_premium(around):
            return bind_premium(reading, around)
        is_range = around.quantity.low != around.quantity.high
        if is_range and is_start(reading.text, around.quantity):
            return Unbound.NOT_UNDERSTOOD  # two ends of a change, no range
        if self._is_rank(around):
            return Unbound.NOTHING_TO_JUDGE
        if self._is_of_discipline(around):
            return theirs(reading, around, None, _OTHER_JOBS)
        denominator = self._takeover.denominator(around, done)
        if change := bind_change(reading, around, denominator):
            return change
        if self._is_in_column_of_changes(around):
            return Unbound.NOT_UNDERSTOOD
        if self._is_difference(around):
            is_theirs = reading.attribution.source(around) is not None
            return theirs(reading, around, None, ANOTHERS) if is_theirs else Unbound.NOT_UNDERSTOOD
        if denominator.kind == "nothing" or self._is_performance(around, denominator):
            return Unbound.NOTHING_TO_JUDGE
        if denominator.kind == "others" and self._is_vote(around, denominator):
            return self._of_postings(around, replace(denominator, kind="postings"), done)
        if denominator.kind == "others":
            reason = f"a share of “{denominator.words}”"
            return theirs(reading, around, None, reason, words=denominator.words)
        if denominator.kind == "postings":
            return self._of_postings(around, denominator, done)
        if reading.attribution.source(around):
            return theirs(reading, around, self._subjects.next_to(around), ANOTHERS)
        return Unbound.NOT_UNDERSTOOD

    def _earlier(self, around: Surroundings, done: Sequence[Outcome]) -> Outcome | None:
        """A figure that is given beside a newer one: "up from 25 % just two years prior"."""
        reading, quantity = self._reading, around.quantity
        before = reading.text[max(around.before[0], quantity.start - _BEFORE) : quantity.start]
        if is_start(reading.text, quantity):
            return None
        is_from = reading.words.has("change", before, "earlier")
        if not is_from and not reading.words.has(
            "change", reading.span(around.after), "earlier_after"
        ):
            return None
        if reading.populations.occupation(reading.span(around.after)):
            return None  # another job's, not an earlier one
        previous = reading.share_before(around, in_block_before=True)
        found = done[previous.place] if previous else None
        if previous is None or not isinstance(found, Binding):
            return None
        if not is_from and previous.sentence != around.sentence:
            return None
        return replace(
            found,
            start=quantity.start,
            end=quantity.end,
            is_earlier=True,
            period_words=reading.period(around),
            reasons=(*found.reasons, "an earlier figure of the same"),
        )

    def _is_premium(self, around: Surroundings) -> bool:
        """Whether a word of a premium stands near the number, with no comma in between."""
        reading = self._reading
        for span, is_behind in ((around.before, False), (around.after, True)):
            text = reading.span(span)
            for found in reading.words.find("change", text, "premium"):
                between = text[: found.start] if is_behind else text[found.end :]
                if not _PART.search(between) and len(between.split()) <= _NEAR_WORDS:
                    return True
        return reading.words.has("change", reading.region(around), "premium_verb")

    def _is_rank(self, around: Surroundings) -> bool:
        """Whether it tells a part of a ranking or a relation: "the top 10 %", "23 % more often"."""
        words = self._reading.words
        before = self._reading.text[around.sentence.start : around.quantity.start]
        behind = self._reading.span(around.after)
        return words.has("rank", before) or words.has("relation", behind, "more")

    def _is_difference(self, around: Surroundings) -> bool:
        """Whether it is by how much one thing leads another: "it leads by 12 %"."""
        before = self._reading.text[around.sentence.start : around.quantity.start]
        is_by = self._reading.words.has("relation", before, "by")
        return is_by and not _OF.match(self._reading.span(around.after))

    def _is_in_column_of_changes(self, around: Surroundings) -> bool:
        """Whether the header of its column says that numbers are changes: "Growth on the year"."""
        column = self._reading.block(around).column or ""
        words = self._reading.words
        return words.has("change", column, "rise", "fall") or words.has(
            "change_noun", column, "column"
        )

    def _is_of_discipline(self, around: Surroundings) -> bool:
        """Whether it is told of another field than ours: "60 % in platform engineering"."""
        behind = self._reading.span(around.after)
        found = _IN_FIELD.match(behind)
        words = self._reading.words
        return found is not None and any(
            one.start <= found.end() + _NEXT_WORD
            for one in words.find("other_jobs", behind, "discipline")
        )

    def _is_performance(self, around: Surroundings, denominator: ClaimDenominator) -> bool:
        """Whether it is told of how well something works: "5 % more accurate"."""
        if denominator.kind == "postings" and denominator.start >= around.quantity.end:
            return False
        words = self._reading.words
        behind = self._reading.span(around.after)[:_BEHIND]
        before = self._reading.span(around.before)[-_BEHIND:]
        found = words.find("nothing", behind, "performance")
        is_near = bool(found) and not _PART_OR_BRACKET.search(behind[: found[0].start])
        return is_near or words.has("nothing", before, "performance")

    def _of_postings(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> Outcome:
        reading = self._reading
        if largest := self._concentration(around):
            said = reading.whose.population_words(around)
            return ours(reading, around, largest, confidence=0.8, said=said, view="all")
        if self._is_vague(around, denominator):
            return Unbound.NOT_UNDERSTOOD
        is_forecast = reading.words.has("forecast", reading.region(around))
        is_label = self._is_label(around, denominator)
        is_part = is_of_part(reading, denominator) or is_split(reading, around, denominator)
        if is_forecast or is_label or is_part:
            return Unbound.NOT_UNDERSTOOD
        view = view_of(reading, around, denominator)
        if view != "silent" and reading.words.has("negation", reading.span(around.after)):
            return Unbound.NOT_UNDERSTOOD
        if view == "silent":
            subject = without_subject(reading, around)
        else:
            subject = self._subjects.subject(around, denominator, done)
        if subject is not None:
            return self._bound(around, denominator, subject, view, done)
        if view != "silent" and reading.attribution.source(around):
            reason = ANOTHERS
            return theirs(reading, around, None, reason, words=denominator.words)
        return Unbound.NOT_UNDERSTOOD

    def _bound(
        self,
        around: Surroundings,
        denominator: ClaimDenominator,
        subject: ClaimSubject,
        view: str,
        done: Sequence[Outcome],
    ) -> Outcome:
        reading = self._reading
        near = reading.text[denominator.start : denominator.end]
        if reading.words.has("one_company", reading.sentence_text(around.sentence)):
            return theirs(reading, around, None, "one company's figure", words=denominator.words)
        doubts = (is_of_another, is_conditional, is_unlinked)
        if any(doubt(reading, around, denominator, subject) for doubt in doubts):
            return Unbound.NOT_UNDERSTOOD
        if self._is_told_by_another(around):
            return theirs(reading, around, subject.statistic, ANOTHERS, words=denominator.words)
        if self._goes_on_with_others(around, done):
            return theirs(reading, around, subject.statistic, _OTHER_JOBS, words=denominator.words)
        if market := reading.whose.other_market(around, near or denominator.words):
            reason = f"of other jobs: “{market}”"
            return theirs(reading, around, subject.statistic, reason, words=denominator.words)
        return ours(
            reading,
            around,
            subject,
            confidence=denominator.confidence * subject.confidence / _SURE,
            said=reading.whose.population_words(around, near or denominator.words),
            spans=[(denominator.start, denominator.end)],
            denominator=_PREPOSITION.sub("", denominator.words),
            view=view,
            measure=self._measure(around, subject),
            is_earlier=self._is_earlier_column(around),
            reasons=(denominator.reason, _told(reading, subject)),
        )

    def _is_vague(self, around: Surroundings, denominator: ClaimDenominator) -> bool:
        """Whether a number without a percent sign is called one of openings only by what stands
        before: "Docker (0.77)" may be a score, and "either half" anything.
        """
        reading, number = self._reading, around.quantity
        if number.unit == "percent" and "%" in reading.text[number.start : number.end]:
            return False
        printed = reading.span((number.number_start, number.number_end))
        is_plain = number.is_in_words or printed.startswith(("0.", "."))
        is_said = denominator.start < denominator.end or denominator.confidence > _TAKEN_OVER
        if not is_plain or is_said or reading.block(around).kind == "cell":
            return False
        return not reading.words.has("employer_asks", reading.span(around.after))

    def _is_vote(self, around: Surroundings, denominator: ClaimDenominator) -> bool:
        """Whether it is of the employers whose openings ask for something, which postings tell:
        "60 % of employers ask for it in their ads".
        """
        reading, words = self._reading, self._reading.words
        if not words.has(
            "others", denominator.words, "organisations"
        ) or reading.attribution.source(around):
            return False
        sentence = reading.sentence_text(around.sentence)
        is_read = words.has("postings", sentence) or reading.reads_postings
        is_asked = words.has("employer_asks", reading.span(around.after))
        people = words.find("others", sentence, "people")
        is_only_ours = all(
            reading.populations.is_of_ours(sentence, one.start, one.end) for one in people
        )
        return is_read and is_asked and is_only_ours

    def _is_label(self, around: Surroundings, denominator: ClaimDenominator) -> bool:
        """Whether openings are only what the number is a part of all of: "Platform roles (28 %):
        they build …"; a level or workplace in the label is counted itself.
        """
        label = self._reading.label(around)
        is_in_label = 0 < denominator.end <= around.quantity.start and bool(denominator.words)
        is_told_of = _EXPLAINED.match(self._reading.span(around.after)) is not None
        if not label or not is_told_of or not is_in_label or denominator.words not in label:
            return False
        return not self._reading.header_subjects(label)

    def _is_told_by_another(self, around: Surroundings) -> bool:
        """Whether somebody else is said before it to have found it: "Halden found that 40 % …"."""
        return any(
            source.is_teller
            and source.end <= around.quantity.start
            and not _OURS_AGAIN.search(self._reading.text, source.end, around.quantity.start)
            for source in self._reading.attribution.sources(around.sentence)
        )

    def _goes_on_with_others(self, around: Surroundings, done: Sequence[Outcome]) -> bool:
        """Whether the number before in the sentence is of other jobs, and ours are not named."""
        earlier = [n for n in around.neighbours if n < around.place]
        if not earlier or self._reading.populations.occupation(self._reading.region(around)):
            return False
        found = done[earlier[-1]]
        return isinstance(found, Binding) and _OTHER_JOBS in found.reasons

    def _concentration(self, around: Surroundings) -> ClaimSubject | None:
        """What the largest employers hold: "the ten largest employers hold 22 %"."""
        region = self._reading.region(around)
        found = self._reading.words.find("concentration", region)
        if not found:
            return None
        most = found[0].groups.get("most") or found[0].groups.get("more") or ""
        is_one = region[found[0].start : found[0].end].lower().endswith("employer")
        dimension = _LARGEST.get(most.lower(), "1" if is_one else None)
        if dimension is None:
            return None
        return ClaimSubject.unnamed("employer_concentration", dimension)

    def _measure(self, around: Surroundings, subject: ClaimSubject) -> str | None:
        """``required`` of a skill where the words beside the number or its headers say so."""
        if subject.statistic not in ("skill_share", "certification_share"):
            return None
        block = self._reading.block(around)
        texts = (self._reading.region(around), block.column or "", block.row or "")
        return "required" if any(self._reading.words.has("asks", text) for text in texts) else None

    def _is_earlier_column(self, around: Surroundings) -> bool:
        """Whether its column is of a year, and another column of a later one."""
        block = self._reading.block(around)
        year = year_of(block.column)
        return year is not None and self._reading.latest_year_beside(block) > year


def _told(reading: ArticleReading, subject: ClaimSubject) -> str:
    if subject.start < 0:
        return "its subject stands in a header or before it"
    return f"“{reading.text[subject.start : subject.end]}”"
