"""Who is named for a number: "(Glassdoor 2025)", "according to …", "PwC found", a known name.

A bracket speaks for the numbers before it; other names speak for their sentence. Names are known
from a reviewed list, or by how a sentence names them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of

_TELLERS = ("says", "says_behind", "anonymous", "according_to")
_BRACKETS = ("year_in_brackets", "name_in_brackets")
_YEAR_BEHIND = re.compile(r",? (?:\w+ ){0,3}(?:19|20)\d\d\b")
_FIRST_WORD = re.compile(r"[ ,'’]")
_ADVERB = re.compile(r"[,.]")
_HAS_IT = r" {source_has}\b"
_OWNS_NOTHING = re.compile(r"['’]s,? (?:in|at|is|are|was|by|with|on)\b")
"""What stands behind the maker of a thing that is only called by it: "Microsoft's in 28 %"."""


class SourceReader:
    """Finds the sources of a text by ``article_sources.yaml``."""

    def __init__(self, words: ArticleWords) -> None:
        rules = words.sources
        self._words = words
        names = sorted(rules.words["names"], key=len, reverse=True)
        self._names = re.compile(rf"(?<![\w.])(?<!& )(?:{'|'.join(map(re.escape, names))})(?![\w])")
        self._attributions = [
            (rule.id, pattern)
            for rule in rules.rules("attribution")
            if (pattern := rules.pattern(rule, flags=0))
        ]
        self._own = [
            pattern for rule in rules.rules("own_name") if (pattern := rules.pattern(rule, flags=0))
        ]
        self._no_source = frozenset(rules.words["not_a_source"])

    def _is_job(self, name: str) -> bool:
        return self._words.has("fields", name) or self._words.has("job_names", name)

    def read(self, text: str) -> list[NamedSource]:
        """The sources of a text, in order of their place."""
        return list(self._read(text))

    def called_author(self, text: str) -> frozenset[str]:
        """What the author of a text is called in it; a known source is none, whose part of a text
        may be called "About LinkedIn".
        """
        found = {
            _named((match[match.lastindex] if match.lastindex else "").strip(" ,.’'"))
            for pattern in self._own
            for match in pattern.finditer(text)
        }
        return frozenset(found - {""} - self._words.source_names)

    @lru_cache(maxsize=2048)  # noqa: B019 (one reader a vocabulary)
    def _read(self, text: str) -> tuple[NamedSource, ...]:
        return tuple(sorted(self._found(text), key=lambda source: source.start))

    def _found(self, text: str) -> Iterator[NamedSource]:
        for rule_id, pattern in self._attributions:
            for match in pattern.finditer(text):
                name = (match[match.lastindex] if match.lastindex else "").strip(" ,.’'")
                name = name.rsplit(". ", 1)[-1].removeprefix("As ").removeprefix("The ")
                first = _FIRST_WORD.split(name)[0]
                is_bracket = rule_id in _BRACKETS
                is_title = is_bracket and " " in name and not self._is_job(name)
                if self._words.has("postings", first):
                    continue  # "Openings for data engineers"
                is_known = first in self._words.source_names
                is_word = first in self._no_source or first.lower() in STOP_WORDS
                if is_word and not is_title and not is_known:
                    continue
                yield NamedSource(
                    match.start(), match.end(), _named(name), is_bracket, rule_id in _TELLERS
                )
        for match in self._names.finditer(text):
            is_adverb = (
                match[0] == "Indeed" and match.start() == 0 and _ADVERB.match(text, match.end())
            )
            if not is_adverb and not _OWNS_NOTHING.match(text, match.end()):
                behind = _YEAR_BEHIND.match(text, match.end())
                is_teller = pattern_of(_HAS_IT).match(text, match.end()) is not None
                name = match[0] + (behind[0] if behind else "")
                yield NamedSource(match.start(), match.end(), name, is_teller=is_teller)


def _named(name: str) -> str:
    name = name.removesuffix("'s").removesuffix("’s").removesuffix(" I")
    return name.removesuffix(" and").removesuffix(" of").removesuffix(" for")


def source_of(around: Surroundings, sources: Sequence[NamedSource]) -> NamedSource | None:
    """The source of a number among those of its sentence (offsets of the article)."""
    quantity = around.quantity
    brackets = [s for s in sources if s.is_bracket]
    behind = [s for s in brackets if s.start >= quantity.end]
    others = [s for s in sources if not _in_bracket(s, brackets)]
    near = [s for s in others if around.before[0] <= s.start < around.after[1]]
    if behind and (behind[0].start < around.after[1] or not near):
        return behind[0]
    if near or others:
        return max(near or others, key=lambda s: (bool(s.name), -abs(s.start - quantity.start)))
    return behind[0] if behind else None


def _in_bracket(source: NamedSource, brackets: Sequence[NamedSource]) -> bool:
    return any(b.start <= source.start and source.end <= b.end for b in brackets)
