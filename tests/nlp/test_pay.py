"""Pay read wrongly prints a bonus, a funding round or another currency as a salary."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.nlp.example_sentences import sentence_starts
from tests.nlp.pay_of_text import RULES, find_money, find_pay, pay

LEAST_PAY = [
    (
        "the minimum wage for it by the collective agreement is EUR 41.020,-- gross per year.",
        41_020,
        None,
        "year",
    ),
    ("GehaltMindestens 51.000,- Euro pro Jahr bei 38,5 Wochenstunden.", 51_000, None, "year"),
    ("Das Mindestgehalt für diese Position beträgt Euro 4.021,- pro Monat.", 4_021, None, "month"),
    ("Es gilt ein Mindestgehalt von EUR 3.711,- brutto pro Monat.", 3_711, None, "month"),
    ("Jährliches Mindestgehalt Brutto (Euro): 61.000Startdatum: ab sofort", 61_000, None, "year"),
    (
        "Monatseinstiegsgehalt ab EUR 3.511,- für 38,5 Stunden/Woche, bis EUR 4.411,-",
        3_511,
        4_411,
        "month",
    ),
    ("Gehalt: EUR 3.300 pro Monat mit Bereitschaft zur Überzahlung.", 3_300, None, "month"),
    ("Salaire minimum : 42 000 € par an", 42_000, None, "year"),
    ("Salaire à partir de 42 000 € par an", 42_000, None, "year"),
    ("Salario desde 32.000 € al año", 32_000, None, "year"),
    ("Salaris vanaf € 3.600 per maand", 3_600, None, "month"),
    ("The minimum base salary is $90,000 per year.", 90_000, None, "year"),
    ("Salary: not less than £42,000 per year", 42_000, None, "year"),
    ("Gehalt: 48.000 € brutto pro Jahr, 38,5 Stunden/Woche", 48_000, 48_000, "year"),
    ("You need a minimum of two years. The salary is $90,000 per year.", 90_000, 90_000, "year"),
    ("Gehalt: 3.000 bis 4.000 € pro Monat, Überzahlung möglich", 3_000, 4_000, "month"),
    ("Gehalt: EUR 650 pro Woche", 650, 650, "week"),
    ("Pay: $18/hour\nThe stipend starts at $18/hour.", 18, None, "hour"),
    ("Pay: $20/hour\nThe stipend starts at $18/hour.", 18, 20, "hour"),
    ("Base pay: $90,000 [minimum salary in our mills] to $120,000.", 90_000, 120_000, "year"),
    ("Starting salary $90,000", 90_000, None, "year"),
    ("The starting base salary for this role is $90,000.", 90_000, None, "year"),
    ("Starting pay: $25 per hour", 25, None, "hour"),
    ("Einstiegsgehalt: 51.000 € brutto", 51_000, None, "year"),
    ("Salary: £30,000 starting, depending on skills", 30_000, None, "year"),
    ("£30,000 starting salary", 30_000, None, "year"),
    ("Pay: $18/hour to start", 18, None, "hour"),
    ("Salary: £30,000 starting in May", 30_000, 30_000, "year"),
    ("Starting salary up to $90,000", None, 90_000, "year"),
    ("Starting salary $90,000 - $120,000", 90_000, 120_000, "year"),
    ("Overtime is paid. The salary is $90,000 per year.", 90_000, 90_000, "year"),
]


@pytest.mark.parametrize(("text", "low", "high", "period"), LEAST_PAY)
def test_the_least_that_is_paid_is_no_top(
    text: str, low: float, high: float | None, period: str
) -> None:
    """Postings of Austria must state a minimum, and a median would take it for the pay itself."""
    found = pay(text)
    assert found is not None
    assert (found[0], found[1], found[3]) == (low, high, period)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• Free subscription to our cloth\n$130,000 - $150,000 a year", 130_000),
        ("• Annual bonus\n$13,000 - $15,000 a year", None),
        ("• Salary:\n$130,000 - $150,000 a year", 130_000),
    ],
)
def test_the_last_benefit_above_is_no_heading_of_the_pay(text: str, expected: float | None) -> None:
    """The pay below a list of benefits would be refused as the price of a subscription."""
    found = pay(text)
    assert (found[0] if found else None) == expected


LONG_ADDRESS = f"https://mill.example/{'a' * 140}"

PAY = [
    ("Rate: £450 inside IR35 per day", (450, 450, "GBP", "day")),
    ("Salary: USD 5,000 net, paid monthly", (5_000, 5_000, "USD", "month")),
    ("Salary: 12,000 AED all-inclusive per month", (12_000, 12_000, "AED", "month")),
    ("Base salary between 70 and 90 thousand euros", (70_000, 90_000, "EUR", "year")),
    ("Gehalt: 60-80 T€", (60_000, 80_000, "EUR", "year")),
    ("Gehalt: zwischen 60.000 und 75.000 € jährlich", (60_000, 75_000, "EUR", "year")),
    ("Bruttomonatsgehalt von 4.200 Euro", (4_200, 4_200, "EUR", "month")),
    ("mindestens 3.500 EUR brutto pro Monat", (3_500, None, "EUR", "month")),
    ("Salaire : 45 à 55 k€", (45_000, 55_000, "EUR", "year")),
    ("€ 45,- per uur", (45, 45, "EUR", "hour")),
    ("Lohn: CHF 90'000.– bis 110'000.–", (90_000, 110_000, "CHF", "year")),
    ("Honorar: 85 €/Stunde", (85, 85, "EUR", "hour")),
    ("Gehalt: ca. 62.000 Euro p. a.", (62_000, 62_000, "EUR", "year")),
    ("Salary cap: $175,000", (None, 175_000, "USD", "year")),
    ("TJM : 450 - 550 €", (450, 550, "EUR", "day")),
    ("Salary: CDN$ 90,000 - 100,000", (90_000, 100_000, "CAD", "year")),
    ("Salary: J$ 3,000,000 - 4,000,000 per year", (3_000_000, 4_000_000, "JMD", "year")),
    ("Salary: ZMW 25,000 per month", (25_000, 25_000, "ZMW", "month")),
    ("Salary: ৳80,000 per month", (80_000, 80_000, "BDT", "month")),
    ("Salary: to £70k", (None, 70_000, "GBP", "year")),
    ("Salary: €60,000 upwards", (60_000, None, "EUR", "year")),
    ("Salary range\n$98,000\n—\n$127,500 USD", (98_000, 127_500, "USD", "year")),
    ("Salary range: $98,000\nto $127,500 per year", (98_000, 127_500, "USD", "year")),
    ("Salary: $98,000\n$127,500 for seniors", (98_000, 127_500, "USD", "year")),
    ("Base salary $130k–$160k plus equity valued at $50k–$100k", (130_000, 160_000, "USD", "year")),
    ("Salary: £50,000, £80,000 OTE", (50_000, 50_000, "GBP", "year")),
    ("The pay range of $150,000 to $190,000 includes base, bonus and commission.", None),
    (
        "A salary of between € 2,651 (scale 9) and € 3,997 (scale 10, step 2) gross per month",
        (2_651, 3_997, "EUR", "month"),
    ),
    ("A salary of € 2,651 (looms 9) and € 3,997", (2_651, 2_651, "EUR", "month")),
    (
        f"The salary is based on [our rules]({LONG_ADDRESS}), around 5,000,000 to 6,000,000 JPY.",
        (5_000_000, 6_000_000, "JPY", "year"),
    ),
    ("The base salary range is $120,000 - $150,000.", (120_000, 150_000, "USD", "year")),
    ("💵 $150k - $240k + Equity", (150_000, 240_000, "USD", "year")),
    ("Pay Range: $80 - $85/hr", (80, 85, "USD", "hour")),
    ("The hourly rate ranges from $22.77 to $36.42.", (22.77, 36.42, "USD", "hour")),
    ("Max salary: $150,000", (None, 150_000, "USD", "year")),
    ("Minimum base salary of $90,000", (90_000, None, "USD", "year")),
    ("The maximum pay is $150,000.", (None, 150_000, "USD", "year")),
    ("Base pay range:$9,600—$11,500 USD", (9_600, 11_500, "USD", "month")),
    ("$70.67/hour to $208,000/year + bonus", (None, 208_000, "USD", "year")),
    ("Salary/Hourly Rate Range: $162,800 - $203,500", (162_800, 203_500, "USD", "year")),
    (
        "Salary: Oslo USD 136,500 - 276,500 // 120,500 - 276,500 in Bergen",
        (120_500, 276_500, "USD", "year"),
    ),
    (
        "Pay in zone A: $176,000 - $235,000\nPay in zone B: $158,000 - $211,000",
        (158_000, 235_000, "USD", "year"),
    ),
    (
        "The salary range is $100,000 - $120,000. In Canada the range is $90,000 - $110,000 CAD.",
        (100_000, 120_000, "USD", "year"),
    ),
    (
        "The base pay ranges from $129,300/year in one market up to $223,600/year in another.",
        (129_300, 223_600, "USD", "year"),
    ),
    ("Compensation Range\n$153,000—$188,000 USD", (153_000, 188_000, "USD", "year")),
    ("Salary: £45k", (45_000, 45_000, "GBP", "year")),
    ("We raised $40,000,000 - $50,000,000 from funds.", None),
    ("A learning budget of $1,250 per year and a salary to match.", None),
    ("The OTE is $200,000 - $240,000.", None),
    ("The base salary and variable pay for this role is $140,000 - $230,000.", None),
    ("The range is $100,000 - $700,000.\nThis range is based on total compensation.", None),
    ("Salary range: $190,000 - $230,000 OTE", (190_000, 230_000, "USD", "year")),
    ("Base salary: $130,000 + competitive OTE", (130_000, 130_000, "USD", "year")),
    ("Pay: $190,000 - $230,000 OTE", None),
    ("Weaver | Oslo | $190k+ TC", None),
    ("$190,000 - $230,000 a year\nThe above range includes salary + equity.", None),
    ("Base pay $150-170k/year, total compensation includes stock", (150e3, 170e3, "USD", "year")),
    ("Weaver | Contract | $70-140k base + equity | loom.example", (70e3, 140e3, "USD", "year")),
    ("Weaver | Contract | 12 month term | 45$-65$/hr", (45, 65, "USD", "hour")),
    ("Weaver | Remote | $110K, benefits | Looms", (110_000, 110_000, "USD", "year")),
    ("Weaver | Remote | 65,000€ per year and tea", (65_000, 65_000, "EUR", "year")),
    ("We raised $5M | $120M ARR | Remote", None),
    ("Grow accounts ($15K-$25K+ ACV)", None),
    ("Contract ($90-110/hr) to hire", (90, 110, "USD", "hour")),
    ("Salary range is $120,000 [low] to $T150,000 [high]", (120_000, 150_000, "USD", "year")),
    ("Health insurance with a sum insured of INR 7,50,000", None),
    ("A $500 home office stipend and 401(k) match up to $10,000 per year", None),
    ("Every home is worth $100,000 to our $5B market.", None),
    ("A fair salary and a bonus (up to €12,000 per year)", None),
    ("Compensation: base $150,000-$180,000, bonus", (150_000, 180_000, "USD", "year")),
    ("Plans from $99 to $499 per month", None),
    ("Yearly bonus: $11,000 - $21,000", None),
    ("Stock grant - $30,000 to $60,000", None),
    ("Base salary: $120,000. Bonus: $11,000 - $21,000", (120_000, 120_000, "USD", "year")),
    ("The salary is $120,000 with a bonus of $10,000.", (120_000, 120_000, "USD", "year")),
    ("Salary and equity: $150,000 - $180,000", (150_000, 180_000, "USD", "year")),
    ("Our scanner sells for $20,000 - $60,000 a year.", None),
    ("A licence is $20,000 - $30,000 per site.", None),
    ("Travel compensation - 200 euros per month.", None),
    ("• Fitness stipend: $200/month", None),
    ("• Home office stipend\n• $1,500/year for funds", None),
    ("Pay: £220.00 + per day", (220, 220, "GBP", "day")),
    ("Up to £62,000", (None, 62_000, "GBP", "year")),
    ("Up to £62,000 of savings", None),
    ("Starting at €52,000 gross per year", (52_000, None, "EUR", "year")),
    ("Salary: 19,000 AED tax-free per month", (19_000, 19_000, "AED", "month")),
    ("Gehalt: 55.000–65.000 € brutto/Jahr", (55_000, 65_000, "EUR", "year")),
    ("Gehalt: 4.800 € brutto im Monat", (4_800, 4_800, "EUR", "month")),
    ("Honorar und Gehalt: 70 €/Stunde", (70, 70, "EUR", "hour")),
    ("Salary: 12 000 - 15 000 zł", (12_000, 15_000, "PLN", "month")),
    ("Salary: $3 - $200 per year", None),
    ("Salary: $110,000 per hour", (110_000, 110_000, "USD", "year")),
    ("Pay: $40 - $55 / hr or 75,000 - 95,000 as staff", (40, 55, "USD", "hour")),
    ("Base salary: $130,000 + $40,000 variable", (130_000, 130_000, "USD", "year")),
    (
        "Pay range: $150,000 to $175,000 salary with OTE $300,000 to $500,000",
        (150_000, 175_000, "USD", "year"),
    ),
    ("Delivery DriverHourly rate: £13.27 Benefits: a loom", (13.27, 13.27, "GBP", "hour")),
    ("Weaver at St Loom'sSalary: £25,012 (£13.00 per hour)", (25_012, 25_012, "GBP", "year")),
    ("Jusqu'à 55k€ (H/F)", (None, 55_000, "EUR", "year")),
    ("Jusqu'à 55 000 € H/F", (None, 55_000, "EUR", "year")),
    ("Bis 60.000 € m/w/d", (None, 60_000, "EUR", "year")),
    ("Tot €60.000,00", (None, 60_000, "EUR", "year")),
    ("Up to €60m/year in sales", None),
    ("Salaire : 45/55K€", (45_000, 55_000, "EUR", "year")),
    ("Salaire : 50 000€ F/H", (50_000, 50_000, "EUR", "year")),
    ("Gehalt: 3.450,50 € - 4.100,75 € pro Monat", (3_450.5, 4_100.75, "EUR", "month")),
    ("Pay Rate: $21.6346 per hour", (21.6346, 21.6346, "USD", "hour")),
    ("Salary: $104,520.000 - $130,650.000", (104_520, 130_650, "USD", "year")),
    ("Salary Range: $104,520.00/Yr. - $130,650.00/Yr.", (104_520, 130_650, "USD", "year")),
    ("Starting Salary £15,133.50 in part time", (15_133.5, None, "GBP", "year")),
]


PAY_BELOW_LABELS = {
    "Salary Range or On Target Earnings:": (117_000, 233_900, "USD", "year"),
    "Base salary": (117_000, 233_900, "USD", "year"),
    "On Target Earnings:": None,
    "Funding:": None,
}


TOTALS = [
    (
        "Total compensation: $150,000-180,000\nBase salary: $136,000-164,000\nRange: $150K - $180K",
        (136_000, 164_000, "USD", "year"),
    ),
    (
        "$82,500 - $82,500 a year\nWe weave.\n"
        "The compensation range indicated in this posting reflects the On-Target Earnings.",
        None,
    ),
    (
        "$82,500 - $92,500 a year\nWe weave.\nFor sales roles, the range provided is the OTE.",
        (82_500, 92_500, "USD", "year"),
    ),
    (
        "This is a minimum of currently EUR 4,061.50/month gross, 14 times.",
        (4061.5, None, "EUR", "month"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_total_pay_told_elsewhere(text: str, expected: tuple | None) -> None:
    """A range that another line calls total pay would be counted as base pay."""
    assert pay(text) == expected


HEADLINES = [
    ("Engineer ($120k)", (120_000, 120_000, "USD", "year")),
    (
        "Loomly - Oslo - Senior SWE ($400k+equity), Junior SWE ($200k+equity)",
        (200_000, 400_000, "USD", "year"),
    ),
    ("Weaver\nLoomly - Pune, India - ONSITE - 12-80L INR", (1_200_000, 8_000_000, "INR", "year")),
    ("Weaver\nLoomly - Oslo - REMOTE - $150k + equity", (150_000, 150_000, "USD", "year")),
    ("Weaver (contractor 40 €/h)", (40, 40, "EUR", "hour")),
    ("Weaver\nWe weave for people ($500k).", None),
    ("Weaver\nPerks - travel - learning budget - $20,000", None),
    ("Weaver\nOslo\nLoomly\nWeavers - dyers - spinners - $150k", None),
    ("Seller ($250k OTE)", None),
]


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_pay_in_a_headline(text: str, expected: tuple | None) -> None:
    """Pay that a headline states in a cell of its own, without a word, would be lost."""
    assert pay(text) == expected


LOST_BREAKS = [
    ("Package Benefits£13.37/hour21 days of leave", (13.37, 13.37, "GBP", "hour")),
    ("Weaver: early, late (week 3: nights)£14.00PHWe weave", (14, 14, "GBP", "hour")),
    ("Minimum rate of $20.32 HourlyLoomly weaves", (20.32, None, "USD", "hour")),
    ("SalaryTrainee: Band 5, £33,247 rising to £41,608", (33_247, 41_608, "GBP", "year")),
    ("Loom ServiceUp to £52,767 per annum\nYou weave", (None, 52_767, "GBP", "year")),
    ("Gym for all£20 per monthWe weave", None),
]


@pytest.mark.parametrize(("text", "expected"), LOST_BREAKS)
def test_pay_whose_line_breaks_are_lost(text: str, expected: tuple | None) -> None:
    """Pay that follows or precedes a word at once would be missed."""
    assert pay(text) == expected


WAYS_OF_SAYING_PAY = [
    ("Weaver\nLoomly | Oslo | up-to £60K", (None, 60_000, "GBP", "year")),
    ("• $150k-$200k cash salary + equity", (150_000, 200_000, "USD", "year")),
    ("Work 16 hours a week at a CAD $40/hour contract rate.", (40, 40, "CAD", "hour")),
    ("We ship 16 crates a week at a $40/hour freight tariff.", None),
    ("Weaver\nLoomly | Oslo | $180k 1099 for the US", (180_000, 180_000, "USD", "year")),
    ("Up to $90,000 W2 or 1099.", (None, 90_000, "USD", "year")),
    ("Up to $90,000 1099 contractors are served.", None),
    ("Up to $90,000 W2 forms are filed.", None),
    ("Gehalt: EUR 60.000 - 70.000 OTE", (60_000, 70_000, "EUR", "year")),
    ("The fee for this position is $52 - $60 per hour.", (52, 60, "USD", "hour")),
    (
        "You get £25,000 basic salary and on target earnings of £42,000",
        (25_000, 25_000, "GBP", "year"),
    ),
    (
        "The base pay is $110,000 - $150,000 (OTE $132,500 - $172,500).",
        (110_000, 150_000, "USD", "year"),
    ),
    ("Pay: $60,000 OTE ($40,000 base salary plus commission)", (40_000, 40_000, "USD", "year")),
    ("The average on-target wage is $36/hour.", None),
    ("A salary of £28,000 per year Bonus twice a year", (28_000, 28_000, "GBP", "year")),
    (
        "Pay Type\nHourly\nMin Hiring Rate\n$18.35\nMax Hiring Rate\n$22.93",
        (18.35, 22.93, "USD", "hour"),
    ),
    ("Loom hiring.\nMax Hiring Rate\n$5", None),
    ("You close $50K–$150K+ ACVs.\nBase salary: $120K-$150K", (120_000, 150_000, "USD", "year")),
    ("• $10-15k average deal value", None),
    ("At a salary of $150,000 or more, you must live here.", None),
    ("Salary: P80,000 monthly", None),
    ("Salaris tussen € 4.000 en € 6.000 per maand", (4_000, 6_000, "EUR", "month")),
    ("Salaris € 4.000 en € 6.000 opleidingsbudget per maand", None),
    ("Vakantiegeld € 2.000 en € 30.000 salaris per jaar", None),
    ("Prime de € 3 000 et € 45 000 par an", None),
    (
        "Trainees who relocate also get a training allowance of $300 per month. "
        "Pay: $2,500 per month",
        (2_500, 2_500, "USD", "month"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WAYS_OF_SAYING_PAY)
def test_ways_of_saying_pay(text: str, expected: tuple | None) -> None:
    """Pay in these words would be missed, or another sum be taken for it."""
    assert pay(text) == expected


def test_base_beside_equity() -> None:
    """A base that its own words call so would be refused for the equity before it."""
    text = "Comp is generous on the equity and between 180k and 210k base."
    found = RULES.statements(text, lambda: sentence_starts(text), lambda: "US")
    assert [(s.money.low, s.money.high, s.refused) for s in found] == [(180_000, 210_000, "")]


@pytest.mark.parametrize(("heading", "expected"), PAY_BELOW_LABELS.items())
def test_pay_below_labels_of_its_ends(heading: str, expected: tuple | None) -> None:
    """Pay in a form of its own lines would be lost."""
    text = f"{heading}\nMinimum:\n$117,000.00\nMaximum:\n$233,900.00\nYou weave."
    assert pay(text) == expected


@pytest.mark.parametrize(("text", "expected"), PAY)
def test_base_pay(text: str, expected: tuple | None) -> None:
    """The published pay would not be the base pay stated."""
    assert pay(text) == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "$",
                "120",
                ",",
                "000",
                ".",
                " - ",
                "k",
                "USD",
                "€",
                "/hour",
                " to ",
                "salary ",
                "\n",
                "LPA",
                "A$",
                " ",
            ]
        ),
        max_size=50,
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    """A sum of odd shape would stop the whole load."""
    for money in find_money(text):
        assert 0 <= money.start < money.end <= len(text)
    pay(text)


@pytest.mark.parametrize(
    "piece",
    [
        "$1,000 ",
        "$100 per hour ",
        "$100,000 - $200,000 ",
        "1,",
        "1 ",
        "$1 100,000-200,000 ",
        "10k-",
    ],
)
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    """One hostile posting would hold up all others."""
    started = process_time()
    assert len(find_pay(piece * (20_000 // len(piece)))) <= 1_000
    assert process_time() - started < 1


def test_a_pension_on_top_is_no_end_of_the_pay() -> None:
    """The pension would be the most that is paid, and less than the least."""
    found = pay("Salary: from DKK 426.625 with the annual supplement (+ pension up to DKK 72.952)")
    assert found is not None
    assert found[:2] == (426_625, None)


def test_a_range_that_includes_a_bonus_is_no_base_pay() -> None:
    """A bonus told in a sentence of its own would count as base pay."""
    sums = "$215,000 - $235,000 a year"
    assert pay(f"{sums}\nThe compensation includes salary plus performance bonus.") is None
    assert pay(f"{sums}\nAdditional compensation includes a performance bonus.") is not None
