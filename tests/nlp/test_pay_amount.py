"""Sums of money: digits, signs, units, ends that are left out."""

import pytest

from skillscan.nlp.pay.statement import decide_pay
from skillscan.nlp.pay.words import parse_number
from tests.nlp.pay_of_text import RULES, find_money, pay


def test_a_sign_before_digits_is_that_of_the_next_sum() -> None:
    """The number of a grade would take the sign, and the lower end of the pay would be lost."""
    text = "Salary: Grade 7 £38,205 - £44,263 per annum."
    assert pay(text) == (38_205, 44_263, "GBP", "year")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Salary: £60-70,000 per year", 60_000, 70_000),
        ("Salary: £60-75,500 per year", 60_000, 75_500),
        ("Salary: £31076+ per year", 31_076, None),
        ("Salary: 31,076+ GBP per year", 31_076, None),
        ("Salary: £90-70,000 per year", None, 70_000),
    ],
)
def test_a_thousand_and_a_plus_beside_the_code(
    text: str, low: float | None, high: float | None
) -> None:
    """The lower end was lost as a misprint, and a floor with its code behind was no sum."""
    assert pay(text) == (low, high, "GBP", "year")


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("120,000", 120_000),
        ("120,000.50", 120_000.5),
        ("45.000,00", 45_000),
        ("60.000", 60_000),
        ("7,50,000", 750_000),
        ("127 700,00", 127_700),
        ("85, 000", 85_000),
        ("120'000", 120_000),
        ("22.77", 22.77),
        ("136,00", 136),
        ("184300", 184_300),
    ],
)
def test_number(digits: str, value: float) -> None:
    """45.000,00 would be forty-five."""
    assert parse_number(digits) == value


MONEY = [
    ("$120,000.00 - $150,000", 120_000, 150_000, "USD", None),
    ("120k-150k USD", 120_000, 150_000, "USD", None),
    ("€2,770 in the first year to €3,539 per month", 2_770, 3_539, "EUR", "month"),
    ("€2,541 (first year) up to €3,247", 2_541, 3_247, "EUR", None),
    ("€2,541 in year one to €3,247", 2_541, 3_247, "EUR", None),
    ("$120-150K", 120_000, 150_000, "USD", None),
    ("€45.000,00", 45_000, 45_000, "EUR", None),
    ("60.000 € - 80.000 €", 60_000, 80_000, "EUR", None),
    ("CA$100,000–CA$120,000", 100_000, 120_000, "CAD", None),
    ("$140,000 CAD - $175,000 CAD", 140_000, 175_000, "CAD", None),
    ("$123,000 to $145,000 to $166,000 CAD", 123_000, 166_000, "CAD", None),
    ("US$120,000 to US$140,000", 120_000, 140_000, "USD", None),
    ("£500 per day", 500, 500, "GBP", "day"),
    ("₹48–64 LPA", 4_800_000, 6_400_000, "INR", "year"),
    ("Salary: 8,00,000 - 15,00,000 PA", 800_000, 1_500_000, "INR", None),
    ("Rs. 6,00,000 - 12,00,000", 600_000, 1_200_000, "INR", None),
    ("$80 - $85/hour", 80, 85, "USD", "hour"),
    ("Minimum:$222,400.00Maximum$486,500.00", 222_400, 486_500, "USD", None),
    ("up to $208,000", None, 208_000, "USD", None),
    ("starting at $160,000", 160_000, None, "USD", None),
    ("$136,00 – 184,000", None, 184_000, "USD", None),
    ("Zone A$189,000—$283,600 USD", 189_000, 283_600, "USD", None),
    ("NT$1,100,000 - NT$1,500,000", 1_100_000, 1_500_000, "TWD", None),
    ("S$7,000 to S$9,000", 7_000, 9_000, "SGD", None),
    ("MX$55,000", 55_000, 55_000, "MXN", None),
    ("XQ$100,000 - XQ$120,000", 100_000, 120_000, None, None),
    ("Office in NY$100,000 - $120,000", 100_000, 120_000, "USD", None),
    ("18.000 zł", 18_000, 18_000, "PLN", None),
    ("14 000 - 19 000 zł", 14_000, 19_000, "PLN", None),
    ("44 000 kr", 44_000, 44_000, None, None),
    ("R45,000 - R60,000", 45_000, 60_000, "ZAR", None),
    ("R1 200 000 - R1 500 000", 1_200_000, 1_500_000, "ZAR", None),
    ("R$ 7.000 a 12.000", 7_000, 12_000, "BRL", None),
    ("Pay Band 18 - $116,547 - $150,000", 116_547, 150_000, "USD", None),
    ("Pay Band 7 - $116,547", 116_547, 116_547, "USD", None),
    ("$100,000 - $75,000", 75_000, 100_000, "USD", None),
    ("80k - 120k CA$", 80_000, 120_000, "CAD", None),
    ("100-200k chf/annum", 100_000, 200_000, "CHF", "year"),
    ("AED 18,000", 18_000, 18_000, "AED", None),
    ("NTD 900,000", 900_000, 900_000, "TWD", None),
    ("PKR 120,000 - 160,000", 120_000, 160_000, "PKR", None),
    ("90'000 - 105'000 CHF", 90_000, 105_000, "CHF", None),
    ("95,000 Canadian dollars", 95_000, 95_000, "CAD", None),
    ("40.000 bis 50.000 Euro", 40_000, 50_000, "EUR", None),
    ("tussen de €3.500,- en €6.500,-", 3_500, 6_500, "EUR", None),
    ("tussen de €3.500 en de €6.500", 3_500, 6_500, "EUR", None),
    ("van €3.500 tot de €6.500", 3_500, 6_500, "EUR", None),
    ("€3.500 t/m €6.500", 3_500, 6_500, "EUR", None),
    ("entre €35.000 et €45.000", 35_000, 45_000, "EUR", None),
    ("entre €35.000 y €45.000", 35_000, 45_000, "EUR", None),
    ("tra €35.000 e €45.000", 35_000, 45_000, "EUR", None),
    ("da €35.000 a €45.000", 35_000, 45_000, "EUR", None),
    ("not less than €50,000", 50_000, None, "EUR", None),
    ("€50,000 or more", 50_000, None, "EUR", None),
    ("capped at €80,000", None, 80_000, "EUR", None),
]


@pytest.mark.parametrize(("text", "low", "high", "currency", "period"), MONEY)
def test_money(
    text: str, low: float | None, high: float | None, currency: str, period: str | None
) -> None:
    """A sum written in an unusual way would be lost, or read as another."""
    (money,) = find_money(text)
    assert (money.low, money.high, money.currency, money.period) == (low, high, currency, period)


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("• 200k - 240k + equity", "US", (200_000, 240_000, "USD", "year")),
        ("Salary: 55 - 70K + 10%", "FR", (55_000, 70_000, "EUR", "year")),
        ("Loomly | 140 - 210K + equity | Remote", "GB", (140_000, 210_000, "GBP", "year")),
        ("Salary range: 140k-180kThe range is wide", "US", (140_000, 180_000, "USD", "year")),
        ("Salary: 55-70k", None, None),
        ("[77k to 130k] salary and a share", "US", (77_000, 130_000, "USD", "year")),
        ("50k to 100k weavers on salary day", "US", None),
        ("A salary range of 75-115K with more each year", "US", (75_000, 115_000, "USD", "year")),
        ("We serve 100k - 200k users.", "US", None),
        ("Grow from 10-20k requests", "US", None),
        ("Salary: 5-10k", "US", None),
        ("Salary Range: 85,000 - 110,000", "US", (85_000, 110_000, "USD", "year")),
        ("Pay: 85,000 to 110,000 per year", "GB", (85_000, 110_000, "GBP", "year")),
        ("Salary: USD 95,000 - 99,000 or 85,000 - 90,000", "GB", (85_000, 99_000, "USD", "year")),
        ("Mills of 20,000 - 30,000 weavers", "US", None),
        ("Salary: 85,000 - 110,000", None, None),
        ("The salary range is 85,000 and 110,000.", "US", (85_000, 110_000, "USD", "year")),
        ("Mills of 20,000 and 30,000 weavers", "US", None),
    ],
)
def test_thousands_without_a_currency(text: str, country: str | None, expected) -> None:
    """Pay that leaves out the currency of its own country would be missed."""
    found = decide_pay(RULES.statements(text, lambda: [0], lambda: country))
    values = (found.min, found.max, found.currency, found.period) if found else None
    assert values == expected


SMALL_CURRENCIES = [
    ("Salary: 1.2M - 1.6M CZK per year", (1_200_000, 1_600_000, "CZK", "year")),
    ("Salary: upto 90Mil VND Gross", (None, 90_000_000, "VND", "month")),
    ("Salary: 30tr - 50tr VND", (30_000_000, 50_000_000, "VND", "month")),
    ("Lương: 30 - 50 triệu", (30_000_000, 50_000_000, "VND", "month")),
    ("Salary: IDR 10-15 juta", (10_000_000, 15_000_000, "IDR", "month")),
    ("Salary: ¥6M - ¥10M", (6_000_000, 10_000_000, "JPY", "year")),
    ("Salary: 600万円〜900万円", (6_000_000, 9_000_000, "JPY", "year")),
    ("CTC: 20 Lacs to 30 Lacs", (2_000_000, 3_000_000, "INR", "year")),
    ("Salary: Tk. 1,20,000 - 1,50,000 per month", None),
    ("Salary: 1,20,000 - 1,50,000 Taka per month", None),
    ("Salary: NRs 5 - 8 lakhs", None),
    ("Salary is fair. We have paid out 12,50,000 last year.", None),
    ("Salary: ₹1.2 crore", (12_000_000, 12_000_000, "INR", "year")),
    ("Salary: 1 - 2 Cr INR", (10_000_000, 20_000_000, "INR", "year")),
    ("Salary is fine. We made ₹50 crore.", None),
    ("Salary is fine. We raised $5M - $6M.", None),
    ("Our rockets use 30M parts. Salary: good", None),
]


@pytest.mark.parametrize(("text", "expected"), SMALL_CURRENCIES)
def test_units_of_small_currencies(text: str, expected: tuple | None) -> None:
    """Pay in millions of dong, in lakhs or crores would be lost, a round of funding be pay."""
    assert pay(text) == expected


MONTHLY = [
    ("Salary Expectation\n• Starting 4k USD", (4_000, None, "USD", "month")),
    ("Salary: up to 4.000$", (None, 4_000, "USD", "month")),
    ("Compensation: $4,000", None),
    ("Salary: good, and $4,000 once", None),
    ("Salary: $400", None),
]


@pytest.mark.parametrize(("text", "expected"), MONTHLY)
def test_salary_of_a_months_size(text: str, expected: tuple | None) -> None:
    """A month's salary that leaves its period out would be lost, or a single payment be pay."""
    assert pay(text) == expected


def test_letters_within_a_word_are_no_period() -> None:
    """ "Jahr" ends in letters that would make a year's pay an hour's."""
    assert RULES.words.period_of("60.000 € brutto Jahr") is None
    assert RULES.words.period_of("60.000 € per Jahr") == "year"
    assert RULES.words.period_of("30 € an hr") == "hour"
