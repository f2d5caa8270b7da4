"""What a share is a share of where the words next to it do not say so: taken over from what the
sentence, the block, the list, the headers or the headings said before.
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.denominators.denominators import acts
from skillscan.article.binding.denominators.denominators_above import (
    BY_ARTICLE,
    COUNTS_POSTINGS,
    DenominatorsAbove,
)
from skillscan.article.binding.denominators.earlier_denominators import EarlierDenominators
from skillscan.article.binding.jobs.job_denominators import JobDenominators
from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.subjects.answered_things import thing_answered
from skillscan.article.binding.subjects.questions import question_of
from skillscan.article.binding.vocabulary import FoundWords
from skillscan.article.grammar import pattern_of

_NAMED_IN_NUMBER = 0.85
_ONE_OPENING = r"\b{single_openings}s?\b"
_CLAUSE = r"[,;] {clause_starts}\b"
_SIGNS = " (:–—-~≈|"
"""What stands between a label and its number."""
_STANDS_AT = r"['’]? (?:(?:{level_verbs}|{being_words}) )?{number_prepositions} "
"""The same with a verb or preposition: "ML engineers in 26 %", "data scientists are at 22 %"."""
_LONGEST_PHRASE = 60
_WHAT_IT_IS = re.compile(r"\s?(?:[:=|→]|[–—-]{1,2}(?=\s)|…)\s?(?:share of |of )?")
_LONGEST_LABEL = 40
_LONGEST_LINE, _MOST_WORDS, _FEW_WORDS = 140, 16, 3
_LABELLED = re.compile(
    r"[^.:=→–—\d]{2,60}(?:[.:=→–—]|\s-\s)\s?\W{0,3}[~≈]?(?:[a-z]+ ){0,3}\d[\d.,]*\s?(?:%|p)|\W*\d"
)
"""A thing, a sign and its number: "Docker: 33 %"; or the number first."""
_ONE_OF_THEM = re.compile(
    r"\b(?:one|every|each|two|three|four) ((?:[\w-]+ ){0,3}[\w-]+),? ?[,(–—] ?$", re.IGNORECASE
)
"""A share of people in words, right before the number that makes it exact."""
_AMONG = re.compile(r"\b(?:among|for) (?:the )?$", re.IGNORECASE)
REFERS_BACK = (
    r"\b(?:{referring_words}|(?<=on )one|(?<=for )one|(?<=have )one|(?<=require )one|"
    r"(?<=requires )one)\b(?! in\b)"
)


class DenominatorTakeover:
    """Finds denominators of one article."""

    def __init__(self, reading: ArticleReading) -> None:
        self.reading = reading
        self._jobs = JobDenominators(reading)
        self._earlier = EarlierDenominators(reading)
        self._above = DenominatorsAbove(reading)

    def denominator(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator:
        """What a number is a share of; ``done`` are the outcomes of the numbers before it."""
        found = self.reading.denominator(around)
        is_aside = self.reading.attribution.is_in_aside(around, found.start, found.end)
        if found.kind == "others" and (is_aside or self._is_in_thing(around, found)):
            found = ClaimDenominator(kind="none")
        is_free = found.kind == "none" and self.reading.attribution.source(around) is None
        if is_free and (asked := self._earlier.asked_people(around.sentence)):
            return asked
        if found.kind != "postings" and (named := self._jobs.of_jobs(around)):
            return named
        if own := self._of_number(around, found):
            return own
        if self.reading.block(around).kind == "cell" and found.kind == "none":
            return self._above.of_headers(around)
        if found.kind == "others" and (
            self._only_names_population(around, found) or self._is_level(around, found)
        ):
            found = ClaimDenominator(kind="none", words=found.words)
        if found.kind != "none":
            return found
        if found.kind == "none" and (asked := self._of_question(around)):
            return asked
        if told := self._of_what_it_is(around):
            return told
        if people := self._people_before(around):
            return ClaimDenominator(kind="others", words=people)
        return self._taken_over(around, done) or found

    def _is_in_thing(self, around: Surroundings, found: ClaimDenominator) -> bool:
        """Whether what a number seems to be a share of is a part of the name of the thing before
        it: "Evaluation of models in 15 %".
        """
        return any(
            one.start < found.start and found.end <= one.end <= around.quantity.start
            for one in self.reading.subjects(around.sentence)
        )

    def _of_question(self, around: Surroundings) -> ClaimDenominator | None:
        """The openings that the question names which a number answers."""
        asked = question_of(self.reading, around)
        named = self.reading.words.find("postings", asked)
        if not named:
            return None
        said = asked[named[-1].start : named[-1].end]
        return ClaimDenominator(
            kind="postings", words=said, confidence=_NAMED_IN_NUMBER, reason=f"“{said}” before it"
        )

    def _of_number(self, around: Surroundings, found: ClaimDenominator) -> ClaimDenominator | None:
        """The openings that a number itself names: "engineers see one job in five so"."""
        own = self.reading.span((around.quantity.start, around.quantity.end))
        is_behind = found.start >= around.quantity.end
        is_named = pattern_of(_ONE_OPENING).search(own) is not None
        if is_behind or found.kind == "postings" or not is_named:
            return None
        return ClaimDenominator(
            kind="postings", words=own, confidence=_NAMED_IN_NUMBER, reason=f"“{own}”"
        )

    def _people_before(self, around: Surroundings) -> str:
        """Those of whom a number is that only makes exact what stands before it: "one candidate in
        six, 17 %, knows Docker"; empty without such people.
        """
        start = max(around.sentence.start, around.quantity.start - _LONGEST_PHRASE)
        found = _ONE_OF_THEM.search(self.reading.text, start, around.quantity.start)
        words = self.reading.words
        if found is None or words.has("postings", found[1]):
            return ""
        is_of_people = words.has("others", found[1], "people") or any(
            words.has(group, found[1]) for group in ("fields", "other_jobs")
        )
        return found[1] if is_of_people else ""

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
        is_next = not between.strip(_SIGNS) or pattern_of(_STANDS_AT).fullmatch(between)
        is_beside = bool(is_next) and self.reading.counts_postings
        return is_beside or bool(
            _AMONG.search(before[:at]) and pattern_of(REFERS_BACK).search(before)
        )

    def _is_level(self, around: Surroundings, found: ClaimDenominator) -> bool:
        """Whether people right before a number in an item or short line are a level of openings, in
        an article that counts these: "- interns 2 %".
        """
        reading, block = self.reading, self.reading.block(around)
        is_item = block.kind == "list_item" or block.end - block.start <= _LONGEST_LABEL
        return (
            is_item
            and reading.counts_postings
            and found.end <= around.quantity.start
            and not reading.text[block.start : found.start].strip(_SIGNS + "*•")
            and not reading.text[found.end : around.quantity.start].strip(_SIGNS)
            and any(one.is_level for one in reading.header_subjects(found.words))
            and not reading.words.has("others", reading.lead(block))
        )

    def _taken_over(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator | None:
        in_sentence = self._earlier.in_sentence(around, done)
        if in_sentence or self.reading.attribution.source(around) is not None:
            return in_sentence
        return (
            self._earlier.in_block(around.sentence, done)
            or self._earlier.in_list(around, done)
            or self._above.in_headings(around)
            or self._of_article(around)
        )

    def _of_article(self, around: Surroundings) -> ClaimDenominator | None:
        """In an article that says which postings it read, what a sentence says of nobody else."""
        number, sentence = around.quantity, around.sentence
        behind = self.reading.text[number.end : sentence.end]
        own = pattern_of(_CLAUSE).split(behind, maxsplit=1)[0]
        text = self.reading.text[sentence.start : number.end] + own
        words = self.reading.words
        if not self.reading.reads_postings and not self._is_of_line(around):
            return None
        if self._acting(around, text, "things"):
            return None
        people = self._acting(around, text, "people")
        if not all(words.has("fields", text[one.start : one.end]) for one in people):
            return None
        return ClaimDenominator(kind="postings", confidence=BY_ARTICLE, reason=COUNTS_POSTINGS)

    def _acting(self, around: Surroundings, text: str, kind: str) -> list[FoundWords]:
        """The others of a kind that do something in a text which begins with the number's sentence,
        but those in what is only told beside its thing.
        """
        start, aside = around.sentence.start, self.reading.attribution.is_in_aside
        return [
            one
            for one in self.reading.words.find("others", text, kind)
            if acts(one, text) and not aside(around, start + one.start, start + one.end)
        ]

    def _is_of_line(self, around: Surroundings) -> bool:
        """Whether an item or short line holds a thing and its number and hardly more, in an article
        that says somewhere which openings its numbers are of: "Docker, 33 %".
        """
        reading, block = self.reading, self.reading.block(around)
        is_short = block.end - block.start <= _LONGEST_LINE
        if block.kind not in ("list_item", "cell", "paragraph") or not is_short:
            return False
        text = reading.text[block.start : block.end]
        if block.kind == "paragraph" and _LABELLED.match(text) is None:
            return False
        if len(text.split()) > _MOST_WORDS or not reading.is_on_openings:
            return False
        is_on_thing = bool(reading.header_subjects(text)) or thing_answered(reading, around)
        return bool(is_on_thing) and not reading.words.has("others", text)

    def _of_what_it_is(self, around: Surroundings) -> ClaimDenominator | None:
        """The openings that stand first behind a number and the sign that lets follow what it is:
        "64 %: openings asking for three years".
        """
        reading = self.reading
        behind = reading.span(around.after)
        begun = _WHAT_IT_IS.match(behind)
        is_first = not reading.text[around.sentence.start : around.quantity.start].strip(
            _SIGNS + "*•"
        )
        if begun is None or not is_first:
            return None
        found = reading.words.find("postings", behind)
        if not found or len(behind[begun.end() : found[0].start].split()) > _FEW_WORDS:
            return None
        if reading.words.has("others", behind[: found[0].start]):
            return None
        start = around.after[0]
        return ClaimDenominator(
            kind="postings",
            words=behind[found[0].start : found[0].end],
            start=start + found[0].start,
            end=start + found[0].end,
            confidence=_NAMED_IN_NUMBER,
            reason=f"“{behind[found[0].start : found[0].end]}” behind it",
        )
