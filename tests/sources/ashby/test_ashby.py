"""Ashby jobs: unlisted ones stay out, and isRemote is not believed."""

import gzip
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import ParseRejection, Pay, Posting


def test_a_job(parse: Any) -> None:
    """Every posting of the AI start-ups rests on this."""
    assert parse("ashby") == [
        Posting(
            source="ashby",
            board="acme",
            native_id="6f1d2c3b-2222-4b33-8d44-3a5b6c7d8e9f",
            title="Research Engineer",
            body="<h2>About you</h2><ul><li>JAX</li></ul>",
            url="https://jobs.ashbyhq.com/acme/6f1d2c3b-2222-4b33-8d44-3a5b6c7d8e9f",
            locations=("San Francisco Office", "New York"),
            country="US",
            department="Research",
            employment_type="FullTime",
            workplace="hybrid",
            pay=Pay(min=200_000, max=300_000, currency="USD", period="year"),
            posted_at=datetime(2026, 1, 15, 14, 49, 44, 789_000, tzinfo=UTC),
        )
    ]


@pytest.mark.parametrize(
    ("changes", "reason", "is_expected"),
    [
        ({"isListed": False}, "unlisted", True),
        ({"isListed": "false"}, "unlisted", True),
        ({"id": ""}, "no_id", False),
        ({"title": None}, "no_title", False),
        ({"descriptionHtml": None, "descriptionPlain": 7}, "no_text", False),
    ],
)
def test_refusals(parse: Any, changes: dict[str, Any], reason: str, is_expected: bool) -> None:
    """A confidential posting would be published."""
    (refusal,) = parse("ashby", changes)
    assert isinstance(refusal, ParseRejection)
    assert (refusal.reason, refusal.is_expected) == (reason, is_expected)


def salary(**values: Any) -> dict[str, Any]:
    component = {"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "USD"}
    return {"summaryComponents": [{**component, "minValue": 1000, "maxValue": 2000, **values}]}


def tier(low: int, high: int) -> dict[str, Any]:
    return {"components": salary(minValue=low, maxValue=high)["summaryComponents"]}


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"isListed": ...}, "title", "Research Engineer"),
        ({"isListed": None}, "title", "Research Engineer"),
        ({"workplaceType": None}, "workplace", None),
        ({"workplaceType": "OnSite"}, "workplace", "onsite"),
        ({"workplaceType": "Remote"}, "workplace", "remote"),
        ({"address": None}, "country", None),
        ({"publishedAt": 12}, "posted_at", None),
        ({"publishedAt": "0001-01-01T00:00:00+14:00"}, "posted_at", None),
        ({"compensation": None}, "pay", None),
        ({"compensation": salary(interval="1 TIME")}, "pay", None),
        ({"compensation": salary(compensationType="Bonus")}, "pay", None),
        ({"compensation": salary(minValue=0, maxValue=None)}, "pay", None),
        (
            {"compensation": salary(interval="1 HOUR", maxValue=None)},
            "pay",
            Pay(min=1000, max=None, currency="USD", period="hour"),
        ),
        (
            {"compensation": {"compensationTiers": [tier(81_000, 87_000), tier(70_000, 78_000)]}},
            "pay",
            Pay(min=70_000, max=87_000, currency="USD", period="year"),
        ),
        (
            {
                "compensation": {
                    **salary(minValue=70_000, maxValue=190_000),
                    "compensationTiers": [
                        tier(70_000, 78_000),
                        {**tier(150_000, 190_000), "additionalInformation": "OTE, 70/30 split"},
                    ],
                }
            },
            "pay",
            Pay(min=70_000, max=78_000, currency="USD", period="year"),
        ),
        (
            {"compensation": {"compensationTiers": [{**tier(81_000, 87_000), "title": "OTE"}]}},
            "pay",
            None,
        ),
        (
            {"compensation": salary(minValue=25, maxValue=25)},
            "pay",
            Pay(
                min=None,
                max=None,
                currency="USD",
                period="year",
                note="nobody is paid 25 USD a year",
            ),
        ),
        (
            {"compensation": salary(minValue=200, maxValue=275_000)},
            "pay",
            replace(
                Pay(min=200_000, max=275_000, currency="USD", period="year"),
                note="200 is read as 200,000: a thousand was left out",
            ),
        ),
        ({"descriptionHtml": "", "descriptionPlain": "a\n<b"}, "body", "a<br>\n&lt;b"),
        (
            {"secondaryLocations": ["Rome", {"location": None}, 3]},
            "locations",
            ("San Francisco Office", "Rome", "3"),
        ),
    ],
)
def test_fields(parse: Any, changes: dict[str, Any], name: str, value: Any) -> None:
    """A bonus would be printed as pay, a hybrid posting as remote."""
    (posting,) = parse("ashby", changes)
    assert getattr(posting, name) == value


@pytest.mark.shared
def test_real_boards(parse: Any, shared_dir: Path) -> None:
    """Real boards differ from what anybody writes by hand."""
    counts: Counter[str] = Counter()
    for path in sorted((shared_dir / "replay" / "ashby_boards").glob("*.json.gz"))[::12]:
        for job in json.loads(gzip.decompress(path.read_bytes()))["jobs"]:
            (parsed,) = parse("ashby", {**job})
            counts[type(parsed).__name__] += 1
            counts["pay"] += bool(getattr(parsed, "pay", None))
    assert counts["ParseRejection"] == 0
    assert counts["Posting"] > 400
    assert counts["pay"] > 100
