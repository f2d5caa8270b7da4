"""The whole pipeline on the sample market, compared with the truth table.

Two market days are visited, so that reposts, unchanged boards (304) and new postings occur. The
demo has a home of its own and starts afresh; it removes only what an earlier demo left there.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from skillscan.collect.step import collect_boards
from skillscan.domain import FetchReport, Outcome
from skillscan.errors import GateError, SkillscanError, UsageError
from skillscan.extract.step import extract
from skillscan.release.catalog import Release, open_latest
from skillscan.release.step import publish
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import Market, sample_boards
from skillscan.sample_market.server import serve_market
from skillscan.sample_market.truth import read_truth
from skillscan.sample_market.verify import TruthComparison, compare_with_truth
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.telemetry.progress import NO_PROGRESS, Progress

NOTE_FILE = "MADE-BY-SKILLSCAN-DEMO.txt"
NOTE = (
    "`skillscan demo` made this folder and empties it when it starts again.\n"
    "Everything in it is invented: employers, postings and numbers.\n"
)
NOTICE = (
    "Invented for the skillscan sample market: no employer, no posting and no number here is real."
)
TRUTH_DAYS = "days_1_and_2"
OnStep = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """The release that the demo published, and how it compares with the truth."""

    release: Release
    comparison: TruthComparison
    postings: int
    unchanged_boards: int


def run_demo(
    home: Path,
    *,
    is_kept: bool = False,
    on_step: OnStep = lambda _: None,
    on_report: Callable[[FetchReport], None] | None = None,
    progress: Progress = NO_PROGRESS,
) -> DemoResult:
    """Collect both days, extract, publish and compare; ``is_kept`` goes on from the last demo.

    Raises ``UsageError`` for a home with other things in it, ``SkillscanError`` when a board of
    the market could not be read.
    """
    prepare_home(home, is_kept=is_kept)
    settings, market = _own_settings(home), build_market()
    first_day = datetime.now(UTC).date()
    postings = unchanged = 0
    for day in (1, 2):
        on_step(f"Day {day}: collecting {len(market.boards())} invented boards on loopback")
        reports = _collect(market, day, first_day, settings, on_report)
        postings += sum(report.items for report in reports)
        unchanged += sum(report.is_not_modified for report in reports)
        on_step(f"Day {day}: reading what is new")
        extract(settings, now=datetime.now(UTC), progress=progress)
    on_step("Publishing")
    release = _published(settings, progress)
    return DemoResult(
        release=release,
        comparison=compare_with_truth(release.publication, read_truth(), TRUTH_DAYS),
        postings=postings,
        unchanged_boards=unchanged,
    )


def _published(settings: Settings, progress: Progress) -> Release:
    summary = publish(
        settings, render=render, now=datetime.now(UTC), notice=NOTICE, progress=progress
    )
    if not summary.is_latest:
        held = [one for one in summary.gates if not one.is_passed]
        raise GateError(
            f"the release of the demo was held back by {held[0].gate}: {held[0].reason}. "
            "Without --keep the demo starts afresh."
        )
    return open_latest(settings)


def _own_settings(home: Path) -> Settings:
    """Everything of the demo lies in its home, wherever the operator's own is."""
    return Settings(
        home=home,
        store=None,
        landing_url=None,
        releases_url=None,
        warehouse_url=None,
        warehouse_data_path=None,
    )


def prepare_home(home: Path, *, is_kept: bool) -> None:
    """An empty home with the note that says what it is; an earlier demo's is emptied first."""
    note = home / NOTE_FILE
    if home.exists() and not note.is_file() and any(home.iterdir()):
        raise UsageError(
            f"{home} holds things that the demo did not make, so it is not emptied. "
            "Give another folder with --home."
        )
    if home.exists() and not is_kept:
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    note.write_text(NOTE, encoding="utf-8")


def _collect(
    market: Market,
    day: int,
    first_day: date,
    settings: Settings,
    on_report: Callable[[FetchReport], None] | None,
) -> Sequence[FetchReport]:
    with serve_market(market, day=day, first_day=first_day) as served:
        reports = collect_boards(
            sample_boards(market),
            replace(settings, api_base=served.base_url),
            on_report=on_report,
        )
    unread = [report for report in reports if report.outcome is not Outcome.COMPLETE]
    if unread:
        first = unread[0]
        raise SkillscanError(
            f"{len(unread)} of {len(reports)} boards of the sample market were not read whole, "
            f"first {first.source}/{first.board}: {first.reason}. Is something else listening on "
            "loopback, or a proxy set in the environment?"
        )
    return reports
