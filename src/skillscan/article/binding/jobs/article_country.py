"""The country that a whole article is about: that of the openings it says it read, else of those
that its title, its lead and its own sentences name.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from skillscan.article.binding.jobs.named_countries import code_of
from skillscan.article.binding.jobs.populations import PopulationReader
from skillscan.article.binding.sentences import ArticleSentence
from skillscan.article.binding.sources.attribution import SourceAttribution
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Quantity

_QUOTED = re.compile(r"\s*[\"“«]")
"""How a sentence begins in which somebody speaks."""
_ALL_OF_SAMPLE = re.compile(r"\s*(?:All|Every|Each|They|These|Those)\b", re.IGNORECASE)
_LEAST_SAMPLE, _COUNTED = 50, 60
"""Openings that make a sample, and characters behind their number that name them."""
_PLANNED = r"\b(?:we|I)(?:['’]ll| will| plan| hope)\b|\b{other_editions}\b"
_LEAD_BLOCKS, _LEAD = 3, 1500
"""How many paragraphs, within how many characters, are what an article begins with."""
_BY_AUTHOR = r"\b(?:{author_words}|(?:this|the) {own_outlets}(?:['’]s)?)\b"


class ArticleCountry:
    """Tells the country of one article."""

    def __init__(
        self,
        structure: ArticleStructure,
        attribution: SourceAttribution,
        words: ArticleWords,
        populations: PopulationReader,
    ) -> None:
        self._structure = structure
        self._attribution = attribution
        self._words = words
        self._populations = populations
        self._countries = populations.countries

    @cached_property
    def country(self) -> str | None:
        """The country, by what says most of the whole: the openings that it read, then the title,
        then what it begins with, then its own sentences on openings and pay; ``None`` where that
        names none or several.
        """
        if any(map(self._reads_everywhere, self._structure.sentences)):
            return None
        read = self._texts(self.samples)
        if any(map(self.is_everywhere, read)):
            return None
        if country := self._populations.country_of_article([*read, *self._texts(self._scopes)]):
            return country
        is_several = any(map(self._countries.named, read))
        if is_several and self._has_shares_of_no_country:
            return None
        for place in () if is_several else (self._title, self._lead):
            if place:
                return place[0] if len(place) == 1 else None
        return self._populations.country_of_article(self._texts(self._speaking))

    def _texts(self, sentences: Sequence[ArticleSentence]) -> list[str]:
        return [self._structure.sentence_text(one) for one in sentences]

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
                and not self._has_figure(sentence)
            )
        ]

    @cached_property
    def _scopes(self) -> list[ArticleSentence]:
        """The sentences that say that all of the article is of a country: "Scope: UK"."""
        return [
            sentence
            for sentence in self._structure.sentences
            if self._is_own_text(sentence) and not self._has_figure(sentence)
            for text in (self._structure.sentence_text(sentence),)
            if any(self._countries.is_scope(text, one) for one in self._countries.told(text))
        ]

    @cached_property
    def _title(self) -> list[str]:
        """The countries that the title names, else the one that a page's head has."""
        article = self._structure.article
        title = next((b for b in article.blocks[:_LEAD_BLOCKS] if b.kind == "heading"), None)
        seen = self._structure.text[title.start : title.end] if title else ""
        named = self._countries.named(seen) or self._countries.named(article.page_title)
        return list(dict.fromkeys(map(code_of, named)))

    @cached_property
    def _lead(self) -> list[str]:
        """The countries of the openings that the article begins with; where a figure is told with
        one, it must call the openings so, as "6 % of US postings" does.
        """
        found: list[str] = []
        for sentence in self._beginning:
            if not self._is_own_text(sentence):
                continue
            text = self._structure.sentence_text(sentence)
            is_meant = (
                self._countries.is_attribute
                if self._has_figure(sentence)
                else self._countries.is_of_openings
            )
            told = self._countries.told(text)
            if any(is_meant(text, one) for one in told):
                found += map(code_of, told)
        return list(dict.fromkeys(found))

    @cached_property
    def _beginning(self) -> list[ArticleSentence]:
        """The sentences of the first paragraphs, up to the one that tells the first share."""
        blocks = self._structure.article.blocks
        places = [n for n, block in enumerate(blocks) if block.kind == "paragraph"][:_LEAD_BLOCKS]
        found: list[ArticleSentence] = []
        last = places[-1] if places else 0
        for sentence in self._structure.sentences:
            if sentence.block > last or sentence.start > _LEAD:
                break
            if sentence.block in places:
                found.append(sentence)
            if self._structure.percentages_in(sentence) and self._attribution.are_places(sentence):
                last = min(last, sentence.block)
        return found

    @cached_property
    def _speaking(self) -> list[ArticleSentence]:
        """The article's own headings and sentences that may say whom it is of."""
        return [
            sentence
            for sentence in self._structure.sentences
            if self._speaks(sentence)
            if not (self._has_shares_of_no_country and self._has_figure(sentence))
        ]

    def _speaks(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence is a heading, or one on jobs that names nobody else; a table's cell
        speaks for its row or column alone.
        """
        kind = self._structure.article.blocks[sentence.block].kind
        if kind in ("heading", "cell"):
            return kind == "heading"
        text, words = self._structure.sentence_text(sentence), self._words
        told = self._countries.told(text)
        if not told or not self._is_own_text(sentence):
            return False
        if any(
            self._countries.is_attribute(text, one) and not self._countries.is_of_firms(text, one)
            for one in told
        ):
            return True
        is_of_jobs = words.has("fields", text) or words.has("postings", text)
        is_of_jobs = is_of_jobs or (words.has("pay", text) and self._has_figure(sentence))
        return (is_of_jobs or words.has("sample", text)) and _QUOTED.match(text) is None

    def _is_own_text(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence of the text names nobody else and is of this article and no later
        one; a cell is of its row.
        """
        text = self._structure.sentence_text(sentence)
        return (
            self._structure.article.blocks[sentence.block].kind != "cell"
            and pattern_of(_PLANNED).search(text) is None
            and (
                self._attribution.are_places(sentence)
                or (
                    not self._has_figure(sentence)
                    and not any(one.name for one in self._attribution.sources(sentence))
                )
            )
        )

    @cached_property
    def _has_shares_of_no_country(self) -> bool:
        """Whether shares are told without a country, so that one that is told with another figure
        is of that alone: "In the US, the median is $185,000".
        """
        structure = self._structure
        return any(
            any(one.unit == "percent" for one in self._quantities_of(sentence))
            and not self._words.has("countries", structure.sentence_text(sentence))
            and self._attribution.are_places(sentence)
            for sentence in structure.sentences
            if structure.article.blocks[sentence.block].kind != "cell"
        )

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

    def _reads_everywhere(self, sentence: ArticleSentence) -> bool:
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
        if kind == "cell" or not words.has("postings", text) or pattern_of(_PLANNED).search(text):
            return False
        is_counted = any(
            quantity.unit == "count"
            and quantity.high >= _LEAST_SAMPLE
            and words.has("postings", text[quantity.end - sentence.start :][:_COUNTED])
            for quantity in self._quantities_of(sentence)
        )
        is_of_job = words.has("fields", text)
        is_read = words.has("sample", text, "analysed") and not self._has_figure(sentence)
        return (is_counted or is_read) and is_of_job and self._is_own_work(sentence)

    def _is_own_work(self, sentence: ArticleSentence) -> bool:
        """Whether nobody else is named in a sentence, or only as who helped the author to read:
        "reporters of this agency and the Halden Institute read 6,870 US postings".
        """
        if self._attribution.are_places(sentence):
            return True
        sources = self._attribution.sources(sentence)
        text, first = self._structure.text, min(one.start for one in sources)
        return (
            not any(one.is_teller for one in sources)
            and self._words.has("sample", self._structure.sentence_text(sentence), "analysed")
            and pattern_of(_BY_AUTHOR).search(text, sentence.start, first) is not None
        )

    def _quantities_of(self, sentence: ArticleSentence) -> list[Quantity]:
        return [self._structure.quantities[n] for n in self._structure.places_in(sentence)]

    def _has_figure(self, sentence: ArticleSentence) -> bool:
        """Whether a share or pay is told, so that its country may be that of this figure alone."""
        return any(one.unit != "count" for one in self._quantities_of(sentence))
