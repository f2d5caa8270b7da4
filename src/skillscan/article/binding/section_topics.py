"""The thing that a section is about, where its title alone names it: "## 4. Scala", then "It is
old, but it still shows up in 17 %"; "PyTorch vs. TensorFlow", then "51 % vs. 29 %".

A title is the heading, or a short line right above that ends no sentence. It speaks for what stands
below it until something else is named there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.lang.en.stop_words import STOP_WORDS

from skillscan.article.binding.grammar import pattern_of
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings

_TITLED = 0.8
_MOST_WORDS, _LINE_WORDS, _FAR = 12, 6, 6
"""Words of a heading and of a line that may be a title; sentences that it speaks for."""
_ORDINAL = re.compile(r"^\W*(?:\d{1,3}[.)]\s+)?")
_SENTENCE_END = re.compile(r"[.,;:!]\W*$")
_NAME = re.compile(r"(?<=[\w,;)] )[A-Z][\w&.-]*[a-z]")
_FIRST_NAME = re.compile(
    r"\W*(?:([A-Z][\w&-]+)(?:['’]s\b| (?:[A-Z]\w+|is|was|has|does|can|runs|\w+ed)\b))"
)
_BEGUN = r"([\w+#./-]+(?: [\w+#./-]+)?) {title_verbs}\b"
_ASKED = re.compile(r"\b(?:with|learn|learning|need|know|about|use|using) ([\w+#./-]+)\?\W*$")
_JOINT = r"\W*(?:(?:{versus_words}|{plain_coordinators}|&|,|/)\W*)?"
_GROUPS = ("fields", "countries", "periods", "postings")


@dataclass(frozen=True, slots=True)
class SectionTopics:
    """Finds what the sections of one article are about."""

    reading: ArticleReading

    def of(self, around: Surroundings) -> ClaimSubject | None:
        """The one thing that the title above a number names, where nothing else is named since."""
        title, between = self._title(around.sentence)
        named = self._things(title)
        if len(named) != 1 or not all(self._is_on(one, named[0]) for one in between):
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
        plain = _ORDINAL.sub("", title).strip(" *_")
        named = self.reading.header_subjects(plain)
        if not named and (only := self._only_thing(plain)):
            named = [only]
        found: dict[tuple[str, str | None], ClaimSubject] = {}
        for one in named:
            found.setdefault((one.statistic, one.dimension), one)
        return [replace(one, start=-1, end=-1, confidence=_TITLED) for one in found.values()]

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

    def _is_on(self, sentence: ArticleSentence, topic: ClaimSubject) -> bool:
        """Whether a sentence below a title names nothing that a next one could be on instead."""
        named = self.reading.subjects(sentence)
        return all(one.dimension == topic.dimension for one in named) and not any(
            self._other_names(sentence)
        )

    def _other_names(self, sentence: ArticleSentence) -> Iterator[str]:
        """The names in a sentence of what is no thing, job, country or time."""
        text = self.reading.sentence_text(sentence)
        known = [
            (one.start - sentence.start, one.end - sentence.start)
            for one in self.reading.subjects(sentence)
        ]
        known += [
            (found.start, found.end)
            for group in _GROUPS
            for found in self.reading.words.find(group, text)
        ]
        first = _FIRST_NAME.match(text)
        spans = [match.span() for match in _NAME.finditer(text)]
        if first and first[1].lower() not in STOP_WORDS and not first[1].endswith("body"):
            spans.append(first.span(1))
        for start, end in spans:
            if not any(begin <= start < last for begin, last in known):
                yield text[start:end]
