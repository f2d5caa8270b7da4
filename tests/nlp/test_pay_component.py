"""The pay of a whole posting: fields of its source, its country, and what is told of a refusal."""

import msgspec
import pytest

from skillscan.domain import Pay, SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


def test_trusted_fact_wins(nlp) -> None:
    """The source's own field would be overruled by a sentence."""
    stated = Pay(min=1.0, max=2.0, currency="EUR", period="hour")
    doc = make_document(nlp, "ML Engineer", "Salary: $100,000 - $120,000", SourceFields(pay=stated))
    assert nlp(doc)._.skillscan_fields["pay"] == msgspec.to_builtins(stated)


YEARLY = "Base salary: $120,000 - $150,000 per year."


@pytest.mark.parametrize(
    ("stated", "text", "is_believed"),
    [
        ((120_000, 150_000, "USD", "year"), YEARLY, True),
        ((120_000.3, 149_999.9, "USD", "year"), YEARLY, True),
        ((120_000, 140_000, "USD", "year"), YEARLY, False),
        (
            (118_000, 152_000, "USD", "year"),
            f"{YEARLY} In Oslo the pay is $115,000-$140,000.",
            True,
        ),
        ((100_000, 110_000, "USD", "year"), YEARLY, False),
        ((60, 75, "USD", "hour"), YEARLY, False),
        ((54_000, 98_000, "USD", "year"), "Pay range: $27.02 - $48.55 per hour", False),
        ((54_000, 98_000, "USD", "year"), "Pay: $27 per hour", True),
        ((220_000, 260_000, "USD", "year"), YEARLY, False),
        ((60_000, 80_000, "USD", "year"), YEARLY, False),
        ((None, 80_000, "USD", "year"), YEARLY, False),
        ((120_000, 150_000, "USD", None), YEARLY, False),
        ((120_000, 150_000, "USD", "month"), YEARLY, False),
        ((120_000, 150_000, "USD", "year"), "Pay rate: $120,000 - $150,000 per hour.", True),
        ((120_000, 150_000, "USD", "year"), "Salary: 120000-150000 USD per month.", True),
        ((60, 80, "USD", "year"), "Base pay: $60 - $80 per hour.", False),
        ((60_000, 80_000, "EUR", "year"), YEARLY, True),
        ((60_000, 80_000, None, "year"), YEARLY, False),
        ((60_000, 80_000, "USD", "year"), "The base salary is $150,000 a year.", False),
        ((60_000, 80_000, "USD", "year"), "We pay your gym: $100 per month.", True),
        ((60_000, 80_000, "USD", "year"), "You rank songs.", True),
        ((300_000, 360_000, "USD", "year"), "You close contracts of $50K-$150K a piece.", True),
        ((60_000, 70_000, "USD", "year"), "Base salary $45,000. Salary later: $50,000.", True),
    ],
)
def test_a_field_that_contradicts_the_text(
    nlp, stated: tuple, text: str, is_believed: bool
) -> None:
    """On-target earnings of a form would be printed as the base pay that the text states."""
    field = Pay(min=stated[0], max=stated[1], currency=stated[2], period=stated[3])
    found = nlp(make_document(nlp, "Engineer", text, SourceFields(pay=field)))
    assert (found._.skillscan_fields["pay"] == msgspec.to_builtins(field)) is is_believed


def test_whole_sums_are_whole_numbers(nlp) -> None:
    """120000.0 would be printed for 120000."""
    doc = nlp(make_document(nlp, "ML Engineer", "Salary: $100,000 - $120,000"))
    assert repr(doc._.skillscan_fields["pay"]["min"]) == "100000"
    assert doc.spans["pay"][0].label_ == "100000-120000 USD year"


@pytest.mark.parametrize(
    ("location", "text", "currency"),
    [
        ("Toronto, Canada", "Salary: $120,000 - $140,000", "CAD"),
        ("Sydney, NSW, Australia", "Salary: $150k - $170k", "AUD"),
        ("Singapore", "Salary: $7,000 per month", "SGD"),
        ("Auckland, New Zealand", "Salary: $110,000", "NZD"),
        ("Hong Kong", "Salary: $45,000 per month", "HKD"),
        ("Taipei, Taiwan", "Salary: $1,300,000 a year", "TWD"),
        ("Taipei, Taiwan", "Pay goes up to $55/hour", "USD"),
        ("Mexico City, Mexico", "Salary: $90,000 a year", "USD"),
        ("Austin, TX", "Salary: $120,000", "USD"),
        ("Berlin, Germany", "Salary: $120,000", "USD"),
        ("Toronto, Canada", "Salary: US$120,000", "USD"),
        ("Toronto, Canada | Austin, TX", "Salary: $120,000", "USD"),
        ("Toronto, Canada", "Salary: $120,000 USD", "USD"),
        ("Toronto, Canada", "Salary in New York: $120,000", "USD"),
        ("Austin, TX", "Salary: $120,000 (all amounts in CAD)", "CAD"),
        (None, "The base salary is $90,000 - $120,000. All figures in CAD.", "CAD"),
        (None, "Salaries are in Canadian dollars. Base salary: $90,000 - $120,000.", "CAD"),
        (None, "Salary: $90,000 - $120,000\nCurrency: CAD", "CAD"),
        (None, "Salary: $90,000 - $120,000. All salaries are quoted in NZD.", "NZD"),
        (None, "Salary: $90,000 - $120,000 (Australian dollars).", "AUD"),
        (None, "Salary: $90,000 - $120,000 Canadian", "CAD"),
        (None, "Salary: $90,000 - $120,000 base, CAD", "CAD"),
        (None, "Salary: $90,000 - $120,000 + super", "AUD"),
        (None, "Salary: $90,000 - $120,000 plus 12% superannuation", "AUD"),
        (None, "The salary, in Singapore dollars, is $90,000.", "SGD"),
        (None, "The base range (in Australian dollars) for it is $90,000 to $120,000.", "AUD"),
        (None, "Salary: CAD $120k", "CAD"),
        ("Toronto, Canada", "Salary: $90,000. All figures in USD.", "USD"),
        ("Toronto, Canada", "Salary: $90,000 - $120,000 (US dollars).", "USD"),
        ("Toronto, Canada", "Salary: $90,000. We raised USD 20 million.", "CAD"),
        (None, "Salary: $90,000. You manage figures in CAD for our clients.", "USD"),
        (None, "Salary: $90,000. All figures in CAD drawings are yours.", "USD"),
        (None, "Salary: $90,000, Canadian work permit needed", "USD"),
        (None, "Salary: $90,000. All figures in CAD.\nAll figures in AUD.", "USD"),
        ("Santiago, Chile", "The pay range is $150,000 - $200,000.", "USD"),
        ("Santiago, Chile", "Pay: $150,000 per day", "CLP"),
        ("Santiago, Chile", "Pay: $1,500,000 a month", "CLP"),
        ("Manila, Philippines", "Pay starts at P100K per month", "PHP"),
        ("Lagos, Nigeria", "Salary: N500,000 - N700,000 monthly", "NGN"),
        ("Stockholm, Sweden", "Salary: 45 000 kr per month", "SEK"),
        ("Lahore, Pakistan", "Salary: Rs 150,000 per month", "PKR"),
        (None, "Location: Toronto, Canada\nSalary: $120,000", "CAD"),
        (None, "Salary: $120,000", "USD"),
    ],
)
def test_a_dollar_is_the_postings_own(nlp, location: str | None, text: str, currency: str) -> None:
    """Canadian pay would be published as American."""
    fields = SourceFields(locations=(location,) if location else ())
    doc = nlp(make_document(nlp, "Engineer", text, fields))
    assert doc._.skillscan_fields["pay"]["currency"] == currency


def test_impossible_pay_is_refused_with_its_reason(nlp) -> None:
    """200 dollars a year would be published, or vanish without a trace."""
    doc = nlp(make_document(nlp, "Engineer", "Salary: $3 - $200 per year"))
    (span,) = doc.spans["pay"]
    assert doc._.skillscan_fields["pay"] is None
    assert span._.skillscan_mention_class == "negated"
    assert span._.skillscan_detail["refused"] == "nobody is paid 200 USD a year"


@pytest.mark.parametrize(
    ("text", "rule", "refused"),
    [
        ("Salary plus a bonus of $20,000 to $30,000 a year.", "extra_of", "a bonus or benefit"),
        ("Units go at $200,000 - $300,000 per home.", "per_thing", "a price for a thing"),
        ("You get $120,000 - $150,000 in equity.", "not_pay_after", "a bonus, a benefit"),
        ("OTE: $200,000 - $240,000 per year.", "total_before", "total pay"),
        ("Learning budget: $20,000 - $30,000.", "not_pay", "something else"),
        ("Sign-on bonus: $20,000 - $30,000.", "extra_pay", "a bonus or benefit"),
    ],
)
def test_what_is_no_base_pay_says_why(nlp, text: str, rule: str, refused: str) -> None:
    """A bonus that was left aside would look as if nobody had read it."""
    doc = nlp(make_document(nlp, "Engineer", text))
    (span,) = doc.spans["pay"]
    assert (doc._.skillscan_fields["pay"], span._.skillscan_mention_class) == (None, "negated")
    assert span._.skillscan_rule.startswith(f"refuse.{rule}")
    assert refused in span._.skillscan_detail["refused"]


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("Salary: $120 - $150,000 per year", "120 is left out"),
        ("Salary: $120,000 per hour", "nobody is paid 120,000 USD an hour: by its size it is a"),
        ("Annual salary: 3,000 USD, which we pay out per month", "sentence names a month's pay"),
        ("Salary: $120,000 - $150,000 per year", None),
    ],
)
def test_what_was_corrected_is_told(nlp, text: str, repaired: str | None) -> None:
    """A reader of the text would find another sum than ours, without a word."""
    (span,) = nlp(make_document(nlp, "Engineer", text)).spans["pay"]
    told = span._.skillscan_detail.get("repaired")
    assert (told is None) if repaired is None else (repaired in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Benefits: 401k.\nCompensation range is 120k-150k", (120_000, 150_000, "USD", "year")),
        ("Benefits: 401(k).\nCompensation range is 120k-150k", (120_000, 150_000, "USD", "year")),
        ("Benefits: 401k.\nLocation: Leeds, UK\nPay: 50k-60k", (50_000, 60_000, "GBP", "year")),
        ("Benefits: looms.\nCompensation range is 120k-150k", None),
    ],
)
def test_a_pension_plan_tells_the_country(nlp, text: str, expected: tuple | None) -> None:
    """Pay without a currency would be lost where no place but only the pension plan is named."""
    found = nlp(make_document(nlp, "Engineer", text))._.skillscan_fields["pay"]
    assert (found and (found["min"], found["max"], found["currency"], found["period"])) == expected


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("Austin, TX", "Pay: $300 per month", None),
        ("Manila, Philippines", "Pay: $300 per month", (300, 300, "USD", "month")),
        ("Austin, TX", "Salary: $600 a month", (600, 600, "USD", "month")),
        ("Austin, TX", "Salary: $120,000 a year", (120_000, 120_000, "USD", "year")),
        (None, "Pay: $300 per month", (300, 300, "USD", "month")),
        ("Manila, Philippines", "Salary: 3,000 USD per year", (3_000, 3_000, "USD", "year")),
        (None, "Salary: 300,000 INR per year", (300_000, 300_000, "INR", "year")),
        (None, "Salary: 3,000 USD per month", (3_000, 3_000, "USD", "month")),
    ],
)
def test_the_least_that_can_be_depends_on_the_country(
    nlp, place: str | None, text: str, expected: tuple | None
) -> None:
    """What somebody may spend on the way to work was published as the pay of a director."""
    fields = SourceFields(locations=(place,) if place else ())
    doc = nlp(make_document(nlp, "Engineer", text, fields))
    found = doc._.skillscan_fields["pay"]
    assert (found and (found["min"], found["max"], found["currency"], found["period"])) == expected
    if expected is None:
        (span,) = doc.spans["pay"]
        assert span._.skillscan_detail["refused"] == "nobody is paid 300 USD a month in US"


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Salary: 3,000 USD per year", "nobody is paid 3,000 USD a year"),
        ("Annual salary: $2,000 - $3,000", "nobody is paid 2,000 to 3,000 USD a year"),
        ("Gehalt: 2.500 EUR pro Jahr", "nobody is paid 2,500 EUR a year"),
    ],
)
def test_a_months_pay_for_a_year_is_none(nlp, text: str, refused: str) -> None:
    """A month's pay with the wrong word would pull a median of years down."""
    doc = nlp(make_document(nlp, "Engineer", text))
    (span,) = doc.spans["pay"]
    assert doc._.skillscan_fields["pay"] is None
    assert span._.skillscan_detail["refused"] == refused


@pytest.mark.parametrize(
    ("stated", "text", "mention_class", "told"),
    [
        (Pay(min=90_000, max=95_000, currency="USD", period="year"), "You rank.", "mentioned", {}),
        (
            Pay(min=90_000, max=None, currency="USD", period="year", note="90 is read as 90,000"),
            "You rank.",
            "mentioned",
            {"repaired": "90 is read as 90,000"},
        ),
        (
            Pay(min=None, max=None, currency="USD", period="year", note="nobody is paid 3 USD"),
            "You rank.",
            "negated",
            {"refused": "nobody is paid 3 USD"},
        ),
        (
            Pay(min=60_000, max=80_000, currency="USD", period="year"),
            YEARLY,
            "negated",
            {"refused": "the text plainly states another base pay"},
        ),
    ],
)
def test_what_the_source_states_has_its_finding(
    nlp, stated: Pay, text: str, mention_class: str, told: dict[str, str]
) -> None:
    """A pay of a form could not be traced to anything."""
    doc = nlp(make_document(nlp, "Engineer", text, SourceFields(pay=stated)))
    span = doc.spans["pay"][0]
    assert (span.text, span._.skillscan_rule) == ("Engineer", "source_field")
    assert span._.skillscan_mention_class == mention_class
    amounts = {"min": stated.min, "max": stated.max, "currency": "USD", "period": "year"}
    assert span._.skillscan_detail == amounts | told


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Sign-on bonus of $20,000 for this role.", ["a bonus or benefit beside the pay"]),
        ("Equity worth $400,000 over four years.", ["a bonus or benefit beside the pay"]),
        ("The annual bonus is $30,000 - $40,000.", ["a bonus or benefit beside the pay"]),
        (
            "Our product costs $99 per month and we raised $50,000,000.",
            ["what something else costs, brings or is worth"] * 2,
        ),
        ("A mill of $90 stands there.", []),
    ],
)
def test_every_sum_that_is_refused_says_why(nlp, text: str, reasons: list[str]) -> None:
    """A bonus that was not counted could not be told from one that nobody saw."""
    doc = nlp(make_document(nlp, "Engineer", text))
    assert doc._.skillscan_fields["pay"] is None
    assert [span._.skillscan_detail["refused"] for span in doc.spans["pay"]] == reasons
    assert {span._.skillscan_mention_class for span in doc.spans["pay"]} <= {"negated"}
