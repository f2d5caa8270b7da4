"""Which names are ambiguous, so that sentences must prove when they count and when they do not.

A name with conditions is, one of at most two letters, and one that is an ordinary word: of
``everyday_words.txt`` whatever the skill is, of ``english_words.txt`` where it is a technology (the
name of a field or practice mostly means just that: "soldering").
"""

from collections.abc import Iterator
from functools import cache

from skillscan import resources
from skillscan.taxonomy.model import Alias, Kind
from skillscan.taxonomy.spelling import lower, spellings

_SHORT = 2
"""Names of so few letters are ambiguous whatever they are."""


def is_ambiguous(alias: Alias, kind: Kind = "technology") -> bool:
    """Whether an alias of a skill of this kind needs sentences for and against."""
    is_short = alias.text.isalpha() and len(alias.text) <= _SHORT
    return alias.has_rule or is_short or is_ordinary_word(alias, kind)


def is_ordinary_word(alias: Alias, kind: Kind = "technology") -> bool:
    """Whether it is written like an ordinary word that means something else."""
    is_odd = alias.case == "exact" and not alias.text.islower() and not alias.text.istitle()
    if is_odd or alias.is_plain_word:
        return False
    word = lower(alias.text)
    return word in everyday_words() or (kind == "technology" and _is_english(word))


def missing_proofs(alias: Alias, kind: Kind, proofs: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """What is said of an ambiguous alias that lacks sentences; ``proofs``: those of its skill."""
    if not is_ambiguous(alias, kind):
        return
    lacking = [name for name, sentences in proofs.items() if not _has_example(alias, sentences)]
    if not lacking:
        return
    if not alias.has_rule and is_ordinary_word(alias, kind):
        name = alias.text
        yield (
            f"alias {name!r} is an ordinary word: say where it counts "
            f'({{text: {name}, when: ["experience with _"]}}), and write sentences with it into '
            "`examples`: in `counts` where it is the skill, in `counts_not` where it is not. Where "
            f"the word always means the skill: {{text: {name}, plain_word: true}}"
        )
        return
    for name in lacking:
        yield f"no `{name}` example with the ambiguous alias {alias.text!r}"


def comparable(text: str) -> str:
    """A text as aliases are sought in it."""
    return lower(text).replace("-", " ").replace("&", "and")


def _has_example(alias: Alias, sentences: tuple[str, ...]) -> bool:
    wanted = [comparable(text) for text in spellings(alias)]
    return any(text in comparable(sentence) for sentence in sentences for text in wanted)


def _is_english(word: str) -> bool:
    words = _words("english_words.txt")
    return word in words or (word.endswith("s") and word[:-1] in words)


def everyday_words() -> frozenset[str]:
    """English words and names that are also names of tools (``everyday_words.txt``)."""
    return _words("everyday_words.txt")


@cache
def _words(name: str) -> frozenset[str]:
    text = resources.data("taxonomy", name).read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())
