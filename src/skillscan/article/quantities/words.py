"""The words of a block, each with the class that the phrases of quantities know it by.

Cut finer than a tokenizer for prose would: digits, letters and signs part wherever they meet
("$120-145k", "9.8X", "72,5 %"), so that no quantity hangs on how a text was spaced.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from skillscan.nlp.experience.token_phrases import OTHER
from skillscan.rules import RuleFile

DIGITS = "digits"
LARGE = "large_number"
"""The class of a number of more than a hundred that is written out."""
_HUNDRED = 100
_PIECE = r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_"
_FIRST_WORD = re.compile(r"[^\W\d_]+")
"""Of a number of two words ("eighty-three") the one that tells its class."""
_GLUED = re.compile(r"(?:[^\W\d_]|(?<!\d)[^\W\d_][-_.#/])\Z")
"""Right before digits these make them part of a name: "A100", "GPT-4"."""
_CURRENCY_LETTERS = re.compile(r"\b(?:EUR|USD|GBP|CHF|CAD|AUD|INR)-?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticleWord:
    """A word, number or sign; offsets are characters of the article's text."""

    start: int
    end: int
    text: str
    kind: str


def number_in_words(numbers: Mapping[str, float], text: str) -> float | None:
    """What a number that is written out comes to: "eighty-three", "sixteen hundred", "a hundred and
    seventy-nine thousand"; ``None`` of what is none.
    """
    thousands = part = 0.0
    words = [word for word in re.split(r"[\s,-]+", text.lower()) if word != "and"]
    for place, word in enumerate(words):
        if word in ("a", "one") and place == 0 and len(words) > 1:
            part = 1.0
        elif word == "hundred" and len(words) > 1:
            part = (part or 1.0) * numbers[word]
        elif word == "thousand" and len(words) > 1:
            thousands, part = (part or 1.0) * 1000, 0.0
        elif (value := numbers.get(word)) is not None:
            part += value
        else:
            return None
    return thousands + part


class WordClasses:
    """Cuts texts into words and classes them by ``article_quantities.yaml``."""

    def __init__(self, rules: RuleFile, named: Set[str]) -> None:
        """``named``: what the phrases of the file name, classes and words."""
        words = rules.words
        classes: dict[str, str] = {
            word: kind for kind, listed in words["word_classes"].items() for word in listed
        }
        for kind in ("number", "fraction", "magnitude", "change"):
            classes.update(dict.fromkeys(words[f"{kind}s"], kind))
        classes.update(dict.fromkeys(words["currencies"], "currency"))
        self._kinds = {
            word: word for word in named - {*classes.values(), DIGITS, LARGE, OTHER}
        } | classes
        self._kinds["half"] = "half"
        numbers = words["numbers"]
        tens = [word for word, value in numbers.items() if value % 10 == 0 and value >= 2 * 10]
        units = [word for word, value in numbers.items() if 1 <= value < 10]
        compound = rf"(?:{'|'.join(tens)})[- ](?:{'|'.join(units)})"
        below = [word for word, value in numbers.items() if 1 <= value < _HUNDRED]
        small = rf"(?:{compound}|{'|'.join(below)})"
        rest = rf"hundred(?: and)? {small}"
        hundreds = rf"(?:{small} (?:{rest}|hundred)|a {rest})"
        thousands = rf"(?:{hundreds}|{small}) thousand,? (?:{hundreds}|(?:and )?{small})"
        large = rf"{thousands}|(?:{hundreds}|a hundred) thousand|{hundreds}"
        self._large = re.compile(large, re.IGNORECASE)
        self._piece = re.compile(rf"\b(?:{large}|{compound})\b|{_PIECE}", re.IGNORECASE)

    def cut(
        self, text: str, start: int, end: int, masked: Sequence[tuple[int, int]]
    ) -> Iterator[ArticleWord]:
        """The words of ``text[start:end]``; digits inside of masked stretches are of no class."""
        begins = [first for first, _ in masked]
        for match in self._piece.finditer(text, start, end):
            first = _FIRST_WORD.match(match[0])
            kind = self._kinds.get(first[0].lower() if first else match[0], OTHER)
            if " " in match[0] and self._large.fullmatch(match[0]):
                kind = LARGE
            if match[0][0].isdecimal():
                kind = DIGITS if self._is_number(text, match.start(), start) else OTHER
            if kind != OTHER and masked:
                place = bisect_right(begins, match.start()) - 1
                if place >= 0 and match.start() < masked[place][1]:
                    kind = OTHER
            yield ArticleWord(match.start(), match.end(), match[0], kind)

    def _is_number(self, text: str, at: int, start: int) -> bool:
        before = text[max(start, at - 5) : at]
        return not _GLUED.search(before) or bool(_CURRENCY_LETTERS.search(before))
