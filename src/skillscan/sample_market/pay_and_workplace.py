"""Pay and workplace of an opening: what holds, and whether text or structured fields say so."""

from dataclasses import dataclass

from skillscan.sample_market.config import countries, sentences, setting
from skillscan.sample_market.phrasing import amount, amount_in_thousands
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import SeededRandom

BANDS = {"USD": 5000, "GBP": 2500, "EUR": 2500, "CAD": 4500, "INR": 100_000}
"""One step of yearly pay, in units of the currency."""
HOURLY = ("nurse", "operations")


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePay:
    """Base pay: whole units of the currency per ``year`` or ``hour``."""

    low: int
    high: int
    currency: str
    period: str

    def label(self) -> dict[str, object]:
        """The gold label."""
        return {
            "min": self.low,
            "max": self.high,
            "currency": self.currency,
            "period": self.period,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PayAndWorkplace:
    """Pay and workplace with the sentences that state them (empty: only fields do)."""

    pay: SamplePay | None
    pay_text: str
    is_pay_structured: bool
    workplace: str | None
    workplace_text: str
    is_workplace_structured: bool


def _pay(rng: SeededRandom, plan: Plan) -> SamplePay | None:
    if not rng.chance(setting("pay_stated_share")):
        return None
    currency = countries()[plan.country].currency
    if plan.occupation.name in HOURLY and currency == "USD":
        low = rng.number(19, 40)
        return SamplePay(low=low, high=low + rng.number(4, 15), currency=currency, period="hour")
    step = BANDS[currency]
    low = step * rng.number(22, 36)
    high = low + step * rng.number(4, 12)
    return SamplePay(low=low, high=high, currency=currency, period="year")


def _pay_text(rng: SeededRandom, pay: SamplePay) -> str:
    options = [
        text
        for text in sentences("pay", pay.period)
        if "_k" not in text or (pay.low % 1000 == 0 == pay.high % 1000 and pay.currency != "INR")
    ]
    text = rng.pick(options).format(
        low=amount(pay.low, pay.currency),
        high=amount(pay.high, pay.currency),
        low_k=amount_in_thousands(pay.low, pay.currency),
        high_k=amount_in_thousands(pay.high, pay.currency),
    )
    trap = rng.pick(sentences("pay", "traps")) if pay.currency == "USD" else ""
    return f"{text} {trap}".strip()


def _workplace(rng: SeededRandom, plan: Plan) -> str | None:
    if not rng.chance(setting("workplace_stated_share")):
        return None
    if plan.occupation.name in HOURLY:
        return "onsite"
    return rng.pick(("remote", "remote", "hybrid", "hybrid", "onsite"))


def draw_pay_and_workplace(rng: SeededRandom, plan: Plan) -> PayAndWorkplace:
    """Those of an opening. Greenhouse has no fields for them, so there the text must speak."""
    has_fields = plan.employer.source != "greenhouse"
    pay, workplace = _pay(rng, plan), _workplace(rng, plan)
    is_pay_structured = has_fields and rng.chance(0.6)
    is_place_structured = has_fields and rng.chance(0.7)
    says_pay = pay is not None and (not is_pay_structured or rng.chance(0.4))
    says_place = not is_place_structured or rng.chance(0.5)
    place_pool = sentences("workplace", workplace or "unstated")
    return PayAndWorkplace(
        pay=pay,
        pay_text=_pay_text(rng, pay) if pay and says_pay else "",
        is_pay_structured=pay is not None and is_pay_structured,
        workplace=workplace,
        workplace_text=rng.pick(place_pool) if says_place else "",
        is_workplace_structured=workplace is not None and is_place_structured,
    )
