"""The expressions that sums of money are found with, made from the signs and codes of ``pay.yaml``.

One reads a number with all that belongs to it, its currency, factor and period, and the other end
of a range; a cheap one tells the lines that may state a sum at all.
"""

import re
from collections.abc import Iterable, Iterator

from skillscan.nlp.pay.words import PayWords
from skillscan.rules.expressions import compile_expression

_NUMBER = (
    r"(?:\d{1,3}(?:(?:, ?|[ \u00a0\u2009\u202f'’](?=\d{3}\b)|\.)\d{2,3}){1,3}"
    r"(?:[.,]\d{1,2}|(?<=,\d{3})\.(?:000|\d{4,6}))?(?!\d)"
    r"|\d{1,7}(?:[.,]\d{1,2}|\.\d{4,6})?(?!\d))(?:[.,][-–—]{1,2}(?!\s?[$€£]?\s?\d))?"
)
FACTOR = (
    r"(?:\s?(?:k|K|thousand|Tsd\.?)(?!\w)|\s?T(?=\s?(?:€|EUR))|(?:k|K)(?=[A-Z])"
    r"|\s?(?:LPA|lpa|L|(?i:lakhs?|lacs?))\b)"
)
"""What multiplies a number: "k", "lakhs"."""
_PER = (
    r"(?:\s?(?:/|per|a|an|pro|je|im)\s?(?:hour|hr|h|day|week|month|mo|year|yr|annum|calendar month"
    r"|Hr|Yr|Stunde|Std|Tag|Woche|Monat|Jahr)\b\.?"
    r"|\s?(?:annually|hourly|monthly))?"
)
_TO = (
    r"(?:\s\(?(?:in )?(?:the )?(?:first year|1st year|year (?:one|1))\)?,?|"
    r"\s\((?:(?:salary|pay)\s)?(?i:scale|grade|step|band)\s[\w ,.-]{1,20}\),?)?"
    r"\s?(?:to\b|bis\b|und\b|tot\b(?:\sde\b)?|t/m\b|(?:{ands_abroad})(?=\s€\s?\d)|"
    # Where no sign stands behind them, these are believed without a "between".
    r"à(?=\s?\d)|(?:et|y)(?=\s\s?\d)|a(?=\s(?:R?\$\s?|€\s?)?\d{1,3}\.\d{3})|"
    r"/(?=\s?\d{2,3}\s?[kK]\s?€)|-{1,3}|–|—|−|‐|‑|~|〜|～|\bto\b|\band\b|\bthrough\b|up to|"
    r"(?i:(?:/\s?)?(?:\w+\s)?max(?:imum)?(?:\ssalary)?\s?:?))\s?"
)
_GROUPED = r"(?=\s?(?:\d{2,3}|\d[ ,]\d{3})[ ,]\d{3}(?!\d)|\d{2,3}[kK](?!\w))"
"""What must follow a sign of one letter: "R45,000", "R1 200 000", "P80K", but not "R 4.1"."""
_NO_GRADE = r"(?<![Bb]and )(?<![Gg]rade )(?<![Ss]tep )"
"""The number of a pay band is no end of a range: "Pay Band 18 - $116,547"."""


def sum_pattern(words: PayWords, factor: str) -> re.Pattern[str]:
    """What matches a sum or a range; ``factor`` is an expression for what multiplies a number.

    Groups: ``low``, ``high``, what stands with each (``low_factor``, ``low_per``, ``after_low``,
    ``code_after_low``), ``code_before``, ``sign_before``, ``sign_high`` and ``plus``.
    """
    shared = (sign for sign in words.local_signs if sign not in words.signs)
    signs = "|".join(
        [*map(_sign_pattern, words.signs), *map(_sign_pattern, shared), _unknown_sign(words)]
    )
    codes = "|".join(words.codes)
    behind = "|".join(_word_pattern(word) for word in sorted(words.signs_after, key=len)[::-1])
    number = f"(?:{_NUMBER})"
    after = (
        rf"(?:\s?(?P<after_{{0}}>{behind}))?(?:\s?\(?(?P<code_after_{{0}}>{codes})(?![a-z])\)?)?"
    )
    plus = rf"(?P<plus>\+(?=\s?(?:{codes})(?![a-z])))?"
    low = (
        rf"(?P<low>{number})(?P<low_factor>{factor})?{plus}{after.format('low')}(?P<low_per>{_PER})"
    )
    to = _TO.replace("{ands_abroad}", any_word(words.ands_abroad))
    high = (
        rf"(?:{to}(?:(?P<sign_high>{signs})\s?|(?:{codes})\s?)?(?P<high>{number})"
        rf"(?P<high_factor>{factor})?{after.format('high')}(?P<high_per>{_PER}))?"
    )
    return compile_expression(
        rf"(?:(?<![\w.,])(?P<code_before>{codes})(?:\)?:)?\s?(?:[$€£₹]\s?)?|"
        rf"(?P<sign_before>{signs})\s?|(?<![A-Z\d_$€£₹.,/-]){_NO_GRADE})"
        rf"{low}{high}"
    )


def any_word(words: Iterable[str]) -> str:
    """An expression for one of these words, with any blank between their parts."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)


def _sign_pattern(sign: str) -> str:
    """A sign as a pattern; one that begins with a letter must not end a word or name a zone."""
    if sign == "$":
        return r"\$(?:[A-Z](?=\d{2,3},\d{3}\b))?"  # "$T103,500" is a slip.
    pattern = re.escape(sign).replace(r"\ ", r"\s?")
    if sign[0].isalpha():
        is_letters = sign.isalpha()
        pattern = rf"(?<![A-Za-z])(?<![Zz]one )(?<![Tt]ier )(?<![Aa]rea ){pattern}"
        return pattern + _GROUPED if is_letters and len(sign) < len("Rs") else pattern
    return pattern


def _unknown_sign(words: PayWords) -> str:
    """A dollar with letters that no rule names: some currency, but nobody knows which."""
    return rf"(?<![^\W\d_])(?!(?:{'|'.join(words.no_signs)})\$)[A-Z]{{1,2}}\$"


def _word_pattern(word: str) -> str:
    """A sign or name behind a sum; one that stands right before digits is that of the next sum."""
    if word == "$":
        return r"\$(?!\s?\d)"
    return re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else r"(?!\d)")


def marker_pattern(words: PayWords) -> re.Pattern[str]:
    """What is in every line that states a sum in a currency."""
    return compile_expression("|".join(_by_first_sign(_markers(words))))


def _by_first_sign(texts: Iterable[str]) -> Iterator[str]:
    """An expression for all texts that begin alike, each with that character in front: only so
    does Python look for these characters first, which takes a twentieth of the time.
    """
    rests: dict[str, list[str]] = {}
    for text in texts:
        rests.setdefault(text[0], []).append(_rest_of_marker(text))
    for first, found in rests.items():
        yield f"{re.escape(first)}(?:{'|'.join(found)})"


def _rest_of_marker(text: str) -> str:
    """A text without its first character; letters of it must not end a word."""
    first, rest = text[0], re.escape(text[1:])
    if _is_letter(text):
        return rf"(?<!\w{first})\s?\d[\d ,]"
    return rf"(?<![A-Za-z]{first}){rest}" if text.isalpha() else rest


def _markers(words: PayWords) -> tuple[str, ...]:
    """Signs and codes of which one is in every such line, without those that hold another."""
    signs = (*words.signs, *words.local_signs, *words.signs_after)
    texts = {*(sign.split()[-1] for sign in signs), *words.codes}
    ordered = sorted(texts, key=lambda text: (len(text), text))  # the same in every process
    return tuple(
        text
        for text in ordered
        if not any(other in text for other in texts if other != text and not _is_letter(other))
    )


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()
