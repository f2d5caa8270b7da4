"""Shares in words: "nearly three quarters", "one in five", "the majority".

Where a share has words that are true of it, they are printed; else the digits, as "31%". Words take
the place of the whole quantity, the words before it that said how near it was among them.
"""

import re
from collections.abc import Sequence

from skillscan import resources
from skillscan.article.model import Bound, Quantity, nearness_of_part

_MAJORITY = re.compile(r"\b(?:majority|most)\b", re.IGNORECASE)
_WHOLE_KIND = re.compile(r"most", re.IGNORECASE)
_COUNTED = re.compile(r"\bin\b|\bout of\b", re.IGNORECASE)
_HALF = 50.0
_EXACT_POINTS = 0.5
_FAR_BELOW = 5.0
"""So many points below a part "fewer than" it says too little."""


def in_words(text: str, quantity: Quantity, number: float) -> str | None:
    """Words for a share in the place of other words; ``None`` where the number is no share.

    ``number`` is in the quantity's unit: percent, or a ratio as 0.72.
    """
    if quantity.unit not in {"percent", "ratio"}:
        return None
    percent = number * 100 if quantity.unit == "ratio" else number
    if _MAJORITY.search(text) and percent > _HALF:
        return text
    words = resources.data_yaml("article", "number_words.yaml")
    family = words["counts" if _COUNTED.search(text) else "parts"]
    value, phrase = min(family, key=lambda pair: abs(float(pair[0]) - percent))
    said = f"{percent:.0f}%"
    if abs(value - percent) <= nearness_of_part(value):
        said = phrase if abs(value - percent) <= _EXACT_POINTS else f"about {phrase}"
        if quantity.bound is Bound.NEARLY and said != phrase and percent < value:
            said = f"nearly {phrase}"
    elif _MAJORITY.search(text) and (least := _least_above(family, percent)):
        said = f"fewer than {least}"
    if _WHOLE_KIND.fullmatch(text):
        said = f"{said} of"
    return said[:1].upper() + said[1:] if text[:1].isupper() else said


def _least_above(family: Sequence[tuple[float, str]], percent: float) -> str | None:
    """The part that a share lies shortly below."""
    above = [pair for pair in family if 0 < pair[0] - percent <= _FAR_BELOW]
    return min(above)[1] if above else None
