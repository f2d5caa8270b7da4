"""Greenhouse jobs become postings as their board states them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from skillscan.domain import ParseRejection, Pay, Posting


def test_a_job(parse: Any) -> None:
    """Every posting of a third of our employers rests on this."""
    assert parse("greenhouse") == [
        Posting(
            source="greenhouse",
            board="acme",
            native_id="4100200300",
            title="Machine Learning Engineer, Ranking",
            body='<div class="intro"><p>Acme &amp; friends</p></div>'
            "<ul><li>5+ years of Python</li></ul>",
            employer="Acme Robotics",
            url="https://job-boards.greenhouse.io/acme/jobs/4100200300",
            locations=("Denver, CO", "Remote - US"),
            language="en",
            department="Machine Learning",
            pay=Pay(min=140_000, max=180_000, currency="USD", period="year"),
            posted_at=datetime(2026, 2, 3, 14, 15, tzinfo=UTC),
        )
    ]


@pytest.mark.parametrize(
    ("changes", "reason", "is_expected"),
    [
        ({"internal_job_id": None}, "prospect_post", True),
        ({"id": ...}, "no_id", False),
        ({"id": True}, "no_id", False),
        ({"title": "  "}, "no_title", False),
        ({"title": {"text": " "}}, "no_title", False),
        ({"content": None}, "no_text", False),
    ],
)
def test_refusals(parse: Any, changes: dict[str, Any], reason: str, is_expected: bool) -> None:
    """Talent pools would count as openings, or damaged jobs vanish without a word."""
    (refusal,) = parse("greenhouse", changes)
    assert isinstance(refusal, ParseRejection)
    assert (refusal.reason, refusal.is_expected) == (reason, is_expected)


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"internal_job_id": ...}, "native_id", "4100200300"),
        ({"content": "<p>Fish &amp; chips &lt;3</p>"}, "body", "<p>Fish &amp; chips &lt;3</p>"),
        ({"location": None}, "locations", ("Denver, CO, United States",)),
        ({"location": {"name": "Paris | Paris | Lyon"}}, "locations", ("Paris", "Lyon")),
        ({"first_published": None}, "posted_at", None),
        ({"first_published": "yesterday"}, "posted_at", None),
        ({"language": "pt-BR"}, "language", "pt"),
        ({"language": "xx"}, "language", None),
        ({"absolute_url": "javascript:alert(1)"}, "url", None),
        ({"departments": []}, "department", None),
        ({"pay_input_ranges": []}, "pay", None),
        ({"title": "Health &amp; Data ML Engineer"}, "title", "Health & Data ML Engineer"),
        ({"company_name": "R&amp;amp;D Labs"}, "employer", "R&D Labs"),
    ],
)
def test_fields(parse: Any, changes: dict[str, Any], name: str, value: Any) -> None:
    """Edits would move the posting date, or what is unknown be filled with something."""
    (posting,) = parse("greenhouse", changes)
    assert getattr(posting, name) == value


@pytest.mark.parametrize(
    ("entry", "pay"),
    [
        (
            {"min_cents": 5000, "max_cents": 7500, "currency_type": "USD", "title": "Hourly Range"},
            Pay(min=50, max=75, currency="USD", period="hour"),
        ),
        (
            {"min_cents": 100_00, "max_cents": None, "currency_type": "??", "title": "Range"},
            Pay(min=100, max=None, currency=None, period=None),
        ),
        (
            {"min_cents": 2e7, "max_cents": 2.5e7, "currency_type": "USD", "title": "US pay range"},
            Pay(min=200_000, max=250_000, currency="USD", period="year"),
        ),
        ({"min_cents": 2e7, "max_cents": 2.5e7, "title": "On Target Earnings (OTE)"}, None),
        ({"min_cents": 2e7, "max_cents": 2.5e7, "title": "Annual base + commission"}, None),
        ({"min_cents": 1e6, "max_cents": 2e6, "title": "Sign-on bonus"}, None),
        (
            {"min_cents": 2e7, "currency_type": "USD", "title": "Annual base (excluding bonus)"},
            Pay(min=200_000, max=None, currency="USD", period="year"),
        ),
        (
            {"min_cents": 900, "max_cents": 100, "currency_type": "USD"},
            Pay(
                min=None,
                max=None,
                currency="USD",
                period=None,
                note="the range runs backwards: 9 to 1",
            ),
        ),
        ({"min_cents": 0, "max_cents": 0, "currency_type": "USD"}, None),
        ({"min_cents": "much"}, None),
    ],
)
def test_pay(parse: Any, entry: dict[str, Any], pay: Pay | None) -> None:
    """A wrong period or a range that runs backwards would be printed as pay."""
    (posting,) = parse("greenhouse", {"pay_input_ranges": [entry]})
    assert posting.pay == pay
