"""Dates, pay, workplaces and names of columns as other people write them."""

import json
from datetime import UTC, date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import Posting, RawItem
from skillscan.resources import data_yaml
from skillscan.sources.imported_columns import is_missing, plain_name, usual_columns, usual_values
from skillscan.sources.imported_dates import read_date
from skillscan.sources.imported_file import parse, read_row
from skillscan.sources.imported_pay import read_bounds, read_pay
from skillscan.sources.imported_pay_words import ImportedAmounts, read_currency
from skillscan.sources.imported_refusals import CellRefusal
from skillscan.sources.imported_workplace import read_workplace

COLLECTED = date(2025, 4, 30)


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "2026-10-07": "2026-10-07",
        "2026-10-07T23:30:00-04:00": "2026-10-08",
        "2026-10-07 10:00 EST": "2026-10-07",
        "2025-02-03 04:05:06 UTC": "2025-02-03",
        "Mon, 03 Feb 2025 10:00:00 GMT": "2025-02-03",
        "2026/10/07": "2026-10-07",
        "2025/2/3": "2025-02-03",
        "2023-01": "2023-01-01",
        "20261007": "2026-10-07",
        "07.10.2026": "2026-10-07",
        "7.10.26": "2026-10-07",
        "23/10/2026": "2026-10-23",
        "10/23/2026 2:30 PM": "2026-10-23",
        "07/07/2026": "2026-07-07",
        "7 Oct 2026": "2026-10-07",
        "07-Oct-26": "2026-10-07",
        "Wednesday, October 7th, 2026": "2026-10-07",
        "Oct 7, 2026": "2026-10-07",
        "1738540800": "2025-02-03",
        "1738540800000": "2025-02-03",
        "1.7385408e+12": "2025-02-03",
        "45932": "2025-10-02",
        "45932.75": "2025-10-02",
        "3 days ago": "2025-04-27",
        "24h": "2025-04-29",
        "yesterday": "2025-04-29",
        "Just posted": "2025-04-30",
        "07/10/2026": CellRefusal.AMBIGUOUS_DATE,
        "10/7/26": CellRefusal.AMBIGUOUS_DATE,
        "30+ days ago": CellRefusal.NAMES_NO_DAY,
        "2 weeks ago": CellRefusal.NAMES_NO_DAY,
        "October 2026": CellRefusal.NAMES_NO_DAY,
        "2026": CellRefusal.NAMES_NO_DAY,
        "2026-W41": CellRefusal.NAMES_NO_DAY,
        "31/02/2026": CellRefusal.NO_SUCH_DAY,
        "2025-13-45": CellRefusal.NO_SUCH_DAY,
        "0001-01-01": CellRefusal.YEAR_OUT_OF_REACH,
        "9" * 400: CellRefusal.NO_DATE,
        "²" * 9: CellRefusal.NO_DATE,
        "soon": CellRefusal.NO_DATE,
    }.items(),
)
def test_dates(text: str, found: str | CellRefusal) -> None:
    """A posting would be dated wrongly, or lose its date without a word."""
    date_read = read_date(text, collected=COLLECTED)
    is_refused = isinstance(date_read, CellRefusal)
    assert (date_read if is_refused else date_read.date().isoformat()) == found


def test_a_relative_date_needs_a_day() -> None:
    """An old file would be dated by the day of its import."""
    assert read_date("3 days ago") is CellRefusal.RELATIVE_DATE


@given(st.text(max_size=90) | st.from_regex(r"[0-9a-zA-Z/., :+-]{1,40}", fullmatch=True))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """One odd date would stop the import."""
    found = read_date(text, collected=COLLECTED)
    assert isinstance(found, CellRefusal) or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "$150,000 – $200,000": (150_000, 200_000, "$", "year"),
        "$150k-200": (150_000, 200_000, "$", "year"),
        "150-200K USD": (150_000, 200_000, "USD", "year"),
        "USD 120,000 to 150,000 annually": (120_000, 150_000, "USD", "year"),
        "€45.000,00 per year": (45_000, 45_000, "EUR", "year"),
        "CHF 120'000": (120_000, 120_000, "CHF", "year"),
        "£500/day": (500, 500, "GBP", "day"),
        "$75 an hour": (75, 75, "$", "hour"),
        "12-15 LPA": (1_200_000, 1_500_000, "INR", "year"),
        "₹12,00,000": (1_200_000, 1_200_000, "INR", "year"),
        "Up to £65,000": (None, 65_000, "GBP", "year"),
        "From $100,000 a year": (100_000, None, "$", "year"),
        "$150,000+": (150_000, None, "$", "year"),
        "min. 80000 EUR": (80_000, None, "EUR", "year"),
        "$120K-$150K + bonus and equity": (120_000, 150_000, "$", "year"),
        "Employer Provided Salary:$150K-$160K": (150_000, 160_000, "$", "year"),
        "$100K-$120K(Employer est.)": (100_000, 120_000, "$", "year"),
        "$53K-$91K (Glassdoor est.)": CellRefusal.ESTIMATE,
        "$114,805 /yr (est.)": CellRefusal.ESTIMATE,
        "Competitive": CellRefusal.NO_AMOUNT,
        "DOE": CellRefusal.NO_AMOUNT,
        "0": CellRefusal.NO_AMOUNT,
        "$200k OTE": CellRefusal.NOT_BASE_PAY,
        "$200,000 total compensation": CellRefusal.NOT_BASE_PAY,
        "$1.5M": CellRefusal.NOT_AN_AMOUNT,
        "200 apples": CellRefusal.NOT_AN_AMOUNT,
        "$1 $2 $3": CellRefusal.NOT_AN_AMOUNT,
        "grade 7": CellRefusal.NOT_AN_AMOUNT,
        "$5,000": CellRefusal.NO_PERIOD,
        "100": CellRefusal.NO_PERIOD,
        "$200,000 - $150,000": CellRefusal.MINIMUM_ABOVE_MAXIMUM,
        "$9,000,000 an hour": CellRefusal.NOT_BELIEVABLE,
        "$3 a year": CellRefusal.NOT_BELIEVABLE,
        "60.000": (60_000, 60_000, None, "year"),
        "150.500": (150_500, 150_500, None, "year"),
        "75.000,00 EUR pro Jahr": (75_000, 75_000, "EUR", "year"),
        "€5.500 brutto/Monat": (5_500, 5_500, "EUR", "month"),
        "45 - 60 € de l'heure": (45, 60, "EUR", "hour"),
        "€45 pro Besuch": CellRefusal.NOT_AN_AMOUNT,
        "-50000": CellRefusal.NOT_AN_AMOUNT,
        "-$50,000": CellRefusal.NOT_AN_AMOUNT,
        "$-50,000": CellRefusal.NOT_AN_AMOUNT,
    }.items(),
)
def test_pay_in_words(text: str, found: Any) -> None:
    """Pay would be dropped, or somebody's guess published as the employer's."""
    pay = read_pay(text)
    if isinstance(pay, ImportedAmounts):
        pay = (pay.low, pay.high, pay.currency, pay.period)
    assert pay == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"currency": "USD", "value": {"minValue": 1e5, "maxValue": 1.2e5, "unitText": "YEAR"}},
         ImportedAmounts(100_000, 120_000, "USD", "year")),
        ({"currency": "EUR", "value": {"value": 50, "unitText": "hour"}},
         ImportedAmounts(50, 50, "EUR", "hour")),
        ({"min": "60000", "max": None, "currency": "£", "interval": "per-year-salary"},
         ImportedAmounts(60_000, None, "GBP", "year")),
        ([{"min_cents": 9_000_000, "max_cents": 12_000_000, "currency_type": "USD"},
          {"min_cents": 8_000_000, "max_cents": 11_000_000, "currency_type": "USD"}],
         ImportedAmounts(80_000, 120_000, "USD", "year")),
        ({"currency": "doubloons", "min": 5}, CellRefusal.NO_CURRENCY),
        ({"min": 5, "period": "fortnight"}, CellRefusal.NOT_A_PERIOD),
        ({"min": "lots"}, CellRefusal.NOT_AN_AMOUNT),
        ({"value": []}, CellRefusal.NO_AMOUNT),
        ([1, 2], CellRefusal.NOT_AN_AMOUNT),
    ],
)  # fmt: skip
def test_pay_in_a_structure(value: Any, found: Any) -> None:
    """Pay in a column of structures would be lost."""
    assert read_pay(json.dumps(value)) == found
    assert read_pay(str(value)) == found


def test_pay_in_two_columns() -> None:
    """A file with a minimum and a maximum would lose its pay."""
    found = read_bounds("150000.0", "$200,000", currency="usd", period="YEARLY")
    assert found == ImportedAmounts(150_000, 200_000, "USD", "year")
    found = read_bounds("60.000", "80.000", currency="€")
    assert found == ImportedAmounts(60_000, 80_000, "EUR", "year")
    assert read_bounds("36.058", "", currency="$", period="hour") == ImportedAmounts(
        36.058, None, "$", "hour"
    )
    assert read_bounds("-6", "-8", currency="USD", period="hour") is CellRefusal.NO_AMOUNT


@pytest.mark.parametrize(("amount", "currency"), [("45", "USD"), ("25000", "USD")])
def test_a_period_that_is_not_understood_is_not_guessed(amount: str, currency: str) -> None:
    """Forty-five dollars a visit would be an hour's pay, and a project's a year's."""
    for read in (read_pay(amount, currency=currency, period="per visit"),
                 read_bounds(amount, amount, currency=currency, period="per visit")):  # fmt: skip
        assert read is CellRefusal.NO_PERIOD
    assert isinstance(read_pay(amount, currency=currency), ImportedAmounts)


@pytest.mark.parametrize(
    ("text", "code"),
    {"US Dollar": "USD", "us dollars": "USD", "Euro": "EUR", "euros": "EUR", "usd": "USD",
     "Pound Sterling": "GBP", "doubloons": CellRefusal.NO_CURRENCY}.items(),
)  # fmt: skip
def test_currencies(text: str, code: str) -> None:
    """Pay would have no currency."""
    assert read_currency(text) == code


@given(st.text(max_size=220) | st.from_regex(r"[0-9$€k ,.'-]{1,60}", fullmatch=True))
def test_any_text_is_pay_or_refused(text: str) -> None:
    """One odd cell would stop the import."""
    assert isinstance(read_pay(text), ImportedAmounts | CellRefusal)


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "True": "remote", "1": "remote", "1.0": "remote", "yes": "remote", "Remote (US)": "remote",
        "TELECOMMUTE": "remote", "Hybrid, Remote": "remote", "Remote or on-site": "remote",
        "HYBRID": "hybrid", "Hybrid - Remote": "hybrid", "Hybrid (2 days)": "hybrid",
        "On-Site": "onsite", "in office": "onsite", "In-person": "onsite",
        "False": "not_remote", "0": "not_remote", "no": "not_remote", "Not remote": "not_remote",
        "flexible": CellRefusal.NOT_A_WORKPLACE,
        "remote work is not possible": CellRefusal.NOT_A_WORKPLACE,
        "1, 0": CellRefusal.NOT_A_WORKPLACE,
        "x" * 90: CellRefusal.NOT_A_WORKPLACE,
    }.items(),
)  # fmt: skip
def test_workplaces(text: str, found: str) -> None:
    """A remote job would count as one that does not say."""
    assert read_workplace(text) == found


@pytest.mark.parametrize(
    "text",
    ["", " ", "N/A", "n.a.", "(n/a)", "Unknown", "-", "--", "—", "None", "NULL", "nan", "-1", "TBD",
     "Not specified.", "not  disclosed", "#N/A", "?", "[unknown]"],
)  # fmt: skip
def test_words_for_nothing(text: str) -> None:
    """An employer would be called "N/A"."""
    assert is_missing(text)


@pytest.mark.parametrize("text", ["Nan Inc.", "Unknown Worlds", "0", "1", "$", "No", "NaN Labs"])
def test_names_that_only_look_like_nothing(text: str) -> None:
    """An employer would be nobody."""
    assert not is_missing(text)


def row(**values: str) -> Posting:
    payload = {"title": "ML Engineer", "text": "We build models.", "native_id": "1"} | values
    item = RawItem(source="jobs", board="import", url="", fetched_at=COLLECTED, http_status=0,
                   payload=payload)  # type: ignore[arg-type]  # fmt: skip
    (posting,) = parse(item)
    assert isinstance(posting, Posting), posting
    return posting


@pytest.mark.parametrize(
    ("values", "name", "found"),
    [
        ({"employer": "N/A"}, "employer", None),
        ({"employer": "Tecolote Research\n3.8"}, "employer", "Tecolote Research"),
        ({"employer": "Acme\nLabs"}, "employer", "Acme Labs"),
        ({"employer": "Web 2.0"}, "employer", "Web 2.0"),
        ({"location": "unknown | Berlin"}, "locations", ("Berlin",)),
        ({"location": '[{"city": "Austin", "state": "TX"}]'}, "locations", ("Austin, TX",)),
        ({"workplace": "True"}, "workplace", "remote"),
        ({"workplace": "hybrid", "is_remote": "True"}, "workplace", "hybrid"),
        ({"is_remote": "False"}, "workplace", None),
        ({"language": "English"}, "language", "en"),
        ({"country": "The Netherlands"}, "country", "NL"),
        ({"url": "www.example.org"}, "url", None),
    ],
)
def test_a_row_says(values: dict[str, str], name: str, found: Any) -> None:
    """What stands in a column would be lost, or taken for something else."""
    assert getattr(row(**values), name) == found


@pytest.mark.parametrize(("place", "currency"), [("Toronto, Canada", "CAD"), ("Austin, TX", "USD")])
def test_a_dollar_is_that_of_the_country(place: str, currency: str) -> None:
    """Canadian pay would be a third too high."""
    pay = row(location=place, pay="$150,000 - $200,000").pay
    assert pay is not None
    assert pay.currency == currency


@given(st.dictionaries(st.sampled_from(sorted(data_yaml("import_columns.yaml"))), st.text()))
def test_any_row_is_read(cells: dict[str, str]) -> None:
    """One odd row would stop the import."""
    assert set(read_row(cells).refused) <= set(cells)


@pytest.mark.parametrize("column", ["job_title", "Job Title", "jobTitle", "JOB-TITLE", "title*"])
def test_a_name_in_any_style(column: str) -> None:
    """Every file would need --map."""
    assert usual_columns([column]) == {"title": [column]}


def test_no_name_stands_under_two_fields() -> None:
    """One column would be two things."""
    names = [plain_name(n) for names in data_yaml("import_columns.yaml").values() for n in names]
    assert len(names) == len(set(names))


def test_the_preferred_column_with_a_value_is_taken() -> None:
    """A line whose first column is empty would have no text."""
    values = {"text": None, "jobDescription": "We build.", "company": {"name": "Acme"}}
    found = usual_values(values, ("text", "employer"))
    assert found == {"text": ("jobDescription", "We build."), "employer": ("company.name", "Acme")}
