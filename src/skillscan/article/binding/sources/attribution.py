"""Who is named for a number: in its sentence, the next one, the headers of its cell, the line below
its table, or above it.
"""

import re
from dataclasses import replace
from functools import cached_property

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.sources.headers_and_notes import HeadersAndNotes
from skillscan.article.binding.sources.names_in_text import NamesInText
from skillscan.article.binding.sources.next_numbers import NextNumbers
from skillscan.article.binding.sources.own_names import AUTHOR, AUTHORS_OWN
from skillscan.article.binding.sources.source_reader import source_of
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import BindingVocabulary
from skillscan.article.grammar import pattern_of

_PLACE_OF_OPENINGS = r"\b{placed_openings} (?:on|from|at|across) (?:the )?$"
_AGAIN = r"\b{source_again}\b"
_IT_SAYS = (
    r"\W*(?:(?:and|but|yet|for \d{4}|in (?:{month_names} )?\d{4}|in {month_names}|last \w+"
    r"|this \w+),? )?it (?:{before_verbs} )?{source_verbs}\b"
    r"|\W*it [^.;:%\d$€£]{2,80}\bfor (?:whom|which) it (?:{before_verbs} )?{source_verbs}\b"
)
"""What a sentence begins with that goes on from a source: "In May 2025 it reported"."""
_COME_FROM = (
    r"\W*(?:both|all|these|those|that|this|the)(?: (?:two|three|of (?:these|those|them)))?"
    r"(?: (?:last|first|former|latter))?(?: (?:figures?|numbers?|percentages?|sums?|estimates?))?,?"
    r" (?:(?:both|all) )?(?:come|comes|came|are|is|were|was|stem|stems)(?: straight| directly)?"
    r" (?:from|out of)\b"
)
"""What begins a sentence that says whose the numbers before are: "Both figures come from"."""
_LABEL = re.compile(
    r"(?:^|(?<=[.!?] ))[^\w\n]{0,4}(?P<name>[A-Z][\w.&'’-]{1,30}(?: [A-Z][\w.&'’-]{1,30}){0,3})"
    r": ?[~≈$€£]?(?=\d)",
    re.MULTILINE,
)
"""A name that a number is told for: "Halden: 41 %"."""
_OURS_NEXT = re.compile(r"\s*(?:We|Us|Ours|Mine|I|Our (?:\w+ )?(?:ads|postings|count|data)):? ")
"""What begins a sentence that sets the author's number against the one before: "We: 22 %"."""
_ASIDE = re.compile(
    r", (?:which|who|whom|whose|once|still|long|even|despite)\b[^;:()%]{3,110}, (?=[a-z])"
)
"""What is told beside a thing before its own number: "SAS, still the favourite of …, is down"."""
_OWN_BRACKET = re.compile(r"\*{0,2} ?\(((?:[^()\d]|(?<!\d)(?:19|20)\d\d(?!\d)){3,92})\)")
"""A bracket right behind a number, in which none but a year stands."""
_POLLED = r"\b(?:{poll_nouns}|{told_entries})\b"
_SENTENCES_BEFORE, _CITATION_WORDS = 20, 3


class SourceAttribution:
    """Finds the sources of the numbers of one article."""

    def __init__(self, structure: ArticleStructure, vocabulary: BindingVocabulary) -> None:
        self._structure = structure
        self._words = vocabulary.words
        self._find_skills = vocabulary.find_skills
        self._names = NamesInText(structure.text, vocabulary)
        self._next = NextNumbers(structure, vocabulary.words)
        self._beside = HeadersAndNotes(structure, vocabulary.words, self._names)
        self._sources: dict[ArticleSentence, list[NamedSource]] = {}

    @property
    def has_own_name(self) -> bool:
        """Whether anybody is called the author of the article."""
        return self._names.has_own_name

    def is_own_name(self, name: str) -> bool:
        """Whether a name is the author's, also in short: "Halden" of "About Halden Analytics"."""
        return self._names.is_own_name(name)

    def has_own_note(self, around: Surroundings) -> bool:
        """Whether the footnote of a number says that it is of openings, and names nobody else."""
        return self._beside.has_own_note(around)

    def is_noted_or_set_beside(self, around: Surroundings) -> bool:
        """Whether the footnote of a number names somebody else, or its column does, and another
        column of the table is said to be the author's ("Ours | Indeed").
        """
        return self._beside.is_noted_or_set_beside(around)

    def is_of_next(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source of a number's sentence tells the next number of it."""
        return self.is_in_aside(around, source.start, source.end) or self._next.is_of_next(
            around, source, self.sources(around.sentence)
        )

    def is_in_aside(self, around: Surroundings, start: int, end: int) -> bool:
        """Whether a stretch lies in what is told beside the skill that a number is of, before it:
        "SAS, still the favourite of Halden's members, is down to 9 %".
        """
        text, own = self._structure.text, around.quantity
        if not around.sentence.start <= start < end <= own.start:
            return False
        return any(
            aside.start() <= start and end <= aside.end() and self._ends_with_skill(around, aside)
            for aside in _ASIDE.finditer(text, around.sentence.start, own.start)
        )

    def _ends_with_skill(self, around: Surroundings, aside: re.Match[str]) -> bool:
        at = aside.start() - around.sentence.start
        said = self._structure.sentence_text(around.sentence)
        return any(one.end == at for one in self._find_skills(said))

    def source(self, around: Surroundings) -> NamedSource | None:
        """Who is named for a number: in its footnote, which goes before all else, in its sentence,
        in one that only cites, else beside it.
        """
        if self._beside.has_own_note(around) or self._has_own_bracket(around):
            return None
        return (
            self._beside.of_note(around)
            or self._told_in_sentence(around)
            or self._in_own_bracket(around)
            or self._citation(around.sentence)
            or self._beside.source(around)
        )

    def _bracket(self, around: Surroundings) -> re.Match[str] | None:
        """The bracket right behind a number, which says nothing but whose it is."""
        return _OWN_BRACKET.match(self._structure.text, around.quantity.end, around.sentence.end)

    def _has_own_bracket(self, around: Surroundings) -> bool:
        """Whether the bracket of a number says that it is of openings, and names nobody else:
        "$168,000 (median base in the ads)".
        """
        bracket = self._bracket(around)
        if bracket is None or not self._words.has("postings", bracket[1]):
            return False
        return not self._names.read(bracket[1])

    def _in_own_bracket(self, around: Surroundings) -> NamedSource | None:
        """Who is named in the bracket of a number with more words: "$153,000 (Halden, by its
        members)", or a poll: "80 % (Orvane, member poll)".
        """
        bracket = self._bracket(around)
        if bracket is None or self._words.has("postings", bracket[1]):
            return None
        named = self._names.read(bracket[1])[:1]
        if not named and pattern_of(_POLLED).search(bracket[1]):
            named = [NamedSource(0, len(bracket[1]), "")]
        if not named or pattern_of(AUTHOR).search(bracket[1]):
            return None
        at, one = bracket.start(1), named[0]
        return replace(one, start=one.start + at, end=one.end + at, is_bracket=True)

    def _is_in_bracket_before(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source stands in the bracket of a number before this one, and so tells that."""
        places = self._structure.places_before(around)
        quantities = self._structure.quantities
        brackets = (
            _OWN_BRACKET.match(self._structure.text, quantities[n].end, around.quantity.start)
            for n in places
        )
        return any(one and one.start() <= source.start < one.end() for one in brackets)

    def _told_in_sentence(self, around: Surroundings) -> NamedSource | None:
        """The source in its sentence that tells this number and no other one."""
        sources = self.sources(around.sentence)
        if sources and (cut := self._end_of_concession(around)):
            sources = [source for source in sources if source.start >= cut]
        sources = [
            one
            for one in sources
            if not self._is_in_bracket_before(around, one)
            if not self.is_of_next(around, one) and not self._next.is_left_behind(around, one)
        ]
        return source_of(around, sources)

    def sources(self, sentence: ArticleSentence) -> list[NamedSource]:
        """Who is named in a sentence; offsets are those of the article."""
        if sentence not in self._sources:
            self._sources[sentence] = [
                replace(s, start=s.start + sentence.start, end=s.end + sentence.start)
                for s in self._names.read(self._structure.sentence_text(sentence))
            ] + [*self._named_again(sentence), *self._labelled(sentence)]
        return self._sources[sentence]

    def names_in(self, text: str) -> list[NamedSource]:
        """Who is named in a part of a sentence; offsets are those of the part."""
        return self._names.read(text)

    def _labelled(self, sentence: ArticleSentence) -> list[NamedSource]:
        """The name that a sentence begins with like a label, where the next sets the author's
        number against it: "Hiring Lab: 11 % of the ads are. We: 22 %".
        """
        text = self._structure.text
        label = _LABEL.search(text, sentence.start, sentence.end)
        if label is None or _OURS_NEXT.match(text, sentence.end) is None:
            return []
        named = self._names.read(f"{label['name']} says")
        return [NamedSource(*label.span("name"), one.name, is_teller=True) for one in named]

    def _named_again(self, sentence: ArticleSentence) -> list[NamedSource]:
        """The source of the sentence before that this one means: "the latter gives $289,000"."""
        before = self._structure.previous(sentence)
        text, span = self._structure.text, (sentence.start, sentence.end)
        again = pattern_of(_AGAIN).search(text, *span) or pattern_of(_IT_SAYS).match(text, *span)
        if (
            before is None
            or again is None
            or pattern_of(AUTHOR).search(again.string, again.end(), sentence.end)
        ):
            return []
        named = self._names.read(self._structure.sentence_text(before))[-1:]
        return [NamedSource(*again.span(), one.name, is_teller=True) for one in named]

    def are_places(self, sentence: ArticleSentence) -> bool:
        """Whether all who are named in a sentence only tell where its openings stand: "4,500
        listings on Indeed".
        """
        text = self._structure.text
        return all(
            pattern_of(_PLACE_OF_OPENINGS).search(text, sentence.start, source.start) is not None
            and not source.is_teller
            for source in self.sources(sentence)
        )

    def _citation(self, sentence: ArticleSentence) -> NamedSource | None:
        """The source that is all the next sentence says, or from whom it says that these figures
        are: "… $133,000 a year. stats.example.gov", "Both figures come from Halden".
        """
        following = self._structure.following(sentence)
        if following is None:
            return None
        text = self._structure.sentence_text(following)
        if pattern_of(_COME_FROM).match(text) and not self._words.has("postings", text):
            return next(iter(self.sources(following)), None)
        if len(text.split()) > _CITATION_WORDS:
            return None
        if self._structure.places_in(following):
            return None  # "(Halden has £85,000.)"
        return next(iter(self.sources(following)), None)

    def _end_of_concession(self, around: Surroundings) -> int:
        """Where a clause ends that a number behind it is set against ("Unlike what PwC found, …");
        0 without one.
        """
        start = around.sentence.start
        if not self._words.has(
            "concession", self._structure.sentence_text(around.sentence), "clause"
        ):
            return 0
        comma = max(self._structure.text.find(",", start, around.quantity.start), 0)
        clause = self._structure.text[comma : around.sentence.end]
        return 0 if self._words.has("concession", clause, "they") else comma

    def names_source(self, around: Surroundings, *, is_for_openings: bool = False) -> bool:
        """Whether a source is named before a number below the same headings; ``is_for_openings``:
        for openings, which those of the number may be where its sentence is not the author's.
        """
        said = self._structure.sentence_text(around.sentence)
        if is_for_openings and pattern_of(AUTHORS_OWN).search(said):
            return False
        headings = self._structure.block(around).headings
        for sentence in self._structure.sentences_before(around.sentence, _SENTENCES_BEFORE):
            if self._structure.article.blocks[sentence.block].headings != headings:
                return False
            text = self._structure.sentence_text(sentence)
            is_meant = not is_for_openings or self._words.has("postings", text)
            if is_meant and self.sources(sentence):
                return True
        return False

    @cached_property
    def is_titled_after_source(self) -> bool:
        """Whether the first sentence of the article names a source: "What Halden's data say"."""
        return bool(self._structure.sentences) and bool(self.sources(self._structure.sentences[0]))
