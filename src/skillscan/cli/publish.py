"""``skillscan publish``: estimate, check the gates, write a release, move ``latest``."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.errors import EXIT_ATTENTION, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.release.step import PublishSummary

_PHASES = {"export": "read the warehouse", "write": "write the release"}
"""What the phases are called; while a statistic is estimated, its id is shown."""


def publish(
    *,
    force_gate: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Waive this gate (repeatable); needs --reason."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why the gate is waived; kept in gates.json.")
    ] = None,
    notice: Annotated[
        str | None, typer.Option(help="A sentence to show at the top of all that is published.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary as JSON on standard output.")
    ] = False,
) -> None:
    """Estimate, check the gates and write a release; `latest` moves when all gates are passed."""
    from skillscan.cli.display.progress import phases
    from skillscan.release.step import publish as run
    from skillscan.site.page import render

    if force_gate and not (reason and reason.strip()):
        raise UsageError("--force-gate needs --reason: say why the gate may be waived")
    waived = dict.fromkeys(force_gate or (), reason or "")
    with phases(_PHASES) as progress:
        summary = run(
            Settings(),
            render=render,
            now=datetime.now(UTC),
            notice=notice,
            waived=waived,
            progress=progress,
        )
    if as_json:
        typer.echo(json.dumps(asdict(summary), ensure_ascii=False))
    else:
        _print(summary)
    if not summary.is_latest:
        raise typer.Exit(EXIT_ATTENTION)


def _print(summary: "PublishSummary") -> None:
    console = Console(highlight=False, soft_wrap=True)
    state = "published" if summary.is_new else "unchanged"
    console.print(
        f"{state}: {summary.name}, {summary.estimates:,} estimates, "
        f"{summary.withheld} withheld for too small a sample",
        markup=False,
    )
    console.print(f"page: {summary.page}", markup=False)
    for verdict in summary.gates:
        if verdict.is_passed:
            continue
        why = summary.waived.get(verdict.gate)
        console.print(
            f"gate {verdict.gate}: {verdict.reason}" + (f" (waived: {why})" if why else ""),
            markup=False,
        )
    if not summary.is_latest:
        console.print(
            "held back: `latest` stays where it was. Look at the page; if it is right, publish "
            "again with --force-gate NAME --reason TEXT",
            markup=False,
        )
