"""What the Prefect page of a run shows: source health, estimates, articles.

Board tokens and reasons of failed fetches come from outside, so they are cut and every character
that HTML or Markdown reads is replaced. Nothing of a posting is shown.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from skillscan.article.folder import FolderEntry, markdown
from skillscan.article.model import ClaimVerdict
from skillscan.boards.liveness import BAD
from skillscan.boards.probe import BoardStatus
from skillscan.collect.board_health import Trouble, troubles
from skillscan.collect.previous_fetch import recent_reports
from skillscan.domain import Board, FetchReport, Outcome
from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.release.lookup import estimates_of
from skillscan.release.pooled_headlines import parts_instead
from skillscan.release.shown import leading, share_measure, share_view
from skillscan.release.step import PublishSummary
from skillscan.settings import Settings
from skillscan.site.doubt_sentences import in_its_place
from skillscan.statistics.estimates import Disagreement, Estimate, View

from .server import told_to_server

HEALTH_KEY = "skillscan-source-health"
ESTIMATES_KEY = "skillscan-estimates"
GATES_KEY = "skillscan-gates"
BOARDS_KEY = "skillscan-boards"
ARTICLES_KEY = "skillscan-articles"
_REASON_CHARS = 120
_MOST_ROWS = 200
"""A page of more is read by nobody; the rest is counted."""
_LARGEST = 20
_MARKUP = re.compile(r"[<>\[\]|`*\\\x00-\x1f\x7f]")


def show_estimates(release: Release, summary: PublishSummary) -> None:
    """Make the table of headline estimates of a release, held back or not."""
    publication = release.publication
    state = "is the latest" if summary.is_latest else "was held back"
    notice = f" {_harmless(publication.notice)}" if publication.notice else ""
    _show_table(
        table=estimate_rows(publication),
        key=ESTIMATES_KEY,
        description=f"Release {release.name} {state}. Page: {_harmless(release.page)}{notice}",
    )


def show_articles(entries: Sequence[FolderEntry], verdicts: Iterable[ClaimVerdict]) -> None:
    """Show the claims that somebody has to look at, by article."""
    release = next((one.checked.release for one in entries if one.checked), "none")
    text = markdown(entries, release, verdicts)

    def show() -> None:
        create_markdown_artifact(markdown=text, key=ARTICLES_KEY)

    told_to_server(f"the text {ARTICLES_KEY}", show)


def _show_table(table: list[dict[str, Any]], key: str, description: str) -> None:
    def show() -> None:
        create_table_artifact(table=table, key=key, description=description)

    told_to_server(f"the table {key}", show)


def estimate_rows(publication: Publication) -> list[dict[str, Any]]:
    """The largest headline shares of each statistic and population, with interval and sample."""
    rows: list[dict[str, Any]] = []
    for statistic, definition in publication.statistics.items():
        measure, view = share_measure(definition), share_view(definition)
        for population in publication.populations:
            shares = estimates_of(publication, statistic, population)
            found = leading(one for one in shares if one.measure == measure)
            found.sort(key=lambda one: (-one.openings, one.value))
            split = parts_instead(publication, statistic, population)
            rows += [_estimate_row(one, view, split.get(one.value)) for one in found[:_LARGEST]]
    return rows


def _estimate_row(one: Estimate, headline: str, pooled: Disagreement | None) -> dict[str, Any]:
    """A row of the table; where it pools what differs, the parts stand in the number's place."""

    def shown(view: View | None) -> str:
        return f"{view.share:.1%}" if view else "–"

    view: View | None = getattr(one.views, headline)
    headline_text = f"{shown(view)} ({view.low:.1%} to {view.high:.1%})" if view else "–"
    if pooled:
        headline_text = in_its_place(pooled)
    return {
        "statistic": one.statistic,
        "population": one.population,
        "value": _harmless(one.label),
        "headline": headline_text,
        "of all": "–" if pooled else shown(one.views.all),
        "of stating": "–" if pooled else shown(one.views.stating),
        "state nothing": shown(one.views.silent),
        "one employer, one vote": "–" if pooled else shown(one.views.employer),
        "openings": f"{one.openings} of {one.of_openings}",
    }


def show_gates(summary: PublishSummary) -> None:
    """Make the table of gates that held a release back, or were waived; none where all passed."""
    rows = gate_rows(summary)
    if rows:
        _show_table(
            table=rows,
            key=GATES_KEY,
            description=f"Gates that release {summary.name} did not pass. After looking at its "
            "page, the flow accept_release lets it through.",
        )


def gate_rows(summary: PublishSummary) -> list[dict[str, Any]]:
    """A row for each gate that was not passed."""
    return [
        {
            "gate": verdict.gate,
            "reason": _harmless(verdict.reason),
            "waived": _harmless(summary.waived.get(verdict.gate, "")),
        }
        for verdict in summary.gates
        if not verdict.is_passed
    ]


def show_board_states(found: Sequence[tuple[Board, BoardStatus]]) -> None:
    """Make the table of boards that are dead or unclear."""
    rows = [
        {"source": board.source, "board": _harmless(board.token)}
        | {"state": status.state, "detail": _harmless(status.detail)}
        for board, status in found
        if status.state in BAD
    ]
    _show_table(
        table=rows,
        key=BOARDS_KEY,
        description=f"{len(rows)} of {len(found)} boards that were asked are dead or unclear.",
    )


def show_source_health(reports: Sequence[FetchReport], settings: Settings) -> None:
    """Make the table of the boards that are not well, of those that this night asked."""
    now = datetime.now(UTC)

    def history(report: FetchReport) -> Sequence[FetchReport]:
        return recent_reports(settings.landing, Board(report.source, report.board, ""), now)

    found = troubles(reports, history)
    _show_table(
        table=health_rows(found), key=HEALTH_KEY, description=health_summary(reports, found)
    )


def health_rows(found: Sequence[Trouble]) -> list[dict[str, Any]]:
    """One row a board that is not well (one for all boards of a provider that is down)."""
    rows = [
        {
            "source": trouble.source,
            "board": _harmless(trouble.board),
            "boards": trouble.boards,
            "outcome": trouble.outcome,
            "reason": _harmless(trouble.reason),
            "since": f"{trouble.since:%Y-%m-%d %H:%M} UTC" if trouble.since else "",
            "what to do": trouble.advice,
        }
        for trouble in found[:_MOST_ROWS]
    ]
    left = sum(trouble.boards for trouble in found[_MOST_ROWS:])
    return rows + ([{"board": f"and {left} more", "boards": left}] if left else [])


def health_summary(reports: Sequence[FetchReport], found: Sequence[Trouble]) -> str:
    """What is said above the table: boards by outcome, and what came."""
    last = {(one.source, one.board): one for one in sorted(reports, key=lambda r: r.started_at)}
    counts = Counter(report.outcome for report in last.values())
    told = ", ".join(f"{counts[o]} {o.replace('_', ' ')}" for o in Outcome if counts[o])
    items, size = sum(r.items for r in last.values()), sum(r.bytes for r in last.values())
    return (
        ("" if found else "All boards that were asked are well. ")
        + f"{len(last)} boards: {told or 'none was due'}; {items} postings, {size / 1e6:.1f} MB. "
        + "A board that is not complete closes nothing."
    )


def _harmless(text: str) -> str:
    return _MARKUP.sub("·", text[:_REASON_CHARS])
