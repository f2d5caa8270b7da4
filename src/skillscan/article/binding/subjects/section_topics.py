"""The thing that a section is about, where its title alone names it: "## 4. Scala", then "It is
old, but it still shows up in 17 %"; "PyTorch vs. TensorFlow", then "51 % vs. 29 %".

A title is the heading, or a short line right above that ends no sentence. It speaks for what stands
below it as long as no other word there can be what "it" means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.subjects.distinct_things import distinct_things
from skillscan.article.binding.subjects.questions import asks_of_people
from skillscan.article.binding.subjects.topic_kept import keeps_topic
from skillscan.article.grammar import pattern_of

_TITLED = 0.8
_MOST_WORDS, _LINE_WORDS, _FAR, _LONG = 12, 6, 6, 300
"""Words of a heading and of a line that may be a title; sentences that it speaks for, and the
characters that one of them may have.
"""
_ORDINAL = re.compile(
    r"^\W*(?:\d{1,3}[.)]\s+"
    r"|(?:Myth|Fact|Claim|Lesson|Finding|Point|Rule|Reason|Question|Step|Tip|No\.|Number) "
    r"\d{1,3} ?[:.–—-]\s*)?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.,;:!]\W*$")
_PRONOUN = re.compile(r"\b(?:it|them|one)\b", re.IGNORECASE)
_BEGUN = r"([\w+#./-]+(?: [\w+#./-]+)?) {title_verbs}\b"
_ASKED = re.compile(r"\b(?:with|learn|learning|need|know|about|use|using) ([\w+#./-]+)\?\W*$")
_JOINT = r"\W*(?:(?:{versus_words}|{plain_coordinators}|&|,|/)\W*)?"
_GROUPS = ("fields", "countries", "periods", "postings")


@dataclass(frozen=True, slots=True)
class SectionTopics:
    """Finds what the sections of one article are about."""

    reading: ArticleReading

    def of(self, around: Surroundings, *, is_first: bool = False) -> ClaimSubject | None:
        """The one thing that the title above a number names, where nothing else is named since;
        ``is_first``: its sentence begins with the number, and is not on what stands behind it.
        """
        title, between = self._title(around.sentence)
        named = self._things(title)
        if len(named) != 1 or not self._keeps(around, between, named, is_first=is_first):
            return None
        if self.reading.attribution.source(around) is not None:
            return None
        return named[0]

    def of_row(self, around: Surroundings) -> ClaimSubject | None:
        """That of the things of a title that has the place of this number in the row of numbers
        which the sentence below begins with: "Docker & Kubernetes", then "37 % and 34 %".
        """
        reading = self.reading
        title, between = self._title(around.sentence)
        named = self._things(title)
        places = [n for n in around.neighbours if reading.quantities[n].unit == "percent"]
        row = [reading.quantities[n] for n in places[: len(named)]]
        if len(named) < 2 or between or around.quantity not in row or len(row) != len(named):
            return None
        gaps = (
            (around.sentence.start, row[0].start),
            *((one.end, other.start) for one, other in pairwise(row)),
        )
        is_row = all(pattern_of(_JOINT).fullmatch(reading.text, *gap) for gap in gaps)
        return named[row.index(around.quantity)] if is_row else None

    def _things(self, title: str) -> list[ClaimSubject]:
        """What a title names, each thing once, in order."""
        if asks_of_people(self.reading, title):
            return []
        plain = _ORDINAL.sub("", title).strip(" *_")
        named = self.reading.header_subjects(plain)
        if not named and (only := self._only_thing(plain)):
            named = [only]
        return [
            replace(one, start=-1, end=-1, confidence=_TITLED) for one in distinct_things(named)
        ]

    def _only_thing(self, title: str) -> ClaimSubject | None:
        """The thing that a title begins with or a question ends with, by its bare name, which may
        be an ordinary word: "DBT IS EVERYWHERE", "Should I bother with R?".
        """
        vocabulary = self.reading.vocabulary
        begun = pattern_of(_BEGUN).match(title)
        asked = _ASKED.search(title)
        for found in (begun, asked):
            skill = vocabulary.skill_called(found[1]) if found else None
            if skill:
                return ClaimSubject.unnamed(vocabulary.statistic_of(skill), skill)
        return None

    def _title(self, sentence: ArticleSentence) -> tuple[str, list[ArticleSentence]]:
        """The title above a sentence, and the sentences between; empty without one that near."""
        reading, blocks = self.reading, self.reading.article.blocks
        own = blocks[sentence.block]
        if own.kind not in ("paragraph", "list_item"):
            return "", []
        between: list[ArticleSentence] = []
        for one in reading.sentences_before(sentence, _FAR + 1):
            block = blocks[one.block]
            if block.headings != own.headings or block.kind == "heading":
                break
            if one.block != sentence.block and self._is_line(one):
                return reading.sentence_text(one), between
            if block.kind != own.kind:
                return "", []
            between.append(one)
        else:
            return "", []
        title = own.headings[-1] if own.headings else ""
        is_near = len(between) <= _FAR and len(title.split()) <= _MOST_WORDS
        return (title, between) if is_near else ("", [])

    def _is_line(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence is a short line that ends as none: "DBT IS EVERYWHERE"."""
        text, block = self.reading.sentence_text(sentence), self.reading.article.blocks
        is_whole = self.reading.previous(sentence) is None and (
            self.reading.following(sentence) is None
        )
        is_text = block[sentence.block].kind in ("paragraph", "list_item")
        return (
            is_whole
            and is_text
            and len(_ORDINAL.sub("", text).split()) <= _LINE_WORDS
            and _SENTENCE_END.search(text) is None
            and not self.reading.places_in(sentence)
        )

    def is_kept(self, around: Surroundings) -> bool:
        """Whether nothing is named between the title above a number and the number, nor before the
        pronoun behind it, that its sentence could be on instead.
        """
        title, between = self._title(around.sentence)
        return bool(title) and self._keeps(around, between, self._things(title))

    def _keeps(
        self,
        around: Surroundings,
        between: list[ArticleSentence],
        topics: list[ClaimSubject],
        *,
        is_first: bool = False,
    ) -> bool:
        reading, own = self.reading, around.sentence
        named = [one for sentence in between for one in reading.subjects(sentence)]
        if not all(one.dimension == topic.dimension for one in named for topic in topics):
            return False
        start, end = around.after
        asked = _PRONOUN.search(reading.text, start, min(end, start + _LONG))
        parts = [(one, one.start, one.end) for one in between]
        parts.append((own, own.start, around.quantity.start))
        if asked and not is_first:
            parts.append((own, start, asked.start()))
        if any(last - begin > _LONG for _, begin, last in parts):
            return False
        referring = reading.text[own.start : min(end, start + _LONG)]
        return all(
            keeps_topic(reading.text[begin:last], self._known(one, begin, last), referring)
            for one, begin, last in parts
        )

    def _known(self, sentence: ArticleSentence, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where a part of a sentence names known things, jobs, countries or times."""
        reading = self.reading
        for one in reading.subjects(sentence):
            if start <= one.start and one.end <= end:
                yield one.start - start, one.end - start
        for group in _GROUPS:
            for found in reading.words.find(group, reading.text[start:end]):
                yield found.start, found.end
