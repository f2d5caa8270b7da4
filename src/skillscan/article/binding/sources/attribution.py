"""Who is named for a number: in its sentence, the next one, the headers of its cell, the line below
its table, or above it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.sources.footnotes import Footnotes
from skillscan.article.binding.sources.own_names import own_names
from skillscan.article.binding.sources.sides import is_of_other_side
from skillscan.article.binding.sources.sources import SourceReader, source_of
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.subjects.named_skills import NamedSkills
from skillscan.article.binding.vocabulary import BindingVocabulary
from skillscan.article.grammar import pattern_of, words_of

_WE = r"\b{author_words}\b"
_OURS = r"\b(?:{author_words}|ours|mine)\b"
_OWN_COUNT = r"\bown (?:[a-z-]+ ){0,2}{own_counts}\b"
_AND = re.compile(r",? (?:and|or|for|of|&) ?|, ")
_PLACE_OF_OPENINGS = re.compile(
    r"\b(?:postings|listings|ads|openings|vacancies|jobs) (?:on|from|at|across) (?:the )?$",
    re.IGNORECASE,
)
_PRODUCT_OF = re.compile(
    r"\b(?:cloud|framework|library|language|platform|tool|service|database)s? (?:of|by|from) $"
)
"""What stands before a maker: "the platform of Microsoft"."""
_MAKER_OF = re.compile(
    r"['’]s (?:(?:own|rival|open-source|popular|new) )?"
    r"(?:(?:cloud|framework|library|language|platform|tool|service|database),? )?"
)
"""What stands between a maker and its product: "Microsoft's rival Azure"."""
_CLAUSE_STARTS = r", (?:although|though|but|while|whereas|yet)\b"
_WORK_OF = re.compile(r"(?: [a-z]+)? (?:from|by|of) (?:the )?")
_WORKS_AT = re.compile(r",? (?:(?:an?|the|its) )?(?:[\w-]+ ){0,4}(?:at|of|with|for|from) (?:the )?")
_ITS_OWN_MAN = re.compile(
    r"[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,3}(?:['’]s)? (?:[a-z-]+ ){1,4}(?:of [a-z]+, )?$"
)
"""What stands before somebody who works for a firm: "Halden's chief economist Ann Doe"."""
_NEXT_SOURCE = re.compile(r"(?:[,;]|\band|\bwhile|\bwhereas|\bbut) (?:the |at |on )?$")
"""What stands before a source that tells the next number: "$150,000, and Orvane"."""
_NEXT_WORK = (
    r";\s(?:{next_clause_words} )?(?:an?|one|another|the) (?:[a-z]+ ){0,3}"
    r"(?:{poll_nouns}|{own_works})\b"
)
"""What begins a clause on what others found: "; a survey of departments by Halden"."""
_AUTHORS_COUNT = r"\b(?:{author_words}|own) (?:count|calculation|analysis|collection)s?\b"
_CONTRAST = r"\b{contrasts}\b"
SET_AGAINST = r"\b{set_above_words}(?: only| just| about)?(?: the)? ?[~≈$€£]?$"
"""What sets a number against the one right behind: "far above the $"."""
_THAT_THEY_GIVE = re.compile(r"(?: a year)? (?:that|which|as|at|on|by) (?:the )?")
"""What stands between a number and the source that is said to give it, or where it is so."""
_THAT = re.compile(r" that\b")
"""What only a firm says, and no tool: "Snowflake reports that"."""
_YEAR_BEHIND = re.compile(r" \(?(?:19|20)\d\d\)?$")
_WORK = r"{own_works}"
_AGAIN = r"\b{source_again}\b"
_IT_SAYS = (
    r"\W*(?:(?:and|but|yet|for \d{4}|in (?:{month_names} )?\d{4}|in {month_names}|last \w+"
    r"|this \w+),? )?it (?:{before_verbs} )?{source_verbs}\b"
)
"""What a sentence begins with that goes on from a source: "In May 2025 it reported"."""
_MOST_COLUMNS = 12
_SOURCE_COLUMNS = ("source", "sources", "where from", "according to")
_LETTERS_END = re.compile(r"[.;]|\d")
_SENTENCES_BEFORE, _CITATION_WORDS, _SOURCE_LINE = 20, 3, 240


class SourceAttribution:
    """Finds the sources of the numbers of one article."""

    def __init__(self, structure: ArticleStructure, vocabulary: BindingVocabulary) -> None:
        self._structure = structure
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self._skills = NamedSkills(vocabulary)
        self._source_reader = SourceReader(vocabulary.words)
        self._sources: dict[ArticleSentence, list[NamedSource]] = {}

    def sources(self, sentence: ArticleSentence) -> list[NamedSource]:
        """Who is named in a sentence; offsets are those of the article."""
        if sentence not in self._sources:
            self._sources[sentence] = [
                replace(s, start=s.start + sentence.start, end=s.end + sentence.start)
                for s in self._named_in(self._structure.sentence_text(sentence))
            ] + self._named_again(sentence)
        return self._sources[sentence]

    def _named_again(self, sentence: ArticleSentence) -> list[NamedSource]:
        """The source of the sentence before that this one means: "the latter gives $289,000"."""
        before = self._structure.previous(sentence)
        text, span = self._structure.text, (sentence.start, sentence.end)
        again = pattern_of(_AGAIN).search(text, *span) or pattern_of(_IT_SAYS).match(text, *span)
        if (
            before is None
            or again is None
            or pattern_of(_WE).search(again.string, again.end(), sentence.end)
        ):
            return []
        named = self._named_in(self._structure.sentence_text(before))[-1:]
        return [NamedSource(*again.span(), one.name, is_teller=True) for one in named]

    def _named_in(self, text: str) -> list[NamedSource]:
        """Who is named in a text but the author, and makers in the names of their products
        ("Microsoft Azure").
        """
        named = [
            one
            for one in self._source_reader.read(text)
            if not (self._names_skills(one.name) and not _THAT.match(text, one.end))
            if not self.is_own_name(one.name) and not self._is_of_own(text, one)
            if not self._names_openings(one)
            if not self._calls_own(text, one)
            if not self._names_country(one.name)
            if not (_PRODUCT_OF.search(text, 0, one.start) and not one.is_teller)
        ]
        if not named:
            return []
        clouds = [(cloud.start, cloud.end) for cloud in self._skills.clouds_of_makers(text)]
        named = [n for n in named if not any(start <= n.start < end for start, end in clouds)]
        products = [
            (skill.start, skill.end)
            for skill in self._vocabulary.find_skills(text)
            if skill.end - skill.start > 1
        ]
        return [
            one
            for one in named
            if not any(start == one.start and one.end < end for start, end in products)
            and not any(
                start >= one.end and _MAKER_OF.fullmatch(text, one.end, start)
                for start, _ in products
            )
        ]

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """What the author of the article is called in it: "How we did it: Halden collected …"."""
        return own_names(self._source_reader, self._words, self._structure.text)

    @cached_property
    def _footnotes(self) -> Footnotes:
        return Footnotes(self._structure.text, self._structure.article.blocks)

    def footnote(self, around: Surroundings) -> str:
        """The footnote whose mark stands right behind a number; empty without one."""
        return self._footnotes.of_number(around.quantity.end)

    def has_own_note(self, around: Surroundings) -> bool:
        """Whether the footnote of a number says that it is of openings, and names nobody else."""
        note = self.footnote(around)
        if not note or not self._words.has("postings", note):
            return False
        return self._is_read_by_us(note) or not self._named_in(note)

    def is_noted_or_set_beside(self, around: Surroundings) -> bool:
        """Whether the footnote of a number names somebody else, or its column does, and another
        column of the table is said to be the author's ("Ours | Indeed").
        """
        note = self.footnote(around)
        if note and self._named_in(note) and not self.has_own_note(around):
            return True
        block = self._structure.block(around)
        if block.kind != "cell" or not block.column or self._is_ours(block.column):
            return False
        return bool(self._named_in(block.column)) and any(
            pattern_of(_OURS).search(column) is not None and self._is_ours(column)
            for column in self._columns_beside(around)
        )

    def _columns_beside(self, around: Surroundings) -> set[str]:
        """The headers of the cells that stand in the row of a cell."""
        blocks, home = self._structure.article.blocks, around.sentence.block
        near = blocks[max(0, home - _MOST_COLUMNS) : home + 1 + _MOST_COLUMNS]
        return {
            one.column
            for one in near
            if one.kind == "cell" and one.row == blocks[home].row and one.column
        }

    @property
    def has_own_name(self) -> bool:
        """Whether anybody is called the author of the article."""
        return bool(self._own_names)

    def is_own_name(self, name: str) -> bool:
        """Whether a name is the author's, also in short: "Halden" of "About Halden Analytics"."""
        return bool(name) and any(
            name == own or own.startswith(f"{name} ") or _is_work_of(name, own)
            for own in self._own_names
        )

    def _is_of_own(self, text: str, source: NamedSource) -> bool:
        """Whether it is a work or somebody of the author: "the Signals report from Halden
        Analytics", "Halden analyst Ann Doe said".
        """
        makers = (_WORK_OF.match(text, source.end), _WORKS_AT.match(text, source.end))
        ahead = _ITS_OWN_MAN.search(text[: source.start])
        return any(
            any(maker and text.startswith(own, maker.end()) for maker in makers)
            or (ahead is not None and own in ahead[0])
            for own in self._own_names
            if own
        )

    def are_places(self, sentence: ArticleSentence) -> bool:
        """Whether all who are named in a sentence only tell where its openings stand: "4,500
        listings on Indeed".
        """
        text = self._structure.text
        return all(
            _PLACE_OF_OPENINGS.search(text, sentence.start, source.start) is not None
            and not source.is_teller
            for source in self.sources(sentence)
        )

    def _names_skills(self, name: str) -> bool:
        """Whether a name is that of skills: "Excel and Tableau" say nothing."""
        if not name or name in self._words.source_names:
            return False
        parts = [part for part in _AND.split(name) if part]
        return all(self._vocabulary.skill_called(part) for part in parts)

    def _names_openings(self, source: NamedSource) -> bool:
        """Whether a name is but a noun that begins its sentence: "Ad figures", "New data engineer
        openings".
        """
        return source.name.lower() in words_of("no_source_names")

    def _calls_own(self, text: str, source: NamedSource) -> bool:
        """Whether a name only begins a line on the author's own count: "Source: Halden, own count
        of vacancies".
        """
        behind = text[source.end :]
        found = pattern_of(_OWN_COUNT).search(behind)
        return found is not None and not _LETTERS_END.search(behind[: found.start()])

    def _names_country(self, name: str) -> bool:
        """Whether a name is that of a country: "the American data scientist"."""
        found = self._words.find("countries", name)
        return any((one.start, one.end) == (0, len(name)) for one in found)

    def source(self, around: Surroundings) -> NamedSource | None:
        """Who is named for a number: in its sentence, else in the headers of its cell."""
        if note := self.footnote(around):
            named = self._named_in(note)
            if self.has_own_note(around):
                return None
            if named:
                return NamedSource(-1, -1, named[0].name)
        sources = self.sources(around.sentence)
        if sources and (cut := self._end_of_concession(around)):
            sources = [source for source in sources if source.start >= cut]
        sources = [one for one in sources if not self.is_of_next(around, one)]
        sources = [one for one in sources if not self._is_left_behind(around, one)]
        if found := source_of(around, sources):
            return found
        if citation := self._citation(around.sentence):
            return citation
        block = self._structure.block(around)
        if block.kind == "cell" and (cited := self._source_cell(around)):
            return next((NamedSource(-1, -1, one.name) for one in self._named_in(cited)), None)
        if any(self._is_ours(header) for header in (block.row, block.column) if header):
            return None
        for header in (
            block.row,
            block.column,
            self._structure.lead(block),
            self._source_line(around),
        ):
            if not header or self._is_read_by_us(header):
                continue
            if named := self._named_in(header):
                return NamedSource(-1, -1, named[0].name)
        return self._of_heading(block.headings[-1:])

    def is_of_next(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source stands in a later clause that has a number of its own: "11 % are remote,
        although, in a poll by Halden, 42 % …".
        """
        text, end = self._structure.text, around.quantity.end
        if is_of_other_side(self._structure, self._words, around, source):
            return True
        if self._has_next_sum(around, source) or self._is_set_against(around, source):
            return True
        if self._has_next_clause(around, source):
            return True
        if source.start < around.after[1] or source.is_bracket:
            between = text[end : source.start] if source.start >= end else ""
            later = [n for n in around.neighbours if n > around.place]
            is_next = bool(later) and (
                self._structure.quantities[later[0]].start >= source.end > end
            )
            return is_next and pattern_of(_CLAUSE_STARTS).search(between) is not None
        return False

    def _is_left_behind(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source has told another sum before and a contrast leads from there to openings:
        "Halden has $430,000, whereas the median in all those adverts was $183,000".
        """
        text, own = self._structure.text, around.quantity
        between = [
            other
            for n in self._structure.places_before(around)
            if (other := self._structure.quantities[n]).start >= source.end
        ]
        is_sum = "/" in str(own.unit)
        if not is_sum or source.end > own.start or not between or source.is_bracket:
            return False
        said = text[between[-1].end : own.start]
        contrast = pattern_of(_CONTRAST).search(said)
        return contrast is not None and self._words.has("postings", said[contrast.end() :])

    def _has_next_clause(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source stands behind a semicolon and tells a number there: "Docker is in 34 %;
        a survey by Halden found that 22 % teach it".
        """
        text, end = self._structure.text, around.quantity.end
        if source.start < end or source.is_bracket or around.quantity.unit != "percent":
            return False
        if pattern_of(_NEXT_WORK).search(text[end : source.end]) is None:
            return False
        places = self._structure.places_in(around.sentence)
        is_first = any(self._structure.quantities[n].start >= source.end for n in places)
        return is_first and pattern_of(_WE).search(text, end, source.start) is None

    def _has_next_sum(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source behind a number is told of the next one, and another stands before it:
        "Halden puts it at $150,000, and Orvane, which asks people, gives $170,000".
        """
        text, own = self._structure.text, around.quantity
        if (
            source.start < own.end
            or source.is_bracket
            or text[max(0, source.start - 1) : source.start] == "("
        ):
            return False
        is_before_next = any(
            self._structure.quantities[n].start >= source.end
            for n in self._structure.places_after(around)
        )
        is_joined = _NEXT_SOURCE.search(text, own.end, source.start) is not None
        others = self.sources(around.sentence)
        return is_before_next and is_joined and any(o.end <= own.start for o in others)

    def _is_set_against(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source behind a number only tells another that it is set against: "$128,000,
        far above the $79,400 that Halden gives", "42 %, more than Halden's 30 %".
        """
        text, own = self._structure.text, around.quantity
        if source.start < own.end or source.is_bracket:
            return False
        later = [
            other
            for n in self._structure.places_in(around.sentence)
            if (other := self._structure.quantities[n]).start >= own.end
        ]
        first = next(iter(later), None)
        if first is None:
            return False
        if ";" in text[own.end : first.start] and first.start < source.start:
            return True
        said = text[own.end : min(first.start, source.start)]
        if pattern_of(SET_AGAINST).search(said) is None:
            return False
        return first.start >= source.end or (
            _THAT_THEY_GIVE.fullmatch(text, first.end, source.start) is not None
        )

    def _of_heading(self, headings: Sequence[str]) -> NamedSource | None:
        """Who is said to have found all that stands below a heading: "Salaries (Glassdoor)"."""
        for heading in headings:
            if self._is_read_by_us(heading):
                continue
            for one in self._named_in(heading):
                is_told = one.is_bracket or one.is_teller or self._words.has("pay", heading, "pay")
                if is_told and _YEAR_BEHIND.sub("", one.name) in self._words.source_names:
                    return NamedSource(-1, -1, one.name)
        return None

    def _source_cell(self, around: Surroundings) -> str:
        """What the column of sources says in the row of a cell; empty without one."""
        blocks, home = self._structure.article.blocks, around.sentence.block
        own = blocks[home]
        for block in blocks[home + 1 : home + 1 + _MOST_COLUMNS]:
            if block.kind != "cell" or block.row != own.row:
                return ""
            if block.column and block.column.strip().lower() in _SOURCE_COLUMNS:
                return self._structure.text[block.start : block.end]
        return ""

    def _is_ours(self, header: str) -> bool:
        """Whether a header says that its numbers are the author's, or those of openings, whoever
        else the line above a table names: "Our median | Glassdoor".
        """
        is_ours = pattern_of(_OURS).search(header) is not None
        return (is_ours or self._words.has("postings", header)) and not self._named_in(header)

    def _is_read_by_us(self, text: str) -> bool:
        """Whether names in a lead only tell where postings were read: "We read 900 postings from
        LinkedIn:".
        """
        words = self._words
        if pattern_of(_OWN_COUNT).search(text) and words.has("postings", text):
            return True
        is_ours = pattern_of(_WE).search(text) is not None and words.has("sample", text, "analysed")
        is_ours = is_ours or pattern_of(_AUTHORS_COUNT).search(text) is not None
        return is_ours and words.has("postings", text)

    def _citation(self, sentence: ArticleSentence) -> NamedSource | None:
        """The source that is all the next sentence says: "… $133,000 a year. stats.example.gov"."""
        following = self._structure.following(sentence)
        if following is None:
            return None
        if len(self._structure.sentence_text(following).split()) > _CITATION_WORDS:
            return None
        if self._structure.places_in(following):
            return None  # "(Halden has £85,000.)"
        return next(iter(self.sources(following)), None)

    def _source_line(self, around: Surroundings) -> str:
        """The line right behind a table, list or paragraph that says where its numbers are from."""
        blocks, home = self._structure.article.blocks, around.sentence.block
        place = self._ends_of_runs[home] if blocks[home].kind != "paragraph" else home + 1
        if place >= len(blocks) or "heading" in (blocks[home].kind, blocks[place].kind):
            return ""
        line = self._structure.text[blocks[place].start : blocks[place].end]
        return line if len(line) < _SOURCE_LINE and self._words.has("source_lines", line) else ""

    @cached_property
    def _ends_of_runs(self) -> list[int]:
        """For each block the place of the next one of another kind."""
        blocks = self._structure.article.blocks
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
        if not self._words.has(
            "concession", self._structure.sentence_text(around.sentence), "clause"
        ):
            return 0
        comma = max(self._structure.text.find(",", start, around.quantity.start), 0)
        clause = self._structure.text[comma : around.sentence.end]
        return 0 if self._words.has("concession", clause, "they") else comma

    def names_source(self, around: Surroundings) -> bool:
        """Whether a source is named before a number below the same headings."""
        headings = self._structure.block(around).headings
        for sentence in self._structure.sentences_before(around.sentence, _SENTENCES_BEFORE):
            if self._structure.article.blocks[sentence.block].headings != headings:
                return False
            if self.sources(sentence):
                return True
        return False

    @cached_property
    def is_titled_after_source(self) -> bool:
        """Whether the first sentence of the article names a source: "What Halden's data say"."""
        return bool(self._structure.sentences) and bool(self.sources(self._structure.sentences[0]))


def _is_work_of(name: str, own: str) -> bool:
    """Whether a name is that of a work named after its maker: "the Halden Hiring Index" of "Halden
    Analytics".
    """
    first, *others = name.lower().split()
    is_work = bool(others) and pattern_of(_WORK).fullmatch(others[-1]) is not None
    return is_work and first == own.lower().split()[0]
