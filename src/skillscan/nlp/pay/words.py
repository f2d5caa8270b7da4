"""The words and numbers of pay: written numbers, and the periods pay is stated for."""

import re
from functools import cache
from typing import Any, cast

from skillscan.domain import PayPeriod
from skillscan.resources import data_yaml

PAY_FILE = "pay.yaml"


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


def period_of(text: str) -> PayPeriod | None:
    """The first pay period named in a text."""
    hits = [(m.start(), period) for period, pattern in _periods() if (m := pattern.search(text))]
    return min(hits)[1] if hits else None


def last_period_of(text: str) -> PayPeriod | None:
    """The last pay period named in a text."""
    hits = [(m.start(), period) for period, pattern in _periods() for m in pattern.finditer(text)]
    return max(hits)[1] if hits else None


@cache
def _periods() -> tuple[tuple[PayPeriod, re.Pattern[str]], ...]:
    return tuple(
        (cast("PayPeriod", entry["period"]), re.compile(entry["pattern"], re.IGNORECASE))
        for entry in pay_rules()["periods"]
    )


def pay_rules() -> dict[str, Any]:
    """The content of ``data/rules/pay.yaml``."""
    return cast("dict[str, Any]", data_yaml("rules", PAY_FILE))
