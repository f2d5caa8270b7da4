"""A stretch of text as words, so that cues and names can be compared word by word."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from skillscan.text.contact_names.rules import fold, name_words

_INITIAL = re.compile(r"[^\W\d_]\.?")


class Token(NamedTuple):
    """A word, an address that was masked, a line break or one other character."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a name besides the given names: the parts of e-mail addresses of this text."""

    address_parts: frozenset[str]

    def is_in_address(self, word: str) -> bool:
        """Whether a word stands in an e-mail address ("doe" in "jdoe")."""
        folded = fold(word)
        return len(folded) >= MIN_ADDRESS_WORD and any(folded in p for p in self.address_parts)


MIN_ADDRESS_WORD = 4


@lru_cache(maxsize=65_536)
def is_given(word: str) -> bool:
    """Whether a word is a known first name."""
    folded, given = fold(word), name_words().given
    return folded in given or ("-" in folded and any(one in given for one in folded.split("-")))


_PREFIXED = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|Fitz)[A-ZÀ-Þ]\w{1,40}")

_TOKEN = re.compile(
    r"[^\W\d_]{1,40}(?:['’-][^\W\d_]{1,40}){0,3}\.?"
    r"|\[(?:email|phone|profile|name)\]|\d+|\n|[^\s\w]|_"
)
"""A word has the full stop behind it as well, that it may belong to."""


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens between two places of a text; a full stop belongs to "Dr." and "J."."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word, (first, last) = match[0], match.span()
        if word[-1] == "." and _ends_sentence(word):
            found += (Token(word[:-1], first, last - 1), Token(".", last - 1, last))
        else:
            found.append(Token(word, first, last))
    return found


def words_between(text: str, start: int, end: int) -> list[str]:
    """The same without their places, in lower case."""
    found: list[str] = []
    for word in _TOKEN.findall(text, start, end):
        if word[-1] == "." and _ends_sentence(word):
            found += (word[:-1], ".")
        else:
            found.append(word)
    return " ".join(found).lower().split(" ") if found else found


def _ends_sentence(word: str) -> bool:
    """Whether the full stop of a word is none of its own."""
    if len(word) == 1 or (len(word) == 2 and word[0].isalpha()):
        return False
    return word not in name_words().honorifics and word not in name_words().titles


def is_initial(word: str) -> bool:
    """``J`` or ``J.``."""
    return bool(_INITIAL.fullmatch(word)) and word[0].isupper()


@lru_cache(maxsize=65_536)
def is_name_word(word: str) -> bool:
    """Whether a word looks like a part of a name and is none of the words that are not."""
    if is_initial(word):
        return True
    if len(word) < 2 or not word[0].isupper() or not word[-1].isalpha():
        return False
    if is_other_word(word):
        return False
    return word[1:].islower() or _is_joined(word) or fold(word) in name_words().given


def is_other_word(word: str) -> bool:
    """Whether a word is listed as no part of a name."""
    lower, words = word.lower(), name_words()
    return lower in words.no_names or lower in words.organisations


def _is_joined(word: str) -> bool:
    """``McDonald``, ``O'Neil``, ``Jean-Luc``, ``DeAndre``."""
    parts = re.split(r"['’-]", word)
    is_each = all(part[:1].isupper() and (part[1:].islower() or len(part) == 1) for part in parts)
    return (len(parts) > 1 and is_each) or bool(_PREFIXED.fullmatch(word))
