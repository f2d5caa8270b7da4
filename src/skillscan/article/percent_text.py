"""The number inside a marker: read at its own precision, and written the same way."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Three places would be a thousands group ("10,000"), and no share is given so finely.
_NUMBER = re.compile(r"(?<![\d.,])\d{1,9}(?:[.,]\d{1,2})?(?![\d]|[.,]\d)")
_ANY_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PercentText:
    """A percentage as it stands in a text; ``before`` and ``after`` are the words around it."""

    before: str
    digits: str
    after: str

    @property
    def percent(self) -> Decimal:
        """The value in per cent."""
        return Decimal(self.digits.replace(",", "."))

    @property
    def decimals(self) -> int:
        """How many decimal places it is given with."""
        return len(re.split(r"[.,]", self.digits)[1]) if re.search(r"[.,]", self.digits) else 0

    def with_share(self, share: float) -> "PercentText":
        """The same text for another share in [0, 1]: own precision, own decimal sign."""
        quantum = Decimal(1).scaleb(-self.decimals)
        rounded = (Decimal(repr(share)) * 100).quantize(quantum, rounding=ROUND_HALF_UP)
        digits = f"{rounded:f}"
        return PercentText(
            self.before, digits.replace(".", ",") if "," in self.digits else digits, self.after
        )

    def __str__(self) -> str:
        return self.before + self.digits + self.after


def read_percent_text(text: str) -> PercentText | None:
    """The one number of a text, or ``None`` where it holds none, several, or more than 100."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    match = _NUMBER.search(text)
    assert match is not None  # noqa: S101  (findall found it)
    percent_text = PercentText(text[: match.start()], match[0], text[match.end() :])
    around = percent_text.before + percent_text.after
    return None if _ANY_DIGIT.search(around) or percent_text.percent > 100 else percent_text
