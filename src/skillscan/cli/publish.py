"""``skillscan publish``: estimate, check the gates, write a release, move ``latest``."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from skillscan.cli.backup import print_summary
from skillscan.cli.display.verbosity import summary_console
from skillscan.errors import EXIT_ATTENTION, SkillscanError, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.backup.step import BackupSummary
    from skillscan.release.step import PublishSummary
    from skillscan.telemetry.progress import Progress

_PHASES = {
    "export": "read the warehouse",
    "write": "write the release",
    "save": "back the warehouse up",
}
"""What the phases are called; while a statistic is estimated, its id is shown."""


_ForceGate = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Waive this gate (repeatable); needs --reason."),
]
_Pooled = Annotated[
    list[str] | None,
    typer.Option(
        metavar="STATISTIC/VALUE/POPULATION",
        help="Name this number a headline although its samples disagree (repeatable); needs "
        "--reason. Without it the samples are shown in its place.",
    ),
]
_Reason = Annotated[
    str | None,
    typer.Option(help="Why the gate is waived, or the number accepted; kept in the release."),
]
_Notice = Annotated[
    str | None,
    typer.Option(
        help="A sentence to show at the top of all that is published; '' for none. By default "
        "that of the release before."
    ),
]
_Populations = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Only this population (repeatable); default: all."),
]
_AsJson = Annotated[
    bool, typer.Option("--json", help="Print the summary as JSON on standard output.")
]


def publish(
    *,
    force_gate: _ForceGate = None,
    pooled: _Pooled = None,
    reason: _Reason = None,
    notice: _Notice = None,
    population: _Populations = None,
    as_json: _AsJson = False,
) -> None:
    """Estimate, check the gates and write a release; `latest` moves when all gates are passed.

    Then the warehouse is backed up, whether `latest` moved or not. Exit code 3 where a gate holds
    the release back, the backup failed, or a file of a release was missing or altered: of this one
    it is written again, but look at the disk.
    """
    from skillscan.cli.display.progress import phases
    from skillscan.release.step import publish as run
    from skillscan.site.pages import render

    if force_gate and not (reason and reason.strip()):
        raise UsageError("--force-gate needs --reason: say why the gate may be waived")
    if pooled and not (reason and reason.strip()):
        raise UsageError("--pooled needs --reason: say why the pooled number may be a headline")
    settings, now = Settings(), datetime.now(UTC)
    with phases(_PHASES) as progress:
        summary = run(
            settings,
            render=render,
            now=now,
            notice=notice,
            waived=dict.fromkeys(force_gate or (), reason or ""),
            only=population,
            pooled=dict.fromkeys(pooled or (), reason or ""),
            progress=progress,
        )
        backup, fault = _back_up(settings, now, progress)
    if as_json:
        saved = asdict(backup) if backup else {"fault": fault}
        typer.echo(json.dumps({**asdict(summary), "backup": saved}, ensure_ascii=False))
    else:
        _print(summary)
        _print_backup(backup, fault)
    if fault or summary.needs_attention:
        raise typer.Exit(EXIT_ATTENTION)


def _back_up(
    settings: Settings, now: datetime, progress: "Progress"
) -> tuple["BackupSummary | None", str | None]:
    """The backup, or why there is none: what is published stays published."""
    from skillscan.backup.step import back_up

    try:
        return back_up(settings, now=now, progress=progress), None
    except SkillscanError as error:
        return None, str(error)


def _print_backup(backup: "BackupSummary | None", fault: str | None) -> None:
    if backup:
        print_summary(backup)
    else:
        summary_console(needs_attention=True).print(f"no backup: {fault}")


def _print(summary: "PublishSummary") -> None:
    console = summary_console(needs_attention=summary.needs_attention)
    state = "published" if summary.is_new else "unchanged"
    if summary.mended and not summary.is_new:
        state = "written again, for it was damaged"
    console.print(
        f"{state}: {summary.name}, {summary.estimates:,} estimates, "
        f"{summary.withheld} withheld for too small a sample",
    )
    if summary.is_latest and not summary.estimates:
        console.print(
            "counts only: the sample is too small for any share; `skillscan stats` shows them"
        )
    for fault in summary.mended:
        console.print(f"written again: {fault}", markup=False)
    for fault in summary.faults:
        console.print(fault, markup=False)
    console.print(f"page: {summary.page}")
    for verdict in summary.gates:
        if verdict.is_passed:
            continue
        why = summary.waived.get(verdict.gate)
        console.print(
            f"gate {verdict.gate}: {verdict.reason}" + (f" (waived: {why})" if why else ""),
        )
    if not summary.is_latest:
        console.print(
            "held back: `latest` stays where it was. Look at the page; if it is right, publish "
            "again with --force-gate NAME --reason TEXT",
        )
