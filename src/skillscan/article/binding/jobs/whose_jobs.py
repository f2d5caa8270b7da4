"""Whose jobs a number of an article is of."""

import re
from functools import cached_property

from skillscan.article.binding.jobs.article_country import ArticleCountry
from skillscan.article.binding.jobs.article_topic import ArticleTopic
from skillscan.article.binding.jobs.bare_jobs import BareJobs
from skillscan.article.binding.jobs.joined_jobs import JoinedJobs
from skillscan.article.binding.jobs.named_countries import REGIONS, code_of
from skillscan.article.binding.jobs.populations import PopulationReader, PopulationWords, levels_of
from skillscan.article.binding.openings_read import says_openings_were_read
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.sources.attribution import SourceAttribution
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.subjects.subjects import SubjectReader
from skillscan.article.binding.vocabulary import BindingVocabulary
from skillscan.article.grammar import pattern_of

_OF_WHOLE = (
    r"\b{share_prepositions} (?:all of )?(?:our|my) (?:(?:own|whole) )?{whole_nouns}\b"
    r"|\b{share_prepositions} all (?:the )?{sample_nouns}\b(?! (?:in|from|for|there)\b)"
)
_BRACKETED, _BRACKET_CHARACTERS = 60, 8
_ALL_OF_THEM = re.compile(r"(?:all|every|overall) \w+", re.IGNORECASE)
_FOR_JOB = re.compile(r"\s?\)?(?: of [\w -]{2,30}?)? (?:for|among|in) ", re.IGNORECASE)
_PARTS = re.compile(r",? (?:and|versus|vs\.?) |[,;:]")
_OF_TWO = 2
_SENTENCES_BEFORE = 12
_AMONG = re.compile(r"\b(?:among|amongst|for|with) (?:the |all )?$", re.IGNORECASE)
_MAKERS_CLOUD = re.compile(r"['’]s (?:own )?cloud\b")
"""A product, and not the jobs of that name: "Google's cloud comes third"."""

_OTHER_PLACE = (
    r"[,;] {turning_words}(?: only)? (?:in|for) (?:the )?[A-Z]"
    r"|\b(?i:more|less|fewer|lower|higher) than (?:in|among|for|with) "
    r"(?:(?:those|that|the ones|{opening_nouns}) (?:for|of) )?[a-z]"
)
"""What begins what is told of another place or job: "…, but in Germany it is a meagre 12", "…, far
less than in those for data scientists".
"""


class WhoseJobs:
    """Tells of the numbers of one article whose jobs they are of."""

    def __init__(
        self,
        structure: ArticleStructure,
        attribution: SourceAttribution,
        vocabulary: BindingVocabulary,
    ) -> None:
        self._structure = structure
        self._attribution = attribution
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self._subjects = SubjectReader(vocabulary)
        self.populations = PopulationReader(vocabulary.words, vocabulary.populations)
        self.bare = BareJobs(structure, vocabulary.words)
        self.joined = JoinedJobs(structure, vocabulary.words)
        self.topic = ArticleTopic(
            structure.article, structure.quantities, vocabulary.words, self.populations
        )
        self._country = ArticleCountry(structure, attribution, vocabulary.words, self.populations)

    @property
    def article_country(self) -> str | None:
        """The country that the whole article is about."""
        return self._country.country

    @cached_property
    def job_of_article(self) -> tuple[str, str] | None:
        """The occupation that the whole article is about, and its words: that of its topic, else
        the one job whose openings it says it read, as in "I read every ML engineer posting".
        """
        if self.topic.occupation or self.topic.is_of_whole_trade or self.topic.others:
            return self.topic.occupation
        for sentences in (self._country.samples, self._own_reading):
            texts = map(self._structure.sentence_text, sentences)
            named = {job[0]: job for text in texts if (job := self.populations.occupation(text))}
            if named:
                return named.popitem()[1] if len(named) == 1 and "" not in named else None
        return None

    @cached_property
    def names_no_job(self) -> bool:
        """Whether the article names no job and no trade, so that its openings are of the jobs that
        the site leads with: "our 2,930 British adverts".
        """
        text = self._structure.text
        jobs = (text[one.start : one.end] for one in self._words.find("fields", text))
        others = self._words.find("other_jobs", text)
        is_of_others = any(
            one.rule.id == "other_job" or self._words.has("postings", text[one.start : one.end])
            for one in others
        )
        return (
            all(map(_ALL_OF_THEM.fullmatch, jobs))
            and not is_of_others
            and self.topic.others is None
        )

    @property
    def _own_reading(self) -> list[ArticleSentence]:
        """The sentences that say in any words that openings were read: "I collect postings for
        machine-learning engineers".
        """
        structure = self._structure
        return [
            one
            for one in structure.sentences
            if structure.article.blocks[one.block].kind != "cell"
            and says_openings_were_read(self._words, structure.sentence_text(one), is_counted=False)
            and not self._attribution.sources(one)
        ]

    def other_market(self, around: Surroundings, *nearest: str) -> str | None:
        """The words that say that a number is of other jobs than ours; ``nearest`` what it is a
        share of. Without a name in the whole article a named source's jobs are all jobs.
        """
        block = self._structure.block(around)
        if any((named := self.populations.occupation(text)) and named[0] for text in nearest):
            return None
        row = block.row or ""
        if self._structure.sorts_rows(around) or self._subjects.of_header(row):
            row = ""  # "Google Cloud" is no job
        label = self._structure.label(around)
        if self._subjects.of_header(label):
            label = ""  # "AWS is the biggest cloud (44 %)"
        texts = [row, block.column or "", *nearest, label]
        for text in filter(None, map(self._without_products, texts)):
            named = self.populations.occupation(text)
            if named is not None and named[0]:
                return None
            words = self.populations.other_market(text)
            if words and self._is_of_ai(around, words):
                return None
            if words and nearest and text not in nearest and self._is_demand(words):
                continue
            is_of_own = self.job_of_article or self.names_no_job
            if words and not (is_of_own and _ALL_OF_THEM.fullmatch(words)):
                return words
        before = self._structure.text[around.sentence.start : around.quantity.start]
        before = self._without_products(before)
        words = self.populations.other_market(before)
        if words and self._is_of_ai(around, words):
            return None
        if (jobs := self._among_others(before)) is not None:
            return jobs
        if words and self._words.has("postings", words) and not _ALL_OF_THEM.fullmatch(words):
            return words
        near = (
            (self._structure.region(around),)
            if self.topic.is_of_whole_trade
            else self._structure.contexts(around)
        )
        said = self.populations.read(near)
        if said.occupation or self.job_of_article:
            return None
        if said.occupation == "" and not self.names_no_job:
            return said.words
        if words := self.topic.others:
            return words
        is_named = self._attribution.source(around) or self._attribution.names_source(
            around, is_for_openings=True
        )
        return " ".join(nearest[:1]) if is_named else None

    def _without_products(self, text: str) -> str:
        """A text but the products in it, whose names are of no jobs: "Google Cloud", "Google's
        cloud comes third".
        """
        text = _MAKERS_CLOUD.sub("", text)
        for one in reversed(self._vocabulary.find_skills(text)):
            if " " in text[one.start : one.end] and not self._vocabulary.is_field(one.skill_id):
                text = text[: one.start] + text[one.end :]
        return text

    def _among_others(self, before: str) -> str | None:
        """The other jobs that a part of a sentence says a number is of: "among nurses, 4 % …"."""
        return next(
            (
                before[one.start : one.end]
                for one in self._words.find("other_jobs", before, "other_job", "trade_head")
                if _AMONG.search(before, 0, one.start) and not self.populations.occupation(before)
            ),
            None,
        )

    def _is_demand(self, words: str) -> bool:
        """Whether skills are named and no jobs: "Demand for AI skills tripled: 51 % of ads …"."""
        return self._words.has("fields", words, "ai_skills")

    def _is_of_ai(self, around: Surroundings, words: str) -> bool:
        """Whether it is of AI jobs as an article's own count has them, which are hardly others than
        ours; a named source's are what it takes for such.
        """
        return self.populations.is_of_ai(words) and self._attribution.source(around) is None

    def population_words(self, around: Surroundings, *nearest: str) -> PopulationWords:
        """What the words around a number say of its population; ``nearest`` are asked first."""
        block = self._structure.block(around)
        headers = tuple(filter(None, (block.column, block.row)))
        own = self._before_bracket(around) or self.bare.job(around) or self.bare.head(around)
        near = (own, *headers, *map(self._without_several, nearest))
        is_titled = self._names_one_job(block.headings[-1]) if len(block.headings) > 1 else False
        sentence = self._structure.sentence_text(around.sentence)
        is_of_whole = pattern_of(_OF_WHOLE).search(sentence) is not None
        said_before = "" if is_of_whole else self._said_before(around)
        contexts = self._structure.contexts(around, is_titled=is_titled, said_before=said_before)
        number = self._structure.span((around.quantity.start, around.quantity.end))
        texts = [_up_to_other_place(one, number) for one in contexts]
        said = self.populations.read(map(self._without_several, (*near, *texts)))
        occupation, words = said.occupation, said.words
        if not occupation and self.job_of_article:
            occupation, words = self.job_of_article
        country = said.country
        if country in REGIONS and self.populations.country(self._without_several(sentence)) is None:
            country = None  # "the EU" of a heading, or "from Europe, Asia and North America"
        if country in REGIONS and around.sentence in self._country.samples:
            country = None  # of all that was read: "3,318 vacancies across eleven EU countries"
        if country and self._country.is_everywhere:  # a heading's is not that of all openings
            country = self.populations.read((*near, self._structure.region(around))).country
        country = country or self.article_country
        if occupation and (sampled := self._countries_of_jobs.get(occupation)):
            country = self.populations.read((*near, self._structure.region(around))).country
            country = country or sampled
        return PopulationWords(occupation, country, words)

    def _without_several(self, text: str) -> str:
        """A text but its countries where it joins two of them: "in the US and the UK"."""
        return self.populations.countries.without_joined(text)

    def _said_before(self, around: Surroundings) -> str:
        """What its block says before a number, but what others are named for: "According to
        Halden, 81 % of German companies use it".
        """
        structure, home = self._structure, around.sentence.block
        before = structure.sentences_before(around.sentence, _SENTENCES_BEFORE)
        own = [
            self.populations.countries.without_others(structure.sentence_text(one))
            for one in reversed(before)
            if one.block == home
            and not structure.sentence_text(one).lstrip().startswith("(")
            and self._attribution.are_places(one)
            and not self._compares_countries(one)
        ]
        return " ".join(own)

    def _compares_countries(self, sentence: ArticleSentence) -> bool:
        """Whether a sentence is on several countries, so that the next is of none of them."""
        found = self._words.find("countries", self._structure.sentence_text(sentence))
        return len({*map(code_of, found)}) > 1

    def _names_one_job(self, text: str) -> bool:
        """Whether a heading is on one job alone: "What sets ML engineers apart"."""
        jobs = {one.rule.fields["occupation"] for one in self._words.find("fields", text)}
        return len(jobs - {""}) == 1

    @cached_property
    def _countries_of_jobs(self) -> dict[str, str]:
        """The country of each job where the samples of an article pair them: "1,870 US data
        scientist ads and 940 ML engineer ads from the UK". Empty where it has one country.
        """
        found: dict[str, set[str]] = {}
        for sentence in self._structure.sentences:
            text = self._structure.sentence_text(sentence)
            countries = {*map(code_of, self._words.find("countries", text))}
            if len(countries) < _OF_TWO or not self._words.has("postings", text):
                continue
            for part in _PARTS.split(text):
                jobs = {
                    str(one.rule.fields["occupation"]) for one in self._words.find("fields", part)
                }
                named = {*map(code_of, self._words.find("countries", part))}
                if len(jobs) == len(named) == 1:
                    found.setdefault(jobs.pop(), set()).update(named)
        paired = {job: countries.pop() for job, countries in found.items() if len(countries) == 1}
        return paired if len(set(paired.values())) == len(paired) >= _OF_TWO else {}

    def job_behind(self, around: Surroundings) -> str:
        """The job that stands right behind a number: "(65 %) for data engineers"; empty where none
        does.
        """
        text, end = self._structure.text, around.after[1]
        begins = _FOR_JOB.match(text, around.quantity.end, end)
        behind = text[begins.end() : end] if begins else ""
        found = self._words.find("fields", behind)
        is_next = bool(found) and found[0].start <= _BRACKET_CHARACTERS
        return behind[found[0].start : found[0].end] if is_next else ""

    def _before_bracket(self, around: Surroundings) -> str:
        """The job right before a number in brackets: "data engineers (68 %) and scientists (51 %)";
        empty where none is.
        """
        before = self._structure.span(around.before)[-_BRACKETED:].rstrip("~≈ ")
        if not before.endswith("("):
            return ""
        found = self._words.find("fields", before)
        is_next = bool(found) and len(before) - found[-1].end <= _BRACKET_CHARACTERS
        return before[found[-1].start : found[-1].end] if is_next else ""

    def is_of_other_level(self, said: PopulationWords, denominator: str) -> bool:
        """Whether the denominator names a level of which there is no population, where all of its
        openings have one.
        """
        levels = any(one.is_level for one in self._subjects.of_header(denominator))
        return (
            levels
            and self.population(said, denominator) is None
            and self.populations.population(said) is not None
        )

    def population(self, said: PopulationWords, denominator: str = "") -> str | None:
        """The population of these words; a level that the denominator names narrows it."""
        levels = [
            str(subject.dimension)
            for subject in self._subjects.of_header(denominator)
            if subject.statistic == "seniority_share"
        ]
        return self.populations.population(said, levels_of(levels))


def _up_to_other_place(text: str, number: str) -> str:
    """A text up to where it begins, behind a number, to tell of another place."""
    other = pattern_of(_OTHER_PLACE, 0).search(text)
    is_behind = other is not None and number in text[: other.start()]
    return text[: other.start()] if other is not None and is_behind else text
