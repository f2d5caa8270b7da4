"""``skillscan doctor``: what is configured, reachable, stale, locked or broken."""

import json
import logging
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.cli.display.verbosity import is_quiet
from skillscan.cli.options import AsJson
from skillscan.errors import EXIT_ATTENTION
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.operations.doctor import Diagnosis

COLOURS = {"fine": "green", "note": "cyan", "attention": "yellow", "broken": "red"}


_PHASES = {
    "landing": "verify landing",
    "warehouse": "verify the warehouse",
    "releases": "verify releases",
    "backups": "verify backups",
}


def doctor(
    *,
    is_deep: Annotated[
        bool, typer.Option("--deep", help="Read every stored byte, and verify its checksum.")
    ] = False,
    with_metrics: Annotated[
        bool, typer.Option("--metrics", help="Tell the metrics file how many findings there are.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what is configured, reachable, stale, locked or broken, and what to do about it.

    Exit code 3 where something needs attention. Nothing is changed and no source is asked.
    """
    from skillscan.cli.display.progress import phases
    from skillscan.operations.doctor import examine

    with phases(_PHASES) as progress:
        found = examine(Settings(), now=datetime.now(UTC), is_deep=is_deep, progress=progress)
    if with_metrics:
        _measure(found)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        out = Console(highlight=False, soft_wrap=True, markup=False)
        for one in found:
            if is_quiet() and not one.needs_attention:
                continue
            out.print(f"{one.state:<10}", style=COLOURS[one.state], end="")
            out.print(f"{one.part}: {one.message}")
            if one.advice or one.alarm:
                out.print(f"{'':<10}  → {_what_to_do(one)}")
    if any(one.needs_attention for one in found):
        raise typer.Exit(EXIT_ATTENTION)


def _what_to_do(one: "Diagnosis") -> str:
    runbook = f"runbook {one.alarm} in docs/operating.md" if one.alarm else ""
    return "; ".join(filter(None, (one.advice, runbook)))


def _measure(found: "list[Diagnosis]") -> None:
    from skillscan.operations.doctor import State
    from skillscan.telemetry.metrics import measured_step

    counts = Counter((one.part, one.state) for one in found)
    with measured_step(Settings(), logging.getLogger(__name__), "doctor") as record:
        parts = sorted({one.part for one in found})
        rows = [
            (counts[part, state], {"part": part, "state": state.value})
            for part in parts
            for state in State
        ]
        record.tell("doctor_findings", rows)
