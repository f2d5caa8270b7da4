"""The cues and words of ``data/rules/contact_names.yaml``, made ready to be compared with tokens.

spaCy's ``Matcher`` takes the same kind of patterns, but these lists of alternatives cost it a
hundred milliseconds a posting; indexed by a word that each cue must hold, they cost less than one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Literal, NamedTuple

from skillscan import resources

Place = Literal["after", "before", "below", "honoured"]

FILE = "contact_names.yaml"
RARE = 100
"""Weight of a word that is not listed as common, over any length."""
_ALTERNATIVES = re.compile(r"(?<!\\)\|")
_FRAGMENT = re.compile(r"\{(\w+)\}")
_ANCHOR = re.compile(r"[^\W\d_][\w'-]|\[")


@dataclass(frozen=True, slots=True)
class CueRule:
    """Where the name stands to the cue, and whether the cue speaks of a person."""

    id: str
    place: Place
    is_person: bool


class CueWord(NamedTuple):
    """One word of a cue: any of ``words`` (in lower case), or any word at all where it is empty."""

    words: frozenset[str]
    is_optional: bool

    def fits(self, word: str) -> bool:
        """Whether a token, in lower case, is such a word; no cue crosses the end of a line."""
        return word in self.words if self.words else word != "\n"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, cut at its anchor: the words before it (the nearest first) and those behind."""

    rule: CueRule
    before: tuple[CueWord, ...]
    behind: tuple[CueWord, ...]

    def around(self, words: Sequence[str], place: int) -> Iterator[tuple[int, int]]:
        """Where the cue begins and ends, if its anchor is the token at a place."""
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


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def name_words() -> NameWords:
    """The words of the data files."""
    listed = resources.data_yaml("rules", FILE)
    given = resources.data("rules", "given_names.txt").read_text(encoding="utf-8")
    lines = (line for line in given.splitlines() if not line.startswith("#"))
    return NameWords(
        honorifics=frozenset(listed["honorifics"]),
        titles=frozenset(listed["titles"]),
        particles=frozenset(listed["particles"]),
        joiners=frozenset(listed["joiners"]),
        no_names=frozenset(listed["no_names"].split()),
        organisations=frozenset(listed["organisations"].split()),
        companies=frozenset(name.strip() for name in listed["companies"].split(";")),
        given=frozenset(" ".join(lines).split()),
    )


@cache
def cues() -> Mapping[str, Sequence[Cue]]:
    """The cues of the data file, by the words that can be their anchor."""
    listed = resources.data_yaml("rules", FILE)
    found: dict[str, list[Cue]] = defaultdict(list)
    for entry in listed["rules"]:
        rule = CueRule(entry["id"], entry["name"], entry.get("is_person", False))
        for phrase in entry["cues"]:
            for words in _cue_words(phrase, listed["fragments"]):
                place = _anchor(words, frozenset(listed["common"]))
                cue = Cue(rule, words[:place][::-1], words[place + 1 :])
                for word in words[place].words:
                    found[word].append(cue)
    return found


@cache
def anchors_of_persons() -> frozenset[str]:
    """Words of which every cue of a person holds one."""
    found = cues().items()
    of_persons = (word for word, held in found if any(one.rule.is_person for one in held))
    return frozenset(word for word in of_persons if word.isalpha() or "-" in word)


def _cue_words(
    phrase: str, fragments: Mapping[str, Sequence[str]]
) -> Iterator[tuple[CueWord, ...]]:
    """A phrase of the data file, word by word, once for each filling of its fragments."""
    for filling in product(*(fragments[name] for name in _FRAGMENT.findall(phrase))):
        parts = iter(filling)
        filled = _FRAGMENT.sub(lambda _, parts=parts: next(parts), phrase)  # type: ignore[misc]
        yield tuple(map(_cue_word, filled.split()))


def _cue_word(word: str) -> CueWord:
    is_optional = len(word) > 1 and word.endswith("?") and not word.endswith("\\?")
    bare = word[:-1] if is_optional else word
    if bare == "*":
        return CueWord(frozenset(), is_optional)
    words = (part.replace("\\", "") for part in _ALTERNATIVES.split(bare))
    return CueWord(frozenset(words), is_optional)


def _anchor(words: Sequence[CueWord], common: frozenset[str]) -> int:
    """The place of the required word that is rarest, as far as one can tell without a text."""

    def rarity(word: CueWord) -> int:
        if word.is_optional or not word.words or not all(map(_ANCHOR.match, word.words)):
            return 0
        return min(map(len, word.words)) + (0 if common & word.words else RARE)

    found = list(map(rarity, words))
    if not max(found):
        raise ValueError(f"data/rules/{FILE}: a cue needs a required word of two letters: {words}")
    return found.index(max(found))
