"""The sentences in which an article says what openings it read."""

import re
from functools import cached_property

from skillscan.article.binding.jobs.named_countries import CountryReader
from skillscan.article.binding.sentences import ArticleSentence
from skillscan.article.binding.sources.attribution import SourceAttribution
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Quantity

_ALL_OF_SAMPLE = re.compile(r"\s*(?:All|Every|Each|They|These|Those)\b", re.IGNORECASE)
_LEAST_SAMPLE, _COUNTED = 50, 60
"""Openings that make a sample, and characters behind their number that name them."""
_OWN_COLLECTION = (
    r"\b(?:our|my) (?:own )?(?:{own_collections}|{authors_files})"
    r" of (?:[\w/'’-]+ ){0,6}?{opening_nouns} (?:in|from|across|throughout) (?:the )?$"
    r"|\b(?:every|all|each) (?:of )?(?:the )?(?:[\w/'’-]+ ){0,5}?"
    r"(?:{single_openings}|{opening_nouns}) (?:that |which )?{author_words}"
    r" (?:have |had |could )?{keeping_verbs} (?:from|in|across) (?:the )?$"
)
"""What says before a country that all that the author has is of it."""
_OWN_BEFORE = (
    r"\b(?:our|my|own) (?:own )?(?:{own_collections}|{authors_files}|set) of (?:all )?(?:the )?$"
    r"|\b{author_words} (?:have |had |\w+ly )?{keeping_verbs} (?:all |every |the |all the )?$"
)
"""What says before the country of openings that they are the author's: "I keep the American …"."""
_OWN_BEHIND = (
    r"(?:['’]s)? (?:[\w/-]+ ){0,5}?{opening_nouns} (?:that |which )?{author_words}"
    r" (?:have |had |could |\w+ly )?(?:{keeping_verbs}|watch|monitor)\b"
)
"""The same behind it: "the US ML engineer listings we watch"."""
_DRAWN_BEFORE = (
    r"\b(?:comes?|came|is|are|drawn|taken) from (?:our |my |a sample of |some )?\d[\d,]*"
    r" (?:public |online |unique )?$"
)
_OF_STATES = re.compile(r"\b(?:states?|nation)\b", re.IGNORECASE)
_WE_CONFIRMED = (
    r", {author_words} (?:(?:could|can|were able to|have|only) ){0,3}{confirming_verbs}\b"
)
"""What the author did with openings that another counts: "…, we could verify only 2,140"."""
_BY_AUTHOR = r"\b(?:{author_words}|(?:this|the) {own_outlets}(?:['’]s)?)\b"
PLANNED = r"\b(?:we|I)(?:['’]ll| will| plan| hope)\b|\b{other_editions}\b(?!['’]s {own_readers}\b)"
"""What says that another edition is spoken of."""


class ReadSamples:
    """Finds what one article says that it read."""

    def __init__(
        self,
        structure: ArticleStructure,
        attribution: SourceAttribution,
        words: ArticleWords,
        countries: CountryReader,
    ) -> None:
        self._structure = structure
        self._attribution = attribution
        self._words = words
        self._countries = countries

    @cached_property
    def samples(self) -> list[ArticleSentence]:
        """The sentences that say what openings the article read, with what is said of all of them
        right behind, as in "We read 5,100 ads. All are from the US".
        """
        told = [self._tells_sample(one) for one in self._structure.sentences]
        return [
            sentence
            for place, sentence in enumerate(self._structure.sentences)
            if told[place]
            or (
                place
                and told[place - 1]
                and _ALL_OF_SAMPLE.match(self._structure.sentence_text(sentence))
                and not self.has_figure(sentence)
            )
        ]

    def is_everywhere(self, text: str) -> bool:
        """Whether openings of all countries are meant, and not those of a job in one of them: "of
        61,000 ads worldwide, 5,200 are for ML engineers in the US".
        """
        found = self._words.find("everywhere", text)[:1]
        return any(
            self._words.has("fields", text[: one.start])
            or not self._words.has("countries", text[one.end :])
            for one in found
        )

    def reads_everywhere(self, sentence: ArticleSentence) -> bool:
        """Whether it says that openings of all countries were read: "ads from all countries"."""
        text, words = self._structure.sentence_text(sentence), self._words
        return (
            self.is_everywhere(text)
            and words.has("postings", text)
            and words.has("sample", text, "analysed")
            and self._attribution.are_places(sentence)
        )

    def _tells_sample(self, sentence: ArticleSentence) -> bool:
        """Whether it says what openings the article read: "5,640 postings for ML engineers"."""
        text, words = self._structure.sentence_text(sentence), self._words
        kind = self._structure.article.blocks[sentence.block].kind
        if kind == "cell" or not words.has("postings", text) or pattern_of(PLANNED).search(text):
            return False
        if self._is_called_own(text):
            return True
        if self._is_of_own_collection(text) and self._attribution.are_places(sentence):
            return True
        if self._is_of_all_states(text) and self._attribution.are_places(sentence):
            return True
        is_counted = any(
            quantity.unit == "count"
            and quantity.high >= _LEAST_SAMPLE
            and words.has("postings", text[quantity.end - sentence.start :][:_COUNTED])
            for quantity in self.quantities_of(sentence)
        )
        is_of_job = words.has("fields", text) or (is_counted and self._is_drawn_from(text))
        is_read = words.has("sample", text, "analysed") and not self.has_figure(sentence)
        return (is_counted or is_read) and is_of_job and self._is_own_work(sentence)

    def _is_drawn_from(self, text: str) -> bool:
        """Whether numbers are said to be from openings that a country calls, of whatever job: "the
        right-hand column comes from 2,960 US ads".
        """
        return any(
            pattern_of(_DRAWN_BEFORE).search(text, 0, one.start) is not None
            and self._countries.is_attribute(text, one)
            for one in self._countries.named(text)
        )

    def _is_of_own_collection(self, text: str) -> bool:
        return any(
            pattern_of(_OWN_COLLECTION).search(text, 0, one.start) is not None
            for one in self._countries.named(text)
        )

    def _is_called_own(self, text: str) -> bool:
        """Whether openings that a country calls are said to be the author's."""
        return any(
            self._countries.is_attribute(text, one)
            and (
                pattern_of(_OWN_BEFORE).search(text, 0, one.start) is not None
                or pattern_of(_OWN_BEHIND).match(text, one.end) is not None
            )
            for one in self._countries.named(text)
        )

    def _is_of_all_states(self, text: str) -> bool:
        """Whether openings are from all parts of a country: "on file from all fifty states"."""
        return any(
            _OF_STATES.search(text, one.start, one.end) is not None
            and not text[one.start : one.end].lower().endswith("united states")
            for one in self._countries.named(text)
        )

    def _is_own_work(self, sentence: ArticleSentence) -> bool:
        """Whether nobody else is named in a sentence, or only as who helped the author to read:
        "reporters of this agency and the Halden Institute read 6,870 US postings".
        """
        if self._attribution.are_places(sentence):
            return True
        sources = self._attribution.sources(sentence)
        text, first = self._structure.text, min(one.start for one in sources)
        if pattern_of(_WE_CONFIRMED).search(text, first, sentence.end):
            return True
        return (
            not any(one.is_teller for one in sources)
            and self._words.has("sample", self._structure.sentence_text(sentence), "analysed")
            and pattern_of(_BY_AUTHOR).search(text, sentence.start, first) is not None
        )

    def quantities_of(self, sentence: ArticleSentence) -> list[Quantity]:
        """The numbers of a sentence."""
        return [self._structure.quantities[n] for n in self._structure.places_in(sentence)]

    def has_figure(self, sentence: ArticleSentence) -> bool:
        """Whether a share or pay is told, so that its country may be that of this figure alone."""
        return any(one.unit != "count" for one in self.quantities_of(sentence))
