"""Who is named in a text but its author, and what is no name of anybody: a skill, a country, the
maker in the name of its product ("Microsoft Azure"), a noun that begins a sentence.
"""

import re
from functools import cached_property

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.sources.own_names import own_names
from skillscan.article.binding.sources.source_reader import SourceReader
from skillscan.article.binding.subjects.named_skills import NamedSkills
from skillscan.article.binding.vocabulary import BindingVocabulary
from skillscan.article.grammar import pattern_of, words_of

OWN_COUNT = r"\bown (?:[a-z-]+ ){0,2}{own_counts}\b"
"""What its owner calls his own collection: "own count of vacancies"."""
_AND = re.compile(r",? (?:and|or|for|of|&) ?|, ")
_PRODUCT_OF = r"\b{product_nouns}s? (?:of|by|from) $"
"""What stands before a maker: "the platform of Microsoft"."""
_MAKER_OF = (
    r"['’]s (?:(?:own|rival|open-source|popular|new) )?"
    r"(?:{product_nouns},? )?"
)
"""What stands between a maker and its product: "Microsoft's rival Azure"."""
_WORK_OF = re.compile(r"(?: [a-z]+)? (?:from|by|of) (?:the )?")
_WORKS_AT = re.compile(r",? (?:(?:an?|the|its) )?(?:[\w-]+ ){0,4}(?:at|of|with|for|from) (?:the )?")
_ITS_OWN_MAN = re.compile(
    r"[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,3}(?:['’]s)? (?:[a-z-]+ ){1,4}(?:of [a-z]+, )?$"
)
"""What stands before somebody who works for a firm: "Halden's chief economist Ann Doe"."""
_THAT = re.compile(r" that\b")
"""What only a firm says, and no tool: "Snowflake reports that"."""
_PLURAL_OF_LETTERS = re.compile(r"(?<=[A-Z])s$")
"""What makes an abbreviation a plural: "LLMs show up"."""
_WORK = r"{own_works}"
_LETTERS_END = re.compile(r"[.;]|\d")


class NamesInText:
    """Finds who is named in the texts of one article."""

    def __init__(self, text: str, vocabulary: BindingVocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self._skills = NamedSkills(vocabulary)
        self._source_reader = SourceReader(vocabulary.words)

    def read(self, text: str) -> list[NamedSource]:
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
            if not (pattern_of(_PRODUCT_OF, 0).search(text, 0, one.start) and not one.is_teller)
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
                start >= one.end and pattern_of(_MAKER_OF, 0).fullmatch(text, one.end, start)
                for start, _ in products
            )
        ]

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """What the author of the article is called in it: "How we did it: Halden collected …"."""
        return own_names(self._source_reader, self._words, self._text)

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

    def _names_skills(self, name: str) -> bool:
        """Whether a name is that of skills: "Excel and Tableau" say nothing."""
        if not name or name in self._words.source_names:
            return False
        parts = [part for part in _AND.split(name) if part]
        return all(
            self._vocabulary.skill_called(part)
            or self._vocabulary.skill_called(_PLURAL_OF_LETTERS.sub("", part))
            for part in parts
        )

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
        found = pattern_of(OWN_COUNT).search(behind)
        return found is not None and not _LETTERS_END.search(behind[: found.start()])

    def _names_country(self, name: str) -> bool:
        """Whether a name is that of a country: "the American data scientist"."""
        found = self._words.find("countries", name)
        return any((one.start, one.end) == (0, len(name)) for one in found) or name == "U.S"


def _is_work_of(name: str, own: str) -> bool:
    """Whether a name is that of a work named after its maker: "the Halden Hiring Index" of "Halden
    Analytics".
    """
    first, *others = name.lower().split()
    is_work = bool(others) and pattern_of(_WORK).fullmatch(others[-1]) is not None
    return is_work and first == own.lower().split()[0]
