"""``skillscan backup``: save the warehouse's tables, or list what is saved."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.cli.display.verbosity import summary_console
from skillscan.cli.options import AsJson
from skillscan.errors import EXIT_ATTENTION
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.backup.step import BackupSummary


def backup(
    *,
    list_only: Annotated[
        bool, typer.Option("--list", help="List the backups and check them; take none.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Save every table of the warehouse to SKILLSCAN_BACKUPS_URL, and verify what was saved.

    `publish` does it with each release. Exit code 3 where --list finds a damaged backup.
    """
    from skillscan.backup.step import back_up
    from skillscan.cli.display.progress import phases

    if list_only:
        _list(as_json=as_json)
        return
    with phases({"save": "save the tables"}) as progress:
        summary = back_up(Settings(), now=datetime.now(UTC), progress=progress)
    if as_json:
        typer.echo(json.dumps(asdict(summary)))
    else:
        print_summary(summary)


def print_summary(summary: "BackupSummary") -> None:
    """One line for people."""
    state = "backup" if summary.is_new else "backup, unchanged"
    gone = f"; {summary.removed} older ones removed" if summary.removed else ""
    summary_console().print(
        f"{state}: {summary.path}, {summary.rows:,} rows of {summary.tables} tables{gone}"
    )


def _list(*, as_json: bool) -> None:
    from skillscan.backup.backup_folder import backup_folder

    settings = Settings()
    folder = backup_folder(settings)
    rows = [{"name": name, "faults": folder.faults(name)} for name in folder.names()]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    else:
        out = Console(highlight=False, soft_wrap=True, markup=False)
        for row in rows:
            out.print(f"{row['name']}  {'; '.join(row['faults']) or 'whole'}")
        if not rows:
            out.print(f"no backup at {settings.backups}: skillscan backup takes one")
    if any(row["faults"] for row in rows):
        raise typer.Exit(EXIT_ATTENTION)
