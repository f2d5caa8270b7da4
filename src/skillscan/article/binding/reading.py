"""An article as binding reads it: its numbers in their sentences, with subjects, sources and
denominators, each found once.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from skillscan.article.binding.denominators import DenominatorReader
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject, NamedSource
from skillscan.article.binding.populations import PopulationReader, PopulationWords, levels_of
from skillscan.article.binding.sentences import (
    ArticleSentence,
    Surroundings,
    sentences_of,
    surroundings_of,
)
from skillscan.article.binding.sources import SourceReader, source_of
from skillscan.article.binding.subjects import SubjectReader
from skillscan.article.binding.topic import ArticleTopic
from skillscan.article.binding.vocabulary import ArticleWords, BindingVocabulary
from skillscan.article.model import ArticleBlock, ArticleText, Quantity

_AND = re.compile(r",? (?:and|or|for|of|&) ?|, ")
_BRACKETED, _BRACKET_CHARACTERS = 60, 8
_SENTENCES_BEFORE = 20
_ALL_OF_THEM = re.compile(r"(?:all|every|overall) \w+", re.IGNORECASE)
_LABEL = re.compile(r"\W*([^:(|\n–—]{2,50}?)\s?(?::|\(|[–—]|\s-)\s*\W*$")
_SAID_BEFORE = 2_000
"""Characters before a sentence in which its block says whom it is of."""
_AI_JOBS = "ai_jobs"
_BARE_JOB = re.compile(r"(?<!\w )\b(scientist|engineer|analyst)s?\s?:\W{0,3}$", re.IGNORECASE)
_YEAR = re.compile(r"\W*((?:19|20)\d\d)\W*")
_CONCESSION = re.compile(
    r"\W*(?:unlike|while|whereas|although|though|contrary to)\b", re.IGNORECASE
)
_CITATION_WORDS = 3
_SOURCE_LINE = 240
_THEY = re.compile(r",\s*(?:they|these|those|it|this|the two)\b", re.IGNORECASE)
_WE_READ = re.compile(r"\b(?:we|our|i)\b|\banaly[sz]", re.IGNORECASE)


def year_of(header: str | None) -> int | None:
    """The year that a header is, if it is nothing else."""
    found = _YEAR.fullmatch(header) if header else None
    return int(found[1]) if found else None


class ArticleReading:
    """What is known of one article before its numbers are bound."""

    def __init__(
        self, article: ArticleText, quantities: Sequence[Quantity], vocabulary: BindingVocabulary
    ) -> None:
        self.article = article
        self.text = article.text
        self.quantities = quantities
        self.vocabulary = vocabulary
        self.words: ArticleWords = vocabulary.words
        self.sentences = sentences_of(article)
        self.around: list[Surroundings] = surroundings_of(article, self.sentences, quantities)
        self._by_sentence: dict[ArticleSentence, list[int]] = {}
        for one in self.around:
            self._by_sentence.setdefault(one.sentence, []).append(one.place)
        self._places = {sentence: place for place, sentence in enumerate(self.sentences)}
        self._subjects: dict[ArticleSentence, list[ClaimSubject]] = {}
        self._headers: dict[str, list[ClaimSubject]] = {}
        self._denominators: dict[int, ClaimDenominator] = {}
        self._sources: dict[ArticleSentence, list[NamedSource]] = {}
        self._subject_reader = SubjectReader(vocabulary)
        self._source_reader = SourceReader(vocabulary.words)
        self._denominator_reader = DenominatorReader(vocabulary.words, article.text)
        self.populations = PopulationReader(vocabulary.words, vocabulary.populations)
        self.topic = ArticleTopic(article, quantities, vocabulary.words, self.populations)

    def block(self, around: Surroundings) -> ArticleBlock:
        """The block a number stands in."""
        return self.article.blocks[around.sentence.block]

    def span(self, span: tuple[int, int]) -> str:
        """The text of a span."""
        return self.text[slice(*span)]

    def sentence_text(self, sentence: ArticleSentence) -> str:
        """The text of a sentence."""
        return self.text[sentence.start : sentence.end]

    def region(self, around: Surroundings) -> str:
        """The part of the sentence that is of this number, the number in it."""
        return self.text[around.before[0] : around.after[1]]

    def previous(self, sentence: ArticleSentence) -> ArticleSentence | None:
        """The sentence before, of the same block."""
        place = self._places[sentence] - 1
        before = self.sentences[place] if place >= 0 else None
        return before if before is not None and before.block == sentence.block else None

    def places_in(self, sentence: ArticleSentence) -> list[int]:
        """The places of the numbers of a sentence."""
        return self._by_sentence.get(sentence, [])

    def share_before(
        self, around: Surroundings, *, in_block_before: bool = False
    ) -> Surroundings | None:
        """The share before a number in its block, or in the block before below the same heading."""
        home, block = around.sentence.block, self.block(around)
        for place in range(around.place - 1, -1, -1):
            other = self.around[place]
            if other.quantity.unit not in ("percent", "ratio"):
                continue
            if other.sentence.block == home:
                return other
            is_next = in_block_before and home - other.sentence.block == 1
            is_same = bool(block.headings) and self.block(other).headings == block.headings
            return other if is_next and is_same else None
        return None

    def latest_year_beside(self, block: ArticleBlock) -> int:
        """The latest year that is a column of the table of a cell; 0 where none is."""
        return self._years.get((block.headings, block.lead), 0)

    @cached_property
    def _years(self) -> dict[tuple[tuple[str, ...], tuple[int, int] | None], int]:
        found: dict[tuple[tuple[str, ...], tuple[int, int] | None], int] = {}
        for cell in self.article.blocks:
            if (year := year_of(cell.column)) is not None:
                table = cell.headings, cell.lead
                found[table] = max(year, found.get(table, 0))
        return found

    def lead(self, block: ArticleBlock) -> str:
        """The text that introduces the list or table of a block; empty where nothing does."""
        return self.text[slice(*block.lead)] if block.lead else ""

    def subjects(self, sentence: ArticleSentence) -> list[ClaimSubject]:
        """What a sentence names that openings are counted by."""
        if sentence not in self._subjects:
            inside = [q for q in self.quantities if sentence.start <= q.start < sentence.end]
            found = self._subject_reader.of_span(self.text, sentence.start, sentence.end, inside)
            names = self.sources(sentence)
            self._subjects[sentence] = [
                one
                for one in found
                if not any(
                    name.start <= one.start and one.end <= name.end and name.name for name in names
                )
            ]
        return self._subjects[sentence]

    def header_subjects(self, header: str | None) -> list[ClaimSubject]:
        """The same of a header or heading; their offsets are those of nothing."""
        if not header:
            return []
        if header not in self._headers:
            self._headers[header] = self._subject_reader.of_header(header)
        return self._headers[header]

    def names_skill(self, text: str) -> bool:
        """Whether a text names a skill, but as a part of the name of a job of ours."""
        jobs = self.words.find("fields", text)
        return any(
            not any(job.start <= one.start and one.end <= job.end for job in jobs)
            for one in self.vocabulary.find_skills(text)
        )

    def denominator(self, around: Surroundings) -> ClaimDenominator:
        """What the words next to a number say it is a share of."""
        if around.place not in self._denominators:
            self._denominators[around.place] = self._denominator_reader.read(
                around.before, around.after
            )
        return self._denominators[around.place]

    def sources(self, sentence: ArticleSentence) -> list[NamedSource]:
        """Who is named in a sentence; offsets are those of the article."""
        if sentence not in self._sources:
            self._sources[sentence] = [
                NamedSource(s.start + sentence.start, s.end + sentence.start, s.name, s.is_bracket)
                for s in self._source_reader.read(self.sentence_text(sentence))
                if not self._names_skills(s.name)
            ]
        return self._sources[sentence]

    def _names_skills(self, name: str) -> bool:
        """Whether a name is that of skills: "Excel and Tableau" say nothing."""
        if not name or name in self.words.source_names:
            return False
        parts = [part for part in _AND.split(name) if part]
        return all(self.vocabulary.skill_called(part) for part in parts)

    def source(self, around: Surroundings) -> NamedSource | None:
        """Who is named for a number: in its sentence, else in the headers of its cell."""
        sources = self.sources(around.sentence)
        if sources and (cut := self._end_of_concession(around)):
            sources = [source for source in sources if source.start >= cut]
        if found := source_of(around, sources):
            return found
        if citation := self._citation(around.sentence):
            return citation
        block = self.block(around)
        for header in (block.row, block.column, self.lead(block), self._source_line(around)):
            named = self._source_reader.read(header) if header else []
            if named := [one for one in named if not self._names_skills(one.name)]:
                return NamedSource(-1, -1, named[0].name)
        return None

    def _citation(self, sentence: ArticleSentence) -> NamedSource | None:
        """The source that is all the next sentence says: "… $133,000 a year. stats.example.gov"."""
        place = self._places[sentence] + 1
        if place >= len(self.sentences) or self.sentences[place].block != sentence.block:
            return None
        following = self.sentences[place]
        if len(self.sentence_text(following).split()) > _CITATION_WORDS:
            return None
        return next(iter(self.sources(following)), None)

    def _source_line(self, around: Surroundings) -> str:
        """The line right behind a table, list or paragraph that says where its numbers are from."""
        blocks, home = self.article.blocks, around.sentence.block
        place = self._ends_of_runs[home] if blocks[home].kind != "paragraph" else home + 1
        if place >= len(blocks) or "heading" in (blocks[home].kind, blocks[place].kind):
            return ""
        line = self.text[blocks[place].start : blocks[place].end]
        return line if len(line) < _SOURCE_LINE and self.words.has("source_lines", line) else ""

    @cached_property
    def _ends_of_runs(self) -> list[int]:
        """For each block the place of the next one of another kind."""
        blocks = self.article.blocks
        ends = [len(blocks)] * len(blocks)
        for place in range(len(blocks) - 2, -1, -1):
            is_same = blocks[place].kind == blocks[place + 1].kind
            ends[place] = ends[place + 1] if is_same else place + 1
        return ends

    def _end_of_concession(self, around: Surroundings) -> int:
        """Where a clause ends that a number behind it is set against ("Unlike what PwC found, …");
        0 without one.
        """
        start = around.sentence.start
        if not _CONCESSION.match(self.text, start):
            return 0
        comma = max(self.text.find(",", start, around.quantity.start), 0)
        return 0 if _THEY.match(self.text, comma) else comma

    def contexts(self, around: Surroundings) -> Iterator[str]:
        """The texts around a number, nearest first: its part of the sentence, the sentence, what
        the block says before, headers, lead, headings from the innermost out.
        """
        yield self.region(around)
        yield self.sentence_text(around.sentence)
        block = self.block(around)
        yield from filter(None, (block.column, block.row, self.lead(block)))
        start = max(block.start, around.sentence.start - _SAID_BEFORE)
        yield self.text[start : around.sentence.start]
        yield from reversed(block.headings)

    @cached_property
    def article_country(self) -> str | None:
        """The country that the whole article is about."""
        return self.populations.country_of_article(self.text)

    def label(self, around: Surroundings) -> str:
        """What stands before a number in its block up to a colon, dash or bracket, where that is
        hardly more than a name: "Cloud architect: $150,000".
        """
        start = self.block(around).start
        found = _LABEL.match(self.text, start, around.quantity.start)
        return found[1] if found else ""

    def other_market(self, around: Surroundings, *nearest: str) -> str | None:
        """The words that say that a number is of other jobs than ours; ``nearest`` what it is a
        share of. Without a name in the whole article a named source's jobs are all jobs.
        """
        block = self.block(around)
        texts = [block.row or "", block.column or "", *nearest, self.label(around)]
        for text in filter(None, texts):
            named = self.populations.occupation(text)
            if named is not None and named[0]:
                return None
            words = self.populations.other_market(text)
            if words and self._is_of_ai(around, words):
                return None
            if words and not (self.topic.occupation and _ALL_OF_THEM.fullmatch(words)):
                return words
        before = self.text[around.sentence.start : around.quantity.start]
        words = self.populations.other_market(before)
        if words and self.words.has("postings", words) and not _ALL_OF_THEM.fullmatch(words):
            return words
        near = (self.region(around),) if self.topic.is_of_whole_trade else self.contexts(around)
        said = self.populations.read(near)
        if said.occupation or self.topic.occupation:
            return None
        if said.occupation == "":
            return said.words
        if words := self.topic.others:
            return words
        is_named = self.source(around) or self.names_source(around)
        return " ".join(nearest[:1]) if is_named else None

    def _is_of_ai(self, around: Surroundings, words: str) -> bool:
        """Whether it is of AI jobs as an article's own count has them, which are hardly others than
        ours; a named source's are what it takes for such.
        """
        named = self.words.find("fields", words)
        return bool(named) and named[0].rule.id == _AI_JOBS and self.source(around) is None

    def names_source(self, around: Surroundings) -> bool:
        """Whether a source is named before a number below the same headings."""
        headings = self.block(around).headings
        place = self._places[around.sentence]
        for sentence in reversed(self.sentences[max(0, place - _SENTENCES_BEFORE) : place]):
            if self.article.blocks[sentence.block].headings != headings:
                return False
            if self.sources(sentence):
                return True
        return False

    @cached_property
    def is_titled_after_source(self) -> bool:
        """Whether the first sentence of the article names a source: "What Halden's data say"."""
        return bool(self.sentences) and bool(self.sources(self.sentences[0]))

    @cached_property
    def reads_postings(self) -> bool:
        """Whether the article says that its own numbers come from postings that were read, or that
        they are shares of postings.
        """
        if self.words.has("sample", self.text, "declared"):
            return True
        return any(
            _WE_READ.search(text) and self.words.has("postings", text)
            for sentence in self.sentences
            if self.words.has("sample", text := self.sentence_text(sentence), "analysed")
        )

    @cached_property
    def counts_postings(self) -> bool:
        """Whether some number of the article, or a heading, is of postings without a source."""
        blocks = self.article.blocks
        return self.reads_postings or any(
            not self.sources(sentence)
            for sentence in self.sentences
            if self.words.has("sample", text := self.sentence_text(sentence), "counted")
            and (text.rstrip()[-1:].isalpha() is False or blocks[sentence.block].kind == "heading")
        )

    def population_words(self, around: Surroundings, *nearest: str) -> PopulationWords:
        """What the words around a number say of its population; ``nearest`` are asked first."""
        block = self.block(around)
        headers = tuple(filter(None, (block.column, block.row)))
        own = self._before_bracket(around) or self.bare_job(around)
        said = self.populations.read((own, *headers, *nearest, *self.contexts(around)))
        occupation, words = said.occupation, said.words
        if not occupation and self.topic.occupation:
            occupation, words = self.topic.occupation
        return PopulationWords(occupation, said.country or self.article_country, words)

    def bare_job(self, around: Surroundings) -> str:
        """The job that is a label right before a number in an article on data jobs: "Engineer:
        78 %" of data engineers; empty where none is.
        """
        found = _BARE_JOB.search(self.span(around.before))
        job = f"data {found[1].lower()}" if found else ""
        return job if job and job in self.text.lower() else ""

    def _before_bracket(self, around: Surroundings) -> str:
        """The job right before a number in brackets: "data engineers (68 %) and scientists (51 %)";
        empty where none is.
        """
        before = self.span(around.before)[-_BRACKETED:].rstrip("~≈ ")
        if not before.endswith("("):
            return ""
        found = self.words.find("fields", before)
        is_next = bool(found) and len(before) - found[-1].end <= _BRACKET_CHARACTERS
        return before[found[-1].start : found[-1].end] if is_next else ""

    def population(self, said: PopulationWords, denominator: str = "") -> str | None:
        """The population of these words; a level that the denominator names narrows it."""
        levels = [
            str(subject.dimension)
            for subject in self.header_subjects(denominator)
            if subject.statistic == "seniority_share"
        ]
        return self.populations.population(said, levels_of(levels))

    def period(self, around: Surroundings) -> str | None:
        """The words of the period of a number, as its sentence has them."""
        for text in (self.region(around), self.sentence_text(around.sentence)):
            if found := self.words.find("periods", text):
                return text[found[0].start : found[0].end]
        return None
