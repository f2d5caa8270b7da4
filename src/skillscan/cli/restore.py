"""``skillscan restore``: make the warehouse anew from a backup."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from skillscan.cli.display.verbosity import summary_console
from skillscan.cli.options import AsJson
from skillscan.settings import Settings


def restore(
    name: Annotated[
        str | None,
        typer.Argument(help="A backup (`skillscan backup --list`); by default the newest whole."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the warehouse, which is moved aside and not deleted."""
    from skillscan.backup.restore import restore as run
    from skillscan.cli.display.progress import phases
    from skillscan.warehouse.location import place

    settings = Settings()
    with phases({"load": "load the tables"}) as progress:
        summary = run(settings, name, now=datetime.now(UTC), progress=progress)
    if as_json:
        typer.echo(json.dumps(asdict(summary), default=str))
        return
    out = summary_console()
    out.print(f"restored: {summary.rows:,} rows of {summary.name} to {place(settings)}")
    if summary.replaced:
        out.print(f"the warehouse of before is {summary.replaced}: delete it when all is well")
    out.print("skillscan extract loads what was landed since")
