"""Lever postings: the requirements live in their lists."""

from datetime import UTC, datetime
from typing import Any

import pytest

from skillscan.domain import ParseRejection, Pay, Posting


def test_a_posting(parse: Any) -> None:
    """Without the lists no requirement of a Lever board would be read."""
    assert parse("lever") == [
        Posting(
            source="lever",
            board="acme",
            native_id="0b6c1c7e-1111-4a22-9c33-2f4d5e6f7a8b",
            title="Senior ML Engineer",
            body="<div>We rank things.</div>\n"
            "<h3>What you bring</h3>\n"
            "<ul><li>3+ years with PyTorch</li><li>Kubernetes</li></ul>\n"
            "<h3>Nice &amp; rare</h3>\n"
            "<ul><li>Rust</li></ul>\n"
            "<p>Equal opportunity.</p>\n"
            "<p>Plus equity.</p>",
            url="https://jobs.lever.co/acme/0b6c1c7e-1111-4a22-9c33-2f4d5e6f7a8b",
            locations=("London", "Berlin"),
            country="GB",
            department="Engineering",
            employment_type="Full-time",
            workplace="hybrid",
            pay=Pay(min=90_000, max=120_000, currency="GBP", period="year"),
            posted_at=datetime(2026, 2, 2, 2, 40, tzinfo=UTC),
        )
    ]


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"workplaceType": "on-site"}, "workplace", "onsite"),
        ({"workplaceType": "unspecified"}, "workplace", None),
        ({"workplaceType": ["remote"]}, "workplace", "remote"),
        ({"country": "Atlantis"}, "country", None),
        ({"categories": {"team": "Search"}}, "department", "Search"),
        ({"categories": "London"}, "locations", ()),
        ({"createdAt": "soon"}, "posted_at", None),
        ({"createdAt": 10**30}, "posted_at", None),
        ({"salaryRange": {"min": 1, "max": 2, "interval": "one-time"}}, "pay", None),
        (
            {"salaryRange": {"min": 40, "max": 60, "currency": "EUR", "interval": "per-hour-wage"}},
            "pay",
            Pay(min=40, max=60, currency="EUR", period="hour"),
        ),
        ({"salaryDescription": "<p>On-target earnings for this role.</p>"}, "pay", None),
        (
            {"salaryRange": {"min": "90,000"}},
            "pay",
            Pay(min=90_000, max=None, currency=None, period=None),
        ),
    ],
)
def test_fields(parse: Any, changes: dict[str, Any], name: str, value: Any) -> None:
    """What a source leaves open would be filled with a guess."""
    (posting,) = parse("lever", changes)
    assert getattr(posting, name) == value


def test_plain_text_stands_in_for_html(parse: Any) -> None:
    """A description of 5 < 6 would be eaten as a tag."""
    changes = {"description": "", "descriptionPlain": "5 < 6\nyes", "lists": None}
    (posting,) = parse("lever", {**changes, "additional": None, "additionalPlain": None})
    assert posting.body.startswith("5 &lt; 6<br>\nyes")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": None}, "no_id"),
        ({"text": 0.5e400}, "no_title"),
        ({"text": []}, "no_title"),
        (
            dict.fromkeys(
                (
                    "description",
                    "descriptionPlain",
                    "additional",
                    "additionalPlain",
                    "lists",
                    "salaryDescription",
                )
            ),
            "no_text",
        ),
    ],
)
def test_refusals(parse: Any, changes: dict[str, Any], reason: str) -> None:
    """A damaged posting would vanish without a word."""
    (refusal,) = parse("lever", changes)
    assert isinstance(refusal, ParseRejection)
    assert (refusal.reason, refusal.is_expected) == (reason, False)
