"""A publish that gates hold back, or do not."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from suite.metrics_file import metric

from skillscan.errors import UsageError
from skillscan.release.catalog import latest_name
from skillscan.release.release_folder import release_folder
from skillscan.release.step import PublishSummary, publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse
from tests.release.publishing import NOW, folder_of


def test_held_back_release_is_kept_and_latest_stays(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """A fault in the data would reach readers before a person looked."""
    settings = published_copy.settings
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM posting_openings WHERE opening_id > 'opening00010'")
        connection.execute(
            "DELETE FROM postings WHERE posting_id NOT IN (FROM posting_openings SELECT posting_id)"
        )
    second = publish_again()
    assert second.is_new
    assert not second.is_latest
    assert latest_name(release_folder(settings.releases)) == published_copy.summary.name
    report = json.loads((folder_of(second) / "gates.json").read_text())
    failed = {row["gate"]: row["reason"] for row in report["gates"] if not row["is_passed"]}
    assert "keeps_openings" in failed
    assert "11 openings, 40 before" in failed["keeps_openings"]
    assert metric(settings, "gate_held", gate="keeps_openings") == 1
    assert metric(settings, "gate_held", gate="checks_pass") == 0


def test_gate_can_be_waived_with_a_reason(market: Settings) -> None:
    """A correct release that looks odd could never be published."""
    with open_warehouse(market) as connection:
        connection.execute("UPDATE fetches SET outcome = 'failed'")
    held = publish(market, render=render, now=NOW)
    assert not held.is_latest
    assert metric(market, "release_published_timestamp_seconds") is None
    assert metric(market, "step_last_success_timestamp_seconds", step="publish") is None
    waived = publish(market, render=render, now=NOW, waived={"fetches_succeed": "known outage"})
    assert (waived.name, waived.is_new, waived.is_latest) == (held.name, False, True)
    assert metric(market, "gate_held", gate="fetches_succeed") == 0
    assert metric(market, "release_published_timestamp_seconds") == NOW.timestamp()
    report = json.loads((folder_of(held) / "gates.json").read_text())
    assert [row["waived"] for row in report["gates"] if not row["is_passed"]] == ["known outage"]
    again = publish(market, render=render, now=NOW)
    assert (again.name, again.is_latest, again.waived) == (waived.name, True, waived.waived)
    with pytest.raises(UsageError, match="fetches_succeed"):
        publish(market, render=render, now=NOW, waived={"fetches": "typo"})


@pytest.mark.slow
def test_boards_that_are_not_visited_any_more_hold_nothing_back(market: Settings) -> None:
    """Boards that failed when they were tried, long ago, would stop every release."""
    with open_warehouse(market) as connection:
        for number in range(20):
            connection.execute(
                "INSERT INTO fetches SELECT * REPLACE (? AS fetch_id, ? AS board, "
                "'failed' AS outcome, started_at - INTERVAL 60 DAY AS started_at) "
                "FROM fetches WHERE outcome = 'complete' LIMIT 1",
                [f"old {number}", f"old-{number}"],
            )
    assert publish(market, render=render, now=NOW).is_latest


def test_unread_postings_hold_the_release_back(market: Settings) -> None:
    """Shares would be of those that happened to be read."""
    with open_warehouse(market) as connection:
        connection.execute("DELETE FROM readings WHERE content_hash = 'hash00003'")
    held = publish(market, render=render, now=NOW)
    failed = [verdict.gate for verdict in held.gates if not verdict.is_passed]
    assert "extraction_is_finished" in failed
    assert not held.is_latest


@pytest.mark.slow
def test_one_text_the_pipeline_fails_on_holds_nothing_back(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """One hostile posting would stop every release until somebody waives the gate by hand."""
    settings = hand_made_warehouse(advert(employer=f"E{n % 12}") for n in range(100))
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM readings WHERE content_hash = 'hash00003'")
        connection.execute(
            "INSERT INTO quarantine "
            "SELECT 'reading-hash00003', 'reading-hash00003', '', 0, source, board, "
            "'reading_failed', '', '{}', last_seen, last_seen, 1 FROM postings LIMIT 1"
        )
    summary = publish(settings, render=render, now=NOW)
    assert [one.gate for one in summary.gates if not one.is_passed] == ["has_estimates"]


@pytest.mark.slow
@pytest.mark.parametrize("is_dismissed", [False, True])
def test_texts_that_somebody_dismissed_hold_nothing_back(
    hand_made_warehouse: Callable[..., Settings], advert: Any, *, is_dismissed: bool
) -> None:
    """Who has looked at them would have to waive the gate at every release."""
    settings = hand_made_warehouse(advert(employer=f"E{n % 12}") for n in range(20))
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM readings WHERE content_hash = 'hash00003'")
        connection.execute(
            "INSERT INTO quarantine "
            "SELECT 'reading-hash00003', 'reading-hash00003', '', 0, source, board, "
            "'reading_failed', '', '{}', last_seen, last_seen, 1 FROM postings LIMIT 1"
        )
        if is_dismissed:
            connection.execute(
                "INSERT INTO quarantine_dismissals SELECT item_id, reason, source, board, "
                "seen_at, 'Kim', 'hostile' FROM quarantine"
            )
    failed = [
        one.gate for one in publish(settings, render=render, now=NOW).gates if not one.is_passed
    ]
    assert ("extraction_is_finished" in failed) is not is_dismissed


@pytest.mark.parametrize(
    "lost", ["statistics.json", pytest.param("skillscan.duckdb", marks=pytest.mark.slow), None]
)
def test_a_latest_release_that_cannot_be_read_is_a_matter_for_gates(
    published_copy: Any, publish_again: Callable[..., PublishSummary], lost: str | None
) -> None:
    """After an update that changed the form of releases, no publish would ever succeed again."""
    first = published_copy.folder
    if lost is None:
        first.rename(f"{first}.away")
    else:
        (first / lost).chmod(0o644)
        (first / lost).write_text("{}")
    next_day = NOW + timedelta(days=1)
    other = {"now": next_day, "notice": "Other content."}
    held = publish_again(**other)
    reasons = {one.gate: one.reason for one in held.gates if not one.is_passed}
    assert list(reasons) == ["keeps_openings", "no_jump"]
    assert first.name in reasons["no_jump"]
    assert not held.is_latest
    again = publish_again(**other, waived=dict.fromkeys(reasons, "updated"))
    assert again.is_latest
