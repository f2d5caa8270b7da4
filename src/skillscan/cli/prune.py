"""``skillscan prune``: the retention of landing files."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from skillscan.cli.display.verbosity import summary_console
from skillscan.cli.options import AsJson
from skillscan.settings import Settings


def prune(
    *,
    older_than: Annotated[
        int, typer.Option("--older-than", metavar="DAYS", min=1, help="Age in days.")
    ],
    with_quarantine: Annotated[
        bool, typer.Option("--quarantine", help="Forget old quarantined payloads, too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Delete old landing files whose postings are in the warehouse; fetch reports stay."""
    from skillscan.operations.retention import prune as run

    summary = run(
        Settings(),
        older_than=timedelta(days=older_than),
        now=datetime.now(UTC),
        with_quarantine=with_quarantine,
    )
    if as_json:
        typer.echo(json.dumps(asdict(summary), indent=2))
        return
    out = summary_console()
    for sentence in summary.sentences:
        out.print(sentence)
