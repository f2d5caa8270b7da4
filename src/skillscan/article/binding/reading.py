"""An article as binding reads it: what its sentences and headers name, each found once."""

import re
from collections.abc import Sequence
from functools import cached_property

from skillscan.article.binding.denominators.denominators import DenominatorReader
from skillscan.article.binding.denominators.statements import statements
from skillscan.article.binding.jobs.whose_jobs import WhoseJobs
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.openings_read import (
    are_meant_for_else,
    is_share_of_openings,
    names_openings,
    says_openings_were_read,
    says_them_read,
)
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.sources.attribution import SourceAttribution
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.subjects.asked_years import amount_alone
from skillscan.article.binding.subjects.subjects import SubjectReader
from skillscan.article.binding.subjects.topic_kept import keeps_topic
from skillscan.article.binding.vocabulary import ArticleWords, BindingVocabulary
from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, ArticleText, Quantity

_MANY = 100
_YEARS_BACK = 3
_ON_YEARS = r"\b(?:{year_words})\b"
YEAR = re.compile(
    r"(?<![\d.,-])(?<!before )(?<!since )(?<!until )(?<!after )"
    r"(?:19|20)\d\d(?![\d,]|\.\d|-\d\d)",
    re.IGNORECASE,
)
"""No end of a time: "LLMs, which 40 % mention, were in nobody's job before 2020"."""
_SAMPLE_SIZE = re.compile(r"^\W*n ?= ?\d", re.IGNORECASE)
_NO_AMOUNT_OF_YEARS = (
    r"(?<!\d )(?<!-)\b(?:about|no|any|of|on|for|the|give|state|name|specify) years\b(?! ago)"
)
"""A sentence that is on years before an amount: "26 %, whether open about years or not"."""
_MEDIAN_YEARS = (
    r"\b(?:median|typical|usual|average|mean)\b[^.;%]{0,60}\byears?\b"
    r"|\b(?:number|figure|many|amount) (?:of )?years\b"
)
_ON_CERTIFICATES = r"\b{certificate_nouns}\b"
_SENTENCES_BEFORE = 6
_STATED_YEARS = r"\b{stated_years}\b"
_NUMBERS_OF = r"\b(?:{base_words})\b"
"""What says of all numbers of a table or list what they are of."""
_OPENINGS_FIRST = (
    r"\W*(?:(?:all|our|my|only|these are|this is) )*(?:[\w/-]+ ){0,4}"
    r"{opening_nouns}\b[^.]{0,40}[,.]"
)
"""A note that names the openings of all numbers above it."""
_COUNTED = 60
_OF_THEM = r" (?:of them|in total|after dedup\w*|altogether)\b"
_ROW_OF_READ = (
    r"\W*(?:job )?{opening_nouns} (?:that )?(?:we )?"
    r"(?:{reading_words}|{taking_words}|(?:{reading_stems}|{taking_stems})\w*)\W*"
)
_WE_READ = re.compile(r"\b(?:we|our|i)\b|\banaly[sz]", re.IGNORECASE)


class ArticleReading(ArticleStructure):
    """What is known of one article before its numbers are bound: beside its structure who is named
    (``attribution``), whose jobs numbers are of (``whose``), subjects and denominators.
    """

    def __init__(
        self, article: ArticleText, quantities: Sequence[Quantity], vocabulary: BindingVocabulary
    ) -> None:
        super().__init__(article, quantities)
        if self._reads_offers(vocabulary.words):
            vocabulary = vocabulary.with_offers
        self.vocabulary = vocabulary
        self.words: ArticleWords = vocabulary.words
        self.attribution = SourceAttribution(self, vocabulary)
        self.whose = WhoseJobs(self, self.attribution, vocabulary)
        self.populations = self.whose.populations
        self._subjects: dict[ArticleSentence, list[ClaimSubject]] = {}
        self._denominators: dict[int, ClaimDenominator] = {}
        self._subject_reader = SubjectReader(vocabulary)
        self._denominator_reader = DenominatorReader(vocabulary.words, article.text)

    def _reads_offers(self, words: ArticleWords) -> bool:
        """Whether openings are what it calls offers: "I gathered 2,860 job offers"."""
        return any(
            words.has("called_offers", text, "declared") and words.has("sample", text, "analysed")
            for text in map(self.sentence_text, self.sentences)
        )

    def subjects(self, sentence: ArticleSentence) -> list[ClaimSubject]:
        """What a sentence names that openings are counted by."""
        if sentence not in self._subjects:
            inside = [self.quantities[place] for place in self.places_in(sentence)]
            found = self._subject_reader.of_span(
                self.text,
                sentence.start,
                sentence.end,
                inside,
                are_years_told=self._are_years_told(sentence),
                known=self._names_counted,
                is_on_certificates=self._is_on_certificates(sentence),
            )
            names = self.attribution.sources(sentence)
            self._subjects[sentence] = [
                one
                for one in found
                if not any(
                    name.start <= one.start and one.end <= name.end and name.name for name in names
                )
            ]
        return self._subjects[sentence]

    def _is_on_certificates(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence, one shortly before it, the lead of its list or its heading names
        certificates.
        """
        block = self.article.blocks[sentence.block]
        near = [
            self.sentence_text(one)
            for one in (sentence, *self.sentences_before(sentence, _SENTENCES_BEFORE))
            if one.block == sentence.block
        ]
        on_certificates = pattern_of(_ON_CERTIFICATES)
        return any(map(on_certificates.search, (*near, self.lead(block), self.heading(block))))

    @cached_property
    def _names_counted(self) -> frozenset[str]:
        """The ordinary words that are names of skills in it ("Go", "Spark")."""
        return self._subject_reader.names_counted(map(self.sentence_text, self.sentences))

    def _are_years_told(self, sentence: ArticleSentence) -> bool:
        """Whether the sentence right before one tells a threshold of years, or the heading is on
        years and nothing else is named since.
        """
        text = self.sentence_text(sentence)
        amount = amount_alone(text)
        if amount is None:
            return False
        if pattern_of(_NO_AMOUNT_OF_YEARS).search(text, 0, amount.start()):
            return True
        stated = statements(self.words, text)
        if stated and pattern_of(_STATED_YEARS).search(text[stated[0][0] :].split(",")[0]):
            return True
        home = self.article.blocks[sentence.block]
        texts: list[str] = []
        for one in self.sentences_before(sentence, _YEARS_BACK):
            block = self.article.blocks[one.block]
            is_lead = home.lead is not None and home.lead[0] <= one.start < home.lead[1]
            if is_lead or block.kind == "heading" or block.headings != home.headings:
                break
            is_on_years = pattern_of(_MEDIAN_YEARS).search(self.sentence_text(one)) is not None
            if (is_on_years or self._tells_years(one) or self._states_years(one)) and all(
                amount_alone(text) or keeps_topic(text) for text in texts
            ):
                return True
            texts.append(self.sentence_text(one))
        heading = self.heading(home)
        above = f"{heading} … {self.lead(home)}" if home.kind == "list_item" else heading
        return pattern_of(_ON_YEARS).search(above) is not None and all(
            amount_alone(text) or keeps_topic(text) for text in texts
        )

    def _states_years(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence is on openings that state years: "of the ads that give a number …"."""
        text = self.sentence_text(sentence)
        stated = statements(self.words, text)[:1]
        return any(
            pattern_of(_STATED_YEARS).search(text[start:].split(",")[0]) for start, _ in stated
        )

    def _tells_years(self, sentence: ArticleSentence) -> bool:
        inside = [self.quantities[place] for place in self.places_in(sentence)]
        found = self._subject_reader.of_span(self.text, sentence.start, sentence.end, inside)
        return any(one.statistic == "experience_at_least" for one in found)

    @staticmethod
    def heading(block: ArticleBlock) -> str:
        """The innermost heading above a block; empty without one."""
        return block.headings[-1] if block.headings else ""

    def headers(self, around: Surroundings) -> tuple[str, str, str, str, str]:
        """What stands beside and above a number: row, column, label, heading and lead; empty where
        there is none.
        """
        block = self.block(around)
        row, column = block.row or "", block.column or ""
        return row, column, self.nearest_label(around), self.heading(block), self.lead(block)

    def header_subjects(self, header: str | None) -> list[ClaimSubject]:
        """The same of a header or heading; their offsets are those of nothing."""
        return self._subject_reader.of_header(header) if header else []

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

    @cached_property
    def reads_postings(self) -> bool:
        """Whether the article says that its own numbers come from postings that were read, or that
        they are shares of postings.
        """
        if self.words.has("sample", self.text, "declared"):
            return True
        if any(
            _SAMPLE_SIZE.search(text) and self.words.has("postings", text)
            for text in map(self.sentence_text, self.sentences)
        ):
            return True
        return (
            any(
                (_WE_READ.search(text) or self._counts_openings(sentence))
                and names_openings(self.words, text)
                for sentence in self.sentences
                if self.words.has("sample", text := self.sentence_text(sentence), "analysed")
            )
            or any(map(self._says_read, self.sentences))
            or self._has_row_of_read()
        )

    def _has_row_of_read(self) -> bool:
        """Whether a row of a table counts the openings that were read: "Openings read | 1,870"."""
        return any(
            self._many_counted(sentence)
            for sentence in self.sentences
            for block in (self.article.blocks[sentence.block],)
            if block.kind == "cell" and pattern_of(_ROW_OF_READ).fullmatch(block.row or "")
        )

    def _says_read(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence says in whatever words that openings were read, and names nobody who
        read them: "I keep a spreadsheet of every data engineer job I see".
        """
        text = self.sentence_text(sentence)
        is_read = says_openings_were_read(
            self.words, text, is_counted=self._counts_ads(sentence)
        ) or self._says_them_read(sentence, text)
        return is_read and not self.attribution.sources(sentence)

    def _says_them_read(self, sentence: ArticleSentence, text: str) -> bool:
        """The same where only the sentence before names the openings, and this one counts many."""
        before = self.previous(sentence) if self._many_counted(sentence) else None
        return before is not None and (
            says_them_read(self.words, text, self.sentence_text(before))
            and not self.attribution.sources(before)
        )

    def _counts_ads(self, sentence: ArticleSentence) -> bool:
        """Whether openings, but no jobs or roles, stand right at a large count of a sentence."""
        return any(
            self.words.has("postings", self.text[quantity.end : quantity.end + _COUNTED], "ads")
            or pattern_of(_OF_THEM).match(self.text, quantity.end, sentence.end)
            for n in self._many_counted(sentence)
            if (quantity := self.quantities[n])
        )

    def _many_counted(self, sentence: ArticleSentence) -> list[int]:
        """The places of the large counts of a sentence."""
        return [
            n
            for n in self.places_in(sentence)
            if self.quantities[n].unit == "count" and self.quantities[n].low >= _MANY
        ]

    def _counts_openings(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence on what was read counts the openings of a job and names nobody who
        read them: "the institute evaluated 2,946 ads for ML engineers".
        """
        return (
            bool(self._many_counted(sentence))
            and self.words.has("fields", self.sentence_text(sentence))
            and not self.attribution.sources(sentence)
        )

    @cached_property
    def is_on_openings(self) -> bool:
        """Whether it says, if only in passing, which openings its numbers are of: in a note below a
        table ("All rows refer to senior postings"), or by how many there are ("Ours: 3,618 ads").
        It is asked where a list or table says nothing else.
        """
        return (
            self.counts_postings
            or any(map(self._tells_base, self.sentences))
            or any(map(self._has_row_of_openings, self.sentences))
        )

    def _has_row_of_openings(self, sentence: ArticleSentence) -> bool:
        """Whether a cell counts the openings of a job: "New ML engineer openings | 498"."""
        block, words = self.article.blocks[sentence.block], self.words
        row = block.row or ""
        return (
            block.kind == "cell"
            and bool(self._many_counted(sentence))
            and words.has("postings", row)
            and words.has("fields", row)
            and not words.has("others", row)
            and not words.has("one_company", row)
            and not self.attribution.sources(sentence)
        )

    def _tells_base(self, sentence: ArticleSentence) -> bool:
        text, words = self.sentence_text(sentence), self.words
        if not words.has("postings", text) or words.has("one_company", text):
            return False
        if are_meant_for_else(text) or words.has("others", text, "people"):
            return False
        if not self.attribution.are_places(sentence):
            return False
        is_of_job = words.has("fields", self.text) or self.whose.names_no_job
        return is_of_job and (
            bool(self._many_counted(sentence))
            or pattern_of(_NUMBERS_OF).search(text) is not None
            or (words.has("fields", text) and self._is_note_on_openings(sentence))
        )

    def _is_note_on_openings(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence right below a table begins with openings: "Ads for ML engineers,
        always the month of May".
        """
        above = self.article.blocks[sentence.block - 1] if sentence.block else None
        is_below = above is not None and above.kind == "cell"
        return (
            is_below and pattern_of(_OPENINGS_FIRST).match(self.sentence_text(sentence)) is not None
        )

    @cached_property
    def tells_analysis(self) -> bool:
        """Whether it says anywhere that something was read: "we analysed …"."""
        return self.words.has("sample", self.text, "analysed")

    @cached_property
    def latest_year(self) -> int:
        """The last year that the article names; 0 without one."""
        return max((int(year) for year in YEAR.findall(self.text)), default=0)

    @cached_property
    def first_job_end(self) -> int:
        """Where the first name of a job stands; behind the article where none does."""
        found = self.words.find("fields", self.text)
        return found[0].end if found else len(self.text) + 1

    @cached_property
    def first_counted(self) -> ArticleSentence | None:
        """The first sentence, no heading, that counts many openings."""
        return next(
            (
                sentence
                for sentence in self.sentences
                if self.article.blocks[sentence.block].kind != "heading"
                if self._many_counted(sentence)
                if self.words.has("postings", self.sentence_text(sentence))
            ),
            None,
        )

    @cached_property
    def counts_postings(self) -> bool:
        """Whether some number of the article, or a heading, is of postings without a source."""
        return (
            self.reads_postings
            or any(map(self._is_count_told, self.sentences))
            or any(map(self._tells_share_of_openings, self.sentences))
        )

    def _is_count_told(self, sentence: ArticleSentence) -> bool:
        """Whether a heading, or a sentence that ends with a sign, counts postings without a source;
        a line that ends with a letter may be a mere label.
        """
        text = self.sentence_text(sentence)
        is_heading = self.article.blocks[sentence.block].kind == "heading"
        return (
            self.words.has("sample", text, "counted")
            and (is_heading or not text.rstrip()[-1:].isalpha())
            and not self.attribution.sources(sentence)
        )

    def _tells_share_of_openings(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence tells a share of openings of a job and names no source."""
        return (
            any(self.quantities[n].unit == "percent" for n in self.places_in(sentence))
            and is_share_of_openings(self.words, self.sentence_text(sentence))
            and not self.attribution.sources(sentence)
        )

    def period(self, around: Surroundings) -> str | None:
        """The words of the period of a number, as its sentence has them."""
        for text in (self.region(around), self.sentence_text(around.sentence)):
            if found := self.words.find("periods", text):
                return text[found[0].start : found[0].end]
        return None
