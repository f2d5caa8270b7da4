"""What a payload's pay is checked against before it is believed."""

import pytest

from skillscan.domain import Pay, PayPeriod
from skillscan.sources import payload, stated_pay


@pytest.mark.parametrize(
    ("low", "high", "code", "period", "expected"),
    [
        (120, 150_000, "USD", "year", (120_000, 150_000, "year")),
        (120_000, 150, "USD", "year", (120_000, 150_000, "year")),
        (120, 150, "USD", "year", None),
        (25, 25, "USD", "year", None),
        (1, 150_000, "USD", "year", (None, 150_000, "year")),
        (5_000, 150_000, "USD", "year", (None, 150_000, "year")),
        (150_000, 150_000, "USD", "hour", None),
        (60_000, 80_000, "EUR", "month", None),
        (4_000, 6_000, "EUR", "month", (4_000, 6_000, "month")),
        (4, 6_000, "EUR", "month", (4_000, 6_000, "month")),
        (60, 80, "EUR", "month", None),
        (90_000, 90_000, "EUR", "week", None),
        (90_000, 90_000, "EUR", "day", None),
        (25, 60, "USD", "hour", (25, 60, "hour")),
        (12_000_000, 15_000_000, "USD", "year", None),
        (12_000_000, 15_000_000, "JPY", "year", (12_000_000, 15_000_000, "year")),
        (120_000, 180_000, "INR", "month", (120_000, 180_000, "month")),
        (120_000, 180_000, "USD", None, (120_000, 180_000, "year")),
        (100, 200, "USD", None, (100, 200, None)),
        (2, 1, "USD", "hour", None),
        (8_000_000, 1_000_000, "USD", "year", None),
        (0, 90_000, "USD", "year", (None, 90_000, "year")),
        (0, 0, "USD", "year", None),
        (-5, None, "USD", "year", None),
        (None, None, None, None, None),
    ],
)
def test_possible_pay(
    low: float | None,
    high: float | None,
    code: str | None,
    period: PayPeriod | None,
    expected: tuple[float | None, float | None, PayPeriod | None] | None,
) -> None:
    """A slip in a form would be printed as pay, and would win over what the text says."""
    found = stated_pay.plausible(low, high, code, period)
    assert (found and (found.min, found.max, found.currency, found.period)) == (
        expected and (expected[0], expected[1], code, expected[2])
    )


@pytest.mark.parametrize(
    ("low", "high", "period", "amounts", "note"),
    [
        (120_000, 150_000, "year", (120_000, 150_000), None),
        (0, 90_000, "year", (None, 90_000), None),
        (0, 0, "year", None, None),
        (None, None, None, None, None),
        (3, 200, "year", (None, None), "nobody is paid 3 to 200 USD a year"),
        (200, 200, "year", (None, None), "nobody is paid 200 USD a year"),
        (12.5, None, "month", (None, None), "nobody is paid 12.5 USD a month"),
        (150_000, None, "hour", (None, None), "nobody is paid 150,000 USD an hour"),
        (9, 1, "hour", (None, None), "the range runs backwards: 9 to 1"),
        (
            120,
            150_000,
            "year",
            (120_000, 150_000),
            "120 is read as 120,000: a thousand was left out",
        ),
        (
            1,
            150_000,
            "year",
            (None, 150_000),
            "1 is left out: it cannot be the other end of the range",
        ),
    ],
)
def test_what_was_corrected_or_refused_is_told(
    low: float | None,
    high: float | None,
    period: PayPeriod | None,
    amounts: tuple[float | None, float | None] | None,
    note: str | None,
) -> None:
    """Nobody could see why a source's pay is another one, or missing, in our data."""
    found = payload.pay(low, high, "USD", period)
    assert (found and (found.min, found.max)) == amounts
    assert (found and found.note) == note


def test_of_several_ranges_one_with_an_amount_counts() -> None:
    """One zone that was filled in wrongly would hide the pay of the others."""
    wrong, right = payload.pay(3, 200, "USD", "year"), payload.pay(90_000, None, "USD", "year")
    assert stated_pay.of_zones([wrong, right, None]) == right
    assert stated_pay.of_zones([wrong, None]) == wrong
    assert stated_pay.of_zones([None]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("YEAR", "year"),
        ("1 YEAR", "year"),
        ("per-hour-wage", "hour"),
        ("per-month-salary", "month"),
        ("ANN", "year"),
        ("p.a.", "year"),
        ("Hourly Range", "hour"),
        ("2 WEEKS", None),
        ("bi-weekly", None),
        ("1 TIME", None),
        ("NONE", None),
        ("hour or year", None),
        ("", None),
    ],
)
def test_periods(text: str, expected: PayPeriod | None) -> None:
    """Pay of two weeks would count as that of one."""
    assert stated_pay.period_named(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("", True),
        ("Annual Salary", True),
        ("US Zone 1 pay range", True),
        ("Base salary (excluding bonus and equity)", True),
        ("On Target Earnings (OTE)", False),
        ("OTE Range", False),
        ("Base + commission", False),
        ("Annual bonus", False),
        ("Sign-on", False),
        ("Equity grant", False),
        ("Total cash compensation", False),
    ],
)
def test_titles_of_ranges(title: str, expected: bool) -> None:
    """A bonus would be printed as base pay."""
    assert stated_pay.is_base_pay(title) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Plus equity.</p>", True),
        ("The base range; OTE is higher.", True),
        ("On-target earnings.", False),
        ("Sign-on bonus of this size.", False),
    ],
)
def test_sentences_beside_a_range(text: str, expected: bool) -> None:
    """Every range with a word about equity beside it would be lost, or OTE be taken for base."""
    assert stated_pay.is_described_as_base_pay(text) is expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("OTE", True),
        ("OTE | 80/20 split", True),
        ("OTE • Offers Equity", True),
        ("On-Target Earnings (OTE)", True),
        ("OTE $160 - $200k", False),
        ("Uncapped Commission $150k OTE", False),
        ("Base pay + double OTE", False),
        ("50/50 split", False),
        ("a note", False),
    ],
)
def test_notes_beside_a_sum(note: str, expected: bool) -> None:
    """What sellers earn on target would be printed as their base pay."""
    assert stated_pay.is_on_target(note) is expected


def test_zones_of_another_currency_do_not_mix() -> None:
    """A range from pounds to dollars would be printed."""
    zones = [
        Pay(min=90, max=100, currency="GBP", period="year"),
        Pay(min=80, max=None, currency="GBP", period="year"),
        Pay(min=10, max=500, currency="USD", period="year"),
        None,
    ]
    expected = Pay(min=80, max=100, currency="GBP", period="year")
    assert stated_pay.of_zones(zones) == expected
