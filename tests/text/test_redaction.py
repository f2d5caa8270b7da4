"""Personal data must not reach the store; numbers that matter must."""

import pytest

from skillscan.text.redaction import mask

MASKED = {
    "address": ("Mail jane.doe+ml@example.co.uk now", "Mail [email] now"),
    "address in a link": ("mailto:jobs@example.com", "[email]"),
    "address written out": ("jane at example dot com", "[email]"),
    "address in brackets": ("jane [at] example [dot] com", "[email]"),
    "address with (at)": ("jane(at)example.org", "[email]"),
    "American number": ("Call (415) 555-0132 or 415-555-0132 x12", "Call [phone] or [phone]"),
    "number with country": ("+1 (415) 555-0132 and +49 30 1234567", "[phone] and [phone]"),
    "number by the word before it": ("Tel: 0191 4960000", "Tel: [phone]"),
    "contact person": ("Contact: Jane Doe\nApply now", "Contact: [name]\nApply now"),
    "person to write to": (
        "reach out to Jane Doe at j@example.com",
        "reach out to [name] at [email]",
    ),
    "profile": ("see https://www.linkedin.com/in/jane-doe-1a2b3c/ today", "see [profile] today"),
}
KEPT = (
    "5+ years, 2020-2021, 24/7, 401(k), $150,000 - 200,000, £45.000,00 and 1 000 000 users",
    "+10 000 000 requests a day",
    "Job ID 12345678, R-0123456, ISO 27001, IPv4 10.0.0.1, version 2.14.19",
    "$120000 - $150000 and 120000-150000 USD",
    "January 2024 - 2025-01-31",
    "C++17, 3.11, 70-85%, 1,000,000+",
    "Contact: Human Resources Team and our Python team",
    "@media, #hashtag, a @ b",
    "linkedin.com/company/example",
    "at scale with dot products",
)


@pytest.mark.parametrize(("text", "masked"), MASKED.values(), ids=MASKED.keys())
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize("text", KEPT)
def test_other_numbers_and_names_stay(text: str) -> None:
    """A salary, a year or a version masked as a telephone number is a fact lost."""
    assert mask(text) == text
