"""Shares in words: "nearly three quarters", "one in five", "the majority".

Where a share has words that are true of it, they are printed; else the digits, as "31%", but for
the beginning of a sentence, where a bound in words is true of every share ("More than a tenth").
Words take the place of the whole quantity, the words before it that said how near it was among
them, and go on with what stands behind it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from skillscan import resources
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Bound, Quantity, nearness_of_part

_MAJORITY = re.compile(r"\b(?:majority|most)\b", re.IGNORECASE)
_WHOLE_KIND = re.compile(r"most", re.IGNORECASE)
_COUNTED = re.compile(r"\bin\b|\bout of\b", re.IGNORECASE)
_NOUN_INSIDE = (
    r"\b(?:one|{small_numbers}) (?P<noun>(?:[\w/-]+ ){0,3}?(?:{opening_nouns}|{single_openings}))"
    r"(?P<joint> in| out of) [\w-]+$"
)
"""A share with its openings inside: "one posting in five"."""
_NUMBER_AND = re.compile(
    r"(?P<before>(?:about |nearly |(?:more|fewer) than )?)(?P<count>[\w-]+) in "
)
_NOUN_BEHIND = r" (?!of\b)(?:[\w/-]+ ){0,4}?{opening_nouns}\b"
_DETERMINED = re.compile(r" (?:the|all|our|these|those|their|its)\b")
_ONE_OF_MANY = re.compile(
    r"(?:(?:about|nearly|roughly|only|just|(?:more|fewer) than) ){0,2}one\b", re.IGNORECASE
)
_HALF = 50.0
_EXACT_POINTS = 0.5
_FAR_BELOW = 5.0
"""So many points below a part "fewer than" it says too little."""
_VERB = (
    rf"(?:{_NOUN_BEHIND})?(?: for (?:[\w/-]+ ){{0,2}}?[\w/-]+)?"
    r"(?: (?:now|still|also|already|even|today|only))? "
)


def in_words(text: str, quantity: Quantity, number: float, behind: str = "") -> str | None:
    """Words for a share in the place of other words, before those ``behind`` it; ``None`` where the
    number is no share.

    ``number`` is in the quantity's unit: percent, or a ratio as 0.72.
    """
    if quantity.unit not in {"percent", "ratio"}:
        return None
    percent = number * 100 if quantity.unit == "ratio" else number
    if _MAJORITY.search(text) and percent > _HALF:
        return text
    family = _words()["counts" if _COUNTED.search(text) else "parts"]
    said = _said(text, quantity, percent, family)
    is_digits = said[:1].isdecimal()
    if inside := pattern_of(_NOUN_INSIDE).search(text):
        said = _with_noun(said, inside["noun"], inside["joint"])
    elif _WHOLE_KIND.fullmatch(text) or _needs_of(text, behind, is_digits=is_digits):
        said = f"{said} of"
    return said[:1].upper() + said[1:] if text[:1].isupper() else said


def verb_for(old: str, new: str, behind: str) -> tuple[int, int, str] | None:
    """The verb of openings behind words for a share, where it stands in ``behind`` and in what form
    it agrees with the new words: "one in five postings names" becomes "two in five postings name".
    """
    is_one = _ONE_OF_MANY.match(old) is not None and _COUNTED.search(old) is not None
    if not is_one or _ONE_OF_MANY.match(new):
        return None
    plurals: Mapping[str, str] = _words()["verbs"]
    verb = pattern_of(rf"{_VERB}(?P<verb>{'|'.join(plurals)})\b", 0).match(behind)
    return (*verb.span("verb"), plurals[verb["verb"]]) if verb else None


def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = resources.data_yaml("article", "number_words.yaml")
    return found


def _said(
    text: str, quantity: Quantity, percent: float, family: Sequence[tuple[float, str]]
) -> str:
    value, phrase = min(family, key=lambda pair: abs(float(pair[0]) - percent))
    if abs(value - percent) <= nearness_of_part(value):
        if abs(value - percent) <= _EXACT_POINTS:
            return phrase
        is_nearly = quantity.bound is Bound.NEARLY and percent < value
        return f"nearly {phrase}" if is_nearly else f"about {phrase}"
    if _MAJORITY.search(text) and (least := _least_above(family, percent)):
        return f"fewer than {least}"
    return _bounded(percent, family) if text[:1].isupper() else f"{percent:.0f}%"


def _bounded(percent: float, family: Sequence[tuple[float, str]]) -> str:
    """Words that are true of a share which no part is near to."""
    above = min((pair for pair in family if pair[0] > percent), default=None)
    below = max((pair for pair in family if pair[0] < percent), default=None)
    if above and above[0] - percent <= 2 * nearness_of_part(above[0]):
        return f"nearly {above[1]}"
    if below:
        return f"more than {below[1]}"
    return f"fewer than {above[1]}" if above else f"{percent:.0f}%"


def _with_noun(said: str, noun: str, joint: str) -> str:
    """Words with the openings inside that the old ones had: "two postings in five"."""
    counted = _NUMBER_AND.match(said)
    if counted is None:
        return f"{said} of {_plural(noun)}"
    named = _singular(noun) if counted["count"] == "one" else _plural(noun)
    return f"{counted['before']}{counted['count']} {named}{joint} {said[counted.end() :]}"


def _needs_of(text: str, behind: str, *, is_digits: bool) -> bool:
    """Whether "of" must join the words with the openings behind them: "12% of postings" in the
    place of "one in eight postings", "a third of the ads" in that of "half the ads".
    """
    if _COUNTED.search(text):
        return is_digits and pattern_of(_NOUN_BEHIND).match(behind) is not None
    return text.lower().endswith("half") and _DETERMINED.match(behind) is not None


def _plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("cy") else f"{noun}s"


def _singular(noun: str) -> str:
    return f"{noun[:-3]}y" if noun.endswith("cies") else noun.removesuffix("s")


def _least_above(family: Sequence[tuple[float, str]], percent: float) -> str | None:
    """The part that a share lies shortly below."""
    above = [pair for pair in family if 0 < pair[0] - percent <= _FAR_BELOW]
    return min(above)[1] if above else None
