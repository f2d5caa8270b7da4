"""Tables that the Prefect page of a run shows: source health and estimates.

Board tokens and reasons of failed fetches come from outside, so they are cut and every character
that HTML or Markdown reads is replaced. Nothing of a posting is shown.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from prefect.artifacts import create_table_artifact

from skillscan.posting import FetchReport, Outcome

HEALTH_KEY = "skillscan-source-health"
ESTIMATES_KEY = "skillscan-estimates"
_REASON_CHARS = 120
_FAILED_BOARDS = 5
_MARKUP = re.compile(r"[<>\[\]|`*\\\x00-\x1f\x7f]")


def show_source_health(reports: Sequence[FetchReport]) -> None:
    """Make the table of source health of this run."""
    create_table_artifact(
        table=health_rows(reports),
        key=HEALTH_KEY,
        description="Boards visited in this run. A failed or partial board closes nothing.",
    )


def health_rows(reports: Sequence[FetchReport]) -> list[dict[str, Any]]:
    """One row per source: boards by outcome, items, megabytes, and what failed first.

    Of several visits of a board in one run (retries) the last one counts.
    """
    last = {(one.source, one.board): one for one in sorted(reports, key=lambda r: r.started_at)}
    by_source: dict[str, list[FetchReport]] = defaultdict(list)
    for report in last.values():
        by_source[report.source].append(report)
    return [_health_row(source, by_source[source]) for source in sorted(by_source)]


def _health_row(source: str, reports: Sequence[FetchReport]) -> dict[str, Any]:
    def count(outcome: Outcome) -> int:
        return sum(report.outcome is outcome for report in reports)

    return {
        "source": source,
        "boards": len(reports),
        "complete": count(Outcome.COMPLETE),
        "of these unchanged": sum(report.is_not_modified for report in reports),
        "partial": count(Outcome.PARTIAL),
        "failed": count(Outcome.FAILED),
        "postings": sum(report.items for report in reports),
        "megabytes": round(sum(report.bytes for report in reports) / 1e6, 1),
        "not read whole": "; ".join(_failures(reports)),
    }


def _failures(reports: Sequence[FetchReport]) -> list[str]:
    bad = [report for report in reports if report.outcome is not Outcome.COMPLETE]
    shown = [
        f"{_harmless(one.board)}: {_harmless(one.reason or 'no reason given')}"
        for one in bad[:_FAILED_BOARDS]
    ]
    return shown + ([f"and {len(bad) - len(shown)} more"] if len(bad) > len(shown) else [])


def _harmless(text: str) -> str:
    return _MARKUP.sub("·", text[:_REASON_CHARS])
