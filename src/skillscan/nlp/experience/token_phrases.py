"""Phrases of words and word classes, as one spaCy ``Matcher``.

A phrase is written word by word: ``number plus? {quality}? unit``. A word is the name of a class of
the file (``number``), a fragment in braces, or stands for itself; ``?`` makes it optional. The
loader writes out every way through the fragments, so that each is a plain token pattern.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from skillscan.rules import Rule, RuleFile

_WORD = re.compile(r"\w+")
OTHER = "other"
"""The class of a word that no phrase names."""

Words = tuple[tuple[str, ...], bool]
"""One place of a phrase: the classes that may stand there, and whether it may be empty."""


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase of ``rule`` at ``words[first:last]`` of a window."""

    rule: Rule
    first: int
    last: int

    @property
    def gives(self) -> str:
        """What the rule says that its phrases give."""
        return str(self.rule.fields["gives"])


class TokenPhrases:
    """The phrases of one group of a rule file, searched in windows whose words are classed."""

    def __init__(self, vocab: Vocab, rules: RuleFile, group: str) -> None:
        self._vocab = vocab
        self._matcher = Matcher(vocab, validate=True)
        self._rules: dict[int, Rule] = {}
        self.named: set[str] = set()
        """Classes, and words that are no class, that some phrase names."""
        self._first: set[str] = set()
        self._last: set[str] = set()
        self._needs: dict[str, list[list[frozenset[str]]]] = {}
        for rule in rules.rules(group):
            patterns = list(_patterns(rule, rules.fragments))
            self.named |= {name for pattern in patterns for names, _ in pattern for name in names}
            self._matcher.add(rule.id, [_token_pattern(pattern) for pattern in patterns])
            self._rules[vocab.strings.add(rule.id)] = rule
            for pattern in patterns:
                self._first |= _outer(pattern)
                self._last |= _outer(pattern[::-1])
            needs = self._needs.setdefault(str(rule.fields["gives"]), [])
            needs += [
                [frozenset(names) for names, is_optional in pattern if not is_optional]
                for pattern in patterns
            ]

    def bounds(self, classes: Sequence[str]) -> tuple[int, int]:
        """The part of a window outside of which no phrase can reach."""
        first, last = 0, len(classes)
        while first < last and classes[first] not in self._first:
            first += 1
        while last > first and classes[last - 1] not in self._last:
            last -= 1
        return first, last

    def may_give(self, gifts: Iterable[str], classes: Sequence[str]) -> bool:
        """Whether a window holds all that some phrase needs which gives one of these."""
        held = frozenset(classes)
        return any(
            all(held & names for names in needed)
            for gift in gifts
            for needed in self._needs.get(gift, ())
        )

    def search(self, classes: Sequence[str]) -> list[PhraseMatch]:
        """All matches in a window of words of these classes, in no order and also inside of each
        other.
        """
        window = Doc(self._vocab, words=list(classes), tags=list(classes))
        found = self._matcher(window, allow_missing=True)
        return [PhraseMatch(self._rules[key], first, last) for key, first, last in found]


def _outer(pattern: Sequence[Words]) -> set[str]:
    """What a match of a pattern may begin with."""
    found: set[str] = set()
    for names, is_optional in pattern:
        found |= set(names)
        if not is_optional:
            break
    return found


def _token_pattern(pattern: Sequence[Words]) -> list[dict[str, object]]:
    return [
        {
            "TAG": names[0] if len(names) == 1 else {"IN": list(names)},
            **({"OP": "?"} if is_optional else {}),
        }
        for names, is_optional in pattern
    ]


def _patterns(rule: Rule, fragments: Mapping[str, Sequence[str]]) -> Iterator[list[Words]]:
    for phrase in rule.slots["phrases"]:
        yield from _written_out(phrase, fragments)


def _written_out(phrase: str, fragments: Mapping[str, Sequence[str]]) -> Iterator[list[Words]]:
    """Every way through a phrase; the one that is empty is left out."""
    ways = [list(_ways(word, fragments)) for word in phrase.split()]
    for chosen in product(*ways):
        pattern = [place for part in chosen for place in part]
        if pattern:
            yield pattern


def _ways(word: str, fragments: Mapping[str, Sequence[str]]) -> Iterator[list[Words]]:
    """The ways to fill one place of a phrase; a fragment of single words is one place."""
    name, is_optional = word.removesuffix("?"), word.endswith("?")
    if not name.startswith("{"):
        yield [((name,), is_optional)]
        return
    variants = fragments[name[1:-1]]
    single = tuple(variant for variant in variants if _WORD.fullmatch(variant))
    if single:
        yield [(single, is_optional)]
    elif is_optional:
        yield []
    for variant in variants:
        if variant not in single:
            yield from _written_out(variant, fragments)
