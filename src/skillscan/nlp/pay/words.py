"""The words and numbers of pay: written numbers, signs, and the periods pay is stated for."""

import re
from typing import cast

from skillscan.domain import PayPeriod
from skillscan.rules import RuleFile
from skillscan.rules.literal_gate import folded

PAY_FILE = "pay.yaml"
_SHORT_PERIODS: tuple[PayPeriod, ...] = ("hour", "day", "month")


class PayWords:
    """The signs, codes and periods of one ``pay.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the words of ``pay.yaml``."""
        entries = sorted(rules.words["currencies"], key=lambda entry: -len(entry["sign"]))
        self.signs: dict[str, str] = {entry["sign"]: entry["code"] for entry in entries}
        self.codes: tuple[str, ...] = tuple(rules.words["codes"])
        self._magnitudes = rules.words["magnitudes"]
        self._periods = [
            (cast("PayPeriod", rule.fields["period"]), pattern)
            for rule in rules.rules("periods")
            if (pattern := rules.pattern(rule))
        ]
        self._pay = [
            pattern for rule in rules.rules("pay_words") if (pattern := rules.pattern(rule))
        ]
        self._keys_of_pay = rules.key_literals("pay_words")

    def period_of(self, text: str) -> PayPeriod | None:
        """The first pay period named in a text."""
        return min(self._periods_in(text), default=(0, None))[1]

    def last_period_of(self, text: str) -> PayPeriod | None:
        """The last pay period named in a text."""
        return max(self._periods_in(text), default=(0, None))[1]

    def _periods_in(self, text: str) -> list[tuple[int, PayPeriod]]:
        """Where a text names pay periods."""
        if not text:
            return []
        return [(m.start(), period) for period, p in self._periods for m in p.finditer(text)]

    def period_of_size(self, top: float, currency: str | None) -> PayPeriod:
        """The period for which a sum of this size is usual pay."""
        bounds = self._magnitudes.get(currency, self._magnitudes["default"])
        return next((period for period in _SHORT_PERIODS if top < bounds[period]), "year")

    def say_pay(self, text: str) -> bool:
        """Whether a text holds a word that says an amount is pay."""
        lowered = folded(text)
        return any(key in lowered for key in self._keys_of_pay) and any(
            pattern.search(text) for pattern in self._pay
        )


def parse_number(digits: str) -> float | None:
    """The value of a written number; a separator before one or two last digits is decimal."""
    plain = re.sub(r"[\s'’]", "", digits)
    decimal = re.fullmatch(r"(.*?)[.,](\d{1,2})", plain)
    whole, cents = (decimal[1], decimal[2]) if decimal else (plain, "")
    groups = re.split(r"[.,]", whole)
    if any(len(group) not in (2, 3) for group in groups[1:]) or len(groups[-1]) == 2 < len(groups):
        return None
    try:
        return float(f"{''.join(groups)}.{cents or '0'}")
    except ValueError:
        return None
