"""The words and numbers of pay: written numbers, signs, and the periods pay is stated for."""

import re
from collections.abc import Sequence
from typing import Any, cast

from skillscan.domain import PayPeriod
from skillscan.nlp.pay.bounds import Bounds
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile
from skillscan.rules.folding import folded
from skillscan.rules.literal_gate import holds_any
from skillscan.rules.literal_start import StartSearch
from skillscan.rules.memo import Memo

PAY_FILE = "pay.yaml"
_PERIOD_CHARS = 24
_OPENING_CHARS = 40
_HOURS_OF_SHARE = 120
"""A day's pay at its upper bound is that many times the least of an hour or a week."""
_MEMO_CHARACTERS = 200_000
_SHORT_PERIODS: tuple[PayPeriod, ...] = ("hour", "day", "month")


class PayWords:
    """The signs, codes and periods of one ``pay.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        """Take over the words of ``pay.yaml``."""
        entries = sorted(rules.words["currencies"], key=lambda entry: -len(entry["sign"]))
        self.signs: dict[str, str] = {entry["sign"]: entry["code"] for entry in entries}
        self.codes: tuple[str, ...] = tuple(rules.words["codes"])
        self.aliases: dict[str, str] = rules.words["code_aliases"]
        self.local_signs: dict[str, dict[str, str]] = rules.words["local_signs"]
        """Signs of several currencies: country to currency."""
        self.country_currencies: dict[str, str] = rules.words["country_currencies"]
        self.large_units: Sequence[dict[str, Any]] = rules.words["large_units"]
        """The entries of units that only small currencies are written in."""
        self.neighbours_in_lakhs: tuple[str, ...] = tuple(rules.words["neighbours_in_lakhs"])
        """Signs and codes of India's neighbours, who count in lakhs, too."""
        self.ands_abroad: tuple[str, ...] = tuple(rules.words["ands_abroad"])
        self.betweens_abroad: tuple[str, ...] = tuple(rules.words["betweens_abroad"])
        """What stands before a sum that one of ``ands_abroad`` joins with another to a range."""
        self.no_signs: tuple[str, ...] = tuple(rules.words["no_signs"])
        names: dict[str, str] = rules.words["names"]
        self.signs_after: dict[str, str] = {
            **{sign: self.signs.get(sign, "") for sign in rules.words["signs_after"]},
            **names,
        }
        self._magnitudes = rules.words["magnitudes"]
        self._periods = [
            (cast("PayPeriod", rule.fields["period"]), StartSearch(pattern))
            for rule in rules.rules("periods")
            if (pattern := rules.pattern(rule))
        ]
        self._known_periods = Memo[Sequence[tuple[int, PayPeriod]]](_MEMO_CHARACTERS)
        self._pay = [
            StartSearch(pattern)
            for rule in rules.rules("pay_words")
            if (pattern := rules.pattern(rule))
        ]
        self._keys_of_pay = rules.key_literals("pay_words")
        self._beside = phrase_pattern(
            rules, "beside", frame=r"(?:[\s.,()+*/-]{0,3}(?:%s)(?![^\W\d_])){0,3}[\s.,()+*]{0,3}"
        )
        self.bounds = Bounds(rules)
        """What makes a single sum the most or the least that is paid."""
        self._currency_told = phrase_pattern(rules, "currency_told", frame=r"(?:%s)\s?\(?\Z")
        self._opening = phrase_pattern(rules, "opening", frame=r"^\W{0,6}(?:(?:%s)\W{1,4}){0,3}$")

    def period_of(self, text: str) -> PayPeriod | None:
        """The first pay period named in a text."""
        return min(self._periods_in(text), default=(0, None))[1]

    def last_period_of(self, text: str) -> PayPeriod | None:
        """The last pay period named in a text."""
        return max(self._periods_in(text), default=(0, None))[1]

    def _periods_in(self, text: str) -> Sequence[tuple[int, PayPeriod]]:
        """Where a text names pay periods."""
        if not text:
            return ()
        known = self._known_periods.get(text)
        if known is None:
            lowered = folded(text)
            found = [
                (match.start(), period)
                for period, search in self._periods
                for match in search.finditer(text, lowered)
            ]
            known = self._known_periods.put(text, found)
        return known

    def period_beside(self, after: str) -> PayPeriod | None:
        """A period that follows a sum at once: " USD per year", "/hr", " tax-free per month"."""
        words = self._beside.match(after)
        place, period = min(
            self._periods_in(after[words.end() if words else 0 :][:_PERIOD_CHARS]),
            default=(_PERIOD_CHARS, None),
        )
        return period if place <= 1 else None

    def open_a_sum(self, before: str) -> bool:
        """Whether the words before a sum, from its sentence's start, leave it pay: "Up to"."""
        return len(before) <= _OPENING_CHARS and self._opening.match(before) is not None

    def tell_currency(self, before: str) -> bool:
        """Whether the words before the name of a currency say that all sums are in it."""
        return self._currency_told.search(before) is not None

    def currency_in(self, sign: str, country: str | None) -> str | None:
        """The currency that a sign of several has in a country; ``None`` where nobody can tell."""
        currencies = self.local_signs[sign]
        return currencies.get(country or "else") or currencies.get("else")

    def is_american(
        self, top: float, currency: str | None, period: PayPeriod, *, is_stated: bool
    ) -> bool:
        """Whether a bare "$" is the American one, in a country whose own unit is small.

        Then the sum is too small for its period (55 an hour in Taiwan), or only its size told the
        period and it is a year's pay in American dollars (150,000 in Chile, nobody says for what).
        """
        bounds = self._magnitudes.get(currency)
        if bounds is None:
            return False
        if (
            not is_stated
            and period in ("hour", "day")
            and self.period_of_size(top, "USD") == "year"
        ):
            return True
        least = {"year": bounds["month"], "month": bounds["day"], "day": bounds["hour"]}
        return top < float(least.get(period, bounds["day"] / _HOURS_OF_SHARE))

    def period_of_size(self, top: float, currency: str | None) -> PayPeriod:
        """The period for which a sum of this size is usual pay."""
        bounds = self._magnitudes.get(currency, self._magnitudes["default"])
        return next((period for period in _SHORT_PERIODS if top < bounds[period]), "year")

    def say_pay(self, text: str) -> bool:
        """Whether a text holds a word that says an amount is pay."""
        lowered = folded(text)
        return holds_any(self._keys_of_pay, lowered) and any(
            search.search(text, lowered) for search in self._pay
        )


def parse_number(digits: str) -> float | None:
    """The value of a written number; a separator before one or two last digits is decimal, and so
    is a point before four or more, or before three behind a comma ("$104,520.000").
    """
    plain = re.sub(r"[\s'’]|[.,][-–—]{1,2}$", "", digits)
    decimal = re.fullmatch(r"(.*?)(?:[.,](?=\d\d?$)|\.(?=\d{4,}$)|(?<=,\d{3})\.)(\d+)", plain)
    whole, cents = (decimal[1], decimal[2]) if decimal else (plain, "")
    groups = re.split(r"[.,]", whole)
    if any(len(group) not in (2, 3) for group in groups[1:]) or len(groups[-1]) == 2 < len(groups):
        return None
    try:
        return float(f"{''.join(groups)}.{cents or '0'}")
    except ValueError:
        return None
