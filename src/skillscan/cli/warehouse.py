"""``skillscan warehouse``: where the warehouse is kept."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from skillscan.cli.display.verbosity import summary_console
from skillscan.cli.options import AsJson
from skillscan.settings import Settings, variable

app = typer.Typer(
    name="warehouse",
    no_args_is_help=True,
    help="Where the warehouse is kept: its file, or a DuckLake.",
)


@app.command("move")
def move(
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="URL", help="ducklake:postgres:dbname=…, ducklake:FILE, or file."
        ),
    ],
    data_path: Annotated[
        str | None,
        typer.Option(
            "--data-path", metavar="PATH", help="Folder or s3:// URL of a DuckLake's Parquet files."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Move the warehouse to a DuckLake, or back to its file, and compare every table there.

    The old one stays, and is used no more. A password of PostgreSQL is taken from PGPASSWORD.
    """
    from skillscan.backup.move import FILE
    from skillscan.backup.move import move as run
    from skillscan.cli.display.progress import phases

    with phases({"save": "save the tables", "load": "load them there"}) as progress:
        summary = run(Settings(), to, data_path, now=datetime.now(UTC), progress=progress)
    if as_json:
        typer.echo(json.dumps(asdict(summary)))
        return
    out = summary_console()
    out.print(
        f"moved: {summary.rows:,} rows of {summary.tables} tables to {summary.warehouse}, equal"
    )
    out.print(f"the old warehouse stays as {summary.left}: delete it when all is well")
    url, path = variable("warehouse_url"), variable("warehouse_data_path")
    if to == FILE:
        out.print(f"now unset {url} and {path}, wherever they are set")
    else:
        out.print(
            f"now set {url} to {to!r}" + (f" and {path} to {data_path!r}" if data_path else "")
        )
