"""The cues and words of ``data/rules/contact_names.yaml``, made ready to be compared with tokens.

spaCy's ``Matcher`` takes the same kind of patterns, but these lists of alternatives cost it a
hundred milliseconds a posting; indexed by a word that each cue must hold, they cost less than one.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from skillscan import resources
from skillscan.rules import Rule, RuleFile, load_rules
from skillscan.rules.cues import CueWord, cue_words
from skillscan.rules.phrases import NEVER, Fragments

Place = Literal["after", "before", "below", "honoured"]

FILE = "contact_names.yaml"
_LISTS = (
    *("honorifics", "titles", "particles", "joiners"),
    *("no_names", "organisations", "companies"),
)
RARE = 100
"""Weight of a word that is not listed as common, over any length."""


@dataclass(frozen=True, slots=True)
class CueRule:
    """Where the name stands to the cue, and whether the cue speaks of a person."""

    id: str
    place: Place
    is_person: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, cut at its anchor: the words before it (the nearest first) and those behind."""

    rule: CueRule
    before: tuple[CueWord, ...]
    behind: tuple[CueWord, ...]
    required: tuple[frozenset[str], ...]
    """The words of each place that no text with the cue lacks."""
    previous: frozenset[str]
    following: frozenset[str]
    """The words of which one stands beside the anchor; none where that may be any."""

    def is_possible_among(self, words: set[str]) -> bool:
        """Whether a text of these words can hold the cue."""
        return not any(map(words.isdisjoint, self.required))

    def around(self, words: Sequence[str], place: int) -> Iterator[tuple[int, int]]:
        """Where the cue begins and ends, if its anchor is the token at a place."""
        if self.following and self.following.isdisjoint(words[place + 1 : place + 2]):
            return
        if self.previous and self.previous.isdisjoint(words[max(0, place - 1) : place]):
            return
        ends = _reached(words, place + 1, self.behind, step=1)
        if ends:
            for start in _reached(words, place - 1, self.before, step=-1):
                for end in ends:
                    yield start + 1, end


def _reached(words: Sequence[str], place: int, cue: Sequence[CueWord], *, step: int) -> set[int]:
    """The places that one can be at when all words of a cue were passed."""
    places = {place}
    for part in cue:
        passed = {at + step for at in places if 0 <= at < len(words) and part.fits(words[at])}
        places = places | passed if part.is_optional else passed
        if not places:
            break
    return places


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that begin, join, end or rule out a name: honorifics and titles as they are written,
    given names folded, the others in lower case.
    """

    honorifics: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    joiners: frozenset[str]
    no_names: frozenset[str]
    organisations: frozenset[str]
    companies: frozenset[str]
    given: frozenset[str]


def fold_anew(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


fold = lru_cache(maxsize=65_536)(fold_anew)
"""The same, kept."""


@cache
def name_words() -> NameWords:
    """The words of the data files."""
    listed = load_rules(FILE).words
    given = resources.data("rules", "given_names.txt").read_text(encoding="utf-8")
    lines = (line for line in given.splitlines() if not line.startswith("#"))
    return NameWords(
        **{name: frozenset(listed[name]) for name in _LISTS},
        given=frozenset(" ".join(lines).split()),
    )


class Cues:
    """The cues of a rule file, by the words that can be their anchor."""

    def __init__(self, rules: RuleFile, rule_id: str | None = None) -> None:
        """``rule_id``: only those of this rule."""
        self.by_anchor: dict[str, list[Cue]] = defaultdict(list)
        common = frozenset(rules.words["common"])
        for rule in rules.rules("rules"):
            if rule_id in (None, rule.id):
                self._add(rule, rules.fragments, common)
        anchors = self.by_anchor.items()
        of_persons = (word for word, held in anchors if any(cue.rule.is_person for cue in held))
        self.anchors_of_persons = frozenset(
            word for word in of_persons if word.isalpha() or "-" in word
        )
        """Words of which every cue of a person holds one."""

    def places(self, words: Sequence[str]) -> Iterator[tuple[CueRule, int, int]]:
        """Where cues begin and end among words, with their rules."""
        cues = self._possible_among(set(words))
        for place, word in enumerate(words) if cues else ():
            for cue in cues.get(word, ()):
                for start, end in cue.around(words, place):
                    yield cue.rule, start, end

    def _possible_among(self, words: set[str]) -> dict[str, list[Cue]]:
        """The cues that a text of these words can hold, by their anchors."""
        found = {
            anchor: [cue for cue in self.by_anchor[anchor] if cue.is_possible_among(words)]
            for anchor in self.by_anchor.keys() & words
        }
        return {anchor: cues for anchor, cues in found.items() if cues}

    def _add(self, rule: Rule, fragments: Fragments, common: frozenset[str]) -> None:
        cue_rule = CueRule(rule.id, rule.fields["name"], rule.fields.get("is_person", False))
        for phrase in rule.slots["phrases"]:
            for words in cue_words(phrase, fragments) if phrase != NEVER else ():
                place = _anchor(words, common)
                required = tuple(w.words for w in words if w.words and not w.is_optional)
                before, behind = words[:place][::-1], words[place + 1 :]
                cue = Cue(cue_rule, before, behind, required, _nearest(before), _nearest(behind))
                for word in words[place].words:
                    self.by_anchor[word].append(cue)


def _nearest(words: Sequence[CueWord]) -> frozenset[str]:
    """What the first of these words can be, with those that may be missing; none for anything."""
    found = set[str]()
    for word in words:
        if not word.words:
            break
        found |= word.words
        if not word.is_optional:
            return frozenset(found)
    return frozenset()


def _anchor(words: Sequence[CueWord], common: frozenset[str]) -> int:
    """The place of the required word that is rarest, as far as one can tell without a text."""

    def rarity(word: CueWord) -> int:
        if not word.can_be_anchor:
            return 0
        return min(map(len, word.words)) + (0 if common & word.words else RARE)

    found = list(map(rarity, words))
    return found.index(max(found))
