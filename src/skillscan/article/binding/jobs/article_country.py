"""The country that a whole article is about: that of the openings it says it read, else of those
that its title, its lead and its own sentences name.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from skillscan.article.binding.jobs.named_countries import REGIONS, code_of
from skillscan.article.binding.jobs.populations import PopulationReader
from skillscan.article.binding.jobs.read_samples import PLANNED, ReadSamples
from skillscan.article.binding.sentences import ArticleSentence
from skillscan.article.binding.sources.attribution import SourceAttribution
from skillscan.article.binding.sources.own_names import AUTHOR
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords, FoundWords
from skillscan.article.grammar import pattern_of

_QUOTED = re.compile(r"\s*[\"“«]")
"""How a sentence begins in which somebody speaks."""
_LEAD_BLOCKS, _LEAD = 3, 1500
"""How many paragraphs, within how many characters, are what an article begins with."""
_MOST_OF_TITLE = 150
"""Characters of a first line that is a title without its mark."""
_ENDS_SENTENCE = re.compile(r"[.!?:;,…”\"]\W*$")
_THIS_COUNTRY = r"\b{hiring_nouns}\b[^.;:]{0,60} (?:in|of|across|throughout) this country\b"
_SAME_COUNTRY = r"\b{hiring_nouns}\b[^.;:]{0,60} (?:in|of|from) the same country\b"
_CHANGED_IN = (
    r"\b{opening_nouns}\b[^.;:]{0,60}\b(?:grew|rose|fell|climbed|slipped|dropped|increased"
    r"|declined)\b(?:[^.;:]|\.(?=\d)){0,60} (?:in|across) (?:the )?$"
)
"""What tells how openings of a country changed: "Listings … rose 4.5 percent in the US"."""
_LABEL = r"^\W*{scope_labels}[ \t.:_…–—-]*$"
_LABEL_OF_LINE = r"^\W*{scope_labels}\b[ \t.:_…–—-]{1,60}(?:the )?$"


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
        self._read = ReadSamples(structure, attribution, words, self._countries)

    @property
    def samples(self) -> list[ArticleSentence]:
        """The sentences that say what openings the article read."""
        return self._read.samples

    @cached_property
    def country(self) -> str | None:
        """The country, by what says most of the whole: the openings that it read, then the title,
        then what it begins with, then its own sentences on openings and pay; ``None`` where that
        names none or several.
        """
        if self.is_everywhere:
            return None
        read = self._texts(self._read.samples)
        if any(map(self._read.is_everywhere, read)):
            return None
        told = self._populations.country_of_article([*read, *self._texts(self._scopes)])
        if country := told or self._this_country:
            return None if country in REGIONS else country
        is_several = any(map(self._countries.named, read))
        if is_several and self._has_shares_of_no_country:
            return None
        for place in () if is_several else (self._title, self._lead):
            if place:
                return place[0] if len(place) == 1 and place[0] not in REGIONS else None
        country = self._populations.country_of_article(self._texts(self._speaking))
        return None if country in REGIONS else country

    @cached_property
    def is_everywhere(self) -> bool:
        """Whether the article says that it read openings of all countries."""
        return any(map(self._read.reads_everywhere, self._structure.sentences))

    @property
    def _this_country(self) -> str | None:
        """The only country that is named where openings "in this country" are spoken of."""
        texts = self._texts([one for one in self._structure.sentences if self._is_own_text(one)])
        if any(map(pattern_of(_SAME_COUNTRY).search, texts)):
            texts = self._texts(self._structure.sentences)
        elif not any(map(pattern_of(_THIS_COUNTRY).search, texts)):
            return None
        named = {code_of(one) for text in texts for one in self._countries.named(text)}
        return named.pop() if len(named) == 1 else None

    def _texts(self, sentences: Sequence[ArticleSentence]) -> list[str]:
        return [self._structure.sentence_text(one) for one in sentences]

    @cached_property
    def _scopes(self) -> list[ArticleSentence]:
        """The sentences that say that all of the article is of a country: "Scope: UK"."""
        return [
            sentence
            for sentence in self._structure.sentences
            if self._is_own_text(sentence) or self._is_labelled(sentence)
            for text in (self._structure.sentence_text(sentence),)
            if any(self._is_scope(sentence, text, one) for one in self._countries.told(text))
        ]

    def _is_labelled(self, sentence: ArticleSentence) -> bool:
        """Whether it is all of a cell behind a label of a scope: "Where | United States"."""
        block = self._structure.article.blocks[sentence.block]
        return block.kind == "cell" and pattern_of(_LABEL).search(block.row or "") is not None

    def _is_scope(self, sentence: ArticleSentence, text: str, one: FoundWords) -> bool:
        if self._read.has_figure(sentence):
            return self._words.has("postings", text) and self._countries.is_scope_in_commas(
                text, one
            )
        whole, at = self._structure.text, sentence.start + one.start
        line = whole[whole.rfind("\n", 0, at) + 1 : at]
        if self._is_labelled(sentence):
            return True
        return self._countries.is_scope(text, one) or (
            pattern_of(_LABEL_OF_LINE).search(line) is not None
        )

    @cached_property
    def _title(self) -> list[str]:
        """The countries that the title names, else the one that a page's head has."""
        article = self._structure.article
        title = next((b for b in article.blocks[:_LEAD_BLOCKS] if b.kind == "heading"), None)
        seen = self._structure.text[title.start : title.end] if title else ""
        named = self._countries.named(seen) or self._countries.named(article.page_title)
        if title is None and not named:
            return list(dict.fromkeys(self._named_by_first_lines))
        return list(dict.fromkeys(map(code_of, named)))

    @property
    def _named_by_first_lines(self) -> list[str]:
        """The countries by which a first line without a full stop calls openings, which is the
        title of an article that has no heading: "LLM skills now in four of ten U.S. ML jobs".
        """
        blocks = self._structure.article.blocks[:_LEAD_BLOCKS]
        lines = [self._structure.text[one.start : one.end] for one in blocks if one.kind != "cell"]
        return [
            code_of(one)
            for line in lines
            if len(line) <= _MOST_OF_TITLE and "\n" not in line.strip()
            if not _ENDS_SENTENCE.search(line)
            for one in self._countries.told(line)
            if self._countries.is_attribute(line, one)
        ]

    @cached_property
    def _lead(self) -> list[str]:
        """The countries of the openings that the article begins with; where a figure is told with
        one, it must call the openings so, as "6 % of US postings" does.
        """
        found: list[str] = []
        is_share_told = False
        for sentence in self._beginning:
            if not self._is_own_text(sentence):
                continue
            text, has_figure = (
                self._structure.sentence_text(sentence),
                self._read.has_figure(sentence),
            )
            told = self._countries.told(text)
            if is_share_told and has_figure:
                continue  # "Of the postings from Canada, 30 % name R" is of a part
            is_meant = self._names_all if has_figure else self._countries.is_of_openings
            if any(is_meant(text, one) for one in told):
                found += map(code_of, told)
            elif told and has_figure:
                break  # "The median for the US is $183,000. American ads can show off"
            is_share_told = is_share_told or (has_figure and not told)
        return list(dict.fromkeys(found))

    def _names_all(self, text: str, one: FoundWords) -> bool:
        """Whether a sentence with a figure calls all openings by a country."""
        return (
            self._countries.is_attribute(text, one)
            or self._countries.is_all_over(text, one)
            or pattern_of(_CHANGED_IN).search(text, 0, one.start) is not None
        )

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
            if not (self._has_shares_of_no_country and self._read.has_figure(sentence))
            if not self._is_of_compared(sentence)
        ]

    def _is_of_compared(self, sentence: ArticleSentence) -> bool:
        """Whether it only goes on about countries whose pay the article sets side by side:
        "American ads can afford to show off".
        """
        if self._read.has_figure(sentence):
            return False
        named = {*map(code_of, self._countries.told(self._structure.sentence_text(sentence)))}
        return bool(named) and len(self._paid) > 1 and named <= self._paid

    @cached_property
    def _paid(self) -> frozenset[str]:
        """The countries whose pay or share is told apart: "In Germany it is €78,000"."""
        texts = [
            self._structure.sentence_text(one)
            for one in self._structure.sentences
            if self._read.has_figure(one) and self._attribution.are_places(one)
        ]
        return frozenset(
            code_of(one)
            for text in texts
            for one in self._countries.told(text)
            if not self._countries.is_attribute(text, one)
        )

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
        is_of_jobs = is_of_jobs or (words.has("pay", text) and self._read.has_figure(sentence))
        return (is_of_jobs or words.has("sample", text)) and _QUOTED.match(text) is None

    def _is_own_text(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence of the text names nobody else and is of this article and no later
        one; a cell is of its row.
        """
        text = self._structure.sentence_text(sentence)
        return (
            self._structure.article.blocks[sentence.block].kind != "cell"
            and pattern_of(PLANNED).search(text) is None
            and (
                self._attribution.are_places(sentence)
                or self._is_told_before_others(sentence)
                or (
                    not self._read.has_figure(sentence)
                    and not any(one.name for one in self._attribution.sources(sentence))
                )
            )
        )

    def _is_told_before_others(self, sentence: ArticleSentence) -> bool:
        """Whether the author tells his own of the countries that a sentence names, before others
        are named in it: "our estimate that 31 % of U.S. postings … exceeds that of Halden".
        """
        first = min(one.start for one in self._attribution.sources(sentence)) - sentence.start
        text = self._structure.sentence_text(sentence)
        named = self._countries.told(text)
        return (
            bool(named)
            and named[-1].end <= first
            and pattern_of(AUTHOR).search(text, 0, first) is not None
        )

    @cached_property
    def _has_shares_of_no_country(self) -> bool:
        """Whether shares are told without a country, so that one that is told with another figure
        is of that alone: "In the US, the median is $185,000".
        """
        structure = self._structure
        return any(
            any(one.unit == "percent" for one in self._read.quantities_of(sentence))
            and not self._words.has("countries", structure.sentence_text(sentence))
            and self._attribution.are_places(sentence)
            for sentence in structure.sentences
            if structure.article.blocks[sentence.block].kind != "cell"
        )
