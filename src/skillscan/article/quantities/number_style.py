"""Which sign of an article's numbers is the decimal one: "72.5 %" and "1,764", or "72,5 %" and
"1.764".
"""

import re
from dataclasses import dataclass

_DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2} ?(?:%|€|percent|per cent)")
_DECIMAL_POINT = re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,2} ?(?:%|percent|per cent)")
_THOUSANDS_BY_COMMA = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,]\d)(?!\d)")
_THOUSANDS_BY_POINT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![.,]?\d)")
_GROUPS_OF_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+")
_GROUPS_OF_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """The value of digits as printed, and the worth of their last place."""

    value: float
    step: float


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How the digits of one article are read."""

    has_decimal_comma: bool

    @classmethod
    def of(cls, text: str) -> "NumberStyle":
        """The style that an article's percentages show; where they show none, points are decimal
        ones unless they part thousands and no comma does.
        """
        commas = sum(1 for _ in _DECIMAL_COMMA.finditer(text))
        points = sum(1 for _ in _DECIMAL_POINT.finditer(text))
        if commas == points == 0:
            has_commas = _THOUSANDS_BY_COMMA.search(text) is not None
            return cls(not has_commas and _THOUSANDS_BY_POINT.search(text) is not None)
        return cls(commas > points)

    def read(self, digits: str, *, is_money: bool = False) -> PrintedNumber | None:
        """The number that digits stand for; ``None`` for what is none ("1.2.3", "1,23,4").

        Groups of three behind a comma are thousands; behind a point only of money, which has no
        third decimal, and where the article writes decimals with a comma.
        """
        groups_by_point = self.has_decimal_comma or is_money
        if _GROUPS_OF_COMMA.fullmatch(digits) and not (
            self.has_decimal_comma and digits.startswith("0")
        ):
            return _whole(digits.replace(",", ""))
        if groups_by_point and _GROUPS_OF_POINT.fullmatch(digits):
            return _whole(digits.replace(".", ""))
        plain = digits
        if "," in digits and "." in digits:
            decimal = max(",", ".", key=digits.rfind)
            plain = digits.replace("." if decimal == "," else ",", "")
        plain = plain.replace(",", ".")
        if plain.count(".") > 1:
            return None
        places = len(plain.partition(".")[2])
        return PrintedNumber(float(plain), 10.0**-places) if places else _whole(plain)


_MOST_ZEROS = 3
_LEAST_ROUND = 10_000


def _whole(digits: str) -> PrintedNumber:
    """A whole number; a large one that ends in zeros is read as rounded to them."""
    value = float(digits)
    zeros = len(digits) - len(digits.rstrip("0")) if value >= _LEAST_ROUND else 0
    return PrintedNumber(value, float(10 ** min(zeros, _MOST_ZEROS)))
