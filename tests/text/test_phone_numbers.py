"""Telephone numbers are masked however they are written; other numbers never."""

import pytest

from skillscan.text import phone_numbers
from skillscan.text.phone_numbers import PHONE_MASK, mask_phone_numbers

MASKED = (
    "+1 212 555 0123",
    "+49 (0)30 1234567",
    "+44-7400-123456",
    "+4474001234",  # a digit short: a slip of the pen is still somebody's number
    "0049 30 1234567",
    "415-555-0132",
    "(415) 555-0132",
    "415.555.0132",
    "1-800-555-0199",
    "+1-847-555-0199 Extn:464",
    "0121 234 5678",
    "0345 496 0123",
    "0191 4960123",
)
KEPT = (
    "Job Reference: 00320-9502532780",
    "Ref 0121 234 5678",
    "ID: 0345 496 0123",
    "https://jobs.example/4155550132",
    "https://jobs.example?id=07400123456",
    "07400123456",
    "4155550132",
    "0123-4567-890",
    "0121/2345678",
    "0 - 800 000 000 rows",
    "+10 000 000 requests",
    "modern C++ (C++11 / 14 / 17 / 20+)",
    "ISO 0049 / 93669 / 40068",
    "C++11/14/17/20/23",
    "Java 8+11/17/21/25",
    "+11 / 14 / 17 / 20",
    "0800 - 1700 UTC",
    "2019 2020 2021 2022",
    "2024-10-31 10:15:30",
    "31/10/2024 01/11/2024",
    "203.0.113.195:8080",
    "2.14.19.1234567",
    "120 000 - 150 000",
    "978-3-16-148410-0",
    "REQ-2024-001234",
)


@pytest.mark.parametrize("number", MASKED)
def test_a_telephone_number_is_masked(number: str) -> None:
    """A person's number would stand in the store, and in what is published."""
    assert mask_phone_numbers(f"Please contact us: {number}, today") == (
        f"Please contact us: {PHONE_MASK}, today"
    )


@pytest.mark.parametrize("number", KEPT)
def test_another_number_stays(number: str) -> None:
    """A salary, a year or a requisition number masked as a telephone number is a fact lost."""
    text = f"We say {number} here."
    assert mask_phone_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("602-555-0196/480-555-0105", "[phone]/[phone]"),
        ("+1848-555-0127/408-555-0140 Title", "[phone]/[phone] Title"),
        ("London (0207 946 0444,) New York (212 555 0145)", "London ([phone],) New York ([phone])"),
        ("the employer\n+91 609-555-0137\nShow less", "the employer\n[phone]\nShow less"),
        ("On 07400123456 or by mail", "On [phone] or by mail"),
        ("Tel: 030 901820", "Tel: [phone]"),
        ("Fax no. 12 34 56 78", "Fax no. [phone]"),
    ],
)
def test_numbers_among_words(text: str, masked: str) -> None:
    """The second of two numbers would stay, or a bracket be lost."""
    assert mask_phone_numbers(text) == masked


def test_a_hostile_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of nothing but numbers would take minutes, or hide the last of them."""
    monkeypatch.setattr(phone_numbers, "MAX_DIGIT_RUNS", 2)
    text = "1234567 a 1234567 b 415-555-0132 c 1234567"
    assert mask_phone_numbers(text) == "1234567 a 1234567 b [phone] c [phone]"
